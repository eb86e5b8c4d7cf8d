"""Discovery by pages of links, one or numbered ones ({page} in the address)."""

import re
from collections.abc import Iterable
from typing import Any

from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_base_url

from core.records.sources import Source
from crawler.head import head_of, not_to_be_followed
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import links_of
from crawler.spiders.paged import PagedSpider, Place
from crawler.spiders.pages import Found

# Words of a link's rel are parted by spaces; "ugc" and "sponsored" say who wrote a link, not that it be left alone.
_FOLLOWED = "//a[@href][not(contains(concat(' ', normalize-space(@rel), ' '), ' nofollow '))]/@href"


class ListingSpider(PagedSpider):
    """Takes the links that match the catalogue's expression, save where link or page asks not to be followed."""

    name = "listing"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        for listing in source.listings:
            place = Place(listing.url, listing.article)
            yield place.url, place

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        if not isinstance(response, HtmlResponse):
            raise UnreadAnswerError("not a page")
        links = links_of(response.xpath(_FOLLOWED).getall(), get_base_url(response))
        own = links_of([response.url], response.url)  # an expression that fits the page itself has it watched
        barred = not_to_be_followed(head_of(response.body), response)
        taken = [url for url in dict.fromkeys(own if barred else [*links, *own]) if re.search(place.article, url)]
        if barred and not taken:
            raise UnreadAnswerError("robots")
        return [Found(url=url) for url in taken]
