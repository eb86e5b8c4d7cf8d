"""From the words of a time to the days it means, given the day of publication."""

import re
from dataclasses import dataclass, replace
from datetime import date

from nlp.amounts import NumberGrammar
from nlp.times import calendar, relative
from nlp.times.expression import TimeExpression, first_day, last_day
from nlp.vocabulary import Vocabulary

_CLAUSE_END = re.compile(r"[,;:.!?\n]")
_CLAUSE = 300  # characters: further away nothing belongs to a weekday's clause
_MONTHS = {"quarter": ("quarters", "q", 3), "half": ("halves", "h", 6)}


@dataclass(frozen=True, slots=True)
class Telling:
    """A matched expression on its way: its words by placeholder, the text around it, the day it is told from."""

    match: re.Match[str]
    text: str
    reference: date | None
    month_first: bool

    def word(self, name: str) -> str | None:
        """The words that fill a placeholder, or None."""
        return self.match.groupdict().get(name)


class Resolver:
    """Resolves the times of one language (tables `months`, `weekdays`, `relative`, `stretch_units`, …)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers
        self._years = [key for key in vocabulary.table("relative") if key.startswith("year ")]

    def resolved(self, kind: str, blank: TimeExpression, told: Telling) -> TimeExpression | None:
        """The expression with what its words mean, or None if they mean no time; unread without a needed reference."""
        table, _, key = kind.partition(":")
        if table == "numeric":
            return _numeric(blank, told)
        if table in ("relative", "weekday_shift", "stretches"):
            blank = replace(blank, relative=True, kind="stretch" if table == "stretches" else blank.kind)
            return blank if told.reference is None else self._from_reference(table, key, blank, told, told.reference)
        return self._on_calendar(blank, table, told)

    def _from_reference(
        self, table: str, key: str, blank: TimeExpression, told: Telling, reference: date
    ) -> TimeExpression | None:
        if table == "relative":
            unit, offset = key.split(" ")
            return relative.told_from(blank, unit, int(offset), reference)
        if table == "weekday_shift":
            number = self._number("weekdays", told.word("w"))
            ahead = self._lies_ahead(blank, told.text)
            return blank if number is None else relative.weekday(blank, key, number, reference, ahead)
        count = self._count(told.word("n"))
        if key in ("elapsed", "counted"):
            if key == "counted" and not self._lies_behind(blank, told.text):
                return None  # "in eleven months" may be a term as well
            months = count or self._number("months", told.word("m")) or 12
            return relative.elapsed(blank, months, self._year(told), reference)
        if key == "closing":
            return self._closing(blank, count or 1, told)
        words = told.match.group()
        units = self._vocabulary.table("stretch_units")
        told_in = next((u for u in units if self._vocabulary.patterns("stretch_units", u).found(words)), None)
        if told_in is None:
            return blank
        read = relative.ahead if key == "ahead" else relative.stretch
        return read(blank, told_in, count or 1, reference)

    def _on_calendar(self, blank: TimeExpression, kind: str, told: Telling) -> TimeExpression | None:
        year = self._year(told)
        if kind == "year":
            return self._edge(replace(blank, kind="year", first=told.word("y")), told)
        if kind in _MONTHS:
            return self._part_of_year(blank, kind, year, told)
        if kind == "monthday" and told.reference is not None:
            day = self._day(told.word("d")) or 0
            first = calendar.day_of(told.reference.year, told.reference.month, day)
            return replace(blank, first=first, relative=True)
        month = self._number("months", told.word("m"))
        if month is None:
            return None
        if kind == "months":
            return self._months(blank, month, year, told)
        if kind == "month":
            ahead = blank.cue in ("on", None) and self._lies_ahead(blank, told.text)
            year = year or calendar.year_of_month(month, blank.cue, told.reference, ahead)
            first = f"{year:04}-{month:02}" if year else None
            return self._edge(replace(blank, kind="month", first=first), told)
        return self._days(blank, kind, month, year, told)

    def _days(
        self, blank: TimeExpression, kind: str, month: int, year: int | None, told: Telling
    ) -> TimeExpression | None:
        """A day of a month, or a span of days in it."""
        day, last = self._day(told.word("d")), self._day(told.word("e"))
        if day is None or not 1 <= day <= 31:
            return None
        year = year or calendar.year_of_day(month, day, blank.cue, told.reference)
        first = calendar.day_of(year, month, day)
        if kind == "span":
            until = calendar.day_of(year, month, last or day)
            return replace(blank, kind="period", first=first, last=until, cue=blank.cue or "on")
        return replace(blank, first=first) if first or year is None else None

    def _months(
        self, blank: TimeExpression, first: int, year: int | None, told: Telling, last: int | None = None
    ) -> TimeExpression:
        """A span of months, which may have begun in the year before."""
        last = last or self._number("months", told.word("k")) or first
        year = year or calendar.year_of_month(last, None, told.reference, self._in_future(blank, told.text))
        if year is None:
            return replace(blank, kind="period")
        opened = year if first <= last else year - 1
        return replace(blank, kind="period", first=f"{opened:04}-{first:02}", last=f"{year:04}-{last:02}", cue="on")

    def _closing(self, blank: TimeExpression, count: int, told: Telling) -> TimeExpression | None:
        """So many months that end with one named ("the nine months to September")."""
        last = self._number("months", told.word("m"))
        if last is None or not 1 <= count <= 12:
            return None
        first = (last - count) % 12 + 1
        return self._months(replace(blank, relative=False), first, self._year(told), told, last)

    def _part_of_year(self, blank: TimeExpression, kind: str, year: int | None, told: Telling) -> TimeExpression | None:
        """A quarter or a half-year; one without a number is the last that was over."""
        table, group, months = _MONTHS[kind]
        if told.word(group) is None and told.reference is not None:
            return relative.last_part(blank, months, told.reference)
        number = self._number(table, told.word(group))
        if number is None:
            return replace(blank, kind="period") if told.word(group) is None else None
        year = year or calendar.year_of_part(number * months, told.reference)
        if year is None:
            return replace(blank, kind="period")
        first = f"{year:04}-{(number - 1) * months + 1:02}-01"
        return replace(blank, kind="period", first=first, last=last_day(f"{year:04}-{number * months:02}").isoformat())

    def _edge(self, expression: TimeExpression, told: Telling) -> TimeExpression:
        """ "the end of 2022" is its last day, "the beginning of 2023" its first."""
        if expression.first is None:
            return expression
        for key, pick in (("end_of", last_day), ("start_of", first_day)):
            if self._vocabulary.patterns("intervals", key).found(told.match.group()):
                return replace(expression, kind="day", first=pick(expression.first).isoformat())
        return expression

    def _year(self, told: Telling) -> int | None:
        """The year told, or the one that "this year" or "last year" within an expression means."""
        if year := told.word("y"):
            return int(year)
        if told.reference is None:
            return None
        words = told.match.group()
        key = next((key for key in self._years if self._vocabulary.patterns("relative", key).found(words)), None)
        return max(told.reference.year + int(key.split(" ")[1]), 1) if key else None

    def _number(self, table: str, word: str | None) -> int | None:
        """The number under which a month, weekday, … is declared."""
        label = self._vocabulary.patterns(table).label_of(word) if word else None
        return int(label) if label else None

    def _day(self, word: str | None) -> int | None:
        return int(word) if word and word.isdigit() else self._number("day_words", word)

    def _count(self, word: str | None) -> int | None:
        numbers = self._numbers.numbers(word) if word else []
        return int(numbers[0].value) if numbers else None

    def _lies_ahead(self, blank: TimeExpression, text: str) -> bool:
        """Whether a weekday is one to come, by its cue or the tense of its clause."""
        if blank.cue in ("from", "until", "by"):
            return True
        if self._vocabulary.patterns("speech", "verbs").found(text[max(0, blank.start - 20) : blank.start]):
            return False
        return self._in_future(blank, text)

    def _in_future(self, blank: TimeExpression, text: str) -> bool:
        return self._vocabulary.patterns("tense", "future").found(_clause_of(blank, text))

    def _lies_behind(self, blank: TimeExpression, text: str) -> bool:
        """Whether the clause of a stretch of time tells what came to pass in it."""
        if self._in_future(blank, text):
            return False
        return self._vocabulary.patterns("past_tense").found(_clause_of(blank, text))


def _clause_of(blank: TimeExpression, text: str) -> str:
    before = _CLAUSE_END.split(text[max(0, blank.start - _CLAUSE) : blank.start])[-1]
    return f"{before} {_CLAUSE_END.split(text[blank.start : blank.start + _CLAUSE])[0]}"


def _numeric(blank: TimeExpression, told: Telling) -> TimeExpression | None:
    """A day in figures: year first, or day first unless `month_first` or the day says otherwise."""
    words = told.match.group()
    parts = [int(part) for part in re.split(r"[-./]", words)]
    if len(words.split("-")[0]) == 4:
        year, month, day = parts
    else:
        day, month, year = parts
        if (told.month_first or month > 12) and "/" in words:
            day, month = month, day
    first = calendar.day_of(year + 2000 if year < 100 else year, month, day)
    return replace(blank, first=first) if first else None
