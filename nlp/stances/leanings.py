"""Leanings: how far the meaning of a headline, and of what a text says about it, leans towards a denial.

A claim and its denial ("It is false that …") differ in one direction of the encoder's space, whatever the claim is
about: the mean over invented claims is such a direction (`denials.npz`, written by `python -m benchmarks.stances`). The
encoder puts languages beside each other, so it is one in each of them. A text leans along it as far as its vector
reaches, also in words that no list has.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from nlp.meaning import Encoder
from nlp.meaning.weights import Matrix

DENIALS = Path(__file__).with_name("denials.npz")
PLACES = ("first", "opening", "whole", "nearest", "about")
_MOST = 12  # sentences of a text that are looked at
_OPENING = 4
_AMONG = 10  # sentences of which the nearest are taken
_NEAREST = 2
_SHARP = 25.0  # of the weights by which sentences more like the headline count for more


def leanings(headline: str, sentences: Sequence[str]) -> dict[str, float]:
    """What meaning tells of how a text of at least one sentence stands to its headline, by name.

    For each direction: how the headline leans, the text's first sentence, the most leaning one of its opening, of the
    whole, of the two nearest to the headline, and all of them weighed by nearness ("about").
    """
    line, text = _vectors((headline,))[0], _vectors(tuple(sentences[:_MOST]))
    names, directions = _denials()
    alike = text @ line
    told = _by_place(text @ directions.T, alike) | {"headline": line @ directions.T}
    found = {f"{place}.{name}": float(each) for place in told for name, each in zip(names, told[place], strict=True)}
    for place in ("opening", "nearest", "about"):
        found |= {f"apart.{place}.{name}": found[f"{place}.{name}"] - found[f"headline.{name}"] for name in names}
    return found | {"alike.most": float(alike.max()), "alike.first": float(alike[0])}


def _by_place(leaning: Matrix, alike: Matrix) -> dict[str, Matrix]:
    weights = np.exp((alike - alike.max()) * _SHARP)
    nearest = np.argsort(-alike[:_AMONG], kind="stable")[:_NEAREST]
    each = (
        leaning[0], leaning[:_OPENING].max(axis=0), leaning.max(axis=0), leaning[nearest].max(axis=0),
        weights @ leaning / weights.sum(),
    )  # fmt: skip
    return dict(zip(PLACES, each, strict=True))


@lru_cache(maxsize=256)
def _vectors(texts: tuple[str, ...]) -> Matrix:
    """Several headlines may be held against one text, and one headline against several."""
    return Encoder().vectors(texts)


@cache
def _denials() -> tuple[tuple[str, ...], Matrix]:
    with np.load(DENIALS, allow_pickle=False) as told:
        return tuple(str(name) for name in told["names"]), told["directions"].astype(np.float32)
