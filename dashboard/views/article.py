"""One article: its text as it was read, with its facts marked where they stand."""

import re

from core.queries import ArticleDetail
from core.quotes import link_to
from core.records import Article, Report
from dashboard import days, wording
from dashboard.elements import Element, Node, el, link, outward
from dashboard.pieces import evidence, marks
from dashboard.screen import Asked, Screen
from db import reads

TITLE = "Article"
UNKNOWN = "This article is not known here"
UNKNOWN_ADVICE = "The address may be old or mistyped. "
ALL = "All facts"
TEXT, FOUND = "Text, with what was read from it marked", "Facts read from it"
NO_FACTS = "No fact was read from this article."
UNTITLED = "Article without a title"
ORIGINAL = "Open the page"


def view(asked: Asked) -> Screen:
    """The article named by `id`, opened at the fact named by `q`."""
    detail = reads.article(asked.session, article_id=asked.query.one("id") or "")
    if detail is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link("/facts", ALL))
        return Screen(title=UNKNOWN, body=el("div", el("h1", TITLE), missing))
    wanted = asked.query.one("q")
    title = detail.article.head.title or UNTITLED
    body = el("div", _head(detail, title), _text(detail, wanted), _facts(detail, wanted))
    return Screen(title=f"{TITLE}: {title[:70]}", body=body, focus=f"q-{wanted}" if wanted else None)


def _head(detail: ArticleDetail, title: str) -> Element:
    head = detail.article.head
    kind = f", {wording.SOURCE_KINDS.get(head.source_kind, head.source_kind)}" if head.source_kind else ""
    return el(
        "header",
        el("h1", title, lang=head.language),
        marks.rows(
            ("Outlet", f"{head.source or 'not told'}{kind}"),
            ("Published", days.in_words(head.published)),
            ("Fetched", days.instant(head.retrieved)),
            ("Language", wording.language(head.language)),
            ("Page", outward(head.url, f"{ORIGINAL} ↗", class_="open-page")),
            ("Address", head.url),
            ("Stored page", head.snapshot),
        ),
    )


def _text(detail: ArticleDetail, wanted: str | None) -> Element:
    parts = _marked(detail.article, detail.reports, wanted)
    return el("section", el("h2", TEXT), el("div", parts, class_="text", lang=detail.article.head.language))


def _marked(article: Article, reports: tuple[Report, ...], wanted: str | None) -> list[Node]:
    """The text with a mark at each quote; of quotes that overlap, the first (or longer) one is marked."""
    parts: list[Node] = []
    at = 0
    for report in sorted(reports, key=lambda one: (one.fact.quote.start, -one.fact.quote.end)):
        quote = report.fact.quote
        if quote.start < at:
            parts.append(el("span", id=f"q-{report.fact.fact_id}", tabindex=-1))
            continue
        mark = el(
            "mark",
            quote.text,
            id=f"q-{report.fact.fact_id}",
            tabindex=-1,
            class_="wanted" if report.fact.fact_id == wanted else None,
            title=wording.gist(report.fact),
        )
        parts += [_spaced(article.text[at : quote.start]), mark]
        at = quote.end
    return [*parts, _spaced(article.text[at:])]


def _spaced(text: str) -> str:
    """Paragraphs set apart; only what stands between quotes is touched, never a quote."""
    return re.sub(r"\s*\n\s*", "\n\n", text)


def _facts(detail: ArticleDetail, wanted: str | None) -> Element:
    if not detail.reports:
        return el("section", el("h2", FOUND), el("p", NO_FACTS))
    items = [_fact(report, report.fact.fact_id == wanted) for report in detail.reports]
    return el("section", el("h2", f"{FOUND} ({len(items)})"), el("ol", items, class_="items"))


def _fact(report: Report, wanted: bool) -> Element:
    fact = report.fact
    outside = link_to(report.article.url, fact.quote.text)
    return el(
        "li",
        el("p", el("strong", wording.gist(fact)), " ", marks.status(fact.status) if fact.status else None),
        evidence.quotation(report),
        el("p", evidence.said_by(report), " · ", outward(outside, evidence.OPEN_PAGE, " ↗"), class_="facts-line"),
        class_="fact wanted" if wanted else "fact",
    )
