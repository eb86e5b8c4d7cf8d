"""Windows: the stretch of time within which an amount of time holds, and the unit of time in which a sum is due."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from nlp.amounts.quantity import Quantity, iso_duration
from nlp.vocabulary import Adjacent, Vocabulary, bordered

_AROUND = 45  # characters in which a rate stands
_FAR = 60  # characters between an amount and its window
_STOP = re.compile(r"[.;,:!?()\n]")
_YEAR = "P1Y"
_SLASHED = re.compile(r"(?<![\w./-])(\d{2,3}) ?/ ?(\d{2,3})(?![\w/]|[.,]\d)")


class WindowGrammar:
    """Joins amounts and windows of one language (tables `windows`, `per`, `per_before`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rates = Adjacent(
            [
                (duration, r"\s{0,40}" + bordered(vocabulary.source(pattern, "per")))
                for duration, patterns in vocabulary.table("per").items()
                for pattern in patterns
            ]
        )
        self._rates_before = Adjacent(
            [
                (duration, bordered(vocabulary.source(pattern, "per_before")) + r"\s{1,40}")
                for duration, patterns in vocabulary.table("per_before").items()
                for pattern in patterns
            ]
        )

    def windowed(self, found: Sequence[Quantity], text: str) -> list[Quantity]:
        """Joins an amount of time with the window it holds in, and an amount with the unit of time it is due in."""
        joined: list[Quantity] = []
        for quantity in found:
            last = joined[-1] if joined else None
            if last is not None and last.per is None and self._holds_in(last, quantity, text):
                joined[-1] = replace(last, per=iso_duration(quantity), end=quantity.end)
            elif last is not None and last.per is None and self._opens(last, quantity, text):
                joined[-1] = replace(quantity, per=iso_duration(last), start=last.start)
            else:
                joined.append(quantity)
        return [self._rated(quantity, text) for quantity in joined]

    def _holds_in(self, amount: Quantity, window: Quantity, text: str) -> bool:
        """ "90 days within 180": the amount, then its window."""
        if not amount.duration or not (window.duration or (window.unit is None and window.value >= 7)):
            return False
        if window.unit in (None, amount.unit) and window.value <= amount.value:
            return False
        if window.start - amount.end > 2 * _FAR:
            return False
        between = self._fillers.sub("", text[amount.end : window.start].strip(" ,"))
        return bool(self._within.fullmatch(between)) or (len(between) < _FAR and bool(self._each.search(between)))

    def _opens(self, window: Quantity, amount: Quantity, text: str) -> bool:
        """ "180 күнде 90 тәулік", "in each 180 days … 90 days": the window, then the amount."""
        if not (window.duration and amount.duration and window.value > amount.value):
            return False
        between = text[window.end : amount.start] if amount.start - window.end < 2 * _FAR else "…" * _FAR
        inside = self._vocabulary.patterns("windows", "inside").opens(between.lstrip())
        if not between.strip() or (inside and len(between) < 30):
            return inside or bool(self._locative.search(text[window.number : window.end].strip()))
        before = text[max(0, window.start - 40) : window.start].rstrip()
        return bool(self._each.search(before)) and len(between) < _FAR and not re.search(r"[.;]", between)

    def _rated(self, quantity: Quantity, text: str) -> Quantity:
        if quantity.per is not None or quantity.unit is None:
            return quantity
        found = self._rates.after(text[quantity.end : quantity.end + _AROUND])
        if found and self._fits(found[0], quantity):
            return replace(quantity, per=found[0], end=quantity.end + found[1].end())
        found = self._rates_before.before(_STOP.split(text[max(0, quantity.start - _AROUND) : quantity.start])[-1])
        return replace(quantity, per=found[0]) if found and self._fits(found[0], quantity) else quantity

    @staticmethod
    def _fits(rate: str, quantity: Quantity) -> bool:
        """Whether an amount can be due in a unit of time: one of days only in a year, others are working hours."""
        return not quantity.duration or (quantity.unit == "day" and rate == _YEAR)

    def _any(self, key: str) -> str:
        return "|".join(bordered(self._vocabulary.source(p, "windows")) for p in self._vocabulary.words("windows", key))

    @cached_property
    def _within(self) -> re.Pattern[str]:
        return re.compile(self._any("within") or "(?!)")

    @cached_property
    def _each(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._any('each') or '(?!)'})$")

    @cached_property
    def _locative(self) -> re.Pattern[str]:
        return re.compile(f"(?:{'|'.join(self._vocabulary.words('windows', 'locative')) or '(?!)'})$")

    @cached_property
    def _fillers(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:{'|'.join(self._vocabulary.words('windows', 'fillers')) or '(?!)'})\s*")


def slashed_windows(text: str) -> list[re.Match[str]]:
    """Where "90/180" stands: an amount of days and the window it holds in."""
    found = _SLASHED.finditer(text)
    return [m for m in found if int(m[1]) < int(m[2]) and int(m[2]) % 30 == 0 and int(m[1]) % 30 == 0]


def slashed_quantity(match: re.Match[str]) -> Quantity:
    """The quantity that "90/180" stands for."""
    return Quantity(Decimal(match[1]), match.start(), match.end(), match.start(), unit="day", per=f"P{match[2]}D")
