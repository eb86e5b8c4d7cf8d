"""One page as a WARC 1.1 record: the bytes of one gzip member (parsing.py reads them back)."""

import io
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.records.pages import Declared

DECLARED = "WARC-JSON-Metadata"
MEDIA_TYPE = "WARC-Identified-Payload-Type"
CHARSET = "Ereje-Charset"  # where it is another one than the answer's own header says
_PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
_UNCHANGED = 304
# The body is kept as it is after transfer and content coding, so the headers that describe those would lie.
_NOT_KEPT = {"transfer-encoding", "content-encoding", "content-length", "connection", "set-cookie"}
# Far below what reading allows: a hostile title must not make its record unreadable.
_LONGEST_TEXT = 2000
_LONGEST_URL = 16_000
_LONGEST_HEADERS = 32_000
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a record holds besides its body. `headers` are an HTTP answer's, empty for a resource."""

    url: str
    digest: str
    retrieved: datetime
    media_type: str
    charset: str | None = None
    declared: Declared = field(default_factory=Declared)
    status: int | None = None
    headers: Sequence[tuple[str, str]] = ()


def new_record_id() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


def info(name: str) -> bytes:
    """The gzip member with which a file of that name begins: who made it, and how."""
    told = {"software": "Ereje", "format": "WARC file version 1.1", "robots": "obey"}
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(name, told))
    return out.getvalue()


def response(record_id: str, page: Page, body: bytes) -> bytes:
    """The gzip member of a page that came over HTTP."""
    http = _http(page, [("Content-Length", str(len(body)))])
    return _member("response", record_id, page, body, http_headers=http)


def resource(record_id: str, page: Page, body: bytes) -> bytes:
    """The gzip member of a page that came some other way: an imported text, an item of an API."""
    content_type = page.media_type + (f"; charset={page.charset}" if page.charset else "")
    return _member("resource", record_id, page, body, warc_content_type=content_type)


def revisit(record_id: str, page: Page, refers_to: str, first_retrieved: datetime) -> bytes:
    """The gzip member that says: asked again, and the same as the record `refers_to`."""
    told = {
        "WARC-Profile": _PROFILES
        + ("server-not-modified" if page.status == _UNCHANGED else "identical-payload-digest"),
        "WARC-Refers-To": f"<{refers_to}>",
        "WARC-Refers-To-Target-URI": page.url,
        "WARC-Refers-To-Date": warc_date(first_retrieved),
    }
    return _member("revisit", record_id, page, b"", more=told, http_headers=_http(page, []))


def _http(page: Page, more: list[tuple[str, str]]) -> StatusAndHeaders:
    kept, length = [], 0
    for name, value in page.headers:
        length += len(name) + len(value)
        if _HEADER_NAME.fullmatch(name) and name.lower() not in _NOT_KEPT and length <= _LONGEST_HEADERS:
            kept.append((name, _one_line(value)))
    if not any(name.lower() == "content-type" for name, _ in kept):
        kept.append(("Content-Type", page.media_type + (f"; charset={page.charset}" if page.charset else "")))
    return StatusAndHeaders(str(page.status or 200), [*kept, *more], protocol="HTTP/1.1")


def _member(
    kind: str, record_id: str, page: Page, body: bytes, *, more: dict[str, str] | None = None, **parts: Any
) -> bytes:
    check_address(page.url)
    told = {
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": warc_date(page.retrieved),
        "WARC-Payload-Digest": page.digest,
        MEDIA_TYPE: page.media_type,
        DECLARED: json.dumps(
            {key: value[:_LONGEST_TEXT] for key, value in asdict(page.declared).items() if value is not None}
        ),
    }
    if page.charset and page.charset.isascii():
        told[CHARSET] = _one_line(page.charset)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    record = writer.create_warc_record(
        page.url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=told | (more or {}), **parts
    )
    writer.write_record(record)
    return out.getvalue()


def check_address(url: str) -> None:
    """Raises ValueError for an address that could forge a header or is endless."""
    if _UNSAFE.search(url) or len(url) > _LONGEST_URL:
        raise ValueError("an address must not be endless, nor hold spaces or control characters")


def warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _one_line(value: str) -> str:
    """A header's value in printable ASCII, on one line: all that the formats in between agree on."""
    return "".join(c if " " <= c <= "~" else "?" for c in " ".join(value.split()))
