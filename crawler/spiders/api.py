"""Discovery by a site's own API that answers with a list of items in JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from scrapy.http import Response

from core.records.sources import Source
from crawler.addresses import canonical
from crawler.dates import as_iso
from crawler.refusals import UnreadAnswerError
from crawler.spiders.documents import FIELD, at
from crawler.spiders.paged import PagedSpider, Place
from crawler.spiders.pages import Found

_READABLE = re.compile(r"\.(?:html?|txt)$", re.IGNORECASE)
_MOST_FILES = 20  # of one item
_MILLISECONDS = 100_000_000_000  # as seconds this would be in the year 5138


class ApiSpider(PagedSpider):
    """The adapter `json-list`: where the items are, how an item's public address is made, which fields it carries.

    An item may have an edition in each language of the source, told apart by the list's address or by that of the
    item's text; every edition is a page of its own. With a `body`, JSON in which {page} counts from 1, the list is
    asked for by POST, as some searches want it.
    """

    name = "api"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        if source.api:
            by_list = [] if "document" in source.api else list(source.editions.values())
            for edition in by_list or [""]:
                place = Place(source.api["url"].replace("{edition}", edition), edition=edition)
                yield place.url, place

    def asking(self, source: Source, place: Any) -> dict[str, Any]:
        body = (source.api or {}).get("body")
        if body is None:
            return {}
        return {"method": "POST", "body": body.replace("{page}", str(place.number))}

    def walk_of(self, source: Source, place: Place) -> str | None:
        numbered = "{page}" in place.template + (source.api or {}).get("body", "")
        return f"{source.source_id} {place.template}" if numbered else None

    def languages(self, source: Source, place: Any) -> Iterable[str]:
        return [language for language, edition in source.editions.items() if edition == place.edition] or (
            source.languages
        )

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        api = source.api or {}
        try:
            items = at(json.loads(response.body), api.get("items", ""))
        except (ValueError, RecursionError) as error:
            raise UnreadAnswerError("not JSON") from error
        if not isinstance(items, list):
            raise UnreadAnswerError("no list of items")
        editions = [place.edition] if place.edition else list(source.editions.values()) or [""]
        apis = [{key: told.replace("{edition}", edition) for key, told in api.items()} for edition in editions]
        found = [
            self._found(item, api, source, response.url) for item in items if isinstance(item, dict) for api in apis
        ]
        return [page for pages in found for page in pages]

    def _found(self, item: Mapping[str, Any], api: Mapping[str, str], source: Source, base: str) -> list[Found]:
        """The item's page, and a page of its own for each file beside it that is a text; other files are counted."""
        link = _link(api["link"], item)
        url = canonical(link, base) if link else None
        title, published = _text(item, api.get("title")), _published(item, api, source)
        if url is None or ("document" in api and "title" in api and title is None):
            return []  # an edition without a title is none
        files = [canonical(file, base) for file in _texts(item, api.get("attachments", ""))[:_MOST_FILES]]
        texts = [file for file in files if file and _READABLE.search(file)]
        html, unread = _html(item, api.get("html")), len(files) - len(texts)
        page = Found(url=url, title=title, published=published, html=html, unread=unread)
        return [page, *(Found(url=file, title=title, published=published) for file in texts)]


def _published(item: Mapping[str, Any], api: Mapping[str, str], source: Source) -> str | None:
    """The item's day or time, in ISO 8601; None for one that the catalogue says is no publication's."""
    value = at(item, api.get("published") or "\0")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    written = value.strip() if isinstance(value, str) else ""
    unless = api.get("published_unless")
    return None if unless and re.search(unless, written) else as_iso(written, source.timezone)


def _since_1970(moment: float) -> str | None:
    try:
        return datetime.fromtimestamp(moment / 1000 if moment > _MILLISECONDS else moment, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _texts(data: Any, path: str) -> list[str]:
    """The texts at `path`, through lists on the way."""
    found = [data] if path else []
    for key in path.split("."):
        found = [one.get(key) for one in found if isinstance(one, Mapping)]
        found = [inner for one in found for inner in (one if isinstance(one, list) else [one])]
    return [one.strip() for one in found if isinstance(one, str) and one.strip()]


def _text(item: Mapping[str, Any], path: str | None) -> str | None:
    value = at(item, path) if path else None
    return value.strip() or None if isinstance(value, str) else None


def _html(item: Mapping[str, Any], told: str | None) -> str | None:
    """The text an item carries: of the fields named ("content|lead") the first that is there, or a template's lines.

    A line of a template whose field the item lacks is left out; what is put in is escaped.
    """
    if told is None or "{" not in told:
        return next((text for path in (told or "").split("|") if (text := _text(item, path))), None)
    lines = (_filled(line, item) for line in told.splitlines())
    return "\n".join(line for line in lines if line).strip() or None


def _filled(line: str, item: Mapping[str, Any]) -> str | None:
    values = {path: _text(item, path) for path in FIELD.findall(line)}
    return FIELD.sub(lambda field: escape(values[field[1]] or ""), line) if all(values.values()) else None


def _link(template: str, item: Mapping[str, Any]) -> str | None:
    """The template with the item's fields in it; a field alone is an address already, else it is encoded."""
    names = FIELD.findall(template)
    values = {name: item.get(name) for name in names}
    if not all(isinstance(value, str | int) and str(value) for value in values.values()):
        return None
    if FIELD.fullmatch(template):
        return str(values[names[0]])
    return FIELD.sub(lambda field: quote(str(values[field[1]]), safe="/"), template)
