"""Subscriptions: kept, found by their id or token, changed, forgotten with all that was owed to them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlmodel import Session

from core.ids import stable_id
from core.queries import Filters
from core.telling import Message, Subscription
from db.bulk import upsert
from db.tables.bookkeeping import META
from db.tables.telling import MESSAGES, SUBSCRIPTIONS

_COLUMNS = tuple(field.name for field in fields(Subscription))
_FILTERS, _SUBSCRIPTION = TypeAdapter(Filters), TypeAdapter(Subscription)
Requested = Literal["asked", "amended", "same", "full"]
_ASK_AGAIN = timedelta(days=1)  # at least between two requests to one address: nobody's mailbox is filled by others
_ASKED_A_DAY = 200  # requests to confirm that one installation sends in a day


def add(session: Session, *, subscription: Subscription) -> None:
    """Keeps a new subscription."""
    session.execute(SUBSCRIPTIONS.insert(), [_row(subscription)])


def alter(session: Session, *, subscription: Subscription) -> None:
    """Keeps what a subscription has become; one that was deleted meanwhile stays so."""
    chosen = SUBSCRIPTIONS.c.subscription_id == subscription.subscription_id
    session.execute(update(SUBSCRIPTIONS).where(chosen).values(**_row(subscription)))


def request(session: Session, *, subscription: Subscription, at: datetime) -> Requested:
    """Keeps a new subscription with the message that asks its target to confirm; neither where too many were asked.

    One target is asked once a day at most, whoever wants it and however often, and all of them together some hundreds
    of times ("full"). Who asks again before having confirmed gets what was asked for last by the message that was sent
    for the first ("amended"); who has confirmed is not asked again that day ("same"). Two requests at once wait for
    each other.
    """
    upsert(session, META, [{"name": "asking to confirm", "value": at.isoformat()}], ("name",))
    lately = (MESSAGES.c.purpose == "confirm", MESSAGES.c.created > at - _ASK_AGAIN)
    chosen = select(SUBSCRIPTIONS).select_from(MESSAGES.join(SUBSCRIPTIONS)).where(*lately)
    asked = [from_row(row) for row in session.execute(chosen).mappings()]
    if before := [each for each in asked if _mailbox(each.target) == _mailbox(subscription.target)]:
        return _amended(session, before, subscription)
    if len(asked) >= _ASKED_A_DAY:
        return "full"
    add(session, subscription=subscription)
    message_id = stable_id("msg", "confirm", subscription.subscription_id, at.isoformat())
    row = {"message_id": message_id, "subscription_id": subscription.subscription_id, "purpose": "confirm"}
    session.execute(MESSAGES.insert(), [{**row, "created": at, "state": "pending", "attempts": 0}])
    return "asked"


def _amended(session: Session, before: Iterable[Subscription], later: Subscription) -> Requested:
    """Gives what was asked of a target and not confirmed yet the matter and times of a later wish."""
    one = next((each for each in before if each.state == "unconfirmed"), None)
    if one is None:
        return "same"
    its_own = ("subscription_id", "token", "channel", "target", "secret", "created")
    alter(session, subscription=replace(later, **{name: getattr(one, name) for name in its_own}))
    return "amended"


def asked_of(session: Session, *, target: str) -> Subscription | None:
    """What the target was asked to confirm last and has not yet."""
    unconfirmed = (each for each in reversed(subscriptions(session)) if each.state == "unconfirmed")
    return next((each for each in unconfirmed if _mailbox(each.target) == _mailbox(target)), None)


def _mailbox(target: str) -> str:
    """Where a target's messages land: one mailbox has many addresses ("name+tag@host")."""
    name, _, host = target.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}" if name and "://" not in target else target.lower()


def subscription(
    session: Session, *, token: str | None = None, subscription_id: str | None = None
) -> Subscription | None:
    """The subscription with this token or id."""
    one = SUBSCRIPTIONS.c
    chosen = one.token == token if token is not None else one.subscription_id == subscription_id
    row = session.execute(select(SUBSCRIPTIONS).where(chosen)).mappings().first()
    return from_row(row) if row else None


def subscriptions(session: Session) -> tuple[Subscription, ...]:
    """All of them, the oldest first."""
    chosen = select(SUBSCRIPTIONS).order_by(SUBSCRIPTIONS.c.created, SUBSCRIPTIONS.c.subscription_id)
    return tuple(from_row(row) for row in session.execute(chosen).mappings())


def active(session: Session, *, at: datetime) -> tuple[Subscription, ...]:
    """Those that are to be told of what happens at `at`: confirmed, and not in a pause.

    None of them is deleted before this transaction ends: it is about to name them.
    """
    chosen = select(SUBSCRIPTIONS).order_by(SUBSCRIPTIONS.c.subscription_id).with_for_update(read=True, key_share=True)
    known = (from_row(row) for row in session.execute(chosen).mappings())
    return tuple(each for each in known if is_active(each, at))


def is_active(one: Subscription, at: datetime) -> bool:
    """Confirmed, and not paused or its pause over."""
    return one.state == "active" or (one.state == "paused" and one.paused_until is not None and one.paused_until <= at)


def forget(session: Session, *, subscription_id: str) -> bool:
    """Deletes the subscription with its messages and what was owed to it; False if there was none."""
    chosen = delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.subscription_id == subscription_id)
    return bool(session.execute(chosen.returning(SUBSCRIPTIONS.c.subscription_id)).first())


def forget_unconfirmed(session: Session, *, before: datetime) -> int:
    """Deletes what was asked for before and never confirmed; how many."""
    one = SUBSCRIPTIONS.c
    chosen = delete(SUBSCRIPTIONS).where(one.state == "unconfirmed", one.created < before)
    return len(session.execute(chosen.returning(one.subscription_id)).all())


def own_data(one: Subscription, messages: Iterable[Message], owed: Sequence[str]) -> dict[str, Any]:
    """Everything that is kept about a subscriber, but for the keys that would let others act in their name.

    `owed` are the events that no message carries yet.
    """
    kept = _SUBSCRIPTION.dump_python(one, mode="json", exclude={"token", "secret"})
    told = [
        {name: getattr(each, name) for name in ("message_id", "purpose", "state", "attempts", "why")}
        | {name: when and when.isoformat() for name, when in (("created", each.created), ("sent", each.sent))}
        | {"events": [notice.event.event_id for notice in each.notices]}
        for each in messages
    ]
    return {"subscription": kept, "messages": told, "owed": list(owed)}


def from_row(row: Any) -> Subscription:
    """The subscription, from its row."""
    plain = {name: row[name] for name in _COLUMNS if name not in ("filters", "kinds")}
    return Subscription(**plain, filters=_FILTERS.validate_python(row["filters"]), kinds=tuple(row["kinds"]))


def _row(one: Subscription) -> dict[str, Any]:
    filters = _FILTERS.dump_python(one.filters, mode="json", exclude_defaults=True)
    return {**{name: getattr(one, name) for name in _COLUMNS}, "filters": filters, "kinds": list(one.kinds)}
