"""The table of facts: filters, fifty rows at a time, and the whole of what was filtered as a file."""

from core.queries import Page
from core.records.facts import Report
from dashboard.address import PER_PAGE, Query, path
from dashboard.elements import Content, Element, el, link
from dashboard.pieces import evidence, filters, lists, marks
from dashboard.screen import Asked, Screen
from db import reads
from words import days, wording
from words.speech import say

TITLE = say("Facts")
LEAD = say(
    "A fact is one thing that one article says, with the words that say it. What the words do not tell stays empty."
)
NOTHING = say("No fact fits these filters")
FIELDS = ("q", "topic", "who", "kind", "status", "source", "language", "country", "from", "to", "on", "known")
FORMATS = {
    "facts.xlsx": say("XLSX"),
    "facts-excel.csv": say("CSV for Excel"),
    "facts.csv": say("CSV for programs"),
    "facts.jsonl": say("JSON Lines"),
}
COLUMNS = {
    say("What"): say("Kind of fact, topic, and to whom it applies."),
    say("Read as"): say("Direction of a rule or the thing counted, with the value."),
    say("Days"): say("When it was announced, comes into force, or what period it covers."),
    say("Exact words"): say("The supporting words, as they stand in the article."),
    say("Source"): say("Outlet, language, day of publication, speaker; the links open at the words."),
}
DOWNLOAD = say("Download")
EXPLAIN = say("What the columns mean")


def view(asked: Asked) -> Screen:
    """Facts in the store's order, a page at a time."""
    query = asked.query
    found = _found(asked, query, PER_PAGE)
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        filters.filter_form("/facts", query, reads.choices(asked.session), FIELDS),
        filters.restrictions("/facts", query),
        el("p", lists.count(query, found, "fact", "facts"), class_="count"),
        _downloads(query, found),
        _table(found.items) if found.items else _nothing(asked),
        lists.pager("/facts", query, found.total),
    )
    return Screen(title=TITLE, body=body, announcement=lists.counted(found, "fact", "facts"))


def _found(asked: Asked, query: Query, limit: int) -> Page[Report]:
    return reads.facts(asked.session, filters=query.filters(asked.zone), limit=limit, offset=query.offset)


def _nothing(asked: Asked) -> Element:
    return filters.nothing("/facts", asked.query, NOTHING, lambda one: _found(asked, one, 1), "fact", "facts")


def _downloads(query: Query, found: Page[Report]) -> Element | None:
    if not found.total:
        return None
    links = [
        el("li", link(path(f"/export/{file}", query.filtering()), name, download=file))
        for file, name in FORMATS.items()
    ]
    told = el("p", DOWNLOAD, " ", lists.counted(found, "fact", "facts"), ":")
    return el("div", told, el("ul", links), class_="downloads")


def _table(reports: tuple[Report, ...]) -> Element:
    explained = [el("div", el("dt", name), el("dd", meaning)) for name, meaning in COLUMNS.items()]
    head = el("thead", el("tr", [el("th", name, scope="col") for name in COLUMNS]))
    return el(
        "div",
        el("details", el("summary", EXPLAIN), el("dl", explained, class_="rows")),
        el("table", el("caption", TITLE), head, el("tbody", [_row(report) for report in reports]), class_="facts"),
    )


def _row(report: Report) -> Element:
    fact = report.fact
    cells: tuple[Content, ...] = (
        [el("strong", wording.KINDS.get(fact.kind, fact.kind)), *_topic(report)],
        [wording.gist(fact), el("br"), marks.status(fact.status) if fact.status else None],
        _days(report),
        evidence.quotation(report),
        [evidence.outlet(report), *_published(report), *_speaker(report), evidence.links(report, short=True)],
    )
    named = zip(COLUMNS, cells, strict=True)
    return el("tr", [el("td", el("span", name, class_="cell-name"), el("div", cell)) for name, cell in named])


def _under(content: Content) -> list[Element]:
    return [el("div", content, class_="under")] if content else []


def _topic(report: Report) -> list[Element]:
    fact = report.fact
    concerns = wording.audience(fact.audience) if fact.audience else None
    return [*_under(wording.slug(fact.topic, say("Topic not told"))), *_under(concerns)]


def _published(report: Report) -> list[Element]:
    return _under(marks.day(say("Published"), report.article.published))


def _days(report: Report) -> list[Element]:
    fact = report.fact
    told = {
        say("Announced"): fact.announced_on,
        say("In force"): fact.effective_from,
        say("Until"): fact.effective_until,
        say("Period"): fact.period,
        say("As of"): fact.as_of,
        say("On"): fact.date,
    }
    shown = [el("div", marks.day(label, text)) for label, text in told.items() if text]
    return shown or [el("span", days.UNKNOWN, class_="quiet")]


def _speaker(report: Report) -> list[Element]:
    fact = report.fact
    return _under(evidence.said_by(report)) if fact.speaker or fact.organisation else []
