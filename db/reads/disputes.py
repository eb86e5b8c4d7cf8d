"""How disputes of a start were judged: once for pages, mails, feeds and calendars, so that all say the same."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from core.queries import Filters
from core.records.findings import ConflictState
from core.telling import Notice
from db.bulk import portions
from db.reads.clocks import state
from db.reads.filters import on_conflicts
from db.successors import successor
from db.tables.findings import CHANGE_FACTS, CONFLICT_SIDES, CONFLICTS


def judged(session: Session, change_ids: Collection[str], *, known: datetime | None = None) -> dict[str, ConflictState]:
    """For each change whose conflicts of days are all explained or dismissed which of the two, by its id.

    A conflict is a change's if a report stands on both; explained comes before dismissed. With `known` as it was then.
    """
    told: dict[str, set[ConflictState]] = defaultdict(set)
    fact, side = CHANGE_FACTS.c, CONFLICT_SIDES.c
    among = CHANGE_FACTS.join(CONFLICT_SIDES, side.fact_id == fact.fact_id)
    among = among.join(CONFLICTS, CONFLICTS.c.conflict_id == side.conflict_id)
    of_days = [CONFLICTS.c.type == "date", *on_conflicts(Filters(known=known))]
    chosen = select(fact.change_id, state(known)).distinct().select_from(among).where(*of_days)
    for some in portions(set(change_ids)):
        for change_id, found in session.execute(chosen.where(fact.change_id.in_(some))):
            told[change_id].add(found)
    return {
        name: "explained" if "explained" in found else "dismissed"
        for name, found in told.items()
        if "open" not in found
    }


def as_judged(session: Session, notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The notices with how a dispute of their change's start was judged since: all else stays as it was told."""
    disputed = [each.change.change_id for each in notices if each.change and each.change.disputed]
    if not disputed:
        return tuple(notices)
    now = {former: successor(session, former) or former for former in disputed}
    states = judged(session, now.values())
    return tuple(
        replace(each, settled=states.get(now[each.change.change_id])) if each.change and each.change.disputed else each
        for each in notices
    )
