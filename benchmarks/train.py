"""Trains what the reader has learnt (`nlp/meaning/heads.npz`) on the open gold, and says how far it is to be trusted.

    python -m benchmarks.train [--quick]

The reader reads each open article with the gold in place of what was learnt: each question it asks of a clause is
answered by the gold fact whose words share half of the shorter with the clause, and noted with what the clause means
and what the grammar has seen. Clauses where careful readers may differ, and those on which two facts answer
differently, teach nothing. The held-out articles are never read. Articles of general news (`tests/gold/news.jsonl`),
written without a rule, stand beside the gold: without these, rules are seen in courts, wars and markets.

Each question is a logistic regression. What is printed is by models that did not see the article they are asked about.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.reading import as_article, general_news, gold_articles
from nlp.meaning import Encoder, Evidence, Meaning
from nlp.meaning.heads import FILE, Head, write
from nlp.meaning.weights import Matrix
from nlp.reader import Reader

_KINDS = ("rule", "figure")
_MAY_LACK = ("modality", "measure")  # what a careful reader leaves empty on purpose; the rest was just not told
_LEAST = 3  # facts by which an answer is known
_FOLDS = 10
_STRENGTH = {"kind": 2.0}  # inverse of the ridge
_USUAL = 3.0


@dataclass
class Question:
    """What was asked: rows of meanings, what the grammar had seen, the gold's answers, and the articles' numbers."""

    rows: list[Matrix] = field(default_factory=list)
    seen: list[Evidence] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)


class Teacher:
    """Answers by the gold, and notes what it was asked."""

    def __init__(self, centre: Matrix) -> None:
        self.centre = centre
        self.asked: dict[str, Question] = {}
        self._gold: Mapping[str, Any] = {}
        self._number = -1

    def opens(self, gold: Mapping[str, Any]) -> None:
        """From now on the questions are of this article."""
        self._gold = gold
        self._number += 1

    def likely(self, question: str, meaning: Meaning, evidence: Evidence) -> Mapping[str, float]:
        """The gold's answer to what kind a clause is; to other questions the grammar's own stands."""
        facts = [fact for fact in self._gold["facts"] if _same(meaning, self._gold["text"], fact)]
        sure = [fact for fact in facts if not fact.get("optional")]
        kinds = {fact["kind"] for fact in sure} & set(_KINDS)
        kind = next((kind for kind in _KINDS if kind in kinds), "")
        if question == "kind":
            if sure or not facts:
                self._note(question, meaning, evidence, kind)
            return {kind or ("rule" if facts else ""): 1.0}
        told = {str(fact.get(question) or "") for fact in sure if fact["kind"] == kind}
        if len(told) == 1 and (told != {""} or question in _MAY_LACK):
            self._note(question, meaning, evidence, told.pop())
        return {"": 1.0}

    def _note(self, question: str, meaning: Meaning, evidence: Evidence, answer: str) -> None:
        asked = self.asked.setdefault(question, Question())
        asked.rows.append(meaning.row)
        asked.seen.append(dict(evidence))
        asked.answers.append(answer)
        asked.articles.append(self._number)


def open_articles() -> list[dict[str, Any]]:
    """The gold articles that may be learnt from, and general news."""
    news = [gold | {"facts": []} for gold in general_news()]
    return [gold for gold in gold_articles() if not gold.get("held_out")] + news


def digest() -> str:
    """The hash of the open gold, which the weights' file names as what it was trained on."""
    return hashlib.sha256(json.dumps(open_articles(), sort_keys=True).encode()).hexdigest()[:16]


def _same(meaning: Meaning, text: str, fact: Mapping[str, Any]) -> bool:
    start, size = text.find(fact["anchor"]), len(fact["anchor"])
    shared = min(meaning.end, start + size) - max(meaning.start, start)
    return shared > 0 and shared >= 0.5 * min(meaning.end - meaning.start, size)


def common(articles: Sequence[Mapping[str, Any]]) -> Matrix:
    """What the vectors of all texts have in common: the mean over the gold's anchors."""
    return Encoder().vectors([fact["anchor"] for gold in articles for fact in gold["facts"]]).mean(axis=0)


def spread(asked: Question) -> tuple[Matrix, tuple[str, ...]]:
    """The questions as rows: the meaning, then what the grammar had seen; and the names of that."""
    often = Counter(name for seen in asked.seen for name in seen)
    names = tuple(sorted(name for name, times in often.items() if times >= _LEAST))
    seen = np.array([[one.get(name, 0.0) for name in names] for one in asked.seen], dtype=np.float32)
    return np.hstack([np.array(asked.rows), seen.reshape(len(asked.rows), len(names))]), names


def model(name: str, rows: Matrix, answers: Sequence[str]) -> LogisticRegression:
    """A logistic regression fitted to the answers."""
    return LogisticRegression(C=_STRENGTH.get(name, _USUAL), max_iter=3000).fit(rows, answers)


def learnt(name: str, asked: Question) -> Head:
    """The head for a question; answers that too few facts have are not learnt."""
    rows, names = spread(asked)
    often = Counter(asked.answers)
    known = np.array([often[answer] >= _LEAST for answer in asked.answers])
    fitted = model(name, rows[known], list(np.array(asked.answers)[known]))
    weights, bias = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:  # told as one row, for the second
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    whole = np.hstack([weights, bias[:, None]]).astype(np.float32)
    return Head(tuple(str(answer) for answer in fitted.classes_), names, whole)


def tell(name: str, asked: Question) -> None:
    """Prints how often models that did not see the article are right, beside what the grammar alone had told."""
    rows, _ = spread(asked)
    answers, told = np.array(asked.answers), np.empty(len(asked.answers), dtype=object)
    for train, test in GroupKFold(_FOLDS).split(rows, answers, asked.articles):
        told[test] = model(name, rows[train], list(answers[train])).predict(rows[test])
    some = answers != ""
    print(f"{name}: {len(answers)} clauses, {(told == answers).mean():.3f} right, {(told == answers)[some].mean():.3f} "
          f"of the {some.sum()} that have an answer")  # fmt: skip


def main() -> int:
    """Trains, writes and tells the figures; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the figures")
    options = parser.parse_args()
    articles = open_articles()
    teacher = Teacher(common(articles))
    reader = Reader(teacher)
    for gold in articles:
        teacher.opens(gold)
        reader.facts(as_article(gold))
    for name, asked in teacher.asked.items():
        if not options.quick:
            tell(name, asked)
    write({name: learnt(name, asked) for name, asked in teacher.asked.items()}, teacher.centre, digest())
    print(f"{FILE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
