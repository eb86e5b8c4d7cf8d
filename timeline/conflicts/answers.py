"""Conflicts between two reports of one happening, claim by claim as they answer each other, under whatever topic."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from core.records.findings import Conflict, ConflictType, Severity
from timeline.alignment import Aligned
from timeline.amount import limit, same_limit, significant
from timeline.claims import Claim
from timeline.concepts import concepts, weight
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.modality import opposite
from timeline.lattice import Lattice
from timeline.phrase import amount, counted, counter, day, direction, outlets, saying, slug, status, words
from timeline.span import Span, length
from timeline.tellings import is_past

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.other_group,
)
NUMBERS: tuple[reasons.Reason, ...] = (
    *REASONS,
    reasons.not_yet_in_force,
    reasons.other_unit,
    reasons.rule_and_special_rule,
    reasons.special_by_its_words,
    reasons.hedged,
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
DIRECTIONS: tuple[reasons.Reason, ...] = (
    *REASONS,
    reasons.exempted,
    reasons.until_the_start,
    reasons.superseded_between,
)
_CLOSE = 0.27  # likeness from which a claim may be held against the one that answers it
_FACTOR = 3  # what is farther off counts something else, unless its digits slipped
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))
_TELLING = 2  # digits by which two numbers of unlike size are one that slipped
_FEWEST, _ROUNDED = 20, Decimal("1.02")
_DAYS = 10  # between two days of one event
_LATE = 400  # days between two starts of one thing
_ANSWERED, _NEWS = 31, 5  # days in which a report answers another, and in which a denial may come first
_ONE_ACT = 0.45  # likeness from which two words are of one act though they stand under two topics
_SAID = 0.5  # weight of a concept by which two claims are of one thing
_DIRECTED = ("permitted", "required", "prohibited")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two claims that answer each other, and all claims of their articles."""

    one: Claim
    other: Claim
    here: Sequence[Claim]
    there: Sequence[Claim]
    lattice: Lattice
    likeness: float

    def both(self, kind: str) -> bool:
        """Whether both are facts of one kind."""
        return self.one.fact.kind == kind == self.other.fact.kind

    def excused(self, apart: tuple[reasons.Reason, ...]) -> bool:
        """Whether a reason holds why their difference is none."""
        return reasons.first_reason(apart, self.one, self.other, self.lattice) is not None

    def known(self, same: Callable[[Claim, Claim], bool]) -> bool:
        """Whether either article tells elsewhere what the other's claim tells: then its author knows of both."""
        return any(same(each, self.other) for each in self.here) or any(same(each, self.one) for each in self.there)

    def finding(
        self, type_: ConflictType, severity: Severity, labels: tuple[str, str], explanation: str, settled_by: str
    ) -> Finding:
        """The finding that sets the two against each other."""
        return Finding(
            type=type_,
            left=(self.one,),
            right=(self.other,),
            labels=labels,
            severity=severity,
            explanation=explanation,
            settled_by=settled_by,
        )


def find(pair: Aligned, here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """What two aligned claims disagree on, at most one thing; `here` and `there` are all claims of their articles."""
    exchange = Exchange(pair.one, pair.other, here, there, lattice, pair.likeness)
    close = pair.likeness >= _CLOSE or _slipped(pair.one, pair.other)
    if close and not (pair.one.fact.headline and pair.other.fact.headline):
        yield from [finding for judge in _JUDGES if (finding := judge(exchange))][:1]


def tells(conflict: Conflict, finding: Finding, claims: Mapping[str, Claim]) -> bool:
    """Whether a conflict tells of the same disagreement already: of these claims, or of others that say the same."""
    sides = [[claims[name] for name in side if name in claims] for side in conflict.sides]
    left, right = finding.left[0], finding.right[0]
    for one, other in permutations(sides, 2):
        if any(each.id == left.id for each in one) and any(each.id == right.id for each in other):
            return True
        same = conflict.type == finding.type and any(_says(each, left, finding.type) for each in one)
        if same and any(_says(each, right, finding.type) for each in other):
            return True
    return False


def _says(one: Claim, other: Claim, type_: ConflictType) -> bool:
    """Whether two claims of one article say the same, as far as a type of conflict goes."""
    if one.fact.article_id != other.fact.article_id:
        return False
    match type_:
        case "date":
            return _day(one) == _day(other)
        case "value" | "derived" | "measure":
            return same_limit(one.fact, other.fact)
        case "status":
            return one.fact.status == other.fact.status
        case _:
            return (one.fact.modality, one.group) == (other.fact.modality, other.group)


def _values(the: Exchange) -> Finding | None:
    """Two numbers for one rule, neither of which the other article knows."""
    set_ = the.both("rule") and the.one.fact.value is not None and the.other.fact.value is not None
    apart = tuple(each for each in NUMBERS if each is not reasons.superseded_between)
    slipped = set_ and _slipped(the.one, the.other)  # no act changes a number by its commas alone
    if not set_ or the.excused(apart if slipped else NUMBERS) or the.known(_same_number):
        return None
    return _unequal(the, tuple(f"{limit(each.fact)} {each.fact.unit}" for each in (the.one, the.other)))


def _frames(the: Exchange) -> Finding | None:
    """One limit in frames of two lengths: 90 days a year, 90 days in any 180."""
    frames = length(the.one.fact.per), length(the.other.fact.per)
    same = the.both("rule") and None not in frames and same_limit(the.one.fact, the.other.fact)
    if not same or the.excused((*REASONS, reasons.superseded_between)) or the.known(_same_frame):
        return None
    return _unequal(the, tuple(f"in {frame}" for frame in frames))


def _unequal(the: Exchange, labels: tuple[str, ...]) -> Finding:
    first, second = outlets(the.one, the.other)
    text = f"On {_what(the.one)}, {first} has {amount(the.one)}, {second} {amount(the.other)}."
    return the.finding("value", "contradiction", (labels[0], labels[1]), text, "The text of the act itself.")


def _counts(the: Exchange) -> Finding | None:
    """Two numbers for one count of one time."""
    same = the.both("figure") and the.one.fact.unit == the.other.fact.unit and not _counts_else(the)
    if not same or not _of_one_time(the) or the.excused(COUNTS) or the.known(_same_number):
        return None
    low, high = sorted((the.one.value, the.other.value))
    slip = _slipped(the.one, the.other)
    if low <= 0 or not (slip or high <= _FACTOR * low):
        return None
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


def _slipped(one: Claim, other: Claim) -> bool:
    """Whether two numbers have the same digits and another size: 1.02 and 10.2 million."""
    low, high = sorted((limit(one.fact) or Decimal(0), limit(other.fact) or Decimal(0)))
    return one.fact.unit == other.fact.unit and significant(low) >= _TELLING and low > 0 and high / low in _SLIPS


def _things(the: Exchange) -> Finding | None:
    """One number said of unlike things: entries and persons, applications and permits, families and people."""
    bare = not (the.one.fact.unit or the.other.fact.unit)
    names = _counted_things(the) if bare and _one_number(the.one, the.other) else None
    if names is None or the.excused(THINGS):
        return None
    first, second = outlets(the.one, the.other)
    text = (
        f"One number is said of two things: {amount(the.one)} of {names[0]} in {first}, "
        f"{amount(the.other)} of {names[1]} in {second}."
    )
    return the.finding("measure", "tension", names, text, f"What was counted, from {counter(the.one, the.other)}.")


def _counted_things(the: Exchange) -> tuple[str, str] | None:
    """The unlike things that two claims count, by their measures, else by their words; None if they are alike."""
    first, second = (the.lattice.counted(each.fact.measure) for each in (the.one, the.other))
    if first and second:
        return (
            (first.counts, second.counts) if first.family == second.family and first.counts != second.counts else None
        )
    here, there = (sorted(the.lattice.things(each.fact.quote.text)) for each in (the.one, the.other))
    return (here[0], there[0]) if here and there and not set(here) & set(there) else None


def _one_number(one: Claim, other: Claim) -> bool:
    """Whether two numbers are the same but for rounding, and not the same by chance."""
    low, high = sorted((one.value, other.value))
    return low >= _FEWEST and high <= _ROUNDED * low and max(significant(low), significant(high)) >= _TELLING


def _starts(the: Exchange) -> Finding | None:
    """Two days on which one thing starts or was, neither of which the other article knows."""
    begin, beginning = _begins(the.one), _begins(the.other)
    if the.one.fact.kind != the.other.fact.kind:
        return None  # the day on which an act was signed is no start of what it rules
    if begin is None or beginning is None or begin == beginning or the.excused(REASONS) or the.known(_same_day):
        return None
    if begin.gap(beginning) > (_DAYS if the.both("event") else _LATE):
        return None
    if any(the.lattice.marks("moved", each.fact.quote.text) or is_past(each) for each in (the.one, the.other)):
        return None
    first, second = outlets(the.one, the.other)
    days = _day(the.one), _day(the.other)
    what = "one event" if the.both("event") else f"the start of {_what(the.one)}"
    text = f"{first} has {what} on {day(days[0])}, {second} on {day(days[1])}: {words(the.one)}."
    return the.finding("date", "contradiction", days, text, "The commencement clause of the act, or the day's record.")


def _begins(claim: Claim) -> Span | None:
    """The exact day on which a rule starts or an event is."""
    told = claim.effective if claim.fact.kind == "rule" else claim.window if claim.fact.kind == "event" else None
    return told if told and told.exact else None


def _directions(the: Exchange) -> Finding | None:
    """One forbids what the other allows or orders, or orders what the other leaves open."""
    directed = the.both("rule") and {the.one.fact.modality, the.other.fact.modality} <= set(_DIRECTED)
    if not directed or not opposite(the.one, the.other, the.lattice) or the.excused(DIRECTIONS):
        return None
    if the.one.fact.topic != the.other.fact.topic and the.likeness < _ONE_ACT:
        return None  # to hand out papers and to hand over people
    if None not in (the.one.fact.value, the.other.fact.value) and not same_limit(the.one.fact, the.other.fact):
        return None
    first, second = outlets(the.one, the.other)
    text = (
        f"On {_what(the.one)}, {first} says {saying(the.one)} ({direction(the.one)}), "
        f"{second} {saying(the.other)} ({direction(the.other)})."
    )
    labels = the.one.fact.modality or "", the.other.fact.modality or ""
    speaker = the.one.fact.speaker or the.other.fact.speaker or "the body that decides"
    return the.finding("modality", "contradiction", labels, text, f"The words of {speaker} in full.")


def _scopes(the: Exchange) -> Finding | None:
    """One rule told as one for all, and as one for some alone."""
    wide = _all_and_some(the.one, the.other, the.lattice)
    if not the.both("rule") or not (wide or _all_and_some(the.other, the.one, the.lattice)):
        return None
    same = the.one.fact.modality == the.other.fact.modality and not (
        the.one.fact.value and the.other.fact.value and not same_limit(the.one.fact, the.other.fact)
    )
    if not same or the.excused((*REASONS, reasons.superseded_between)):
        return None
    first, second = outlets(the.one, the.other)
    text = (
        f"Of one rule on {_what(the.one)}, {first} says {saying(the.one)}, {second} {saying(the.other)}: "
        "for all, and for some alone."
    )
    labels = ("all", "some") if wide else ("some", "all")
    return the.finding("scope", "tension", labels, text, "The text of the act: whom and what it names.")


def _all_and_some(wide: Claim, narrow: Claim, lattice: Lattice) -> bool:
    return lattice.marks("all", wide.fact.quote.text) and lattice.marks("alone", narrow.fact.quote.text)


def _statuses(the: Exchange) -> Finding | None:
    """Denied by one, or still a draft to the one that was told later."""
    early, late = sorted((the.one, the.other), key=lambda each: each.order)
    apart = early.published.gap(late.published) if early.published and late.published else 0
    told = early.fact.status, late.fact.status
    denied = told[0] != told[1] and (told[1] == "denied" or (told[0] == "denied" and apart <= _NEWS))
    draft = told[1] == "planned" and told[0] in ("announced", "in-force") and early.fact.kind == "rule"
    if not (denied or draft) or apart > _ANSWERED or the.excused(REASONS):
        return None
    first, second = outlets(the.one, the.other)
    text = f"{words(the.one)}: a rule is {status(the.one)} in {first} and {status(the.other)} in {second}."
    labels = the.one.fact.status or "", the.other.fact.status or ""
    return the.finding(
        "status", "contradiction" if denied else "tension", labels, text, "The register of acts in force."
    )


_JUDGES: tuple[Callable[[Exchange], Finding | None], ...] = (
    _values,
    _frames,
    _counts,
    _things,
    _starts,
    _directions,
    _scopes,
    _statuses,
)


def _of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one topic, or share a concept that is not everywhere."""
    if one.fact.topic == other.fact.topic:
        return True
    here, there = (concepts(each.fact.quote.text, each.article.language) for each in (one, other))
    return any(weight(each) >= _SAID for each in here & there)


def _same_number(one: Claim, other: Claim) -> bool:
    return same_limit(one.fact, other.fact)


def _same_frame(one: Claim, other: Claim) -> bool:
    first, second = length(one.fact.per), length(other.fact.per)
    return first is not None and second is not None and abs(first - second) <= 0.05 * max(first, second)


def _same_day(one: Claim, other: Claim) -> bool:
    """Whether a claim tells the other's day, of the same thing: much starts on the first of January."""
    return _of_one_thing(one, other) and _day(other) in (one.fact.effective_from, one.fact.date, one.fact.announced_on)


def _day(claim: Claim) -> str:
    return (claim.fact.effective_from if claim.fact.kind == "rule" else claim.fact.date) or ""


def _what(claim: Claim) -> str:
    return slug(claim.fact.subject or claim.fact.topic)
