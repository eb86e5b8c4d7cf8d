"""The values of a source's file: each check gives the value back in its type, or says what it must be."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from core.records.sources import SourceKind

T = TypeVar("T")

_LONGEST_DELAY = 60
_KINDS: dict[str, SourceKind] = {kind: kind for kind in get_args(SourceKind)}


class WrongValueError(ValueError):
    """`why` says what the value must be; `where` is the path inside the key: "", "[0]", ".link"."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.why, self.where = why, where


@contextmanager
def inside(where: str) -> Iterator[None]:
    try:
        yield
    except WrongValueError as wrong:
        raise WrongValueError(wrong.why, where + wrong.where) from wrong


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("must be text")
    return value


def text_or_none(value: Any) -> str | None:
    return None if value is None else text(value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("must be true or false")
    return value


def seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LONGEST_DELAY:
        raise WrongValueError(f"must be a number of seconds from 0 to {_LONGEST_DELAY}")
    return float(value)


def kind(value: Any) -> SourceKind:
    if text(value) not in _KINDS:
        raise WrongValueError(f"must be one of {', '.join(_KINDS)}")
    return _KINDS[value]


def country(value: Any) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text(value)):
        raise WrongValueError("must be two capital letters (ISO 3166)")
    return str(value)


def languages(value: Any) -> tuple[str, ...]:
    found = each(_language)(value)
    if not found:
        raise WrongValueError("must name a language")
    return found


def _language(value: Any) -> str:
    if not re.fullmatch(r"[a-z]{2}", text(value)):
        raise WrongValueError("must be two small letters (ISO 639-1)")
    return str(value)


def each(check: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """The check of a list whose items pass `check`."""

    def checked(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise WrongValueError("must be a list")
        found = []
        for number, item in enumerate(value):
            with inside(f"[{number}]"):
                found.append(check(item))
        return tuple(found)

    return checked


def address(value: Any) -> str:
    """An http or https address with a host."""
    try:
        parts = urlsplit(text(value))
        reachable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise WrongValueError(str(error)) from error
    if not reachable or any(character.isspace() for character in str(value)):
        raise WrongValueError("must be an http or https address")
    return str(value)


def host(value: Any) -> str:
    if not re.fullmatch(r"[\w.-]+", text(value)):
        raise WrongValueError("must be a host's name")
    return str(value).lower()


def zone(value: Any) -> str:
    try:
        return ZoneInfo(text(value)).key
    except (KeyError, ValueError, OSError) as error:
        raise WrongValueError("must be a time zone's name, as Asia/Almaty") from error
