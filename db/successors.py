"""Ids that go on under others: a change or a conflict may be found under another id when more is known of it."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select
from sqlmodel import Session

from db.bulk import portions, upsert
from db.tables.findings import SUCCESSORS

_LONGEST = 50  # steps: a ring of ids would be an error of ours, and no reader waits for it


def succeed(session: Session, later: Mapping[str, str]) -> None:
    """Remembers under which id each former one goes on; an id that is found again has no successor any more."""
    for some in portions(set(later.values())):
        session.execute(delete(SUCCESSORS).where(SUCCESSORS.c.former.in_(some)))
    rows = [{"former": former, "later": goes_on} for former, goes_on in later.items()]
    upsert(session, SUCCESSORS, rows, ("former",))


def successor(session: Session, former: str) -> str | None:
    """The last id under which this one goes on; None if it has none."""
    found: str | None = None
    for _ in range(_LONGEST):
        chosen = select(SUCCESSORS.c.later).where(SUCCESSORS.c.former == (found or former))
        later = session.execute(chosen).scalar()
        if later is None:
            break
        found = str(later)
    return found


def formers(session: Session, idents: Collection[str]) -> dict[str, str]:
    """Every id that went on under one of these, at once or by others, each with the one of them it leads to."""
    found: dict[str, str] = {}
    leading = {ident: ident for ident in idents}
    while leading:
        before: dict[str, str] = {}
        for some in portions(leading.keys()):
            chosen = select(SUCCESSORS.c.former, SUCCESSORS.c.later).where(SUCCESSORS.c.later.in_(some))
            before |= {former: leading[later] for former, later in session.execute(chosen)}
        leading = {former: last for former, last in before.items() if former not in found}
        found |= leading
    return found
