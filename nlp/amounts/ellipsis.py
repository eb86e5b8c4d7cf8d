"""What a number leaves out since the amount before it told it: "56.3 thousand, a year before 48.1", "1.1 bn of it"."""

from dataclasses import replace
from decimal import Decimal

from nlp.amounts.quantity import Quantity, is_money
from nlp.vocabulary import Vocabulary

_MAGNITUDES = (Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 6, Decimal(10) ** 3)
_ONLY_MONEY = Decimal(10) ** 9  # from this on, what is not named is money
_ALIKE = 40  # two sums of one kind seldom differ by more, as factors
_CLOSE = 5  # nor two of which the second leaves its magnitude out
_AFTER = 40  # characters behind a number in which what it counts stands


class EllipsisGrammar:
    """Completes the numbers of one language (tables `plain`, `physical`, `countables`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def completed(self, quantity: Quantity, before: Quantity | None, text: str, end: int) -> Quantity:
        """The quantity with the magnitude and the unit of the one `before`, if its sentence, to `end`, names none."""
        if before is None or quantity.unit is not None or quantity.share or before.duration or before.share:
            return quantity
        after = text[quantity.end : min(end, quantity.end + _AFTER)].lstrip(" -\u2013\u2014")
        bare = self.names_nothing(after)
        money = is_money(before.unit)
        if money and quantity.value >= _ONLY_MONEY and not self._counts(after):
            return replace(quantity, unit=before.unit)
        if not bare:
            return quantity
        if before.unit == "percent":
            return replace(quantity, unit="percent") if quantity.value <= 100 and not quantity.words else quantity
        scaled = _scaled(quantity, before)
        if money and before.value / _ALIKE <= scaled.value <= before.value * _ALIKE:
            return replace(scaled, unit=before.unit)
        return scaled if before.unit is None and quantity.value != quantity.value.to_integral_value() else quantity

    def names_nothing(self, after: str) -> bool:
        """Whether what follows a number is no word, or one that is no name of what it counts."""
        words = (self._vocabulary.patterns("plain", key) for key in ("prepositions", "elsewhere"))
        return not after or after[0] in ".,;:()\u00bb\"'" or any(each.opens(after) for each in words)

    def _counts(self, after: str) -> bool:
        keys = (("physical", "size"), ("countables", "things"), ("countables", "trifles"))
        return any(self._vocabulary.patterns(*key).opens(after) for key in keys)


def _scaled(quantity: Quantity, before: Quantity) -> Quantity:
    """The quantity in the magnitude of the one before it, where it is written without and would be close to it."""
    if quantity.value >= 1000 or before.value < 1000:
        return quantity
    factor = next(one for one in _MAGNITUDES if one <= before.value)
    value, broken = quantity.value * factor, quantity.value != quantity.value.to_integral_value()
    close = before.value / _CLOSE <= value <= before.value * _CLOSE
    if not (broken or close):
        return quantity
    high = quantity.value_high * factor if quantity.value_high is not None else None
    return replace(quantity, value=_whole(value), value_high=high if high is None else _whole(high))


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
