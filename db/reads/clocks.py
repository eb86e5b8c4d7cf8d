"""The two clocks as conditions: what holds on a day of the world, and what had been told by an instant."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from db.tables.articles import ARTICLES, FACTS
from db.tables.findings import CHANGES, CONFLICTS, VERDICTS

Condition = ColumnElement[bool]


def out_by(known: datetime | None) -> list[Condition]:
    """Articles published by then; those that show no day count from when they were fetched."""
    if known is None:
        return []
    published = ARTICLES.c.published_first
    return [or_(published <= known, and_(published.is_(None), ARTICLES.c.retrieved <= known))]


def holding(on: date | None) -> list[Condition]:
    """Facts but for rules that are said to begin after the day or to have ended before it."""
    if on is None:
        return []
    fact, day = FACTS.c, literal(on.isoformat())
    begun = or_(fact.effective_from.is_(None), fact.effective_from <= day)
    # What ends in a month or a year holds until that is over.
    last = fact.effective_until
    lasting = or_(last.is_(None), last >= func.substr(day, 1, func.length(last)))
    return [or_(fact.kind != "rule", and_(begun, lasting))]


def status_on(on: date | None) -> ColumnElement[Any]:
    """A change's status on a day (words.wording.status_on says the same): what was announced begins on its day.

    Of a start known to a month or a year, that is over.
    """
    one = CHANGES.c
    told: ColumnElement[Any] = one.status
    if on is None:
        return told
    day = literal(on.isoformat())
    moving = or_(one.status.is_(None), one.status.in_(("announced", "in-force")))
    dated = and_(moving, one.effective_on.is_not(None))
    length = func.length(one.effective_on)
    begun = or_(one.effective_on < func.substr(day, 1, length), one.effective_on == day)
    found: ColumnElement[Any] = case((and_(dated, begun), "in-force"), (dated, "announced"), else_=one.status)
    return found


def verdict(known: datetime | None) -> ColumnElement[Any]:
    """A person's verdict on a conflict: the last one, or the last one given by then."""
    latest: ColumnElement[Any] = CONFLICTS.c.verdict
    if known is None:
        return latest
    given = VERDICTS.c
    by_then = select(given.state).where(given.conflict_id == CONFLICTS.c.conflict_id, given.at <= known)
    return by_then.order_by(given.number.desc()).limit(1).scalar_subquery()


def state(known: datetime | None = None) -> ColumnElement[Any]:
    """A conflict's state: a person's verdict, else the comparison's."""
    return func.coalesce(verdict(known), CONFLICTS.c.state)
