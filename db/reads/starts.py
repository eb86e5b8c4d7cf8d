"""Reading the calendar of starts."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from core.queries import Filters
from core.telling import CalendarEntry
from db.mapping import change_of
from db.reads.disputes import judged
from db.reads.filters import on_changes
from db.tables.findings import CHANGES
from db.tables.telling import CALENDAR


def calendar(session: Session, *, filters: Filters, since: datetime, limit: int) -> tuple[CalendarEntry, ...]:
    """Entries of changes that meet the filters, the latest start first; cancelled ones if they were since `since`."""
    chosen = (
        select(CALENDAR)
        .join(CHANGES, CHANGES.c.change_id == CALENDAR.c.change_id)
        .where(
            CALENDAR.c.cancelled.is_(False) | (CALENDAR.c.modified >= since),
            *on_changes(filters, live=False),
        )
        .order_by(CHANGES.c.effective_on.desc(), CALENDAR.c.uid)
        .limit(limit)
    )
    rows = session.execute(chosen).mappings().all()
    settled = judged(session, [row["change_id"] for row in rows if row["change"].get("disputed")])
    return tuple(
        CalendarEntry(
            uid=row["uid"],
            change=change_of(row["change"]),
            sequence=row["sequence"],
            modified=row["modified"],
            cancelled=row["cancelled"],
            settled=settled.get(row["change_id"]),
        )
        for row in rows
    )
