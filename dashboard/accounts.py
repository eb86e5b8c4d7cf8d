"""Signing in and judging: a session's cookie that scripts cannot read and other sites cannot send, and forms that
carry a word only our own pages know."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.records.findings import ConflictState
from core.settings import Settings
from dashboard.address import Query, path
from dashboard.elements import is_safe
from dashboard.posted import LONGEST_TEXT, posted
from dashboard.store import UNKNOWN, opened, or_unavailable
from db import accounts, outbox, reads, writes
from db.engine import reading, writing
from publish.notices import tell

COOKIE = "ereje_session"
_NOT_OURS = "This form is sent from its own page, by somebody who is signed in.\n"
_STATES: Mapping[str, ConflictState | None] = {
    "open": "open",
    "explained": "explained",
    "dismissed": "dismissed",
    "none": None,
}


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who is signed in, and the word that their forms carry."""

    name: str
    word: str


def account_routes(settings: Settings) -> list[BaseRoute]:
    """The addresses that forms of signing in, signing out and judging are sent to."""
    return [
        Route("/sign-in", partial(_sign_in, settings), methods=["POST"]),
        Route("/sign-out", partial(_sign_out, settings), methods=["POST"]),
        Route("/verdict", partial(_judge, settings), methods=["POST"]),
    ]


def reviewer(session: Session, cookies: Mapping[str, str], at: datetime) -> Reviewer | None:
    """Who is signed in in the browser that sent these cookies."""
    token = cookies.get(COOKIE)
    name = accounts.signed_in(session, token=token, at=at) if token else None
    return Reviewer(name, _word(token)) if token and name else None


async def _sign_in(settings: Settings, request: Request) -> Response:
    query = await posted(request)
    if _from_elsewhere(request):
        return PlainTextResponse(_NOT_OURS, status_code=403)
    return await run_in_threadpool(_signed_in, settings, query)


@or_unavailable
def _signed_in(settings: Settings, query: Query) -> Response:
    back, name, password = _back(query), query.one("name") or "", query.one("password") or ""
    with reading(opened(settings.database_url)) as session:
        right = accounts.is_right(session, name=name, password=password)
    with writing(opened(settings.database_url)) as session:
        token = accounts.sign_in(session, name=name, right=right, at=datetime.now(UTC))
    if token is None:
        return RedirectResponse(path("/account", back=back, wrong="yes"), status_code=303)
    answer = RedirectResponse(back, status_code=303)
    seconds = int(accounts.SIGNED_IN_FOR.total_seconds())
    secure = settings.public_url.startswith("https://")
    answer.set_cookie(COOKIE, token, max_age=seconds, httponly=True, samesite="strict", secure=secure)
    return answer


async def _sign_out(settings: Settings, request: Request) -> Response:
    query = await posted(request)
    return await run_in_threadpool(_signed_out, settings, query, request.cookies.get(COOKIE) or "")


@or_unavailable
def _signed_out(settings: Settings, query: Query, token: str) -> Response:
    if not _carries(query, _word(token)):
        return PlainTextResponse(_NOT_OURS, status_code=403)
    with writing(opened(settings.database_url)) as session:
        accounts.sign_out(session, token=token)
    answer = RedirectResponse(_back(query), status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


async def _judge(settings: Settings, request: Request) -> Response:
    query = await posted(request)
    return await run_in_threadpool(_judged, settings, query, request.cookies)


@or_unavailable
def _judged(settings: Settings, query: Query, cookies: Mapping[str, str]) -> Response:
    """Keeps a verdict with the name of whoever is signed in; what follows from it is owed to subscribers at once."""
    now = datetime.now(UTC)
    state, ident = query.one("state") or "", query.one("id") or ""
    note = (query.one("note") or "")[:LONGEST_TEXT] or None
    with writing(opened(settings.database_url)) as session:
        who = reviewer(session, cookies, now)
        if who is None or state not in _STATES or not _carries(query, who.word):
            return PlainTextResponse(_NOT_OURS, status_code=403)
        events = writes.judge_conflict(session, conflict_id=ident, state=_STATES[state], by=who.name, at=now, note=note)
        if events is None:
            return PlainTextResponse(UNKNOWN, status_code=404)
        subjects, reports = partial(reads.subjects, session), partial(reads.named, session)
        tell(events, subjects=subjects, reports=reports, owe=partial(outbox.enqueue, session, at=now))
    return RedirectResponse(path("/conflict", id=ident, done="judged"), status_code=303)


def _from_elsewhere(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") == "cross-site"


def _carries(query: Query, word: str) -> bool:
    """Whether a form was made for this session."""
    return hmac.compare_digest((query.one("word") or "").encode(), word.encode())


def _word(token: str) -> str:
    """What a session's forms carry; the token itself cannot be told from it."""
    return hashlib.sha256(f"form {token}".encode()).hexdigest()


def _back(query: Query) -> str:
    """Where a reader came from, if that is a page of ours."""
    back = query.one("back") or "/"
    return back if back.startswith("/") and is_safe(back) else "/"
