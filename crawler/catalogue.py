"""The catalogue: one TOML file a source, read strictly, so that a slip of the pen stops a run before it starts."""

import re
import string
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from core.errors import DeclarationError
from core.records import Listing, Source, SourceKind

T = TypeVar("T")

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_REQUIRED = ("name", "kind", "country", "languages")
_WAYS = ("feeds", "sitemaps", "listings", "api")
_OPTIONAL = ("hosts", "timezone", "enabled", "note")
_ADAPTERS = {"json-list": (frozenset({"url", "link"}), frozenset({"items", "title", "published", "html"}))}


def load(folder: Path) -> tuple[Source, ...]:
    """Every source of `folder`, ordered by id, the disabled ones too.

    Raises DeclarationError naming file and key if a key is unknown, missing or of the wrong kind.
    """
    if not folder.is_dir():
        raise DeclarationError(folder, "sources", "no such folder")
    sources: dict[str, Source] = {}
    for file in sorted(folder.glob("*.toml")):
        source = load_file(file)
        if source.name in sources:  # pages are told apart by it
            raise DeclarationError(file, "name", f"is also that of {sources[source.name].source_id}")
        sources[source.name] = source
    return tuple(sources.values())


def load_file(file: Path) -> Source:
    """The source that `file` declares; its id is the file's name without ".toml"."""
    declared = _parse(file)
    for key in declared:
        if key not in (*_REQUIRED, *_WAYS, *_OPTIONAL):
            raise DeclarationError(file, key, "unknown key")
    for key in _REQUIRED:
        if key not in declared:
            raise DeclarationError(file, key, "missing")
    if not any(declared.get(way) for way in _WAYS):
        raise DeclarationError(file, "feeds", f"missing: name at least one of {', '.join(_WAYS)}")
    if not _SOURCE_ID.fullmatch(file.stem):
        raise DeclarationError(file, "file name", "must be small letters, digits and hyphens")
    return _source(file, declared)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(file, "TOML", str(error)) from error
    except OSError as error:
        raise DeclarationError(file, "file", error.strerror or str(error)) from error


def _source(file: Path, declared: Mapping[str, Any]) -> Source:
    def taken(key: str, check: Callable[[Any], T], default: Any = None) -> T:
        try:
            return check(declared.get(key, default))
        except _WrongError as wrong:
            raise DeclarationError(file, key + wrong.where, wrong.why) from wrong

    return Source(
        source_id=file.stem,
        name=taken("name", _text),
        kind=taken("kind", _kind),
        country=taken("country", lambda value: _matching(value, _COUNTRY, "two capital letters (ISO 3166)")),
        languages=taken("languages", _languages),
        feeds=taken("feeds", lambda value: _each(value, _address), ()),
        sitemaps=taken("sitemaps", lambda value: _each(value, _address), ()),
        listings=taken("listings", lambda value: _each(value, _listing), ()),
        api=taken("api", _api),
        hosts=taken("hosts", lambda value: _each(value, _host), ()),
        timezone=taken("timezone", _zone, "UTC"),
        enabled=taken("enabled", _flag, True),
        note=taken("note", lambda value: None if value is None else _text(value)),
    )


class _WrongError(ValueError):
    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.why, self.where = why, where


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("must be text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("must be true or false")
    return value


def _matching(value: Any, pattern: re.Pattern[str], wanted: str) -> str:
    if not pattern.fullmatch(_text(value)):
        raise _WrongError(f"must be {wanted}")
    return str(value)


def _kind(value: Any) -> SourceKind:
    for kind in get_args(SourceKind):
        if value == kind:
            return kind  # type: ignore[no-any-return]  # get_args forgets what the literals are
    raise _WrongError(f"must be one of {', '.join(get_args(SourceKind))}")


def _each(value: Any, check: Callable[[Any], T]) -> tuple[T, ...]:
    if not isinstance(value, list | tuple):
        raise _WrongError("must be a list")
    taken = []
    for number, item in enumerate(value):
        try:
            taken.append(check(item))
        except _WrongError as wrong:
            raise _WrongError(wrong.why, f"[{number}]{wrong.where}") from wrong
    return tuple(taken)


def _languages(value: Any) -> tuple[str, ...]:
    languages = _each(value, lambda item: _matching(item, _LANGUAGE, "two small letters (ISO 639-1)"))
    if not languages:
        raise _WrongError("must name a language")
    return languages


def _address(value: Any) -> str:
    try:
        parts = urlsplit(_text(value))
        reachable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise _WrongError(str(error)) from error
    if not reachable or any(character.isspace() for character in str(value)):
        raise _WrongError("must be an http or https address")
    return str(value)


def _host(value: Any) -> str:
    if "/" in _text(value) or " " in value:
        raise _WrongError("must be a host's name")
    return str(value).lower()


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(_text(value)).key
    except (KeyError, ValueError, OSError) as error:
        raise _WrongError("must be a time zone's name, as Asia/Almaty") from error


def _keys(value: Any, required: frozenset[str], optional: frozenset[str] = frozenset()) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _WrongError("must be a table")
    for key in value:
        if key not in required | optional:
            raise _WrongError("unknown key", f".{key}")
    for key in sorted(required):
        if key not in value:
            raise _WrongError("missing", f".{key}")
    return value


def _listing(value: Any) -> Listing:
    table = _keys(value, frozenset({"url", "article"}))
    try:
        url = _address(table["url"])
    except _WrongError as wrong:
        raise _WrongError(wrong.why, ".url") from wrong
    try:
        re.compile(_text(table["article"]))
    except re.error as error:
        raise _WrongError(f"is no regular expression ({error})", ".article") from error
    except _WrongError as wrong:
        raise _WrongError(wrong.why, ".article") from wrong
    return Listing(url=url, article=table["article"])


def _api(value: Any) -> Mapping[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or value.get("adapter") not in _ADAPTERS:
        raise _WrongError(f"must be one of {', '.join(_ADAPTERS)}", ".adapter")
    required, optional = _ADAPTERS[value["adapter"]]
    table = _keys(value, required | {"adapter"}, optional)
    for key, text in table.items():
        if not isinstance(text, str) or (key in required and not text):
            raise _WrongError("must be text", f".{key}")
    _address(table["url"].replace("{page}", "1"))
    _fields_of(table["link"])
    return dict(table)


def _fields_of(template: str) -> None:
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise _WrongError(f"is no template ({error})", ".link") from error
    if not fields or not all(re.fullmatch(r"[\w-]+", name) for name in fields):
        raise _WrongError("must name a field of the item, as {id}", ".link")
