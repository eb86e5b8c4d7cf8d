"""What surrounds a passage's words: their vectors beside those of its neighbours, its title and its whole article."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.meaning.encoder import SIZE
from nlp.meaning.weights import Matrix

WIDTH = 5 * SIZE  # numbers in a row: own words, those before, those after, the title, the mean of all
_BESIDE = 0.5  # what neighbours and title weigh against a passage's own words


@dataclass(frozen=True, eq=False, slots=True)
class Meaning:
    """What the words at text[start:end] mean where they stand: a row of `WIDTH` numbers."""

    start: int
    end: int
    row: Matrix


def meanings(places: Sequence[tuple[int, int]], vectors: Matrix, title: Matrix, centre: Matrix) -> list[Meaning]:
    """The meanings of passages in the order of their text.

    `vectors` has a row for each of `places`, `title` is one, `centre` the vector that all texts have in common.
    """
    own = _centred(vectors, centre)
    nothing = np.zeros((1, SIZE), dtype=np.float32)
    before, after = np.vstack([nothing, own[:-1]]), np.vstack([own[1:], nothing])
    of_title = np.broadcast_to(_centred(title[None], centre), own.shape)
    whole = np.broadcast_to(own.mean(axis=0), own.shape)
    rows = np.hstack([own, _BESIDE * before, _BESIDE * after, _BESIDE * of_title, whole])
    return [Meaning(start, end, row) for (start, end), row in zip(places, rows, strict=True)]


def _centred(vectors: Matrix, centre: Matrix) -> Matrix:
    moved = vectors - centre
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    apart: Matrix = moved / np.maximum(lengths, 1e-6)
    return apart
