"""The calendar of starts: one entry a change, which keeps its uid and counts what readers see of it changing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session

from core.ids import stable_id
from core.records.findings import Change, ConflictState
from db import mapping
from db.bulk import portions, upsert
from db.reads.disputes import judged
from db.tables.findings import CHANGE_FACTS, CONFLICT_SIDES
from db.tables.telling import CALENDAR

_SHOWN = ("summary", "effective_on", "disputed", "announced_on", "status", "topic", "audience", "jurisdiction")
_MONTH = len("2023-01")  # a year alone is no entry


def keep_calendar(
    session: Session, *, changes: Iterable[Change], continued: Mapping[str, str], gone: Collection[str], at: datetime
) -> None:
    """Brings the calendar up to what was compared: new entries, moved ones, and those that are cancelled.

    `continued` holds the former id of a change that goes on under another; `gone` those no report upholds.
    """
    _rename(session, continued)
    starting = {each.change_id: each for each in changes if each.effective_on and len(each.effective_on) >= _MONTH}
    without = {each.change_id for each in changes} - starting.keys()
    known = _known(session, {*starting, *without, *gone})
    names = _uids(session, starting.keys() - known.keys(), at)
    settled = judged(session, [each.change_id for each in starting.values() if each.disputed])
    rows = [
        _moved(known.get(ident), each, names.get(ident, ""), settled.get(ident), at) for ident, each in starting.items()
    ]
    cancelled = [known[ident] for ident in sorted({*without, *gone}) if ident in known]
    rows += [
        {**row, "cancelled": True, "sequence": row["sequence"] + 1, "modified": at}
        for row in cancelled
        if not row["cancelled"]
    ]
    upsert(session, CALENDAR, [row for row in rows if row], ("uid",))


def tell_verdict(session: Session, *, conflict_id: str, at: datetime) -> None:
    """What readers see anew since a conflict was judged: the entries of starts that it is about."""
    side = select(CONFLICT_SIDES.c.fact_id).where(CONFLICT_SIDES.c.conflict_id == conflict_id)
    about = select(CHANGE_FACTS.c.change_id).where(CHANGE_FACTS.c.fact_id.in_(side)).distinct()
    known = _known(session, session.execute(about).scalars().all())
    settled = judged(session, known.keys())
    told = {ident: mapping.change_of(row["change"]) for ident, row in known.items() if not row["cancelled"]}
    rows = [_moved(known[ident], each, "", settled.get(ident), at) for ident, each in told.items() if each.disputed]
    upsert(session, CALENDAR, [row for row in rows if row], ("uid",))


def _uids(session: Session, change_ids: Collection[str], at: datetime) -> dict[str, str]:
    """A uid for each new entry: made of its change's id, unless an entry that goes on under another id has that."""
    usual = {change_id: stable_id("cal", change_id) for change_id in change_ids}
    taken: set[str] = set()
    for some in portions(set(usual.values())):
        taken |= set(session.execute(select(CALENDAR.c.uid).where(CALENDAR.c.uid.in_(some))).scalars())
    return {
        change_id: stable_id("cal", change_id, at.isoformat()) if uid in taken else uid
        for change_id, uid in usual.items()
    }


def _moved(row: Any, change: Change, new_uid: str, settled: ConflictState | None, at: datetime) -> dict[str, Any]:
    """The entry's row as it is to be, or nothing if a reader would see no difference."""
    seen = stable_id(
        "seen", *(getattr(change, name) for name in _SHOWN), bool(change.primary), *filter(None, [settled])
    )
    if row is not None and row["fingerprint"] == seen and not row["cancelled"]:
        return {}
    uid = row["uid"] if row is not None else new_uid
    sequence = row["sequence"] + 1 if row is not None else 0
    told = {"change_id": change.change_id, "change": mapping.change_json(change), "fingerprint": seen}
    return {"uid": uid, **told, "sequence": sequence, "modified": at, "cancelled": False}


def _rename(session: Session, continued: Mapping[str, str]) -> None:
    for some in portions(continued.keys()):
        session.execute(delete(CALENDAR).where(CALENDAR.c.change_id.in_(some)))
    for later, former in continued.items():
        session.execute(update(CALENDAR).where(CALENDAR.c.change_id == former).values(change_id=later))


def _known(session: Session, change_ids: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in portions(change_ids):
        rows = session.execute(select(CALENDAR).where(CALENDAR.c.change_id.in_(some))).mappings()
        found |= {row["change_id"]: dict(row) for row in rows}
    return found
