"""Commencement: when an act starts that ties its start to its publication or signature.

Arithmetic of Kazakh law (Law on Legal Acts, Art. 42): "upon expiry of N days after the day of publication" leaves the
day of publication out and lets N days pass, so publication + N + 1; "N days after publication" is publication + N.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from nlp.numbers import NumberGrammar
from nlp.times import TimeExpression, last_day
from nlp.vocabulary import Hit, Vocabulary

_AROUND = 60  # characters between an act's publication and its day
_BREAK = re.compile(r"[.;\n]\s")


@dataclass(frozen=True, slots=True)
class Formula:
    """A commencement formula in the folded text: the event it counts from, how many units after, of which kind."""

    start: int
    end: int
    event: str  # publication or signature
    count: int
    unit: str  # day or month
    expiry: bool  # the units must have passed: one day more
    next_month: bool = False

    def __str__(self) -> str:
        """The formula as kept on a fact, in ISO 8601's duration and plain words."""
        if self.next_month:
            return f"first day of the month after {self.event}"
        length = f"P{self.count}{self.unit[0].upper()}"
        return (
            f"{'expiry of ' if self.expiry else ''}{length} after {self.event}" if self.count else f"upon {self.event}"
        )

    def starts(self, event: date) -> date:
        """The first day on which the act applies, if its event was on `event`; no shift for weekends."""
        if self.next_month:
            return last_day(event.isoformat()[:7]) + timedelta(days=1)
        if self.unit == "month":
            index = event.year * 12 + event.month - 1 + self.count
            month = f"{index // 12:04}-{index % 12 + 1:02}"
            event = min(date(index // 12, index % 12 + 1, 1) + timedelta(days=event.day - 1), last_day(month))
        else:
            event += timedelta(days=self.count)
        return event + timedelta(days=1) if self.expiry else event


class CommencementGrammar:
    """Finds the formulas of one language (tables `commencement`, `publication`, `ordinals`)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers

    def formulas(self, text: str) -> list[Formula]:
        """The formulas of a folded text in order, the longest where they overlap."""
        found: list[Formula] = []
        matches = [(label, m) for label, pattern in self._patterns for m in pattern.finditer(text)]
        for label, match in sorted(matches, key=lambda pair: pair[1].start() - pair[1].end()):
            formula = self._formula(label, match)
            if formula and all(formula.end <= other.start or formula.start >= other.end for other in found):
                found.append(formula)
        return sorted(found, key=lambda formula: formula.start)

    def event_day(self, text: str, times: Sequence[TimeExpression], formula: Formula) -> date | None:
        """The day of publication or signature that the text gives before or beside the formula, or None."""
        words = self._vocabulary.patterns("publication", "published" if formula.event == "publication" else "signed")
        told = [hit for hit in words.all(text) if hit.end <= formula.start or hit.start >= formula.end]
        days = [time for time in times if time.kind == "day" and time.first]
        beside = [
            time
            for time in days
            for hit in told
            if _gap(time, hit) < _AROUND and not _BREAK.search(text, min(time.end, hit.end), max(time.start, hit.start))
        ]
        nearest = min(beside, key=lambda time: abs(time.start - formula.start), default=None)
        return date.fromisoformat(nearest.first) if nearest and nearest.first else None

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        units = "|".join(p for u in ("day", "month", "week") for p in self._vocabulary.words("units", u))
        words = "|".join(
            pattern
            for table in ("cardinals",)
            for patterns in self._vocabulary.table(table).values()
            for pattern in patterns
        )
        number = rf"(?P<n>\d{{1,3}}|(?:(?:{words})[ -]?)+)"
        return [
            (label, re.compile(self._vocabulary.expression(
                pattern.replace("{n}", number).replace("{u}", f"(?P<u>{units})"), "commencement")))
            for label, patterns in self._vocabulary.table("commencement").items()
            for pattern in patterns
        ]  # fmt: skip

    def _formula(self, label: str, match: re.Match[str]) -> Formula | None:
        groups = match.groupdict()
        event = "signature" if label == "on_signature" else "publication"
        if label == "next_month":
            return Formula(match.start(), match.end(), event, 0, "month", False, True)
        if label.startswith("on_"):
            return Formula(match.start(), match.end(), event, 0, "day", False)
        count = self._ordinal(groups["ordinal"]) if groups.get("ordinal") else self._count(groups.get("n"))
        if count is None:
            return None
        unit, factor = self._unit(groups.get("u"))
        return Formula(match.start(), match.end(), event, count * factor, unit, label == "after_expiry")

    def _count(self, words: str | None) -> int | None:
        numbers = self._numbers.numbers(words.strip()) if words else []
        return int(numbers[0].value) if numbers else None

    def _ordinal(self, word: str) -> int | None:
        for number, patterns in self._vocabulary.table("ordinals").items():
            if any(re.fullmatch(pattern, word) for pattern in patterns):
                return int(number)
        return None

    def _unit(self, word: str | None) -> tuple[str, int]:
        for unit, factor in (("month", 1), ("week", 7)):
            if word and any(
                re.fullmatch(self._vocabulary.expression(p), word) for p in self._vocabulary.words("units", unit)
            ):
                return ("day" if unit == "week" else unit), factor
        return "day", 1


def _gap(time: TimeExpression, hit: Hit) -> int:
    return max(time.start - hit.end, hit.start - time.end, 0)
