"""The outbox: what is owed to whom, written in the transaction of its event; messages made of it, sent or given up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlmodel import Session

from core.ids import stable_id
from core.telling import Message, Notice, Subscription
from db import subscriptions
from db.bulk import insert_new, portions
from db.mapping import notice_from, notice_row
from db.matching import concerned
from db.reads.disputes import as_judged
from db.successors import successor
from db.tables.findings import CHANGES
from db.tables.telling import DELIVERIES, EVENTS, MESSAGES, SUBSCRIPTIONS

_BATCH = 200  # messages in memory at once
_NEWEST = (MESSAGES.c.created.desc(), MESSAGES.c.message_id)


def enqueue(session: Session, *, notices: Sequence[Notice], at: datetime) -> int:
    """Keeps the notices beside their events and owes them to those concerned; how many are owed.

    Silent events are told to nobody. To be called in the transaction that raised the events.
    """
    rows = [{"event": notice.event.event_id, "told": notice_row(notice)} for notice in notices]
    if rows:
        connection = session.connection()
        kept = update(EVENTS).where(EVENTS.c.event_id == bindparam("event")).values(notice=bindparam("told"))
        connection.execute(kept, rows)
    events = [notice.event for notice in notices if not notice.event.silent]
    owed = [
        {"event_id": event.event_id, "subscription_id": one.subscription_id, "at": event.at, "message_id": None}
        for one in (subscriptions.active(session, at=at) if events else ())
        for event in concerned(session, subscription=one, events=events)
    ]
    insert_new(session, DELIVERIES, owed, ("event_id", "subscription_id"))
    return len(owed)


def waiting(session: Session) -> tuple[Subscription, ...]:
    """The subscriptions that are owed something no message carries yet."""
    owed = select(DELIVERIES.c.subscription_id).where(DELIVERIES.c.message_id.is_(None)).distinct()
    chosen = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.subscription_id.in_(owed))
    rows = session.execute(chosen.order_by(SUBSCRIPTIONS.c.subscription_id)).mappings()
    return tuple(subscriptions.from_row(row) for row in rows)


def make_message(session: Session, *, subscription: Subscription, before: datetime, at: datetime) -> str | None:
    """Makes one message of what is owed and happened before `before`; its id, or None if that is nothing.

    What bears a time after `at` was written by a clock that ran ahead and is taken too. A start that is near is no
    longer told where it was moved or withdrawn since.
    """
    one, theirs = DELIVERIES.c, SUBSCRIPTIONS.c.subscription_id == subscription.subscription_id
    kept = select(SUBSCRIPTIONS.c.subscription_id).where(theirs).with_for_update(read=True, key_share=True)
    if session.execute(kept).first() is None:  # it was deleted meanwhile; from here on it cannot be
        return None
    owed = select(one.event_id, one.at).where(
        one.subscription_id == subscription.subscription_id, one.message_id.is_(None)
    )
    events = {event_id for event_id, when in session.execute(owed) if when < before or when > at}
    stale = _overtaken(session, events)
    mine = one.subscription_id == subscription.subscription_id
    for some in portions(stale):
        session.execute(delete(DELIVERIES).where(mine, one.event_id.in_(some)))
    events -= stale
    if not events:
        return None
    message_id = stable_id("msg", subscription.subscription_id, *sorted(events))
    row = {"message_id": message_id, "subscription_id": subscription.subscription_id, "purpose": "events"}
    session.execute(MESSAGES.insert(), [{**row, "created": at, "state": "pending", "attempts": 0}])
    for some in portions(events):
        session.execute(update(DELIVERIES).where(mine, one.event_id.in_(some)).values(message_id=message_id))
    return message_id


def pending(session: Session) -> tuple[str, ...]:
    """The ids of the messages that are to be sent, the oldest first."""
    chosen = select(MESSAGES.c.message_id).where(MESSAGES.c.state == "pending")
    return tuple(session.execute(chosen.order_by(MESSAGES.c.created, MESSAGES.c.message_id)).scalars())


def message(session: Session, *, message_id: str) -> Message | None:
    """One message with its notices, in the order of their events."""
    found = _loaded(session, select(MESSAGES).where(MESSAGES.c.message_id == message_id))
    return found[0] if found else None


def given_up(session: Session) -> tuple[Message, ...]:
    """Messages that wait for a person, the newest first; a few hundred at most."""
    chosen = select(MESSAGES).where(MESSAGES.c.state == "dead").order_by(*_NEWEST)
    return _loaded(session, chosen.limit(_BATCH))


def messages(session: Session, *, subscription_id: str) -> tuple[Message, ...]:
    """Every message of one subscription, the newest first."""
    chosen = select(MESSAGES).where(MESSAGES.c.subscription_id == subscription_id)
    return _loaded(session, chosen.order_by(*_NEWEST))


def owed(session: Session, *, subscription_id: str) -> tuple[str, ...]:
    """The events that no message to this subscription carries yet."""
    mine = (DELIVERIES.c.subscription_id == subscription_id, DELIVERIES.c.message_id.is_(None))
    return tuple(session.execute(select(DELIVERIES.c.event_id).where(*mine).order_by(DELIVERIES.c.event_id)).scalars())


def counts(session: Session) -> dict[str, int]:
    """How many messages are in each state."""
    chosen = select(MESSAGES.c.state, func.count()).group_by(MESSAGES.c.state)
    return dict(session.execute(chosen).tuples().all())


def mark_sent(session: Session, *, sent: Message, at: datetime) -> None:
    """The message was taken: what it carried is never told again."""
    _mark(session, sent, state="sent", sent=at, why=None)
    if sent.subscription.given_up:
        _count_given_up(session, sent, 0)


def mark_failed(session: Session, *, failed: Message, why: str, at: datetime, give_up: bool) -> int:
    """An attempt failed, the last one if `give_up`; how many messages in a row the subscription did not take."""
    state = "dead" if give_up else "pending"
    _mark(session, failed, state=state, attempts=failed.attempts + 1, tried=at, why=why[:500])
    if not give_up:
        return failed.subscription.given_up
    given_up = failed.subscription.given_up + 1
    _count_given_up(session, failed, given_up)
    return given_up


def try_again(session: Session) -> int:
    """Makes every message that was given up pending anew; how many there are."""
    chosen = update(MESSAGES).where(MESSAGES.c.state == "dead").values(state="pending", attempts=0, tried=None)
    return len(session.execute(chosen.returning(MESSAGES.c.message_id)).all())


def _mark(session: Session, one: Message, **values: Any) -> None:
    session.execute(update(MESSAGES).where(MESSAGES.c.message_id == one.message_id).values(**values))


def _count_given_up(session: Session, one: Message, number: int) -> None:
    chosen = SUBSCRIPTIONS.c.subscription_id == one.subscription.subscription_id
    session.execute(update(SUBSCRIPTIONS).where(chosen).values(given_up=number))


def _overtaken(session: Session, events: Iterable[str]) -> set[str]:
    """Starts that are near no more: their change was moved since, or no report upholds it."""
    near: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    one = EVENTS.c
    for some in portions(set(events)):
        chosen = select(one.subject_id, one.event_id, one.notice)
        kept = session.execute(chosen.where(one.event_id.in_(some), one.kind == "in-force-soon"))
        for subject, event_id, notice in kept:
            start = notice["change"]["effective_on"] if notice and notice["change"] else None
            near[successor(session, subject) or subject].append((event_id, start))
    for some in portions(near.keys()):
        chosen = select(CHANGES.c.change_id, CHANGES.c.effective_on)
        upheld = session.execute(chosen.where(CHANGES.c.change_id.in_(some), CHANGES.c.withdrawn.is_(False)))
        for subject, start in upheld:
            near[subject] = [(event_id, told) for event_id, told in near[subject] if told != start]
    return {event_id for told in near.values() for event_id, _ in told}


def _loaded(session: Session, chosen: Select[Any]) -> tuple[Message, ...]:
    rows = session.execute(chosen).mappings().all()
    owners = {row["subscription_id"] for row in rows}
    known = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.subscription_id.in_(owners))
    people = {row["subscription_id"]: subscriptions.from_row(row) for row in session.execute(known).mappings()}
    carried: dict[str, list[Notice]] = defaultdict(list)
    joined = DELIVERIES.join(EVENTS, EVENTS.c.event_id == DELIVERIES.c.event_id)
    told = select(DELIVERIES.c.message_id, EVENTS.c.notice).select_from(joined)
    for some in portions([row["message_id"] for row in rows]):
        ordered = told.where(DELIVERIES.c.message_id.in_(some)).order_by(EVENTS.c.at, EVENTS.c.event_id)
        for message_id, notice in session.execute(ordered):
            carried[message_id].append(notice_from(notice))
    plain = ("message_id", "purpose", "created", "state", "attempts", "tried", "why", "sent")
    return tuple(
        Message(
            **{name: row[name] for name in plain},
            subscription=people[row["subscription_id"]],
            notices=as_judged(session, carried[row["message_id"]]),
        )
        for row in rows
    )
