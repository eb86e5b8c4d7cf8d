"""Record linkage (Fellegi and Sunter, 1969): how surely two claims that differ speak of one thing.

How the fields of the two stand to each other is weighed as in logistic regression; the weights were learnt
(`benchmarks/linkage.py`) and are data. It says what may be held against what; what a difference means, and whether it
is one, is judged by the types of conflict and their named reasons.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from timeline.alignment import Aligned
from timeline.amount import dimension, limit, same_limit, significant, slipped
from timeline.claims import Claim, tells_start
from timeline.concepts import concepts, weight
from timeline.lattice import Lattice, Relation
from timeline.names import proper_names, surnames
from timeline.span import length

WEIGHTS = Path(__file__).with_name("linkage.toml")
_NEAR, _TELLING = 3, 2
_WORDS = ("needless", "alone", "all", "exempt", "part", "unchanged", "moved", "including")
_MOST = 4.0  # weight of shared concepts beyond which more say nothing new
_MONTH = 31


def features(pair: Aligned, here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice) -> dict[str, float]:
    """How two claims stand to each other; what is not so is left out. `here` and `there` are all of their articles."""
    found = {
        **_in_words(pair),
        **_in_fields(pair.one, pair.other, lattice),
        **_in_numbers(pair.one, pair.other, here, there),
        **_in_time(pair.one, pair.other),
    }
    for kind in _WORDS:
        told = [lattice.marks(kind, each.fact.quote.text) for each in (pair.one, pair.other)]
        found[f"one says {kind}"] = float(told[0] != told[1])
    return {name: value for name, value in found.items() if value}


def sureness(found: Mapping[str, float], kind: str) -> float:
    """From 0 to 1: how surely two claims whose features these are, and which differ in `kind`, are of one thing."""
    told = weights()
    points = told["base"] + told.get(f"differ in {kind}", 0.0)
    points += sum(told.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-points))


@cache
def weights() -> Mapping[str, float]:
    """What each feature weighs, as its file declares it."""
    return {name: float(value) for name, value in tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"].items()}


def _in_words(pair: Aligned) -> dict[str, float]:
    one, other = pair.one, pair.other
    here, there = (concepts(each.fact.quote.text, each.article.language) for each in (one, other))
    shared, lesser = _much(here & there), min(_much(here), _much(there))
    names = [proper_names(each.fact.quote.text) for each in (one, other)]
    return {
        "likeness": pair.likeness,
        "of the one's best": pair.of_best[0],
        "of the other's best": pair.of_best[1],
        "each the likest": float(min(pair.of_best) > 0.999),
        "concepts shared": min(shared, _MOST),
        "of the lesser's concepts": shared / max(lesser, 0.5),
        "no concepts": float(not here or not there),
        "name shared": float(bool(names[0] & names[1])),
        "other names": float(bool(names[0] and names[1]) and not names[0] & names[1]),
        "speaker shared": float(bool(surnames(one.fact.speaker or "") & surnames(other.fact.speaker or ""))),
        "two languages": float(one.article.language != other.article.language),
        "a headline": float(one.fact.headline or other.fact.headline),
    }


def _in_fields(one: Claim, other: Claim, lattice: Lattice) -> dict[str, float]:
    first, second = one.fact, other.fact
    group = lattice.audiences(one.audience, other.audience)
    return {
        "kind same": float(first.kind == second.kind),
        **_compared("topic", first.topic, second.topic),
        **_compared("measure", first.measure, second.measure),
        **_compared("direction", first.modality, second.modality),
        **_compared("status", first.status, second.status),
        **_compared("group", one.audience, other.audience),
        "group within": float(group in (Relation.WITHIN, Relation.AROUND)),
        "one forbids": float((first.modality == "prohibited") != (second.modality == "prohibited")),
        "one denies": float((first.status == "denied") != (second.status == "denied")),
        "one plans": float((first.status == "planned") != (second.status == "planned")),
        "one is past": float((first.status == "superseded") != (second.status == "superseded")),
    }


def _in_numbers(one: Claim, other: Claim, here: Sequence[Claim], there: Sequence[Claim]) -> dict[str, float]:
    first, second = one.fact, other.fact
    told = limit(first), limit(second)
    if told[0] is None or told[1] is None:
        return {"number in one": float(told[0] is not told[1])}
    low, high = sorted((abs(told[0]), abs(told[1])))
    if dimension(first.unit) != dimension(second.unit):
        return {"numbers of two sorts": 1.0}
    same = same_limit(first, second)
    known = any(same_limit(each.fact, second) for each in here) or any(same_limit(each.fact, first) for each in there)
    return {
        "numbers of one sort": 1.0,
        "number same": float(same),
        "number same and telling": float(same and significant(one.value) >= _TELLING),
        "numbers far apart": float(high > _NEAR * low),
        "digits the same": float(slipped(first, second)),
        "number known to the other": float(known),
        **_compared("frame", length(first.per), length(second.per)),
    }


def _in_time(one: Claim, other: Claim) -> dict[str, float]:
    apart = one.published.gap(other.published) if one.published and other.published else 0
    return {
        "months between": min(apart, 2 * _MONTH) / _MONTH,
        "published at once": float(apart <= 1),
        **_compared("start", one.effective, other.effective),
        "starts told themselves": float(all(each.effective and tells_start(each.fact) for each in (one, other))),
        **_compared("period", one.window, other.window),
    }


def _compared(name: str, one: object, other: object) -> dict[str, float]:
    """Whether two fields are the same, or other ones, or one is missing; where both are, nothing is known."""
    if one is None or other is None:
        return {f"{name} in one": float(one is not other)}
    return {f"{name} same": float(one == other), f"{name} other": float(one != other)}


def _much(named: frozenset[str]) -> float:
    return sum(map(weight, named))
