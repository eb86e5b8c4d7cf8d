"""What all ways of discovery share: ask an address of the catalogue, claim the pages it names, fetch and keep those."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from core.records.sources import Source
from crawler.addresses import canonical
from crawler.closed import is_closed
from crawler.frontier import Owed
from crawler.outcomes import Answer
from crawler.refusals import DamagedError, RefusedRequest, TooLargeError, UnreadAnswerError, kind_of
from crawler.spiders.conditional import ask_conditionally, keep_answer, with_body
from crawler.spiders.pages import MISSING, Found, PageSpider, meta_of
from crawler.unpacking import MAGIC, gunzip

_LONGEST_LINK = 8_000
_FIRST = 100  # discovery goes before pages, so that the bounds fall on the oldest


class DiscoverySpider(PageSpider):
    """Subclasses say which addresses to ask (`places`) and how to read an answer (`read`, `further`)."""

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
                if self._may_ask(source, url, place):
                    yield self._ask(source, url, place)

    def asking(self, source: Source, place: Any) -> dict[str, Any]:
        """How a place is asked for, where it is not by a plain GET: the request's method and body."""
        return {}

    def languages(self, source: Source, place: Any) -> Iterable[str]:
        """The languages in which a place is asked for (ISO 639-1), the dearest first."""
        return source.languages

    def _may_ask(self, source: Source, url: str, place: Any) -> bool:
        told = self.asking(source, place)  # one address may be many lists, told apart by what is sent
        return self.work.claims.may_list(source.source_id, f"{url} {told.get('body', '')}")

    def _ask(self, source: Source, url: str, place: Any) -> Request:
        told = self.asking(source, place)
        kind = {"Content-Type": "application/json"} if "body" in told else {}
        request = Request(
            url,
            **told,
            callback=self._answered,
            errback=self._unanswered,
            cb_kwargs={"source": source, "place": place},
            headers={"Accept-Language": ", ".join(self.languages(source, place)), **kind},
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
            elif self._may_ask(source, url, following):
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
        error, meta = failure.value, meta_of(failure)
        if isinstance(error, HttpError) and error.response.status in MISSING and meta["row"]:
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
        else:
            self.take_document(source, page)


def links_of(links: Iterable[str], base: str) -> list[str]:
    """The canonical addresses of links, each once, in their order."""
    return list(dict.fromkeys(url for link in links if len(link) <= _LONGEST_LINK and (url := canonical(link, base))))
