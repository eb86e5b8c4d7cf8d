"""How the crawler asks: by robots.txt, only for what changed, and for no more than can be unpacked."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import httpcompression, robotstxt
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from archive.addresses import form
from crawler.hosts import host_of
from crawler.refusals import DamagedError, RefusedRequest, TooLargeError, UnreachedError, kind_of
from crawler.unpacking import gunzip, inflate, unbrotli, unzstd
from crawler.work import work_of

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

_LONGEST_CRAWL_DELAY = 60.0
_TOO_MANY = 429
_UNPACKED = {b"gzip": gunzip, b"x-gzip": gunzip, b"deflate": inflate, b"br": unbrotli, b"zstd": unzstd}
_ALL_BARRED = b"User-agent: *\nDisallow: /\n"


class RobotsMiddleware(robotstxt.RobotsTxtMiddleware):
    """Obeys robots.txt, asked for once a run and host and again after a day, and its Crawl-delay up to a minute."""

    async def process_request(self, request: Request, spider: Any = None) -> None:
        self._parsers = work_of(self.crawler).robots.fresh().parsers
        await super().process_request(request)

    async def robot_parser(self, request: Request) -> "RobotParser | None":
        """Whoever comes while robots.txt is fetched waits for a sign of its own.

        Where several await the one that Scrapy keeps, all but the first are told that there are no rules.
        """
        host, waiting = urlsplit(request.url).netloc, work_of(self.crawler).robots.waiting
        if host in waiting:
            sign: Deferred[None] = Deferred()
            waiting[host].append(sign)
            await maybe_deferred_to_future(sign)
            return await super().robot_parser(request)
        waiting[host] = []
        try:
            return await super().robot_parser(request)
        finally:
            for sign in waiting.pop(host):
                sign.callback(None)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """As RFC 9309 has it: no robots.txt allows everything, one that the server fails to give bars everything."""
        unread = response.status >= 500 or response.status == _TOO_MANY
        if unread:
            work_of(self.crawler).robots.failed[netloc] = RefusedRequest("robots unread")
        if response.status >= 400:
            response = response.replace(body=_ALL_BARRED if unread else b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """A host that does not give its robots.txt for want of an answer is asked for nothing else."""
        if not isinstance(exc, IgnoreRequest):  # what was refused on purpose is refused again, for its own reason
            work_of(self.crawler).robots.failed[netloc] = UnreachedError(kind_of(exc))
        super()._robots_error(exc, netloc)

    def process_request_2(self, rp: "RobotParser | None", request: Request) -> None:
        failed = work_of(self.crawler).robots.failed.get(urlsplit(request.url).netloc)
        if failed:
            raise type(failed)(*failed.args)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RefusedRequest("robots") from error
        self._slow_down(rp, request)

    def _slow_down(self, rp: "RobotParser | None", request: Request) -> None:
        delay_of: Callable[[str], float | None] | None = getattr(getattr(rp, "rp", None), "crawl_delay", None)
        wanted = delay_of(self._robotstxt_useragent or "*") if delay_of else None
        if wanted:
            work_of(self.crawler).hosts.ask_for_delay(host_of(request.url), min(float(wanted), _LONGEST_CRAWL_DELAY))


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
        url = urldefrag(request.url).url
        known = work_of(self._crawler).claims.known(url)
        if known is None or form(url) not in {form(known.url), form(known.location or known.url)}:
            return  # validators of another address: two pages of a site may well share one
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified


class CompressionMiddleware(httpcompression.HttpCompressionMiddleware):
    """Unpacks bodies up to the limit; Scrapy itself takes what was cut off for all there is."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        try:
            return super().process_response(request, response)
        except (DamagedError, TooLargeError):
            raise
        except IgnoreRequest as error:
            raise TooLargeError(response.url) from error
        except Exception as error:  # each way of packing has errors of its own
            raise DamagedError(response.url) from error

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in _UNPACKED:
            return _UNPACKED[encoding](body, max_size)
        return httpcompression.HttpCompressionMiddleware._decode(body, encoding, max_size)
