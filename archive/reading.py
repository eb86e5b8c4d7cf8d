"""Reads WARC files record by record: a torn end or a damaged middle costs the records it hits and no other."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from core.errors import Unreadable

PAGES = WarcRecordType.response | WarcRecordType.resource
_GZIP = b"\x1f\x8b\x08"
_BLOCK = 1 << 20
_LONGEST_HEADERS = 256 * 1024

OnBad = Callable[[Unreadable], None]


def records(file: Path, kinds: WarcRecordType, on_bad: OnBad, *, start: int = 0) -> Iterator[tuple[int, WarcRecord]]:
    """(offset, record) of `file` from byte `start`; what cannot be parsed is told to `on_bad` and passed over.

    Bodies are as they were before transfer and content coding. A record must be used before the next is asked for.
    """
    with file.open("rb") as stream:
        while True:
            reached = start
            stream.seek(start)
            try:
                for record in ArchiveIterator(
                    stream, record_types=kinds, parse_http=True, auto_decode="all", max_header_len=_LONGEST_HEADERS
                ):
                    reached = start + record.stream_pos
                    yield reached, record
                return
            except (OSError, ValueError, RuntimeError) as error:
                on_bad(Unreadable(f"{file}:{reached}", " ".join(str(error).split()) or type(error).__name__))
            following = _next_member(stream, reached + 1)
            if following is None:
                return
            start = following


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Where the next gzip member may begin, looking from byte `start`, or None."""
    stream.seek(start)
    tail, at = b"", start
    while block := stream.read(_BLOCK):
        found = (tail + block).find(_GZIP)
        if found >= 0:
            return at - len(tail) + found
        tail, at = block[-2:], at + len(block)
    return None
