"""Pages: how one is asked for, and what becomes of its answer; the texts of an API's items part by part."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from core.records.sources import Source
from crawler.closed import is_closed
from crawler.head import head_of, not_to_be_kept
from crawler.refusals import RefusedRequest, UnreadAnswerError, kind_of
from crawler.spiders.documents import LONGEST, MOST_PARTS, document_at, part_of
from crawler.work import Work

MISSING = {404, 410}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that was discovered; `html` where the answer carried the article itself. `published` is ISO 8601.

    `unread` counts the files beside it that the crawler takes no text from.
    """

    url: str
    title: str | None = None
    published: str | None = None
    html: str | None = None
    unread: int = 0


class PageSpider(Spider):
    """Asks for pages and hands them to the keeper; a page that fails is counted and stops nothing."""

    work: Work

    def __init__(self, work: Work, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.work = work

    def page_request(self, source: Source, page: Found) -> Request:
        """The question for a page, or for the first part of its text where that stands at another address."""
        if template := document_at(source, page.url):
            return self._part_request(source, page, template, ())
        article, now = self.work.claims.where(source.source_id, page.url)
        return Request(
            now,
            callback=self._fetched,
            errback=self._not_fetched,
            cb_kwargs={"title": page.title, "published": page.published},
            headers={"Accept-Language": ", ".join(source.languages)},
            meta={
                "source_id": source.source_id,
                "page": True,
                "claimed": article,
                "asked": now,
                "handle_httpstatus_list": [304],
            },
            dont_filter=True,
        )

    def _part_request(self, source: Source, page: Found, template: str, parts: tuple[str, ...]) -> Request:
        address = template.replace("{page}", str(len(parts) + 1))
        return Request(
            address,
            callback=self._part_fetched,
            errback=self._not_fetched,
            cb_kwargs={"source": source, "page": page, "template": template, "parts": parts},
            meta={"source_id": source.source_id, "claimed": page.url, "asked": address},
            dont_filter=True,
        )

    def _part_fetched(
        self, response: Response, source: Source, page: Found, template: str, parts: tuple[str, ...]
    ) -> Iterator[Request]:
        try:
            part, count = part_of(response.body, source)
        except UnreadAnswerError as error:
            why = "closed" if is_closed(response.body) else error.why
            self.work.keeper.fail(source.source_id, page.url, why)
            return
        parts = (*parts, part)
        if sum(map(len, parts)) > LONGEST:
            self.work.keeper.fail(source.source_id, page.url, "too-large")
        elif not_to_be_kept(head_of(b""), response):
            self.work.keeper.refuse(source.source_id, page.url, "noindex")
        elif len(parts) < min(count, MOST_PARTS):
            yield self._part_request(source, page, template, parts)
        else:
            self.take_document(source, replace(page, html="\n".join(parts)))

    def take_document(self, source: Source, page: Found) -> None:
        """Keeps a page whose text an API gave."""
        told = {"title": page.title, "published": page.published}
        if self.work.keeper.take_document(source.source_id, page.url, document(page), **told):
            self.work.ledger.leave_unread(source.source_id, page.unread)

    def _fetched(self, response: Response, title: str | None, published: str | None) -> None:
        source_id, claimed = response.meta["source_id"], response.meta["claimed"]
        try:
            self.work.keeper.take(source_id, response, title=title, published=published)
        except CloseSpider:
            raise
        except Exception:  # nothing that a page sends may go uncounted
            self.logger.exception("%s", response.url)
            self.work.keeper.fail(source_id, claimed, "unreadable")

    def _not_fetched(self, failure: "Failure") -> None:
        error, meta = failure.value, meta_of(failure)
        source_id, claimed = meta["source_id"], meta["claimed"]
        if isinstance(error, RefusedRequest):
            self.work.keeper.refuse(source_id, claimed, error.reason)
        elif isinstance(error, HttpError) and error.response.status in MISSING:
            self.work.keeper.missing(source_id, claimed, error.response.status, kind_of(error))
        else:
            self.work.keeper.fail(source_id, claimed, kind_of(error))


def meta_of(failure: Any) -> dict[str, Any]:
    error = failure.value
    meta: dict[str, Any] = error.response.meta if isinstance(error, HttpError) else failure.request.meta
    return meta


def document(page: Found) -> bytes:
    """An HTML document around the article an API carried, so that it is read like any other page."""
    title = escape(page.title or "")
    published = f'<meta property="article:published_time" content="{escape(page.published)}">' if page.published else ""
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{escape(page.url)}">{published}'
    body = f"<article><h1>{title}</h1>\n{page.html}\n</article>"
    return f"<!doctype html>\n<html><head>{head}</head><body>{body}</body></html>\n".encode()
