"""Which pages a run takes: each once, the source's own, within the bounds."""

import time
from collections.abc import Iterable

from archive import Archive, Known
from archive.addresses import form, numbered
from core.records.sources import Source
from core.settings import Limits
from crawler.frontier import Frontier, Owed
from crawler.ledger import Ledger

_MOST_LISTS = 200


class Claims:
    """Shared by the spiders of one run. Without an archive nothing is followed."""

    def __init__(self, ledger: Ledger, archive: Archive | None, frontier: Frontier, limits: Limits) -> None:
        self._ledger, self._archive, self._frontier, self._limits = ledger, archive, frontier, limits
        self._taken: set[str] = set()
        self._lists: set[tuple[str, str]] = set()

    @property
    def follows(self) -> bool:
        return self._archive is not None

    def known(self, url: str) -> Known | None:
        return self._archive.known(url) if self._archive else None

    def claim(self, source_id: str, page: Owed, *, listed: bool = False) -> bool:
        """Whether the page is to be taken now. A new one is owed from then on, until it is settled.

        Known pages that a list names get half of what may be asked again, so that lists do not starve the others.
        """
        url, tally = page.url, self._ledger.tally(source_id)
        if not self.follows or self.is_taken(url):
            return False
        if not self._ledger.on_site(source_id, url):
            return self._refuse(source_id, url, "off-site")
        if len(url) > self._limits.url_length:
            return self._refuse(source_id, url, "url-length")
        known, most = self.known(url), self._limits.pages_per_source
        if known and self.is_taken(known.url):
            return False
        if known and listed and tally.claimed_known >= max(1, most // 2):
            return False  # its turn comes with the longest not asked
        if (tally.claimed_known if known else tally.claimed_new) >= most:
            return self._refuse(source_id, url, "over-limit")
        tally.claimed_known += known is not None
        tally.claimed_new += known is None
        if known is None:
            self._frontier.owe(source_id, page)
        self.take(url, known.url if known else url)
        return True

    def _refuse(self, source_id: str, url: str, reason: str) -> bool:
        self.take(url)
        self._ledger.tally(source_id).refused[reason] += 1
        return False

    def has_time(self, source_id: str) -> bool:
        """Whether the source may be asked on; its time begins with its first question."""
        tally, now = self._ledger.tally(source_id), time.monotonic()
        tally.begun = now if tally.begun is None else tally.begun
        return now - tally.begun <= 60 * self._limits.minutes_per_source

    def has_room(self, source_id: str, size: int) -> bool:
        """Whether `size` bytes more of the source may be kept in this run; if so they are counted."""
        tally = self._ledger.tally(source_id)
        if tally.kept_bytes + size > 1_000_000 * self._limits.megabytes_per_source:
            return False
        tally.kept_bytes += size
        return True

    def take(self, *urls: str) -> None:
        """These addresses have had their turn, and so have their twins."""
        self._taken.update(map(form, urls))

    def is_taken(self, url: str) -> bool:
        return form(url) in self._taken

    def where(self, source_id: str, url: str) -> tuple[str, str]:
        """The address under which the article at `url` is kept, and the one at which it is to be asked for."""
        known = self.known(url)
        if known is None:
            return url, url
        now = known.location or known.url
        renamed = numbered(url) is not None and numbered(url) == numbered(known.url) and form(url) != form(now)
        return known.url, now if self._ledger.on_site(source_id, now) and not renamed else url

    def left_over(self, source: Source) -> Iterable[Owed]:
        """What no list of this run named: pages still owed, then known ones, the longest not asked first."""
        if self._archive is None:
            return
        for page in self._frontier.owed(source.source_id):
            if self.known(page.url):  # kept by a run that was killed before it could say so
                self._frontier.settle(source.source_id, page.url)
            else:
                yield page
        # Some more than may be asked, since some were asked already.
        most, carried = 3 * self._limits.pages_per_source, "document" in (source.api or {})
        for known in self._archive.of_source(source.name, most, carried=carried):
            yield Owed(url=known.url, title=known.title, published=known.published)

    def may_list(self, source_id: str, url: str) -> bool:
        """Whether one more list of the source may be asked for: indexes that lead to each other end here."""
        asked = (source_id, url)
        if asked in self._lists or self._ledger.tally(source_id).lists >= _MOST_LISTS:
            return False
        self._lists.add(asked)
        self._ledger.tally(source_id).lists += 1
        return True
