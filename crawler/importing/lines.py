"""Imported articles, one JSON object a line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from archive import Arrival
from core.errors import Unreadable
from core.records.pages import Declared
from core.records.sources import SourceKind
from crawler.dates import as_iso
from crawler.importing.given import LONGEST, TOO_LONG, OnLine, address

_TEXTS = ("url", "text", "html", "title", "published", "source", "source_kind", "country", "language", "retrieved")


def read(file: Path, on_bad: OnLine, on_warning: OnLine) -> Iterator[Arrival]:
    """The articles of a file, a line held in memory at a time; a bad line goes to `on_bad`, the others are read."""
    with file.open("rb") as stream:
        number = 0
        while line := stream.readline(LONGEST + 1):
            number += 1
            place = f"{file}:{number}"
            if len(line) > LONGEST:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST)
                on_bad(Unreadable(place, TOO_LONG))
                continue
            try:
                if line.strip():
                    yield _article(line.removeprefix(b"\xef\xbb\xbf"), place, on_warning)
            except Unreadable as error:
                on_bad(error)


def _article(line: bytes, place: str, on_warning: OnLine) -> Arrival:
    told = _object(line, place)
    if told.get("url") is None:
        raise Unreadable(place, "url is missing")
    if (told.get("text") is None) == (told.get("html") is None):
        raise Unreadable(place, "must have either text or html")
    is_text = told.get("text") is not None
    body: str = told["text"] if is_text else told["html"]
    if not body.strip():
        raise Unreadable(place, f"{'text' if is_text else 'html'} is empty")
    return Arrival(
        url=address(told["url"], place),
        body=body.encode(),
        media_type="text/plain" if is_text else "text/html",
        charset="utf-8",
        declared=_declared(told, place, on_warning),
        retrieved=_retrieved(told, place, on_warning),
    )


def _object(line: bytes, place: str) -> dict[str, Any]:
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(place, "is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(place, f"is not JSON ({error})") from error
    if not isinstance(told, dict):
        raise Unreadable(place, "is no JSON object")
    for key in _TEXTS:
        value = told.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise Unreadable(place, f"{key} must be text")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise Unreadable(place, f"{key} holds half a character") from error
    return told


def _declared(told: dict[str, Any], place: str, on_warning: OnLine) -> Declared:
    kind = told.get("source_kind")
    if kind is not None and kind not in get_args(SourceKind):
        on_warning(Unreadable(place, f"source_kind {_short(kind)} is unknown, left out"))
        kind = None
    published = as_iso(told["published"]) if told.get("published") else None
    if told.get("published") and published is None:
        on_warning(Unreadable(place, f"published {_short(told['published'])} is no ISO 8601 date, left out"))
    texts = {key: told.get(key) or None for key in ("source", "country", "language", "title")}
    return Declared(source_kind=kind, published=published, **texts)


def _retrieved(told: dict[str, Any], place: str, on_warning: OnLine) -> datetime:
    """When it was fetched; the time of the import if that is not told, UTC if no zone is."""
    written = told.get("retrieved")
    if not written:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        on_warning(Unreadable(place, f"retrieved {_short(written)} is no ISO 8601 time, left out"))
        return datetime.now(UTC)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _short(value: str) -> str:
    return json.dumps(value[:60], ensure_ascii=False)
