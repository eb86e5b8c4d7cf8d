"""Days known to a precision: ISO 8601 text as the first and the last day it may mean, both inclusive."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `first` to `last`, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def meets(self, other: "Span") -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: "Span") -> int:
        """Days between the two; 0 where they meet."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


@lru_cache(maxsize=65536)
def span(text: str | None) -> Span | None:
    """The days that "2023", "2023-01", "2023-01-27" (a time of day is ignored) or "start/end" may mean, else None."""
    if not text:
        return None
    first, _, last = text.partition("/")
    begin, end = _days(first), _days(last or first)
    return Span(begin.first, end.last) if begin and end and begin.first <= end.last else None


@lru_cache(maxsize=4096)
def length(duration: str | None) -> float | None:
    """Days of an ISO 8601 duration in whole years, months (of 30 days), weeks and days; None where it is none."""
    match = _DURATION.match(duration or "")
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (int(each or 0) for each in match.groups())
    return float(years * 365 + months * 30 + weeks * 7 + days)


def instant(published: str | None, retrieved: datetime) -> datetime:
    """When an article's word was out, in UTC: its publication (a day counts from 00:00), else when it was fetched."""
    if not published:
        return retrieved
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        days = span(published[:10])
        return datetime.combine(days.first, datetime.min.time(), UTC) if days else retrieved
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _days(text: str) -> Span | None:
    match = _DAY.match(text.strip())
    if match is None:
        return None
    year, month, day = (int(each) if each else None for each in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Span(first, first)
    end_month = month or 12
    return Span(first, date(first.year, end_month, calendar.monthrange(first.year, end_month)[1]))


def around(days: Span, slack: int) -> Span:
    """The span widened by `slack` days at both ends."""
    return Span(days.first - timedelta(slack), days.last + timedelta(slack))
