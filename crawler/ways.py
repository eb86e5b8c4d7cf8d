"""The ways of discovery that a source's file declares as tables: listings, an API, its items' language editions."""

import json
import re
import string
from collections.abc import Iterable, Mapping
from typing import Any

from core.records.sources import Listing
from crawler.declared import WrongValueError, address, inside, text

_ADAPTERS = {
    "json-list": (
        frozenset({"adapter", "url", "link"}),
        frozenset(
            {"items", "title", "published", "published_unless", "html", "attachments", "body", "document"}
            | {"document_html", "document_pages"}
        ),
    )
}
_LISTING = frozenset({"url", "article"})


def listing(value: Any) -> Listing:
    """A table of an address, in which {page} counts from 1, and a regular expression."""
    table = _table(value, _LISTING)
    with inside(".url"):
        url = address(table["url"])
    with inside(".article"):
        return Listing(url=url, article=_expression(table["article"]))


def _expression(value: Any) -> str:
    try:
        return re.compile(text(value)).pattern
    except re.error as error:
        raise WrongValueError(f"is no regular expression ({error})") from error


def api(value: Any) -> Mapping[str, str] | None:
    """A table that names an adapter and what that needs; all its values are text."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or value.get("adapter") not in _ADAPTERS:
        raise WrongValueError(f"must be one of {', '.join(_ADAPTERS)}", ".adapter")
    required, optional = _ADAPTERS[value["adapter"]]
    table = _table(value, required, optional)
    for key, told in table.items():
        if not isinstance(told, str):
            raise WrongValueError("must be text", f".{key}")
    with inside(".url"):
        address(table["url"])
    with inside(".link"):
        _template(table["link"])
    with inside(".published_unless"):
        _expression(table.get("published_unless", "-"))
    with inside(".body"):
        _json(table.get("body", "{}"))
    if "document" in table:
        with inside(".document"):
            address(table["document"])
    return dict(table)


def editions(value: Any) -> Mapping[str, str]:
    """A table of the site's own word for each language."""
    told = value or {}
    if not isinstance(told, Mapping):
        raise WrongValueError("must be a table")
    for language in told:
        with inside(f".{language}"):
            text(told[language])
    return dict(told)


def check_editions(words: Mapping[str, str], spoken: Iterable[str], table: Mapping[str, str] | None) -> None:
    """Editions are of the source's languages, and the API's addresses tell them apart; raises WrongValueError."""
    for language in words:
        if language not in spoken:
            raise WrongValueError("is none of the source's languages", f".{language}")
    told = table or {}
    named = {"{edition}" in told.get("link", ""), "{edition}" in told.get("document", told.get("url", ""))}
    if named != {bool(words)}:
        raise WrongValueError("stand and fall with {edition} in the API's link and in its url or document")


def _json(value: str) -> None:
    try:
        json.loads(value.replace("{page}", "1"))
    except ValueError as error:
        raise WrongValueError(f"is no JSON ({error})") from error


def _template(value: str) -> None:
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(value) if name is not None]
    except ValueError as error:
        raise WrongValueError(f"is no template ({error})") from error
    if not fields or not all(re.fullmatch(r"[\w-]+", name) for name in fields):
        raise WrongValueError("must name a field of the item, as {id}")


def _table(value: Any, required: frozenset[str], optional: frozenset[str] = frozenset()) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongValueError("must be a table")
    for key in value:
        if key not in required | optional:
            raise WrongValueError("unknown key", f".{key}")
    for key in sorted(required):
        if key not in value:
            raise WrongValueError("missing", f".{key}")
    return value
