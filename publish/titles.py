"""Changes and conflicts in one line, put together from their fields, so that every language has it."""

from collections.abc import Sequence

from core.records import Change, Conflict, Report
from words import days, wording
from words.speech import say

FROM, MOVED = say("{what}, from {day}"), say("{what}: {former}, now {day}")


def of_change(change: Change, before: Report | None, after: Report | None, *, former: str | None = None) -> str:
    """Object, before and after, for whom, from when; `former` is the start told before, of a date that moved."""
    what = _became(change, before, after)
    if change.audience:
        what = f"{what} · {wording.audience(change.audience)}"
    if former:
        return MOVED.fill(what=what, former=days.in_words(former), day=days.in_words(change.effective_on))
    return FROM.fill(what=what, day=days.in_words(change.effective_on)) if change.effective_on else what


def of_conflict(conflict: Conflict, sides: Sequence[Report]) -> str:
    """In what the reports differ, and what each side's first one says."""
    said = list(dict.fromkeys(_said(conflict, report) for report in sides))
    if len(said) < 2:
        said = list(dict.fromkeys(f"{wording.gist(each.fact)} ({each.article.source})" for each in sides))
    kind = wording.CONFLICT_TYPES.get(conflict.type, say(conflict.type))
    return f"{kind}: {' / '.join(said)}" if said else str(kind)


def _said(conflict: Conflict, report: Report) -> str:
    """What a report says of that in which the sides differ."""
    start = report.fact.effective_from if conflict.type == "date" else None
    return days.in_words(start) if start else wording.gist(report.fact)


def _became(change: Change, before: Report | None, after: Report | None) -> str:
    was, becomes = (wording.amount(each.fact) if each else None for each in (before, after))
    name = wording.slug((after.fact.subject if after else None) or change.topic, str(wording.RULE))
    if was and becomes and was != becomes:
        return f"{name}: {was} → {becomes}"
    return wording.gist(after.fact) if after else name
