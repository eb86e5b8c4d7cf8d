"""Packed bodies unpacked whole or not at all: a page that was cut off is no shorter page."""

import sys
import zlib
from typing import Any

import brotli  # type: ignore[import-untyped]

from crawler.refusals import DamagedError, TooLargeError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAGIC = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BLOCK = 1 << 20
_GZIP, _ZLIB, _BARE = 31, 15, -15  # zlib's words for what stands around the packed bytes


def gunzip(body: bytes, limit: int) -> bytes:
    """The members of a gzip stream, up to `limit` bytes (0: any number); what is no gzip behind them is left out.

    Raises DamagedError if a member is broken or cut off, TooLargeError if there is more than the limit.
    """
    unpacked, rest = bytearray(), body
    while rest and (not unpacked or rest.startswith(MAGIC)):
        rest = _member(zlib.decompressobj(_GZIP), rest, unpacked, limit)
    return bytes(unpacked)


def inflate(body: bytes, limit: int) -> bytes:
    """A "deflate" body, with zlib's header or, as some servers send it, without; limits and errors as of gunzip."""
    unpacked = bytearray()
    try:
        zlib.decompressobj(_ZLIB).decompress(body, 1)
    except zlib.error:
        _member(zlib.decompressobj(_BARE), body, unpacked, limit)
    else:
        _member(zlib.decompressobj(_ZLIB), body, unpacked, limit)
    return bytes(unpacked)


def unzstd(body: bytes, limit: int) -> bytes:
    """The frames of a Zstandard body; limits and errors as of gunzip."""
    unpacked, rest = bytearray(), body
    while rest and (not unpacked or rest.startswith(_ZSTD)):
        rest = _member(zstd.ZstdDecompressor(), rest, unpacked, limit)
    return bytes(unpacked)


def unbrotli(body: bytes, limit: int) -> bytes:
    """A Brotli body; limits and errors as of gunzip."""
    most = limit or sys.maxsize - 1
    unpacker, unpacked, rest = brotli.Decompressor(), bytearray(), body
    while not unpacker.is_finished():
        try:
            part = unpacker.process(rest, output_buffer_limit=min(most + 1 - len(unpacked), _BLOCK))
        except brotli.error as error:
            raise DamagedError(str(error)) from error
        unpacked, rest = unpacked + part, b""
        _check(unpacked, most)
        if not part and not unpacker.is_finished():
            raise DamagedError("cut off")
    return bytes(unpacked)


def _member(unpacker: Any, body: bytes, unpacked: bytearray, limit: int) -> bytes:
    """Adds what one packed member holds to `unpacked`; returns the bytes behind it."""
    most = limit or sys.maxsize - 1
    try:
        unpacked += unpacker.decompress(body, most + 1 - len(unpacked))
    except (zlib.error, zstd.ZstdError) as error:
        raise DamagedError(str(error)) from error
    _check(unpacked, most)
    if not unpacker.eof:
        raise DamagedError("cut off")
    rest: bytes = unpacker.unused_data
    return rest


def _check(unpacked: bytearray, most: int) -> None:
    if len(unpacked) > most:
        raise TooLargeError(f"more than {most} bytes")
