"""The overview chart: each change from its announcement to its first day, as data for whoever draws it."""

from collections.abc import Iterable, Mapping

from core.records import Change
from dashboard.pieces.changes import Turn, titled
from dashboard.screen import Chart, Span
from words import days, wording
from words.speech import say

TITLE = say("From announcement to first day in force")
SAME = say("the same as in the list above")
NO_DAY = say("without a whole day are not drawn")
_LONGEST_LABEL = 70


def overview(changes: Iterable[Change], turns: Mapping[str, Turn]) -> Chart | None:
    """A chart of the changes that have at least one whole day; None where none has."""
    listed = list(changes)
    spans = [_span(change, titled(change, turns[change.change_id])) for change in listed]
    drawn = tuple(span for span in spans if span.announced or span.effective)
    if not drawn:
        return None
    left = len(listed) - len(drawn)
    shown, undrawn = wording.plural(len(drawn), "change", "changes"), wording.plural(left, "change", "changes")
    note = f" {undrawn} {NO_DAY}." if left else ""
    alt = f"{TITLE}: {shown}, {SAME}.{note}"
    return Chart(title=TITLE, alt=alt, spans=drawn)


def _span(change: Change, title: str) -> Span:
    label = wording.short(title, _LONGEST_LABEL)
    return Span(label, days.whole_day(change.announced_on), days.whole_day(change.effective_on))
