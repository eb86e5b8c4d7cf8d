"""The bounds that an imported page must keep, and its address as it was given."""

import re
from collections.abc import Callable

from core.errors import Unreadable
from crawler.addresses import canonical

LONGEST = 16 * 1024 * 1024
LONGEST_URL = 8_000
TOO_LONG = f"longer than {LONGEST // 1024 // 1024} MB"

_UNSAFE = re.compile(r"[\x00-\x20\x7f]")

OnLine = Callable[[Unreadable], None]


def address(url: str, place: str) -> str:
    """The address as given: so whoever imports it knows it. Raises Unreadable if it is no web page's."""
    found = canonical(url) if len(url) <= LONGEST_URL else None
    if found is None:
        raise Unreadable(place, "url must be an http or https address with a host")
    return found if _UNSAFE.search(url.strip()) else url.strip()
