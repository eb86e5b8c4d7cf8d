"""Pages out of somebody's WARC files, packed or not; our own archive's records keep what was declared of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fastwarc import WarcRecord

from archive import Arrival
from archive.parsing import charset_of, page_of, snapshot_of
from archive.reading import PAGES, records
from archive.warc import DECLARED
from core.errors import Unreadable
from core.records.pages import Declared
from crawler.encodings import charset_of_body
from crawler.importing.given import LONGEST, TOO_LONG, OnLine, address

_HTML_TYPES = {"text/html", "application/xhtml+xml"}


def read(file: Path, on_bad: OnLine) -> Iterator[Arrival]:
    """The pages of a file, one in memory at a time; a damaged record goes to `on_bad`, the others are read."""
    for offset, record in records(file, PAGES, on_bad):
        place = f"{file}:{offset}"
        try:
            given = _own(record) if record.headers.get(DECLARED) else _foreign(record, place)
        except Unreadable as error:
            on_bad(error)
        except (ValueError, TypeError, OSError) as error:
            on_bad(Unreadable(place, str(error)))
        else:
            if given:
                yield given


def _own(record: WarcRecord) -> Arrival:
    page = page_of(record)
    body = snapshot_of(record).body
    return Arrival(
        url=page.url,
        body=body,
        media_type=page.media_type,
        charset=page.charset,
        declared=page.declared,
        retrieved=page.retrieved,
        status=page.status,
        headers=page.headers,
    )


def _foreign(record: WarcRecord, place: str) -> Arrival | None:
    """The page of a response record, or None if it is no page: a picture, a redirect, a DNS answer."""
    http = record.http_headers if record.is_http else None
    content_type = (http.get("Content-Type") or "") if http else ""
    if not http or http.status_code != 200 or content_type.partition(";")[0].strip().lower() not in _HTML_TYPES:
        return None
    body = record.reader.read(LONGEST + 1)
    if len(body) > LONGEST:
        raise Unreadable(place, TOO_LONG)
    return Arrival(
        url=address((record.headers.get("WARC-Target-URI") or "").strip("<>"), place),
        body=body,
        media_type="text/html",
        charset=charset_of_body(body, charset_of(content_type)),
        declared=Declared(),
        retrieved=_date(record) or datetime.now(UTC),
        status=200,
        headers=http.to_tuples(),
    )


def _date(record: WarcRecord) -> datetime | None:
    """The record's date; None, whatever the library's types say, if it has none that can be read."""
    date: datetime | None = record.record_date
    return date.astimezone(UTC) if date else None
