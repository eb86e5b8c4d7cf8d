"""Subscribing: a request made into a subscription, and what its reader may do with it afterwards."""

import base64
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import get_args
from zoneinfo import available_timezones

from core.queries import Filters
from core.records.findings import EventKind
from core.settings import Settings
from core.telling import FREQUENCIES, Subscription
from publish.targets import Refused, channel_of
from words.speech import LANGUAGES, say

UNCONFIRMED_FOR = timedelta(days=7)  # after which a request that was never confirmed is forgotten
_GIVEN_UP = 3  # messages in a row that were given up, after which a subscription is paused
_LONGEST = 200  # characters of a word that restricts
NO_FREQUENCY = say("There is: instant, daily, weekly")
NO_ZONE = say("This time zone is not known; an example is Asia/Almaty")
NO_HOUR = say("An hour is a number from 0 to 23")
NO_WEEKDAY = say("A day of the week is a number from 0, Monday, to 6")
NO_LANGUAGE = say("There is: en, ru, kk")
NO_KIND = say("There is: {kinds}")
NO_MAIL = say("This installation has no mail server yet: name a webhook or a messaging service")
TOO_LONG = say("This is too long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for, as it was typed; the fields are those of Subscription."""

    frequency: str = "daily"
    timezone: str = "UTC"
    hour: int = 8
    weekday: int = 0
    language: str = "en"
    filters: Filters = field(default_factory=Filters)
    kinds: tuple[str, ...] = ()


def asked(settings: Settings, *, target: str, wish: Wish, at: datetime) -> Subscription:
    """A subscription as somebody asks for it, not yet confirmed. Raises Refused, naming the field and the reason."""
    target = target.strip()
    channel = channel_of(target, services=settings.services, allow_private=settings.allow_private)
    _check("target", channel != "email" or settings.mail is not None, NO_MAIL)
    made = Subscription(
        subscription_id=f"sub_{secrets.token_hex(8)}",
        token=secrets.token_urlsafe(24),
        channel=channel,
        target=target,
        secret=_secret() if channel == "webhook" else None,
        created=at,
    )
    return changed(made, wish)


def changed(one: Subscription, wish: Wish) -> Subscription:
    """The subscription with another schedule, language or matter; its target stays. Raises Refused."""
    _check("frequency", wish.frequency in FREQUENCIES, NO_FREQUENCY)
    _check("timezone", wish.timezone in available_timezones(), NO_ZONE)
    _check("hour", 0 <= wish.hour <= 23, NO_HOUR)
    _check("weekday", 0 <= wish.weekday <= 6, NO_WEEKDAY)
    _check("language", wish.language in LANGUAGES, NO_LANGUAGE)
    known = get_args(EventKind)
    _check("kinds", set(wish.kinds) <= set(known), NO_KIND.fill(kinds=", ".join(known)))
    filters = wish.filters
    lists = (filters.topics, filters.audiences, filters.jurisdictions, filters.sources)
    named = [filters.words, *(value for values in lists for value in values)]
    _check("filters", all(len(value) <= _LONGEST and "\x00" not in value for value in named), TOO_LONG)
    _check("filters", len(named) <= _LONGEST, TOO_LONG)
    return replace(
        one,
        frequency=next(each for each in FREQUENCIES if each == wish.frequency),
        timezone=wish.timezone,
        hour=wish.hour,
        weekday=wish.weekday,
        language=wish.language,
        filters=filters,
        kinds=tuple(kind for kind in known if kind in wish.kinds),
    )


def confirmed(one: Subscription, at: datetime) -> Subscription:
    """The subscription once its reader said yes."""
    return replace(one, state="active", confirmed=at) if one.state == "unconfirmed" else one


def paused(one: Subscription, until: datetime | None) -> Subscription:
    """The subscription in a pause until an instant, or until its reader ends it."""
    return replace(one, state="paused", paused_until=until) if one.state != "unconfirmed" else one


def resumed(one: Subscription) -> Subscription:
    """The subscription after its pause."""
    return replace(one, state="active", paused_until=None, given_up=0) if one.state == "paused" else one


def is_lost(given_up: int) -> bool:
    """Whether so many messages in a row were not taken that nobody seems to be there."""
    return given_up >= _GIVEN_UP


def _check(name: str, right: bool, why: str) -> None:
    if not right:
        raise Refused(name, str(why))


def _secret() -> str:
    """A key to sign a webhook's messages with, as Standard Webhooks writes it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"
