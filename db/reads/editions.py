"""What comparing reads: every text of every page, with when it stood in the place of another that the page had."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from core.records.facts import Report
from db.bulk import portions
from db.reads.reports import in_order, reports_in
from db.tables.articles import ARTICLES, READINGS

_Span = tuple[datetime | None, datetime | None]


def told_reports(session: Session, *, articles: Collection[str] | None = None) -> Iterator[Report]:
    """All facts of these articles (None: of all), current or not, streamed article by article.

    `seen` and `gone` tell since and until when the page had the text; both are None where it never had another.
    """
    spans = _spans(session, articles)
    for each in in_order(session) if articles is None else reports_in(session, articles=articles):
        seen, gone = spans.get(each.fact.article_id, (None, None))
        yield replace(each, seen=seen, gone=gone) if seen or gone else each


def _spans(session: Session, articles: Collection[str] | None) -> dict[str, _Span]:
    """By article: when it was first fetched in place of another text, and when another was fetched in its place."""
    found: dict[str, _Span] = {}
    for some in portions(sorted(_edited(session, articles))):
        fetched = defaultdict(list)
        for url, at, article_id in session.execute(_fetched().where(ARTICLES.c.url.in_(some))):
            fetched[url].append((article_id, at))
        for texts in fetched.values():
            found |= _of_page(texts)
    return found


def _edited(session: Session, articles: Collection[str] | None) -> set[str]:
    """The addresses at which another text stood before; with `articles`, of those that stand at theirs."""
    former = select(ARTICLES.c.url).where(ARTICLES.c.current.is_(False))
    if articles is None:
        return set(session.execute(former).scalars())
    found: set[str] = set()
    for some in portions(articles):
        theirs = select(ARTICLES.c.url).where(ARTICLES.c.article_id.in_(some))
        found |= set(session.execute(former.where(ARTICLES.c.url.in_(theirs))).scalars())
    return found


def _fetched() -> Select[Any]:
    """When each text of a page was fetched, the one that is current last."""
    joined = READINGS.join(ARTICLES, ARTICLES.c.article_id == READINGS.c.article_id)
    chosen = select(ARTICLES.c.url, READINGS.c.retrieved, ARTICLES.c.article_id).select_from(joined)
    return chosen.order_by(READINGS.c.retrieved, ARTICLES.c.article_id.desc())


def _of_page(texts: list[tuple[str, datetime]]) -> dict[str, _Span]:
    runs = [(name, next(run)[1]) for name, run in groupby(texts, key=lambda each: each[0])]
    first = {name: at for name, at in reversed(runs[1:]) if name != runs[0][0]}
    after = {name: at for (name, _), (_, at) in pairwise(runs)}
    return {name: (first.get(name), None if name == runs[-1][0] else after[name]) for name, _ in runs}
