"""Which articles bear a change out as it is told: its number and its start, not the rule before, nor another day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.amount import dimension, same_limit
from timeline.claims import Claim
from timeline.lattice import Lattice, Relation
from timeline.span import length


def of_this_start(after: Iterable[Claim], start: str | None) -> list[Claim]:
    """The claims of articles that tell this start, if they tell one."""
    articles = _by_article(after)
    return [each for article in articles.values() if _fits_start(article, start) for each in article]


def bearing_out(
    after: Iterable[Claim], chief: Claim, start: str | None, *, bare: bool, lattice: Lattice
) -> list[Claim]:
    """The claims of articles that say what `chief` says; where it is told by its bare number, that or its start.

    What stands in an article's headline alone bears nothing out: headlines say more than their texts.
    """
    found: list[Claim] = []
    for article in _by_article(of_this_start(after, start)).values():
        body = [each for each in article if not each.fact.headline]
        says = _tells_number(body, chief, start, lattice) if bare else _tells_rule(body, chief, start)
        if says or chief.fact.article_id == article[0].fact.article_id:
            found += article
    return sorted(found, key=lambda each: each.order)


def _by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        found[each.fact.article_id].append(each)
    return found


def _fits_start(article: Sequence[Claim], start: str | None) -> bool:
    told = [each.fact.effective_from for each in article if each.fact.effective_from]
    return start is None or not told or any(_one_start(each, start) for each in told)


def _one_start(one: str | None, other: str | None) -> bool:
    """Whether both are told and one only tells the other more closely ("2023-01" and "2023-01-27")."""
    return bool(one and other) and ((one or "").startswith(other or "") or (other or "").startswith(one or ""))


def _tells_number(body: Sequence[Claim], chief: Claim, start: str | None, lattice: Lattice) -> bool:
    """Whether it has the number in its frame, or no number of the kind and the start."""
    numbers = [each for each in body if _of_kind(each, chief, lattice)]
    if numbers:
        return any(_same_number(each, chief) for each in numbers)
    return any(_one_start(each.fact.effective_from, start) for each in body)


def _of_kind(claim: Claim, chief: Claim, lattice: Lattice) -> bool:
    """A number of the same dimension, told of the same thing and not of other people."""
    if claim.fact.value is None or dimension(claim.fact.unit) != dimension(chief.fact.unit):
        return False
    same = (claim.fact.subject, claim.fact.topic) == (chief.fact.subject, chief.fact.topic)
    return same and lattice.audiences(claim.audience, chief.audience) is not Relation.APART


def _same_number(one: Claim, other: Claim) -> bool:
    return same_limit(one.fact, other.fact) and length(one.fact.per) == length(other.fact.per)


def _tells_rule(body: Sequence[Claim], chief: Claim, start: str | None) -> bool:
    """Whether it has a rule of the same topic and direction, with no other number, or tells its start."""
    return any(_one_start(each.fact.effective_from, start) or _says_alike(each, chief) for each in body)


def _says_alike(claim: Claim, chief: Claim) -> bool:
    one, other = claim.fact, chief.fact
    directions = {one.modality, other.modality} - {None, "planned"}
    numbers = one.value is None or other.value is None or same_limit(one, other)
    return one.topic == other.topic and one.subject == other.subject and len(directions) <= 1 and numbers
