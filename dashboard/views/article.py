"""One article: its text as it was read, with its facts marked where they stand."""

import re

from core.queries import ArticleDetail
from core.quotes import link_to
from core.records.facts import Report
from core.records.pages import Article
from dashboard.address import path
from dashboard.elements import Element, Node, el, link, outward
from dashboard.pieces import clocks, evidence, marks, versions
from dashboard.screen import Asked, Screen
from db import reads
from words import amounts, days, wording
from words.speech import say

TITLE = say("Article")
UNKNOWN = say("This article is not known here")
UNKNOWN_ADVICE = say("The address may be old or mistyped. ")
ALL = say("All facts")
TEXT, FOUND = say("Text, with what was read from it marked"), say("Facts read from it")
NO_FACTS = say("No fact was read from this article.")
UNTITLED = say("Article without a title")
ORIGINAL = say("Open the page")
WALK, PREVIOUS, NEXT, FIRST = (
    say("From fact to fact"),
    say("← Previous fact"),
    say("Next fact →"),
    say("Go to the first →"),
)
PLACE, MARKED = say("Fact {place} of {last}"), say("marked in the text")
IN_TEXT = say("Where it stands in the text")


def view(asked: Asked) -> Screen:
    """The article named by `id`, opened at the fact named by `q`."""
    detail = reads.article(asked.session, article_id=asked.query.one("id") or "")
    if detail is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path("/facts"), ALL))
        return Screen(title=UNKNOWN, body=el("div", el("h1", TITLE), missing))
    if unknown := clocks.not_yet_known(asked, clocks.out_from(detail.article.head), "/article"):
        return Screen(title=TITLE, body=el("div", el("h1", TITLE), unknown))
    wanted = asked.query.one("q")
    title = detail.article.head.title or UNTITLED
    known = reads.versions(asked.session, url=detail.article.head.url)
    body = el(
        "div",
        _head(detail, title),
        versions.notice(detail.article, known, clocks.told_by(asked)),
        _walk(detail, wanted),
        _text(detail, wanted),
        _facts(detail, wanted),
        versions.section(detail.article, known),
    )
    return Screen(title=f"{TITLE}: {wording.short(title, 70)}", body=body, focus=f"q-{wanted}" if wanted else None)


def _head(detail: ArticleDetail, title: str) -> Element:
    head = detail.article.head
    kind = f", {wording.SOURCE_KINDS.get(head.source_kind, head.source_kind)}" if head.source_kind else ""
    return el(
        "header",
        el("p", link(path("/facts"), f"← {ALL}"), class_="way-back"),
        el("h1", title, lang=head.language),
        marks.rows(
            (say("Outlet"), f"{head.source or wording.NOT_TOLD}{kind}"),
            (say("Published"), days.at_length(head.published)),
            (say("Fetched"), days.instant(head.retrieved)),
            (say("Language"), wording.language(head.language)),
            (say("Page"), outward(head.url, f"{ORIGINAL} ↗", class_="open-page")),
            (say("Address"), head.url),
            (say("Stored page"), head.snapshot),
        ),
    )


def _walk(detail: ArticleDetail, wanted: str | None) -> Element | None:
    """From one quote to the next, in the order in which they stand; before the first, to the first."""
    ids = [report.fact.fact_id for report in detail.reports]
    if not ids:
        return None
    here = ids.index(wanted) if wanted in ids else -1
    before = _to(detail, ids[here - 1], PREVIOUS, "prev") if here > 0 else None
    after = _to(detail, ids[here + 1], NEXT if here >= 0 else FIRST, "next") if here + 1 < len(ids) else None
    place = el("span", PLACE.fill(place=here + 1, last=len(ids))) if here >= 0 else el("span", _counted(detail))
    return el("nav", place, before, after, class_="pager", aria_label=WALK)


def _to(detail: ArticleDetail, fact_id: str, words: str, rel: str) -> Element:
    return link(path("/article", id=detail.article.head.article_id, q=fact_id), words, rel=rel)


def _counted(detail: ArticleDetail) -> str:
    counted = amounts.plural(len(detail.reports), "fact", "facts")
    return f"{counted}, {MARKED}"


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
        el("p", " · ".join(evidence.voice(report)), class_="facts-line") if evidence.voice(report) else None,
        el(
            "p",
            outward(outside, f"{evidence.OPEN_PAGE} ↗", aria_label=f"{evidence.OPEN_PAGE} ({evidence.NEW_TAB})"),
            " ",
            link(evidence.article_path(report), IN_TEXT),
            class_="links",
        ),
        class_="fact wanted" if wanted else "fact",
    )
