"""Reading what was told: the notices of events, newest first, by the filters of the dashboard."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session

from core.queries import Filters
from core.records.findings import EventKind
from core.telling import Notice
from db.bulk import portions
from db.mapping import notice_from
from db.reads.disputes import as_judged
from db.reads.filters import on_changes, on_conflicts
from db.tables.findings import CHANGES, CONFLICTS
from db.tables.telling import EVENTS


def notices(
    session: Session,
    *,
    filters: Filters,
    kinds: Sequence[EventKind] = (),
    limit: int,
    offset: int = 0,
    since: datetime | None = None,
) -> tuple[Notice, ...]:
    """Notices that alert somebody, the newest first; `kinds` restricts if there are any, `since` is exclusive.

    Where the filters restrict anything, notices of silent sources are left out unless the source or the kind is named.
    """
    one = EVENTS.c
    conditions = [one.silent.is_(False), one.notice.is_not(None)]
    if kinds:
        conditions.append(one.kind.in_(kinds))
    if since is not None:
        conditions.append(one.at > since)
    if filters != Filters():
        changes = select(CHANGES.c.change_id).where(*on_changes(filters, live=False))
        conflicts = select(CONFLICTS.c.conflict_id).where(*on_conflicts(filters, live=False))
        met = [one.subject_id.in_(changes), one.subject_id.in_(conflicts), one.subject_id.in_(filters.sources)]
        if "source-quiet" in kinds and not filters.sources:
            met.append(one.kind == "source-quiet")
        conditions.append(or_(*met))
    chosen = select(one.notice).where(*conditions).order_by(one.at.desc(), one.event_id)
    kept = session.execute(chosen.limit(limit).offset(offset)).scalars()
    return as_judged(session, [notice_from(each) for each in kept])


def notice(session: Session, *, event_id: str) -> Notice | None:
    """What one event told."""
    kept = session.execute(select(EVENTS.c.notice).where(EVENTS.c.event_id == event_id)).scalar()
    return as_judged(session, [notice_from(kept)])[0] if kept else None


def told_at(session: Session, *, subjects: Iterable[str]) -> dict[str, datetime]:
    """When each of these changes and conflicts was last news to a reader, by id; none where it never was."""
    one, found = EVENTS.c, dict[str, datetime]()
    latest = select(one.subject_id, func.max(one.at)).where(one.silent.is_(False)).group_by(one.subject_id)
    for some in portions(set(subjects)):
        for ident, at in session.execute(latest.where(one.subject_id.in_(some))):
            found[ident] = at
    return found
