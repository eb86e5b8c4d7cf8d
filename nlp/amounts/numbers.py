"""Numbers in digits, words and mixtures: "45.7 thousand", "4 млн 399 тыс.", "он жеті мың", as exact decimals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.amounts.numerals import Numeral, NumeralFinder
from nlp.vocabulary import Vocabulary

_THOUSAND = Decimal(1000)
_LARGEST = Decimal(10) ** 18
_MOST_NUMERALS = 20
_FRACTIONS = {"one": Decimal(1), "half": Decimal("0.5"), "quarter": Decimal("0.25")}


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the folded text (end exclusive); `words` if it holds no digit."""

    value: Decimal
    start: int
    end: int
    words: bool


class NumberGrammar:
    """Reads the numbers of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._numerals = NumeralFinder(vocabulary)

    def numbers(self, text: str) -> list[Number]:
        """All numbers of a folded text, in order, none within another; none above 10^18."""
        found = (number for run in self._numerals.runs(text) for number in _numbers(run))
        return [number for number in found if 0 <= number.value <= _LARGEST]


def _numbers(run: Sequence[Numeral]) -> Iterator[Number]:
    """Splits a run of neighbouring numerals where it stops being one number, and gives each part's value."""
    part: list[Numeral] = []
    for numeral in run:
        if part and not _continues(part, numeral):
            yield from _number(part)
            part = []
        if (cut := _doubled(part, numeral)) is not None:
            yield from _number(part[:cut])
            part = part[cut:]
        if part or numeral.kind not in ("join", "plus_half"):
            part.append(numeral)
    yield from _number(part)


def _doubled(part: Sequence[Numeral], numeral: Numeral) -> int | None:
    """ "15 thousand 18 thousand": where the second of two numbers begins that are told with one magnitude each."""
    if numeral.kind != "magnitude" or numeral.value < _THOUSAND or not part or part[-1].kind == "magnitude":
        return None
    larger = (place for place, one in enumerate(part) if one.kind == "magnitude" and one.value >= _THOUSAND)
    cut = next((place + 1 for place in larger if part[place].value <= numeral.value), None)
    return cut if cut is not None and cut < len(part) else None


def _continues(part: Sequence[Numeral], numeral: Numeral) -> bool:
    last = part[-1]
    if len(part) >= _MOST_NUMERALS:
        return False
    if numeral.kind in ("magnitude", "plus_half", "join"):
        return last.kind != "join" or numeral.kind == "plus_half"
    if numeral.kind == "digits":
        return last.kind == "magnitude" and last.value >= _THOUSAND and numeral.value < last.value
    if numeral.kind != "cardinal" or last.kind in _FRACTIONS:
        return False
    if last.kind == "join":
        return len(part) > 1 and part[-2].kind == "magnitude" and numeral.value < part[-2].value
    return numeral.value < _lowest_step(last.value) if last.kind == "cardinal" else last.kind == "magnitude"


def _lowest_step(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero, so that only smaller numerals may follow: 140 → 10."""
    if value != value.to_integral_value() or value == 0:
        return Decimal(0)
    step = Decimal(1)
    while value % (step * 10) == 0:
        step *= 10
    return step


def _number(part: Sequence[Numeral]) -> Iterator[Number]:
    while part and part[-1].kind in ("join", *_FRACTIONS):
        part = part[:-1]
    told = any(numeral.kind in ("digits", "cardinal") for numeral in part)
    if told or (len(part) > 1 and part[-1].kind == "magnitude"):
        words = all(numeral.kind != "digits" for numeral in part)
        yield Number(_plain(_sum(part)), part[0].start, part[-1].end, words)


def _sum(part: Sequence[Numeral]) -> Decimal:
    """The value of numerals that make one number; a magnitude multiplies what stands before it."""
    total, current = Decimal(0), None
    for numeral in part:
        if numeral.kind in ("digits", "cardinal"):
            current = (current or 0) + numeral.value
        elif numeral.kind in _FRACTIONS:
            current = _FRACTIONS[numeral.kind]
        elif numeral.kind == "plus_half":
            current = (current or 0) + _FRACTIONS["half"]
        elif numeral.kind == "magnitude":
            product = (current if current is not None else 1) * numeral.value
            if numeral.value < _THOUSAND:
                current = product
            else:
                total, current = total + product, None
    return total + (current or 0)


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or an exponent, so that equal amounts are written alike."""
    value = value.normalize()
    if value == value.to_integral_value() and value <= _LARGEST:
        return value.quantize(Decimal(1))
    return value
