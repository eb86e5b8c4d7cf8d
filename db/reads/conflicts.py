"""Reading conflicts, with their sides."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, select
from sqlmodel import Session

from core.queries import ConflictDetail, Filters, Page
from core.records.findings import Conflict, Verdict
from db import mapping
from db.reads import clocks
from db.reads.filters import on_conflicts
from db.reads.reports import named
from db.reads.worded import common
from db.tables.findings import CONFLICT_SIDES, CONFLICTS, VERDICTS

_BATCH = 500


def conflicts(session: Session, *, filters: Filters, limit: int, offset: int = 0) -> Page[Conflict]:
    """Conflicts that meet the filters: open ones first, of rules before of figures, most origins first, then newest.

    `filters.kinds` are types of conflict here, `filters.statuses` states; the rest is met by a report on one side.
    """
    order, many = _pressing(filters.known), common(session, filters.words)
    met = select(CONFLICTS.c.conflict_id).where(*on_conflicts(filters, many=many)).order_by(*order)
    ids = session.execute(met).scalars().all()
    chosen = _judged(filters.known).where(CONFLICTS.c.conflict_id.in_(ids[offset : offset + limit])).order_by(*order)
    return Page(loaded(session, chosen), len(ids))


def all_conflicts(session: Session, *, filters: Filters | None = None) -> Iterator[Conflict]:
    """Every conflict that meets the filters, by when it became known; a few hundred in memory at once."""
    order = (CONFLICTS.c.known_from, CONFLICTS.c.conflict_id)
    live = select(CONFLICTS.c.conflict_id).where(*on_conflicts(filters or Filters())).order_by(*order)
    ids = session.execute(live).scalars().all()
    for start in range(0, len(ids), _BATCH):
        some = select(CONFLICTS).where(CONFLICTS.c.conflict_id.in_(ids[start : start + _BATCH]))
        yield from loaded(session, some.order_by(*order))


def conflict(session: Session, *, conflict_id: str, known: datetime | None = None) -> ConflictDetail | None:
    """One conflict with its sides' reports, in the order of its sides; with `known` those out by then."""
    chosen = _judged(known).where(CONFLICTS.c.conflict_id == conflict_id, CONFLICTS.c.withdrawn.is_(False))
    found = loaded(session, chosen)
    if not found:
        return None
    told = named(session, (fact_id for side in found[0].sides for fact_id in side), known=known)
    sides = tuple(tuple(told[fact_id] for fact_id in side if fact_id in told) for side in found[0].sides)
    return ConflictDetail(conflict=found[0], sides=sides)


def touching(session: Session, fact_ids: Iterable[str], *, known: datetime | None = None) -> tuple[Conflict, ...]:
    """The conflicts on a side of which any of these facts stands, the most pressing first."""
    among = select(CONFLICT_SIDES.c.conflict_id).where(CONFLICT_SIDES.c.fact_id.in_(sorted(fact_ids)))
    conditions = [*on_conflicts(Filters(known=known)), CONFLICTS.c.conflict_id.in_(among)]
    return loaded(session, _judged(known).where(*conditions).order_by(*_pressing(known)))


def verdicts(session: Session, *, conflict_id: str) -> tuple[Verdict, ...]:
    """Every judgement of the conflict, the first one first."""
    row = VERDICTS.c
    chosen = select(row.conflict_id, row.state, row.by, row.at, row.note).where(row.conflict_id == conflict_id)
    return tuple(Verdict(**found) for found in session.execute(chosen.order_by(row.number)).mappings())


def _judged(known: datetime | None) -> Select[Any]:
    """Conflicts with the verdict that they had by then."""
    columns = (column for column in CONFLICTS.c if column.name != "verdict")
    return select(*columns, clocks.verdict(known).label("verdict"))


def _pressing(known: datetime | None) -> tuple[Any, ...]:
    return (
        case((clocks.state(known) == "open", 0), else_=1),
        case((CONFLICTS.c.matter == "rule", 0), else_=1),
        CONFLICTS.c.independent.desc(),
        CONFLICTS.c.known_from.desc(),
        CONFLICTS.c.conflict_id,
    )


def loaded(session: Session, chosen: Select[Any]) -> tuple[Conflict, ...]:
    """The conflicts that `chosen` selects, with their sides."""
    rows = session.execute(chosen).mappings().all()
    links = (
        select(CONFLICT_SIDES)
        .where(CONFLICT_SIDES.c.conflict_id.in_([row["conflict_id"] for row in rows]))
        .order_by(CONFLICT_SIDES.c.side, CONFLICT_SIDES.c.position)
    )
    sides: dict[str, list[mapping.Row]] = {}
    for link in session.execute(links).mappings():
        sides.setdefault(link["conflict_id"], []).append(link)
    return tuple(mapping.conflict_from(row, sides.get(row["conflict_id"], [])) for row in rows)
