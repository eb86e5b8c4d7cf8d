"""Types of telling: who subscribed to what, what an event tells, and the messages that carry it.

All are frozen; times are aware and in UTC. A `token` is a capability: whoever holds it may manage the subscription.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from core.queries import Filters
from core.records.facts import Report
from core.records.findings import Change, Conflict, ConflictState, Event, EventKind

Channel = Literal["email", "webhook", "service"]
Frequency = Literal["instant", "daily", "weekly"]
SubscriptionState = Literal["unconfirmed", "active", "paused"]
Purpose = Literal["events", "confirm"]
MessageState = Literal["pending", "sent", "dead"]

FREQUENCIES: tuple[Frequency, ...] = ("instant", "daily", "weekly")
# What a subscription is told of unless it names kinds itself: everything about rules and reports of them.
USUAL_KINDS: tuple[EventKind, ...] = (
    "rule-new",
    "rule-changed",
    "date-moved",
    "in-force-soon",
    "conflict-opened",
    "conflict-closed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What somebody wants to be told, where and how often.

    `target` is an e-mail address, the URL of a webhook or that of a messaging service; `secret` signs a webhook's
    messages. Digests are due at `hour` (0 to 23) of `timezone` (IANA), weekly ones on `weekday` (0 is Monday). Of
    `filters` topics, audiences, jurisdictions, sources and words restrict; no `kinds` are USUAL_KINDS. `given_up`
    counts the messages given up since one was last delivered.
    """

    subscription_id: str
    token: str = field(repr=False)
    channel: Channel
    target: str
    secret: str | None = field(default=None, repr=False)
    frequency: Frequency = "daily"
    timezone: str = "UTC"
    hour: int = 8
    weekday: int = 0
    language: str = "en"
    filters: Filters = field(default_factory=Filters)
    kinds: tuple[EventKind, ...] = ()
    state: SubscriptionState = "unconfirmed"
    paused_until: datetime | None = None
    created: datetime
    confirmed: datetime | None = None
    given_up: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an event tells, as it stood when the event was raised: told again, it says the same.

    But for `settled`: how a dispute of the change's start was judged by now, None while it is one. What somebody has
    judged is nowhere told as disputed.

    `change` and `conflict` name no facts here; `before` and `after` are the reports that stand for either side of a
    change, `evidence` one report an outlet or, of a conflict, one a side.
    """

    event: Event
    change: Change | None = None
    conflict: Conflict | None = None
    before: Report | None = None
    after: Report | None = None
    evidence: tuple[Report, ...] = ()
    settled: ConflictState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one subscription; its id stays when it is sent again, so that a receiver can tell repeats.

    `attempts` counts those that failed, the last of them at `tried`, because of `why`.
    """

    message_id: str
    subscription: Subscription
    purpose: Purpose
    created: datetime
    notices: tuple[Notice, ...] = ()
    state: MessageState = "pending"
    attempts: int = 0
    tried: datetime | None = None
    why: str | None = None
    sent: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A rule's start as a calendar keeps it: `uid` stays for good, `sequence` grows with each change a reader sees.

    `settled` is as in Notice.
    """

    uid: str
    change: Change
    sequence: int
    modified: datetime
    cancelled: bool = False
    settled: ConflictState | None = None
