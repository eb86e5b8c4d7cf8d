"""Days and parts of days: "March 5", "last Friday", "Thursday night", "9 a.m. Tuesday", "yesterday"."""

import re
from datetime import timedelta

from nlp.times import Cue, calendar
from nlp.timex.telling import Lexicon, Telling, days_from


class Days:
    """Values of one language's days."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def day(self, told: Telling) -> str | None:
        """A day of a month; without a year the nearest, or by the tense of its sentence one to come."""
        return self._of_month(told, self._lexicon.number("months", told["m"]) or 1, int(told["d"] or 1))

    def holiday(self, told: Telling) -> str | None:
        """A named day of the year."""
        month, day = (self._lexicon.label("timex_holidays", told["e"]) or "01-01").split("-")
        return self._of_month(told, int(month), int(day))

    def weekday(self, told: Telling) -> str | None:
        """A day of the week: of the week told, or the nearest one behind or ahead."""
        number, shift = self._lexicon.number("weekdays", told["w"]) or 1, self._lexicon.shift(told)
        if told.reference is None:
            return f"XXXX-WXX-{number}"
        if "week" in told.words.split():
            monday = -told.reference.weekday()
            return days_from(told.reference, monday + 7 * (shift or 0) + number - 1)
        until = (number - told.reference.isoweekday()) % 7
        if shift == 1:
            return days_from(told.reference, until or 7)
        if shift == -1:
            return days_from(told.reference, until - 7)
        ahead = shift == 0 or self._lexicon.ahead(told)
        return days_from(told.reference, until if ahead or not until else until - 7)

    def now(self, told: Telling) -> str | None:
        """ "today", "yesterday", "the day after tomorrow"; the first word of "this morning"."""
        word = told["k"] or ""
        days = self._lexicon.number("timex_days", word)
        if days is None:
            days = self._lexicon.number("timex_days", word.split(" ")[0])
        return days_from(told.reference, days or 0)

    def part(self, told: Telling) -> str | None:
        """ "Thursday night", "this morning", "overnight"."""
        day = self.weekday(told) if told["w"] else self.now(told)
        return f"{day}T{self._lexicon.label('day_parts', told['p']) or 'NI'}" if day else None

    def clock(self, told: Telling) -> str | None:
        """A time of the clock, with its day or on the day last told."""
        if told["m"]:
            day = self.day(told)
        elif told["w"]:
            day = self.weekday(told)
        else:
            day = self.now(told) if told["k"] else told.context.day or days_from(told.reference, 0)
        return f"{day}T{_of_clock(told['c'] or '')}" if day else None

    def yearend(self, told: Telling) -> str | None:
        """The last day of the year."""
        return f"{told.reference.year:04}-12-31" if told.reference else None

    def _of_month(self, told: Telling, month: int, day: int) -> str | None:
        """The day, or None where no year has it."""
        if told["y"] or not calendar.day_of(2000, month, day):
            return calendar.day_of(int(told["y"] or 2000), month, day)
        if told.reference is None:
            return f"XXXX-{month:02}-{day:02}"
        cue: Cue | None = "until" if self._lexicon.ahead(told) else None
        if self._lexicon.shift(told) == -1:
            cue = "since"
        return calendar.day_of(calendar.year_of_day(month, day, cue, told.reference), month, day)


def numeric(told: Telling) -> str | None:
    """A day in figures, year first or month first, unless the month says otherwise."""
    parts = [int(part) for part in re.split(r"[-./]", told.words)]
    year, month, day = parts if parts[0] > 31 else (parts[2], parts[0], parts[1])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return calendar.day_of(year, month, day) or calendar.day_of(year, day, month)


def week_of(told: Telling, weeks: int) -> str | None:
    """The week so many weeks after the text's day."""
    if told.reference is None:
        return None
    year, week, _ = (told.reference + timedelta(days=7 * weeks)).isocalendar()
    return f"{year:04}-W{week:02}"


def _of_clock(words: str) -> str:
    """Hours and minutes of a clock time in words or figures."""
    if words in ("noon", "midnight"):
        return "12:00" if words == "noon" else "00:00"
    digits = [int(part) for part in re.findall(r"\d+", words)]
    hour = digits[0] % 12 + 12 if re.search(r"p\.? ?m", words) else digits[0]
    return f"{hour:02}:{digits[1] if len(digits) > 1 else 0:02}"
