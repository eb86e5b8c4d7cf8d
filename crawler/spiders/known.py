"""Asks for the pages that this run's discovery did not name: those still owed, and those that earlier runs stored."""

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
        for source in self.work.sources:
            for page in self.work.claims.left_over(source):
                with self.work.ledger.storing():
                    claimed = self.work.claims.claim(source.source_id, page)
                if claimed:
                    yield self.page_request(source, Found(url=page.url, title=page.title, published=page.published))

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        return ()

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        return []
