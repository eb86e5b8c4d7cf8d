"""Writing many rows at once, whether they are known or not."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

_NAMED = 500  # names in one condition: each database has a limit


def upsert(session: Session, table: Any, rows: list[dict[str, Any]], key: tuple[str, ...]) -> None:
    """Inserts the rows, or where the key is known replaces the columns they name, in bulk."""
    if not rows:
        return
    insert = _insert(session, table)
    columns = {name: insert.excluded[name] for name in rows[0] if name not in key}
    if columns:
        session.execute(insert.on_conflict_do_update(index_elements=list(key), set_=columns), rows)
    else:
        session.execute(insert.on_conflict_do_nothing(index_elements=list(key)), rows)


def insert_new(session: Session, table: Any, rows: list[dict[str, Any]], key: tuple[str, ...]) -> None:
    """Inserts the rows whose key is not known; the others stay as they are."""
    if rows:
        session.execute(_insert(session, table).on_conflict_do_nothing(index_elements=list(key)), rows)


def portions(names: Collection[str]) -> Iterator[Sequence[str]]:
    """The names, sorted, in portions that fit one condition."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _NAMED):
        yield ordered[start : start + _NAMED]


def _insert(session: Session, table: Any) -> Any:
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
