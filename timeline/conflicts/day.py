"""Date conflicts of days: one event put on two days, one exact number told of two times."""

from collections.abc import Hashable, Iterator, Sequence

from timeline.amount import significant
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.lattice import Lattice
from timeline.phrase import counted, counter, day, outlets, words
from timeline.span import Span
from timeline.tellings import APART
from timeline.words import likeness

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.part_and_whole,
    reasons.other_audience,
)
_TELLING = 3  # digits that make a number one that two counts do not share by chance
_WEEK = 7
_SHARED, _ALIKE = 3, 0.6  # telling words, and their part of the shorter quote, by which two events are one


def find(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Days of one number, then days of one event."""
    for block in blocks(claims, _telling_number):
        for one, other in in_time(block):
            if _other_day(one, other) and not reasons.first_reason(REASONS, one, other, lattice):
                yield _moved_number(one, other)
    for block in blocks(claims, _happened):
        for one, other in in_time(block):
            if _of_one_event(one, other) and not reasons.first_reason(REASONS, one, other, lattice):
                yield _two_days(one, other)


def _happened(claim: Claim) -> Hashable | None:
    fact = claim.fact
    return (
        (fact.topic, claim.place) if fact.kind == "event" and fact.topic and fact.date and not fact.headline else None
    )


def _of_one_event(one: Claim, other: Claim) -> bool:
    """Exact days that lie near each other, told of an event in words most of which are shared."""
    if one.window is None or other.window is None or not (one.window.exact and other.window.exact):
        return False
    shared = len(one.stems & other.stems) >= _SHARED and likeness(one.stems, other.stems) >= _ALIKE
    return shared and 0 < one.window.gap(other.window) <= APART


def _two_days(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="date",
        left=(one,),
        right=(other,),
        labels=(one.fact.date or "", other.fact.date or ""),
        severity="contradiction",
        explanation=f"{first} puts one event on {day(one.fact.date)}, {second} on {day(other.fact.date)}: "
        f"{words(one)}.",
        settled_by="A record of the event made on its day.",
    )


def _telling_number(claim: Claim) -> Hashable | None:
    fact = claim.fact
    if fact.kind != "figure" or fact.value is None or claim.window is None or fact.qualifier or fact.headline:
        return None
    what = fact.measure or fact.subject or fact.topic
    return (what, fact.unit, fact.value) if what and significant(fact.value) >= _TELLING else None


def _other_day(one: Claim, other: Claim) -> bool:
    """Ends farther apart than loose wording explains, at least one of them not simply its article's own day."""
    if one.window is None or other.window is None:
        return False
    if abs((one.window.last - other.window.last).days) <= reasons.EDGE:
        return False
    if not (one.window.exact or other.window.exact) and _same_start(one.window, other.window):
        return False  # a sum since one day, told again with another end, is a report of another day
    near = one.published is None or other.published is None or one.published.gap(other.published) <= _WEEK
    return near and not (_until_today(one) and _until_today(other))


def _same_start(one: Span, other: Span) -> bool:
    return abs((one.first - other.first).days) <= reasons.EDGE


def _until_today(claim: Claim) -> bool:
    return bool(claim.window and claim.published and claim.window.last == claim.published.last)


def _moved_number(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    here, there = (each.window.last.isoformat() if each.window else "" for each in (one, other))
    return Finding(
        type="date",
        left=(one,),
        right=(other,),
        labels=(here, there),
        severity="tension",
        explanation=(
            f"The same count, {counted(one)}, runs up to {day(here)} in {first} and up to {day(there)} in {second}."
        ),
        settled_by=f"The day of the count by {counter(one, other)}.",
    )
