"""Plain addresses beside the pages: permanent links, and the table of facts as a file."""

from collections.abc import Callable
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.errors import StoreError
from dashboard.address import path
from dashboard.downloads import download
from dashboard.store import opened
from db import reads
from db.engine import reading

UNKNOWN = "Nothing is known here under this address.\n"
UNAVAILABLE = "The store cannot be read at the moment.\n"


def routes(database_url: str) -> list[BaseRoute]:
    """The addresses that are no pages, over the store at `database_url`."""
    return [
        Route("/c/{ident}", partial(_permanent, database_url, "/change", _has_change)),
        Route("/x/{ident}", partial(_permanent, database_url, "/conflict", _has_conflict)),
        Route("/export/{name}", partial(download, database_url)),
    ]


def _permanent(database_url: str, page: str, known: Callable[[Session, str], bool], request: Request) -> Response:
    """302 to the page of a known id, 404 for any other."""
    ident = request.path_params["ident"]
    try:
        with reading(opened(database_url)) as session:
            found = known(session, ident)
    except StoreError:
        return PlainTextResponse(UNAVAILABLE, status_code=503)
    return (
        RedirectResponse(path(page, id=ident), status_code=302)
        if found
        else PlainTextResponse(UNKNOWN, status_code=404)
    )


def _has_change(session: Session, ident: str) -> bool:
    return reads.change(session, change_id=ident) is not None


def _has_conflict(session: Session, ident: str) -> bool:
    return reads.conflict(session, conflict_id=ident) is not None
