"""Who is told of what: by the filters of the pages, on both databases, and nobody of a mere re-reading."""

from typing import Any

import pytest
from sqlalchemy import Engine
from store_records import at, change, comparison, conflict, fact
from told import fares, happens, put, subscribed, subscriber

from core.queries import Filters
from core.records.findings import Event
from core.telling import USUAL_KINDS, Subscription
from db import matching, outbox, reads, writes
from db.engine import reading, writing

EVERYTHING = {"changes": [change()], "conflicts": [conflict()]}


def concerned(store: Engine, events: tuple[Event, ...], **fields: Any) -> set[str]:
    one = subscriber(**fields)
    with reading(store) as session:
        found = matching.concerned(session, subscription=one, events=events)
        listed = reads.notices(session, filters=one.filters, kinds=one.kinds or USUAL_KINDS, limit=99)
    told = {each.kind for each in found}
    assert {each.event.kind for each in listed} == told, "the preview and the feed show what would be sent"
    return told


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(), {"rule-changed", "conflict-opened"}),
        (Filters(topics=("transport",)), {"rule-changed", "conflict-opened"}),
        (Filters(topics=("tax", "transport")), {"rule-changed", "conflict-opened"}),
        (Filters(topics=("tax",)), set()),
        (Filters(audiences=("foreigners",)), {"rule-changed"}),
        (Filters(audiences=("citizens:RU",)), set()),
        (Filters(jurisdictions=("KZ",)), {"rule-changed", "conflict-opened"}),
        (Filters(jurisdictions=("UZ",)), set()),
        (Filters(sources=("The A1",)), {"rule-changed", "conflict-opened"}),
        (Filters(sources=("The A9",)), set()),
        (Filters(words="TRAM fare"), {"rule-changed", "conflict-opened"}),
        (Filters(words="tram 100%"), set()),
        (Filters(words="children stay"), {"rule-changed", "conflict-opened"}),
        (Filters(topics=("transport",), words="bus"), set()),
    ],
)
def test_filters_restrict_as_on_the_pages(store: Engine, filters: Filters, told: set[str]) -> None:
    fares(store)
    events = happens(store, changes=[change(audience="foreigners")], conflicts=[conflict()])
    assert concerned(store, events, filters=filters) == told


def test_words_in_cyrillic_are_found_in_any_case(store: Engine) -> None:
    put(store, "a1", fact("f1", of="a1", words="Қалада жол ақысы өседі"))
    events = happens(store, changes=[change(before=(), summary="Fare")])
    assert concerned(store, events, filters=Filters(words="ЖОЛ АҚЫСЫ")) == {"rule-new"}


def test_kinds_restrict_and_by_itself_quiet_sources_are_not_told(store: Engine) -> None:
    for number in range(6):
        put(store, f"a{number}", fact(f"f{number}", of=f"a{number}"), source="The Gazette", published="2023-02-01")
    events = happens(store, **EVERYTHING)
    assert {each.kind for each in events} == {"rule-changed", "conflict-opened", "source-quiet"}
    assert concerned(store, events) == {"rule-changed", "conflict-opened"}
    assert concerned(store, events, kinds=("rule-changed",)) == {"rule-changed"}
    assert concerned(store, events, kinds=("source-quiet",)) == {"source-quiet"}
    assert concerned(store, events, kinds=("source-quiet",), filters=Filters(topics=("tax",))) == {"source-quiet"}
    assert concerned(store, events, kinds=("source-quiet",), filters=Filters(sources=("The Gazette",)))
    assert concerned(store, events, kinds=("source-quiet",), filters=Filters(sources=("The Courier",))) == set()


def owed(store: Engine, one: Subscription) -> list[str]:
    with writing(store) as session:
        made = outbox.make_message(session, subscription=one, before=at(28), at=at(28))
        message = outbox.message(session, message_id=made) if made else None
    return [each.event.kind for each in message.notices] if message else []


@pytest.mark.parametrize("later", ["x1", "x2"])
def test_that_a_conflict_closed_is_told_to_whoever_heard_of_it_though_its_reports_are_gone(
    store: Engine, later: str
) -> None:
    fares(store)
    heard, other = (
        subscriber(filters=Filters(sources=("The A1",))),
        subscriber("b@c.example", filters=Filters(words="bus")),
    )
    subscribed(store, heard, other)
    happens(store, conflicts=[conflict("x1")])
    happens(store, conflicts=[conflict(later, sides=(("f1",), ("f2",)))])
    with writing(store) as session:
        writes.add_skipped(session, record_id="record a1", reader="2", reason="no-text")
    happens(store, when=at(13))
    assert owed(store, heard) == ["conflict-opened", "conflict-closed"]
    assert owed(store, other) == []


def test_only_who_is_active_is_owed(store: Engine) -> None:
    fares(store)
    waiting = subscriber("w@x.example", state="unconfirmed")
    paused = subscriber("p@x.example", state="paused")
    until_later, over = (subscriber(f"{n}@x.example", state="paused", paused_until=at(n)) for n in (13, 11))
    active = subscriber("a@x.example")
    subscribed(store, waiting, paused, until_later, over, active)
    happens(store, **EVERYTHING)
    with reading(store) as session:
        assert {each.target for each in outbox.waiting(session)} == {"a@x.example", "11@x.example"}


@pytest.mark.parametrize("start", ["2024-03-01", "2024-02-15"])
def test_a_re_reading_alerts_nobody_and_leaves_what_is_near_to_the_next_reading(store: Engine, start: str) -> None:
    fares(store)
    one = subscriber()
    subscribed(store, one)
    happens(store, silent=True, changes=[change(effective_on=start)], conflicts=[conflict()])
    assert owed(store, one) == []
    happens(store, when=at(12, 13), changes=[change(effective_on=start)], conflicts=[conflict()])
    assert owed(store, one) == (["in-force-soon"] if start == "2024-02-15" else [])


def test_a_start_that_is_near_is_told_once_whatever_its_change_is_called(store: Engine) -> None:
    fares(store)
    one = subscriber()
    subscribed(store, one)
    happens(store, changes=[change("c1", effective_on="2024-02-15")])
    assert set(owed(store, one)) == {"rule-changed", "in-force-soon"}
    for number, hour in ((2, 13), (3, 14)):
        happens(store, when=at(12, hour), changes=[change(f"c{number}", effective_on="2024-02-15")])
    assert owed(store, one) == []


@pytest.mark.parametrize("later", ["c1", "c2"])
def test_a_date_that_moved_takes_the_place_of_the_reminder(store: Engine, later: str) -> None:
    fares(store)
    one = subscriber()
    subscribed(store, one)
    happens(store, changes=[change("c1", effective_on="2024-02-15")])
    happens(store, when=at(13), changes=[change(later, effective_on="2024-05-01")])
    assert owed(store, one) == ["rule-changed", "date-moved"]


def test_a_reminder_of_what_no_report_upholds_is_not_sent(store: Engine) -> None:
    fares(store)
    one = subscriber(kinds=("in-force-soon",))
    subscribed(store, one)
    happens(store, changes=[change("c1", effective_on="2024-02-15")])
    happens(store, when=at(13))
    assert owed(store, one) == []


def test_a_conflict_that_a_re_reading_opens_again_is_told_to_nobody(store: Engine) -> None:
    fares(store)
    happens(store, conflicts=[conflict()])
    with writing(store) as session:
        writes.judge_conflict(session, conflict_id="x1", state="dismissed", by="Aigul", at=at(12, 13), note=None)
    put(store, "a3", fact("f3", of="a3", words="Trams stay free for children"))
    wider = conflict(sides=(("f1",), ("f2", "f3")))
    with writing(store) as session:
        raised = writes.replace_comparison(session, comparison=comparison(conflicts=[wider]), at=at(14), silent=True)
    assert [(each.kind, each.silent) for each in raised] == [("conflict-opened", True)]
