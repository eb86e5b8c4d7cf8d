"""Comparing over a store: an article more, verdicts that are opened again, and events that are raised once."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from store_records import READER, article, at, change, comparison, conflict, fact

from cli.comparing import compare_stored
from core.queries import Filters
from core.records.facts import Fact
from db import reads, writes
from db.engine import reading, writing
from db.tables.findings import VERSIONS
from timeline import compare


def put(store: Engine, name: str, *facts: Fact, **head: Any) -> None:
    told = {"url": f"https://{name}.example/fares", "source": f"The {name.title()}", **head}
    with writing(store) as session:
        writes.add_reading(
            session, article=article(name, **told), facts=facts, record_id=f"record {name}", reader=READER
        )


def fare(article_id: str, value: int, **fields: Any) -> Fact:
    told = {"subject": "tram-fare", "modality": "required", **fields}
    return fact(f"{article_id}.{value}.{told.get('topic', '')}", of=article_id, value=value, **told)


def stored(store: Engine) -> tuple[list[Any], list[Any]]:
    with reading(store) as session:
        return list(reads.all_changes(session)), list(reads.all_conflicts(session))


def keep(store: Engine, when: datetime | None = None, **found: Any) -> list[str]:
    with writing(store) as session:
        raised = writes.replace_comparison(session, comparison=comparison(**found), at=when or at(12))
    return [each.kind for each in raised]


def test_article_by_article_is_the_same_as_all_at_once(store: Engine) -> None:
    arriving = [
        ("one", fare("one", 120, effective_from="2024-03-01")),
        ("two", fare("two", 130, effective_from="2024-03-01")),
        ("three", fare("three", 120, effective_from="2024-03-02")),
        ("four", fare("four", 120, jurisdiction=None, effective_from="2024-03-01")),
        ("five", fact("five.1", of="five", topic="trade", modality="prohibited", value=None, unit=None)),
        ("six", fare("six", 90, jurisdiction="UZ")),
    ]
    partly = []
    for name, one in arriving:
        put(store, name, one)
        partly.append(compare_stored(store, at=at(12), many=10))
    assert partly == [False, True, True, True, True, True]
    with reading(store) as session:
        everything = compare(reads.reports(session))
    changes, conflicts = stored(store)
    assert sorted(changes, key=lambda each: each.change_id) == sorted(everything.changes, key=lambda one: one.change_id)
    assert conflicts == list(everything.conflicts)
    assert conflicts


def test_a_page_that_was_edited_is_compared_in_its_new_words(store: Engine) -> None:
    put(store, "one", fare("one", 120))
    put(store, "two", fare("two", 130))
    compare_stored(store, at=at(12))
    assert [each.type for each in stored(store)[1]] == ["value"]
    told = {"url": "https://two.example/fares", "source": "The Two", "retrieved": at(13), "text": article().text + " "}
    with writing(store) as session:
        corrected = article("three", **told)
        writes.add_reading(
            session, article=corrected, facts=(fare("three", 120),), record_id="record three", reader=READER
        )
    assert compare_stored(store, at=at(13), many=10)
    assert stored(store)[1] == []
    with reading(store) as session:
        assert [each.kind for each in reads.all_events(session)].count("conflict-closed") == 1


def test_an_edit_that_moves_a_start_is_no_new_rule(store: Engine) -> None:
    put(store, "one", fare("one", 120, effective_from="2024-03-01"))
    compare_stored(store, at=at(12))
    rewrite(store, "one", "two", fare("two", 120, effective_from="2024-04-01"))
    assert compare_stored(store, at=at(13), many=10)
    with reading(store) as session:
        told = [(each.kind, each.former) for each in reads.all_events(session)]
        was = reads.rules_in_force(session, on=date(2024, 3, 15), known=at(12), filters=Filters(), limit=9).items
        now = reads.rules_in_force(session, on=date(2024, 3, 15), known=at(14), filters=Filters(), limit=9).items
    assert told == [("rule-new", None), ("date-moved", "2024-03-01")]
    assert (len(was), len(now)) == (1, 0)


def test_edited_pages_one_by_one_are_the_same_as_all_at_once(store: Engine) -> None:
    put(store, "one", fare("one", 120, effective_from="2024-03-01"))
    compare_stored(store, at=at(12))
    rewrite(store, "one", "late", fare("late", 130, effective_from="2024-03-01"), day=14)
    compare_stored(store, at=at(14), many=10)
    rewrite(store, "one", "between", fare("between", 125, effective_from="2024-03-01"), day=13)
    compare_stored(store, at=at(14), many=10)
    with reading(store) as session:
        everything = compare(reads.told_reports(session))
        rows = session.execute(select(VERSIONS).where(VERSIONS.c.withdrawn.is_(False))).mappings()
        kept = {(row["value"], row["known_from"], row["known_to"]) for row in rows}
    assert {(each.value, each.known_from, each.known_to) for each in everything.versions} == kept
    assert sorted(int(value) for value, _, until in kept if until is None) == [130]
    assert len(kept) == 3


def rewrite(store: Engine, page: str, name: str, one: Fact, day: int = 13) -> None:
    """Another text at the page's address, fetched on a day of February."""
    text = article().text + "\n" + name
    put_at = {"url": f"https://{page}.example/fares", "source": f"The {page.title()}", "retrieved": at(day)}
    with writing(store) as session:
        edited = article(name, text=text, **put_at)
        writes.add_reading(session, article=edited, facts=(one,), record_id=f"record {name}", reader=READER)


def test_reading_again_by_the_same_reader_raises_nothing(store: Engine) -> None:
    put(store, "one", fare("one", 120, effective_from="2024-03-01"))
    put(store, "two", fare("two", 130, effective_from="2024-03-01"))
    compare_stored(store, at=at(12))
    with reading(store) as session:
        before = reads.all_events(session)
    assert {each.kind for each in before} >= {"rule-new", "conflict-opened"}
    put(store, "one", fare("one", 120, effective_from="2024-03-01"))
    compare_stored(store, at=at(13), many=10)
    compare_stored(store, at=at(14), many=-1)
    with reading(store) as session:
        assert reads.all_events(session) == before


def test_an_upgrade_alerts_nobody_and_is_not_told_of_later(store: Engine) -> None:
    put(store, "one", fare("one", 120, effective_from="2024-03-01"))
    compare_stored(store, at=at(12), silent=True)
    compare_stored(store, at=at(13), many=-1)
    with reading(store) as session:
        assert reads.all_events(session) == ()


def test_each_event_is_raised_once(store: Engine) -> None:
    moved = {"effective_on": "2024-04-01"}
    assert keep(store, changes=[change(before=())], conflicts=[conflict()]) == ["rule-new", "conflict-opened"]
    assert keep(store, changes=[change(before=())], conflicts=[conflict()]) == []
    assert keep(store, changes=[change(before=(), **moved)], conflicts=[]) == ["date-moved", "conflict-closed"]
    assert keep(store, changes=[change(before=(), **moved)]) == []
    assert keep(store, changes=[change(before=(), **moved), change("c2", evidence=("f9",))]) == ["rule-changed"]


def test_a_change_that_goes_on_under_another_id_is_not_new(store: Engine) -> None:
    keep(store, changes=[change("c1", evidence=("f1", "f2"))])
    assert keep(store, changes=[change("c2", evidence=("f0", "f1", "f2"))]) == []


def test_a_start_told_more_closely_is_not_moved(store: Engine) -> None:
    keep(store, changes=[change(effective_on="2024-03")])
    assert keep(store, changes=[change(effective_on="2024-03-01")]) == []


def test_a_start_within_a_week_is_told_once(store: Engine) -> None:
    keep(store, at(12), changes=[change(effective_on="2024-02-28")])
    assert keep(store, at(20), changes=[change(effective_on="2024-02-28")]) == []
    assert keep(store, at(22), changes=[change(effective_on="2024-02-28")]) == ["in-force-soon"]
    assert keep(store, at(23), changes=[change(effective_on="2024-02-28")]) == []


def test_a_source_that_fell_silent_is_told_once(store: Engine) -> None:
    for number in range(1, 7):
        put(store, f"n{number}", source="The Gazette", published=f"2024-01-0{number}")
    assert keep(store, datetime.fromisoformat("2024-01-15T12:00:00+00:00")) == []
    assert keep(store, at(12)) == ["source-quiet"]
    assert keep(store, at(13)) == []


@pytest.fixture
def judged(store: Engine) -> Engine:
    put(store, "one", fact("f1", of="one"))
    put(store, "two", fact("f2", of="two"), fact("f3", of="two"))
    keep(store, conflicts=[conflict()])
    with writing(store) as session:
        writes.judge_conflict(
            session, conflict_id="x1", state="explained", by="Aliya", at=at(12), note="two kinds of fare"
        )
    return store


def test_a_verdict_stays_when_nothing_new_is_known(judged: Engine) -> None:
    assert keep(judged, at(13), conflicts=[conflict()]) == []
    put(judged, "two", fact("f4", of="two"))
    keep(judged, at(13), conflicts=[conflict(sides=(("f1",), ("f4",)))])
    assert [each.state for each in stored(judged)[1]] == ["explained"]


def test_new_evidence_opens_a_settled_conflict_and_says_so(judged: Engine) -> None:
    put(judged, "new", fact("f5", of="new"))
    assert keep(judged, at(14), conflicts=[conflict(sides=(("f1", "f5"), ("f2", "f3")))]) == ["conflict-opened"]
    assert [each.state for each in stored(judged)[1]] == ["open"]
    with reading(judged) as session:
        told = reads.verdicts(session, conflict_id="x1")
    assert [(each.state, each.by, each.note) for each in told] == [
        ("explained", "Aliya", "two kinds of fare"),
        ("open", "ereje", "The New"),
    ]
    assert keep(judged, at(15), conflicts=[conflict(sides=(("f1", "f5"), ("f2", "f3")))]) == []


def test_a_verdict_goes_with_a_conflict_that_gets_another_id(judged: Engine) -> None:
    keep(judged, at(13), conflicts=[conflict("x2")])
    assert [(each.conflict_id, each.state) for each in stored(judged)[1]] == [("x2", "explained")]
    with reading(judged) as session:
        assert [each.by for each in reads.verdicts(session, conflict_id="x2")] == ["Aliya"]


def test_rules_come_before_figures_then_many_voices_then_the_newest(store: Engine) -> None:
    keep(
        store,
        conflicts=[
            conflict("figure", matter="figure", independent=9),
            conflict("old", matter="rule", independent=2, known_from=at(1)),
            conflict("loud", matter="rule", independent=3, known_from=at(1), severity="tension"),
            conflict("new", matter="rule", independent=2, known_from=at(9)),
        ],
    )
    with reading(store) as session:
        page = reads.conflicts(session, filters=Filters(), limit=9)
        assert reads.overview(session, today=at(12).date()).disputed == page.items
    assert [each.conflict_id for each in page.items] == ["loud", "new", "old", "figure"]
