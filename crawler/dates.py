"""Days and times as feeds, APIs and imports write them, to ISO 8601 of the precision given; never a guess."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_UTC_UNKNOWN = re.compile(r"\s-0000$")  # by RFC 2822 a time in UTC, of which Python makes one without a zone
# Names that RFC 2822 does not know, and sites of the region write.
_NAMED = {
    "MSK": "Europe/Moscow",
    "ALMT": "Asia/Almaty",
    "QYZT": "Asia/Almaty",
    "UZT": "Asia/Tashkent",
    "KGT": "Asia/Bishkek",
}
_NAME = re.compile(rf"\s({'|'.join(_NAMED)})$")
# "GMT+6", "UTC+05:00": RFC 2822's reader takes the sign's hours for minutes, or drops them.
_WORDED_OFFSET = re.compile(r"\s*(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)
_NEVER_SET = {1, 1970}  # the first moments of these years are what programs write for none


def as_iso(written: str, zone: str | None = None) -> str | None:
    """ISO 8601 of an ISO or RFC 2822 day or time, or None if it is neither.

    A time without a zone is taken to be in `zone` (a tz name) if one is given, else it stays without.
    """
    written = _WORDED_OFFSET.sub(_as_offset, written.strip())
    if _YEAR_OR_MONTH.fullmatch(written):
        return written
    if len(written) == len("2023-01-27"):
        try:
            return date.fromisoformat(written).isoformat()
        except ValueError:
            return None
    moment = _moment(written)
    if moment is None or (moment.year in _NEVER_SET and moment.timetuple()[1:5] == (1, 1, 0, 0)):
        return None
    told = _NAME.search(written)
    zone = "UTC" if _UTC_UNKNOWN.search(written) else _NAMED[told[1]] if told else zone
    if moment.tzinfo is None and zone:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.isoformat(timespec="seconds")


def _as_offset(worded: "re.Match[str]") -> str:
    return f" {worded[1]}{worded[2]:0>2}{worded[3] or '00'}"


def _moment(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
