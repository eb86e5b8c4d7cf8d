"""Signs: what is known of a clause in which no word makes a rule, as numbers from 0 to 1 that can be weighed.

None of them is a verdict: where rules stand around it, what its numbers are, whom it names, when it plays.
"""

from collections.abc import Set as AbstractSet
from datetime import date

from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.scope import Scope
from nlp.claims.terms import TermGrammar
from nlp.times import first_day
from nlp.vocabulary import Vocabulary

_AROUND = (-2, -1, 1, 2)  # sentences whose rules show that a passage sets rules
_LONG = 30  # words from which on a clause is just long


class SignGrammar:
    """Reads the signs of one language's clauses."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, terms: TermGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._terms = terms

    def signs(self, clause: Clause, around: SentenceContext, ruled: AbstractSet[int]) -> dict[str, float]:
        """The signs of a clause, in an article in which the sentences `ruled` hold rules."""
        return {
            **_company(around, ruled),
            **_amounts(clause),
            **_manner(clause, around),
            "audience": float(bool(self._scope.audiences(around.text, clause.start, clause.end))),
            "topic": float(self._scope.topic(around.text, clause.start, clause.end) is not None),
            "levy": float(self._vocabulary.patterns("levies", "words").found(around.text, around.start, clause.end)),
            "past": float(self._terms.past(clause, around)),
        }


def _company(around: SentenceContext, ruled: AbstractSet[int]) -> dict[str, float]:
    """How many rules stand around a clause."""
    others = ruled - {around.index}
    return {
        "among rules": sum(around.index + step in others for step in _AROUND) / len(_AROUND),
        "beside a rule": float(around.index in ruled),
    }


def _amounts(clause: Clause) -> dict[str, float]:
    return {
        "bare number": float(any(q.unit is None for q in clause.quantities)),
        "amount": float(any(q.unit and not q.duration for q in clause.quantities)),
        "duration": float(any(q.duration for q in clause.quantities)),
    }


def _manner(clause: Clause, around: SentenceContext) -> dict[str, float]:
    """How a clause tells what it tells: at length, by names, in quotation marks, of days gone, by somebody."""
    told = around.page.article.text[clause.start : clause.end]
    words = told.split()
    today = around.reference or date.min
    return {
        "length": min(len(words) / _LONG, 1.0),
        "names": sum(word[:1].isupper() for word in words[1:]) / max(len(words), 1),
        "quoted": float('"' in around.text[clause.start : clause.end]),
        "gone": float(any(time.first and first_day(time.first) < today for time in clause.times)),
        "said": float(around.attribution.own),
    }
