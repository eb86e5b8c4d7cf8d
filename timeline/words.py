"""The words of a quote that say what it is about, cut to their beginnings so that inflected forms meet."""

import re
from functools import lru_cache
from sys import intern

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


@lru_cache(maxsize=65536)
def stems(quote: str, common: frozenset[str]) -> frozenset[str]:
    """The beginnings of a quote's telling words; those that are `common` are left out."""
    found = {intern(word[:_STEM]) for word in _WORD.findall(quote.casefold())}
    return frozenset(found - common)


def shingles(text: str, size: int = 4) -> frozenset[tuple[str, ...]]:
    """Every run of `size` words, by which near copies are known; a shorter text is one run."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) <= size:
        return frozenset({tuple(words)})
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def likeness(one: frozenset[object], other: frozenset[object]) -> float:
    """How much of the smaller set is in the larger one, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
