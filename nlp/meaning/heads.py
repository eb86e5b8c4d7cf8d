"""Heads: what was learnt to tell from meanings, a linear model for each question (`heads.npz`).

Written by `python -m benchmarks.train`, which says what they were learnt from and how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nlp.meaning.choosing import Evidence
from nlp.meaning.surroundings import Meaning
from nlp.meaning.weights import Matrix

FILE = Path(__file__).with_name("heads.npz")


@dataclass(frozen=True, eq=False)
class Head:
    """One question: its answers, the names of evidence it knows, and a row of weights for each answer.

    `weights` has as many columns as a meaning is wide, then one for each name of evidence, then one for the bias.
    """

    answers: tuple[str, ...]
    evidence: tuple[str, ...]
    weights: Matrix

    def likely(self, meaning: Meaning, evidence: Evidence) -> dict[str, float]:
        """How likely each answer is; evidence of names that it does not know counts for nothing."""
        known = np.array([evidence.get(name, 0.0) for name in self.evidence] + [1.0], dtype=np.float32)
        sums = self.weights @ np.concatenate([meaning.row, known])
        shares = np.exp(sums - sums.max())
        return dict(zip(self.answers, (shares / shares.sum()).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Heads:
    """All questions; `centre` is what all texts have in common, `gold` the digest of what they were learnt from."""

    heads: Mapping[str, Head]
    centre: Matrix
    gold: str

    @classmethod
    @cache
    def read(cls) -> "Heads":
        """The heads that come with this version of the reader."""
        with np.load(FILE, allow_pickle=False) as told:
            names = [str(name) for name in told["questions"]]
            heads = {name: _head(told, name) for name in names}
            return cls(heads, told["centre"].astype(np.float32), str(told["gold"]))

    def likely(self, question: str, meaning: Meaning, evidence: Evidence) -> Mapping[str, float]:
        """How likely each answer to a question is; "" stands for none."""
        return self.heads[question].likely(meaning, evidence)


def _head(told: Mapping[str, Matrix], name: str) -> Head:
    answers, evidence = (tuple(str(one) for one in told[f"{name}.{part}"]) for part in ("answers", "evidence"))
    return Head(answers, evidence, told[f"{name}.weights"].astype(np.float32))


def write(heads: Mapping[str, Head], centre: Matrix, gold: str) -> None:
    """Writes the heads, their numbers as halves."""
    parts: dict[str, Any] = {"questions": list(heads), "centre": centre.astype(np.float16), "gold": gold}
    for name, head in heads.items():
        parts[f"{name}.answers"], parts[f"{name}.evidence"] = list(head.answers), list(head.evidence)
        parts[f"{name}.weights"] = head.weights.astype(np.float16)
    np.savez_compressed(FILE, allow_pickle=False, **{name: np.asarray(part) for name, part in parts.items()})
