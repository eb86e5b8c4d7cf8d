"""Subscribers, events and the passing of time, for tests of telling."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update
from store_records import READER, article, at, change, comparison, fact

from cli.notifying import NotifySummary, notify, owe
from core.errors import DeliveryError
from core.records.facts import Fact
from core.records.findings import Event
from core.settings import Settings
from core.telling import Message, Subscription
from db import outbox, subscriptions, writes
from db.engine import reading, writing
from db.tables.telling import MESSAGES

PUBLIC = "https://rules.example"


def plain_store(folder: Path) -> str:
    return f"sqlite:///{folder / 'ereje.sqlite'}"


def installed(folder: Path, store: Engine, **more: Any) -> Settings:
    """Settings of an installation over a store."""
    url = store.url.render_as_string(hide_password=False)
    return Settings(home=folder, database_url=url, **({"public_url": PUBLIC} | more))


def subscriber(name: str = "dana@reader.example", **fields: Any) -> Subscription:
    """Somebody who asked and confirmed, to be told at once."""
    told: dict[str, Any] = {
        "subscription_id": f"sub_{secrets.token_hex(8)}",
        "token": secrets.token_urlsafe(24),
        "channel": "email",
        "target": name,
        "frequency": "instant",
        "state": "active",
        "created": at(1),
        "confirmed": at(1),
    }
    return Subscription(**(told | fields))


def subscribed(store: Engine, *people: Subscription) -> None:
    with writing(store) as session:
        for each in people:
            subscriptions.add(session, subscription=each)


def put(store: Engine, name: str, *facts: Fact, **head: Any) -> None:
    """An article in the store, of its own outlet."""
    told = {"url": f"https://{name}.example/fares", "source": f"The {name.title()}", **head}
    with writing(store) as session:
        one = article(name, **told)
        writes.add_reading(session, article=one, facts=facts, record_id=f"record {name}", reader=READER)


def fares(store: Engine) -> None:
    """The two articles behind the change and the conflict of store_records."""
    former = "Trams stay free for children"
    put(store, "a1", fact("f1", of="a1", modality="required", effective_from="2024-03-01"))
    put(store, "a2", fact("f2", of="a2", words=former, modality="permitted", value=None, unit=None))


def happens(store: Engine, *, when: datetime | None = None, silent: bool = False, **found: Any) -> tuple[Event, ...]:
    """Compares to what was found, and owes what follows, as reading does."""
    with writing(store) as session:
        moment = when or at(12)
        raised = writes.replace_comparison(session, comparison=comparison(**found), at=moment, silent=silent)
        owe(session, raised, at=moment)
    return raised


def something(store: Engine, name: str = "c1", **fields: Any) -> tuple[Event, ...]:
    """One change more than nothing."""
    return happens(store, changes=[change(name, **fields)])


def told_all(settings: Settings) -> tuple[NotifySummary, list[DeliveryError]]:
    """One run of the notifier, and what it complained of."""
    trouble: list[DeliveryError] = []
    return notify(settings, on_trouble=trouble.append), trouble


def kept(store: Engine, one: Subscription) -> tuple[Message, ...]:
    with reading(store) as session:
        return outbox.messages(session, subscription_id=one.subscription_id)


def again(store: Engine, one: Subscription) -> Subscription | None:
    """The subscription as it is now."""
    with reading(store) as session:
        return subscriptions.subscription(session, subscription_id=one.subscription_id)


def time_passes(store: Engine, **much: int) -> None:
    """Moves what was tried into the past, instead of waiting for the next attempt."""
    with writing(store) as session:
        for message_id, tried in session.execute(select(MESSAGES.c.message_id, MESSAGES.c.tried)).all():
            if tried is not None:
                moved = tried - timedelta(**much)
                session.execute(update(MESSAGES).where(MESSAGES.c.message_id == message_id).values(tried=moved))


def now() -> datetime:
    return datetime.now(UTC)
