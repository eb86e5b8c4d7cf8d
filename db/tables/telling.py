"""What is told: events, the calendar, subscriptions, and the outbox between them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from db.tables.columns import key_column, table, text_column


class EventRow(SQLModel, table=True):
    """Raised once: the id is made of what happened. `notice` is what it tells, as JSON, written beside it."""

    __tablename__ = "events"

    event_id: str = key_column()
    kind: str = text_column(index=True)
    subject_id: str = text_column(index=True)
    text: str = text_column()
    at: datetime = Field(index=True)
    former: str | None = text_column(default=None)
    silent: bool = False
    notice: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class CalendarRow(SQLModel, table=True):
    """`fingerprint` is the hash of what a reader sees; `change` is the change itself, kept when it is cancelled."""

    __tablename__ = "calendar"

    uid: str = key_column()
    change_id: str = text_column(unique=True)
    change: dict[str, Any] = Field(sa_type=JSON)
    fingerprint: str = text_column()
    sequence: int = 0
    modified: datetime
    cancelled: bool = False


class SubscriptionRow(SQLModel, table=True):
    """As in core.telling; `filters` and `kinds` are JSON."""

    __tablename__ = "subscriptions"

    subscription_id: str = key_column()
    token: str = text_column(unique=True)
    channel: str = text_column()
    target: str = text_column(index=True)
    secret: str | None = text_column(default=None)
    frequency: str = text_column()
    timezone: str = text_column()
    hour: int
    weekday: int
    language: str = text_column()
    filters: dict[str, Any] = Field(sa_type=JSON)
    kinds: list[str] = Field(sa_type=JSON)
    state: str = text_column(index=True)
    paused_until: datetime | None = None
    created: datetime
    confirmed: datetime | None = None
    given_up: int = 0


class MessageRow(SQLModel, table=True):
    """`tried` is the last failed attempt, `why` its reason."""

    __tablename__ = "messages"

    message_id: str = key_column()
    subscription_id: str = text_column(foreign_key="subscriptions.subscription_id", ondelete="CASCADE", index=True)
    purpose: str = text_column()
    created: datetime
    state: str = text_column(index=True)
    attempts: int = 0
    tried: datetime | None = None
    why: str | None = text_column(default=None)
    sent: datetime | None = None


class DeliveryRow(SQLModel, table=True):
    """An event owed to a subscription; `message_id` is null until a message is made that carries it."""

    __tablename__ = "deliveries"

    event_id: str = key_column(foreign_key="events.event_id")
    subscription_id: str = key_column(foreign_key="subscriptions.subscription_id", ondelete="CASCADE", index=True)
    at: datetime
    message_id: str | None = text_column(
        default=None, foreign_key="messages.message_id", ondelete="CASCADE", index=True
    )


EVENTS = table("events")
CALENDAR = table("calendar")
SUBSCRIPTIONS = table("subscriptions")
MESSAGES = table("messages")
DELIVERIES = table("deliveries")
