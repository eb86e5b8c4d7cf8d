"""The dashboard's server: Streamlit's pages and our plain addresses in one process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from core.settings import Settings
from dashboard.opening import opening_routes
from dashboard.pieces import navigation
from dashboard.plain import NO_PAGE, missing
from dashboard.routes import routes

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost")
_SCRIPT = Path(__file__).parent / "entry" / "screens.py"
PAGES = frozenset((*navigation.PAGES, "account", "article", "change", "conflict"))
ADDRESSES = PAGES | {"answer", "c", "e", "export", "f", "feed", "s", "u", "x", "_stcore"}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LIGHT = {
    "linkColor": "#1d5b8f",
    "primaryColor": "#1d5b8f",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f4f6f8",
    "textColor": "#1b232c",
}
_DARK = {
    "linkColor": "#8fc4ef",
    "primaryColor": "#7db8e8",
    "backgroundColor": "#12171d",
    "secondaryBackgroundColor": "#1b222b",
    "textColor": "#e6eaee",
}


def app(settings: Settings) -> st.App:
    """The ASGI application over one installation's store."""
    # A page elsewhere may make its own name point here; only requests under our names are answered.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=names(settings))
    ours = [*opening_routes(PAGES), *routes(settings)]
    return st.App(_SCRIPT, routes=ours, middleware=[hosts, Middleware(_Headers), Middleware(_OnlyPages)])


def names(settings: Settings) -> list[str]:
    """The names under which the dashboard answers: this machine's own, and the one that readers know it by."""
    return list(dict.fromkeys((*_NAMES, urlsplit(settings.public_url).hostname or ADDRESS)))


def options(settings: Settings, port: int) -> Mapping[str, Any]:
    """Streamlit's options: loopback only, no telemetry, no developer's menus, nothing of an error shown but words."""
    return {
        "server.address": ADDRESS,
        "server.port": port,
        "server.headless": True,
        "server.allowedHosts": names(settings),
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "logger.level": "warning",
        "logger.hideWelcomeMessage": True,
        **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
        **{f"theme.dark.{name}": value for name, value in _DARK.items()},
    }


class _OnlyPages(BaseHTTPMiddleware):
    """404 for an address that leads to no page: Streamlit would answer 200 with the first screen behind a dialog."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        first, _, rest = request.url.path.strip("/").partition("/")
        followed = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if followed and (first not in ADDRESSES or (rest and first in PAGES)) and "." not in request.url.path:
            return missing(request, NO_PAGE)
        return await call_next(request)


class _Headers(BaseHTTPMiddleware):
    """Headers that keep pages from being framed, sniffed or followed by their address."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.update(_HEADERS)
        return response
