"""How the crawler behaves towards a site: robots.txt, conditional requests, bounded redirects and bodies."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import httpcompression, redirect, robotstxt
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.refusals import RefusedRequest, TooLargeError

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

    from crawler.ledger import Ledger

_LONGEST_CRAWL_DELAY = 60.0


def _ledger(crawler: Crawler) -> "Ledger":
    return getattr(crawler.spider, "ledger")  # type: ignore[no-any-return]  # noqa: B009 (Scrapy knows no ledger)


class RobotsMiddleware(robotstxt.RobotsTxtMiddleware):
    """Obeys robots.txt, asked for once a run and host, and its Crawl-delay up to a minute."""

    async def process_request(self, request: Request, spider: Any = None) -> None:
        self._parsers = _ledger(self.crawler).robots
        await super().process_request(request)

    def process_request_2(self, rp: "RobotParser | None", request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RefusedRequest("robots") from error
        self._slow_down(rp, request)

    def _slow_down(self, rp: "RobotParser | None", request: Request) -> None:
        delay_of: Callable[[str], float | None] | None = getattr(getattr(rp, "rp", None), "crawl_delay", None)
        wanted = delay_of(self._robotstxt_useragent or "*") if delay_of else None
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if wanted and slot:
            slot.delay = max(slot.delay, min(float(wanted), _LONGEST_CRAWL_DELAY))


class ConditionalMiddleware:
    """Asks for a known page only if it changed; a redirect's target by its own validators, not by the first hop's."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if not request.meta.get("page"):
            return
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        known = _ledger(self._crawler).known(request.url)
        if known and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Follows a bounded number of redirects, and says so when there are more."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if request.meta.get("redirect_times", 0) >= self.max_redirect_times:
            raise RefusedRequest("redirects")
        return super()._redirect(redirected, request, reason)


class CompressionMiddleware(httpcompression.HttpCompressionMiddleware):
    """Unpacks bodies up to the limit."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLargeError(response.url) from error
