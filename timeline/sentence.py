"""A change in one sentence: which claim stands for it, and whether its number may be named by itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from core.records.facts import Status
from timeline.amount import dimension, kind, limit
from timeline.claims import Claim
from timeline.episodes import tells_change
from timeline.lattice import Lattice
from timeline.phrase import amount, either, slug, whom, words
from timeline.span import length


def summary(
    before: Sequence[Claim],
    after: Sequence[Claim],
    chief: Claim,
    *,
    status: Status | None,
    start: str | None,
    disputed: Sequence[date],
    lattice: Lattice,
) -> str:
    """What holds now, for whom, from when, and what held before; in the chief's words where no number says it."""
    what = slug(chief.fact.subject or chief.fact.topic, "a rule")
    of = f" for {whom(chief.audience)}" if chief.audience else ""
    begins = f" from {either(disputed or [start])}{' (reports differ)' if disputed else ''}" if start else ""
    if not bare(chief, after, lattice):
        news = "Planned" if status == "planned" else "New"
        past = f"; before: {_past(before, chief, lattice)}" if before else ""
        return f"{news} on {what}{of}{begins}: {words(chief)}{past}."
    same = [each for each in before if each.fact.value is not None and each.fact.unit == chief.fact.unit]
    past = _limits([each for each in same if each.audience == chief.audience] or same)
    verb = {"planned": "would be", "announced": "will be"}.get(status or "", "is")
    text = f"{what[:1].upper()}{what[1:]}{of} {verb} {_limits([chief])}{begins}"
    return text + (f"; before, it was {past}." if past and past != _limits([chief]) else ".")


def chief_of(claims: Sequence[Claim], lattice: Lattice) -> Claim:
    """The claim that tells most by itself; of equals the one that stands first in its article."""
    return max(claims, key=lambda each: (*_telling(each, lattice), -each.fact.quote.start, each.id))


def bare(claim: Claim, among: Iterable[Claim], lattice: Lattice) -> bool:
    """Whether the number alone says it: where the topic says what time it limits, the subject what costs so much.

    What is levied in percent is not told by a sum of money, which is a threshold or a fine; where the lattice does not
    say how a subject is counted, all numbers `among` which the claim stands must be of one kind.
    """
    fact = claim.fact
    if fact.value is None or fact.unit is None:
        return False
    if dimension(fact.unit) == "duration":
        return fact.topic in lattice.limits and fact.subject is None
    if fact.subject is None:
        return False
    told = {kind(each.fact.unit) for each in among if each.fact.value is not None}
    return lattice.levied[fact.subject] == kind(fact.unit) if fact.subject in lattice.levied else len(told) == 1


def most(names: Iterable[str | None]) -> str | None:
    """The name told most often; of equals the first by alphabet."""
    told = Counter(name for name in names if name)
    return min(told, key=lambda name: (-told[name], name)) if told else None


def _past(before: Sequence[Claim], chief: Claim, lattice: Lattice) -> str:
    """What held before: its words, or its number where one quote tells both."""
    told = chief_of(before, lattice)
    one_quote = told.fact.quote.text == chief.fact.quote.text and told.fact.value is not None
    return amount(told) if one_quote else words(told)


def _telling(claim: Claim, lattice: Lattice) -> tuple[bool, ...]:
    fact = claim.fact
    return (
        not fact.headline,
        fact.status != "planned",
        fact.modality is not None,
        fact.value is not None and lattice.levied.get(fact.subject or "", kind(fact.unit)) == kind(fact.unit),
        claim.article.language == "en",
        fact.per is not None,
        fact.effective_from is not None,
        lattice.marks("general", fact.quote.text),
        tells_change(claim, lattice),
        claim.audience is not None,
        claim.article.source_kind in ("ministry", "legal"),
    )


def _limits(claims: Sequence[Claim]) -> str:
    """The numbers of the claims, each once, with the frame they hold in; at most two."""
    told: dict[object, str] = {}
    for each in claims:
        told.setdefault((limit(each.fact), length(each.fact.per)), amount(each))
    return " or ".join([*told.values()][:2])
