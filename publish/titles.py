"""Changes and conflicts in one line, put together from their fields, so that every language has it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from core.records.facts import Report
from core.records.findings import Change, Conflict, ConflictState
from publish.evidence import comparable
from words import amounts, days, wording
from words.speech import say

FROM, MOVED = say("{what}, from {day}"), say("{what}: {former}, now {day}")
DRIFTED = say("{outlet}: “{told}” where it was “{meant}”")
STATEMENT, REFUSAL = say("a statement"), say("a refusal")


def of_change(
    change: Change,
    before: Report | None,
    after: Report | None,
    *,
    former: str | None = None,
    settled: ConflictState | None = None,
    longest: int | None = None,
) -> str:
    """Object, before and after, for whom, from when.

    `former` is the start told before, of a date that moved; `settled` how a dispute of the start was judged.
    What makes it longer than `longest` characters goes: the months' names first, then for whom, from when, and before.
    """
    what = _became(change, before, after)
    for_whom = f"{what} · {wording.audience(change.audience)}" if change.audience else what
    whole = _dated(for_whom, change, former, settled, days.in_words)
    if longest is None or len(whole) <= longest:
        return whole
    briefly = (_dated(each, change, former, settled, days.briefly) for each in (for_whom, what))
    shorter = (*briefly, what, _became(change, None, after))
    return next((each for each in shorter if len(each) <= longest), wording.short(shorter[-1], longest - len(" …")))


def sides(before: Report | None, after: Report | None) -> tuple[str | None, str | None]:
    """What held before and what holds after: as numbers where both are of one kind, else in the reports' own words."""
    if before and after and comparable(before.fact, after.fact):
        return amounts.amount(before.fact), amounts.amount(after.fact)
    was, becomes = (wording.quoted(each.fact.quote.text) if each else None for each in (before, after))
    return was, becomes


def _dated(
    what: str,
    change: Change,
    former: str | None,
    settled: ConflictState | None,
    told: Callable[[str | None], str],
) -> str:
    start = wording.disputed_start(change, settled) if change.disputed else told(change.effective_on)
    if former:
        return MOVED.fill(what=what, former=told(former), day=start)
    if not change.effective_on:
        return what
    return f"{what} ({start})" if change.disputed else FROM.fill(what=what, day=start)


def of_drift(conflict: Conflict, sides: Sequence[Sequence[Report]]) -> str | None:
    """The step at which a meaning was lost, as the comparison found it; None where it found none."""
    steps = (step for step in _steps(sides) if conflict.drift and _drifts(conflict, *step))
    meant, told = next(steps, (None, None))
    if meant is None or told is None:
        return None
    return DRIFTED.fill(outlet=told.article.source or told.article.url, told=_meaning(told), meant=_meaning(meant))


def _steps(sides: Sequence[Sequence[Report]]) -> Iterator[tuple[Report, Report]]:
    return ((meant, told) for one, other in permutations(sides, 2) for meant in one for told in other)


def _drifts(conflict: Conflict, meant: Report, told: Report) -> bool:
    """From the text to its headline, from a statement to a rule, from the body or the outlet relayed to who relays."""
    if conflict.type == "headline":
        return told.fact.headline and not meant.fact.headline
    if conflict.type == "modality":
        return meant.fact.kind == "statement" and told.fact.modality == "prohibited"
    if (meant.article.published or "9")[:10] > (told.article.published or "")[:10]:
        return False  # no meaning is lost before it was told
    own = ("ministry", "legal")
    from_the_body = meant.article.source_kind in own and told.article.source_kind not in own
    return from_the_body or (told.fact.reported_via is not None and told.fact.reported_via == meant.article.source)


def _meaning(report: Report) -> str:
    fact = report.fact
    if fact.kind == "statement":
        return str(STATEMENT)
    if fact.measure or fact.modality != "prohibited" or not fact.headline:
        return wording.slug(fact.measure or fact.topic).lower()
    return f"{wording.slug(fact.topic).lower()}: {REFUSAL}"


def of_conflict(conflict: Conflict, sides: Sequence[Report]) -> str:
    """In what the reports differ, and what each side's first one says and where."""
    said = list(dict.fromkeys(f"{_said(conflict, each)} ({each.article.source})" for each in sides))
    kind = wording.CONFLICT_TYPES.get(conflict.type, say(conflict.type))
    return f"{kind}: {' / '.join(said)}" if said else str(kind)


def _said(conflict: Conflict, report: Report) -> str:
    """What a report says of that in which the sides differ."""
    start = report.fact.effective_from if conflict.type == "date" else None
    told = days.in_words(start) if start else _in_words(conflict, report)
    people = report.fact.audience if conflict.type == "scope" else None
    return f"{told}, {wording.audience(people)}" if people else told


def _in_words(conflict: Conflict, report: Report) -> str:
    """A rule that is allowed here and forbidden there in its own words; what differs in a number by its fields."""
    quoted = conflict.type in ("modality", "status", "headline") and report.fact.kind in ("rule", "statement")
    return wording.quoted(report.fact.quote.text) if quoted else wording.gist(report.fact)


def _became(change: Change, before: Report | None, after: Report | None) -> str:
    """Both numbers where they are of one kind, else the words of the report that stands for the change."""
    name = wording.slug((after.fact.subject if after else None) or change.topic, str(wording.RULE))
    if before and after and comparable(before.fact, after.fact):
        was, becomes = amounts.amount(before.fact), amounts.amount(after.fact)
        if was != becomes:
            return f"{name}: {was} → {becomes}"
    return f"{name}: {wording.quoted(after.fact.quote.text)}" if after else name
