"""The calendar: by two parsers, and what its readers' programs rely on: a uid that stays, a sequence that grows."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from sqlalchemy import Engine
from store_commands import ereje
from store_records import at, change, conflict
from told import fares, happens

from core.queries import Filters
from core.telling import CalendarEntry
from db import reads
from db.engine import reading
from publish.calendar import ALARM_DAYS, calendar
from words.speech import speaking

LONG = "Қазақстан Республикасының аумағында уақытша болатын шетелдіктер; Иностранцы, прибывшие\\nв Казахстан: "


def entries(store: Engine, filters: Filters | None = None) -> tuple[CalendarEntry, ...]:
    with reading(store) as session:
        return reads.calendar(session, filters=filters or Filters(), since=at(1), limit=99)


def written(store: Engine, filters: Filters | None = None, **more: Any) -> bytes:
    return calendar(entries(store, filters), public_url="https://rules.example", address="/calendar.ics", **more)


def strictly(body: bytes) -> list[dict[str, str]]:
    """The events of a calendar by their properties, once its lines hold to RFC 5545."""
    assert body.endswith(b"\r\n")
    lines = body[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no letter is split
    unfolded = body.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert not [line for line in unfolded if re.search("[\x00-\x08\x0a-\x1f\x7f]", line)]
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in unfolded:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*", name), line
        if name == "BEGIN":
            inside.append(value)
            found += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            assert name.split(";")[0] not in found[-1], "each property once"
            found[-1][name.split(";")[0]] = value
    assert inside == []
    for event in found:
        assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= event.keys()
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert event["DTSTART"] < event["DTEND"]
    assert len({event["UID"] for event in found}) == len(found)
    return found


def parsed(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def test_a_start_is_a_day_with_an_alarm_a_week_before(embedded: Engine) -> None:
    fares(embedded)
    happens(embedded, changes=[change(primary=("f1",))])
    body = written(embedded)
    (told,) = strictly(body)
    assert (told["STATUS"], told["SEQUENCE"], told["TRANSP"]) == ("CONFIRMED", "0", "TRANSPARENT")
    (event,) = parsed(body)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 3, 1), date(2024, 3, 2))
    assert event["URL"] == "https://rules.example/c/c1"
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(days=ALARM_DAYS)
    assert parsed(written(embedded, alarm_days=None))[0].walk("VALARM") == []
    head = icalendar.Calendar.from_ical(body)
    assert head["METHOD"] == "PUBLISH"
    assert head["VERSION"] == "2.0"


def test_a_month_is_a_month_and_what_has_no_month_is_no_entry(embedded: Engine) -> None:
    happens(
        embedded,
        changes=[
            change("c1", effective_on="2024-12"),
            change("c2", effective_on="2025", evidence=("e2",), before=(), after=()),
            change("c3", effective_on=None, evidence=("e3",), before=(), after=()),
            change("c4", effective_on="9999-12-31", evidence=("e4",), before=(), after=()),
            change("c5", effective_on="9999-12", evidence=("e5",), before=(), after=()),
        ],
    )
    body = written(embedded)
    (told,) = strictly(body)
    assert (told["DTSTART"], told["DTEND"], told["STATUS"]) == ("20241201", "20250101", "TENTATIVE")
    assert "The day was not given" in told["DESCRIPTION"]
    assert "VALARM" not in body.decode()


def test_a_moved_start_keeps_its_uid_and_counts(embedded: Engine) -> None:
    happens(embedded, changes=[change()])
    (first,) = strictly(written(embedded))
    happens(embedded, when=at(13), changes=[change()])
    assert strictly(written(embedded)) == [first], "nothing that a reader sees has changed"
    happens(embedded, when=at(14), changes=[change(effective_on="2024-04-01")])
    (second,) = strictly(written(embedded))
    assert (second["UID"], second["SEQUENCE"], second["DTSTART"]) == (first["UID"], "1", "20240401")
    assert second["LAST-MODIFIED"] > first["LAST-MODIFIED"]
    happens(embedded, when=at(15), changes=[change("c2", effective_on="2024-04-02")])
    (third,) = strictly(written(embedded))
    assert (third["UID"], third["SEQUENCE"], third["URL"]) == (first["UID"], "2", "https://rules.example/c/c2")


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_start_that_is_no_more_is_cancelled_and_comes_back(embedded: Engine, withdrawn: bool) -> None:
    happens(embedded, changes=[change()])
    (first,) = strictly(written(embedded))
    happens(embedded, when=at(13), changes=[] if withdrawn else [change(effective_on=None)])
    (gone,) = strictly(written(embedded))
    assert (gone["UID"], gone["STATUS"], gone["SEQUENCE"]) == (first["UID"], "CANCELLED", "1")
    assert gone["DTSTART"] == first["DTSTART"]
    happens(embedded, when=at(14), changes=[])
    assert strictly(written(embedded))[0]["SEQUENCE"] == "1"
    happens(embedded, when=at(15), changes=[change()])
    (back,) = strictly(written(embedded))
    assert (back["UID"], back["STATUS"], back["SEQUENCE"]) == (first["UID"], "TENTATIVE", "2")


def test_a_cancelled_entry_goes_in_the_end(embedded: Engine) -> None:
    happens(embedded, changes=[change()])
    happens(embedded, when=at(13))
    with reading(embedded) as session:
        assert reads.calendar(session, filters=Filters(), since=at(14), limit=9) == ()


def test_filters_leave_the_others_out(embedded: Engine) -> None:
    fares(embedded)
    happens(embedded, changes=[change(), change("c2", topic="tax", evidence=("e2",), before=(), after=())])
    assert len(strictly(written(embedded))) == 2
    assert [each["CATEGORIES"] for each in strictly(written(embedded, Filters(topics=("tax",))))] == ["tax"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_hostile_and_long_words_stay_words_in_every_language(embedded: Engine, language: str) -> None:
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:taken\x00\x1b;,\\ " + LONG * 3
    told = change(summary=hostile, audience=hostile.replace("\x00", ""), topic="tax\r\nUID:taken")
    happens(embedded, changes=[told], conflicts=[conflict()])
    with speaking(language):
        body = written(embedded)
    (event,) = strictly(body)
    assert event["UID"].endswith("@rules.example")
    assert len(parsed(body)) == 1
    if language != "en":
        assert not re.search("In force|For whom|Announced", body.decode())


def test_what_is_published_as_files_is_what_is_served(tmp_path: Path) -> None:
    from told import plain_store

    from db.engine import open_store

    store = open_store(plain_store(tmp_path))
    fares(store)
    happens(store, changes=[change(), change("c2", topic="tax/../x", evidence=("e2",), before=(), after=())])
    store.dispose()
    done = ereje(tmp_path, "publish", tmp_path / "public", "--language", "ru", "--json")
    assert done.returncode == 0, done.stderr
    names = {file.name for file in (tmp_path / "public").iterdir()}
    assert {"feed.atom", "conflicts.atom", "topic-transport.atom", "calendar.ics"} <= names
    assert {file.parent for file in tmp_path.rglob("topic-*")} == {tmp_path / "public"}
    assert len(strictly((tmp_path / "public" / "calendar.ics").read_bytes())) == 2
    before = {file.name: file.read_bytes() for file in (tmp_path / "public").iterdir()}
    assert ereje(tmp_path, "publish", tmp_path / "public", "--language", "ru").returncode == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "public").iterdir()} == before
    assert ereje(tmp_path, "publish", tmp_path / "public", "--language", "de").returncode == 2
    (tmp_path / "taken").write_text("a file")
    assert ereje(tmp_path, "publish", tmp_path / "taken").returncode == 1


def test_instants_are_told_in_utc(embedded: Engine) -> None:
    happens(embedded, changes=[change()])
    (event,) = parsed(written(embedded))
    assert event["DTSTAMP"].dt == at(12)
    assert isinstance(event["LAST-MODIFIED"].dt, datetime)
