"""Rates: the unit of time in which an amount is due, allowed or counted ("15 units a month", "ай сайын")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from nlp.amounts.quantity import Quantity
from nlp.vocabulary import Adjacent, Vocabulary, bordered

_AROUND = 45  # characters in which a rate stands
_NAMED = 70  # and in which its name tells the unit of time it is due in ("the monthly payment rises, to 4 units")
_STOP = re.compile(r"[.;,:!?()\n]")
_SENTENCE = re.compile(r"[.;!?()\n]")
_GAP = re.compile(r"\s?[^\W\d]{1,40}\s")  # the word of what a bare number counts, up to its rate
_COUNTED = ("P1D", "P1W", "P1M", "P1Y")  # what a bare number of things can be in
_FITS = {"day": ("P1Y", "P6M"), "hour": ("P1D", "P1W")}  # what amounts of time can be due in
THIRTY = 30  # days: bare numbers allowed in half a year are days if they are multiples of it


class RateGrammar:
    """Reads the rates of one language (tables `per`, `per_before`, `per_named`, `per_things`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._after = Adjacent(
            [
                (duration, r"\s{0,40}" + bordered(vocabulary.source(pattern, "per")))
                for duration, patterns in vocabulary.table("per").items()
                for pattern in patterns
            ]
        )
        self._before = Adjacent(
            [
                (duration, bordered(vocabulary.source(pattern, "per_before")) + r"\s{1,40}")
                for duration, patterns in vocabulary.table("per_before").items()
                for pattern in patterns
            ]
        )

    @cached_property
    def _each(self) -> re.Pattern[str]:
        """What an amount is due for, between it and its unit of time ("per square metre a month")."""
        things = (
            bordered(self._vocabulary.source(p, "per_things")) for p in self._vocabulary.words("per_things", "words")
        )
        return re.compile(rf"\s{{1,40}}(?:{'|'.join(things) or '(?!)'})")

    def rated(self, found: Sequence[Quantity], text: str) -> list[Quantity]:
        """The quantities, each with its unit of time; an old and a new value of one amount have the same."""
        return _shared([self._one_rated(quantity, text) for quantity in found])

    def _one_rated(self, quantity: Quantity, text: str) -> Quantity:
        """The amount with the unit of time it is due in, if the words after it, before it or in its name tell one."""
        if quantity.per is not None:
            return quantity
        after = text[quantity.end : quantity.end + _AROUND]
        found = self._after.after(after)
        if found and _fits(found[0], quantity):
            return replace(quantity, per=found[0], end=quantity.end + found[1].end())
        thing = self._each.match(after) if quantity.unit else None
        found = self._after.after(after[thing.end() :]) if thing else None
        if found and thing and _fits(found[0], quantity):
            return replace(quantity, per=found[0], end=quantity.end + thing.end() + found[1].end())
        counted = _GAP.match(after) if quantity.unit is None else None
        found = self._after.after(after[counted.end() - 1 :]) if counted else None
        if found and found[0] in _COUNTED:
            return replace(quantity, per=found[0])
        before = text[max(0, quantity.number - _AROUND) : quantity.number]
        found = self._before.before(_STOP.split(before)[-1])
        if found and _fits(found[0], quantity):
            return replace(quantity, per=found[0])
        return self._named(quantity, text)

    def _named(self, quantity: Quantity, text: str) -> Quantity:
        """ "The monthly payment doubles, to 4 units": a sum in the unit of time that its own name tells."""
        if quantity.duration or quantity.unit in (None, "percent", "percentage-point"):
            return quantity
        before = _SENTENCE.split(text[max(0, quantity.number - _NAMED) : quantity.number])[-1]
        hit = self._vocabulary.patterns("per_named").first(before)
        return replace(quantity, per=hit.label) if hit else quantity


def _fits(rate: str, quantity: Quantity) -> bool:
    """Whether an amount can be due in a unit of time: days in a year or half of one, hours in a day or week."""
    if quantity.duration:
        return rate in _FITS.get(quantity.unit or "", ())
    return rate != "P6M" or (quantity.unit is None and quantity.value % THIRTY == 0)


def _shared(found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, an old and a new value of one amount due in the same unit of time."""
    told = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if {one.role, other.role} == {"old", "new"} and one.unit == other.unit and not one.duration:
            told[place] = replace(told[place], per=one.per or other.per)
            told[place + 1] = replace(told[place + 1], per=other.per or one.per)
    return told
