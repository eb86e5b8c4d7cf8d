"""When digests are due: in their readers' own time, through changes of the clock, and after one that was missed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from store_records import at
from told import fares, something, subscribed, subscriber

from core.telling import Message
from db import outbox
from db.engine import writing
from publish.schedule import is_due, slot, wait_after


def due_before(now: str, **fields: Any) -> str:
    return slot(subscriber(**fields), datetime.fromisoformat(now)).astimezone(UTC).isoformat()[:16]


@pytest.mark.parametrize(
    ("now", "zone", "before"),
    [
        # Almaty has been five hours ahead since 1 March 2024, six before.
        ("2024-02-20T01:59+00:00", "Asia/Almaty", "2024-02-19T02:00"),
        ("2024-02-20T02:00+00:00", "Asia/Almaty", "2024-02-20T02:00"),
        ("2024-03-05T02:30+00:00", "Asia/Almaty", "2024-03-04T03:00"),
        ("2024-03-05T03:00+00:00", "Asia/Almaty", "2024-03-05T03:00"),
        # Berlin leaps at 1:00 UTC on 31 March and goes back on 27 October.
        ("2024-03-30T12:00+00:00", "Europe/Berlin", "2024-03-30T07:00"),
        ("2024-03-31T12:00+00:00", "Europe/Berlin", "2024-03-31T06:00"),
        ("2024-10-27T12:00+00:00", "Europe/Berlin", "2024-10-27T07:00"),
        ("2024-06-01T00:00+00:00", "Pacific/Kiritimati", "2024-05-31T18:00"),
        ("2024-06-01T00:00+00:00", "Asia/Kathmandu", "2024-05-31T02:15"),
    ],
)
def test_a_daily_digest_is_due_at_its_hour_where_its_reader_is(now: str, zone: str, before: str) -> None:
    assert due_before(now, frequency="daily", timezone=zone, hour=8) == before


@pytest.mark.parametrize(
    ("now", "weekday", "before"),
    [
        ("2024-02-19T01:59+00:00", 0, "2024-02-12T02:00"),  # a Monday, in Almaty a minute before eight
        ("2024-02-19T02:00+00:00", 0, "2024-02-19T02:00"),
        ("2024-02-18T20:00+00:00", 0, "2024-02-12T02:00"),
        ("2024-02-25T23:00+00:00", 6, "2024-02-25T02:00"),
        ("2024-02-24T23:00+00:00", 6, "2024-02-18T02:00"),
        ("2024-03-04T02:30+00:00", 0, "2024-02-26T02:00"),
    ],
)
def test_a_weekly_digest_is_due_on_its_day(now: str, weekday: int, before: str) -> None:
    assert due_before(now, frequency="weekly", timezone="Asia/Almaty", hour=8, weekday=weekday) == before


@pytest.mark.parametrize("day", ["2024-03-31", "2024-10-27"])
@pytest.mark.parametrize("hour", [1, 2, 3])
def test_a_day_on_which_the_clock_is_moved_has_one_digest(day: str, hour: int) -> None:
    """Hour by quarter of an hour: two o'clock comes never on one of these days, and twice on the other."""
    begin = datetime.fromisoformat(f"{day}T00:00+00:00") - timedelta(hours=4)
    one = subscriber(frequency="daily", timezone="Europe/Berlin", hour=hour)
    slots = [slot(one, begin + timedelta(minutes=15 * step)) for step in range(4 * 24)]
    assert len({each for each in slots if each > slots[0]}) == 1
    assert slots == sorted(slots)


def test_what_is_told_at_once_is_always_due() -> None:
    assert slot(subscriber(), at(1)) > at(28)


def made(store: Engine, one: Any, now: datetime) -> list[str]:
    with writing(store) as session:
        ident = outbox.make_message(session, subscription=one, before=slot(one, now), at=now)
        message = outbox.message(session, message_id=ident) if ident else None
    return [each.event.subject_id for each in message.notices] if message else []


def test_a_digest_that_was_missed_goes_out_late_and_once(embedded: Engine) -> None:
    fares(embedded)
    one = subscriber(frequency="daily", timezone="Asia/Almaty", hour=8)
    subscribed(embedded, one)
    something(embedded, "c1")  # at noon of the twelfth
    assert made(embedded, one, at(12, 13)) == []
    assert made(embedded, one, at(13, 1)) == []
    assert made(embedded, one, at(16, 23)) == ["c1"]
    assert made(embedded, one, at(17, 23)) == []


def test_a_clock_that_ran_ahead_and_back_loses_nothing(embedded: Engine) -> None:
    fares(embedded)
    one = subscriber(frequency="daily", hour=8)
    subscribed(embedded, one)
    something(embedded, "c1")  # by a clock that shows the twelfth; the next run knows it is the fifth
    assert made(embedded, one, at(5)) == ["c1"]
    assert made(embedded, one, at(13)) == []


def failed(attempts: int, tried: datetime | None) -> Message:
    return Message(
        message_id="m", subscription=subscriber(), purpose="events", created=at(1), attempts=attempts, tried=tried
    )


def test_attempts_are_further_and_further_apart_and_end() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 13)]
    known = [each for each in waits if each is not None]
    assert waits[-1] is None
    assert known == sorted(known)
    assert timedelta(days=2) < sum(known, timedelta()) < timedelta(days=4)
    assert is_due(failed(0, None), at(1))
    assert not is_due(failed(3, at(12, 11)), at(12, 11) + timedelta(minutes=14))
    assert is_due(failed(3, at(12, 11)), at(12, 11) + timedelta(minutes=15))
    assert is_due(failed(3, at(20)), at(12)), "a last attempt in the future was a clock's that ran ahead"
