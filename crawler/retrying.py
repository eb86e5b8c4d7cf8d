"""How often a server is asked for one thing, and how long it is left alone in between."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import retry
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from crawler.closed import is_closed
from crawler.hosts import host_of
from crawler.pacing import leave_alone, pause_after, slot_of
from crawler.refusals import RefusedRequest
from crawler.work import work_of

_LONGEST_PAUSE = 120.0
_BUSY = {429, 503}
_NOT_THERE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError)


class RetryMiddleware(retry.RetryMiddleware):
    """Tries again a bounded number of times, each time after a longer pause of the whole host.

    A busy server that says when is left alone until then; if that is long, for the rest of the run and the next ones.
    A server that is not there, time after time, is given up for the run. A challenge is not asked for twice.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = super().from_crawler(crawler)
        # Told before the host's next request goes out; the middleware's own turn comes after that.
        crawler.signals.connect(made.heed, signals.response_downloaded)
        return made

    def heed(self, response: Response, request: Request) -> None:
        """Keeps the pause that a busy server asks for, and turns away what waits for it if that is long."""
        host, hosts = host_of(request.url), work_of(self.crawler).hosts
        hosts.answered(host)
        self._keep_time(request)
        pause = _seconds(response.headers.get("Retry-After")) if response.status in _BUSY else 0.0
        if pause <= _LONGEST_PAUSE:
            return self._pause(request, pause)
        with work_of(self.crawler).ledger.storing():
            hosts.leave_alone(host, pause)
        return self._turn_away(request, "busy")

    def _keep_time(self, request: Request) -> None:
        """Turns away what waits for the host on behalf of a source whose time is up; the host may be others' too."""
        source_id = request.meta.get("source_id")
        if source_id and not work_of(self.crawler).claims.has_time(source_id):
            self._turn_away(request, "over-time", of_source=source_id)

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        retried = response.status in self.retry_http_codes
        if work_of(self.crawler).hosts.is_busy(host_of(request.url)) or (retried and is_closed(response.body)):
            return response
        again: Request | Response = self._after_a_while(super().process_response(request, response))
        return again

    def process_exception(self, request: Request, exception: Exception, spider: Any = None) -> Any:
        host, hosts = host_of(request.url), work_of(self.crawler).hosts
        if isinstance(exception, _NOT_THERE):
            hosts.did_not_answer(host)
        elif not isinstance(exception, IgnoreRequest):
            hosts.answered(host)  # badly, but it is there
        if hosts.is_lost(host):
            return self._turn_away(request, "unreachable")
        return self._after_a_while(super().process_exception(request, exception))

    def _turn_away(self, request: Request, reason: str, *, of_source: str | None = None) -> None:
        slot = slot_of(self.crawler, request)
        for queued in list(slot.queue) if slot else ():
            if slot and of_source in {None, queued[0].meta.get("source_id")}:
                slot.queue.remove(queued)
                queued[1].errback(RefusedRequest(reason))

    def _after_a_while(self, result: Any) -> Any:
        if isinstance(result, Request):
            self._pause(result, pause_after(self.crawler, result.meta.get("retry_times", 1)))
        return result

    def _pause(self, request: Request, seconds: float) -> None:
        slot = slot_of(self.crawler, request)
        if seconds and slot:
            leave_alone(slot, seconds)


def _seconds(retry_after: bytes | None) -> float:
    """Seconds that a Retry-After header asks for; a moment that is given instead counts from now; else 0."""
    written = (retry_after or b"").decode("latin-1").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
