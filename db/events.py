"""Events: what others may act on, raised in the transaction of the comparison that found it, each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session

from core.ids import stable_id
from core.records.findings import Change, Conflict, Event, EventKind
from db.bulk import insert_new, portions, upsert
from db.successors import formers
from db.tables.articles import ARTICLES
from db.tables.bookkeeping import META
from db.tables.findings import CHANGES
from db.tables.telling import EVENTS

SOON = 7  # days before a start in which it is news again
_QUIET = 14  # days at least without a new article
_USUAL = 6  # times the usual gap between a source's articles
_LOOKED = "looked for silent sources"
_FEWEST = 5  # articles from which a usual gap is known


def event(
    kind: EventKind,
    subject_id: str,
    text: str,
    at: datetime,
    *told: object,
    former: str | None = None,
    silent: bool = False,
) -> Event:
    """An event whose id is made of what happened (`told`), not of when it was seen."""
    event_id = stable_id("event", kind, subject_id, *told)
    return Event(event_id=event_id, kind=kind, subject_id=subject_id, text=text, at=at, former=former, silent=silent)


def raise_events(session: Session, events: Iterable[Event]) -> tuple[Event, ...]:
    """Keeps the events that were never raised before and returns them."""
    by_id = {each.event_id: each for each in events}
    known = _raised(session, by_id)
    new = [each for event_id, each in by_id.items() if event_id not in known]
    insert_new(session, EVENTS, [{**asdict(each), "notice": None} for each in new], ("event_id",))
    return tuple(new)


def all_events(session: Session, *, since: datetime | None = None) -> tuple[Event, ...]:
    """The events that alert somebody, oldest first; `since` is exclusive."""
    columns = (EVENTS.c[field.name] for field in fields(Event))
    chosen = select(*columns).where(EVENTS.c.silent.is_(False)).order_by(EVENTS.c.at, EVENTS.c.event_id)
    if since is not None:
        chosen = chosen.where(EVENTS.c.at > since)
    return tuple(Event(**row) for row in session.execute(chosen).mappings())


def of_changes(
    changes: Sequence[Change],
    former: Mapping[str, str | None],
    continued: Mapping[str, str],
    at: datetime,
    silent: bool,
) -> list[Event]:
    """Rules new or changed, and starts that moved.

    `former` holds the start of each change known before; `continued` the former id of one that goes on under another.
    """
    found = []
    for each in changes:
        known_as = continued.get(each.change_id, each.change_id)
        if known_as not in former:
            kind: EventKind = "rule-changed" if each.before else "rule-new"
            found.append(event(kind, each.change_id, each.summary, at, silent=silent))
        elif (was := former[known_as]) and each.effective_on and not _agree(was, each.effective_on):
            text = f"{each.summary} The start told before was {_day(was)}."
            told = (was, each.effective_on, at.date())  # it may move back and forth, but not twice a day
            found.append(event("date-moved", each.change_id, text, at, *told, former=was, silent=silent))
    return found


def of_conflicts(
    opened: Iterable[Conflict], closed: Mapping[str, str], reopened: Iterable[Conflict], at: datetime, silent: bool
) -> list[Event]:
    """Conflicts opened, closed (`closed` has their sentences) since no report upholds them, and opened again."""
    found = [event("conflict-opened", each.conflict_id, each.explanation, at, silent=silent) for each in opened]
    found += [
        event("conflict-closed", conflict_id, text, at, "withdrawn", silent=silent)
        for conflict_id, text in closed.items()
    ]
    found += [
        event("conflict-opened", each.conflict_id, each.explanation, at, at.isoformat(), silent=silent)
        for each in reopened
    ]
    return found


def of_the_day(session: Session, at: datetime) -> list[Event]:
    """What only the day brings, once a day: starts within a week, sources that fell silent."""
    today = at.date().isoformat()
    if session.execute(select(META.c.value).where(META.c.name == _LOOKED)).scalar() == today:
        return list(_soon(session, at))
    upsert(session, META, [{"name": _LOOKED, "value": today}], ("name",))
    return [*_soon(session, at), *_quiet(session, at)]


def _raised(session: Session, event_ids: Iterable[str]) -> set[str]:
    """Those of the events that were raised before."""
    known: set[str] = set()
    for some in portions(set(event_ids)):
        known |= set(session.execute(select(EVENTS.c.event_id).where(EVENTS.c.event_id.in_(some))).scalars())
    return known


def _soon(session: Session, at: datetime) -> Iterable[Event]:
    """Starts within a week, but for those told under a former id of their change."""
    one, today = CHANGES.c, at.date()
    chosen = select(one.change_id, one.summary, one.effective_on).where(
        one.withdrawn.is_(False),
        one.effective_on > today.isoformat(),
        one.effective_on <= (today + timedelta(SOON)).isoformat(),
        func.length(one.effective_on) == len("2023-01-27"),
    )
    near = session.execute(chosen.order_by(one.effective_on, one.change_id)).all()
    known_as = {change_id: [change_id] for change_id, _, _ in near}
    for former, later in formers(session, known_as.keys()).items():
        known_as[later].append(former)
    told = [
        [event("in-force-soon", each, summary, at, start) for each in known_as[ident]] for ident, summary, start in near
    ]
    raised = _raised(session, (each.event_id for same in told for each in same))
    yield from (same[0] for same in told if not any(each.event_id in raised for each in same))


def _quiet(session: Session, at: datetime) -> Iterable[Event]:
    one = ARTICLES.c
    days = (func.count(), func.min(one.published_first), func.max(one.published_first))
    told = select(one.source, *days).where(one.source.is_not(None), one.published_first.is_not(None))
    for source, articles, first, last in session.execute(told.group_by(one.source).order_by(one.source)):
        usual = (last - first).days / max(articles - 1, 1)
        if articles >= _FEWEST and (at - last).days > max(_QUIET, _USUAL * usual):
            text = f"Nothing new from {source} since {_spelled(last.date())}."
            yield event("source-quiet", source, text, at, last.date(), former=last.date().isoformat())


def _day(text: str) -> str:
    """A day spelled; a month or a year as it stands."""
    return _spelled(date.fromisoformat(text)) if len(text) == len("2023-01-27") else text


def _spelled(day: date) -> str:
    return f"{day.day} {datetime(day.year, day.month, day.day, tzinfo=UTC):%B %Y}"


def _agree(one: str, other: str) -> bool:
    """Whether one start only tells the other more closely ("2023-01" and "2023-01-27")."""
    return one.startswith(other) or other.startswith(one)
