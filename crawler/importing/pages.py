"""Saved HTML pages."""

from datetime import UTC, datetime
from pathlib import Path

from archive import Arrival
from core.errors import Unreadable
from core.records.pages import Declared
from crawler.addresses import canonical
from crawler.encodings import charset_of_body
from crawler.head import head_of
from crawler.importing.given import LONGEST, TOO_LONG


def read(file: Path) -> Arrival:
    """A saved page, under the address it names as its own, or that of the file if it names none."""
    if file.stat().st_size > LONGEST:
        raise Unreadable(str(file), TOO_LONG)
    body = file.read_bytes()
    if not body.strip():
        raise Unreadable(str(file), "is empty")
    return Arrival(
        url=_own_address(body) or file.resolve().as_uri(),
        body=body,
        media_type="text/html",
        charset=charset_of_body(body, None),
        declared=Declared(),
        retrieved=datetime.fromtimestamp(file.stat().st_mtime, UTC),
    )


def _own_address(page: bytes) -> str | None:
    head = head_of(page)
    return canonical(head.canonical or "") or canonical(head.og_url or "")
