"""Units: what follows a number, the sign before it, and magnitudes told once for two."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from core.records.facts import Qualifier
from nlp.amounts.numbers import Number
from nlp.amounts.quantity import Quantity, shared_scale
from nlp.vocabulary import Adjacent, Vocabulary, bordered
from nlp.vocabulary.syntax import RIGHT

_AROUND = 45  # characters in which a unit stands
_WEEK = Decimal(7)
_SIGNS = ("%", "₸", "₽")  # may be followed by a letter


class UnitGrammar:
    """Reads the units of one language (tables `units`, `unit_signs`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._after = Adjacent(
            [
                (unit, rf"[\s-]{{0,40}}(?:{vocabulary.source(pattern, 'units')}){'' if pattern in _SIGNS else RIGHT}")
                for unit, patterns in vocabulary.table("units").items()
                for pattern in patterns
            ]
        )
        self._hedges = Adjacent(
            [
                (label, r"\s{1,40}" + bordered(vocabulary.source(pattern, "hedges_after")))
                for label, patterns in vocabulary.table("hedges_after").items()
                for pattern in patterns
            ]
        )
        signs = vocabulary.table("unit_signs").items()
        self._before = Adjacent([(unit, rf"(?:{pattern})\s?") for unit, patterns in signs for pattern in patterns])

    def sized(self, number: Number, text: str) -> Quantity:
        """A number with the unit after it or the sign before it; weeks are told in days."""
        quantity = Quantity(number.value, number.start, number.end, number.start, words=number.words)
        if found := self._after.after(text[number.end : number.end + _AROUND]):
            quantity = replace(quantity, unit=found[0], end=number.end + found[1].end())
        elif found := self._before.before(text[max(0, number.start - 5) : number.start]):
            quantity = replace(quantity, unit=found[0], start=number.start - len(found[1].group()))
        elif hedge := self._hedges.after(text[number.end : number.end + _AROUND]):  # "3 мыңнан астам теңге"
            place = number.end + hedge[1].end()
            if found := self._after.after(text[place : place + _AROUND]):
                end = place + found[1].end()
                quantity = replace(quantity, unit=found[0], end=end, qualifier=cast(Qualifier, hedge[0]))
        if quantity.unit == "week":
            quantity = replace(quantity, unit="day", value=quantity.value * _WEEK)
        return quantity

    def scaled(self, found: Sequence[Quantity], text: str) -> list[Quantity]:
        """ "2.2 and 2.1 million": the first shares the magnitude that is told once."""
        joints = self._vocabulary.words("joints", "weak")
        scaled = []
        for one, other in itertools.zip_longest(found, found[1:]):
            broken = one.unit is None and one.value != one.value.to_integral_value()
            if other and broken and other.value >= 1000 and text[one.end : other.start].strip() in joints:
                one = replace(one, value=one.value * shared_scale(one, other))
            scaled.append(one)
        return scaled
