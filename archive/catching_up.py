"""Brings the index up to the WARC files: what a killed run wrote after its last entry, or everything if it is new."""

from collections.abc import Sequence
from pathlib import Path

from fastwarc import WarcRecord, WarcRecordType

from archive import events
from archive.index import Index
from archive.parsing import page_of, record_id, snapshot_of
from archive.reading import PAGES, records

_INDEXED = PAGES | WarcRecordType.revisit | WarcRecordType.metadata


def catch_up(index: Index, files: Sequence[Path]) -> None:
    """Takes in what stands in the files, in their order, behind what the index has of each; raises StoreError."""
    for file in files:
        size = file.stat().st_size
        if size > index.indexed(file.name):
            with index.writing():
                start = index.indexed(file.name)  # another process may have been quicker
                for _, record in records(file, _INDEXED, lambda _: None, start=start) if size > start else ():
                    _take_in(index, record)
                index.set_indexed(file.name, size)


def _take_in(index: Index, record: WarcRecord) -> None:
    """A torn record is not known: its page will be fetched again."""
    try:
        if record.record_type == WarcRecordType.metadata:
            return index.add_event(events.event_of(record))
        page = page_of(record)
        over_http = None if record.record_type == WarcRecordType.revisit else bool(page.status)
        if over_http is not None:
            snapshot_of(record)
    except (ValueError, TypeError, OSError):
        return None
    return index.add(record_id(record), page, over_http=over_http)
