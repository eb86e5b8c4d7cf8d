"""The books of one run: which pages were claimed, what became of each, and what goes into the archive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag

from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from archive import Archive, Known
from archive.warc import charset_of
from core.errors import StoreError
from core.ids import digest as digest_of
from core.records import Declared, Source
from core.settings import Limits
from crawler.addresses import Territory
from crawler.outcomes import Answer
from crawler.tally import Tally

Tell = Callable[[Mapping[str, Any]], None]

_PAGE_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}


class Ledger:
    """Shared by the spiders of one run, which take their turns. Without an archive nothing is followed or stored."""

    def __init__(self, sources: Sequence[Source], archive: Archive | None, limits: Limits, tell: Tell) -> None:
        self.sources = sources
        self.robots: dict[str, Any] = {}
        self.stopped = False
        self.store_error: StoreError | None = None
        self._archive, self._limits, self._tell = archive, limits, tell
        self._tallies = {source.source_id: Tally(source, Territory(source)) for source in sources}
        self._claimed: set[str] = set()

    @property
    def follows(self) -> bool:
        return self._archive is not None

    def on_site(self, source_id: str, url: str) -> bool:
        return url in self._tallies[source_id].territory

    def known(self, url: str) -> Known | None:
        return self._archive.known(url) if self._archive else None

    def known_pages(self, source: Source) -> list[Known]:
        return self._archive.of_source(source.name) if self._archive else []

    def claim(self, source_id: str, url: str) -> bool:
        """Whether the page is to be taken now: the source's own, not taken in this run, and within the bounds."""
        tally = self._tallies[source_id]
        if url in self._claimed or not self.follows:
            return False
        if not self.on_site(source_id, url):
            return self._refuse_link(tally, url, "off-site")
        if len(url) > self._limits.url_length:
            return self._refuse_link(tally, url, "url-length")
        is_known = self.known(url) is not None
        if (tally.claimed_known if is_known else tally.claimed_new) >= self._limits.pages_per_source:
            return self._refuse_link(tally, url, "over-limit")
        tally.claimed_known += is_known
        tally.claimed_new += not is_known
        self._claimed.add(url)
        return True

    def _refuse_link(self, tally: Tally, url: str, reason: str) -> bool:
        self._claimed.add(url)
        tally.refused[reason] += 1
        return False

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

    def take(self, source_id: str, response: Response, *, title: str | None, published: str | None) -> None:
        """Stores a page that was fetched: as it is, or as asked again if it has not changed."""
        url = urldefrag(response.url).url
        if url != response.meta.get("claimed") and url in self._claimed:
            return self.refuse(source_id, "duplicate")
        self._claimed.add(url)
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        if response.status == 304:
            return self._unchanged(source_id, url, headers, 304)
        content_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
        media_type = _PAGE_TYPES.get(content_type.partition(";")[0].strip().lower())
        if media_type is None:
            return self.refuse(source_id, "media-type")
        known = self.known(url)
        if known and known.digest == digest_of(response.body):
            return self._unchanged(source_id, url, headers, response.status)
        return self._store(
            source_id,
            known,
            url,
            response.body,
            media_type=media_type,
            charset=charset_of(content_type),
            declared=self._declared(source_id, title, published),
            status=response.status,
            headers=headers,
        )

    def take_document(self, source_id: str, url: str, body: bytes, *, title: str | None, published: str | None) -> None:
        """Stores an HTML document (UTF-8) that an API's answer carried, under its public address `url`."""
        known = self.known(url)
        if known and known.digest == digest_of(body):
            return self._unchanged(source_id, url, (), 200)
        told = {"media_type": "text/html", "charset": "utf-8", "status": None}
        return self._store(source_id, known, url, body, declared=self._declared(source_id, title, published), **told)

    def close(self) -> None:
        """Tells each source's last word."""
        for tally in self._tallies.values():
            self._tell({"event": "source", "summary": asdict(tally.summary(tally.trouble()))})

    def _store(self, source_id: str, known: Known | None, url: str, body: bytes, **told: Any) -> None:
        self._keep(lambda archive: archive.write(url, body, retrieved=datetime.now(UTC), **told))
        self._count(source_id, "changed" if known else "new", "pages")

    def _unchanged(self, source_id: str, url: str, headers: Sequence[tuple[str, str]], status: int) -> None:
        known = self.known(url)
        if known is None:  # a 304 to a question that was not conditional
            return self.fail(source_id, f"http {status}")
        now = datetime.now(UTC)
        self._keep(lambda archive: archive.revisit(url, known.digest, retrieved=now, status=status, headers=headers))
        return self._count(source_id, "unchanged", "pages")

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
