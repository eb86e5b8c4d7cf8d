"""Discovery by sitemaps: plain, packed, of news, indexes of them, and lists of addresses as text."""

import re
from collections.abc import Iterable
from typing import Any

from scrapy import Selector
from scrapy.http import Response

from archive.parsing import charset_of
from core.records.sources import Source
from crawler.addresses import canonical
from crawler.dates import as_iso
from crawler.encodings import charset_of_body
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import DiscoverySpider, links_of
from crawler.spiders.pages import Found

_DEEPEST = 3
_SITEMAPS_AN_INDEX = 50
_AS_TEXT = re.compile(r"\s*https?://\S+\s*(?:\n|\Z)")


class SitemapSpider(DiscoverySpider):
    """Takes the addresses of a sitemap, those changed last first, since the bounds cut off the end.

    Their `lastmod` is not taken as a day of publication: many sites write today's for every page.
    """

    name = "sitemap"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        return ((url, 0) for url in source.sitemaps)

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        text = self._text(response)
        if _AS_TEXT.match(text):
            return [Found(url=url) for url in links_of(text.split(), response.url)]
        if self._xml(response).xpath("local-name(/*)").get() not in {"urlset", "sitemapindex"}:
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

    def _xml(self, response: Response) -> Selector:
        try:
            return Selector(text=self._text(response) or "<empty/>", type="xml")
        except ValueError as error:
            raise UnreadAnswerError("not a sitemap") from error

    def _text(self, response: Response) -> str:
        """The sitemap unpacked and decoded, whatever it declares."""
        body = self.unpacked(response)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return body.decode(charset_of_body(body, charset_of(content_type)) or "utf-8", "replace").lstrip(
            "\ufeff \r\n\t"
        )


def _newest_first(root: Selector, name: str) -> list[Selector]:
    nodes = root.xpath(f"/*/*[local-name() = '{name}']")
    return sorted(nodes, key=lambda node: _text(node, "lastmod") or "", reverse=True)


def _text(node: Selector, *names: str) -> str | None:
    """The text of the child, or the child's child, of these names in any namespace."""
    path = "/".join(f"*[local-name() = '{name}']" for name in names)
    text = node.xpath(f"string({path})").get()
    return " ".join((text or "").split()) or None
