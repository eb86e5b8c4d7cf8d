"""A headline in parts: the clauses of one title that together say one thing."""

from collections.abc import Iterable

from timeline.claims import Claim


def whole(headline: Claim, article: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claim and the other parts of its headline that say the same of no topic of their own."""
    modality = headline.fact.modality
    parts = (each for each in article if each.fact.headline and each.fact.modality == modality and not each.fact.topic)
    return (headline, *parts)
