"""Plain addresses beside the pages: permanent links, feeds, files, and what a reader's forms are sent to."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.records.findings import Change, Conflict
from core.settings import Settings
from dashboard.accounts import account_routes
from dashboard.address import LANGUAGE, Query, path, standing
from dashboard.answering import VIEWS, answer, as_data
from dashboard.downloads import download
from dashboard.feeds import feed_routes
from dashboard.forms import form_routes
from dashboard.gone import gone
from dashboard.plain import UNKNOWN, language_of, missing
from dashboard.store import opened, or_unavailable
from db import reads
from db.engine import reading
from publish import rows
from publish.messages.items import title
from words.speech import preferred, speaking

# Of a permanent address that holds things which may be withdrawn: of what kind they are, and their page.
_KNOWN: dict[str, tuple[type[Change] | type[Conflict], str]] = {
    "/c": (Change, "/change"),
    "/x": (Conflict, "/conflict"),
}
# What an id leads to: the page, and the thing itself as fields.
_Found = tuple[str, dict[str, Any]]


def routes(settings: Settings) -> list[BaseRoute]:
    """The addresses that are no pages, over one installation."""
    url = settings.database_url
    return [
        Route("/c/{ident}", partial(_permanent, url, "/c", _change)),
        Route("/x/{ident}", partial(_permanent, url, "/x", _conflict)),
        Route("/f/{ident}", partial(_permanent, url, "/f", _fact)),
        Route("/e/{ident}", partial(_permanent, url, "/e", _event)),
        Route("/answer/{name:path}", _answered),
        Route("/export/{name}", partial(download, settings)),
        *feed_routes(settings),
        *form_routes(settings),
        *account_routes(settings),
    ]


def _answered(request: Request) -> Response:
    """A page's elements as data, for a reader whose browser puts them in the place of those that it shows."""
    name = request.path_params["name"]
    if name not in VIEWS:
        return missing(request, UNKNOWN)
    with language_of(request):
        screen = answer(name, Query.of(request.query_params.multi_items()), request.cookies)
        return JSONResponse(as_data(screen), headers={"Cache-Control": "no-store"})


@or_unavailable
def _permanent(
    database_url: str, prefix: str, find: Callable[[Session, str], _Found | None], request: Request
) -> Response:
    """302 to the page of a known id, or its fields with `format=json`; 410 for one that was known, else 404.

    The language and the days of the address go along.
    """
    ident, query = request.path_params["ident"], Query.of(request.query_params.multi_items())
    choice = preferred(query.one(LANGUAGE), None)
    with reading(opened(database_url)) as session, speaking(choice.language, named=choice.named), standing(query):
        found = find(session, ident)
        left = None if found else _gone(session, request, prefix, ident)
    if found is None:
        return left or missing(request, UNKNOWN)
    if request.query_params.get("format") == "json":
        return Response(json.dumps(found[1], ensure_ascii=False), media_type="application/json")
    return RedirectResponse(found[0], status_code=302)


def _gone(session: Session, request: Request, prefix: str, ident: str) -> Response | None:
    """410 with the address under which something goes on, if it does."""
    later = reads.successor(session, ident)
    if later:
        return gone(request, later=f"{prefix}/{later}")
    if prefix == "/e":
        told = reads.notice(session, event_id=ident)
        return gone(request, told=title(told)) if told else None
    kind, page = _KNOWN.get(prefix, ((), ""))
    known = reads.subjects(session, [ident]).get(ident)
    return gone(request, before=(page, ident)) if isinstance(known, kind) else None


def _change(session: Session, ident: str) -> _Found | None:
    detail = reads.change(session, change_id=ident)
    return (path("/change", id=ident), rows.change_row(detail.change)) if detail else None


def _conflict(session: Session, ident: str) -> _Found | None:
    detail = reads.conflict(session, conflict_id=ident)
    return (path("/conflict", id=ident), rows.conflict_row(detail.conflict)) if detail else None


def _fact(session: Session, ident: str) -> _Found | None:
    report = reads.fact(session, fact_id=ident)
    return (path("/article", id=report.article.article_id, q=ident), rows.fact_row(report)) if report else None


def _event(session: Session, ident: str) -> _Found | None:
    """What an event was about, where that stands today."""
    notice = reads.notice(session, event_id=ident)
    if notice is None:
        return None
    event = notice.event
    fields = {"event_id": ident, "kind": event.kind, "subject_id": event.subject_id, "at": rows.instant(event.at)}
    if notice.change is None and notice.conflict is None:
        return path("/sources"), fields
    ident = reads.successor(session, event.subject_id) or event.subject_id
    found = _change(session, ident) if notice.change else _conflict(session, ident)
    return (found[0], fields) if found else None
