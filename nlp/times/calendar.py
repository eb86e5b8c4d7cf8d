"""Arithmetic of the calendar: days that exist, years that are not told, months back and ahead; None beyond it."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from nlp.times.expression import Cue

_FAR = 120  # days: a yearless day that a rule starts on lies ahead unless it is not longer past than this
_OVER = 31  # and one that it ends on


def day_of(year: int | None, month: int, day: int) -> str | None:
    """A day in ISO 8601, or None if there is none such."""
    if year is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shifted(day: date, days: int) -> date | None:
    """`day` and so many days more, or None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_later(day: date, count: int) -> date | None:
    """The same day `count` months later (earlier if negative), or the last of a month that is too short for it."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def years_later(partial: str, count: int) -> str:
    """A year, month or day in ISO 8601 so many years later (earlier if negative); the end of February stays its end."""
    year = min(max(int(partial[:4]) + count, MINYEAR), MAXYEAR)
    if partial[4:] in ("-02-28", "-02-29") and calendar.monthrange(int(partial[:4]), 2)[1] == int(partial[8:]):
        return f"{year:04}-02-{calendar.monthrange(year, 2)[1]}"
    return f"{year:04}{partial[4:]}"


def year_of_day(month: int, day: int, cue: Cue | None, reference: date | None) -> int | None:
    """The year of a day told without one: the one nearest to `reference`; after "since" past, before "from" ahead."""
    if reference is None:
        return None
    candidates = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        if day_of(year, month, day):
            candidates.append((date(year, month, day) - reference).days)
    if cue == "since":
        candidates = [days for days in candidates if days <= 0][-1:]
    elif cue in ("from", "until", "by"):
        candidates = [days for days in candidates if days >= -(_FAR if cue == "from" else _OVER)][:1]
    if not candidates:
        return None
    return (reference + timedelta(days=min(candidates, key=abs))).year


def year_of_month(month: int, cue: Cue | None, reference: date | None, ahead: bool = False) -> int | None:
    """The year of a month told without one: the last such month that has begun; after "from" as with days.

    `ahead` if the tense tells that the month is this one or to come.
    """
    if reference is None:
        return None
    if ahead:
        return reference.year if month >= reference.month else min(reference.year + 1, MAXYEAR)
    if cue in ("from", "until", "by"):
        return year_of_day(month, 15, cue, reference)
    return reference.year if month <= reference.month else _before(reference.year)


def year_of_part(last_month: int, reference: date | None) -> int | None:
    """The year of a quarter or half-year told without one: the last one that was over, or nearly."""
    if reference is None:
        return None
    return reference.year if last_month <= reference.month else _before(reference.year)


def _before(year: int) -> int | None:
    return year - 1 if year > MINYEAR else None
