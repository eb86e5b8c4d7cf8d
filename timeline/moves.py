"""Tellings of one rule with starts far apart: one change whose start was moved, or is in dispute."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.amount import dimension, same_limit
from timeline.claims import Claim
from timeline.tellings import APART, REACH, Telling, is_past
from timeline.words import likeness

_FARTHEST = 366  # days between two starts: the same rule a year later is the next year's
_SHARED, _ALIKE = 3, 0.6  # telling words, and their part of the shorter quote, by which two rules in words are one
_BESIDE = 2  # telling words that a number needs beside it

_Key = tuple[object, ...]


def reunited(parts: Sequence[list[Telling]]) -> list[list[Telling]]:
    """The parts, each with those before it that tell the same rule with another start; all have a day as start.

    An article that has a place in both parts knows of two steps, and a start that has come cannot be moved.
    """
    homes = list(range(len(parts)))
    articles = [{claim.fact.article_id for telling in part for claim in telling.claims} for part in parts]
    holders: dict[_Key, list[tuple[int, Claim]]] = defaultdict(list)
    for at, part in enumerate(parts):
        for claim in _dated(part):
            for other, earlier in reversed(holders[_key(claim)][-REACH:]):
                home, goal = _home(homes, at), _home(homes, other)
                if home != goal and not articles[home] & articles[goal] and _one_rule(earlier, claim):
                    homes[home] = goal
                    articles[goal] |= articles[home]
            holders[_key(claim)].append((at, claim))
    found: dict[int, list[Telling]] = defaultdict(list)
    for at, part in enumerate(parts):
        found[_home(homes, at)] += part
    return list(found.values())


def same_rule(one: Claim, other: Claim) -> bool:
    """Whether two claims set one rule, its start aside: for one group the same number, or most of the same words."""
    first, second = one.fact, other.fact
    if _key(one) != _key(other) or (one.audience and other.audience and one.audience != other.audience):
        return False
    shared = len(one.stems & other.stems)
    if first.value is None or second.value is None:
        return shared >= _SHARED and likeness(one.stems, other.stems) >= _ALIKE
    foreign = one.article.language != other.article.language
    return same_limit(first, second) and (first.subject is not None or foreign or shared >= _BESIDE)


def _one_rule(one: Claim, other: Claim) -> bool:
    """Whether the one told later could still move the start told first."""
    early, late = sorted((one, other), key=lambda each: each.order)
    if early.effective is None or late.effective is None or late.published is None:
        return False
    near = early.effective.gap(late.effective) <= _FARTHEST
    return near and (late.published.first - early.effective.last).days <= APART and same_rule(early, late)


def _dated(part: Iterable[Telling]) -> Iterator[Claim]:
    """The claims that set a rule from a day on; a bare "takes effect on" may be of any."""
    for telling in part:
        for each in telling.claims:
            bare = each.fact.value is None and each.fact.modality in (None, "planned")
            if each.effective == telling.effective and not bare and not is_past(each):
                yield each


def _key(claim: Claim) -> _Key:
    fact = claim.fact
    return fact.subject, fact.modality, dimension(fact.unit) if fact.value is not None else None


def _home(homes: Sequence[int], at: int) -> int:
    while homes[at] != at:
        at = homes[at]
    return at
