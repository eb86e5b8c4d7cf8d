"""Joins outbox and channels: what `notify` and `update` do; and events with the notices that tell them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from core.errors import DeliveryError
from core.records.findings import Event
from core.settings import Settings

if TYPE_CHECKING:
    from core.telling import Message, Subscription
    from publish.delivery import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySummary:
    """What one run sent. `failed` are to be tried again, `given_up` wait for a person; `waiting` are not yet due.

    `busy` tells that another run was at work, which sends what is due.
    """

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0
    busy: bool = False


def owe(session: Any, events: Iterable[Event], *, at: datetime) -> int:
    """Keeps what the events tell and owes it to those concerned, in the transaction that raised them; how many."""
    from db import outbox, reads
    from publish.notices import tell

    subjects, reports = partial(reads.subjects, session), partial(reads.named, session)
    return tell(events, subjects=subjects, reports=reports, owe=partial(outbox.enqueue, session, at=at))


def notify(settings: Settings, *, on_trouble: Callable[[DeliveryError], None]) -> NotifySummary:
    """Sends what is due. One run at a time: a second one leaves the work to the first."""
    from db.engine import open_store
    from db.locks import held

    engine = open_store(settings.database_url)
    try:
        with held(engine, "notify") as alone:
            return _send_due(engine, settings, on_trouble) if alone else NotifySummary(busy=True)
    finally:
        engine.dispose()


def _send_due(engine: Any, settings: Settings, on_trouble: Callable[[DeliveryError], None]) -> NotifySummary:
    from db import outbox, subscriptions
    from db.engine import reading, writing
    from publish.delivery import NO_MAIL, delivering
    from publish.schedule import is_due
    from publish.subscribing import UNCONFIRMED_FOR
    from words.days import keep_time_of

    now = datetime.now(UTC)
    keep_time_of(settings.timezone)  # a mail tells the days that a page tells
    with writing(engine) as session:
        subscriptions.forget_unconfirmed(session, before=now - UNCONFIRMED_FOR)
        for one in outbox.waiting(session):
            if subscriptions.is_active(one, now):
                before = _slot(one, now, on_trouble)
                if before is not None:
                    outbox.make_message(session, subscription=one, before=before, at=now)
    with reading(engine) as session:
        pending = outbox.pending(session)
    outcomes: Counter[str] = Counter()
    with delivering(settings) as delivery:
        for message_id in pending:
            with reading(engine) as session:
                message = outbox.message(session, message_id=message_id)
            if message is None or message.state != "pending":
                continue
            if not is_due(message, now) or not _may_be_told(message, now):
                outcomes["waiting"] += 1
                continue
            if message.subscription.channel == "email" and settings.mail is None:
                outcomes["failed"] += 1  # no attempt: as long as nobody has set up a mail server, mails wait
                on_trouble(DeliveryError(message.subscription.target, NO_MAIL, transient=True))
                continue
            outcomes[_send(engine, message, delivery, on_trouble)] += 1
    return NotifySummary(
        sent=outcomes["sent"],
        failed=outcomes["failed"],
        given_up=outcomes["given_up"],
        waiting=outcomes["waiting"],
    )


def _slot(one: "Subscription", now: datetime, on_trouble: Callable[[DeliveryError], None]) -> datetime | None:
    """When this reader's digest was due last; None, and told, where their time zone is not known here any more."""
    from publish.schedule import slot

    try:
        return slot(one, now)
    except (KeyError, OSError, ValueError):
        why = f"the time zone {one.timezone} is not known here"
        on_trouble(DeliveryError(one.subscription_id, why, transient=True))
        return None


def _may_be_told(message: "Message", now: datetime) -> bool:
    """A request to confirm always goes out; news wait while their reader pauses."""
    from db.subscriptions import is_active

    return message.purpose == "confirm" or is_active(message.subscription, now)


def _send(engine: Any, message: "Message", delivery: "Delivery", on_trouble: Callable[[DeliveryError], None]) -> str:
    """Sends one message and keeps how that went, in a transaction of its own.

    One that cannot be made, by an error of ours, holds up no other: it fails like one that was not taken.
    """
    from db import outbox
    from db.engine import writing

    try:
        delivery.send(message, now=datetime.now(UTC))
    except Exception as error:
        why = f"could not be made ({type(error).__name__}: {error})"
        failure = error if isinstance(error, DeliveryError) else DeliveryError(message.message_id, why, transient=True)
        on_trouble(failure)
        return _failed(engine, message, failure)
    with writing(engine) as session:
        outbox.mark_sent(session, sent=message, at=datetime.now(UTC))
    return "sent"


def _failed(engine: Any, message: "Message", error: DeliveryError) -> str:
    from db import outbox, subscriptions
    from db.engine import writing
    from publish.schedule import wait_after
    from publish.subscribing import is_lost, paused

    give_up = not error.transient or wait_after(message.attempts + 1) is None
    with writing(engine) as session:
        why, at = error.why, datetime.now(UTC)
        given_up = outbox.mark_failed(session, failed=message, why=why, at=at, give_up=give_up)
        if give_up and is_lost(given_up):
            fresh = subscriptions.subscription(session, subscription_id=message.subscription.subscription_id)
            if fresh:
                subscriptions.alter(session, subscription=paused(fresh, None))
    return "given_up" if give_up else "failed"
