"""Verdicts: a person's word on a conflict, its history, and its reopening when evidence comes that nobody saw then."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from core.records.findings import Conflict, ConflictState, Event, EventKind, Verdict
from db.bulk import portions
from db.calendar import tell_verdict
from db.events import event, raise_events
from db.tables.articles import ARTICLES, FACTS
from db.tables.findings import CONFLICT_SIDES, CONFLICTS, VERDICTS

PROGRAM = "ereje"


def judge_conflict(
    session: Session, *, conflict_id: str, state: ConflictState | None, by: str, at: datetime, note: str | None = None
) -> tuple[Event, ...] | None:
    """Sets a person's verdict, or with None takes it back; the history keeps it. None if there is no such conflict.

    The events that follow: a conflict that was open is closed, one that was settled is open again.
    """
    one = CONFLICTS.c
    chosen = select(one.explanation, one.verdict, one.state).where(one.conflict_id == conflict_id)
    known = session.execute(chosen).first()
    if known is None:
        return None
    sides = select(CONFLICT_SIDES.c.fact_id).where(CONFLICT_SIDES.c.conflict_id == conflict_id)
    seen = _pages(session, session.execute(sides).scalars().all())
    _keep(session, Verdict(conflict_id=conflict_id, state=state, by=by, at=at, note=note), sorted(seen))
    tell_verdict(session, conflict_id=conflict_id, at=at)
    explanation, former, compared = known
    was_open, is_open = (former or compared) == "open", (state or compared) == "open"
    if was_open == is_open:
        return ()
    kind: EventKind = "conflict-opened" if is_open else "conflict-closed"
    return raise_events(session, [event(kind, conflict_id, explanation, at, at.isoformat())])


def reopen(session: Session, *, conflicts: Iterable[Conflict], at: datetime) -> tuple[str, ...]:
    """Opens again what was settled on less evidence than there is now, and says so in the history; which conflicts.

    The note names the outlets that are new. Evidence is new if its page's address stood on no side when the verdict
    was given: an edited page is none.
    """
    settled = select(CONFLICTS.c.conflict_id).where(CONFLICTS.c.verdict.in_(("explained", "dismissed")))
    judged = set(session.execute(settled).scalars())
    opened = []
    for conflict in conflicts if judged else ():
        if conflict.conflict_id in judged:
            pages = _pages(session, [fact_id for side in conflict.sides for fact_id in side])
            new = {url: outlet for url, outlet in pages.items() if url not in _seen(session, conflict.conflict_id)}
            if new:
                note = ", ".join(sorted(set(new.values())))
                back = Verdict(conflict_id=conflict.conflict_id, state="open", by=PROGRAM, at=at, note=note)
                _keep(session, back, sorted(pages))
                opened.append(conflict.conflict_id)
    return tuple(opened)


def carry_over(session: Session, *, former: str, later: str) -> None:
    """Hands the verdict and its history from a conflict to the one that goes on under another id."""
    columns = ("verdict", "verdict_by", "verdict_at", "verdict_note")
    chosen = select(*(CONFLICTS.c[name] for name in columns)).where(CONFLICTS.c.conflict_id == former)
    given = session.execute(chosen).mappings().first()
    if given is None or given["verdict_by"] is None:
        return
    session.execute(update(CONFLICTS).where(CONFLICTS.c.conflict_id == later).values(**given))
    session.execute(update(VERDICTS).where(VERDICTS.c.conflict_id == former).values(conflict_id=later))


def _keep(session: Session, verdict: Verdict, seen: Sequence[str]) -> None:
    values = {"verdict_by": verdict.by, "verdict_at": verdict.at, "verdict_note": verdict.note}
    session.execute(
        update(CONFLICTS).where(CONFLICTS.c.conflict_id == verdict.conflict_id).values(verdict=verdict.state, **values)
    )
    told = {"conflict_id": verdict.conflict_id, "state": verdict.state, "by": verdict.by, "at": verdict.at}
    session.execute(VERDICTS.insert(), [{**told, "note": verdict.note, "seen": list(seen)}])


def _seen(session: Session, conflict_id: str) -> set[str]:
    chosen = select(VERDICTS.c.seen).where(VERDICTS.c.conflict_id == conflict_id).order_by(VERDICTS.c.number.desc())
    return set(session.execute(chosen.limit(1)).scalar() or ())


def _pages(session: Session, fact_ids: Sequence[str]) -> dict[str, str]:
    """The addresses on which the facts stand, with their outlets' names."""
    found: dict[str, str] = {}
    joined = FACTS.join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id)
    for some in portions(fact_ids):
        chosen = select(ARTICLES.c.url, ARTICLES.c.source).select_from(joined).where(FACTS.c.fact_id.in_(some))
        found |= {url: source or url for url, source in session.execute(chosen)}
    return found
