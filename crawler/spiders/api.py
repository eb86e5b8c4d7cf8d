"""Discovery by a site's own API that answers with a list of items in JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from scrapy.http import Response

from core.records import Source
from crawler.addresses import canonical
from crawler.dates import as_iso
from crawler.refusals import UnreadAnswerError
from crawler.spiders.discovery import DiscoverySpider, Found
from crawler.spiders.listing import LAST_PAGE

_FIELD = re.compile(r"\{([\w.-]+)\}")


class ApiSpider(DiscoverySpider):
    """The adapter `json-list`: where the items are, how an item's public address is made, which fields it carries.

    With a `body`, JSON in which {page} counts from 1, the address is asked by POST, as some searches want it.
    """

    name = "api"

    def places(self, source: Source) -> Iterable[tuple[str, Any]]:
        if source.api:
            yield source.api["url"].replace("{page}", "1"), 1

    def asking(self, source: Source, place: Any) -> dict[str, Any]:
        body = (source.api or {}).get("body")
        if body is None:
            return {}
        return {"method": "POST", "body": body.replace("{page}", str(place))}

    def read(self, response: Response, source: Source, place: Any) -> list[Found]:
        api = source.api or {}
        try:
            items = _at(json.loads(response.body), api.get("items", ""))
        except (ValueError, RecursionError) as error:
            raise UnreadAnswerError("not JSON") from error
        if not isinstance(items, list):
            raise UnreadAnswerError("no list of items")
        found = (self._found(item, api, source, response.url) for item in items if isinstance(item, Mapping))
        return [page for page in found if page]

    def further(self, response: Response, source: Source, place: Any, fresh: int) -> Iterable[tuple[str, Any]]:
        template = source.api["url"] if source.api else ""
        if "{page}" in template and fresh and place < LAST_PAGE:
            yield template.replace("{page}", str(place + 1)), place + 1

    def _found(self, item: Mapping[str, Any], api: Mapping[str, str], source: Source, base: str) -> Found | None:
        link = _link(api["link"], item)
        url = canonical(link, base) if link else None
        if url is None:
            return None
        return Found(
            url=url,
            title=_text(item, api.get("title")),
            published=as_iso(_text(item, api.get("published")) or "", source.timezone),
            html=_html(item, api.get("html")),
        )


def _at(data: Any, path: str) -> Any:
    for key in filter(None, path.split(".")):
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _text(item: Mapping[str, Any], path: str | None) -> str | None:
    value = _at(item, path) if path else None
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
    values = {path: _text(item, path) for path in _FIELD.findall(line)}
    return _FIELD.sub(lambda field: escape(values[field[1]] or ""), line) if all(values.values()) else None


def _link(template: str, item: Mapping[str, Any]) -> str | None:
    """The template with the item's fields in it; a field alone is an address already, else it is encoded."""
    names = _FIELD.findall(template)
    values = {name: item.get(name) for name in names}
    if not all(isinstance(value, str | int) and str(value) for value in values.values()):
        return None
    if _FIELD.fullmatch(template):
        return str(values[names[0]])
    return _FIELD.sub(lambda field: quote(str(values[field[1]]), safe="/"), template)
