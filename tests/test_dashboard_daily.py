"""The dashboard as somebody uses it all day: filters without a new page, what is new, what is no longer in dispute."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dashboard_served import Served, fetch, status, visit
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from store_records import article, at, change, comparison, conflict, fact

from core.queries import Filters
from core.records.findings import ConflictState
from core.settings import Settings
from dashboard.address import Query
from dashboard.pieces import changes
from dashboard.screen import Asked
from db import reads, verdicts, writes
from db.engine import open_store, reading, writing

KEEP = "window.stillHere = true"
MONTH_AGO = "localStorage.setItem('ereje:visit', JSON.stringify({since: null, last: Date.now() - 30 * 86400e3}))"


def is_the_same_page(page: Page) -> bool:
    return bool(page.evaluate("window.stillHere === true"))


def test_filters_are_answered_in_place_and_back_undoes_them(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts")
    every = page.locator(".count").inner_text()
    page.evaluate(KEEP)
    page.get_by_label("Topic", exact=True).select_option(label="Asylum")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".count")).to_have_text("2 facts")
    expect(page.get_by_role("button", name="Show")).to_be_focused()
    expect(page.locator("#ereje-status")).to_have_text("2 facts")
    assert page.url.endswith("/facts?topic=asylum&lang=en")
    page.get_by_role("link", name="Remove Topic: Asylum").click()
    expect(page.locator(".count")).to_have_text(every)
    page.go_back()
    expect(page.locator(".count")).to_have_text("2 facts")
    page.go_back()
    expect(page.locator(".count")).to_have_text(every)
    assert page.url == f"{served.address}/facts"
    assert is_the_same_page(page)
    page.go_forward()
    expect(page.locator(".count")).to_have_text("2 facts")
    page.reload()
    expect(page.locator(".count")).to_have_text("2 facts")


def test_another_page_of_a_list_begins_at_its_heading(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts")
    page.evaluate(KEEP)
    page.get_by_role("link", name="Next →").click()
    expect(page.locator(".pager")).to_contain_text("Page 2")
    expect(page.locator(".ereje h1")).to_be_focused()
    expect(page.locator(".ereje h1")).to_be_in_viewport()
    assert is_the_same_page(page)


def test_a_page_that_cannot_be_answered_in_place_is_opened_anew(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts")
    page.route("**/answer/**", lambda route: route.abort())
    page.get_by_label("Topic", exact=True).select_option(label="Asylum")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".count")).to_have_text("2 facts")


def test_an_answer_is_the_page_in_the_reader_s_language_and_of_no_other_page(served: Served) -> None:
    told = json.loads(fetch(f"{served.address}/answer/facts", {"Accept-Language": "ru-RU"}))
    assert (told["language"], told["drawn"]) == ("ru", False)
    assert json.loads(fetch(f"{served.address}/answer/?chart=shown&on=2023-01-20"))["drawn"]
    assert status(f"{served.address}/answer/passwords") == 404


def test_what_was_news_since_the_last_visit_is_marked_and_nothing_on_the_first(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/")
    expect(page.locator("li.change").first).to_be_visible()
    expect(page.locator(".news")).to_have_count(0)
    page.evaluate(MONTH_AGO)
    visit(page, f"{served.address}/")
    known = json.loads(fetch(f"{served.address}/answer/"))
    expect(page.locator(".news")).to_have_count(json.dumps(known).count('"class": "news"'))


def test_changes_by_the_number_of_origins(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/")
    page.get_by_label("Independent origins").select_option(label="at least 5")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chips")).to_contain_text("Independent origins: at least 5")
    expect(page.locator(".empty")).to_contain_text("No change fits these filters")
    visit(page, f"{served.address}/?origins=many")
    expect(page.locator(".notice")).to_contain_text("origins=many")


@pytest.fixture
def disputed(tmp_path: Path) -> Engine:
    """A change whose start is in dispute, and the conflict about it."""
    store = open_store(f"sqlite:///{tmp_path / 'ereje.sqlite'}")
    with writing(store) as session:
        writes.add_reading(session, article=article("a1"), facts=[fact("f1")], record_id="r1", reader="1")
        one = change("c1", disputed=("2024-03-01", "2024-04-01"))
        about = conflict("x1", type="date", sides=(("f1",), ("f2",)))
        writes.replace_comparison(session, comparison=comparison(changes=[one], conflicts=[about]))
    return store


@pytest.mark.parametrize(
    ("verdict", "told"), [(None, "disputed"), ("explained", "explained"), ("dismissed", "dismissed")]
)
def test_a_start_is_in_dispute_until_somebody_has_judged_it(
    disputed: Engine, verdict: ConflictState | None, told: str
) -> None:
    if verdict:
        with writing(disputed) as session:
            verdicts.judge_conflict(session, conflict_id="x1", state=verdict, by="Aliya", at=at(20), note=None)
    with reading(disputed) as session:
        asked = Asked(
            session=session, query=Query({}), now=datetime.now(UTC), settings=Settings(home=Path(), database_url="")
        )
        found = reads.changes(session, filters=Filters(), limit=1).items
        words = changes.start(changes.shown(asked, found)["c1"]).words()
    assert told in words
    assert ("disputed" in words) == (verdict is None)
