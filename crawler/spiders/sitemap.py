"""Discovery by sitemaps: plain, packed, of news, and indexes of them."""

from collections.abc import Iterable
from typing import Any

from scrapy import Selector
from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number

from core.records import Source
from crawler.addresses import canonical
from crawler.dates import as_iso
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import DiscoverySpider, Found

_DEEPEST = 3
_SITEMAPS_AN_INDEX = 50


class SitemapSpider(DiscoverySpider):
    """Takes the addresses of a sitemap, those changed last first, since the bounds cut off the end.

    Their `lastmod` is not taken as a day of publication: many sites write today's for every page.
    """

    name = "sitemap"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        return ((url, 0) for url in source.sitemaps)

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        root = self._root(response)
        if root not in {"urlset", "sitemapindex"}:
            raise UnreadAnswerError("not a sitemap")
        found = {}
        for node in _newest_first(self._xml(response), "url"):
            url = canonical(_text(node, "loc") or "", response.url)
            if url and _text(node, "loc"):
                published = as_iso(_text(node, "news", "publication_date") or "", source.timezone)
                found[url] = Found(url=url, title=_text(node, "news", "title"), published=published)
        return list(found.values())

    def further(self, response: Response, source: Source, place: Any, fresh: int) -> Iterable[tuple[str, Any]]:
        if place >= _DEEPEST:
            return
        for node in _newest_first(self._xml(response), "sitemap")[:_SITEMAPS_AN_INDEX]:
            if (link := _text(node, "loc")) and (url := canonical(link, response.url)):
                yield url, place + 1

    def _root(self, response: Response) -> str | None:
        return self._xml(response).xpath("local-name(/*)").get()

    def _xml(self, response: Response) -> Selector:
        body = response.body
        try:
            if gzip_magic_number(response):
                body = gunzip(body, max_size=self.settings.getint("DOWNLOAD_MAXSIZE"))
            return Selector(text=body.decode("utf-8", "replace") or "<empty/>", type="xml")
        except (ValueError, OSError, EOFError) as error:
            raise UnreadAnswerError("not a sitemap") from error


def _newest_first(root: Selector, name: str) -> list[Selector]:
    nodes = root.xpath(f"/*/*[local-name() = '{name}']")
    return sorted(nodes, key=lambda node: _text(node, "lastmod") or "", reverse=True)


def _text(node: Selector, *names: str) -> str | None:
    """The text of the child, or the child's child, of these names in any namespace."""
    path = "/".join(f"*[local-name() = '{name}']" for name in names)
    text = node.xpath(f"string({path})").get()
    return " ".join((text or "").split()) or None
