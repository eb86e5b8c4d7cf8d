"""The books of one run: which pages were claimed, what became of each, and what goes into the archive."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from archive import Archive, Event, Known
from archive.addresses import form, numbered
from archive.warc import charset_of
from core.errors import StoreError
from core.ids import digest as digest_of
from core.records import Declared, Source
from core.settings import Limits
from crawler.addresses import Territory, canonical
from crawler.closed import is_closed
from crawler.encodings import charset_of_body
from crawler.head import Head, head_of, not_to_be_kept
from crawler.identity import PERMANENT, leads_nowhere, named_by_itself
from crawler.outcomes import Answer
from crawler.robots import RobotsRead
from crawler.tally import Tally

Tell = Callable[[Mapping[str, Any]], None]

_MOST_LISTS = 200
_PAGE_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}


class Ledger:
    """Shared by the spiders of one run, which take their turns. Without an archive nothing is followed or stored."""

    def __init__(self, sources: Sequence[Source], archive: Archive | None, limits: Limits, tell: Tell) -> None:
        self.sources = sources
        self.robots = RobotsRead()
        self.stopped = False
        self.store_error: StoreError | None = None
        self._archive, self._limits, self._tell = archive, limits, tell
        self._tallies = {source.source_id: Tally(source, Territory(source)) for source in sources}
        self._claimed: set[str] = set()
        self._busy_until: dict[str, float] = {}

    @property
    def follows(self) -> bool:
        return self._archive is not None

    def on_site(self, source_id: str, url: str) -> bool:
        return url in self._tallies[source_id].territory

    def known(self, url: str) -> Known | None:
        return self._archive.known(url) if self._archive else None

    def where(self, source_id: str, url: str) -> tuple[str, str]:
        """The address under which the article at `url` is kept, and the one at which it is to be asked for."""
        known = self.known(url)
        if known is None:
            return url, url
        now = known.location or known.url
        renamed = numbered(url) is not None and numbered(url) == numbered(known.url) and form(url) != form(now)
        return known.url, now if self.on_site(source_id, now) and not renamed else url

    def known_pages(self, source: Source) -> list[Known]:
        """The pages to ask again for, the longest not asked first; some more than may be, since some were asked."""
        most = 3 * self._limits.pages_per_source
        return self._archive.of_source(source.name, most) if self._archive else []

    def claim(self, source_id: str, url: str, *, listed: bool = False) -> bool:
        """Whether the page is to be taken now: the source's own, not taken in this run, and within the bounds.

        Known pages that a list names get half of what may be asked again, so that lists do not starve the others.
        """
        tally = self._tallies[source_id]
        if form(url) in self._claimed or not self.follows:
            return False
        if not self.on_site(source_id, url):
            return self._refuse_link(tally, url, "off-site")
        if len(url) > self._limits.url_length:
            return self._refuse_link(tally, url, "url-length")
        known = self.known(url)
        if known and form(known.url) in self._claimed:
            return False
        most = self._limits.pages_per_source
        if known and listed and tally.claimed_known >= max(1, most // 2):
            return False  # its turn comes with the longest not asked
        if (tally.claimed_known if known else tally.claimed_new) >= most:
            return self._refuse_link(tally, url, "over-limit")
        tally.claimed_known += known is not None
        tally.claimed_new += known is None
        self._claimed |= {form(url), form(known.url if known else url)}
        return True

    def _refuse_link(self, tally: Tally, url: str, reason: str) -> bool:
        self._claimed.add(form(url))
        tally.refused[reason] += 1
        return False

    def may_ask(self, source_id: str) -> bool:
        """Whether one more list of the source may be asked for: indexes that lead to indexes end here."""
        tally = self._tallies[source_id]
        tally.lists += 1
        return tally.lists <= _MOST_LISTS

    def leave_alone(self, host: str, seconds: float) -> None:
        """The host asked for so long a pause that this run does not wait for it."""
        self._busy_until[host] = time.monotonic() + seconds

    def is_busy(self, host: str) -> bool:
        return time.monotonic() < self._busy_until.get(host, 0.0)

    def answered(self, answer: Answer) -> None:
        """An address of the catalogue answered, or did not."""
        self._tallies[answer.source_id].answers.append(answer)
        self._tell({"event": "answer", "answer": asdict(answer)})

    def refuse(self, source_id: str, reason: str) -> None:
        """A claimed page was not asked for, or not kept, on purpose."""
        self._tallies[source_id].refused[reason] += 1
        self._count(source_id, "pages")

    def fail(self, source_id: str, kind: str) -> None:
        self._tallies[source_id].failed[kind] += 1
        self._count(source_id, "pages")

    def missing(self, source_id: str, claimed: str, status: int, kind: str) -> None:
        """A page answered that it is not there: of a known one that is news, and recorded."""
        known = self.known(claimed)
        if known is None:
            return self.fail(source_id, kind)
        self._happened(Event(kind="removed", url=known.url, at=datetime.now(UTC), status=status))
        if known.gone:
            return self.refuse(source_id, "removed")
        return self._count(source_id, "removed", "pages")

    def take(self, source_id: str, response: Response, *, title: str | None, published: str | None) -> None:
        """Stores a page that was fetched: as it is, or as asked again if it has not changed."""
        asked, claimed = response.meta["asked"], response.meta["claimed"]
        arrived = canonical(response.url) or response.url
        if self.known(claimed) and leads_nowhere(arrived, asked):
            return self.missing(source_id, claimed, response.meta["redirect_reasons"][0], "moved")
        if form(arrived) not in {form(asked), form(claimed)} and form(arrived) in self._claimed:
            self._note_move(claimed, arrived, response)
            return self.refuse(source_id, "duplicate")
        self._claimed.add(form(arrived))
        headers = headers_of(response)
        if response.status == 304:
            return self._unchanged(source_id, self.known(claimed) or self.known(arrived), headers, 304)
        content_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
        media_type = _PAGE_TYPES.get(content_type.partition(";")[0].strip().lower())
        if media_type is None:
            return self.refuse(source_id, "media-type")
        if is_closed(response.body):
            return self.fail(source_id, "closed")
        head = head_of(response.body)
        if not_to_be_kept(head, response):
            return self.refuse(source_id, "noindex")
        article = self._article(source_id, claimed, arrived, head, response)
        if article is None:
            return self.refuse(source_id, "duplicate")
        return self._keep_page(
            source_id,
            article,
            response.body,
            media_type=media_type,
            charset=charset_of_body(response.body, charset_of(content_type)),
            declared=self._declared(source_id, title, published),
            status=response.status,
            headers=headers,
        )

    def _article(self, source_id: str, claimed: str, arrived: str, head: Head, response: Response) -> str | None:
        """The address under which the page is kept: the first that its article was known by; None if that had its turn.

        What leads to it for good, a permanent redirect or the page's own word, is recorded as another address of it.
        """
        known = self.known(claimed)
        if known:
            self._note_move(claimed, arrived, response)
            return known.url
        own = named_by_itself(head.canonical, arrived)
        if own is None or not self.on_site(source_id, own):
            own = None
        address = own or arrived
        known = self.known(address)
        article = known.url if known else address
        if form(article) != form(claimed) and (own or _for_good(response)):
            self._happened(Event(kind="alias", url=article, at=datetime.now(UTC), location=claimed))
        if form(article) in self._claimed - {form(claimed), form(arrived)}:
            return None
        self._claimed.add(form(article))
        return article

    def _note_move(self, claimed: str, arrived: str, response: Response) -> None:
        known = self.known(claimed)
        asked_there = form(arrived) == form(response.meta["asked"])
        if known and (_for_good(response) or asked_there) and form(known.location or known.url) != form(arrived):
            self._happened(Event(kind="moved", url=known.url, at=datetime.now(UTC), location=arrived))
            self._count(response.meta["source_id"], "moved")

    def take_document(self, source_id: str, url: str, body: bytes, *, title: str | None, published: str | None) -> None:
        """Stores an HTML document (UTF-8) that an API's answer carried, under its public address `url`."""
        told = {"media_type": "text/html", "charset": "utf-8", "status": None}
        known = self.known(url)
        article = known.url if known else url
        return self._keep_page(
            source_id, article, body, declared=self._declared(source_id, title, published), headers=(), **told
        )

    def close(self) -> None:
        """Tells each source's last word."""
        for tally in self._tallies.values():
            self._tell({"event": "source", "summary": asdict(tally.summary(tally.trouble()))})

    def _keep_page(self, source_id: str, article: str, body: bytes, **told: Any) -> None:
        known = self.known(article)
        if known and known.digest == digest_of(body):
            return self._unchanged(source_id, known, told["headers"], told["status"] or 200)
        self._keep(lambda archive: archive.write(article, body, retrieved=datetime.now(UTC), **told))
        return self._count(source_id, "changed" if known else "new", "pages")

    def _unchanged(self, source_id: str, known: Known | None, headers: Sequence[tuple[str, str]], status: int) -> None:
        if known is None:  # a 304 to a question that was not conditional
            return self.fail(source_id, f"http {status}")
        url, digest, now = known.url, known.digest, datetime.now(UTC)
        self._keep(lambda archive: archive.revisit(url, digest, retrieved=now, status=status, headers=headers))
        return self._count(source_id, "unchanged", "pages")

    def _happened(self, event: Event) -> None:
        self._keep(lambda archive: archive.tell(event))

    def _keep(self, write: Callable[[Archive], str]) -> None:
        """Writes, or ends the run: Scrapy would log the error and go on fetching what cannot be kept."""
        if self._archive is None:
            return
        try:
            write(self._archive)
        except StoreError as error:
            self.store_error = error
            raise CloseSpider("store") from error

    def _declared(self, source_id: str, title: str | None, published: str | None) -> Declared:
        source = self._tallies[source_id].source
        return Declared(
            source=source.name,
            source_kind=source.kind,
            country=source.country,
            language=source.languages[0] if len(source.languages) == 1 else None,
            title=title,
            published=published,
            timezone=source.timezone,
        )

    def _count(self, source_id: str, *names: str) -> None:
        tally = self._tallies[source_id]
        tally.counts.update(names)
        self._tell({"event": "source", "summary": asdict(tally.summary(None))})


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """The answer's headers as text, each value by itself."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )


def _for_good(response: Response) -> bool:
    """Whether the page was reached by permanent redirects, one at least."""
    reasons = set(response.meta.get("redirect_reasons", ()))
    return bool(reasons) and reasons <= PERMANENT
