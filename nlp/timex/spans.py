"""Months, seasons, quarters, years and longer: "last March", "this year's third quarter", "the 1990s"."""

from datetime import date, timedelta

from nlp.times import calendar
from nlp.timex.telling import Lexicon, Telling, days_from

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month each begins in
_YEARS = {"decade": (10, 3), "century": (100, 2), "year": (1, 4)}  # how long each is, and how many figures tell it


class Spans:
    """Values of one language's spans of the calendar."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def month(self, told: Telling) -> str | None:
        """A month; without a year the last one that has begun, or by the tense of its sentence one to come."""
        month, shift = self._lexicon.number("months", told["m"]) or 1, self._lexicon.shift(told)
        year = self._lexicon.year(told)
        if year is None and told.reference is None:
            return f"XXXX-{month:02}"
        if year is None and told.reference:
            year = told.reference.year + _years_to_month(month, shift, self._lexicon.ahead(told), told.reference)
        return f"{year:04}-{month:02}"

    def decade(self, told: Telling) -> str | None:
        """ "the 1990s", "the '80s", "the seventies"."""
        if told["y"]:
            return told["y"][:3]
        return f"19{told['k'][0] if told['k'] else self._lexicon.label('timex_decades', told['e'])}"

    def quarter(self, told: Telling) -> str | None:
        """A quarter of a year; without a year the last one that has begun, or by its tense one to come."""
        number = self._lexicon.number("quarters", told["q"]) or int(told.words[1])
        year = self._lexicon.year(told)
        if year is None and told.reference:
            begun = number * 3 - 2 <= told.reference.month
            year = told.reference.year - (not begun and not self._lexicon.ahead(told))
        return f"{year:04}-Q{number}" if year else f"XXXX-Q{number}"

    def the_quarter(self, told: Telling) -> str | None:
        """The quarter that was spoken of, or else the last one that is over."""
        if told.context.quarter or told.reference is None:
            return told.context.quarter
        return _quarter_on(told.reference, -1)

    def half(self, told: Telling) -> str | None:
        """A half-year."""
        year = self._lexicon.year(told) or (told.reference.year if told.reference else "XXXX")
        return f"{year:04}-H{1 if told['h'] == 'first' else 2}"

    def season(self, told: Telling) -> str | None:
        """A season; one without a year as a month is read."""
        season = self._lexicon.label("seasons", told["s"]) or "SU"
        year = self._lexicon.year(told)
        if year is None and told.reference is None:
            return f"XXXX-{season}"
        if year is None and told.reference:
            ahead = self._lexicon.ahead(told)
            year = told.reference.year + _years_to_season(season, self._lexicon.shift(told), ahead, told.reference)
        return f"{year:04}-{season}"

    def unit(self, told: Telling) -> str | None:
        """ "last week", "this year", "the following month": from the text's day, or the date told before."""
        shift, unit, reference = self._lexicon.shift(told) or 0, told["k"] or "", told.reference
        if told["x"] in self._lexicon.words("anchored"):
            reference = told.context.last or reference
        if reference is None:
            return None
        if unit == "weekend" and told["x"] is None and reference.isoweekday() < 6:
            shift = -1 if self._lexicon.direction(told) < 0 else 0
        return _unit_on(reference, unit, shift)


def _unit_on(reference: date, unit: str, shift: int) -> str | None:
    if unit == "day":
        return days_from(reference, shift)
    if unit in ("week", "weekend"):
        year, week, _ = (reference + timedelta(days=7 * shift)).isocalendar()
        return f"{year:04}-W{week:02}{'-WE' if unit == 'weekend' else ''}"
    if unit == "month":
        month = calendar.months_later(reference.replace(day=1), shift)
        return month.isoformat()[:7] if month else None
    if unit == "quarter":
        return _quarter_on(reference, shift)
    length, figures = _YEARS[unit]
    return f"{reference.year + shift * length:04}"[:figures]


def _quarter_on(reference: date, shift: int) -> str:
    index = reference.year * 4 + (reference.month - 1) // 3 + shift
    return f"{index // 4:04}-Q{index % 4 + 1}"


def _years_to_month(month: int, shift: int | None, ahead: bool, reference: date) -> int:
    """How many years after the text's year a month without one lies."""
    if shift == 0:
        return 0
    if shift == 1 or (shift is None and ahead):
        return int(month < reference.month or (shift == 1 and month == reference.month))
    return -int(month > reference.month or (shift == -1 and month == reference.month))


def _years_to_season(season: str, shift: int | None, ahead: bool, reference: date) -> int:
    """How many years after the text's year a season without one begins."""
    begins = _SEASONS[season]
    if shift == 1:
        return int(begins <= reference.month)
    if shift == -1:
        return -int(begins > reference.month - 3)  # "last spring" in spring is the one before
    return 0 if shift == 0 or ahead else -int(begins > reference.month)
