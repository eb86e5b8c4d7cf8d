"""Discovery by pages of links, one or numbered ones ({page} in the address)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_base_url

from core.records import Source
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import DiscoverySpider, Found, links_of

LAST_PAGE = 20


@dataclass(frozen=True, slots=True)
class _Place:
    template: str
    article: str
    number: int = 1

    @property
    def url(self) -> str:
        return self.template.replace("{page}", str(self.number))


class ListingSpider(DiscoverySpider):
    """Takes the links that match the catalogue's expression, from page to page until one shows nothing new."""

    name = "listing"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        for listing in source.listings:
            place = _Place(listing.url, listing.article)
            yield place.url, place

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        if not isinstance(response, HtmlResponse):
            raise UnreadAnswerError("not a page")
        links = links_of(response.css("a::attr(href)").getall(), get_base_url(response))
        own = links_of([response.url], response.url)  # an expression that fits the page itself has it watched
        return [Found(url=url) for url in dict.fromkeys([*links, *own]) if re.search(place.article, url)]

    def further(self, response: Response, source: Source, place: Any, fresh: int) -> Iterable[tuple[str, Any]]:
        if "{page}" in place.template and fresh and place.number < LAST_PAGE:
            following = _Place(place.template, place.article, place.number + 1)
            yield following.url, following
