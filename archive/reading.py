"""Reads WARC files record by record: a torn end or a damaged middle costs the records it hits and no other."""

import zlib
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
        following: int | None = start
        while following is not None:
            reached = following
            stream.seek(reached)
            try:
                for record in ArchiveIterator(
                    stream, parse_http=True, auto_decode="all", max_header_len=_LONGEST_HEADERS
                ):
                    reached = following + record.stream_pos
                    if record.record_type & kinds:
                        yield reached, record
            except (OSError, ValueError, RuntimeError) as error:
                on_bad(Unreadable(f"{file}:{reached}", " ".join(str(error).split()) or type(error).__name__))
                following = _next_member(stream, reached + 1)
            else:
                following = _after_silence(stream, reached)
                if following is not None:
                    on_bad(Unreadable(f"{file}:{reached}", "damaged: reading stopped before the end"))


def _after_silence(stream: BinaryIO, reached: int) -> int | None:
    """Where to go on after reading ended without an error at the member that begins at `reached`; None at the end.

    The library takes a member whose first bytes are damaged for the end of the file.
    """
    stream.seek(reached)
    if reached and stream.read(len(_GZIP)) != _GZIP:
        return None  # a file that is not packed, or not record by record
    stream.seek(reached)
    unpacker = zlib.decompressobj(wbits=31)
    read = 0
    while not unpacker.eof and (block := stream.read(_BLOCK)):
        read += len(block)
        try:
            while block and not unpacker.eof:
                unpacker.decompress(block, _BLOCK)
                block = unpacker.unconsumed_tail
        except zlib.error:
            return _next_member(stream, reached + 1)
    if not unpacker.eof:
        return _next_member(stream, reached + 1)
    end = reached + read - len(unpacker.unused_data)
    return _next_member(stream, end)


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
