"""Measure conflicts: the same number said of unlike things, such as applications and permits, crossings and persons."""

from collections.abc import Hashable, Iterator, Sequence

from timeline.amount import significant
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.lattice import Lattice, Relation
from timeline.names import same_outlet
from timeline.phrase import amount, counted, counter, drift, outlets, things

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.other_audience,
    reasons.part_and_whole,
    reasons.other_topic,
)
STORY: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.part_and_whole,
    reasons.other_topic,
)
_YEAR = 366
_NEWS = 31  # days
_SMALLEST = 100


def find(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Pairs of one family and one number whose measures count unlike things."""

    def key(claim: Claim) -> Hashable | None:
        value = claim.fact.value
        told = claim.fact.kind == "figure" and claim.fact.measure and value is not None and value >= _SMALLEST
        return _dispute(claim, lattice) if told else None

    for block in blocks(claims, key):
        for one, other in in_time(block, within=_YEAR):
            unlike = _unlike(one, other, lattice) and _of_one_count(one, other, lattice)
            if unlike and not reasons.first_reason(REASONS, one, other, lattice):
                yield _finding(one, other, lattice)

    for block in blocks(claims, _number):
        for one, other in in_time(block, within=_NEWS):
            if _of_two_things(one, other, lattice) and not reasons.first_reason(STORY, one, other, lattice):
                yield _said_of_two(one, other, lattice)


def _number(claim: Claim) -> Hashable | None:
    """A number of things by itself, in figures or in rules, rounded as reports round it."""
    fact = claim.fact
    told = fact.kind in ("rule", "figure") and fact.unit is None and not fact.headline
    return f"{fact.value:.1E}" if told and fact.value is not None and fact.value >= _SMALLEST else None


def _of_two_things(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One number of one story whose words name things of which none is the other's."""
    if one.extent is None or other.extent is None or not one.extent.meets(other.extent):
        return False
    here, there = lattice.things(one.fact.quote.text), lattice.things(other.fact.quote.text)
    return bool(here and there) and not here & there and reasons.same_story(one, other)


def _said_of_two(one: Claim, other: Claim, lattice: Lattice) -> Finding:
    first, second = outlets(one, other)
    here, there = (sorted(lattice.things(each.fact.quote.text)) for each in (one, other))
    return Finding(
        type="measure",
        left=(one,),
        right=(other,),
        labels=(here[0], there[0]),
        dispute=("things", _number(one)),
        severity="tension",
        explanation=(
            f"One number, {amount(one)}, is said of {' and '.join(here)} in {first}, "
            f"of {' and '.join(there)} in {second}."
        ),
        settled_by=f"What it is that was counted, from {counter(one, other)}.",
    )


def _dispute(claim: Claim, lattice: Lattice) -> tuple[object, ...]:
    """The happening that is counted and the number, by which all reports of it are one dispute."""
    counted = lattice.counted(claim.fact.measure)
    return (counted.family if counted else None, claim.fact.unit, f"{claim.fact.value:.2E}")


def _unlike(one: Claim, other: Claim, lattice: Lattice) -> bool:
    return _things(one, lattice) != _things(other, lattice)


def _things(claim: Claim, lattice: Lattice) -> str:
    counted = lattice.counted(claim.fact.measure)
    return counted.counts if counted else ""


def _of_one_count(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """The same period, or a count as of the day on which the other's period ends.

    Where an article names no period, a number of two digits or more said of one group, by one body
    or in like words, is one count.
    """
    if one.window is None or other.window is None:
        by_one = same_outlet(one.fact.organisation, other.fact.organisation)
        of_one = lattice.audiences(one.audience, other.audience) is Relation.SAME
        in_words = len(one.stems & other.stems) >= 2
        of_story = reasons.same_story(one, other)
        return significant(one.value) >= 2 and (by_one or of_one or in_words or of_story)
    ends = abs((one.window.last - other.window.last).days) <= reasons.EDGE
    starts = abs((one.window.first - other.window.first).days) <= reasons.EDGE
    return ends and (starts or one.window.exact or other.window.exact)


def _drift(one: Claim, other: Claim) -> str | None:
    """From the body's own word, or the outlet that is relayed, to the report that tells another thing."""
    for source, teller in ((one, other), (other, one)):
        cited = same_outlet(teller.fact.reported_via, source.article.source)
        if (source.primary and not teller.primary) or cited:
            return drift(things(source), things(teller), teller.outlet)
    return None


def _finding(one: Claim, other: Claim, lattice: Lattice) -> Finding:
    first, second = outlets(one, other)
    exact = lattice.audiences(one.audience, other.audience) is Relation.SAME
    return Finding(
        type="measure",
        left=(one,),
        right=(other,),
        labels=(_things(one, lattice), _things(other, lattice)),
        dispute=_dispute(one, lattice),
        severity="contradiction" if exact else "tension",
        explanation=(f"One number is said of two things: {counted(one)} in {first}, {counted(other)} in {second}."),
        drift=_drift(one, other),
        settled_by=f"What it is that was counted, from {counter(one, other)}.",
    )
