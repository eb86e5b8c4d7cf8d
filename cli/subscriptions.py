"""`ereje subscriptions`: who is told what, what could not be delivered, and what a person may do about it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import Home, Json, report, writing_store
from core.errors import Misuse
from core.telling import Message, Subscription

if TYPE_CHECKING:
    from sqlmodel import Session

app = typer.Typer(help="Who is told what, and what could not be delivered.", invoke_without_command=True)
Id = Annotated[str, typer.Argument(metavar="SUBSCRIPTION", help="Its id, as the list shows it.")]


@app.callback()
def list_all(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """List subscriptions, and the messages that were given up."""
    if context.invoked_subcommand is not None:
        return
    from db import outbox, subscriptions

    with writing_store(home) as session:
        known, dead = subscriptions.subscriptions(session), outbox.given_up(session)
        counts = outbox.counts(session)
    summary = {
        "subscriptions": [_row(each) for each in known],
        "messages": counts,
        "given_up": [
            {"message_id": each.message_id, "subscription_id": each.subscription.subscription_id, "why": each.why}
            for each in dead
        ],
    }
    report(summary, as_json, _lines(known, dead))


@app.command("pause")
def pause(
    subscription_id: Id,
    days: Annotated[int | None, typer.Option("--days", min=1, help="For how long; else until resumed.")] = None,
    home: Home = None,
) -> None:
    """Tell a subscriber nothing for a while."""
    from publish.subscribing import paused

    until = datetime.now(UTC) + timedelta(days=days) if days else None
    _change(home, subscription_id, lambda one: paused(one, until))


@app.command("resume")
def resume(subscription_id: Id, home: Home = None) -> None:
    """End a pause."""
    from publish.subscribing import resumed

    _change(home, subscription_id, resumed)


@app.command("delete")
def delete(subscription_id: Id, home: Home = None) -> None:
    """Delete a subscription with everything that is kept about its reader."""
    from db import subscriptions

    with writing_store(home) as session:
        if not subscriptions.forget(session, subscription_id=subscription_id):
            raise Misuse(f"no subscription {subscription_id!r}")
    print(f"{subscription_id} is deleted")


@app.command("export")
def export(subscription_id: Id, home: Home = None) -> None:
    """Print all that is kept about a subscriber as JSON."""
    from db import outbox, subscriptions

    with writing_store(home) as session:
        one = _known(session, subscription_id)
        sent = outbox.messages(session, subscription_id=subscription_id)
        told = subscriptions.own_data(one, sent, outbox.owed(session, subscription_id=subscription_id))
    print(json.dumps(told, ensure_ascii=False, indent=1))


@app.command("retry")
def retry(home: Home = None) -> None:
    """Try again what was given up, and end the pauses it led to; the next `ereje notify` sends it."""
    from db import outbox, subscriptions
    from publish.subscribing import is_lost, resumed

    with writing_store(home) as session:
        number = outbox.try_again(session)
        for one in subscriptions.subscriptions(session):
            if is_lost(one.given_up) and one.paused_until is None:
                subscriptions.alter(session, subscription=resumed(one))
    print(f"{number} message{'s' if number != 1 else ''} will be tried again")


def _change(home: Any, subscription_id: str, how: Callable[[Subscription], Subscription]) -> None:
    from db import subscriptions

    with writing_store(home) as session:
        later = how(_known(session, subscription_id))
        subscriptions.alter(session, subscription=later)
    print(f"{subscription_id} is {later.state}")


def _known(session: "Session", subscription_id: str) -> Subscription:
    from db import subscriptions

    one = subscriptions.subscription(session, subscription_id=subscription_id)
    if one is None:
        raise Misuse(f"no subscription {subscription_id!r}")
    return one


def _row(one: Subscription) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(one).items() if name not in ("token", "secret")}
    return kept | {"target": _shown(one)}


def _shown(one: Subscription) -> str:
    """Where it goes; of an address that is a key itself, only enough to know it again."""
    from publish.targets import masked

    return one.target if one.channel == "email" else masked(one)


def _lines(known: tuple[Subscription, ...], dead: tuple[Message, ...]) -> Iterator[str]:
    from publish.messages.reasons import matter

    if not known:
        yield "Nobody has subscribed."
    for one in known:
        state = one.state if not one.paused_until else f"{one.state} until {one.paused_until:%Y-%m-%d %H:%M} UTC"
        yield f"{one.subscription_id}  {state:<12} {one.frequency:<8} {_shown(one)}  {matter(one)}"
    for message in dead:
        yield f"given up: {message.message_id} to {_shown(message.subscription)}: {message.why}"
