"""What readers' forms are sent to: asking for alerts, confirming, pausing, changing and ending them.

No login is needed: the token in the address, which only its reader was sent, is the permission. Nothing is changed by
following a link (GET), since mail scanners follow them all.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.settings import Settings
from core.telling import Subscription
from dashboard.address import Query, path
from dashboard.posted import posted
from dashboard.store import UNKNOWN, opened, or_unavailable
from db import outbox, subscriptions
from db.engine import reading, writing
from publish.subscribing import Wish, asked, changed, confirmed, paused, resumed
from publish.targets import Refused
from words.speech import choose, say, speaking

PAGE = "/subscriptions"
STOPPED = say("You will get no more of these messages.")
_FIELDS = ("target", "topic", "who", "country", "source", "q", "kind", "often", "hour", "weekday", "zone", "lang")

_Step = Callable[[Settings, Session, Subscription, Query], Response]


def form_routes(settings: Settings) -> list[BaseRoute]:
    """The addresses of forms, and the one-click unsubscribe of RFC 8058."""
    steps: dict[str, _Step] = {
        "confirm": _confirm,
        "pause": _pause,
        "resume": _resume,
        "change": _change,
        "delete": _delete,
    }
    return [
        Route("/subscribe", partial(_subscribe, settings), methods=["POST"]),
        Route("/u/{token}", partial(_stop, settings), methods=["POST"]),
        Route("/u/{token}", _ask_to_stop),
        Route("/s/{token}/data.json", partial(_own_data, settings)),
        *(
            Route(f"/s/{{token}}/{name}", partial(_stepped, settings, step), methods=["POST"])
            for name, step in steps.items()
        ),
    ]


def wish_of(settings: Settings, query: Query) -> Wish:
    """What a form asks for; times are the installation's unless it says otherwise."""
    return Wish(
        frequency=query.one("often") or "daily",
        timezone=query.one("zone") or settings.timezone,
        hour=_number(query.one("hour"), 8),
        weekday=_number(query.one("weekday"), 0),
        language=query.one("lang") or "en",
        filters=query.matter(),
        kinds=query.values.get("kind", ()),
    )


async def _subscribe(settings: Settings, request: Request) -> Response:
    if request.headers.get("sec-fetch-site") == "cross-site":
        return PlainTextResponse("This form is sent from its own page.\n", status_code=403)
    query = await posted(request)
    return await run_in_threadpool(_subscribed, settings, query)  # the store may make us wait, and nobody else


@or_unavailable
def _subscribed(settings: Settings, query: Query) -> Response:
    choose(query.one("lang") or "en", named="lang" in query.values)
    kept = {name: query.values[name] for name in _FIELDS if name in query.values}
    try:
        one = asked(settings, target=query.one("target") or "", wish=wish_of(settings, query), at=datetime.now(UTC))
        with writing(opened(settings.database_url)) as session:
            requested = subscriptions.request(session, subscription=one, at=datetime.now(UTC))
    except Refused as refused:
        return RedirectResponse(path(PAGE, kept, wrong=refused.field), status_code=303)
    # Whether this address was asked before is for its reader alone to know; that nobody can be asked is for all.
    return RedirectResponse(path(PAGE, done="full" if requested == "full" else "asked"), status_code=303)


async def _stepped(settings: Settings, step: _Step, request: Request) -> Response:
    query = await posted(request)
    return await run_in_threadpool(_step, settings, step, request.path_params["token"], query)


@or_unavailable
def _step(settings: Settings, step: _Step, token: str, query: Query) -> Response:
    choose(query.one("lang") or "en", named="lang" in query.values)
    try:
        with writing(opened(settings.database_url)) as session:
            one = subscriptions.subscription(session, token=token)
            if one is None:
                return RedirectResponse(path(PAGE, token=token), status_code=303)
            return step(settings, session, one, query)
    except Refused as refused:
        kept = {name: query.values[name] for name in _FIELDS if name in query.values}
        return RedirectResponse(path(PAGE, kept, token=token, wrong=refused.field), status_code=303)


def _confirm(_settings: Settings, session: Session, one: Subscription, _query: Query) -> Response:
    return _altered(session, confirmed(one, datetime.now(UTC)), "confirmed")


def _pause(_settings: Settings, session: Session, one: Subscription, query: Query) -> Response:
    days = _number(query.one("days"), 0)
    until = datetime.now(UTC) + timedelta(days=min(days, 366)) if days else None
    return _altered(session, paused(one, until), "paused")


def _resume(_settings: Settings, session: Session, one: Subscription, _query: Query) -> Response:
    return _altered(session, resumed(one), "resumed")


def _change(settings: Settings, session: Session, one: Subscription, query: Query) -> Response:
    return _altered(session, changed(one, wish_of(settings, query)), "changed")


def _delete(_settings: Settings, session: Session, one: Subscription, _query: Query) -> Response:
    subscriptions.forget(session, subscription_id=one.subscription_id)
    return RedirectResponse(path(PAGE, done="deleted"), status_code=303)


def _altered(session: Session, later: Subscription, done: str) -> Response:
    subscriptions.alter(session, subscription=later)
    return RedirectResponse(path(PAGE, token=later.token, done=done), status_code=303)


@or_unavailable
def _stop(settings: Settings, request: Request) -> Response:
    """One click of a mail program. What was ended before stays so: the answer is the same."""
    with writing(opened(settings.database_url)) as session:
        one = subscriptions.subscription(session, token=request.path_params["token"])
        if one is not None:
            subscriptions.forget(session, subscription_id=one.subscription_id)
    with speaking(one.language if one else "en"):
        return PlainTextResponse(f"{STOPPED}\n")


def _ask_to_stop(request: Request) -> Response:
    return RedirectResponse(path(PAGE, token=request.path_params["token"], stop="yes"), status_code=302)


@or_unavailable
def _own_data(settings: Settings, request: Request) -> Response:
    with reading(opened(settings.database_url)) as session:
        one = subscriptions.subscription(session, token=request.path_params["token"])
        if one is None:
            return PlainTextResponse(UNKNOWN, status_code=404)
        sent = outbox.messages(session, subscription_id=one.subscription_id)
        told = subscriptions.own_data(one, sent, outbox.owed(session, subscription_id=one.subscription_id))
    headers = {"Content-Disposition": 'attachment; filename="subscription.json"', "Cache-Control": "no-store"}
    return JSONResponse(told, headers=headers)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else otherwise
