"""Which article a fetched page belongs to, and what of that the archive is told: its other addresses and its moves."""

from datetime import UTC, datetime

from scrapy.http import Response

from archive import Archive, Event
from archive.addresses import form
from core.records.pages import Declared
from crawler.claims import Claims
from crawler.head import Head
from crawler.identity import for_good, named_by_itself
from crawler.ledger import Ledger


class Articles:
    """Shared by the spiders of one run; `claimed` is always the address under which a page was claimed."""

    def __init__(self, ledger: Ledger, claims: Claims, archive: Archive | None) -> None:
        self._ledger, self._claims, self._archive = ledger, claims, archive

    def of(self, source_id: str, claimed: str, arrived: str, head: Head, response: Response) -> str | None:
        """The address under which the page is kept: the first that its article was known by; None if that had its turn.

        What leads to it for good, a permanent redirect or the page's own word, is recorded as another address of it.
        """
        known = self._claims.known(claimed)
        if known:
            self.note_move(claimed, arrived, response)
            return known.url
        own = named_by_itself(head.canonical, arrived)
        if own is None or not self._ledger.on_site(source_id, own):
            own = None
        address = own or arrived
        known = self._claims.known(address)
        article = known.url if known else address
        if form(article) != form(claimed) and (own or for_good(response)):
            self.tell(Event(kind="alias", url=article, at=datetime.now(UTC), location=claimed))
        if form(article) not in {form(claimed), form(arrived)} and self._claims.is_taken(article):
            return None
        self._claims.take(article)
        return article

    def note_move(self, claimed: str, arrived: str, response: Response) -> None:
        """Records that a known page stands elsewhere now, if a permanent redirect or a list says so."""
        known = self._claims.known(claimed)
        asked_there = form(arrived) == form(response.meta["asked"])
        if known and (for_good(response) or asked_there) and form(known.location or known.url) != form(arrived):
            self.tell(Event(kind="moved", url=known.url, at=datetime.now(UTC), location=arrived))
            self._ledger.count(response.meta["source_id"], "moved")

    def declared(self, source_id: str, article: str, *, title: str | None, published: str | None) -> Declared:
        """What stands beside the page; what no list tells any more is as it was told before."""
        source, known = self._ledger.tally(source_id).source, self._claims.known(article)
        return Declared(
            source=source.name,
            source_kind=source.kind,
            country=source.country,
            language=source.languages[0] if len(source.languages) == 1 else None,
            title=title or (known.title if known else None),
            published=published or (known.published if known else None),
            timezone=source.timezone,
        )

    def tell(self, event: Event) -> None:
        """Has the archive keep what happened to a page."""
        if self._archive:
            with self._ledger.storing():
                self._archive.tell(event)
