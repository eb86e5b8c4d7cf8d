"""Asks for the pages that this run's discovery did not name: those still owed, and those that earlier runs stored."""

from collections.abc import AsyncIterator

from scrapy import Request

from crawler.spiders.pages import Found, PageSpider


class KnownSpider(PageSpider):
    """The pages not asked for longest come first, so that over several runs each has its turn."""

    name = "known"

    async def start(self) -> AsyncIterator[Request]:
        for source in self.work.sources:
            for page in self.work.claims.left_over(source):
                with self.work.ledger.storing():
                    claimed = self.work.claims.claim(source.source_id, page)
                if claimed:
                    yield self.page_request(source, Found(url=page.url, title=page.title, published=page.published))
