"""Where an API's item has its text at an address of its own: which one that is, and what its answer says."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from core.records.sources import Source
from crawler.refusals import UnreadAnswerError

FIELD = re.compile(r"\{([\w.-]+)\}")
MOST_PARTS = 60  # of one text; the bound on minutes holds beside it
LONGEST = 8_000_000  # characters of one text: a code of laws has some two million


def document_at(source: Source, url: str) -> str | None:
    """The address, {page} still in it, of the text of the item that stands publicly at `url`; None if `url` itself.

    The item's fields are read off its public address, so that a page that is still owed needs nothing but that.
    """
    api = source.api or {}
    if "document" not in api:
        return None
    names = FIELD.findall(api["link"])
    shape = "([^/?#&]+)".join(re.escape(part) for part in FIELD.split(api["link"])[::2])
    found = re.fullmatch(shape, url)
    if found is None:
        return None
    fields = dict(zip(names, found.groups(), strict=True))
    return FIELD.sub(lambda field: fields.get(field[1], field[0]), api["document"])


def part_of(body: bytes, source: Source) -> tuple[str, int]:
    """One part of an item's text as HTML, and of how many parts it is one; raises UnreadAnswerError."""
    api = source.api or {}
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadAnswerError("not JSON") from error
    told = at(answer, api.get("document_html", "html"))
    html = told if isinstance(told, str) else "\n".join(_paragraphs(told))
    if not html.strip():
        raise UnreadAnswerError("empty")
    count = at(answer, api.get("document_pages") or "\0")
    return html, count if isinstance(count, int) else 1


def _paragraphs(told: Any) -> Iterator[str]:
    """The texts of a list of elements: an act's articles and points as they follow each other."""
    for element in told if isinstance(told, list) else ():
        text = element.get("text") if isinstance(element, Mapping) else None
        if isinstance(text, str) and text.strip():
            yield f"<p>{escape(text.strip())}</p>"


def at(data: Any, path: str) -> Any:
    """What stands at a path of keys ("data.list"), or None; the whole for an empty one."""
    for key in filter(None, path.split(".")):
        data = data.get(key) if isinstance(data, Mapping) else None
    return data
