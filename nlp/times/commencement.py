"""Commencement: when an act starts that ties its start to its publication or signature.

Arithmetic of Kazakh law (Law on Legal Acts, Art. 42): "upon expiry of N days after the day of publication" leaves the
day of publication out and lets N days pass, so publication + N + 1; "N days after publication" is publication + N.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.amounts import NumberGrammar
from nlp.times.calendar import months_later, shifted
from nlp.times.expression import TimeExpression, last_day
from nlp.vocabulary import Hit, Patterns, Places, Vocabulary

Event = Literal["publication", "signature"]
_BEHIND = 45  # characters behind a formula in which the day of its event may be told
_AROUND = 60  # characters between an act's publication and its day
_BREAK = re.compile(r"[.;\n]\s")


@dataclass(frozen=True, slots=True)
class Formula:
    """A commencement formula in the folded text: the event it counts from, how many units after, of which kind."""

    start: int
    end: int
    event: Event
    count: int
    unit: Literal["day", "month"]
    expiry: bool  # the units must have passed: one day more
    next_month: bool = False

    def __str__(self) -> str:
        """The formula as kept on a fact, in ISO 8601's duration and plain words."""
        if self.next_month:
            return f"first day of the month after {self.event}"
        if not self.count:
            return f"upon {self.event}"
        return f"{'expiry of ' if self.expiry else ''}P{self.count}{self.unit[0].upper()} after {self.event}"

    def starts(self, event: date) -> date | None:
        """The first day on which the act applies, if its event was on `event`; no shift for weekends.

        A month without that day ends the count on its last one. None beyond the year 9999.
        """
        if self.next_month:
            return shifted(last_day(event.isoformat()[:7]), 1)
        counted = months_later(event, self.count) if self.unit == "month" else shifted(event, self.count)
        return shifted(counted, 1) if counted and self.expiry else counted


class CommencementGrammar:
    """Finds the formulas of one language (tables `commencement`, `publication`, `ordinals`)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers
        self._kinds, self._patterns = self._declared()

    def formulas(self, text: str, start: int = 0, end: int | None = None) -> list[Formula]:
        """The formulas of the folded text[start:end] in order, the longest where they overlap."""
        matches = [(int(place), match) for place, match in self._patterns.matches(text, start, end)]
        matches.sort(key=lambda found: (found[1].start() - found[1].end(), *found[:1], found[1].start()))
        taken, found = Places(), []
        for place, match in matches:
            formula = None if taken.touch(match.span()) else self._formula(self._kinds[place], match)
            if formula:
                taken.take(match.span())
                found.append(formula)
        return sorted(found, key=lambda formula: formula.start)

    def event_day(self, text: str, times: Sequence[TimeExpression], formula: Formula) -> date | None:
        """The day of publication or signature that the text gives before or beside the formula, or None.

        `times` are those of the text, in order.
        """
        key = "published" if formula.event == "publication" else "signed"
        days = [time for time in times if time.kind == "day" and time.first and time.cue not in ("from", "until")]
        beside = []
        for hit in self._vocabulary.patterns("publication", key).all(text):
            if hit.end <= formula.start or hit.start >= formula.end:
                beside += _days_beside(hit, days, text)
        beside += self._told_behind(formula, days, text)
        nearest = min(beside, key=lambda time: abs(time.start - formula.start), default=None)
        return date.fromisoformat(nearest.first) if nearest and nearest.first else None

    def _told_behind(self, formula: Formula, days: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
        """A day right behind a formula is that of its event ("…, which was on 3 May") unless it is its result."""
        first = bisect_left(days, formula.end, key=lambda day: day.start)
        day = next(iter(days[first : first + 1]), None)
        if day is None or day.start - formula.end > _BEHIND or _BREAK.search(text, formula.end, day.start):
            return []
        between = text[formula.end : day.start]
        result = self._vocabulary.patterns("that_is").found(between) or between.strip(" ,(") in ("", "—", "-")
        return [] if result else [day]

    def _declared(self) -> tuple[list[str], Patterns]:
        units = "|".join(p for unit in ("day", "month", "week") for p in self._vocabulary.words("units", unit))
        words = "|".join(p for patterns in self._vocabulary.table("cardinals").values() for p in patterns)
        number = rf"(?P<n>\d{{1,3}}|(?:(?:{words})[ -]?){{1,6}})"
        kinds, patterns = [], []
        for kind, listed in self._vocabulary.table("commencement").items():
            kinds += [kind] * len(listed)
            patterns += [p.replace("{n}", number).replace("{u}", f"(?P<u>{units})") for p in listed]
        labelled = ((str(place), pattern) for place, pattern in enumerate(patterns))
        return kinds, self._vocabulary.compiled(labelled, "commencement")

    def _formula(self, kind: str, match: re.Match[str]) -> Formula | None:
        groups = match.groupdict()
        event: Event = "signature" if kind == "on_signature" else "publication"
        if kind == "next_month":
            return Formula(match.start(), match.end(), event, 0, "month", False, True)
        if kind.startswith("on_") or kind == "next_day":
            return Formula(match.start(), match.end(), event, int(kind == "next_day"), "day", False)
        count = self._ordinal(groups["ordinal"]) if groups.get("ordinal") else self._count(groups.get("n"))
        if count is None:
            return None
        unit = self._vocabulary.patterns("units").label_of(groups.get("u") or "")
        if unit == "month":
            return Formula(match.start(), match.end(), event, count, "month", kind == "after_expiry")
        days = count * 7 if unit == "week" else count
        return Formula(match.start(), match.end(), event, days, "day", kind == "after_expiry")

    def _count(self, words: str | None) -> int | None:
        numbers = self._numbers.numbers(words.strip()) if words else []
        return int(numbers[0].value) if numbers else None

    def _ordinal(self, word: str) -> int | None:
        label = self._vocabulary.patterns("ordinals").label_of(word)
        return int(label) if label else None


def _days_beside(hit: Hit, days: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """The days within reach of a word of publication, in its sentence."""
    first = bisect_left(days, hit.start - 2 * _AROUND, key=lambda day: day.start)
    last = bisect_left(days, hit.end + _AROUND, key=lambda day: day.start)
    return [
        day
        for day in days[first:last]
        if max(day.start - hit.end, hit.start - day.end, 0) < _AROUND
        and not _BREAK.search(text, min(day.end, hit.end), max(day.start, hit.start))
    ]
