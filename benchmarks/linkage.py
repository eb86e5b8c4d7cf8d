"""Learns what links two claims (`timeline/linkage.toml`) from the open stories, and says how far it is to be trusted.

    python -m benchmarks.linkage [--write]

All pairs of claims of two articles that would disagree if they spoke of one thing are asked about: those on which a
careful person saw a disagreement are linked, all others are not; look-alikes, which were chosen to mislead, weigh more.
A disagreement that many pairs tell of weighs less for each. The facts are those of the careful person and those that
the reader takes. Held-out stories are never read. What is printed is found in each story by weights that were learnt
without it.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import disputes
from core.records.facts import Report
from nlp.reader import Reader
from timeline import compare, linkage
from timeline.alignment import pairs
from timeline.blocks import articles
from timeline.claims import claims
from timeline.conflicts import linked
from timeline.lattice import declared
from timeline.stories import met

_STRENGTH = 0.02  # inverse of the ridge
_MISLEADING = 3.0  # what a look-alike weighs
_LEAST = 0.005  # weights below which a feature says nothing

Told = tuple[Sequence[Report], Mapping[str, str]]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A pair that would disagree, the story of its first article, and whether it does."""

    story: str
    features: Mapping[str, float]
    linked: bool
    weight: float


def cases(given: Told) -> Iterator[Case]:
    """All pairs of claims of two articles that may be held against each other."""
    reports, names = given
    _, gold = disputes.stories()
    disputed = Counter[frozenset[str]]()
    for each in gold["conflicts"]:
        told = [frozenset((one, other)) for one in each["between"][0] for other in each["between"][1]]
        disputed.update(dict.fromkeys(told, len(told)))
    misleading = {frozenset(each["pair"]) for each in gold["not_conflicts"]}
    gold_id = {read: name for name, read in names.items()}
    lattice = declared()
    told_by = articles(claims(reports, lattice))
    for one, other in combinations(sorted(told_by), 2):
        here, there = told_by[one], told_by[other]
        if not met(here, there):
            continue
        for pair, differ in linked.candidates(list(pairs(here, there)), here, there, lattice):
            both = frozenset(gold_id.get(each.id, each.id) for each in (pair.one, pair.other))
            stand = linkage.features(pair, here, there, lattice)
            weight = disputed[both] ** -0.5 if disputed[both] else _MISLEADING if both in misleading else 1.0
            for each in differ:
                features = {**stand, f"differ in {linked.kind(each)}": 1.0}
                yield Case(_story(pair.one.article.url), features, bool(disputed[both]), weight)


def learnt(known: Sequence[Case]) -> Weights:
    """The weights by which the cases are told apart best."""
    names = sorted({name for each in known for name in each.features})
    table = np.array([[each.features.get(name, 0.0) for name in names] for each in known])
    answers = np.array([each.linked for each in known])
    spread = table.std(axis=0)
    spread[spread == 0] = 1.0
    weight = np.array([each.weight for each in known])
    weight[answers] /= weight[answers].mean()
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(table / spread, answers, sample_weight=weight)
    found = zip(names, model.coef_[0] / spread, strict=True)
    return {
        "base": round(float(model.intercept_[0]), 2),
        **{name: round(float(much), 2) for name, much in found if abs(much) >= _LEAST},
    }


def left_out(given: Told, known: Sequence[Case]) -> tuple[disputes.Found, ...]:
    """What is found in each story by weights learnt without it."""
    reports, names = given
    own: dict[str, list[Report]] = {}
    for each in reports:
        own.setdefault(_story(each.article.url), []).append(each)
    found = []
    for story, told in sorted(own.items()):
        weights = learnt([each for each in known if each.story != story])
        with patch.object(linkage, "weights", return_value=weights):
            found.append(disputes.scored(compare(told), names, _facts_of(story)))
    return tuple(found)


def _story(url: str) -> str:
    told, _ = disputes.stories()
    return str(told[url.rsplit("/", 1)[-1]]["story"])


def _facts_of(story: str) -> Collection[str]:
    told, gold = disputes.stories()
    return [each["id"] for each in gold["facts"] if told[each["article"]]["story"] == story]


def _write(weights: Weights) -> None:
    head = linkage.WEIGHTS.read_text(encoding="utf-8").partition("[weights]")[0]
    rows = "".join(f'"{name}" = {much}\n' for name, much in weights.items())
    linkage.WEIGHTS.write_text(f"{head}[weights]\n{rows}", encoding="utf-8")


def main() -> int:
    """Prints what is found in stories that were left out, and writes the weights if asked to; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep what was learnt from all open stories")
    options = parser.parse_args()
    given = {"told": disputes.told(held_out=False), "read": disputes.read(Reader(), held_out=False)}
    known = [case for each in given.values() for case in cases(each)]
    for name, each in given.items():
        rows = left_out(each, known)
        found, conflicts = sum(row.found for row in rows), sum(row.conflicts for row in rows)
        false, alike = sum(row.false for row in rows), sum(row.pairs for row in rows)
        print(f"{name}: {found}/{conflicts} found, {false}/{alike} false, {sum(row.open_ for row in rows)} reported")
    if options.write:
        _write(learnt(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
