"""Asks again for the pages that earlier runs stored and this run's discovery did not name."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request
from scrapy.http import Response

from core.records import Source
from crawler.spiders.discovery import DiscoverySpider, Found


class KnownSpider(DiscoverySpider):
    """The pages not asked for longest come first, so that over several runs each has its turn."""

    name = "known"

    async def start(self) -> AsyncIterator[Request]:
        for source in self.ledger.sources:
            for known in self.ledger.known_pages(source):
                if self.ledger.claim(source.source_id, known.url):
                    yield self.page_request(source, Found(url=known.url))

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        return ()

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        return []
