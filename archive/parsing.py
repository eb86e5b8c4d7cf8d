"""A record that was read from a WARC file as the page it holds, or as what it says of one."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fastwarc import WarcRecord, WarcRecordType

from archive.reading import PAGES, OnBad, records
from archive.warc import CHARSET, DECLARED, MEDIA_TYPE, Page
from core.errors import Unreadable
from core.ids import digest as digest_of
from core.records.pages import Declared, Snapshot


def stored(
    files: Iterable[Path], skip: Container[str], on_bad: OnBad, article_of: Callable[[str], str | None]
) -> Iterator[Snapshot]:
    """The pages of the files, save those whose record id is in `skip`, each under the address of its article.

    A record that cannot be read is told to `on_bad` and passed over.
    """
    for file in files:
        for offset, record in records(file, PAGES, on_bad):
            if record_id(record) in skip:
                continue
            try:
                snapshot = snapshot_of(record)
                article = article_of(snapshot.url)
                yield snapshot if article is None else replace(snapshot, url=article)
            except (ValueError, TypeError, OSError) as error:
                on_bad(Unreadable(f"{file}:{offset}", str(error)))


def record_id(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Record-ID") or "").strip("<>")


def page_of(record: WarcRecord) -> Page:
    """What a record of ours says of its page; raises ValueError if what it needs is missing or broken."""
    headers = record.headers
    url, digest = headers.get("WARC-Target-URI"), headers.get("WARC-Payload-Digest")
    if not url or not digest:
        raise ValueError("the record names no address or digest")
    http = record.http_headers if record.record_type != WarcRecordType.resource else None
    content_type = (http.get("Content-Type") if http else headers.get("Content-Type")) or ""
    return Page(
        url=url,
        digest=digest,
        retrieved=datetime.fromisoformat(headers.get("WARC-Date") or "").astimezone(UTC),
        media_type=headers.get(MEDIA_TYPE) or content_type.partition(";")[0].strip().lower(),
        charset=headers.get(CHARSET) or charset_of(content_type),
        declared=Declared(**json.loads(headers.get(DECLARED) or "{}")),
        status=http.status_code if http else None,
        headers=http.to_tuples() if http else (),
    )


def snapshot_of(record: WarcRecord) -> Snapshot:
    """The page with its body; raises ValueError if the body is not the one that was written."""
    page = page_of(record)
    body = record.reader.read()
    if digest_of(body) != page.digest:
        raise ValueError("the body does not match its digest")
    return Snapshot(
        record_id=record_id(record),
        url=page.url,
        retrieved=page.retrieved,
        media_type=page.media_type,
        body=body,
        digest=page.digest,
        charset=page.charset,
        declared=page.declared,
    )


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names, in small letters, or None."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return found[1].lower() if found else None
