"""A calendar of the days on which rules come into force (RFC 5545, RFC 7986): one entry a change, for good."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from core.records.facts import Report
from core.records.findings import Change, Conflict
from core.telling import CalendarEntry
from publish import titles
from publish.evidence import turn
from publish.messages.items import plain
from words import days, wording
from words.speech import ENGLISH, chosen, say

NAME = say("Rules that come into force")
STARTS = say("In force: {what}")
DAY_NOT_GIVEN = say("The day was not given, only the month.")
NOT_OFFICIAL = say("As reported; the official text was not seen.")
KEPT = timedelta(days=90)  # for which a cancelled entry is still shown as such
ENTRIES = 1000
ALARM_DAYS = 7
_LONGEST = 160  # characters of a line
_NO_LINES: Mapping[str, str] = {}
_POLL = timedelta(hours=6)
_STATUS = {True: "CONFIRMED", False: "TENTATIVE"}


def in_a_line(changes: Mapping[str, Change | Conflict], reports: Mapping[str, Report]) -> dict[str, str]:
    """What becomes what, by the change's id, in another language than English: `reports` are the facts they name."""
    told = (one for one in changes.values() if isinstance(one, Change))
    return {
        one.change_id: titles.of_change(
            replace(one, effective_on=None, disputed=()), *turn(one, reports), longest=_LONGEST
        )
        for one in told
    }


def calendar(
    entries: Iterable[CalendarEntry],
    *,
    public_url: str,
    address: str,
    alarm_days: int | None = ALARM_DAYS,
    lines: Mapping[str, str] = _NO_LINES,
) -> bytes:
    """The calendar at `address` in the chosen language; an alarm `alarm_days` before each start, or none.

    An entry of which only the month is known takes the whole month, tentatively; a day on which reports differ is
    tentative, too, even where somebody has judged why. `lines` are those of in_a_line.
    """
    host = urlsplit(public_url).hostname or "localhost"
    made = Calendar()
    made.add("prodid", "-//Ereje//Rules in force//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", str(NAME))
    made.add("x-wr-calname", str(NAME))
    made.add("refresh-interval", _POLL, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add("source", f"{public_url}{address}", parameters={"value": "URI"})
    made.add("url", f"{public_url}/")
    for entry in entries:
        if span := _span(entry.change.effective_on or ""):
            what = plain(STARTS.fill(what=lines.get(entry.change.change_id) or _what(entry.change)))
            made.add_component(_event(entry, span, what, f"{public_url}/c/{entry.change.change_id}", host, alarm_days))
    return bytes(made.to_ical())


def last_changed(entries: Iterable[CalendarEntry]) -> datetime | None:
    """When a reader last saw one of the entries change (UTC)."""
    return max((entry.modified for entry in entries), default=None)


def _event(
    entry: CalendarEntry, span: tuple[date, date], what: str, url: str, host: str, alarm_days: int | None
) -> Event:
    change = entry.change
    start, end = span
    exact = (end - start).days == 1
    event = Event()
    event.add("uid", f"{entry.uid}@{host}")
    for name in ("dtstamp", "last-modified"):
        event.add(name, entry.modified)
    event.add("sequence", entry.sequence)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", what, parameters={"language": chosen().language})
    settled = exact and bool(change.primary) and not change.disputed
    event.add("status", "CANCELLED" if entry.cancelled else _STATUS[settled])
    event.add("transp", "TRANSPARENT")
    event.add("categories", [plain(change.topic or "rule")])
    event.add("url", url)
    event.add("description", _description(entry, exact))
    if alarm_days is not None and exact and not entry.cancelled:
        event.add_component(_alarm(what, alarm_days))
    return event


def _alarm(what: str, alarm_days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(days=alarm_days))
    alarm.add("description", what)
    return alarm


def _span(text: str) -> tuple[date, date] | None:
    """The days that are meant, the last one exclusive: one, or all of a month; None beyond what calendars count."""
    try:
        if len(text) >= len("2023-01-27"):
            day = date.fromisoformat(text[:10])
            return day, day + timedelta(days=1)
        first = date.fromisoformat(f"{text}-01")
        return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None


def _what(change: Change) -> str:
    if chosen().language == ENGLISH:
        return wording.short(days.spelled(change.summary), _LONGEST)
    who = f" ({wording.audience(change.audience)})" if change.audience else ""
    return f"{wording.slug(change.topic, str(wording.RULE))}{who}"


def _description(entry: CalendarEntry, exact: bool) -> str:
    change = entry.change
    announced = f"{say('Announced')}: {days.in_words(change.announced_on)}"
    lines = [announced, f"{say('For whom')}: {wording.audience(change.audience)}"]
    lines += [f"{say('In force')}: {wording.disputed_start(change, entry.settled)}"] if change.disputed else []
    lines += [] if exact else [str(DAY_NOT_GIVEN)]
    lines += [] if change.primary else [str(NOT_OFFICIAL)]
    return "\n".join(plain(line) for line in lines)
