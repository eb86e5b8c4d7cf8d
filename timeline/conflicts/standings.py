"""Rules of two reports of one happening: when they start, which way they point, for whom, and whether they stand."""

from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.exchange import REASONS, Exchange, day_of, of_one_thing, what
from timeline.conflicts.finding import Finding
from timeline.conflicts.modality import opposite
from timeline.lattice import Lattice
from timeline.phrase import day, direction, outlets, saying, status, words
from timeline.span import Span
from timeline.tellings import is_past

DIRECTIONS: tuple[reasons.Reason, ...] = (
    *REASONS,
    reasons.exempted,
    reasons.until_the_start,
    reasons.superseded_between,
)
_DAYS = 10  # between two days of one event
_LATE = 400  # days between two starts of one thing
_ANSWERED, _NEWS = 31, 5  # days in which a report answers another, and in which a denial may come first
_ONE_ACT = 0.45  # likeness from which two words are of one act though they stand under two topics
_DIRECTED = ("permitted", "required", "prohibited")


def starts(the: Exchange) -> Finding | None:
    """Two days on which one thing starts or was, neither of which the other article knows."""
    begin, beginning = begins(the.one), begins(the.other)
    if the.one.fact.kind != the.other.fact.kind:
        return None  # the day on which an act was signed is no start of what it rules
    if begin is None or beginning is None or begin == beginning or the.excused(REASONS) or the.known(_same_day):
        return None
    if begin.gap(beginning) > (_DAYS if the.both("event") else _LATE):
        return None
    if any(the.lattice.marks("moved", each.fact.quote.text) or is_past(each) for each in (the.one, the.other)):
        return None
    return two_days(the)


def two_days(the: Exchange) -> Finding:
    """Two days of one start or event."""
    first, second = outlets(the.one, the.other)
    days = day_of(the.one), day_of(the.other)
    named = "one event" if the.both("event") else f"the start of {what(the.one)}"
    text = f"{first} has {named} on {day(days[0])}, {second} on {day(days[1])}: {words(the.one)}."
    return the.finding("date", "contradiction", days, text, "The commencement clause of the act, or the day's record.")


def begins(claim: Claim) -> Span | None:
    """The exact day on which a rule starts or an event is."""
    told = claim.effective if claim.fact.kind == "rule" else claim.window if claim.fact.kind == "event" else None
    return told if told and told.exact else None


def directions(the: Exchange) -> Finding | None:
    """One forbids what the other allows or orders, or orders what the other leaves open."""
    directed = the.both("rule") and {the.one.fact.modality, the.other.fact.modality} <= set(_DIRECTED)
    if not directed or not opposite(the.one, the.other, the.lattice) or the.excused(DIRECTIONS):
        return None
    if not of_one_act(the):
        return None
    if None not in (the.one.fact.value, the.other.fact.value) and not same_limit(the.one.fact, the.other.fact):
        return None
    return opposed(the)


def of_one_act(the: Exchange) -> bool:
    """Whether two directions are of one act; under two topics only like words are: papers, people."""
    return the.one.fact.topic == the.other.fact.topic or the.likeness >= _ONE_ACT


def opposed(the: Exchange) -> Finding:
    """Two directions of one rule."""
    first, second = outlets(the.one, the.other)
    text = (
        f"On {what(the.one)}, {first} says {saying(the.one)} ({direction(the.one)}), "
        f"{second} {saying(the.other)} ({direction(the.other)})."
    )
    labels = the.one.fact.modality or "", the.other.fact.modality or ""
    speaker = the.one.fact.speaker or the.other.fact.speaker or "the body that decides"
    return the.finding("modality", "contradiction", labels, text, f"The words of {speaker} in full.")


def scopes(the: Exchange) -> Finding | None:
    """One rule told as one for all, and as one for some alone."""
    wide = _all_and_some(the.one, the.other, the.lattice)
    if not the.both("rule") or not (wide or _all_and_some(the.other, the.one, the.lattice)):
        return None
    same = the.one.fact.modality == the.other.fact.modality and not (
        the.one.fact.value and the.other.fact.value and not same_limit(the.one.fact, the.other.fact)
    )
    if not same or the.excused((*REASONS, reasons.superseded_between)):
        return None
    return for_all_and_some(the, ("all", "some") if wide else ("some", "all"))


def for_all_and_some(the: Exchange, labels: tuple[str, str]) -> Finding:
    """One rule, said of more and of fewer."""
    first, second = outlets(the.one, the.other)
    text = (
        f"Of one rule on {what(the.one)}, {first} says {saying(the.one)}, {second} {saying(the.other)}: "
        "for all, and for some alone."
    )
    return the.finding("scope", "tension", labels, text, "The text of the act: whom and what it names.")


def _all_and_some(wide: Claim, narrow: Claim, lattice: Lattice) -> bool:
    return lattice.marks("all", wide.fact.quote.text) and lattice.marks("alone", narrow.fact.quote.text)


def statuses(the: Exchange) -> Finding | None:
    """Denied by one, or still a draft to the one that was told later."""
    early, late = sorted((the.one, the.other), key=lambda each: each.order)
    apart = early.published.gap(late.published) if early.published and late.published else 0
    told = early.fact.status, late.fact.status
    denied = told[0] != told[1] and (told[1] == "denied" or (told[0] == "denied" and apart <= _NEWS))
    draft = told[1] == "planned" and told[0] in ("announced", "in-force") and early.fact.kind == "rule"
    if not (denied or draft) or apart > _ANSWERED or the.excused(REASONS):
        return None
    return other_status(the)


def other_status(the: Exchange) -> Finding:
    """One rule that stands otherwise."""
    denied = "denied" in (the.one.fact.status, the.other.fact.status)
    first, second = outlets(the.one, the.other)
    text = f"{words(the.one)}: a rule is {status(the.one)} in {first} and {status(the.other)} in {second}."
    labels = the.one.fact.status or "", the.other.fact.status or ""
    return the.finding(
        "status", "contradiction" if denied else "tension", labels, text, "The register of acts in force."
    )


def _same_day(one: Claim, other: Claim) -> bool:
    """Whether a claim tells the other's day, of the same thing: much starts on the first of January."""
    return of_one_thing(one, other) and day_of(other) in (one.fact.effective_from, one.fact.date, one.fact.announced_on)
