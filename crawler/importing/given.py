"""What one imported page is before it goes into the archive, and the bounds it must keep."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.errors import Unreadable
from core.records import Declared
from crawler.addresses import canonical

LONGEST = 16 * 1024 * 1024
LONGEST_URL = 8_000
TOO_LONG = f"longer than {LONGEST // 1024 // 1024} MB"

_UNSAFE = re.compile(r"[\x00-\x20\x7f]")

OnLine = Callable[[Unreadable], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One page; `status` and `headers` are those of the HTTP answer it came with, if it did."""

    url: str
    body: bytes
    media_type: str
    charset: str | None
    declared: Declared
    retrieved: datetime
    status: int | None = None
    headers: Sequence[tuple[str, str]] = ()


def address(url: str, place: str) -> str:
    """The address as given: so whoever imports it knows it. Raises Unreadable if it is no web page's."""
    found = canonical(url) if len(url) <= LONGEST_URL else None
    if found is None:
        raise Unreadable(place, "url must be an http or https address with a host")
    return found if _UNSAFE.search(url.strip()) else url.strip()
