"""A time expression, and days of what is known only to a month or a year."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

Cue = Literal["from", "since", "until", "by", "as_of", "on", "act", "trait"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the folded text. `first` and `last` are ISO 8601, inclusive, to the precision told; None if not known.

    `kind` is day, month, year, period (a closed interval) or stretch (one that ends on the day of publication).
    `cue` is what the words beside it make of it ("trait": it says who or what is meant, "born after"); `relative` if it
    counts from the day of publication.
    """

    start: int
    end: int
    kind: str
    first: str | None
    last: str | None
    cue: Cue | None = None
    relative: bool = False

    @property
    def period(self) -> str | None:
        """As a closed interval of days, or None where an end is not known."""
        if self.first is None:
            return None
        return f"{first_day(self.first)}/{last_day(self.last or self.first)}"


def first_day(partial: str) -> date:
    """The first day of a year, month or day in ISO 8601."""
    return date.fromisoformat(partial + "-01-01"[len(partial) - 4 :])


def last_day(partial: str) -> date:
    """The last day of a year, month or day in ISO 8601."""
    if len(partial) == 4:
        return date(int(partial), 12, 31)
    if len(partial) == 7:
        year, month = int(partial[:4]), int(partial[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(partial)


def told_before(one: str, other: str) -> bool:
    """Whether what is known to a year, month or day begins after the other has ended."""
    return first_day(one) > last_day(other)
