"""`ereje subscribe`: asks an address whether it wants to be told of rule changes."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli import asking
from cli.console import Home, Json, known_home, report, writing_store
from cli.known import refuse_unknown
from core.errors import DeliveryError

if TYPE_CHECKING:
    from core.telling import Subscription

_NOT_KEPT = {
    "same": "was asked and has confirmed today already: what it gets is changed by the link in its messages",
    "full": "cannot be asked: too many were today",
}


def command(
    target: Annotated[str, typer.Argument(help="An e-mail address, a webhook's https address, or a service's.")],
    topics: asking.Topics = None,
    audiences: asking.Audiences = None,
    countries: asking.Countries = None,
    sources: asking.Sources = None,
    words: asking.Words = "",
    kinds: Annotated[asking.Several, typer.Option("--event", help="rule-new, rule-changed, date-moved, …")] = None,
    every: Annotated[str, typer.Option("--every", help="instant, daily or weekly.")] = "daily",
    hour: Annotated[int, typer.Option("--hour", help="The hour of a digest, 0 to 23.")] = 8,
    weekday: Annotated[int, typer.Option("--weekday", help="The day of a weekly digest, 0 is Monday.")] = 0,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Such as Asia/Almaty, if not our own.")] = None,
    language: Annotated[str, typer.Option("--language", help="en, ru or kk.")] = "en",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Subscribe an address; nothing is told to it before it has said yes to a message that asks."""
    from db import subscriptions
    from publish.subscribing import Wish, asked

    settings, now = known_home(home), datetime.now(UTC)
    filters = asking.filters(topics=topics, audiences=audiences, countries=countries, sources=sources, words=words)
    wish = Wish(
        frequency=every,
        timezone=timezone or settings.timezone,
        hour=hour,
        weekday=weekday,
        language=language,
        filters=filters,
        kinds=tuple(kinds or ()),
    )
    one = asked(settings, target=target, wish=wish, at=now)
    with writing_store(home) as session:
        refuse_unknown(filters, session)
        requested = subscriptions.request(session, subscription=one, at=now)
        before = subscriptions.asked_of(session, target=one.target) if requested == "amended" else None
    if requested in _NOT_KEPT:
        raise DeliveryError(target, f"{_NOT_KEPT[requested]}; nothing is kept", transient=True)
    _tell(one, before, as_json)


def _tell(asked_for: "Subscription", before: "Subscription | None", as_json: bool) -> None:
    """What was asked for, or that it takes the place of what was asked `before` today and not confirmed."""
    one = before or asked_for
    kept = {name: value for name, value in asdict(one).items() if name != "token"}
    if before:
        told = f"{one.subscription_id}: {one.target} was asked today already and has not confirmed"
        report(
            kept | {"secret": None},
            as_json,
            [f"{told}; what is asked for now takes the place of what was asked for then"],
        )
        return
    lines = [f"{one.subscription_id}: `ereje notify` asks {one.target} to confirm"]
    lines += [f"Webhook messages are signed with this key, shown once: {one.secret}"] if one.secret else []
    report(kept, as_json, lines)
