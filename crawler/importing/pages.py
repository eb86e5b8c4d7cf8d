"""Saved HTML pages."""

import re
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Unreadable
from core.records import Declared
from crawler.addresses import canonical
from crawler.importing.given import LONGEST, TOO_LONG, Given

_TAG = re.compile(rb"<(?:link|meta)\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


def read(file: Path) -> Given:
    """A saved page, under the address it names as its own, or that of the file if it names none."""
    if file.stat().st_size > LONGEST:
        raise Unreadable(str(file), TOO_LONG)
    body = file.read_bytes()
    if not body.strip():
        raise Unreadable(str(file), "is empty")
    return Given(
        url=_own_address(body) or file.resolve().as_uri(),
        body=body,
        media_type="text/html",
        charset=None,
        declared=Declared(),
        retrieved=datetime.fromtimestamp(file.stat().st_mtime, UTC),
    )


def _own_address(page: bytes) -> str | None:
    named = {}
    for tag in _TAG.findall(page[:200_000]):
        told = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))}
        if told.get("rel", "").lower() == "canonical":
            named["canonical"] = told.get("href", "")
        elif told.get("property", "").lower() == "og:url":
            named["og:url"] = told.get("content", "")
    return canonical(named.get("canonical", "")) or canonical(named.get("og:url", ""))
