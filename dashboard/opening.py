"""The document that each page begins with: Streamlit's own, told where its server is.

By itself it looks for the server under the page's address first (/facts/_stcore/health), and a browser's console shows
an error for each question that finds nothing there.
"""

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

_DOCUMENT = Path(st.__file__).parent / "static" / "index.html"
_HEAD = "<head>"
_SERVER = "<script>window.__streamlit = { BACKEND_BASE_URL: window.location.origin }</script>"


def opening_routes(pages: frozenset[str]) -> list[BaseRoute]:
    """The pages' addresses, by their names; the first screen's is empty."""
    document = _DOCUMENT.read_text(encoding="utf-8").replace(_HEAD, _HEAD + _SERVER, 1)
    return [Route(f"/{name}", partial(_open, document)) for name in sorted(pages)]


async def _open(document: str, _request: Request) -> Response:
    return HTMLResponse(document, headers={"Cache-Control": "no-cache"})
