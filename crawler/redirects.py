"""Redirects by status and by a page's own refresh: bounded, and never off the web for a stub's sake."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_meta_refresh

from archive.addresses import form
from crawler.closed import visible
from crawler.refusals import RefusedRequest
from crawler.work import work_of

_SOON = 10.0  # seconds: a page that reloads later is one that is read till then
_A_STUB = 300  # characters of visible text: more is a page in its own right


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Follows a bounded number of redirects, and says so when there are more."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        _check(redirected, request, self.max_redirect_times)
        return super()._redirect(redirected, request, reason)


class RefreshMiddleware(redirect.MetaRefreshMiddleware):
    """Follows a page that says it stands elsewhere; one that only reloads itself, or has a text of its own, stays."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        if not isinstance(response, HtmlResponse) or response.status != 200:
            return response
        seconds, target = get_meta_refresh(response)
        if not target or (seconds or 0) > _SOON or form(target) == form(request.url):
            return response
        on_web = urlsplit(target).scheme in {"http", "https"}
        source_id = request.meta.get("source_id")
        on_site = on_web and (not source_id or work_of(self.crawler).ledger.on_site(source_id, target))
        if not on_site and len(visible(response.body)) > _A_STUB:
            return response
        if not on_web:
            raise RefusedRequest("scheme")
        return self._redirect(self._redirect_request_using_get(request, response, target), request, "refresh")

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        _check(redirected, request, self.max_redirect_times)
        return super()._redirect(redirected, request, reason)


def _check(redirected: Request, request: Request, most: int) -> None:
    """Ends a chain that is too long, or that leads back: without cookies a server has no reason to answer otherwise."""
    been_at = {request.url, *request.meta.get("redirect_urls", ())}
    if request.meta.get("redirect_times", 0) >= most or (redirected.url in been_at and redirected.method == "GET"):
        raise RefusedRequest("redirects")
