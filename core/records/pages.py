"""Pages as they were fetched, the articles read out of them, and what was set aside."""

from dataclasses import dataclass, field
from datetime import datetime

from core.records.sources import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What is told about a page from beside it: by the feed, the catalogue or the person who imports it."""

    source: str | None = None
    source_kind: SourceKind | None = None
    country: str | None = None
    language: str | None = None
    title: str | None = None
    published: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One archived page, byte for byte.

    `digest` is "sha256:" and the hex digest of `body`; `media_type` is "text/html", "text/plain" (a text to be taken as
    it is) or "application/json". `record_id` is the archive's own id of the record.
    """

    record_id: str
    url: str
    retrieved: datetime
    media_type: str
    body: bytes = field(repr=False)
    digest: str
    charset: str | None = None
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text. `published` is ISO 8601 to the precision known, or None: never the crawl's day."""

    article_id: str
    url: str
    title: str | None
    source: str | None
    source_kind: SourceKind | None
    country: str | None
    language: str
    published: str | None
    retrieved: datetime
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was read: the text that every quote is checked against."""

    head: ArticleHead
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record that was read and set aside on purpose; `reason` is one word or two ('too-short', 'language')."""

    reason: str
    detail: str | None = None
