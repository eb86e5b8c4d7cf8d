"""Gzip unpacked whole or not at all: a page that was cut off is no shorter page."""

import sys
import zlib

from crawler.refusals import DamagedError, TooLargeError

_WITH_HEADER = 31  # zlib's word for "gzip, with header and check sum"
MAGIC = b"\x1f\x8b\x08"


def gunzip(body: bytes, limit: int) -> bytes:
    """The members of a gzip stream, up to `limit` bytes (0: any number); what is no gzip behind them is left out.

    Raises DamagedError if a member is broken or cut off, TooLargeError if there is more than the limit.
    """
    limit, unpacked, rest = limit or sys.maxsize - 1, bytearray(), body
    while rest and (not unpacked or rest.startswith(MAGIC)):
        member = zlib.decompressobj(_WITH_HEADER)
        try:
            unpacked += member.decompress(rest, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise DamagedError(str(error)) from error
        if len(unpacked) > limit:
            raise TooLargeError(f"more than {limit} bytes")
        if not member.eof:
            raise DamagedError("cut off")
        rest = member.unused_data
    return bytes(unpacked)
