"""Questions to the store: filters, pages, both clocks, and what a later comparison withdraws."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from store_records import FEBRUARY, article, at, change, comparison, conflict, fact, version

from core.queries import Filters, end_of, start_of
from db import reads, writes
from db.engine import reading, writing
from db.reads.filters import on_changes, on_conflicts, on_reports
from db.tables.articles import ARTICLES, FACTS
from db.tables.findings import CHANGES, CONFLICTS

DAY = timedelta(days=1)


@pytest.fixture
def told(store: Engine) -> Engine:
    """Three articles: an English one of the 10th, a Kazakh one of February, one of a day unknown."""
    courier = {"url": "https://courier.example/1", "source": "Courier", "language": "kk", "title": "Жол ақысы 100%"}
    undated = {"url": "https://notes.example/1", "source": None, "published": None, "title": None}
    kazakh = fact("f2", of="a2", words="Қалада жол ақысы өседі", status="announced", topic="prices")
    other = fact("f3", of="a3", words="Trams stay free", kind="statement", audience="children", jurisdiction="KG")
    with writing(store) as session:
        for one, facts, record in (
            (article("a1"), [fact("f1")], "r1"),
            (article("a2", published="2024-02", **courier), [kazakh], "r2"),
            (article("a3", **undated), [other], "r3"),
        ):
            writes.add_reading(session, article=one, facts=facts, record_id=record, reader="1")
        changes = [
            change("c1"),
            change("c2", topic="prices", after=("f2",), before=(), evidence=("f2",), announced_on=None),
        ]
        conflicts = [conflict("x1"), conflict("x2", type="scope", state="explained", sides=(("f3",),))]
        writes.replace_comparison(session, comparison=comparison(changes=changes, conflicts=conflicts))
    return store


def test_changes_stand_by_the_day_on_which_they_were_told_and_the_latest_is_the_first(told: Engine) -> None:
    """One that nobody dates by the day it was first told of; of one day, the one of which most origins tell."""
    changes = [
        change("dated", announced_on="2024-02-10", independent=1),
        change("louder", announced_on="2024-02-10", independent=3),
        change("undated", announced_on=None, effective_on=None, known_from=at(12)),
        change("starts late", announced_on=None, effective_on="2030-01-01", known_from=at(2)),
    ]
    with writing(told) as session:
        writes.replace_comparison(session, comparison=comparison(changes=changes))
    with reading(told) as session:
        listed = [one.change_id for one in reads.changes(session, filters=Filters(), limit=9).items]
        latest = [reads.overview(session, today=at(day).date()).latest for day in (11, 12)]
    assert listed == ["undated", "louder", "dated", "starts late"]
    assert [one.change_id if one else None for one in latest] == ["louder", "undated"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"f1", "f2", "f3"}),
        ({"topics": ("prices",)}, {"f2"}),
        ({"topics": ("prices", "transport")}, {"f1", "f2", "f3"}),
        ({"audiences": ("children",)}, {"f3"}),
        ({"jurisdictions": ("KZ",)}, {"f1", "f2"}),
        ({"kinds": ("statement",)}, {"f3"}),
        ({"statuses": ("announced",)}, {"f2"}),
        ({"sources": ("Courier",)}, {"f2"}),
        ({"languages": ("en",)}, {"f1", "f3"}),
        ({"words": "TRAM fare"}, {"f1"}),
        ({"words": "қалада ЖОЛ"}, {"f2"}),
        ({"words": "fares"}, {"f1"}),  # in the title alone
        ({"words": "100%"}, {"f2"}),
        ({"words": "қала жол"}, {"f2"}),  # the beginnings of words
        ({"words": "алада"}, set()),  # and nothing else of them
        ({"words": "%"}, set()),  # no word at all
        ({"words": "_"}, set()),
        ({"words": 'tram\' OR *:* "fare"'}, set()),  # words, never a query
        ({"since": start_of(date(2024, 2, 11), UTC)}, {"f2"}),  # "2024-02" may be the 11th; a day unknown is no day
        ({"until": end_of(date(2024, 2, 10), UTC)}, {"f1", "f2"}),
        (
            {"since": start_of(date(2024, 2, 10), UTC), "until": end_of(date(2024, 2, 10), UTC), "languages": ("en",)},
            {"f1"},
        ),
        ({"since": start_of(date(2024, 3, 1), UTC)}, set()),
        ({"topics": ("prices",), "languages": ("en",)}, set()),
    ],
)
def test_facts_by_filter(told: Engine, filters: dict[str, Any], expected: set[str]) -> None:
    with reading(told) as session:
        page = reads.facts(session, filters=Filters(**filters), limit=10)
        streamed = reads.reports(session, filters=Filters(**filters))
        assert {report.fact.fact_id for report in page.items} == expected
        assert {report.fact.fact_id for report in streamed} == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("учет", True),
        ("УЧЁТ", True),
        ("мой", True),
        ("мои", False),  # й is a letter of its own
        ("әкім ұя", True),
        ("аким", False),  # so is every Kazakh one
        ("ӘКІМДІК ІС", True),
        ("90 дне", True),
        ("9", True),
        ("до́ма", True),  # a stress mark is none
        ("й", False),
    ],
)
def test_words_are_found_by_their_letters(store: Engine, asked: str, found: bool) -> None:
    words = "Мой учёт: әкімдік ұялы іс, 90 дней дома"
    with writing(store) as session:
        writes.add_reading(session, article=article(title=words), facts=[fact()], record_id="r1", reader="1")
        found_by_index = reads.facts(session, filters=Filters(words=asked), limit=10).total
        conditions = on_reports(Filters(words=asked), many=True)
        read_through = session.execute(select(FACTS.c.fact_id).join(ARTICLES).where(*conditions)).all()
    assert (found_by_index, len(read_through)) == (found, found)


def test_what_is_searched_follows_what_is_read(store: Engine) -> None:
    def found(words: str) -> int:
        with reading(store) as session:
            return reads.facts(session, filters=Filters(words=words), limit=10).total

    for title, facts in (("One", [fact("f1")]), ("Two", [fact("f1")]), ("Two", [])):
        with writing(store) as session:
            writes.add_reading(session, article=article("a1", title=title), facts=facts, record_id="r1", reader="1")
        expected = (title == "One" and bool(facts), title == "Two" and bool(facts))
        assert (found("one"), found("two")) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["c2", "c1"]),
        ({"topics": ("prices",)}, ["c2"]),
        ({"statuses": ("in-force",)}, []),
        ({"sources": ("The Gazette",)}, ["c1"]),
        ({"languages": ("kk",)}, ["c2", "c1"]),
        ({"words": "120 Tenge"}, ["c2", "c1"]),
        ({"words": "stay free"}, []),
        ({"until": end_of(date(2024, 1, 31), UTC)}, []),
    ],
)
def test_changes_by_filter(told: Engine, filters: dict[str, Any], expected: list[str]) -> None:
    with reading(told) as session:
        page = reads.changes(session, filters=Filters(**filters), limit=10)
    assert ([found.change_id for found in page.items], page.total) == (expected, len(expected))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["x1", "x2"]),
        ({"statuses": ("open",)}, ["x1"]),
        ({"kinds": ("scope",)}, ["x2"]),
        ({"audiences": ("children",)}, ["x1", "x2"]),
        ({"topics": ("prices",)}, ["x1"]),
        ({"words": "қалада"}, ["x1"]),
    ],
)
def test_conflicts_by_filter(told: Engine, filters: dict[str, Any], expected: list[str]) -> None:
    with reading(told) as session:
        page = reads.conflicts(session, filters=Filters(**filters), limit=10)
    assert ([found.conflict_id for found in page.items], page.total) == (expected, len(expected))


def test_pages_are_disjoint_and_together_everything(told: Engine) -> None:
    with reading(told) as session:
        pages = [reads.facts(session, filters=Filters(), limit=1, offset=offset) for offset in range(4)]
    assert [[report.fact.fact_id for report in page.items] for page in pages] == [["f1"], ["f2"], ["f3"], []]
    assert {page.total for page in pages} == {3}


def test_a_change_comes_with_its_reports_and_conflicts(told: Engine) -> None:
    with reading(told) as session:
        detail = reads.change(session, change_id="c1")
        sides = reads.conflict(session, conflict_id="x1")
        assert reads.change(session, change_id="c9") is None
        assert reads.conflict(session, conflict_id="' OR 1=1 --") is None
    assert detail is not None
    assert [report.fact.fact_id for report in detail.before + detail.after] == ["f2", "f1"]
    assert [found.conflict_id for found in detail.conflicts] == ["x1"]
    assert sides is not None
    assert [[report.article.source for report in side] for side in sides.sides] == [["The Gazette"], ["Courier", None]]


def test_the_first_screen(told: Engine) -> None:
    with reading(told) as session:
        before, after = (reads.overview(session, today=date(2024, month, 1)) for month in (2, 3))
    assert (before.articles, before.facts, before.open_conflicts, before.sources) == (3, 3, 1, 2)
    assert before.latest is None  # it was announced later
    assert after.latest is not None
    assert after.latest.told_on == "2024-02-10"
    assert before.upcoming is not None
    assert after.upcoming is None  # what comes into force today is no longer to come
    assert before.last_retrieved == at(11)
    assert [found.conflict_id for found in before.disputed] == ["x1"]


def test_sources_and_choices(told: Engine) -> None:
    with reading(told) as session:
        rows, choices = reads.sources(session), reads.choices(session)
    assert [(row.source, row.articles, row.facts, row.languages) for row in rows] == [
        ("", 1, 1, ("en",)),
        ("Courier", 1, 1, ("kk",)),
        ("The Gazette", 1, 1, ("en",)),
    ]
    assert choices["topics"] == ("prices", "transport")
    assert choices["sources"] == ("Courier", "The Gazette")


@pytest.mark.parametrize(
    "asked", ["tram", "TRAM fare", "120 Tenge", "жол", "қала жол", "fares", "stay free", "алада", "%"]
)
def test_what_has_words_is_found_alike_by_their_index_and_without_it(told: Engine, asked: str) -> None:
    filters = Filters(words=asked)
    with reading(told) as session:
        for key, conditions in ((CHANGES.c.change_id, on_changes), (CONFLICTS.c.conflict_id, on_conflicts)):
            found = [
                session.execute(select(key).where(*conditions(filters, many=many))).scalars() for many in (True, False)
            ]
            assert len({tuple(sorted(each)) for each in found}) == 1


OLD = version("v1", valid_from=FEBRUARY, valid_to=FEBRUARY + 9 * DAY, known_from=at(1), known_to=at(5))
CORRECTED = version("v2", valid_from=FEBRUARY, valid_to=FEBRUARY + 4 * DAY, known_from=at(5))
NEXT = version("v3", valid_from=FEBRUARY + 4 * DAY, known_from=at(5))
ALWAYS = version("v0", known_from=at(3))


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        (FEBRUARY, at(1), {"v1"}),  # the first moment of both
        (FEBRUARY, at(1) - timedelta(microseconds=1), set()),  # nobody had told us yet
        (FEBRUARY - DAY, at(2), set()),
        (FEBRUARY + 8 * DAY, at(4), {"v0", "v1"}),  # the last day it was thought to hold
        (FEBRUARY + 9 * DAY, at(4), {"v0"}),  # its end is no part of it
        (FEBRUARY + 3 * DAY, at(5), {"v0", "v2"}),  # the correction is known from its own moment on
        (FEBRUARY + 4 * DAY, at(5), {"v0", "v3"}),
        (FEBRUARY + 4 * DAY, at(5) - timedelta(microseconds=1), {"v0", "v1"}),  # what was known before it stays known
        (date(2099, 1, 1), at(20), {"v0", "v3"}),
        (date(1999, 1, 1), at(20), {"v0"}),  # an open beginning
    ],
)
def test_what_held_on_a_day_as_known_at_an_instant(
    store: Engine, on: date, known: datetime, expected: set[str]
) -> None:
    with writing(store) as session:
        writes.replace_comparison(session, comparison=comparison(versions=[OLD, CORRECTED, NEXT, ALWAYS]))
    with reading(store) as session:
        held, other = (
            {one.version_id for one in reads.rules_in_force(session, on=on, known=known, held=held, limit=50).items}
            for held in (True, False)
        )
    assert held | other == expected
    assert not held & other


def test_what_is_no_longer_found_is_withdrawn_and_comes_back(told: Engine) -> None:
    full = comparison(versions=[ALWAYS], changes=[change("c1")], conflicts=[conflict("x1")])
    for made, expected in ((full, 1), (comparison(), 0), (full, 1)):
        with writing(told) as session:
            writes.replace_comparison(session, comparison=made)
        with reading(told) as session:
            assert reads.changes(session, filters=Filters(), limit=9).total == expected
            assert reads.conflicts(session, filters=Filters(), limit=9).total == expected
            assert (reads.change(session, change_id="c1") is not None) == bool(expected)
            assert (reads.conflict(session, conflict_id="x1") is not None) == bool(expected)
            assert reads.rules_in_force(session, on=FEBRUARY, known=at(20), limit=50).total == expected
    with reading(told) as session:
        assert list(reads.all_changes(session)) == [change("c1")]
        assert list(reads.all_conflicts(session)) == [conflict("x1")]


def test_a_persons_verdict_outlives_every_later_comparison(told: Engine) -> None:
    with writing(told) as session:
        closed = writes.judge_conflict(session, conflict_id="x1", state="dismissed", by="Aliya", at=at(12))
        assert [event.kind for event in closed or ()] == ["conflict-closed"]
        unknown = writes.judge_conflict(session, conflict_id="x9", state="dismissed", by="Aliya", at=at(12))
        assert unknown is None
    again = conflict("x1", explanation="Told anew.")
    for made in (comparison(conflicts=[again]), comparison(), comparison(conflicts=[again])):
        with writing(told) as session:
            writes.replace_comparison(session, comparison=made)
    with reading(told) as session:
        kept = reads.conflict(session, conflict_id="x1")
        assert reads.overview(session, today=FEBRUARY).open_conflicts == 0
    assert kept is not None
    assert (kept.conflict.state, kept.conflict.explanation) == ("dismissed", "Told anew.")
    with writing(told) as session:
        writes.judge_conflict(session, conflict_id="x1", state=None, by="Aliya", at=at(13))
    with reading(told) as session:
        assert reads.overview(session, today=FEBRUARY).open_conflicts == 1
