"""Days in words, never more precise than they were told."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_timezone_location

from words.speech import ENGLISH, locale, numbered, say, speaking

UNKNOWN = say("date not reported")
NEVER = say("never")
SPAN, OPEN = say("{start} to {end}"), say("open")
VAGUE = say("{period} (day not given)")
DISPUTED, OR = say("disputed: {days}"), say("or")
TODAY, TOMORROW = say("today"), say("tomorrow")
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UTC = "UTC"
_zone: ContextVar[str] = ContextVar("zone", default=_UTC)


def keep_time_of(zone: str) -> None:
    """Sets the time zone (IANA) in which instants are told for the rest of this run."""
    _zone.set(zone)


def local(moment: datetime) -> datetime:
    """The same instant by the clocks of that zone; its date is the day that it is there."""
    return moment.astimezone(ZoneInfo(_zone.get()))


def in_words(text: str | date | None) -> str:
    """ISO 8601 text as words, "27 January 2023", "January 2023 (day not given)"; what cannot be read stays.

    Of an instant the day that it is by our clocks.
    """
    if text is None or text == "":
        return str(UNKNOWN)
    value = text.isoformat() if isinstance(text, date) else text
    if at := _instant(value):
        return _one(local(at).date().isoformat())
    if "/" in value:
        start, _, end = value.partition("/")
        return SPAN.fill(start=_end_of_span(start), end=_end_of_span(end))
    return _one(value)


def at_length(text: str | None) -> str:
    """An instant with its time and place, as `instant` tells it; everything else as in_words."""
    at = _instant(text or "")
    return instant(at) if at else in_words(text)


def briefly(text: str | None) -> str:
    """A whole day with its month cut short, "27 Jan 2023"; everything else as in_words."""
    at = _instant(text or "")
    day = local(at).date() if at else whole_day(text)
    return str(format_date(day, "medium", locale=locale())) if day else in_words(text)


def disputed(told: Sequence[str]) -> str:
    """Days between which reports differ: "disputed: 26 or 27 January 2023"."""
    return DISPUTED.fill(days=either([in_words(each) for each in told]))


def either(told: Sequence[str]) -> str:
    """Days in words of which one is meant; what they end with alike is said once."""
    words = [each.split(" ", 1) for each in told]
    alike = len(told) > 1 and len({each[-1] for each in words}) == 1 and all(each[0].isdecimal() for each in words)
    first = [each[0] for each in words[:-1]] if alike else list(told[:-1])
    return f" {OR} ".join([*first, *told[-1:]])


def patterns(day: str, year: str) -> list[str]:
    """For each month how a day of it is written briefly, with `day` and `year` in their places."""
    written = (str(format_date(date(3456, month, 12), "medium", locale=locale())) for month in range(1, 13))
    return [one.replace("12", day).replace("3456", year) for one in written]


def spelled(sentence: str) -> str:
    """An English sentence with its days in English words; what stands in quotation marks is somebody's and stays."""
    parts = re.split(r"(“[^”]*”)", sentence)
    with speaking(ENGLISH):
        return "".join(part if part.startswith("“") else _ISO_DAY.sub(lambda m: _one(m[0]), part) for part in parts)


def instant(moment: datetime | None) -> str:
    """An instant with the place whose time it is: "22 November 2026, 13:10 (Almaty)"."""
    if moment is None:
        return str(NEVER)
    there, zone = local(moment), _zone.get()
    place = _UTC if zone == _UTC else get_timezone_location(zone, locale=locale(), return_city=True)
    return f"{_one(there.date().isoformat())}, {there:%H:%M} ({place})"


def since_when(moment: datetime) -> str:
    """An instant from which something was known: a day that was told without a time counts from 00:00 UTC, and is
    a day here, too."""
    told = moment.astimezone(UTC)
    return instant(moment) if told.time() != time.min else in_words(told.date())


def month_of(text: str) -> str:
    """The month, or the year, under which something is listed by an ISO 8601 day, month or year."""
    match = re.match(r"(\d{4})-(0[1-9]|1[0-2])", text)
    return _month(match[1], match[2]) if match else text[:4]


def whole_day(text: str | None) -> date | None:
    """The day that a text begins with; None for a month, a year or nothing."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def days_until(text: str | None, today: date) -> str | None:
    """How far ahead a whole day is: "in 9 days", "tomorrow"; None for the past and for what has no day."""
    day = whole_day(text)
    if day is None or day < today:
        return None
    ahead = (day - today).days
    if ahead < 2:
        return str(TOMORROW if ahead else TODAY)
    return numbered(ahead, "in {number} day", "in {number} days").format(number=ahead)


def _instant(value: str) -> datetime | None:
    """A day with a time of it; one that names no zone is UTC, as everywhere."""
    try:
        moment = datetime.fromisoformat(value) if len(value) > len("2023-01-27") else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _end_of_span(value: str) -> str:
    return str(OPEN) if value in ("", "..") else _one(value)


def _one(value: str) -> str:
    if day := whole_day(value) if _DAY.match(value) else None:
        return str(format_date(day, "long", locale=locale()))
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return VAGUE.fill(period=_month(match[1], match[2]))
    if re.fullmatch(r"\d{4}", value):
        return VAGUE.fill(period=value)
    return value


def _month(year: str, month: str) -> str:
    words = str(format_skeleton("yMMMM", date(int(year), int(month), 1), locale=locale()))
    return words[:1].upper() + words[1:]
