"""What all ways of discovery share: ask an address of the catalogue, claim the pages it names, fetch and keep those."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from core.records import Source
from crawler.addresses import canonical
from crawler.closed import is_closed
from crawler.frontier import Owed
from crawler.outcomes import Answer
from crawler.refusals import DamagedError, RefusedRequest, TooLargeError, UnreadAnswerError, kind_of
from crawler.spiders.conditional import ask_conditionally, keep_answer, with_body
from crawler.unpacking import MAGIC, gunzip
from crawler.work import Work

_LONGEST_LINK = 8_000
_MISSING = {404, 410}
_FIRST = 100  # discovery goes before pages, so that the bounds fall on the oldest


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that was discovered; `html` where the answer carried the article itself. `published` is ISO 8601.

    `unread` counts the files beside it that the crawler takes no text from.
    """

    url: str
    title: str | None = None
    published: str | None = None
    html: str | None = None
    unread: int = 0


class DiscoverySpider(Spider):
    """Subclasses say which addresses to ask (`places`) and how to read an answer (`read`, `further`)."""

    work: Work

    def __init__(self, work: Work, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.work = work

    @abstractmethod
    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        """The first addresses of a source, each with what its reading needs to know."""

    @abstractmethod
    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        """The pages an answer names; raises UnreadAnswerError if it is something else."""

    def further(self, response: Response, source: Source, place: Any, fresh: int) -> Iterable[tuple[str, Any]]:
        """More addresses that the answer leads to; `fresh` pages of this one were never seen before."""
        return ()

    def row_of(self, source: Source, place: Any) -> str | None:
        """What a row of places is known by whose end is a place that is not there; None for the first, or no row."""
        return None

    async def start(self) -> AsyncIterator[Request]:
        for source in self.work.sources:
            for url, place in self.places(source):
                if self.work.claims.may_list(source.source_id, url):
                    yield self._ask(source, url, place)

    def asking(self, source: Source, place: Any) -> dict[str, Any]:
        """How a place is asked for, where it is not by a plain GET: the request's method and body."""
        return {}

    def _ask(self, source: Source, url: str, place: Any) -> Request:
        told = self.asking(source, place)
        kind = {"Content-Type": "application/json"} if "body" in told else {}
        request = Request(
            url,
            **told,
            callback=self._answered,
            errback=self._unanswered,
            cb_kwargs={"source": source, "place": place},
            headers={"Accept-Language": ", ".join(source.languages), **kind},
            meta={"source_id": source.source_id, "address": url, "row": self.row_of(source, place)},
            priority=_FIRST,
            dont_filter=True,
        )
        return ask_conditionally(request, self.work) if self.work.claims.follows else request

    def _answered(self, response: Response, source: Source, place: Any) -> Iterator[Request]:
        try:
            response = with_body(response, self.work)
            found = self.read(response, source, place)
        except UnreadAnswerError as error:
            self._tell(response.meta, why="closed" if is_closed(response.body) else error.why)
            return
        except Exception:  # a hostile answer may trip a parser anywhere: its source is in trouble, no other
            self.logger.exception("%s", response.url)
            self._tell(response.meta, why="unreadable")
            return
        if not found and is_closed(response.body):
            self._tell(response.meta, why="closed")
            return
        self._tell(response.meta, links=len(found))
        yield from self._take_up(response, source, place, found)

    def _take_up(self, response: Response, source: Source, place: Any, found: list[Found]) -> Iterator[Request]:
        with self.work.ledger.storing(), self.work.frontier.together():
            claimed = [page for page in found if self._claim(source, page)]
            fresh = sum(self.work.claims.known(page.url) is None for page in claimed)
            further = list(self.further(response, source, place, fresh)) if self.work.claims.follows else []
            keep_answer(response, self.work)
        for page in claimed:
            yield from self._take(source, page)
        for url, following in further:
            if not self.work.ledger.on_site(source.source_id, url):
                self.work.ledger.tally(source.source_id).refused["off-site"] += 1
            elif self.work.claims.may_list(source.source_id, url):
                yield self._ask(source, url, following)

    def unpacked(self, response: Response) -> bytes:
        """The answer's body, also where the list is a packed file; raises UnreadAnswerError if that is damaged."""
        if not response.body.startswith(MAGIC):
            return response.body
        try:
            return gunzip(response.body, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except (DamagedError, TooLargeError) as error:
            raise UnreadAnswerError(kind_of(error)) from error

    def _claim(self, source: Source, page: Found) -> bool:
        owed = Owed(url=page.url, title=page.title, published=page.published)
        return self.work.claims.claim(source.source_id, owed, listed=page.html is None)

    def _unanswered(self, failure: "Failure") -> None:
        error, meta = failure.value, _meta_of(failure)
        if isinstance(error, HttpError) and error.response.status in _MISSING and meta["row"]:
            with self.work.ledger.storing():
                self.work.frontier.end_walk(meta["row"])
            return
        self._tell(meta, why=error.reason if isinstance(error, RefusedRequest) else kind_of(error))

    def _tell(self, meta: dict[str, Any], *, links: int = 0, why: str | None = None) -> None:
        self.work.ledger.answered(
            Answer(source_id=meta["source_id"], url=meta["address"], ok=why is None, links=links, why=why)
        )

    def _take(self, source: Source, page: Found) -> Iterator[Request]:
        if page.html is None:
            yield self.page_request(source, page)
            return
        taken = {"title": page.title, "published": page.published}
        if self.work.keeper.take_document(source.source_id, page.url, document(page), **taken):
            self.work.ledger.leave_unread(source.source_id, page.unread)

    def page_request(self, source: Source, page: Found) -> Request:
        article, now = self.work.claims.where(source.source_id, page.url)
        return Request(
            now,
            callback=self._fetched,
            errback=self._not_fetched,
            cb_kwargs={"title": page.title, "published": page.published},
            headers={"Accept-Language": ", ".join(source.languages)},
            meta={
                "source_id": source.source_id,
                "page": True,
                "claimed": article,
                "asked": now,
                "handle_httpstatus_list": [304],
            },
            dont_filter=True,
        )

    def _fetched(self, response: Response, title: str | None, published: str | None) -> None:
        source_id, claimed = response.meta["source_id"], response.meta["claimed"]
        try:
            self.work.keeper.take(source_id, response, title=title, published=published)
        except CloseSpider:
            raise
        except Exception:  # nothing that a page sends may go uncounted
            self.logger.exception("%s", response.url)
            self.work.keeper.fail(source_id, claimed, "unreadable")

    def _not_fetched(self, failure: "Failure") -> None:
        error, meta = failure.value, _meta_of(failure)
        source_id, claimed = meta["source_id"], meta["claimed"]
        if isinstance(error, RefusedRequest):
            self.work.keeper.refuse(source_id, claimed, error.reason)
        elif isinstance(error, HttpError) and error.response.status in _MISSING:
            self.work.keeper.missing(source_id, claimed, error.response.status, kind_of(error))
        else:
            self.work.keeper.fail(source_id, claimed, kind_of(error))


def _meta_of(failure: Any) -> dict[str, Any]:
    error = failure.value
    meta: dict[str, Any] = error.response.meta if isinstance(error, HttpError) else failure.request.meta
    return meta


def links_of(links: Iterable[str], base: str) -> list[str]:
    """The canonical addresses of links, each once, in their order."""
    return list(dict.fromkeys(url for link in links if len(link) <= _LONGEST_LINK and (url := canonical(link, base))))


def document(page: Found) -> bytes:
    """An HTML document around the article an API carried, so that it is read like any other page."""
    from html import escape

    title = escape(page.title or "")
    published = f'<meta property="article:published_time" content="{escape(page.published)}">' if page.published else ""
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{escape(page.url)}">{published}'
    body = f"<article><h1>{title}</h1>\n{page.html}\n</article>"
    return f"<!doctype html>\n<html><head>{head}</head><body>{body}</body></html>\n".encode()
