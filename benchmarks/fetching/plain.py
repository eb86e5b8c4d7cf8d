"""Plain Scrapy over the feeds given as JSON: the least that fetches the same pages with the same manners."""

import json
import sys
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class Plain(scrapy.Spider):
    name = "plain"
    kept = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in json.loads(sys.argv[1]):
            yield scrapy.Request(url, callback=self.listed)

    def listed(self, response: Response) -> Iterator[scrapy.Request]:
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, callback=self.fetched)

    def fetched(self, response: Response) -> None:
        Plain.kept += len(response.body) > 0


if __name__ == "__main__":
    manners = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0}
    process = CrawlerProcess(manners | {"ROBOTSTXT_OBEY": True, "COOKIES_ENABLED": False, "LOG_LEVEL": "ERROR"})
    process.crawl(Plain)
    process.start()
    print(Plain.kept)
