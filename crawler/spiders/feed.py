"""Discovery by RSS and Atom feeds."""

import io
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import feedparser
from scrapy.http import Response

from archive.parsing import charset_of
from core.records.sources import Source
from crawler.addresses import canonical
from crawler.dates import as_iso
from crawler.encodings import charset_of_body
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import DiscoverySpider
from crawler.spiders.pages import Found

_LONGEST_TITLE = 2000
_TAG = re.compile(r"<[^>]*>")


class FeedSpider(DiscoverySpider):
    """Takes the entries of a feed: link, title and day of publication."""

    name = "feed"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        return ((url, None) for url in source.feeds)

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        # As a stream: given bytes, feedparser first tries to open a file of that name.
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        body = self.unpacked(response)
        charset = charset_of_body(body, charset_of(content_type)) or "utf-8"
        media_type = content_type.partition(";")[0] or "text/xml"
        told = {"content-type": f"{media_type}; charset={charset}"}
        feed = feedparser.parse(io.BytesIO(body), response_headers=told)
        if not feed.version:
            raise UnreadAnswerError("not a feed")
        found = {}
        for entry in feed.entries:
            url = canonical(str(entry.get("link") or ""), response.url) if entry.get("link") else None
            if url:
                found[url] = Found(
                    url=url, title=_plain(entry.get("title")), published=_published(entry, source, feed.version)
                )
        return list(found.values())


def _plain(title: object) -> str | None:
    return " ".join(unescape(_TAG.sub(" ", str(title or "")[:_LONGEST_TITLE])).split()) or None


def _published(entry: Any, source: Source, version: str) -> str | None:
    """As written, not as feedparser reads it: it takes a time without a zone for UTC.

    RSS writes its day as pubDate or dc:date, which feedparser calls an update; Atom's "updated" is one.
    """
    written = entry.get("published") or (entry.get("updated") if version.startswith("rss") else None)
    return as_iso(str(written or ""), source.timezone)
