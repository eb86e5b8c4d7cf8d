"""How fast a server is asked: one question at a time, and its delay between an answer and the next question."""

import time
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.hosts import Hosts, host_of
from crawler.refusals import RefusedRequest
from crawler.work import work_of

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot

_NO_DELAY = 0.01  # seconds: less is none, but for Scrapy's taking two requests from a queue at once


class PaceMiddleware:
    """One queue a server, by name and port, and its pace carried over from one spider to the next."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls(crawler)
        crawler.signals.connect(made.set_pace, signals.request_reached_downloader)
        crawler.signals.connect(made.count_from_answer, signals.response_downloaded)
        crawler.signals.connect(made.note_pace, signals.request_left_downloader)
        return made

    def process_request(self, request: Request) -> None:
        host = host_of(request.url)
        request.meta["download_slot"] = host
        if self._hosts.is_busy(host):
            raise RefusedRequest("busy")
        if self._hosts.is_lost(host):
            raise RefusedRequest("unreachable")
        source_id = request.meta.get("source_id")
        if source_id and not work_of(self._crawler).claims.has_time(source_id):
            raise RefusedRequest("over-time")

    def set_pace(self, request: Request) -> None:
        """Told when the request's queue is there, and before it may go out."""
        host, slot = host_of(request.url), slot_of(self._crawler, request)
        if slot:
            slot.delay = max(slot.delay, self._hosts.delays.get(host, 0.0))
            slot.lastseen = max(slot.lastseen, self._hosts.seen.get(host, 0.0))

    def count_from_answer(self, response: Response, request: Request) -> None:
        """Scrapy counts a delay from the question: a slow server would get the next one at once, or even earlier."""
        slot = slot_of(self._crawler, request)
        if slot and slot.delay > _NO_DELAY:
            slot.lastseen = max(slot.lastseen, time.monotonic())

    def note_pace(self, request: Request) -> None:
        if slot := slot_of(self._crawler, request):
            self._hosts.seen[host_of(request.url)] = slot.lastseen

    @property
    def _hosts(self) -> Hosts:
        return work_of(self._crawler).hosts


class PacedHandler(HTTP11DownloadHandler):
    """Leaves a server that gave no answer alone for as long as one that answered badly is.

    Scrapy sends what waits for the server as soon as a question has failed, before any middleware learns of it, and
    counts the delay from the question: after a timeout that is over.
    """

    async def download_request(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except Exception:
            slot = slot_of(self.crawler, request)
            if slot and slot.delay > _NO_DELAY:
                leave_alone(slot, pause_after(self.crawler, request.meta.get("retry_times", 0) + 1))
            raise


def pause_after(crawler: Crawler, failures: int) -> float:
    """Seconds for which a server is left alone after it failed so many times in a row to answer one question."""
    delay: float = crawler.settings.getfloat("DOWNLOAD_DELAY")
    return delay * float(2**failures)


def leave_alone(slot: "Slot", seconds: float) -> None:
    """The server's next request goes out `delay` after `lastseen`: all of the server waits, not one page alone."""
    slot.delay = slot.delay or _NO_DELAY
    slot.lastseen = max(slot.lastseen, time.monotonic() + seconds)


def slot_of(crawler: Crawler, request: Request) -> "Slot | None":
    """The queue of the request's server, if it has one yet."""
    downloader = crawler.engine.downloader
    return downloader.slots.get(downloader.get_slot_key(request))
