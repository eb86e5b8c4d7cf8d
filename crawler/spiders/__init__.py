"""One spider a way of discovery, never one a site; they take their turns, so that a host sees one connection."""

from crawler.spiders.api import ApiSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.known import KnownSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.sitemap import SitemapSpider

IN_TURN = (FeedSpider, ApiSpider, ListingSpider, SitemapSpider, KnownSpider)

__all__ = ["IN_TURN", "ApiSpider", "FeedSpider", "KnownSpider", "ListingSpider", "SitemapSpider"]
