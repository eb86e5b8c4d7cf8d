"""A page: its text, title, day of publication and language, out of HTML or a text taken as it is."""

import json
import re
from datetime import date, datetime
from typing import Any

from core.ids import stable_id
from core.records import Article, ArticleHead, Declared, Skipped, Snapshot
from nlp.text.language import language_of
from nlp.vocabulary import LANGUAGES

_SHORTEST = 20  # characters: less is a menu or a stub
_LONGEST = 400_000  # characters: more is no article


def read_page(snapshot: Snapshot) -> Article | Skipped:
    """The article of a snapshot, or why there is none: no text, too short, too long, a language that is not read."""
    if snapshot.media_type == "text/plain":
        title, text, published = snapshot.declared.title, _decoded(snapshot), snapshot.declared.published
    else:
        found = _from_html(snapshot)
        if isinstance(found, Skipped):
            return found
        title, text, published = found
    if len(text.strip()) < _SHORTEST:
        return Skipped(reason="too-short", detail=f"{len(text.strip())} characters")
    if len(text) > _LONGEST:
        return Skipped(reason="too-long", detail=f"{len(text)} characters")
    language = _language(snapshot.declared, text)
    if language not in LANGUAGES:
        return Skipped(reason="language", detail=language)
    return Article(head=_head(snapshot, title, text, published, language), text=text)


def article_text(html: str, url: str | None = None) -> str | None:
    """The text of an HTML page without its surroundings (trafilatura), or None where none is found."""
    import trafilatura

    text: str | None = trafilatura.extract(
        html, url=url, favor_precision=True, include_comments=False, include_tables=True, deduplicate=False
    )
    return text


def publication_day(html: str, url: str | None = None) -> date | None:
    """The day a page was first published (htmldate), never the day it was fetched; None where it does not say."""
    from htmldate import find_date

    found = find_date(html, url=url, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    return date.fromisoformat(found) if found else None


def _decoded(snapshot: Snapshot) -> str:
    return (
        snapshot.body.decode(snapshot.charset or "utf-8", errors="replace").replace("\x00", " ").replace("\r\n", "\n")
    )


def _from_html(snapshot: Snapshot) -> tuple[str | None, str, str | None] | Skipped:
    html = _html(snapshot)
    text = article_text(html, snapshot.url)
    if not text:
        return Skipped(reason="no-text")
    title = _title(html) or snapshot.declared.title
    if title and not _opens_with(text, title):
        text = f"{title}\n{text}"  # so that a headline's claims can be quoted
    published = _told_time(html) or snapshot.declared.published
    if published is None and (day := publication_day(html, snapshot.url)) and day <= snapshot.retrieved.date():
        published = day.isoformat()
    return title, text, published


def _html(snapshot: Snapshot) -> str:
    from trafilatura.utils import decode_file

    if snapshot.charset:
        try:
            return snapshot.body.decode(snapshot.charset)
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration: the bytes themselves tell better
    decoded: str = decode_file(snapshot.body)
    return decoded


def _title(html: str) -> str | None:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(html)
    return found.title if found else None


def _opens_with(text: str, title: str) -> bool:
    return " ".join(title.split()).casefold() in " ".join(text[: len(title) * 2 + 200].split()).casefold()


_META_TIME = re.compile(
    r"""<meta[^>]+(?:property|name|itemprop)=["'](?:og:)?(?:article:published_time|datePublished)["'][^>]*content=["']([^"']+)""",
    re.IGNORECASE,
)
_JSON_LD = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)


def _told_time(html: str) -> str | None:
    """The time of publication that a page's own metadata gives with its zone; None for anything else."""
    candidates = [match[1] for match in _META_TIME.finditer(html)]
    for block in _JSON_LD.finditer(html):
        try:
            candidates += _dates_in(json.loads(block[1]))
        except (ValueError, RecursionError):
            continue
    for candidate in candidates:
        try:
            told = datetime.fromisoformat(candidate.strip())
        except ValueError:
            continue
        return told.isoformat() if told.tzinfo else told.date().isoformat()
    return None


def _dates_in(data: Any, depth: int = 0) -> list[str]:
    if depth > 5:
        return []
    if isinstance(data, list):
        return [found for item in data[:50] for found in _dates_in(item, depth + 1)]
    if isinstance(data, dict):
        own = data.get("datePublished")
        return ([own] if isinstance(own, str) else []) + _dates_in(data.get("@graph"), depth + 1)
    return []


def _language(declared: Declared, text: str) -> str | None:
    """What lingua sees; a declaration decides only where the text is too short to tell."""
    seen = language_of(text)
    if declared.language in LANGUAGES and (seen is None or len(text) < 200):
        return declared.language
    return seen


def _head(snapshot: Snapshot, title: str | None, text: str, published: str | None, language: str | None) -> ArticleHead:
    declared = snapshot.declared
    return ArticleHead(
        article_id=stable_id("art", snapshot.url, text),
        url=snapshot.url,
        title=title,
        source=declared.source,
        source_kind=declared.source_kind,
        country=declared.country,
        language=language or "en",
        published=published,
        retrieved=snapshot.retrieved,
        snapshot=snapshot.digest,
    )
