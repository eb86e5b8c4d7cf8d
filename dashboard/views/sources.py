"""The sources: what has been read from each, and when it last had something."""

from decimal import Decimal

from core.queries import SourceRow
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import marks
from dashboard.screen import Asked, Screen
from db import reads
from words import days, wording
from words.speech import say

TITLE = say("Sources")
LEAD = say("Where the facts come from. A page in another language counts as another article.")
NOTHING = say("No source has been read yet")
NOTHING_ADVICE = say("Run “ereje crawl” and “ereje read”, or import articles with “ereje import”.")
SET_ASIDE = say("Pages set aside")
SET_ASIDE_WHY = say("Fetched and not read any further, with the reason.")
NAMELESS = say("No source named")
COLUMNS = (
    say("Source"),
    say("Kind"),
    say("Languages"),
    say("Articles"),
    say("Facts"),
    say("Last published"),
    say("Last fetched"),
)


def view(asked: Asked) -> Screen:
    """All sources, and the pages that were set aside by reason."""
    found = reads.sources(asked.session)
    aside = reads.skipped(asked.session)
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        _table(found) if found else marks.empty(NOTHING, NOTHING_ADVICE),
        _set_aside(aside) if aside else None,
    )
    return Screen(title=TITLE, body=body, announcement=wording.plural(len(found), "source", "sources"))


def _table(found: tuple[SourceRow, ...]) -> Element:
    head = el("thead", el("tr", [el("th", name, scope="col") for name in COLUMNS]))
    return el("table", el("caption", TITLE), head, el("tbody", [_row(row) for row in found]), class_="sources")


def _row(row: SourceRow) -> Element:
    cells = (
        link(path("/facts", source=row.source), row.source) if row.source else NAMELESS,
        _kind(row.kind),
        ", ".join(wording.language(code) for code in row.languages),
        wording.number(Decimal(row.articles)),
        wording.number(Decimal(row.facts)),
        days.in_words(row.last_published),
        days.instant(row.last_retrieved),
    )
    named = zip(COLUMNS, cells, strict=True)
    return el("tr", [el("td", el("span", name, class_="cell-name"), el("div", cell)) for name, cell in named])


def _kind(code: str | None) -> str:
    words = str(wording.SOURCE_KINDS.get(code or "", code or wording.NOT_TOLD))
    return words[:1].upper() + words[1:]


def _set_aside(aside: dict[str, int]) -> Element:
    items = [
        el("li", wording.slug(reason), ": ", wording.plural(number, "page", "pages"))
        for reason, number in aside.items()
    ]
    return el("section", el("h2", SET_ASIDE), el("p", SET_ASIDE_WHY), el("ul", items))
