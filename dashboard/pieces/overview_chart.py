"""The overview chart: each change from its announcement to its first day, as data for whoever draws it."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.elements import Element, el
from dashboard.pieces.changes import Shown
from dashboard.screen import Chart, Span
from words import amounts, days, wording
from words.speech import say

TITLE = say("From announcement to first day in force")
SUMMARY = say("{changes}, from {first} to {last}: {past} in force by {day}, {ahead} to come.")
SUMMARY_AND_OPEN = say(
    "{changes}, from {first} to {last}: {past} in force by {day}, {ahead} to come, {open} without a whole first day."
)
UNDRAWN, AS_TABLE = say("{changes} without a whole day are not drawn."), say("The same as a table")
COLUMNS = (say("Change"), say("Announced"), say("In force"))
TODAY = say("in force on {day}")
_LONGEST_LABEL = 70
_AROUND = timedelta(days=90)


def overview(listed: Sequence[Shown], today: date) -> Chart | None:
    """A chart of the changes that have at least one whole day, with a line at `today`; None where none has."""
    spans = [_span(one) for one in listed]
    drawn = tuple(span for span in spans if span.announced or span.effective)
    if not drawn:
        return None
    ends = sorted(day for span in drawn for day in (span.announced, span.effective) if day)
    past = sum(span.effective is not None and span.effective <= today for span in drawn)
    ahead = sum(span.effective is not None and span.effective > today for span in drawn)
    undated = sum(span.effective is None for span in drawn)
    told = (SUMMARY_AND_OPEN if undated else SUMMARY).fill(
        changes=amounts.plural(len(drawn), "change", "changes"),
        first=days.in_words(ends[0]),
        last=days.in_words(ends[-1]),
        past=past,
        ahead=ahead,
        open=undated,
        day=days.in_words(today),
    )
    left = len(listed) - len(drawn)
    note = f" {UNDRAWN.fill(changes=amounts.plural(left, 'change', 'changes'))}" if left else ""
    near = ends[0] - _AROUND <= today <= ends[-1] + _AROUND  # farther away it would press all else into a corner
    return Chart(
        alt=f"{told}{note}",
        spans=drawn,
        today=today if near else None,
        mark=TODAY.fill(day=days.in_words(today)),
    )


def in_words(chart: Chart) -> Element:
    """What the chart below shows: in a sentence, and as a table."""
    heads = el("thead", el("tr", [el("th", name, scope="col") for name in COLUMNS]))
    rows = [el("tr", [_cell(*pair) for pair in zip(COLUMNS, _cells(span), strict=True)]) for span in chart.spans]
    shown = el("table", el("caption", TITLE), heads, el("tbody", rows))
    return el("section", el("h2", TITLE), el("p", chart.alt), el("details", el("summary", AS_TABLE), shown))


def _cells(span: Span) -> tuple[str, str, str]:
    return span.label, days.in_words(span.announced), span.start


def _cell(name: str, words: str) -> Element:
    return el("td", el("span", name, class_="cell-name"), el("div", words))


def _span(one: Shown) -> Span:
    """A start on which reports differ has no place on the line: either would be a day that half of them deny."""
    change, label = one.change, wording.short(one.title, _LONGEST_LABEL)
    announced, effective = days.whole_day(change.announced_on), days.whole_day(change.effective_on)
    if change.disputed:
        return Span(label, announced, None, wording.disputed_start(change, one.settled))
    return Span(label, announced, effective, days.in_words(change.effective_on))
