"""What the store holds, counted: the first screen, the sources, the filters' choices, and what was read."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlmodel import Session

from core.queries import Filters, Overview, SourceRow
from core.records.findings import Change
from db.reads.changes import NEWEST, loaded
from db.reads.clocks import out_by
from db.reads.conflicts import conflicts
from db.reads.filters import on_changes
from db.tables.articles import ARTICLES, FACTS, READINGS
from db.tables.findings import CHANGES

_DISPUTED = 5
_CHOICES = {
    "topics": FACTS.c.topic,
    "audiences": FACTS.c.audience,
    "jurisdictions": FACTS.c.jurisdiction,
    "kinds": FACTS.c.kind,
    "statuses": FACTS.c.status,
    "sources": ARTICLES.c.source,
    "languages": ARTICLES.c.language,
}


def overview(session: Session, *, today: date, known: datetime | None = None) -> Overview:
    """The first screen's answers; `disputed` are the most pressing open conflicts, at most five.

    The latest is the first in the list of changes that was announced, or told of, by `today`. With `known` only what
    was told by then.
    """
    one, day, only = CHANGES.c, today.isoformat(), Filters(known=known)
    live = select(CHANGES).where(*on_changes(only))
    upcoming = live.where(one.effective_on > day).order_by(one.effective_on, one.independent.desc(), one.change_id)
    disputed = conflicts(session, filters=Filters(statuses=("open",), known=known), limit=_DISPUTED)
    columns: list[Any] = [func.count(), func.count(ARTICLES.c.source.distinct())]
    # Facts are counted with their articles, of which the index tells all; for an earlier day it would not.
    columns += [func.coalesce(func.sum(ARTICLES.c.facts), 0)] if known is None else []
    counted = select(*columns).where(ARTICLES.c.current.is_(True), *out_by(known))
    articles, sources, *facts = session.execute(counted).one()
    return Overview(
        articles=articles,
        facts=int(facts[0]) if facts else None,
        open_conflicts=disputed.total,
        sources=sources,
        skipped=_count(session, select(READINGS.c.record_id).where(READINGS.c.outcome == "skipped")),
        last_retrieved=session.execute(select(func.max(READINGS.c.retrieved))).scalar(),
        latest=_first(session, live.where(one.day <= day).order_by(*NEWEST)),
        upcoming=_first(session, upcoming),
        disputed=disputed.items,
    )


def sources(session: Session) -> tuple[SourceRow, ...]:
    """Each source with its current articles and their facts, by name; articles that name none stand under ""."""
    name = func.coalesce(ARTICLES.c.source, "")
    current = ARTICLES.c.current.is_(True)
    languages: dict[str, list[str]] = {}
    for source, language in session.execute(select(name, ARTICLES.c.language).where(current).distinct()):
        languages.setdefault(source, []).append(language)
    counted = select(
        name,
        func.max(ARTICLES.c.source_kind),
        func.count(),
        func.sum(ARTICLES.c.facts),
        func.max(ARTICLES.c.published),
        func.max(ARTICLES.c.retrieved),
    )
    return tuple(
        SourceRow(
            source=source,
            kind=kind,
            languages=tuple(sorted(languages[source])),
            articles=articles,
            facts=int(facts),
            last_published=published,
            last_retrieved=retrieved,
        )
        for source, kind, articles, facts, published, retrieved in session.execute(
            counted.where(current).group_by(name).order_by(name)
        )
    )


def days_with_news(session: Session) -> dict[str, list[date]]:
    """For each source the days (UTC) on which pages of it were first fetched, the latest first."""
    source, day = ARTICLES.c.source, ARTICLES.c.new_on
    chosen = select(source, day).where(source.is_not(None), day.is_not(None)).distinct()
    found: dict[str, list[date]] = {}
    for name, new_on in session.execute(chosen.order_by(source, day.desc())):
        found.setdefault(name, []).append(new_on)
    return found


def choices(session: Session) -> dict[str, tuple[str, ...]]:
    """What each field of Filters may be set to: the values in current articles' facts, sorted."""
    return {name: tuple(session.execute(_present(column)).scalars()) for name, column in _CHOICES.items()}


def _present(column: Any) -> Select[Any]:
    """The column's values, each looked up once among current articles.

    Each value is found from the one before it by the column's index (a loose index scan), so that it takes as many
    steps as there are values and not as there are facts. One fact is looked for, and not whether there is any: that
    PostgreSQL would answer by joining all of them.
    """
    first = select(func.min(column).label("value")).cte(recursive=True)
    following = select(func.min(column)).where(column > first.c.value).scalar_subquery()
    told = first.union_all(select(following).where(first.c.value.is_not(None)))
    facts, articles = FACTS.alias(), ARTICLES.alias()
    side = facts if column.table is FACTS else articles
    joined = facts.join(articles, articles.c.article_id == facts.c.article_id)
    current = select(literal(1)).select_from(joined).where(articles.c.current.is_(True))
    one = current.where(side.c[column.name] == told.c.value).limit(1).scalar_subquery()
    return select(told.c.value).where(told.c.value.is_not(None), one.is_not(None)).order_by(told.c.value)


def read_records(session: Session, *, reader: str | None = None) -> set[str]:
    """The archive's records that this reader, or any, has read or set aside; what it failed on is to be tried again."""
    done = [READINGS.c.outcome != "failed", *([READINGS.c.reader == reader] if reader else [])]
    return set(session.execute(select(READINGS.c.record_id).where(*done)).scalars())


def skipped(session: Session) -> dict[str, int]:
    """How many records were set aside, by reason, most first."""
    number = func.count()
    chosen = select(READINGS.c.reason, number).where(READINGS.c.outcome == "skipped").group_by(READINGS.c.reason)
    rows = session.execute(chosen.order_by(number.desc(), READINGS.c.reason))
    return {reason or "": count for reason, count in rows}


def _count(session: Session, chosen: Select[Any]) -> int:
    number: int = session.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    return number


def _first(session: Session, chosen: Select[Any]) -> Change | None:
    found = loaded(session, chosen.limit(1))
    return found[0] if found else None
