"""Conflicts between claims that are linked: on what two that speak of one thing differ, type by type."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from core.records.findings import ConflictType
from timeline import linkage
from timeline.alignment import Aligned
from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.conflicts import answers, numbers, reasons, standings
from timeline.conflicts.exchange import Exchange, of_one_thing, same_number
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice
from timeline.tellings import is_past

ALWAYS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.one_outlet,
    reasons.other_jurisdiction,
)
LIMITS: tuple[reasons.Reason, ...] = (
    *ALWAYS,
    reasons.no_longer_in_force,
    reasons.other_group,
    reasons.other_unit,
    reasons.hedged,
    reasons.within_the_range,
    reasons.rounder,
    reasons.other_frame,
    reasons.frame_of_the_other,
    reasons.same_limit_in_other_words,
)
COUNTS: tuple[reasons.Reason, ...] = (*ALWAYS, reasons.grown_since, reasons.rounded)
SURE = 0.35  # sureness from which two claims are held to speak of one thing
_TELLING = ("date", "value", "derived")  # types of which an agreement says that two claims are of one thing
_DIRECTED = ("permitted", "required", "prohibited")
_DECIDED = ("announced", "in-force")

Judge = Callable[[Exchange], Finding | None]


def find(
    pairs: Sequence[Aligned],
    told: Sequence[Finding],
    here: Sequence[Claim],
    there: Sequence[Claim],
    lattice: Lattice,
) -> Iterator[Finding]:
    """What linked claims of two articles differ in, the surest first, one a claim and type; not what is `told`."""
    known = {(finding.type, each.id) for finding in told for each in finding.claims}
    taken: set[tuple[str, str]] = set()
    for each in _linked(pairs, here, there, lattice):
        keys = {(each.type, claim.id) for claim in each.claims}
        if not keys & taken and not keys <= known:
            taken |= keys
            yield each


def _linked(
    pairs: Sequence[Aligned], here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice
) -> Iterator[Finding]:
    """The findings between claims that are surely enough of one thing, the surest first."""
    found: list[tuple[float, Finding]] = []
    for pair, differ in candidates(pairs, here, there, lattice):
        stand = linkage.features(pair, here, there, lattice)
        for each in differ:
            sure = linkage.sureness(stand, kind(each))
            if sure >= SURE:
                found.append((sure, each))
    return (each for _, each in sorted(found, key=lambda one: (-one[0], one[1].order)))


def candidates(
    pairs: Sequence[Aligned], here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice
) -> Iterator[tuple[Aligned, Sequence[Finding]]]:
    """Each pair that would disagree if it spoke of one thing, with what it would disagree on; never on nothing."""
    beside = _beside(pairs)
    for pair in pairs:
        exchange = Exchange(pair.one, pair.other, here, there, lattice, pair.likeness, pair.of_best)
        differ = [each for each in differences(exchange) if not _answered(pair, each.type, beside)]
        if differ:
            yield pair, differ


def kind(finding: Finding) -> str:
    """What two claims differ in; digits that slipped are a value that differs."""
    return "value" if finding.type == "derived" else finding.type


def _beside(pairs: Sequence[Aligned]) -> Mapping[str, Sequence[Aligned]]:
    """By claim, all pairs that it stands in."""
    found: dict[str, list[Aligned]] = defaultdict(list)
    for pair in pairs:
        found[pair.one.id].append(pair)
        found[pair.other.id].append(pair)
    return found


def _answered(pair: Aligned, type_: ConflictType, beside: Mapping[str, Sequence[Aligned]]) -> bool:
    """Whether a claim that is at least as like to one of the two tells its day or number: then that is its answer."""
    return type_ in _TELLING and any(
        each is not pair and each.likeness >= pair.likeness and answers.agree(each.one, each.other, type_)
        for claim in (pair.one, pair.other)
        for each in beside[claim.id]
    )


def differences(the: Exchange) -> Iterator[Finding]:
    """All that two claims differ in, by type; at most one finding of each."""
    if not (the.one.fact.headline and the.other.fact.headline) and not the.excused(ALWAYS):
        yield from (finding for judge in _JUDGES if (finding := judge(the)))


def _values(the: Exchange) -> Finding | None:
    set_ = the.both("rule") and the.one.value > 0 and the.other.value > 0
    if not set_ or the.excused(LIMITS) or the.known(same_number):
        return None
    return numbers.unequal(the, tuple(f"{each.fact.value} {each.fact.unit}" for each in (the.one, the.other)))


def _counts(the: Exchange) -> Finding | None:
    counted = the.both("figure") and the.one.fact.unit == the.other.fact.unit and the.one.value > 0 < the.other.value
    measures = {each.fact.measure for each in (the.one, the.other)} - {None}
    if not counted or len(measures) > 1 or the.excused(COUNTS) or the.known(same_number):
        return None
    windows = the.one.window and the.other.window
    apart = reasons.other_period if windows else reasons.grown_meanwhile
    near = numbers.near(the.one, the.other)
    return numbers.miscounted(the) if near and not apart(the.one, the.other, the.lattice) else None


def _things(the: Exchange) -> Finding | None:
    bare = the.both("figure") and not (the.one.fact.unit or the.other.fact.unit)
    if not bare or not numbers.one_number(the.one, the.other):
        return None
    first, second = (the.lattice.counted(each.fact.measure) for each in (the.one, the.other))
    if first and second:
        names = (first.counts, second.counts)
    else:
        here, there = (sorted(the.lattice.things(each.fact.quote.text)) for each in (the.one, the.other))
        names = (here[0], there[0]) if here and there and not set(here) & set(there) else ("", "")
    return numbers.two_things(the, names) if names[0] != names[1] else None


def _starts(the: Exchange) -> Finding | None:
    begin, beginning = standings.begins(the.one), standings.begins(the.other)
    if the.one.fact.kind != the.other.fact.kind or begin is None or beginning is None or begin == beginning:
        return None
    moved = any(the.lattice.marks("moved", each.fact.quote.text) or is_past(each) for each in (the.one, the.other))
    return None if moved or the.excused((reasons.no_longer_in_force,)) else standings.two_days(the)


def _statuses(the: Exchange) -> Finding | None:
    told = {the.one.fact.status, the.other.fact.status}
    differ = len(told) == 2 and ("denied" in told or ("planned" in told and told & set(_DECIDED)))
    return standings.other_status(the) if differ else None


def _directions(the: Exchange) -> Finding | None:
    one, other = the.one.fact.modality, the.other.fact.modality
    directed = the.both("rule") and one != other and {one, other} <= set(_DIRECTED)
    numbers_ = None not in (the.one.fact.value, the.other.fact.value)
    if not directed or (numbers_ and not same_limit(the.one.fact, the.other.fact)) or not standings.of_one_act(the):
        return None
    return None if the.excused((reasons.no_longer_in_force, reasons.exempted)) else standings.opposed(the)


def _scopes(the: Exchange) -> Finding | None:
    if not the.both("rule") or the.excused((reasons.no_longer_in_force,)):
        return None
    numbers_ = None not in (the.one.fact.value, the.other.fact.value)
    if numbers_ and not same_limit(the.one.fact, the.other.fact):
        return None
    wide, narrow = (_wider(one, other, the.lattice) for one, other in ((the.one, the.other), (the.other, the.one)))
    if wide == narrow or not of_one_thing(the.one, the.other):
        return None
    return standings.for_all_and_some(the, ("all", "some") if wide else ("some", "all"))


def _wider(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Whether the first is said of all, or of some expressly included, and the other of some alone."""
    text, against = one.fact.quote.text, other.fact.quote.text
    said = lattice.marks("all", text) or lattice.marks("including", text)
    return said and (lattice.marks("alone", against) or lattice.marks("exempt", against))


_JUDGES: tuple[Judge, ...] = (_values, _counts, _things, _starts, _statuses, _directions, _scopes)
