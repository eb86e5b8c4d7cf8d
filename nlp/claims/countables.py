"""Countables: which numbers a reader of policy news notes, by what they count.

A number beside money, percent or many of anything is noted; a few of something only where it is counted for its own
sake (people, papers, undertakings), where something befell them, or where it parts a number told beside it. Pages,
floors, goals and the like are not noted.
"""

import re

from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.vocabulary import Patterns, Vocabulary

_FEW = 50  # below this a bare number is rather a detail of a story than a count
_MANY = 10_000  # from this on, even what is trifling one by one is a count
_AFTER = 60  # characters in which the noun of a number stands
_WORD = re.compile(r"-?\w+[\s,]*")
_NOUN = 3  # words behind a number among which its noun is


class CountableGrammar:
    """Judges the numbers of one language (table `countables`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def noted(self, quantity: Quantity, clause: Clause, around: SentenceContext, larger: bool) -> bool:
        """Whether a number is a figure; `larger` if its sentence told one before that it can be a part of."""
        if quantity.unit == "mci":
            return False  # nothing is counted in units of calculation: it is set
        if quantity.unit is not None:
            return True
        after = around.text[quantity.end : min(around.end, quantity.end + _AFTER)].lstrip(" -")
        if quantity.value < _MANY and self._found("trifles").opens(after):
            return False
        weighty = self._counts("things", after)
        if not around.on_topic and len(around.page.sentences) > 1:
            return weighty
        befallen = self._found("befalls").found(around.text, clause.start, clause.end)
        return quantity.value >= _FEW or weighty or larger or befallen

    def _counts(self, key: str, after: str) -> bool:
        """Whether one of the first words behind a number is of a kind."""
        place = 0
        for _ in range(_NOUN):
            if self._found(key).opens(after[place:]):
                return True
            word = _WORD.match(after, place)
            if word is None:
                return False
            place = word.end()
        return False

    def _found(self, key: str) -> Patterns:
        return self._vocabulary.patterns("countables", key)
