"""The catalogue: one TOML file a source, read strictly, so that a slip of the pen stops a run before it starts."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from core.errors import DeclarationError
from core.records.sources import Source
from crawler import declared as values
from crawler import ways
from crawler.declared import each

T = TypeVar("T")

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_REQUIRED = ("name", "kind", "country", "languages")
_WAYS = ("feeds", "sitemaps", "listings", "api")
_OPTIONAL = ("editions", "hosts", "timezone", "delay_seconds", "enabled", "note")


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
        except values.WrongValueError as wrong:
            raise DeclarationError(file, key + wrong.where, wrong.why) from wrong

    source = Source(
        source_id=file.stem,
        name=taken("name", values.text),
        kind=taken("kind", values.kind),
        country=taken("country", values.country),
        languages=taken("languages", values.languages),
        feeds=taken("feeds", each(values.address), ()),
        sitemaps=taken("sitemaps", each(values.address), ()),
        listings=taken("listings", each(ways.listing), ()),
        api=taken("api", ways.api),
        editions=taken("editions", ways.editions),
        hosts=taken("hosts", each(values.host), ()),
        timezone=taken("timezone", values.zone, "UTC"),
        delay_seconds=taken("delay_seconds", values.seconds, 0),
        enabled=taken("enabled", values.flag, True),
        note=taken("note", values.text_or_none),
    )
    try:
        ways.check_editions(source.editions, source.languages, source.api)
    except values.WrongValueError as wrong:
        raise DeclarationError(file, "editions" + wrong.where, wrong.why) from wrong
    return source
