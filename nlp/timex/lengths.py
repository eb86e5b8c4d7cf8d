"""Lengths of time and what they lead to: "two years", "two years ago", "every week", "half an hour"."""

import re
from datetime import date
from decimal import Decimal

from nlp.amounts import NumberGrammar
from nlp.times import calendar
from nlp.timex.days import week_of
from nlp.timex.telling import Lexicon, Telling, days_from

_UNIT = re.compile(r"(T?)(\d*)([A-Z])")
_HALF = ("1/2", "½", "and a half")
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}
_PARTS = {"100Y": ("Y", 100), "10Y": ("Y", 10), "Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24)}
_ONE = re.compile(r"(?:.{1,20} )?an? |.{0,20}year-")


class Lengths:
    """Values of one language's lengths."""

    def __init__(self, lexicon: Lexicon, numbers: NumberGrammar) -> None:
        self._lexicon = lexicon
        self._numbers = numbers

    def duration(self, told: Telling) -> str | None:
        """ "two years": P2Y; "several years": PXY; "an hour and a half": PT1H30M."""
        unit = self._unit(told)
        half = told["k"] in _HALF or told.words.endswith("and a half")
        return length(self._count(told), unit) + (_HALVES.get(unit, "") if half else "")

    def part(self, told: Telling) -> str | None:
        """ "half an hour": PT30M; "a quarter century": P25Y."""
        unit, count = _PARTS.get(self._unit(told), (self._unit(told), 1))
        return length(Decimal(count) / (2 if told["k"] == "half" else 4), unit)

    def span(self, told: Telling) -> str | None:
        """ "the past two years", "recent years"."""
        return self.duration(told) if told["n"] or told["v"] else self.plural(told)

    def plural(self, told: Telling) -> str | None:
        """ "years"."""
        return length(None, self._unit(told))

    def every(self, told: Telling) -> str | None:
        """ "every year": P1Y; "every Monday": XXXX-WXX-1; "each July": XXXX-07."""
        if told["u"]:
            return length(Decimal(1), self._unit(told))
        if told["w"]:
            return f"XXXX-WXX-{self._lexicon.label('weekdays', told['w'])}"
        if told["m"]:
            return f"XXXX-{self._lexicon.number('months', told['m']) or 0:02}"
        return f"XXXX-XX-XXT{self._lexicon.label('day_parts', told['p'])}"

    def ago(self, told: Telling) -> str | None:
        """ "two years ago": the year, month, week or day so many units from the text's; "years ago": PAST_REF.

        "A year ago" beside a quarter is that quarter of the year before.
        """
        later, count = told["k"] == "from now", self._count(told)
        if told["v"] or count is None or not (told["n"] or _ONE.match(told.words)):
            return "FUTURE_REF" if later else "PAST_REF"
        if told.reference is None:
            return None
        if self._unit(told) == "Y" and count == 1 and told.context.quarter and not later:
            year, _, quarter = told.context.quarter.partition("-")
            return f"{int(year) - 1:04}-{quarter}"
        return self._moved(told, told.reference, int(count) * (1 if later else -1))

    def _moved(self, told: Telling, reference: date, number: int) -> str | None:
        unit = self._unit(told)
        if unit[0] == "T":
            return reference.isoformat()
        if unit == "D":
            return days_from(reference, number)
        if unit == "W":
            return week_of(told, number)
        if unit in ("M", "Q"):
            month = calendar.months_later(reference.replace(day=1), number * (3 if unit == "Q" else 1))
            return month.isoformat()[:7] if month else None
        year = reference.year + number * int(unit[:-1] or 1)
        return f"{year:04}" if 0 < year < 10_000 else None

    def _unit(self, told: Telling) -> str:
        return self._lexicon.label("timex_units", told["u"]) or "D"

    def _count(self, told: Telling) -> Decimal | None:
        """The number told; one where there is none; None for a vague one."""
        if told["v"]:
            return Decimal(2) if told["v"] in self._lexicon.words("pair") else None
        if told["n"]:
            numbers = self._numbers.numbers(told["n"])
            return numbers[0].value if numbers else None
        return Decimal(1)


def length(count: Decimal | None, unit: str) -> str:
    """A duration in ISO 8601, "X" for a number that is not told; `unit` as declared under `timex_units`."""
    parts = _UNIT.fullmatch(unit)
    clock, times, letter = parts.groups() if parts else ("", "", "D")
    number = "X" if count is None else f"{(count * int(times or 1)).normalize():f}"
    return f"P{clock}{number}{letter}"
