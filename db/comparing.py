"""Keeping a comparison: of everything, or of the blocks that some articles touch, with the events that follow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlmodel import Session

from core.records.findings import Comparison, Event
from db import mapping
from db.bulk import portions, upsert
from db.calendar import keep_calendar
from db.continuing import Kind, continued
from db.events import of_changes, of_conflicts, of_the_day, raise_events
from db.successors import succeed
from db.tables.bookkeeping import META
from db.tables.findings import CHANGE_FACTS, CHANGES, CONFLICT_SIDES, CONFLICTS, VERSIONS
from db.verdicts import carry_over, reopen

_DERIVED = ((VERSIONS, "version_id"), (CHANGES, "change_id"), (CONFLICTS, "conflict_id"))


def replace_comparison(
    session: Session,
    *,
    comparison: Comparison,
    blocks: Collection[str] | None = None,
    at: datetime | None = None,
    silent: bool = False,
) -> tuple[Event, ...]:
    """Makes the stored rule versions, changes and conflicts those of `comparison`, by their ids; the events it raised.

    With `blocks` only what was made from these is replaced. What is no longer found is withdrawn, not deleted, and
    comes back if it is found again; a verdict stays until a page takes part that was not there when it was given.
    Events are raised where `at` (aware) tells when; `silent` ones alert nobody.
    """
    upsert(session, META, [{"name": "comparing", "value": "yes"}], ("name",))  # two at once wait for each other here
    before = _Before(session, blocks)
    for table, _ in _DERIVED:
        for condition in _within(table, blocks):
            session.execute(update(table).where(*condition).values(withdrawn=True))
    rows = (
        [mapping.version_row(version) for version in comparison.versions],
        [mapping.change_row(change) for change in comparison.changes],
        [mapping.conflict_row(conflict) for conflict in comparison.conflicts],
    )
    for (table, key), found in zip(_DERIVED, rows, strict=True):
        upsert(session, table, found, (key,))
    changed = {each.change_id: mapping.change_fact_rows(each) for each in comparison.changes}
    _replace_named(session, CHANGE_FACTS, "change_id", changed)
    sides = {each.conflict_id: mapping.conflict_side_rows(each) for each in comparison.conflicts}
    _replace_named(session, CONFLICT_SIDES, "conflict_id", sides)
    return _follow(session, comparison, before, at, silent)


class _Before:
    """What was live in the blocks before a comparison is written."""

    def __init__(self, session: Session, blocks: Collection[str] | None) -> None:
        self.starts: dict[str, str | None] = {}
        self.sentences: dict[str, str] = {}
        self.of_change: dict[str, Kind] = {}
        self.of_conflict: dict[str, Kind] = {}
        for condition in _within(CHANGES, blocks):
            chosen = _live(CHANGES, "change_id", "effective_on", "jurisdiction", "topic").where(*condition)
            for change_id, start, *kind in session.execute(chosen):
                self.starts[change_id], self.of_change[change_id] = start, tuple(kind)
        for condition in _within(CONFLICTS, blocks):
            chosen = _live(CONFLICTS, "conflict_id", "explanation", "type").where(*condition)
            for conflict_id, sentence, *kind in session.execute(chosen):
                self.sentences[conflict_id], self.of_conflict[conflict_id] = sentence, tuple(kind)
        self.evidence = _facts(session, CHANGE_FACTS, "change_id", self.starts)
        self.sides = _facts(session, CONFLICT_SIDES, "conflict_id", self.sentences)


def _follow(
    session: Session, comparison: Comparison, before: _Before, at: datetime | None, silent: bool
) -> tuple[Event, ...]:
    """Verdicts handed on or reopened, then events."""
    changes = {each.change_id: frozenset(each.evidence) for each in comparison.changes}
    conflicts = {
        each.conflict_id: frozenset(fact for side in each.sides for fact in side) for each in comparison.conflicts
    }
    kinds: dict[str, Kind] = {each.change_id: (each.jurisdiction, each.topic) for each in comparison.changes}
    same_change = continued(session, changes, before.evidence, kinds | before.of_change)
    kinds = {each.conflict_id: (each.type,) for each in comparison.conflicts}
    same_conflict = continued(session, conflicts, before.sides, kinds | before.of_conflict)
    for later, former in same_conflict.items():
        carry_over(session, former=former, later=later)
    succeed(session, {former: later for later, former in (same_change | same_conflict).items()})
    latest = max((each.known_from for each in comparison.conflicts), default=None)
    now = at or latest
    again = set(reopen(session, conflicts=comparison.conflicts, at=now)) if now else set()
    if at is None:
        return ()
    gone = before.starts.keys() - changes.keys() - set(same_change.values())
    keep_calendar(session, changes=comparison.changes, continued=same_change, gone=gone, at=at)
    known = before.sentences.keys() | same_conflict.keys()
    closed = before.sentences.keys() - conflicts.keys() - set(same_conflict.values())
    events = of_changes(comparison.changes, before.starts, same_change, at, silent)
    events += of_conflicts(
        [each for each in comparison.conflicts if each.conflict_id not in known],
        {conflict_id: before.sentences[conflict_id] for conflict_id in sorted(closed)},
        [each for each in comparison.conflicts if each.conflict_id in again],
        at,
        silent,
    )
    # What is near or quiet is no news of a reading: a silent one leaves it to the next that speaks.
    return raise_events(session, [*events, *([] if silent else of_the_day(session, at))])


def _within(table: Any, blocks: Collection[str] | None) -> Iterable[list[Any]]:
    """Conditions that together select what was made from the blocks; one without limit where they are None."""
    return [[]] if blocks is None else ([table.c.block.in_(some)] for some in portions(blocks))


def _live(table: Any, *columns: str) -> Select[Any]:
    return select(*(table.c[name] for name in columns)).where(table.c.withdrawn.is_(False))


def _facts(session: Session, table: Any, key: str, owners: Collection[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for some in portions(owners):
        for owner, fact in session.execute(select(table.c[key], table.c.fact_id).where(table.c[key].in_(some))):
            found[owner].add(fact)
    return {owner: frozenset(facts) for owner, facts in found.items()}


def _replace_named(session: Session, table: Any, key: str, found: Mapping[str, list[dict[str, Any]]]) -> None:
    """Rewrites the facts named by what was found; what is withdrawn keeps the facts it had."""
    for some in portions(found):
        session.execute(delete(table).where(table.c[key].in_(some)))
    rows = [row for named in found.values() for row in named]
    if rows:
        session.execute(table.insert(), rows)
