"""Trains the second finder (`nlp/claims/finder.py`) on the open gold, and says how far it is to be trusted.

    python -m benchmarks.train_finder

Learnt from: the clauses of open articles that the grammar is silent about; right are those that share half of the
shorter with the words of a rule in the gold. The held-out articles are never read. Clauses of general news
(`tests/gold/news.jsonl`, written without a rule in it) stand beside them as wrong ones: without these the finder sees
rules in courts, wars and markets. The model is a logistic regression over runs of letters and signs,
fitted in its dual form (the clauses are fewer than the letters' places) by Newton's method. The threshold is the lowest
at which, over articles kept out of training in turn, enough of what is added is right.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.reading import as_article, general_news, gold_articles
from nlp.claims.article import ArticleReader
from nlp.claims.finder import SilentClause
from nlp.claims.weights import FILE, SIZE, letters
from nlp.vocabulary import Vocabularies

_RIGHT = 0.7  # of the rules added, those that are to be right: a false claim costs more than a missed one
_SIGNS = 0.6  # how much the signs weigh beside the letters, whose vector has length one
_RIDGE = 0.3
_FOLDS, _SHUFFLES = 10, 5
_STEPS = 12
_LINE = 100
_NEWS = "news.jsonl"

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Example:
    """A silent clause, the number of its article, and whether the gold has a rule there."""

    silent: SilentClause
    article: int
    right: bool


def open_articles() -> list[dict[str, Any]]:
    """The gold articles that may be learnt from, and general news."""
    return [gold for gold in gold_articles() if not gold.get("held_out")] + general_news()


def digest() -> str:
    """The hash of the open gold, which the weights' file names as what it was trained on."""
    return hashlib.sha256(json.dumps(open_articles(), sort_keys=True).encode()).hexdigest()[:16]


def examples() -> list[Example]:
    """The silent clauses of the open gold, but for those on whose rule careful readers may differ."""
    vocabularies, found = Vocabularies(), []
    readers = {language: ArticleReader(vocabularies.of(language)) for language in ("en", "ru", "kk")}
    for number, gold in enumerate(open_articles()):
        anywhere = gold["file"] == _NEWS  # where no rules are, the finder would not look
        for one in readers[gold["language"]].silent(as_article(gold), anywhere=anywhere):
            told = [fact for fact in gold["facts"] if fact["kind"] == "rule" and _same(one, gold["text"], fact)]
            if not told or not all(fact.get("optional") for fact in told):
                found.append(Example(one, number, bool(told)))
    return found


def _same(one: SilentClause, text: str, fact: Mapping[str, Any]) -> bool:
    start, size = text.find(fact["anchor"]), len(fact["anchor"])
    shared = min(one.clause.end, start + size) - max(one.clause.start, start)
    return shared > 0 and shared >= 0.5 * min(one.clause.end - one.clause.start, size)


def spread(found: Sequence[Example]) -> tuple[Matrix, list[str]]:
    """The examples as rows: letters, signs as they weigh, a one; and the signs' names."""
    names = list(found[0].silent.signs)
    rows = np.zeros((len(found), SIZE + len(names) + 1))
    for row, one in zip(rows, found, strict=True):
        for place, often in letters(one.silent.words).items():
            row[place] = often
        row[SIZE:-1] = [_SIGNS * one.silent.signs[name] for name in names]
        row[-1] = 1
    return rows, names


def fitted(kernel: Matrix, right: Matrix) -> Matrix:
    """How much each example weighs, of which `kernel` tells how alike they are: ridge logistic regression."""
    sums = np.zeros(len(right))
    share = sums
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-sums))
        spread_ = np.maximum(likely * (1 - likely), 1e-6)
        wanted = sums + (right - likely) / spread_
        share = np.linalg.solve(kernel + np.diag(_RIDGE / spread_), wanted)
        sums = kernel @ share
    return share


def kept_out(kernel: Matrix, right: Matrix, articles: Matrix, seed: int) -> Matrix:
    """Each example's sum by a model that has not seen its article."""
    numbers = np.unique(articles)
    np.random.default_rng(seed).shuffle(numbers)
    sums = np.zeros(len(right))
    for fold in range(_FOLDS):
        test = np.isin(articles, numbers[fold::_FOLDS])
        train = ~test
        sums[test] = kernel[np.ix_(test, train)] @ fitted(kernel[np.ix_(train, train)], right[train])
    return sums


def threshold(sums: Matrix, right: Matrix) -> float:
    """The lowest sum from which on enough of the examples are right."""
    order = np.argsort(-sums)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    return float(sums[order][np.flatnonzero(precision >= _RIGHT)[-1]])


def write(row: Matrix, names: Sequence[str], limit: float) -> None:
    """Writes the weights, those of letters rounded to 255 steps."""
    scale = np.abs(row[:SIZE]).max() / 127
    spelt = base64.b64encode(np.round(row[:SIZE] / scale).astype(np.int8).tobytes()).decode()
    lines = [
        "# Written by `python -m benchmarks.train_finder`; `gold` is the digest of the open gold learnt from.",
        f'gold = "{digest()}"',
        f"bias = {row[-1]:.4f}",
        f"threshold = {limit:.4f}",
        f"scale = {scale:.8f}",
        'letters = """\\',
        *(f"{spelt[at : at + _LINE]}\\" for at in range(0, len(spelt), _LINE)),
        '"""',
        "",
        "[signs]",
        *(f'"{name}" = {_SIGNS * weight:.4f}' for name, weight in zip(names, row[SIZE:-1], strict=True)),
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Trains, writes and tells the figures; the exit status is 0."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    found = examples()
    rows, names = spread(found)
    right = np.array([float(one.right) for one in found])
    articles = np.array([one.article for one in found])
    kernel = rows @ rows.T
    sums = np.mean([kept_out(kernel, right, articles, seed) for seed in range(_SHUFFLES)], axis=0)
    limit = threshold(sums, right)
    added = right[sums >= limit]
    print(f"{len(found)} silent clauses, {right.sum():.0f} hold a rule; threshold {limit:.3f}:")
    print(
        f"{len(added)} would be added, {added.sum():.0f} rightly ({added.mean():.2f}), by models without their article"
    )
    write(rows.T @ fitted(kernel, right), names, limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
