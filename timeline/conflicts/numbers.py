"""Numbers of two reports of one happening: limits, frames, counts, and what it is that is counted."""

from decimal import Decimal

from timeline.amount import TELLING, limit, same_limit, significant, slipped
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.exchange import REASONS, Exchange, same_number, what
from timeline.conflicts.finding import Finding
from timeline.phrase import amount, counted, counter, outlets
from timeline.span import length

NUMBERS: tuple[reasons.Reason, ...] = (
    *REASONS,
    reasons.not_yet_in_force,
    reasons.other_unit,
    reasons.rule_and_special_rule,
    reasons.special_by_its_words,
    reasons.hedged,
    reasons.within_the_range,
    reasons.rounder,
    reasons.other_frame,
    reasons.frame_of_the_other,
    reasons.same_limit_in_other_words,
    reasons.exempted,
    reasons.superseded_between,
)
COUNTS: tuple[reasons.Reason, ...] = (*REASONS, reasons.grown_since, reasons.part_and_whole, reasons.rounded)
THINGS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.part_and_whole,
)
_FACTOR = 3  # what is farther off counts something else, unless its digits slipped
_FEWEST, _ROUNDED = 20, Decimal("1.02")


def values(the: Exchange) -> Finding | None:
    """Two numbers for one rule, neither of which the other article knows."""
    set_ = the.both("rule") and the.one.fact.value is not None and the.other.fact.value is not None
    apart = tuple(each for each in NUMBERS if each is not reasons.superseded_between)
    slip = set_ and slipped(the.one.fact, the.other.fact)  # no act changes a number by its commas alone
    if not set_ or the.excused(apart if slip else NUMBERS) or the.known(same_number):
        return None
    return unequal(the, tuple(f"{limit(each.fact)} {each.fact.unit}" for each in (the.one, the.other)))


def frames(the: Exchange) -> Finding | None:
    """One limit in frames of two lengths: 90 days a year, 90 days in any 180."""
    frames = length(the.one.fact.per), length(the.other.fact.per)
    same = the.both("rule") and None not in frames and same_limit(the.one.fact, the.other.fact)
    if not same or the.excused((*REASONS, reasons.superseded_between)) or the.known(_same_frame):
        return None
    return unequal(the, tuple(f"in {frame}" for frame in frames))


def unequal(the: Exchange, labels: tuple[str, ...]) -> Finding:
    """Two numbers, or frames, of one rule."""
    first, second = outlets(the.one, the.other)
    text = f"On {what(the.one)}, {first} has {amount(the.one)}, {second} {amount(the.other)}."
    return the.finding("value", "contradiction", (labels[0], labels[1]), text, "The text of the act itself.")


def counts(the: Exchange) -> Finding | None:
    """Two numbers for one count of one time."""
    same = the.both("figure") and the.one.fact.unit == the.other.fact.unit and not _counts_else(the)
    if not same or not _of_one_time(the) or the.excused(COUNTS) or the.known(same_number):
        return None
    return miscounted(the) if near(the.one, the.other) else None


def near(one: Claim, other: Claim) -> bool:
    """Whether two counts are near enough to be of one thing, or one of them slipped."""
    low, high = sorted((one.value, other.value))
    return low > 0 and (slipped(one.fact, other.fact) or high <= _FACTOR * low)


def miscounted(the: Exchange) -> Finding:
    """Two numbers of one count."""
    slip = slipped(the.one.fact, the.other.fact)
    first, second = outlets(the.one, the.other)
    text = f"{first} has {counted(the.one)}, {second} has {amount(the.other)} for the same people and time."
    labels = str(the.one.fact.value), str(the.other.fact.value)
    settled = f"The count itself, from {counter(the.one, the.other)}."
    return the.finding("derived" if slip else "value", "contradiction", labels, text, settled)


def _counts_else(the: Exchange) -> bool:
    """Whether unlike things are counted, or only one says what it counts."""
    return the.one.fact.measure != the.other.fact.measure


def _of_one_time(the: Exchange) -> bool:
    """Whether both count the same days; a count whose days are not told runs on, and changes from day to day."""
    if the.one.window and the.other.window:
        return not reasons.other_period(the.one, the.other, the.lattice)
    published = the.one.published, the.other.published
    return published[0] is not None and published[1] is not None and published[0].gap(published[1]) <= 1


def things(the: Exchange) -> Finding | None:
    """One number said of unlike things: entries and persons, applications and permits, families and people."""
    bare = not (the.one.fact.unit or the.other.fact.unit)
    names = _unlike_things(the) if bare and one_number(the.one, the.other) else None
    return None if names is None or the.excused(THINGS) else two_things(the, names)


def two_things(the: Exchange, names: tuple[str, str]) -> Finding:
    """One number of things of two names."""
    first, second = outlets(the.one, the.other)
    text = (
        f"One number is said of two things: {amount(the.one)} of {names[0]} in {first}, "
        f"{amount(the.other)} of {names[1]} in {second}."
    )
    return the.finding("measure", "tension", names, text, f"What was counted, from {counter(the.one, the.other)}.")


def _unlike_things(the: Exchange) -> tuple[str, str] | None:
    """The unlike things that two claims count, by their measures, else by their words; None if they are alike."""
    first, second = (the.lattice.counted(each.fact.measure) for each in (the.one, the.other))
    if first and second:
        return (
            (first.counts, second.counts) if first.family == second.family and first.counts != second.counts else None
        )
    here, there = (sorted(the.lattice.things(each.fact.quote.text)) for each in (the.one, the.other))
    return (here[0], there[0]) if here and there and not set(here) & set(there) else None


def one_number(one: Claim, other: Claim) -> bool:
    """Whether two numbers are the same but for rounding, and not the same by chance."""
    low, high = sorted((one.value, other.value))
    return low >= _FEWEST and high <= _ROUNDED * low and max(significant(low), significant(high)) >= TELLING


def _same_frame(one: Claim, other: Claim) -> bool:
    first, second = length(one.fact.per), length(other.fact.per)
    return first is not None and second is not None and abs(first - second) <= 0.05 * max(first, second)
