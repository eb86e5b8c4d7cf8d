"""Countables: which numbers a reader of policy news notes, by what they count.

A number beside money, percent or many of anything is noted; a few of something only where it is counted for its own
sake (people, papers, undertakings), where something befell them, or where it parts a number told beside it. Pages,
floors, goals and the like are not noted.
"""

import re

from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.terms import TermGrammar
from nlp.vocabulary import Patterns, Vocabulary

_FEW = 50  # below this a bare number is rather a detail of a story than a count
_MANY = 10_000  # from this on, even what is trifling one by one is a count
_BUDGETED = 1_000_000_000  # from this on, money is what somebody spends in all
_EACH = 1_000_000  # below this, money beside the name of a due is what each pays
_PERCENT = ("percent", "percentage-point")
_BEFORE = 40  # characters in which a number's own opening words stand
_AFTER = 60  # characters in which the noun of a number stands
_WORD = re.compile(r"-?\w+[\s,]*")
_NOUN = 3  # words behind a number among which its noun is
_NEXT = 2  # the same behind a share and the word that tells what it is a part of


class CountableGrammar:
    """Judges the numbers of one language (table `countables`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._terms = TermGrammar(vocabulary)
        self._verb_final = vocabulary.grammar("verb-final")

    def noted(self, quantity: Quantity, clause: Clause, around: SentenceContext, larger: bool) -> bool:
        """Whether a number is a figure; `larger` if its sentence told one before that it can be a part of."""
        if quantity.unit == "mci":
            return False  # nothing is counted in units of calculation: it is set
        if self._uncounted(quantity, clause, around):
            return False
        if quantity.unit is not None:
            return True
        after = around.text[quantity.end : min(around.end, quantity.end + _AFTER)].lstrip(" -")
        if quantity.value < _MANY and self._found("trifles").opens(after):
            return False
        weighty = self.weighty(quantity, around)
        if not around.on_topic and len(around.page.sentences) > 1:
            return weighty
        befallen = self._found("befalls").found(around.text, clause.start, clause.end)
        return quantity.value >= _FEW or weighty or larger or befallen

    def weighty(self, quantity: Quantity, around: SentenceContext) -> bool:
        """Whether a number is one of people, papers or undertakings."""
        return self._counts("things", around.text[quantity.end : min(around.end, quantity.end + _AFTER)].lstrip(" -"))

    def part(self, share: Quantity, around: SentenceContext) -> bool:
        """Whether a share is one of people or things, by the word behind it ("76 percent of households")."""
        after = around.text[share.end : min(around.end, share.end + _AFTER)].lstrip(" -")
        whole = self._found("wholes").opens(after)
        if not whole and self._vocabulary.patterns("plain", "prepositions").opens(after):
            return False  # "2 percent from each worker"
        return self._counts("things", after, _NEXT + whole)

    def _uncounted(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether a number is supposed, a price that is asked, or the size of each of several."""
        found = self._vocabulary.patterns
        start = around.start if quantity.unit is None or not self._verb_final else clause.start
        if found("uncounted", "supposed").found(around.text, start, clause.end if self._verb_final else quantity.start):
            return True
        example = found("uncounted", "examples").found(around.text, around.start, quantity.start)
        if example and not self._terms.past(clause, around) and not any(time.first for time in around.times):
            return True
        before = around.text[max(clause.start, quantity.start - _BEFORE) : quantity.start].rstrip()
        if any(hit.end == len(before) for hit in found("uncounted", "grouped").all(before)):
            return quantity.value < _FEW
        return self._priced(quantity, clause, around)

    def _priced(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether money is a set price or what is due, not a market's price nor what was spent, earned or collected."""
        if quantity.unit is None or quantity.duration or quantity.value >= _BUDGETED or quantity.role or quantity.share:
            return False
        words = quantity.unit not in _PERCENT and self._found_in(clause, around, "uncounted", "priced")
        due = quantity.value < _EACH and self._found_in(clause, around, "levies", "dues")
        if not (words or due) or self._terms.never_levied(clause, around) or self._found_in(clause, around, "counted"):
            return False
        return not self._terms.past(clause, around) or self._found_in(clause, around, "levies", "ceilings")

    def _found_in(self, clause: Clause, around: SentenceContext, table: str, key: str | None = None) -> bool:
        return self._vocabulary.patterns(table, key).found(around.text, clause.start, clause.end)

    def _counts(self, key: str, after: str, most: int = _NOUN) -> bool:
        """Whether one of the first words behind a number is of a kind."""
        place = 0
        for _ in range(most):
            if self._found(key).opens(after[place:]):
                return True
            word = _WORD.match(after, place)
            if word is None:
                return False
            place = word.end()
        return False

    def _found(self, key: str) -> Patterns:
        return self._vocabulary.patterns("countables", key)
