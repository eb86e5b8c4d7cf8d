"""A dispute of a start that somebody has judged is called disputed nowhere: in mails, feeds, calendars, on pages."""

from pathlib import Path

import feedparser
import icalendar
import pytest
from letterbox import Letterbox
from sqlalchemy import Engine
from store_records import at, change, conflict
from told import PUBLIC, fares, happens, installed, subscribed, subscriber, told_all

from core.queries import Filters
from core.records.findings import ConflictState
from db import reads, writes
from db.engine import reading, writing
from publish.calendar import calendar
from publish.feeds import feed
from words.speech import speaking

DISPUTED = change("c1", disputed=("2024-03-01", "2024-04-01"), primary=("f1",))
ABOUT = conflict("x1", type="date", sides=(("f1",), ("f2",)))
IN_DISPUTE = "disputed: 1 March 2024 or 1 April 2024"
SINCE_JUDGED = "1 March 2024 or 1 April 2024 (reports differ; {})"


@pytest.fixture
def judged(store: Engine) -> Engine:
    """The same store, where a conflict about the start of a change has been told of."""
    fares(store)
    subscribed(store, subscriber("dana@reader.example", kinds=("rule-changed",)))
    happens(store, changes=[DISPUTED], conflicts=[ABOUT])
    return store


def judge(store: Engine, state: ConflictState | None, hour: int) -> None:
    with writing(store) as session:
        writes.judge_conflict(session, conflict_id="x1", state=state, by="Aliya", at=at(13, hour))


def fed(store: Engine) -> str:
    with reading(store) as session:
        told = reads.notices(session, filters=Filters(), kinds=["rule-changed"], limit=9)
    parsed = feedparser.parse(feed(told, public_url=PUBLIC, address="/feed.atom", title="Rules"))
    return f"{parsed.entries[0].title} {parsed.entries[0].content[0].value}"


def entered(store: Engine) -> tuple[str, int, str]:
    """The calendar's only entry: its description, how often it was changed, and how sure it is."""
    with reading(store) as session:
        found = reads.calendar(session, filters=Filters(), since=at(1), limit=9)
    (event,) = icalendar.Calendar.from_ical(calendar(found, public_url=PUBLIC, address="/calendar.ics")).walk("VEVENT")
    return str(event["description"]), int(event["sequence"]), str(event["status"])


@pytest.mark.parametrize("state", ["explained", "dismissed"])
def test_what_was_judged_is_told_as_judged(
    judged: Engine, tmp_path: Path, letterbox: Letterbox, state: ConflictState
) -> None:
    assert IN_DISPUTE in fed(judged)
    judge(judged, state, 9)
    assert told_all(installed(tmp_path, judged, mail=letterbox.mail))[0].sent == 1
    (letter,) = letterbox.to("dana@reader.example")
    for told in (letter.part("plain"), letter.part("html"), fed(judged), entered(judged)[0]):
        assert SINCE_JUDGED.format(state) in " ".join(told.split())
        assert "disputed" not in told
    with speaking("ru"):
        assert "сообщения расходятся" in fed(judged)
        assert "спорно" not in fed(judged)


def test_a_calendar_counts_what_its_readers_see_of_a_verdict(judged: Engine) -> None:
    assert entered(judged) == (entered(judged)[0], 0, "TENTATIVE")
    judge(judged, "explained", 9)
    assert entered(judged)[1:] == (1, "TENTATIVE")
    happens(judged, when=at(14), changes=[DISPUTED], conflicts=[ABOUT])
    assert entered(judged)[1] == 1
    judge(judged, None, 15)
    assert IN_DISPUTE in entered(judged)[0]
    assert entered(judged)[1] == 2
