"""Reading facts beside their articles: pages of them, all of them as a stream, one, or those of one article."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session

from core.queries import ArticleDetail, Filters, Page
from core.records.facts import Report
from core.records.pages import Article, ArticleHead
from db import mapping
from db.bulk import portions
from db.reads.clocks import out_by
from db.reads.filters import Condition, on_articles, on_reports
from db.reads.worded import COUNTED, common, words_first
from db.searching import indexed
from db.tables.articles import ARTICLES, FACTS

_BATCH = 1000  # rows in memory at once while streaming
_HEAD = [ARTICLES.c[name] for name in mapping.HEAD_COLUMNS if name != "article_id"]
# Earliest published first, those without a day last; the same on both databases.
_ORDER = (ARTICLES.c.published.is_(None), ARTICLES.c.published, ARTICLES.c.url, FACTS.c.quote_start, FACTS.c.fact_id)
_NEWEST = (ARTICLES.c.published.desc().nulls_last(), ARTICLES.c.url, FACTS.c.quote_start, FACTS.c.fact_id)
_BY_ARTICLE = (FACTS.c.article_id, FACTS.c.quote_start, FACTS.c.fact_id)
_FIRST_LOOKED_THROUGH, _LOOKED_THROUGH = 50, 500  # articles at once, at first and at most


def facts(session: Session, *, filters: Filters, limit: int, offset: int = 0) -> Page[Report]:
    """Facts of current articles that meet the filters, most recently published first.

    No more than 10,000 are counted, and what stands behind them is on no page.
    """
    among, conditions = _sought(session, filters)
    some = select(FACTS.c.fact_id).select_from(among).where(*conditions).limit(COUNTED + 1).subquery()
    counted: int = session.execute(select(func.count()).select_from(some)).scalar_one()
    if counted <= COUNTED:
        # Sorted by what orders them alone: whole rows of thousands of facts would be carried along.
        shown = select(FACTS.c.fact_id).select_from(among).where(*conditions)
        ids = session.execute(shown.order_by(*_NEWEST).limit(limit).offset(offset)).scalars().all()
        found = named(session, ids)
        return Page(tuple(found[each] for each in ids), counted)
    wanted = range(offset, min(offset + limit, COUNTED))
    newest = _newest(session, on_reports(filters, many=True, of_articles=True), on_articles(filters))
    return Page(tuple(islice(newest, wanted.start, wanted.stop)), COUNTED, more=True)


def _sought(session: Session, filters: Filters) -> tuple[Any, list[Condition]]:
    """Where facts are looked for and by which conditions: by their words first, unless many have these and the other
    filters leave fewer."""
    if not filters.words:
        return _joined(), on_reports(filters)
    many = common(session, filters.words)
    if many and filters != Filters(words=filters.words):
        return _joined(), on_reports(filters, many=True)
    return words_first(), [*on_reports(replace(filters, words="")), indexed(filters.words)]


def _newest(session: Session, conditions: list[Condition], on_them: list[Condition]) -> Iterator[Report]:
    """The same facts article by article, the newest article first: where many are found few articles are looked at."""
    one = ARTICLES.c
    current = select(one.article_id).where(one.current.is_(True), *on_them)
    # Apart, since PostgreSQL's index has those without a day at the other end.
    dated = current.where(one.published.is_not(None)).order_by(one.published.desc(), one.url)
    undated = current.where(one.published.is_(None)).order_by(one.url)
    for latest in (dated, undated):
        start, size = 0, _FIRST_LOOKED_THROUGH
        while some := session.execute(latest.limit(size).offset(start)).scalars().all():
            start, size = start + size, min(2 * size, _LOOKED_THROUGH)
            among = FACTS.c.article_id.in_(some)
            yield from tuple(_stream(session, _reports().where(among, *conditions).order_by(*_NEWEST)))


def reports(session: Session, *, filters: Filters | None = None) -> Iterator[Report]:
    """All facts of current articles, streamed: by day of publication, address and place of the quote."""
    return _stream(session, _reports().where(*on_reports(filters or Filters())).order_by(*_ORDER))


def in_order(session: Session) -> Iterator[Report]:
    """All facts of all articles, current or not, streamed article by article."""
    return _stream(session, _reports().order_by(*_BY_ARTICLE))


def reports_in(session: Session, *, articles: Collection[str]) -> Iterator[Report]:
    """All facts of these articles, current or not, article by article."""
    for some in portions(articles):
        yield from _stream(session, _reports().where(FACTS.c.article_id.in_(some)).order_by(*_BY_ARTICLE))


def fact(session: Session, *, fact_id: str) -> Report | None:
    """One fact, of a current article or not."""
    found = tuple(_stream(session, _reports().where(FACTS.c.fact_id == fact_id)))
    return found[0] if found else None


def article(session: Session, *, article_id: str) -> ArticleDetail | None:
    """One article, current or not, with its facts in the order in which they stand."""
    row = session.execute(select(ARTICLES).where(ARTICLES.c.article_id == article_id)).mappings().first()
    if row is None:
        return None
    chosen = _reports().where(FACTS.c.article_id == article_id).order_by(*_ORDER)
    return ArticleDetail(article=mapping.article_from(row), reports=tuple(_stream(session, chosen)))


def versions(session: Session, *, url: str) -> tuple[Article, ...]:
    """Every text that stood at the address, the earliest fetched first."""
    chosen = select(ARTICLES).where(ARTICLES.c.url == url).order_by(ARTICLES.c.retrieved, ARTICLES.c.article_id)
    return tuple(mapping.article_from(row) for row in session.execute(chosen).mappings())


def named(session: Session, fact_ids: Iterable[str], *, known: datetime | None = None) -> dict[str, Report]:
    """The facts of these ids that are in the store, by id; with `known` those told by then."""
    wanted = sorted(set(fact_ids))
    found: dict[str, Report] = {}
    told = out_by(known)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        found |= {report.fact.fact_id: report for report in _stream(session, _reports().where(*told, _id_in(some)))}
    return found


def _id_in(fact_ids: list[str]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = FACTS.c.fact_id.in_(fact_ids)
    return condition


def _joined() -> Any:
    return FACTS.join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id)


def _reports() -> Select[Any]:
    return select(FACTS, *_HEAD).select_from(_joined())


def _stream(session: Session, chosen: Select[Any]) -> Iterator[Report]:
    """One head is made for all facts of an article, as long as they follow each other."""
    head: ArticleHead | None = None
    with session.execute(chosen, execution_options={"yield_per": _BATCH}) as result:
        for row in result.mappings():
            if head is None or head.article_id != row["article_id"]:
                head = mapping.head_from(row)
            yield Report(fact=mapping.fact_from(row), article=head)
