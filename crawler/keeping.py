"""What goes into the archive: each page that was fetched becomes a version, a revisit, a removal or a refusal."""

from collections.abc import Sequence
from datetime import UTC, datetime

from scrapy.http import Response

from archive import Archive, Arrival, Event, Known
from archive.addresses import form
from archive.parsing import charset_of
from core.ids import digest as digest_of
from crawler.addresses import canonical
from crawler.articles import Articles
from crawler.claims import Claims
from crawler.closed import is_closed, is_missing
from crawler.encodings import charset_of_body
from crawler.frontier import Frontier
from crawler.head import head_of, not_to_be_kept
from crawler.identity import first_status, leads_nowhere, leads_to_a_door, may_be_one
from crawler.ledger import Ledger
from crawler.refusals import LATER, lasts

_PAGE_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}

_WHOLE = {200, 203}  # of the answers that are no errors; others are parts, promises or nothing


class Keeper:
    """Shared by the spiders of one run; `claimed` is always the address under which a page was claimed."""

    def __init__(self, ledger: Ledger, claims: Claims, archive: Archive | None, frontier: Frontier) -> None:
        self._ledger, self._claims, self._archive, self._frontier = ledger, claims, archive, frontier
        self._articles = Articles(ledger, claims, archive)

    def refuse(self, source_id: str, claimed: str, reason: str) -> None:
        """The page was not asked for, or not kept, on purpose."""
        if reason not in LATER:
            self._settle(source_id, claimed)
        self._ledger.refuse(source_id, reason)

    def fail(self, source_id: str, claimed: str, kind: str) -> None:
        """The page could not be fetched; what may be otherwise another day is tried again in the next run."""
        with self._ledger.storing():
            (self._frontier.settle if lasts(kind) else self._frontier.tried)(source_id, claimed)
        self._ledger.fail(source_id, kind)

    def missing(self, source_id: str, claimed: str, status: int, kind: str) -> None:
        """A page answered that it is not there: of a known one that is news, and recorded."""
        known = self._claims.known(claimed)
        if known is None:
            return self.fail(source_id, claimed, kind)
        self._articles.tell(Event(kind="removed", url=known.url, at=datetime.now(UTC), status=status))
        if known.gone:
            return self.refuse(source_id, claimed, "removed")
        return self._ledger.count(source_id, "removed", "pages")

    def take(self, source_id: str, response: Response, *, title: str | None, published: str | None) -> None:
        """Stores a page that was fetched: as it is, or as asked again if it has not changed."""
        asked, claimed = response.meta["asked"], response.meta["claimed"]
        arrived = canonical(response.url) or response.url
        if leads_nowhere(arrived, asked, known=self._claims.known(claimed) is not None):
            return self.missing(source_id, claimed, first_status(response), "moved")
        if leads_to_a_door(arrived, asked):
            return self.fail(source_id, claimed, "closed")
        if form(arrived) not in {form(asked), form(claimed)} and self._claims.is_taken(arrived):
            self._articles.note_move(claimed, arrived, response)
            return self.refuse(source_id, claimed, "duplicate")
        self._claims.take(arrived)
        if response.status == 304:
            known = self._claims.known(claimed) or self._claims.known(arrived)
            return self._unchanged(source_id, claimed, known, headers_of(response), 304)
        return self._take_page(source_id, claimed, arrived, response, title=title, published=published)

    def _take_page(
        self,
        source_id: str,
        claimed: str,
        arrived: str,
        response: Response,
        *,
        title: str | None,
        published: str | None,
    ) -> None:
        if response.status not in _WHOLE:
            return self.fail(source_id, claimed, f"http {response.status}")
        content_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
        media_type = _PAGE_TYPES.get(content_type.partition(";")[0].strip().lower())
        if media_type is None:
            return self.refuse(source_id, claimed, "media-type")
        if not response.body.strip():
            return self.fail(source_id, claimed, "empty")
        charset = charset_of_body(response.body, charset_of(content_type))
        if is_closed(response.body):
            return self.fail(source_id, claimed, "closed")
        if is_missing(response.body, charset):
            return self.missing(source_id, claimed, response.status, "not there")
        head = head_of(response.body)
        if not_to_be_kept(head, response):
            return self.refuse(source_id, claimed, "noindex")
        article = self._articles.of(source_id, claimed, arrived, head, response)
        if article is None:
            return self.refuse(source_id, claimed, "duplicate")
        page = Arrival(
            url=article,
            body=response.body,
            retrieved=datetime.now(UTC),
            media_type=media_type,
            charset=charset,
            declared=self._articles.declared(source_id, article, title=title, published=published),
            status=response.status,
            headers=headers_of(response),
        )
        return self._keep(source_id, claimed, page)

    def take_document(self, source_id: str, url: str, body: bytes, *, title: str | None, published: str | None) -> bool:
        """Stores an HTML document (UTF-8) that an API's answer carried, under its public address; whether it is new."""
        known = self._claims.known(url)
        article = known.url if known else url
        page = Arrival(
            url=article,
            body=body,
            retrieved=datetime.now(UTC),
            media_type="text/html",
            charset="utf-8",
            declared=self._articles.declared(source_id, article, title=title, published=published),
        )
        self._keep(source_id, url, page)
        return known is None or known.digest != digest_of(body)

    def _keep(self, source_id: str, claimed: str, page: Arrival) -> None:
        known = self._claims.known(page.url)
        if known and known.digest == digest_of(page.body):
            return self._unchanged(source_id, claimed, known, page.headers, page.status or 200)
        if known is None and any(may_be_one(page.url, other) for other in self._with_body(page.body)):
            return self.refuse(source_id, claimed, "duplicate")
        if not self._claims.has_room(source_id, len(page.body)):
            return self.refuse(source_id, claimed, "over-limit")
        if self._archive:
            with self._ledger.storing():
                self._archive.write(page)
        self._settle(source_id, claimed)
        return self._ledger.count(source_id, "changed" if known else "new", "pages")

    def _with_body(self, body: bytes) -> list[str]:
        return self._archive.with_body(digest_of(body)) if self._archive else []

    def _unchanged(
        self, source_id: str, claimed: str, known: Known | None, headers: Sequence[tuple[str, str]], status: int
    ) -> None:
        if known is None or self._archive is None:  # a 304 to a question that was not conditional
            return self.fail(source_id, claimed, f"http {status}")
        with self._ledger.storing():
            self._archive.revisit(known.url, known.digest, retrieved=datetime.now(UTC), status=status, headers=headers)
        self._settle(source_id, claimed)
        return self._ledger.count(source_id, "unchanged", "pages")

    def _settle(self, source_id: str, claimed: str) -> None:
        with self._ledger.storing():
            self._frontier.settle(source_id, claimed)


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """The answer's headers as text, each value by itself."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
