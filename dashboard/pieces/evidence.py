"""A report as evidence: its exact words, who said them, through whom, and links that open at them."""

from collections.abc import Collection, Iterable, Sequence

from core.quotes import link_to
from core.records.facts import Report
from dashboard.address import path
from dashboard.elements import Content, Element, Node, el, link, outward
from dashboard.pieces import marks
from words import days, wording
from words.speech import say

OPEN_PAGE = say("Open the page at these words")
OPEN_COPY = say("Our copy at these words")
SHORT = (say("Open the page"), say("Our copy"))
UNNAMED, NEW_TAB = say("unnamed outlet"), say("new tab")
HEADLINE = say("in the headline")
SPEAKER_UNKNOWN = say("not named in the passage")
NOT_TOLD = say("not told")
MORE = say("More quotes")
HEADING = say("Outlet")
ISSUED = say("{outlet}, published {day}")
SHORT_SHOWN = 3


# Every row a report may have, in the order in which they stand everywhere.
ROWS = (
    say("Outlet"),
    say("Said by"),
    say("Reported via"),
    say("Published"),
    say("Read as"),
    say("For whom"),
    say("Period"),
    say("As of"),
    say("Announced"),
    say("In force"),
    say("Until"),
    say("Status"),
)


def quotation(report: Report, marked: Sequence[tuple[int, int]] = ()) -> Element:
    """The exact words with their language; the stretches `marked` (start, end), in order and apart, stand out."""
    words = report.fact.quote.text
    parts: list[Node] = []
    at = 0
    for start, end in marked:
        parts += [words[at:start], el("mark", words[start:end])]
        at = end
    shown = el("p", *(part for part in (*parts, words[at:]) if part))
    return el("blockquote", shown, lang=report.article.language, cite=_followable(report.article.url))


def evidence(report: Report, also: Collection[str] = ()) -> Element:
    """One report: the quote, then rows in one order for every report; those named in `also` stand even if not told."""
    known = told(report)
    rows = [(row, known[row] or (NOT_TOLD if row in also else None)) for row in ROWS if row != HEADING]
    return el(
        "article",
        el("h3", outlet(report), class_="outlet"),
        quotation(report),
        marks.rows(*rows),
        links(report),
        class_="evidence",
    )


def evidences(reports: Sequence[Report], also: Collection[str] = ()) -> list[Element]:
    """The first report whole, the others in short, and from the fifth on folded away."""
    return [*(evidence(report, also) for report in reports[:1]), *in_short(reports[1:])]


def in_short(reports: Sequence[Report]) -> list[Element]:
    """Reports in short, those behind the first few folded away."""
    shown = [short(report) for report in reports]
    folded = shown[SHORT_SHOWN:]
    more = [el("details", el("summary", f"{MORE} ({len(folded)})"), folded)] if folded else []
    return [*shown[:SHORT_SHOWN], *more]


def rows_of(reports: Iterable[Report]) -> frozenset[str]:
    """The rows that any of the reports tells, so that sides beside each other can have the same."""
    return frozenset(row for report in reports for row, content in told(report).items() if content)


def short(report: Report, marked: Sequence[tuple[int, int]] = ()) -> Element:
    """A report in short: outlet and day, the quote, how it was read and who speaks, and the links."""
    line = " · ".join([wording.gist(report.fact), *voice(report)])
    return el(
        "article",
        el("h3", issued(report), class_="outlet"),
        quotation(report, marked),
        el("p", line, class_="facts-line"),
        links(report),
        class_="evidence",
    )


def told(report: Report) -> dict[str, Content]:
    """What is known of a report, by the names in ROWS and in their order; None where it is not told."""
    fact, published = report.fact, report.article.published
    return {
        "Outlet": outlet(report),
        "Said by": said_by(report),
        "Reported via": fact.reported_via,
        "Published": el("time", days.in_words(published), datetime=published),
        "Read as": wording.gist(fact),
        "For whom": wording.audience(fact.audience) if fact.audience else None,
        "Period": days.in_words(fact.period) if fact.period else None,
        "As of": days.in_words(fact.as_of) if fact.as_of else None,
        "Announced": days.in_words(fact.announced_on) if fact.announced_on else None,
        "In force": days.in_words(fact.effective_from) if fact.effective_from else fact.commencement,
        "Until": days.in_words(fact.effective_until) if fact.effective_until else None,
        "Status": marks.status(fact.status) if fact.status else None,
    }


def name(report: Report) -> str:
    """The outlet's name, or the page's host where none was told."""
    article = report.article
    return article.source or next(iter(article.url.split("/")[2:3]), str(UNNAMED))


def outlet(report: Report) -> str:
    """The outlet's name, with the language of its page."""
    return f"{name(report)} ({wording.language(report.article.language)})"


def issued(report: Report) -> str:
    """The outlet, and when it published."""
    day = report.article.published
    return ISSUED.fill(outlet=outlet(report), day=days.in_words(day)) if day else f"{outlet(report)}, {days.UNKNOWN}"


def said_by(report: Report) -> str:
    """Speaker and organisation as the passage gives them."""
    fact = report.fact
    said = ", ".join(part for part in (fact.speaker, fact.organisation) if part) or str(SPEAKER_UNKNOWN)
    return f"{said} ({HEADLINE})" if fact.headline else said


def voice(report: Report) -> list[str]:
    """The same where a speaker is named, or that it is a headline; nothing of a passage that names nobody."""
    fact = report.fact
    if fact.speaker or fact.organisation:
        return [said_by(report)]
    return [str(HEADLINE)] if fact.headline else []


def links(report: Report, *, short: bool = False) -> Element:
    """To the page on the web and to our copy, both at the quote; `short` for the cells of a table."""
    outside = link_to(report.article.url, report.fact.quote.text)
    page, copy = SHORT if short else (OPEN_PAGE, OPEN_COPY)
    return el(
        "p",
        outward(outside, f"{page} ↗", class_="open-page", aria_label=f"{OPEN_PAGE} ({NEW_TAB})"),
        " ",
        link(article_path(report), copy, class_="open-copy", aria_label=OPEN_COPY),
        class_="links",
    )


def article_path(report: Report) -> str:
    """Our article page, opened at the report's quote."""
    return path("/article", id=report.article.article_id, q=report.fact.fact_id)


def _followable(address: str) -> str | None:
    return address if address.startswith(("http://", "https://")) else None
