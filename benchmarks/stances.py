"""Learns what `nlp.stance` weighs, from the Fake News Challenge's training part, and says how far it is to be trusted.

    python -m benchmarks.stances FOLDER

Writes `nlp/stances/denials.npz` (directions of denial: the mean way from an invented claim to its denial, without what
parts one language from another, see `stances.toml`) and `learnt.toml`: a logistic regression over what words and
meaning tell of the pairs of one story. A pair weighs less the more its story has (by their square root), else the
longest stories teach most. What is printed, and the threshold, are by models that saw no headline and no text of the
story that they are asked about.
"""

import csv
import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlp.meaning import Encoder
from nlp.meaning.weights import Matrix
from nlp.stances.judging import evidence, same_story
from nlp.stances.leanings import DENIALS
from nlp.stances.weighing import LEARNT, crossed
from nlp.stances.words import read, sentences_of

_CLAIMS = Path(__file__).with_suffix(".toml")
_STRENGTH = 0.004  # inverse of the ridge
_FOLDS, _TIMES = 5, 5  # parts that stories fall into, and how often they are dealt anew


@dataclass(frozen=True, slots=True)
class Pair:
    """A headline and a text's number, with the stance that a person saw."""

    headline: str
    body: str
    stance: str


def pairs(folder: Path) -> tuple[list[Pair], dict[str, str]]:
    """The pairs of the training part, a text's together, and the texts by number."""
    csv.field_size_limit(10**9)
    with (folder / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with (folder / "train_stances.csv").open(encoding="utf-8", newline="") as file:
        found = [Pair(row["Headline"], row["Body ID"], row["Stance"]) for row in csv.DictReader(file)]
    return sorted(found, key=lambda pair: pair.body), bodies


def stories(found: Iterable[Pair]) -> dict[str, str]:
    """The story of each text: those that share a headline are of one, and so on from headline to headline."""
    leads: dict[str, str] = {}

    def end(one: str) -> str:
        while leads.setdefault(one, one) != one:
            one = leads[one]
        return one

    for pair in found:
        if pair.stance != "unrelated":
            leads[end(f"headline {pair.headline}")] = end(f"text {pair.body}")
    return {pair.body: end(f"text {pair.body}") for pair in found}


def write_denials() -> None:
    """The directions from claims to their denials, each of length one and without what parts the languages."""
    declared, encoder = tomllib.loads(_CLAIMS.read_text(encoding="utf-8")), Encoder()
    claims = {language: encoder.vectors(told) for language, told in declared["claims"].items()}
    between = [claims[other].mean(axis=0) - claims["en"].mean(axis=0) for other in claims if other != "en"]
    tongues, rows = np.linalg.qr(np.array(between).T)[0], []
    for form in declared["denials"].values():
        denied = encoder.vectors([form.format(claim) for claim in declared["claims"]["en"]])
        way = (denied - claims["en"]).mean(axis=0)
        way -= tongues @ (tongues.T @ way)
        rows.append(way / np.linalg.norm(way))
    names = np.array(list(declared["denials"]))
    np.savez_compressed(DENIALS, allow_pickle=False, names=names, directions=np.array(rows, dtype=np.float16))


@dataclass(frozen=True, eq=False)
class Learning:
    """The pairs that are told to be of one story: a row of what is told of each, and what a person saw."""

    names: tuple[str, ...]
    usual: Mapping[str, tuple[float, float]]
    rows: Matrix
    against: Matrix
    stories: tuple[str, ...]

    @property
    def weights(self) -> Matrix:
        """What each pair weighs: less, the more its story has; in the mean 1."""
        often = Counter(self.stories)
        each = np.array([often[one] ** -0.5 for one in self.stories])
        weights: Matrix = (each / each.mean()).astype(np.float32)
        return weights


def learning(found: Sequence[Pair], bodies: Mapping[str, str]) -> Learning:
    """What is told of the pairs of one story."""
    of, kept, told = stories(found), [], []
    for pair in found:
        line, sentences = read(pair.headline), sentences_of(bodies[pair.body])
        if same_story(line, sentences):
            kept.append(pair)
            told.append(evidence(line, sentences))
    columns = {name: np.array([one[name] for one in told]) for name in told[0]}
    usual = {name: (float(column.mean()), float(column.std()) or 1.0) for name, column in columns.items()}
    rows = [crossed(one, usual) for one in told]
    against = np.array([pair.stance == "disagree" for pair in kept])
    numbers = np.array([list(row.values()) for row in rows])
    return Learning(tuple(rows[0]), usual, numbers, against, tuple(of[pair.body] for pair in kept))


def model(learn: Learning, some: Matrix) -> LogisticRegression:
    """A logistic regression, over some of the pairs, of whether a text goes against its headline."""
    fitted = LogisticRegression(C=_STRENGTH, max_iter=1000)
    return fitted.fit(learn.rows[some], learn.against[some], sample_weight=learn.weights[some])


def apart(learn: Learning, deal: int) -> Matrix:
    """How surely each pair's text goes against its headline (log-odds), by a model that did not see its story."""
    fold = np.array([zlib.crc32(f"{story}{deal}".encode()) % _FOLDS for story in learn.stories])
    sure = np.zeros(len(fold), dtype=np.float32)
    for part in range(_FOLDS):
        sure[fold == part] = model(learn, fold != part).decision_function(learn.rows[fold == part])
    return sure


def best(sure: Matrix, against: Matrix, wanted: int) -> tuple[float, float]:
    """The best F1 that a threshold gives, and that threshold; `wanted` counts those of other pairs too."""
    order = np.argsort(-sure)
    f1 = 2 * np.cumsum(against[order]) / (np.arange(1, len(sure) + 1) + wanted)
    return float(f1.max()), float(sure[order][f1.argmax()])


def write_learnt(columns: Mapping[str, tuple[float, float]], weighs: Mapping[str, float], enough: float) -> None:
    """The weights as a table."""
    lines = [
        "# What is usual of the things told of a headline and its text (mean, deviation), and what they weigh for a",
        "# text that goes against its headline; written by `python -m benchmarks.stances`.",
        f"enough = {enough:.3f}", "",
        "[usual]", *(f'"{name}" = [{a:.4f}, {b:.4f}]' for name, (a, b) in columns.items()), "",
        "[weighs]", *(f'"{name}" = {weight:.3f}' for name, weight in weighs.items()), "",
    ]  # fmt: skip
    LEARNT.write_text("\n".join(lines), encoding="utf-8")


def main(folder: Path) -> int:
    """Learns, writes and tells the figures; the exit status is 0."""
    write_denials()
    found, bodies = pairs(folder)
    learn = learning(found, bodies)
    wanted = sum(pair.stance == "disagree" for pair in found)
    f1, enough = np.mean([best(apart(learn, deal), learn.against, wanted) for deal in range(_TIMES)], axis=0)
    fitted = model(learn, np.full(len(learn.rows), True))
    weighs = dict(zip(learn.names, fitted.coef_[0].tolist(), strict=True))
    write_learnt(learn.usual, weighs, enough - fitted.intercept_[0])
    many = len(set(learn.stories))
    print(f"{len(learn.rows)} pairs of {many} stories: disagree F1 {f1:.3f} in stories that were not learnt from")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
