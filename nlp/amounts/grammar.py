"""The quantities of a text: numbers sized, joined to ranges and windows, hedged; what is no amount is left out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from nlp.amounts.hedges import HedgeGrammar
from nlp.amounts.numbers import Number, NumberGrammar
from nlp.amounts.quantity import Quantity, is_money
from nlp.amounts.ranges import RangeGrammar
from nlp.amounts.shares import ShareGrammar
from nlp.amounts.units import UnitGrammar
from nlp.amounts.windows import WindowGrammar, slashed_quantity, slashed_windows
from nlp.vocabulary import Places, Span, Vocabulary

_END = re.compile(r"[.;\n]\s")
_BRACKET = re.compile(r"(?: ?[\w-]+\.?){0,4} ?\([^()\d]{0,24}")  # from an amount to the one in brackets behind it
_ROW, _ROOM = 40, 8  # so many numbers with so few characters each stand in a table or in noise, not in sentences
_AROUND = 150  # characters in which an amount of time beside "90/180" is what that names


class QuantityGrammar:
    """Reads the quantities of one language (also by the table `no_figures`: clock times, ages, numbers of acts, …)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers
        self._units = UnitGrammar(vocabulary)
        self._shares = ShareGrammar(vocabulary)
        self._ranges = RangeGrammar(vocabulary)
        self._windows = WindowGrammar(vocabulary)
        self._hedges = HedgeGrammar(vocabulary)

    def quantities(self, text: str, masked: Sequence[Span] = ()) -> list[Quantity]:
        """The quantities of a folded text in order; numbers within `masked` places and of `no_figures` are left out."""
        slashed = slashed_windows(text)
        hidden = Places(self._hidden(text, masked, slashed))
        numbers = [n for n in _in_prose(self._numbers.numbers(text)) if not hidden.touch((n.start, n.end))]
        found = [self._units.sized(number, text) for number in numbers]
        alone = [slashed_quantity(match) for match in slashed if _stands_alone(match, found, slashed, text)]
        found = [*self._shares.with_shares(found, text), *alone]
        found = [quantity for quantity in found if not _trifling(quantity) or self._capped(quantity, text)]
        found = self._units.scaled(sorted(found, key=lambda quantity: quantity.number), text)
        found = [one for before, one in pairwise([None, *found]) if one and not _exchanged(one, before, text)]
        found = self._windows.windowed(self._ranges.ranged(found, text), text)
        return [self._hedges.hedged(quantity, text) for quantity in found]

    def _capped(self, quantity: Quantity, text: str) -> bool:
        """Whether a bare one or two is a highest allowed number ("no more than one car")."""
        return self._hedges.hedged(quantity, text).qualifier == "at-most"

    def _hidden(self, text: str, masked: Sequence[Span], slashed: Sequence[re.Match[str]]) -> list[Span]:
        hidden = [*masked, *(hit.span for hit in self._vocabulary.patterns("no_figures").all(text))]
        if slashed:
            hidden = [span for span in hidden if not _holds(span, slashed)]
        return [*hidden, *(match.span() for match in slashed)]


def _in_prose(numbers: Sequence[Number]) -> list[Number]:
    """Numbers without those that stand too close for sentences; in such rows no number has words that tell of it."""
    kept, row_ends = [], 0
    for place, number in enumerate(numbers):
        last = place + _ROW - 1
        if last < len(numbers) and numbers[last].end - number.start < _ROW * _ROOM:
            row_ends = last + 1
        if place >= row_ends:
            kept.append(number)
    return kept


def _holds(span: Span, matches: Sequence[re.Match[str]]) -> bool:
    """Whether any of some matches, in order, lies within a place."""
    first = bisect_left(matches, span[0], key=lambda match: match.start())
    return first < len(matches) and matches[first].end() <= span[1]


def _stands_alone(
    match: re.Match[str], others: Sequence[Quantity], slashed: Sequence[re.Match[str]], text: str
) -> bool:
    """ "The 90/180 principle" sets a window; beside other amounts of time it only names one that its sentence tells."""
    start = max((end.end() for end in _END.finditer(text, max(0, match.start() - _AROUND), match.start())), default=0)
    stop = _END.search(text, match.end())
    near = (max(start, match.start() - _AROUND), min(stop.start() if stop else len(text), match.end() + _AROUND))
    named = [other for other in slashed if near[0] <= other.start() < near[1]]
    return len(named) == 1 and not any(q.duration and near[0] < q.start < near[1] for q in others)


def _exchanged(quantity: Quantity, before: Quantity | None, text: str) -> bool:
    """Whether money in brackets is what the money before it comes to in another currency: "450 soums ($0.04)"."""
    if before is None or quantity.unit == before.unit or not (is_money(quantity.unit) and is_money(before.unit)):
        return False
    return bool(_BRACKET.fullmatch(text, before.end, quantity.number))


def _trifling(quantity: Quantity) -> bool:
    """ "one may", "бір", "1)": a bare one or two counts nothing by itself; 1.5 does."""
    whole = quantity.value == quantity.value.to_integral_value()
    return whole and quantity.unit is None and quantity.value < (2 if not quantity.words else 3) and not quantity.share
