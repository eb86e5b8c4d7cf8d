"""Writing to the store in the caller's transaction (db.engine.writing): readings, comparison, a person's verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Date, case, delete, func, literal, select, update
from sqlmodel import Session

from core.records.facts import Fact
from core.records.pages import Article
from db import mapping
from db.bulk import upsert
from db.comparing import replace_comparison
from db.searching import keep_words
from db.tables.articles import ARTICLES, FACTS, READINGS
from db.tables.bookkeeping import STALE
from db.verdicts import judge_conflict

__all__ = ["Difference", "add_failed", "add_reading", "add_skipped", "judge_conflict", "replace_comparison"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one reading changed: facts added, removed, and altered under the same id."""

    added: int = 0
    removed: int = 0
    altered: int = 0

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            added=self.added + other.added,
            removed=self.removed + other.removed,
            altered=self.altered + other.altered,
        )


def add_reading(
    session: Session, *, article: Article, facts: Sequence[Fact], record_id: str, reader: str
) -> Difference:
    """Keeps what `reader` found in the record, in place of what was found in it before.

    The article's text may be known from another record: the earliest retrieval is kept with it. Of the texts of one
    address the one retrieved last becomes current. Writing the same again changes nothing.
    """
    article_id = article.head.article_id
    outcome = {"outcome": "read", "reason": None, "retrieved": article.head.retrieved, "article_id": article_id}
    removed = _settle(session, record_id, reader, outcome)
    new = _keep_article(session, article)
    difference = _replace_facts(session, article_id, facts)
    keep_words(session, facts=facts, title=article.head.title)
    _choose_current(session, article.head.url, moved=new)
    return difference + removed


def add_skipped(session: Session, *, record_id: str, reader: str, reason: str) -> Difference:
    """Keeps that the record was read and set aside on purpose; what it gave before is removed."""
    outcome = {"outcome": "skipped", "reason": reason, "retrieved": None, "article_id": None}
    return _settle(session, record_id, reader, outcome)


def add_failed(session: Session, *, record_id: str, reader: str, reason: str) -> None:
    """Keeps that the record could not be read; what an earlier reader found in it stays."""
    row = {"record_id": record_id, "reader": reader, "outcome": "failed", "reason": reason}
    upsert(session, READINGS, [row], ("record_id",))


def _settle(session: Session, record_id: str, reader: str, outcome: dict[str, Any]) -> Difference:
    """Writes the record's outcome; an article that only this record gave, and no longer gives, goes."""
    former = session.execute(select(READINGS.c.article_id).where(READINGS.c.record_id == record_id)).scalar()
    upsert(session, READINGS, [{"record_id": record_id, "reader": reader, **outcome}], ("record_id",))
    if former is None or former == outcome["article_id"]:
        return Difference()
    if session.execute(select(READINGS.c.record_id).where(READINGS.c.article_id == former)).first():
        return Difference()
    url = session.execute(select(ARTICLES.c.url).where(ARTICLES.c.article_id == former)).scalar()
    removed = _replace_facts(session, former, ())
    session.execute(delete(ARTICLES).where(ARTICLES.c.article_id == former))
    if url is not None:
        _choose_current(session, url, moved=True)
    return removed


def _keep_article(session: Session, article: Article) -> bool:
    """Keeps the text with its earliest retrieval; whether it was not known."""
    kept = select(ARTICLES.c.retrieved).where(ARTICLES.c.article_id == article.head.article_id)
    retrieved = session.execute(kept).scalar()
    if retrieved is None or article.head.retrieved <= retrieved:
        upsert(session, ARTICLES, [{**mapping.article_row(article), "current": False, "facts": 0}], ("article_id",))
    return retrieved is None


def _replace_facts(session: Session, article_id: str, facts: Sequence[Fact]) -> Difference:
    stored = session.execute(select(FACTS).where(FACTS.c.article_id == article_id)).mappings()
    before = {row["fact_id"]: mapping.fact_from(row) for row in stored}
    after = {fact.fact_id: fact for fact in facts}
    gone = sorted(before.keys() - after.keys())
    if gone:
        session.execute(delete(FACTS).where(FACTS.c.article_id == article_id, FACTS.c.fact_id.in_(gone)))
    rewritten = [fact for fact_id, fact in sorted(after.items()) if before.get(fact_id) != fact]
    upsert(session, FACTS, [mapping.fact_row(fact) for fact in rewritten], ("fact_id",))
    session.execute(update(ARTICLES).where(ARTICLES.c.article_id == article_id).values(facts=len(after)))
    known = [fact for fact in rewritten if fact.fact_id in before]
    if rewritten or gone:
        upsert(session, STALE, [{"article_id": article_id}], ("article_id",))
    altered = sum(replace(before[fact.fact_id], reader=fact.reader) != fact for fact in known)
    return Difference(added=len(rewritten) - len(known), removed=len(gone), altered=altered)


def _choose_current(session: Session, url: str, *, moved: bool) -> None:
    """Of the texts of one address, the one retrieved last is current, and the one retrieved first was a new page.

    Where one came or went (`moved`), or another is current now, all of them stood at other times than was thought.
    """
    latest = func.max(READINGS.c.retrieved)
    versions = (
        select(ARTICLES.c.article_id)
        .join(READINGS, READINGS.c.article_id == ARTICLES.c.article_id)
        .where(ARTICLES.c.url == url)
        .group_by(ARTICLES.c.article_id)
        .order_by(latest.desc(), ARTICLES.c.article_id)
    )
    current = session.execute(versions).scalars().first()
    one = ARTICLES.c
    told = session.execute(select(one.article_id, one.current, one.retrieved).where(one.url == url)).all()
    if moved or any(was != (article_id == current) for article_id, was, _ in told):
        upsert(session, STALE, [{"article_id": article_id} for article_id, _, _ in told], ("article_id",))
    earliest, first = min(((at, article_id) for article_id, _, at in told), default=(None, None))
    day = literal(earliest.date() if earliest else None, Date)
    values = {"current": one.article_id == current, "new_on": case((one.article_id == first, day), else_=None)}
    session.execute(update(ARTICLES).where(one.url == url).values(values))
