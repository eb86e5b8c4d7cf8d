"""Holding: from when until when something is, as a sentence's own times say it, whatever the sentence is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.amounts import NumberGrammar
from nlp.times.calendar import months_later, shifted
from nlp.times.expression import TimeExpression
from nlp.vocabulary import Vocabulary

_BEFORE = 30  # characters before a day in which it stands that something ended
_UNITS = ("day", "week", "month")
_LONGEST = 400  # of a unit: a longer one is a number of something else


@dataclass(frozen=True, slots=True)
class Holding:
    """The first and last day that text[start:end] tells, both inclusive, in ISO 8601; None where it tells none."""

    start: int
    end: int
    first: str | None
    last: str | None


class HoldingGrammar:
    """Reads the holdings of one language (table `holding`: lengths of time that something holds)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers

    def holding(
        self, text: str, start: int, end: int, times: Sequence[TimeExpression], reference: date | None
    ) -> Holding | None:
        """What the folded text[start:end] tells of a start and an end, given its times; None if it tells neither day.

        It starts on a day told by "from" or the like, or else on the first day ahead of `reference`; it ends on a day
        told by "until", or so long after its start as it says.
        """
        days = [time for time in times if time.kind == "day" and time.first]
        ended = [time for time in days if self._is_end(text, start, time)]
        spans = [time for time in times if time.kind == "period" and _is_of_days(time) and time.cue == "on"]
        began = [time for time in (*days, *spans) if time not in ended and (time.cue == "from" or time in spans)]
        began += [
            time for time in days if time not in ended and time.cue in ("on", None) and _is_ahead(time, reference)
        ]
        ends = [time.last or time.first for time in (*days, *spans) if time in ended or time in spans]
        first = began[0].first if began else None
        last = ends[-1] if ends else self._after(text, start, end, first, reference)
        return Holding(start, end, first, last) if first or last else None

    def _is_end(self, text: str, start: int, time: TimeExpression) -> bool:
        """Whether something ends on a day: "until 3 May", "was lifted on 3 May"."""
        before = text[max(start, time.start - _BEFORE) : time.start].rstrip()
        hits = self._vocabulary.patterns("holding", "ended").all(before)
        return time.cue == "until" or any(len(before) - hit.end < 2 for hit in hits)

    def _after(self, text: str, start: int, end: int, first: str | None, reference: date | None) -> str | None:
        """The day that a length of time leads to ("for two weeks")."""
        begun = date.fromisoformat(first) if first else reference
        hits = self._vocabulary.patterns("holding").all(text, start, end)
        hit = next((hit for hit in hits if hit.label in _UNITS), None)
        if hit is None or begun is None:
            return None
        numbers = self._numbers.numbers(text[hit.start : hit.end])
        count = int(numbers[0].value) if numbers else 1
        if not 0 < count < _LONGEST:
            return None
        days = count * (7 if hit.label == "week" else 1)
        day = months_later(begun, count) if hit.label == "month" else shifted(begun, days)
        return day.isoformat() if day else None


def _is_of_days(time: TimeExpression) -> bool:
    return all(day is not None and len(day) == 10 for day in (time.first, time.last))


def _is_ahead(time: TimeExpression, reference: date | None) -> bool:
    return reference is not None and time.first is not None and time.first > reference.isoformat()
