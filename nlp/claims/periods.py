"""Periods: the interval that a figure covers, or the day it stands for, also where it is told by comparison."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.times import TimeExpression, first_day, years_later
from nlp.vocabulary import Vocabulary

_SAID = 28  # characters before a date in which the verb of its saying stands
_BASE = 40  # characters before or behind a time that make it what a growth is measured against
_PLACE = 30  # characters in which the place of a dateline stands
_BESIDE = 30  # characters around an amount in which it is told to be a growth

Covered = tuple[str | None, str | None]  # the interval and the day, both ISO 8601; one of them is None


class PeriodGrammar:
    """Reads the times of figures of one language (tables `compared`, `cues`, `speech`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def told(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> Covered:
        """What the clause itself says; a growth is not of the time that it is measured against."""
        text = around.text
        times = [self._dated(time, text) for time in clause.times if not self._spoken(time, clause, text)]
        times = [time for time in times if not self._opened(time, clause.start, text)]
        times = [time for time in times if not _dateline(time, around)]
        times = [time for time in times if self._base_of(time, around) in (None, quantity)]
        if self.grows(quantity, clause, around):
            times = [time for time in times if not self._measured_against(time, quantity, clause, text)]
        return counted_at(times, around.reference, self._found("ahead", clause, around))

    def beside(self, clause: Clause, around: SentenceContext) -> Covered:
        """What the other clauses of a sentence say."""
        others = [time for time in self._own(around) if time.end <= clause.start or time.start >= clause.end]
        return counted_at(others, around.reference)

    def over(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause gives a time that had begun when it was told."""
        past = (time.first for time in clause.times if time.cue not in ("from", "until", "by") and time.first)
        return around.reference is not None and any(first_day(first) <= around.reference for first in past)

    def timed(self, around: SentenceContext) -> bool:
        """Whether a sentence gives any time of its own."""
        return any(time.first for time in self._own(around))

    def _own(self, around: SentenceContext) -> list[TimeExpression]:
        times = (time for time in around.times if not _dateline(time, around))
        return [time for time in times if not self._compares(time, around) and not self._of_base(time, around)]

    def compared(self, quantity: Quantity, clause: Clause, around: SentenceContext, before: Covered) -> Covered | None:
        """What "a year earlier" and "the same months of 2023" mean after a figure of another time; else None."""
        own = any(time.first and time.kind != "year" for time in clause.times)
        if own or before == (None, None) or self.grows(quantity, clause, around):
            return None
        if self._found("that_year", clause, around):
            told_before = (time for time in around.page.times if time.end <= clause.start)
            years = [time for time in told_before if time.kind == "year" and time.first]
            return counted_at(years[-1:], around.reference)
        told = next(part for part in before if part)
        if self._found("year_before", clause, around):
            return _moved(before, -1)
        if not self._found("same_time", clause, around):
            return None
        year = next((time.first for time in clause.times if time.kind == "year" and time.first), None)
        return _moved(before, int(year) - int(told[:4])) if year else None

    def grows(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether an amount tells by how much something differs from another ("by 12 percent", "more than in …")."""
        beside = max(clause.start, quantity.start - _BESIDE), min(clause.end, quantity.end + _BESIDE)
        percent = quantity.unit in ("percent", "percentage-point") and not quantity.role
        return percent and self._vocabulary.patterns("compared", "growth").found(around.text, *beside)

    def is_base(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether the words right before an amount, or its place in a move, make it what another is compared with."""
        return quantity.role == "old" or self._compared_with(quantity, around)

    def _compared_with(self, quantity: Quantity, around: SentenceContext) -> bool:
        before = around.text[max(around.start, quantity.start - _BASE) : quantity.start].rstrip()
        keys = ("than", "base")
        hits = (hit for key in keys for hit in self._vocabulary.patterns("compared", key).all(before))
        return any(hit.end == len(before) for hit in hits)

    def _found(self, key: str, clause: Clause, around: SentenceContext) -> bool:
        return self._vocabulary.patterns("compared", key).found(around.text, clause.start, clause.end)

    def _opened(self, time: TimeExpression, start: int, text: str) -> bool:
        """Whether the words right before a time, from `start`, make it what is compared with ("more than in 2023")."""
        before = text[max(start, time.start - _BASE) : time.end]
        reach = len(before) - (time.end - time.start)
        hits = self._vocabulary.patterns("compared", "than").all(before)
        return any(reach - 1 <= hit.end <= reach + 1 for hit in hits)

    def _compares(self, time: TimeExpression, around: SentenceContext) -> bool:
        """Whether a time is the base of a growth that is told behind it ("ко II кварталу прибавка …")."""
        if self._opened(time, around.start, around.text):
            return True
        behind = time.end, min(around.end, time.end + _BESIDE)
        if not self._vocabulary.patterns("compared", "growth").found(around.text, *behind):
            return False
        before = around.text[max(around.start, time.start - _BASE) : time.start].rstrip()
        return any(hit.end == len(before) for hit in self._vocabulary.patterns("compared", "base").all(before))

    def _of_base(self, time: TimeExpression, around: SentenceContext) -> bool:
        """Whether a time is that of an amount another is compared with ("against 95 in 2022", "a year before: 82")."""
        near = max(around.start, time.start - _BASE), min(around.end, time.end + _SAID)
        keys = ("same_time", "year_before")
        if any(self._vocabulary.patterns("compared", key).found(around.text, *near) for key in keys):
            return True
        return self._base_of(time, around) is not None

    def _base_of(self, time: TimeExpression, around: SentenceContext) -> Quantity | None:
        """The amount another is compared with that stands right before its time."""
        before = [quantity for quantity in around.quantities if quantity.end <= time.start]
        near = bool(before) and time.start - before[-1].end <= _BASE
        return before[-1] if near and self._compared_with(before[-1], around) else None

    def _measured_against(self, time: TimeExpression, quantity: Quantity, clause: Clause, text: str) -> bool:
        """Whether a growth is told over a time: by the words before it or behind it, or by its case."""
        begun = quantity.end if quantity.end <= time.start else clause.start
        before = max(begun, time.start - _BASE), time.start
        found = self._vocabulary.patterns
        if any(found("compared", key).found(text, *before) for key in ("than", "base")):
            return True
        behind = text[time.end : min(clause.end, time.end + _BASE)]
        return found("compared", "base_after").found(behind) or self._from_case(time, text)

    def _from_case(self, time: TimeExpression, text: str) -> bool:
        """Whether a time stands in the case of what something is more than ("2023 жылғыдан")."""
        return text[time.start : time.end].endswith(tuple(self._vocabulary.words("ranges", "from_case")))

    def _spoken(self, time: TimeExpression, clause: Clause, text: str) -> bool:
        """Whether a date is that of the saying ("said on Tuesday"), not of the counting."""
        near = text[max(clause.start, time.start - _SAID) : time.start]
        return time.cue in ("on", None) and self._vocabulary.patterns("speech", "verbs").found(near)

    def _dated(self, time: TimeExpression, text: str) -> TimeExpression:
        """A count told "as of 1 May" is of that day, though a rule told so starts on it."""
        before = text[max(0, time.start - _SAID) : time.end] if time.cue == "from" else ""
        hits = self._vocabulary.patterns("cues", "as_of").all(before)
        return replace(time, cue="as_of") if any(hit.end >= min(_SAID, time.start) - 1 for hit in hits) else time


def _dateline(time: TimeExpression, around: SentenceContext) -> bool:
    """Whether a date only says when and where the article was written ("ASTANA, 6 February – …")."""
    if around.index or time.start - around.start > _PLACE:
        return False
    before, after = around.text[around.start : time.start].rstrip(), around.text[time.end : time.end + 3].lstrip(" .")
    return before.endswith((",", ".", "(")) and after[:1] in ("-", "\u2013", "\u2014", "/", "(", ")")


def counted_at(times: Sequence[TimeExpression], reference: date | None, ahead: bool = False) -> Covered:
    """The interval a figure covers and the day it stands for, by the first time known; one of them is None.

    "This year" ends on the day of publication, unless what is told lies `ahead`.
    """
    known = [time for time in times if time.first is not None]
    time = next((time for time in known if not _closer(time, known)), None)
    if time is None or time.first is None:
        return None, None
    past = reference is not None and first_day(time.first) <= reference
    if time.cue in ("since", "from") and past and time.kind != "period":
        return f"{first_day(time.first)}/{reference}", None
    if time.kind == "stretch":
        return time.period, None
    if time.kind == "year" and time.relative and reference and time.first == str(reference.year) and not ahead:
        return f"{time.first}-01-01/{reference}", None
    if time.kind == "year" and time.cue == "as_of":
        return None, time.first
    if time.kind in ("period", "month", "year"):
        return time.period, None
    return None, time.first


def _closer(time: TimeExpression, known: Sequence[TimeExpression]) -> bool:
    """Whether another time says which part of a year was meant ("this year, in ten months")."""
    if time.kind != "year":
        return False
    return any(other.kind in ("period", "month") and (other.first or "")[:4] == time.first for other in known)


def _moved(covered: Covered, years: int) -> Covered:
    period, as_of = covered
    if period:
        first, _, last = period.partition("/")
        return f"{years_later(first, years)}/{years_later(last, years)}", None
    return None, years_later(as_of, years) if as_of else None
