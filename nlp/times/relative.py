"""Times told from the day of publication: "yesterday", "next Friday", "the past five years", "over ten months"."""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from nlp.times.calendar import months_later, shifted
from nlp.times.expression import TimeExpression, last_day

_NEARLY_OVER = 25  # from this day on, a month counts among those that have passed


def told_from(blank: TimeExpression, unit: str, offset: int, reference: date) -> TimeExpression:
    """The day, week, month or year so many units from `reference`; also the ends of its month and year."""
    if unit == "day":
        return _on(blank, shifted(reference, offset))
    if unit == "week":
        return _week(blank, shifted(reference, 7 * offset - reference.weekday()))
    if unit == "month":
        month = months_later(reference.replace(day=1), offset)
        return replace(blank, kind="month", first=month.isoformat()[:7] if month else None)
    if unit == "monthend":
        return _on(blank, last_day(reference.isoformat()[:7]))
    year = reference.year + (1 if unit == "newyear" else offset)
    if not MINYEAR <= year <= MAXYEAR:
        return blank
    if unit == "newyear":
        return _on(blank, date(year, 1, 1))
    if unit == "yearstart":
        return replace(_on(blank, date(year, 1, 1)), cue=blank.cue or "since")
    if unit == "yearend":
        return _on(blank, date(year, 12, 31))
    return replace(blank, kind="year", first=f"{year:04}")


def weekday(blank: TimeExpression, shift: str, number: int, reference: date, ahead: bool) -> TimeExpression:
    """A day of the week (1 Monday to 7 Sunday): of last week, the next one, or else the nearest ahead or behind."""
    until = (number - reference.isoweekday()) % 7
    if shift == "last":
        days = number - reference.isoweekday() - 7
    elif shift == "next":
        days = until or 7
    else:
        days = until if ahead else -((-until) % 7)
    return _on(replace(blank, relative=True), shifted(reference, days))


def stretch(blank: TimeExpression, unit: str, count: int, reference: date) -> TimeExpression:
    """The past `count` units, up to `reference`."""
    if unit in ("day", "week"):
        first = shifted(reference, -count * (7 if unit == "week" else 1))
    else:
        first = months_later(reference, -count * (12 if unit == "year" else 1))
    return replace(blank, first=first.isoformat(), last=reference.isoformat()) if first else blank


def ahead(blank: TimeExpression, unit: str, count: int, reference: date) -> TimeExpression:
    """The day so many units after `reference` ("in two weeks"), from which something is told to be."""
    if unit in ("day", "week"):
        day = shifted(reference, count * (7 if unit == "week" else 1))
    else:
        day = months_later(reference, count * (12 if unit == "year" else 1))
    return replace(_on(blank, day), kind="day", cue="from")


def elapsed(blank: TimeExpression, months: int, year: int | None, reference: date) -> TimeExpression | None:
    """ "over ten months": from 1 January to the end of the tenth month, of the year told or the last one finished."""
    if not 1 <= months <= 12:
        return None
    if year is None:
        over = months < reference.month or (
            months == reference.month and (reference.day >= _NEARLY_OVER or months > 1)
        )  # fmt: skip
        year = reference.year if over else max(reference.year - 1, MINYEAR)
    last = last_day(f"{year:04}-{months:02}").isoformat()
    return replace(blank, kind="period", first=f"{year:04}-01-01", last=last)


def last_part(blank: TimeExpression, months: int, reference: date) -> TimeExpression:
    """The last quarter or half-year (of so many months) that was over on `reference`."""
    begun = months_later(reference.replace(day=1), -((reference.month - 1) % months + months))
    last = months_later(begun, months - 1) if begun else None
    if begun is None or last is None:
        return replace(blank, kind="period")
    return replace(
        blank, kind="period", first=begun.isoformat(), last=last_day(last.isoformat()[:7]).isoformat(), relative=True
    )


def _on(blank: TimeExpression, day: date | None) -> TimeExpression:
    return replace(blank, first=day.isoformat() if day else None)


def _week(blank: TimeExpression, monday: date | None) -> TimeExpression:
    sunday = shifted(monday, 6) if monday else None
    if monday is None or sunday is None:
        return blank
    return replace(blank, kind="period", first=monday.isoformat(), last=(monday + timedelta(days=6)).isoformat())
