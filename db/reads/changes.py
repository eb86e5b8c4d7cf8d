"""Reading rule changes and rule versions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session

from core.queries import ChangeDetail, Filters, Page
from core.records.facts import Report
from core.records.findings import Change, Conflict, RuleVersion
from db import mapping
from db.bulk import portions
from db.reads.conflicts import loaded as loaded_conflicts
from db.reads.conflicts import touching
from db.reads.filters import ALL, on_changes, on_versions
from db.reads.reports import named
from db.reads.worded import COMMON_IN_CHANGES, COUNTED, common
from db.tables.findings import CHANGE_FACTS, CHANGES, CONFLICTS, VERSIONS

_BATCH = 500
NEWEST = (CHANGES.c.day.desc(), CHANGES.c.independent.desc(), CHANGES.c.change_id.desc())


def changes(session: Session, *, filters: Filters, limit: int, offset: int = 0) -> Page[Change]:
    """Changes that meet the filters, newest first: by the day announced, or first told of where that is not known.

    Of changes on one day, the one that most origins tell of comes first. No more than 10,000 are counted.
    """
    order, many = NEWEST, common(session, filters.words, COMMON_IN_CHANGES)
    met = select(CHANGES.c.change_id).where(*on_changes(filters, many=many)).order_by(*order).limit(COUNTED + 1)
    ids = session.execute(met).scalars().all()
    shown = select(CHANGES).where(CHANGES.c.change_id.in_(ids[:COUNTED][offset : offset + limit])).order_by(*order)
    return Page(loaded(session, shown), min(len(ids), COUNTED), more=len(ids) > COUNTED)


def all_changes(session: Session, *, filters: Filters | None = None) -> Iterator[Change]:
    """Every change that meets the filters, oldest first; a few hundred in memory at once."""
    order = (CHANGES.c.day, CHANGES.c.change_id)
    live = select(CHANGES.c.change_id).where(*on_changes(filters or Filters())).order_by(*order)
    ids = session.execute(live).scalars().all()
    for start in range(0, len(ids), _BATCH):
        some = select(CHANGES).where(CHANGES.c.change_id.in_(ids[start : start + _BATCH]))
        yield from loaded(session, some.order_by(*order))


def change(session: Session, *, change_id: str, known: datetime | None = None) -> ChangeDetail | None:
    """One change with its reports, and the conflicts in which any of them stands; with `known` those told by then."""
    chosen = select(CHANGES).where(CHANGES.c.change_id == change_id, CHANGES.c.withdrawn.is_(False))
    found = loaded(session, chosen)
    if not found:
        return None
    one = found[0]
    told = named(session, [*one.before, *one.after, *one.evidence], known=known)
    return ChangeDetail(
        change=one,
        before=_those(one.before, told),
        after=_those(one.after, told),
        evidence=_those(one.evidence, told),
        conflicts=touching(session, told, known=known),
    )


def subjects(session: Session, ids: Iterable[str]) -> dict[str, Change | Conflict]:
    """The changes and conflicts of these ids, withdrawn ones too, by id."""
    found: dict[str, Change | Conflict] = {}
    for some in portions(set(ids)):
        found |= {
            each.change_id: each for each in loaded(session, select(CHANGES).where(CHANGES.c.change_id.in_(some)))
        }
        chosen = select(CONFLICTS).where(CONFLICTS.c.conflict_id.in_(some))
        found |= {each.conflict_id: each for each in loaded_conflicts(session, chosen)}
    return found


def rules_in_force(
    session: Session,
    *,
    on: date,
    known: datetime,
    held: bool = True,
    filters: Filters = ALL,
    limit: int,
    offset: int = 0,
) -> Page[RuleVersion]:
    """The rule versions valid on the day `on`, as known at the instant `known` (aware); both intervals half-open.

    `held` ones are said to hold; the others are plans, denials, what is over, and what is announced without a day.
    By topic, those whose first day is known first; no more than 10,000 are counted.
    """
    version = VERSIONS.c
    conditions = [
        version.withdrawn.is_(False),
        or_(version.valid_from.is_(None), version.valid_from <= on),
        or_(version.valid_to.is_(None), version.valid_to > on),
        version.known_from <= known,
        or_(version.known_to.is_(None), version.known_to > known),
        version.holds.is_(held),
        *on_versions(filters),
    ]
    some = select(version.version_id).where(*conditions).limit(COUNTED + 1).subquery()
    counted = session.execute(select(func.count()).select_from(some)).scalar_one()
    chosen = select(VERSIONS).where(*conditions).order_by(version.shelf, version.version_id)
    found = tuple(map(mapping.version_from, session.execute(chosen.limit(limit).offset(offset)).mappings()))
    return Page(found, min(counted, COUNTED), more=counted > COUNTED)


def loaded(session: Session, chosen: Select[Any]) -> tuple[Change, ...]:
    """The changes that `chosen` selects, with the facts they name."""
    rows = session.execute(chosen).mappings().all()
    ids = [row["change_id"] for row in rows]
    links = select(CHANGE_FACTS).where(CHANGE_FACTS.c.change_id.in_(ids)).order_by(CHANGE_FACTS.c.position)
    facts: dict[str, list[mapping.Row]] = {}
    for link in session.execute(links).mappings():
        facts.setdefault(link["change_id"], []).append(link)
    return tuple(mapping.change_from(row, facts.get(row["change_id"], [])) for row in rows)


def _those(fact_ids: Sequence[str], known: dict[str, Report]) -> tuple[Report, ...]:
    return tuple(known[fact_id] for fact_id in fact_ids if fact_id in known)
