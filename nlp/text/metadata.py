"""Metadata: what a page's own markup says of its title and the time of its publication."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

_ATTRIBUTES = "[^>]{1,400}"  # more between a tag's brackets is no tag: a page of open ones must not take quadratic time
_META_TIME = re.compile(
    rf"""<meta{_ATTRIBUTES}?(?:property|name|itemprop)=["'](?:og:)?(?:article:published_time|datePublished)["']"""
    r"""[^>]{0,400}?content=["']([^"'>]{1,60})""",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"""<meta{_ATTRIBUTES}?["'](?:og:)?(?:article:modified_time|modified_time|updated_time|dateModified|last-modified)["']"""
    r"""[^>]{0,400}>|"dateModified"\s*:\s*"[^"]{0,60}"\s*,?""",
    re.IGNORECASE,
)
_JSON_LD = re.compile(rf"<script{_ATTRIBUTES}?application/ld\+json[^>]{{0,400}}>", re.IGNORECASE)
_NEVER_SET = {(1, 1, 1, 0, 0), (1970, 1, 1, 0, 0)}  # moments that programs write for none
_WORDED_OFFSET = re.compile(r"\s*(?:GMT|UTC)([+-])(\d{1,2})$")
_MOST_BLOCKS, _LONGEST_BLOCK = 50, 500_000
_DEEPEST = 5
_EXPRESSIONS = {"re": "http://exslt.org/regular-expressions"}
_AROUND = (
    "//body//*[self::header or self::nav or self::footer or self::aside][not(ancestor::article or ancestor::main)]"
    " | //body//*[re:test(concat(@class, ' ', @id), '(^|[ _-])(clock|today|now|current|weather|rates?)([ _-]|$)', 'i')]"
)


def publication_day(html: str, url: str | None = None, *, in_text: bool = True) -> date | None:
    """The day a page was first published (htmldate), never the day it was fetched; None where it does not say.

    What the page declares comes first, but for the day of its last change; only where it declares nothing is a day
    looked for in its text, and only `in_text`. A first of January found there is nearly always a copyright's year, so
    it is left out.
    """
    from htmldate import find_date

    html = _CHANGED.sub("", html)
    for extensive in (False, True) if in_text else (False,):
        found = find_date(html, url=url, original_date=True, extensive_search=extensive, outputformat="%Y-%m-%d")
        if found and not (extensive and found.endswith("-01-01")):
            return date.fromisoformat(found)
    return None


def title(html: str) -> str | None:
    """The title of a page (trafilatura), or None."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(html)
    return found.title if found else None


def publication_time(html: str, zone: str | None = None) -> str | None:
    """The time of publication in a page's own metadata, ISO 8601; None where it gives none.

    A time without a zone is in `zone`, the site's own (a tz name); where that is not known, only its day is told.
    """
    for candidate in _candidates(html):
        written = candidate.strip()
        try:
            told = datetime.fromisoformat(_WORDED_OFFSET.sub(_as_offset, written))
        except ValueError:
            continue
        if told.timetuple()[:5] in _NEVER_SET:
            continue
        if told.tzinfo is None and zone and len(written) > len("2023-01-27"):
            told = told.replace(tzinfo=ZoneInfo(zone))
        return told.isoformat() if told.tzinfo else told.date().isoformat()
    return None


def _as_offset(worded: "re.Match[str]") -> str:
    return f"{worded[1]}{worded[2]:0>2}:00"


def _candidates(html: str) -> Iterator[str]:
    for match in islice(_META_TIME.finditer(html), _MOST_BLOCKS):
        yield match[1]
    for opening in islice(_JSON_LD.finditer(html), _MOST_BLOCKS):
        end = html.find("</script>", opening.end(), opening.end() + _LONGEST_BLOCK)
        try:
            yield from _dates_in(json.loads(html[opening.end() : end])) if end >= 0 else ()
        except (ValueError, RecursionError):
            continue


def _dates_in(data: Any, depth: int = 0) -> list[str]:
    if depth > _DEEPEST:
        return []
    if isinstance(data, list):
        return [found for item in data[:50] for found in _dates_in(item, depth + 1)]
    if isinstance(data, dict):
        own = data.get("datePublished")
        return ([own] if isinstance(own, str) else []) + _dates_in(data.get("@graph"), depth + 1)
    return []


def without_clocks(html: str) -> str:
    """The page without what stands around its article, where sites show the day of today; itself if it has no parts."""
    from lxml import etree
    from lxml.html import fromstring, tostring

    try:
        page = fromstring(html)
        for part in page.xpath(_AROUND, namespaces=_EXPRESSIONS):
            part.drop_tree()
        return str(tostring(page, encoding="unicode"))
    except (ValueError, AssertionError, etree.LxmlError):
        return html
