"""Stretches of time told by their unit alone: "up to a year", "на полгода", "в трёхдневный срок", "тәулік ішінде"."""

from decimal import Decimal

from nlp.amounts.hedges import HedgeGrammar
from nlp.amounts.quantity import Quantity
from nlp.vocabulary import Hit, Vocabulary

_BEFORE = 30  # characters in which the word stands that makes "a year" so long a time


class AloneGrammar:
    """Reads such stretches of one language (tables `alone`, `alone_openers`, `alone_terms`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._hedges = HedgeGrammar(vocabulary)

    def first(self, text: str, start: int, end: int) -> Quantity | None:
        """The first in text[start:end]: by its own words, or with a word before it that makes it so long a time."""
        found = self._vocabulary.patterns
        told = [hit for hit in found("alone").best(text, start, end) if self._opened(hit, text, start)]
        told += found("alone_terms").best(text, start, end)
        hit = min(told, key=lambda hit: hit.start, default=None)
        if hit is None:
            return None
        value, _, unit = hit.label.partition(" ")
        return self._hedges.hedged(Quantity(Decimal(value), hit.start, hit.end, hit.start, unit=unit, words=True), text)

    def _opened(self, hit: Hit, text: str, start: int) -> bool:
        before = text[max(start, hit.start - _BEFORE) : hit.start].rstrip()
        openers = self._vocabulary.patterns("alone_openers").all(before)
        return any(opener.end == len(before) for opener in openers)
