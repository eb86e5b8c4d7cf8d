"""What the demo tells, held against what a careful reader of the sample articles would: sentences, sides, days, counts.

`gold/demo.json` was written by reading the articles; whoever changes it should read them again. What the demo tells
wrongly stands there with the reason (`wrong`), what it should tell and does not under `missed`: both should shrink.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session
from test_demo import demo

from cli.console import open_home
from core.queries import Filters, end_of
from core.records.facts import Report
from core.records.findings import Change, Conflict
from core.settings import Settings
from dashboard.address import Query
from dashboard.elements import Element
from dashboard.screen import Asked, View
from dashboard.views import change as change_page
from dashboard.views import conflict as conflict_page
from dashboard.views import conflicts as conflicts_page
from dashboard.views import rules as rules_page
from dashboard.views import timeline as first_page
from db import reads
from db.engine import open_store, reading
from publish.calendar import calendar

GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "gold" / "demo.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("demo")
    demo(home)
    return open_home(home)


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    with reading(open_store(settings.database_url)) as opened:
        yield opened


def page(view: View, session: Session, settings: Settings, **query: str) -> Element:
    values = {name: (value,) for name, value in query.items()}
    return view(Asked(session=session, query=Query(values), now=NOW, settings=settings)).body


def within(element: Element, tag: str) -> Iterator[Element]:
    if element.tag == tag:
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from within(child, tag)


def outlets(ids: Iterable[str], known: Mapping[str, Report]) -> list[str]:
    return sorted({known[each].article.source or "" for each in ids})


def told_of_change(one: Change, known: Mapping[str, Report]) -> dict[str, Any]:
    return {
        "summary": one.summary,
        "status": one.status,
        "announced_on": one.announced_on,
        "effective_on": one.effective_on,
        "disputed": list(one.disputed),
        "independent": one.independent,
        "relays": one.relays,
        "known_from": one.known_from.date().isoformat(),
        "before": outlets(one.before, known),
        "after": outlets(one.after, known),
        "otherwise": sorted({*outlets(one.evidence, known)} - {*outlets(one.after, known)}),
    }


def told_of_conflict(one: Conflict, known: Mapping[str, Report]) -> dict[str, Any]:
    return {
        "type": one.type,
        "severity": one.severity,
        "explanation": one.explanation,
        "drift": one.drift,
        "known_from": one.known_from.date().isoformat(),
        "sides": sorted(outlets(side, known) for side in one.sides),
    }


def test_the_changes_are_those_of_a_careful_reader(session: Session) -> None:
    found = reads.changes(session, filters=Filters(), limit=50).items
    known = reads.named(session, (each for one in found for each in one.evidence))
    expected = [{name: told for name, told in one.items() if name != "wrong"} for one in GOLD["changes"]]
    assert [told_of_change(one, known) for one in found] == expected
    assert not {one.summary for one in found}.intersection(GOLD["missed"]), "mended: move it to the changes"


def test_the_conflicts_are_those_of_a_careful_reader(session: Session) -> None:
    found = sorted(reads.conflicts(session, filters=Filters(), limit=50).items, key=lambda one: one.explanation)
    known = reads.named(session, (each for one in found for side in one.sides for each in side))
    assert [told_of_conflict(one, known) for one in found] == GOLD["conflicts"]


def test_whom_a_conflict_names_stands_on_its_sides(session: Session) -> None:
    everybody = {row.source for row in reads.sources(session)}
    for one in reads.conflicts(session, filters=Filters(), limit=50).items:
        known = reads.named(session, (each for side in one.sides for each in side))
        sides = {known[each].article.source for side in one.sides for each in side}
        assert {name for name in everybody if name and name in one.explanation} <= sides, one.explanation
        first = [min(known[each].article.published or "9" for each in side)[:10] for side in one.sides]
        assert sorted(first)[1] <= one.known_from.date().isoformat(), one.explanation


@pytest.mark.parametrize("day", GOLD["as known"], ids=lambda day: day["day"])
def test_an_earlier_day_tells_what_was_out_by_then(session: Session, settings: Settings, day: dict[str, Any]) -> None:
    shown = page(first_page.view, session, settings, known=day["day"])
    listed = [item for item in within(shown, "li") if dict(item.attributes).get("class") == "change"]
    assert [next(within(item, "h3")).words() for item in listed] == day["changes"]
    for words in day["not told"]:
        assert words not in shown.words()
    for words in day["told"]:
        assert words in shown.words()


def test_no_conflict_of_an_earlier_day_has_an_empty_side(session: Session, settings: Settings) -> None:
    for day in range(20, 31):
        known = end_of(date(2022, 9, day), ZoneInfo(settings.timezone))
        for one in reads.conflicts(session, filters=Filters(known=known), limit=50).items:
            detail = reads.conflict(session, conflict_id=one.conflict_id, known=known)
            assert detail is not None
            assert all(detail.sides), (known, one.explanation)
    early = page(conflicts_page.view, session, settings, known="2022-11-20", kind="measure")
    assert "1.3 million" not in early.words()


def test_rules_are_headed_by_their_exact_words(session: Session, settings: Settings) -> None:
    shown = page(rules_page.view, session, settings, on="2023-02-10")
    headings = [each.words().strip("“”") for each in within(shown, "h3")]
    quotes = {
        each.fact.quote.text.strip('“”«»„" ') for each in reads.facts(session, filters=Filters(), limit=500).items
    }
    assert headings
    assert {each for each in headings if each not in {" ".join(one.split()) for one in quotes}} == set()
    assert "Prohibited: Permanent residence" not in shown.words()
    old = next(item for item in within(shown, "li") if "Жеке куәлік енді қабылданбайды" in item.words())
    tags = [each.words() for each in within(next(within(old, "ul")), "li")]
    assert tags == [
        "Topic:  Residence permit",
        "Direction:  Prohibited",
        "For whom:  foreigners",
        "Country:  Kazakhstan",
    ]


def test_a_disputed_day_is_said_to_be_disputed_everywhere(session: Session, settings: Settings) -> None:
    disputed = "disputed: 26 or 27 January 2023"
    first = page(first_page.view, session, settings, on="2023-01-20")
    assert first.words().count(disputed) == 2  # on the card and in the list
    stay = next(one for one in reads.changes(session, filters=Filters(), limit=50).items if one.disputed)
    assert disputed in page(change_page.view, session, settings, id=stay.change_id).words()
    entries = reads.calendar(session, filters=Filters(), since=NOW, limit=50)
    told = calendar(entries, public_url="https://rules.example", address="/calendar.ics").decode()
    assert "STATUS:TENTATIVE" in told
    assert "STATUS:CONFIRMED" not in told
    assert disputed in told.replace("\r\n ", "")


def test_articles_are_counted_as_articles(session: Session, settings: Settings) -> None:
    dates = reads.conflicts(session, filters=Filters(kinds=("date",)), limit=5).items[0]
    listed = page(conflicts_page.view, session, settings, kind="date").words()
    assert "2 sides, 6 articles" in listed
    table = page(conflict_page.view, session, settings, id=dates.conflict_id).words()
    assert "2 outlets · 2 articles · 10 quotes" in table
    assert "3 outlets · 4 articles · 27 quotes" in table


def test_what_changed_last_stands_first_in_the_list(session: Session) -> None:
    overview = reads.overview(session, today=NOW.date())
    first = reads.changes(session, filters=Filters(), limit=1).items[0]
    assert overview.latest is not None
    assert overview.latest.change_id == first.change_id
