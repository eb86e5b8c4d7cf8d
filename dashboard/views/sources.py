"""The sources: what has been read from each, and when it last had something."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from core.queries import SourceRow
from dashboard.address import path
from dashboard.elements import Content, Element, el, link
from dashboard.pieces import marks
from dashboard.screen import Asked, Screen
from db import reads
from words import amounts, days, wording
from words.speech import say

if TYPE_CHECKING:
    from crawler.health import SourceHealth

TITLE = say("Sources")
LEAD = say("Where the facts come from. A page in another language counts as another article.")
NOTHING = say("No source has been read yet")
NOTHING_ADVICE = say("Run “ereje crawl” and “ereje read”, or import articles with “ereje import”.")
SET_ASIDE = say("Pages set aside")
SET_ASIDE_WHY = say("Fetched and not read any further, with the reason.")
NAMELESS = say("No source named")
COLUMNS = (
    say("Source"),
    say("Articles"),
    say("Facts"),
    say("Last published"),
    say("Last fetched"),
    say("State"),
)
# Told by mark and word; why, how long and since when stand beside it.
STATES = {
    "working": ("◆", say("answers")),
    "quiet": ("◐", say("quiet")),
    "closed": ("▬", say("closed to programs")),
    "failing": ("✕", say("failing")),
}
NOT_ASKED = say("imported, or not asked yet")
QUIET_FOR = say("nothing new for {days}, longer than usual")
LAST_SUCCESS, NO_SUCCESS = say("last answer {when}"), say("never answered")


def view(asked: Asked) -> Screen:
    """All sources, how each fares when it is asked, and the pages that were set aside by reason."""
    fared = {one.name: one for one in _health(asked)}
    known = reads.sources(asked.session)
    silent = sorted(fared.keys() - {row.source for row in known})
    found = [*((row.source, row) for row in known), *((name, None) for name in silent)]
    aside = reads.skipped(asked.session)
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        _table(found, fared) if found else marks.empty(NOTHING, NOTHING_ADVICE),
        _set_aside(aside) if aside else None,
    )
    return Screen(title=TITLE, body=body, announcement=amounts.plural(len(found), "source", "sources"))


def _health(asked: Asked) -> "tuple[SourceHealth, ...]":
    """How every source that was ever asked has fared; nothing where none was."""
    from crawler import health

    news = reads.days_with_news(asked.session)
    return health.kept(asked.settings.home, news, asked.now)


def _table(found: Sequence[tuple[str, SourceRow | None]], fared: "Mapping[str, SourceHealth]") -> Element:
    head = el("thead", el("tr", [el("th", name, scope="col") for name in COLUMNS]))
    rows = [_row(name, row, fared.get(name)) for name, row in found]
    return el("table", el("caption", TITLE), head, el("tbody", rows), class_="sources")


def _row(name: str, row: SourceRow | None, health: "SourceHealth | None") -> Element:
    """A source that has given nothing yet has a state and no more."""
    told: tuple[Content, ...] = (name, amounts.number(Decimal(0)), amounts.number(Decimal(0)), None, None)
    if row is not None:
        told = (
            [link(path("/facts", source=name), name) if name else NAMELESS, el("div", _about(row), class_="under")],
            amounts.number(Decimal(row.articles)),
            amounts.number(Decimal(row.facts)),
            days.in_words(row.last_published),
            days.instant(row.last_retrieved),
        )
    named = zip(COLUMNS, (*told, _state(health)), strict=True)
    return el("tr", [el("td", el("span", title, class_="cell-name"), el("div", cell)) for title, cell in named])


def _state(health: "SourceHealth | None") -> Content:
    if health is None or health.state not in STATES:
        return el("span", NOT_ASKED, class_="quiet")
    mark, word = STATES[health.state]
    why = f" ({health.why})" if health.why else ""
    shown = el("span", el("span", mark, aria_hidden="true", class_="mark"), f" {word}{why}", class_="state")
    answered = LAST_SUCCESS.fill(when=days.instant(health.last_success)) if health.last_success else NO_SUCCESS
    lines = [answered]
    if health.quiet_days:
        lines.append(QUIET_FOR.fill(days=amounts.plural(health.quiet_days, "day", "days")))
    return [shown, *(el("div", line, class_="under") for line in lines)]


def _about(row: SourceRow) -> str:
    """What kind of source it is, where that is told, and which languages it speaks."""
    kind = [str(wording.SOURCE_KINDS.get(row.kind, row.kind))] if row.kind else []
    return " · ".join([*kind, ", ".join(wording.language(code) for code in row.languages)])


def _set_aside(aside: dict[str, int]) -> Element:
    items = [
        el("li", wording.slug(reason), ": ", amounts.plural(number, "page", "pages"))
        for reason, number in aside.items()
    ]
    return el("section", el("h2", SET_ASIDE), el("p", SET_ASIDE_WHY), el("ul", items))
