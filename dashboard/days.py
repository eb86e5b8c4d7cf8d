"""Days in words, never more precise than they were told."""

import re
from datetime import UTC, date, datetime

UNKNOWN = "date not reported"
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(text: str | date | None) -> str:
    """ISO 8601 text as words, "27 January 2023", "January 2023 (day not given)"; what cannot be read stays."""
    if text is None or text == "":
        return UNKNOWN
    value = text.isoformat() if isinstance(text, date) else text
    if "/" in value:
        start, _, end = value.partition("/")
        return f"{_end_of_span(start)} to {_end_of_span(end)}"
    return _one(value)


def spelled(sentence: str) -> str:
    """A sentence of ours with its days in words; what stands between quotation marks is somebody's and stays."""
    parts = re.split(r"(“[^”]*”)", sentence)
    return "".join(part if part.startswith("“") else _ISO_DAY.sub(lambda m: _one(m[0]), part) for part in parts)


def instant(moment: datetime | None) -> str:
    """An instant with its zone: "22 November 2026, 08:10 UTC"."""
    if moment is None:
        return "never"
    utc = moment.astimezone(UTC)
    return f"{_one(utc.date().isoformat())}, {utc:%H:%M} UTC"


def month_of(text: str | None) -> str:
    """The month under which something is listed."""
    match = re.match(r"(\d{4})-(0[1-9]|1[0-2])", text or "")
    if not match:
        return text[:4] if text and re.match(r"\d{4}", text) else "Date not reported"
    return f"{_month(match[2])} {match[1]}"


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
    return {0: "today", 1: "tomorrow"}.get(ahead, f"in {ahead} days")


def _end_of_span(value: str) -> str:
    return "open" if value in ("", "..") else _one(value)


def _one(value: str) -> str:
    if match := re.match(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})", value):
        return f"{int(match[3])} {_month(match[2])} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return f"{_month(match[2])} {match[1]} (day not given)"
    if re.fullmatch(r"\d{4}", value):
        return f"{value} (day not given)"
    return value


def _month(number: str) -> str:
    return _MONTHS[int(number) - 1]
