"""How the crawler behaves towards a site: robots.txt, pauses, conditional requests, bounded redirects and bodies."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import httpcompression, redirect, retry, robotstxt
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.refusals import RefusedRequest, TooLargeError

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.robotstxt import RobotParser

    from crawler.ledger import Ledger

_LONGEST_CRAWL_DELAY = 60.0
_LONGEST_PAUSE = 120.0
_BUSY = {429, 503}
_ALL_BARRED = b"User-agent: *\nDisallow: /\n"


def _ledger(crawler: Crawler) -> "Ledger":
    return getattr(crawler.spider, "ledger")  # type: ignore[no-any-return]  # noqa: B009 (Scrapy knows no ledger)


def _slot(crawler: Crawler, request: Request) -> "Slot | None":
    """The queue of the request's host, if it has one yet."""
    downloader = crawler.engine.downloader
    return downloader.slots.get(downloader.get_slot_key(request))


class RobotsMiddleware(robotstxt.RobotsTxtMiddleware):
    """Obeys robots.txt, asked for once a run and host and again after a day, and its Crawl-delay up to a minute."""

    async def process_request(self, request: Request, spider: Any = None) -> None:
        self._parsers = _ledger(self.crawler).robots.fresh().parsers
        await super().process_request(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """As RFC 9309 has it: no robots.txt allows everything, one that the server fails to give bars everything."""
        if response.status >= 500:
            _ledger(self.crawler).robots.failed.add(netloc)
        if response.status >= 400:
            response = response.replace(body=_ALL_BARRED if response.status >= 500 else b"")
        await super()._parse_robots(response, netloc, request)

    def process_request_2(self, rp: "RobotParser | None", request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            unread = urlsplit(request.url).netloc in _ledger(self.crawler).robots.failed
            raise RefusedRequest("robots unread" if unread else "robots") from error
        self._slow_down(rp, request)

    def _slow_down(self, rp: "RobotParser | None", request: Request) -> None:
        delay_of: Callable[[str], float | None] | None = getattr(getattr(rp, "rp", None), "crawl_delay", None)
        wanted = delay_of(self._robotstxt_useragent or "*") if delay_of else None
        slot = _slot(self.crawler, request)
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
        known = _ledger(self._crawler).known(urldefrag(request.url).url)
        if known and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified


class RetryMiddleware(retry.RetryMiddleware):
    """Tries again a bounded number of times, each time after a longer pause of the whole host.

    A busy server that says when is left alone until then; if that is long, for the rest of the run.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = super().from_crawler(crawler)
        # Told before the host's next request goes out; the middleware's own turn comes after that.
        crawler.signals.connect(made.heed, signals.response_downloaded)
        return made

    def heed(self, response: Response, request: Request) -> None:
        """Keeps the pause that a busy server asks for, and turns away what waits for it if that is long."""
        pause = _seconds(response.headers.get("Retry-After")) if response.status in _BUSY else 0.0
        if pause <= _LONGEST_PAUSE:
            return self._pause(request, pause)
        host = urlsplit(request.url).netloc
        _ledger(self.crawler).leave_alone(host, pause)
        slot = _slot(self.crawler, request)
        if slot is None:
            return None
        for queued in [one for one in slot.queue if urlsplit(one[0].url).netloc == host]:
            slot.queue.remove(queued)
            queued[1].errback(RefusedRequest("busy"))
        return None

    def process_request(self, request: Request) -> None:
        if _ledger(self.crawler).is_busy(urlsplit(request.url).netloc):
            raise RefusedRequest("busy")

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        if _ledger(self.crawler).is_busy(urlsplit(request.url).netloc):
            return response
        again: Request | Response = self._after_a_while(super().process_response(request, response))
        return again

    def process_exception(self, request: Request, exception: Exception, spider: Any = None) -> Any:
        return self._after_a_while(super().process_exception(request, exception))

    def _after_a_while(self, result: Any) -> Any:
        if isinstance(result, Request):
            delay: float = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            self._pause(result, delay * 2 ** result.meta.get("retry_times", 1))
        return result

    def _pause(self, request: Request, seconds: float) -> None:
        """The host's next request goes out `delay` after `lastseen`: all of the host waits, not this page alone."""
        slot = _slot(self.crawler, request)
        if seconds and slot:
            slot.delay = slot.delay or 0.01
            slot.lastseen = max(slot.lastseen, time.monotonic() + seconds)


def _seconds(retry_after: bytes | None) -> float:
    """Seconds that a Retry-After header asks for; a moment that is given instead counts from now; else 0."""
    written = (retry_after or b"").decode("latin-1").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


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
