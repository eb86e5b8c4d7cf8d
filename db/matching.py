"""Which events concern a subscription: by the same conditions as the dashboard's filters."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session

from core.records.findings import Event
from core.telling import USUAL_KINDS, Subscription
from db.bulk import portions
from db.reads.filters import on_changes, on_conflicts
from db.successors import formers
from db.tables.findings import CHANGES, CONFLICTS
from db.tables.telling import DELIVERIES, EVENTS


def concerned(session: Session, *, subscription: Subscription, events: Sequence[Event]) -> tuple[Event, ...]:
    """Those of the events that the subscription asks to be told of, in their order.

    That a conflict is closed concerns also who was told that it opened: its reports may be gone by then.
    """
    wanted = subscription.kinds or USUAL_KINDS
    asked = [each for each in events if each.kind in wanted]
    subjects = {each.subject_id for each in asked}
    met = _meeting(session, subscription, subjects) | _told_of(session, subscription, subjects)
    return tuple(each for each in asked if each.subject_id in met)


def _meeting(session: Session, subscription: Subscription, subjects: set[str]) -> set[str]:
    filters, found = subscription.filters, set[str]()
    for some in portions(subjects):
        for ident, conditions in (
            (CHANGES.c.change_id, on_changes(filters, live=False)),
            (CONFLICTS.c.conflict_id, on_conflicts(filters, live=False)),
        ):
            found |= set(session.execute(select(ident).where(ident.in_(some), *conditions)).scalars())
    sources = set(filters.sources)
    return found | (subjects & sources if sources else subjects - _known_ids(session, subjects))


def _known_ids(session: Session, subjects: set[str]) -> set[str]:
    """Subjects that are changes or conflicts: the others are names of sources."""
    known: set[str] = set()
    for some in portions(subjects):
        for ident in (CHANGES.c.change_id, CONFLICTS.c.conflict_id):
            known |= set(session.execute(select(ident).where(ident.in_(some))).scalars())
    return known


def _told_of(session: Session, subscription: Subscription, subjects: set[str]) -> set[str]:
    """Conflicts that it was told of when they opened, be it under another id."""
    later = formers(session, subjects) | {ident: ident for ident in subjects}
    owed = DELIVERIES.join(EVENTS, EVENTS.c.event_id == DELIVERIES.c.event_id)
    told: set[str] = set()
    for some in portions(later.keys()):
        chosen = select(EVENTS.c.subject_id).select_from(owed)
        mine = (DELIVERIES.c.subscription_id == subscription.subscription_id, EVENTS.c.kind == "conflict-opened")
        found = session.execute(chosen.where(*mine, EVENTS.c.subject_id.in_(some))).scalars()
        told |= {later[ident] for ident in found}
    return told
