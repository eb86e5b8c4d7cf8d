"""What happened to a page besides its text, as WARC metadata records: removed, moved, or known by another address."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from fastwarc import WarcRecord
from warcio.warcwriter import WARCWriter

from archive import warc

Kind = Literal["removed", "moved", "alias"]
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_LONGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`removed`: `url` answered `status`. `moved`: it stands at `location` now. `alias`: `location` is its other name.

    `url` is always the address under which the article is kept; `at` is in UTC.
    """

    kind: Kind
    url: str
    at: datetime
    status: int | None = None
    location: str | None = None


def member(record_id: str, event: Event) -> bytes:
    """The gzip member of an event; raises ValueError if an address holds spaces or control characters."""
    for address in (event.url, event.location or ""):
        warc.check_address(address)
    told = {"event": event.kind, "status": event.status, "location": event.location}
    fields = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None).encode()
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    record = writer.create_warc_record(
        event.url,
        "metadata",
        payload=io.BytesIO(fields),
        length=len(fields),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Record-ID": f"<{record_id}>", "WARC-Date": warc.warc_date(event.at)},
    )
    writer.write_record(record)
    return out.getvalue()


def event_of(record: WarcRecord) -> Event:
    """The event that a metadata record of ours tells; raises ValueError if it is somebody else's or broken."""
    fields = dict(line.split(": ", 1) for line in record.reader.read(_LONGEST).decode().split("\r\n") if ": " in line)
    url = record.headers.get("WARC-Target-URI")
    kind = _KINDS.get(fields.get("event", ""))
    if not url or kind is None:
        raise ValueError("the record tells no event")
    return Event(
        kind=kind,
        url=url,
        at=datetime.fromisoformat(record.headers.get("WARC-Date") or "").astimezone(UTC),
        status=int(fields["status"]) if "status" in fields else None,
        location=fields.get("location"),
    )
