"""Weights: how strongly the letters and the signs of a clause speak for a rule, learnt from gold (`finder.toml`)."""

import base64
import math
import re
import tomllib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

FILE = Path(__file__).with_name("finder.toml")
SIZE = 8192  # numbers that runs of letters are told apart by; the few that share one do no harm
_RUNS = range(2, 6)  # lengths of the runs
_WORD = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Weights:
    """A linear model: a clause holds a rule where its letters, its signs and the bias sum up to more than nothing."""

    bias: float
    signs: Mapping[str, float]
    scale: float
    letters: Sequence[int]

    @classmethod
    def read(cls) -> "Weights":
        """The weights that `python -m benchmarks.train_finder` wrote."""
        told = declared()
        return cls(
            bias=told["bias"] - told["threshold"],
            signs=told["signs"],
            scale=told["scale"],
            letters=array("b", base64.b64decode(told["letters"])),
        )

    def sum(self, words: str, signs: Mapping[str, float]) -> float:
        """What speaks for a rule in a clause of these folded words and signs: from 0 on, it is taken for one."""
        spelt = sum(self.letters[place] * often for place, often in letters(words).items())
        return self.bias + self.scale * spelt + sum(self.signs[name] * value for name, value in signs.items())


def declared() -> dict[str, Any]:
    """What the file says: `gold` (the digest of what was learnt from), `bias`, `threshold`, `signs`, `letters`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def letters(words: str) -> dict[int, float]:
    """The runs of two to five letters of folded words, hashed, as a vector of length one; all digits are alike."""
    runs: Counter[int] = Counter()
    for word in _WORD.findall(_DIGIT.sub("0", words)):
        spelt = f"^{word}$"
        for size in _RUNS:
            runs.update(crc32(spelt[at : at + size].encode()) % SIZE for at in range(len(spelt) - size + 1))
    whole = math.sqrt(runs.total())
    return {place: math.sqrt(often) / whole for place, often in runs.items()}
