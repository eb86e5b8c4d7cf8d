"""Feeds and the calendar over HTTP: the filters of the pages in the address, answered conditionally."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core.records.findings import EventKind
from core.settings import Settings
from core.telling import CalendarEntry
from dashboard.address import LANGUAGE, Query
from dashboard.store import opened, or_unavailable
from db import reads
from db.engine import reading
from publish.calendar import ALARM_DAYS, ENTRIES, KEPT, calendar, in_a_line, last_changed
from publish.evidence import facts_wanted
from publish.feeds import ENTRIES as FEED_ENTRIES
from publish.feeds import TITLE, TITLE_OF, changed, feed
from publish.messages.reasons import restricted
from words import days
from words.speech import ENGLISH, chosen, preferred, speaking

NOT_UNDERSTOOD = "Not understood: {what}\n"
_CONFLICTS: tuple[EventKind, ...] = ("conflict-opened", "conflict-closed")
_Made = tuple[bytes, datetime | None]


def feed_routes(settings: Settings) -> list[BaseRoute]:
    """Atom for everything that the address's filters leave, one for conflicts, one a topic; and the calendar."""
    atom, ics = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
    return [
        Route("/feed.atom", partial(_answer, settings, atom, partial(_feed, ()))),
        Route("/feed/conflicts.atom", partial(_answer, settings, atom, partial(_feed, _CONFLICTS))),
        Route("/feed/topic/{topic}.atom", partial(_answer, settings, atom, partial(_feed, ()))),
        Route("/calendar.ics", partial(_answer, settings, ics, _calendar)),
    ]


@or_unavailable
def _answer(
    settings: Settings, media_type: str, make: Callable[[Settings, Request, Query], _Made], request: Request
) -> Response:
    """The document; 304 where the reader has it already, 400 for an address that could not be read."""
    pairs = [*request.query_params.multi_items()]
    pairs += [("topic", request.path_params["topic"])] if "topic" in request.path_params else []
    query = Query.of(pairs)
    if query.ignored:
        return PlainTextResponse(NOT_UNDERSTOOD.format(what=", ".join(query.ignored)), status_code=400)
    days.keep_time_of(settings.timezone)
    with speaking(preferred(query.one(LANGUAGE), None).language):
        body, modified = make(settings, request, query)
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if modified:
        headers["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    if _has(request.headers, headers, modified):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _has(asked: Mapping[str, str], told: Mapping[str, str], modified: datetime | None) -> bool:
    """Whether the reader has this document; an entity tag says more than a time (RFC 9110, section 13.2.2)."""
    if tags := asked.get("if-none-match"):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or told["ETag"] in known
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except (ValueError, OverflowError):
        return False
    return modified is not None and since.tzinfo is not None and modified.replace(microsecond=0) <= since


def _feed(kinds: tuple[EventKind, ...], settings: Settings, request: Request, query: Query) -> _Made:
    filters = query.filters(ZoneInfo(settings.timezone))
    with reading(opened(settings.database_url)) as session:
        offset = (query.page - 1) * FEED_ENTRIES
        found = reads.notices(session, filters=filters, kinds=kinds, limit=FEED_ENTRIES + 1, offset=offset)
    shown = found[:FEED_ENTRIES]
    about = restricted(filters)
    more = request.url.include_query_params(page=query.page + 1)
    body = feed(
        shown,
        public_url=settings.public_url,
        address=_asked(request.url.path, request.url.query),
        title=TITLE_OF.fill(what=about) if query.filtering() else str(TITLE),
        more=_asked(more.path, more.query) if len(found) > FEED_ENTRIES else None,
    )
    return body, changed(shown)


def _calendar(settings: Settings, request: Request, query: Query) -> _Made:
    since, filters = datetime.now(UTC) - KEPT, query.filters(ZoneInfo(settings.timezone))
    with reading(opened(settings.database_url)) as session:
        entries = reads.calendar(session, filters=filters, since=since, limit=ENTRIES)
        lines = {} if chosen().language == ENGLISH else _lines(session, entries)
    address = _asked(request.url.path, request.url.query)
    alarm = _alarm(query.one("alarm"))
    body = calendar(entries, public_url=settings.public_url, address=address, alarm_days=alarm, lines=lines)
    return body, last_changed(entries)


def _lines(session: Session, entries: Iterable[CalendarEntry]) -> dict[str, str]:
    """English has its summaries; other languages put the line together from the facts."""
    changes = reads.subjects(session, (each.change.change_id for each in entries))
    return in_a_line(changes, reads.named(session, (each for one in changes.values() for each in facts_wanted(one))))


def _alarm(asked: str | None) -> int | None:
    """How many days before a start a reader's calendar reminds them; "none" is never."""
    if asked == "none":
        return None
    return min(int(asked), timedelta(days=365).days) if asked and asked.isascii() and asked.isdigit() else ALARM_DAYS


def _asked(where: str, question: str) -> str:
    """The address as it was asked for, of which the server has decoded the path."""
    return f"{quote(where)}?{question}" if question else quote(where)
