"""Windows: the stretch of time within which an amount of time holds ("90 days within 180")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from nlp.amounts.quantity import Quantity, iso_duration
from nlp.amounts.rates import THIRTY, RateGrammar
from nlp.vocabulary import Vocabulary, bordered

_FAR = 60  # characters between an amount and its window
_SLASHED = re.compile(r"(?<![\w./-])(\d{2,3}) ?/ ?(\d{2,3})(?![\w/]|[.,]\d)")


class WindowGrammar:
    """Joins amounts and windows of one language (table `windows`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rates = RateGrammar(vocabulary)

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
        return self._rates.rated(joined, text)

    def _holds_in(self, amount: Quantity, window: Quantity, text: str) -> bool:
        """ "90 days within 180": the amount, then its window."""
        if not (window.duration or (window.unit is None and window.value >= 7)):
            return False
        both_bare = amount.unit is None and window.unit is None and window.value % THIRTY == amount.value % THIRTY == 0
        if not amount.duration and not both_bare:
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
