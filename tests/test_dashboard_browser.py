"""The dashboard as a reader meets it: in a real browser, over a real store, with outlets' pages to open."""

import csv
import io
import json
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.error
from itertools import combinations, pairwise
from pathlib import Path

import dashboard_data as data
import pytest
from dashboard_served import PAGES, Served, fetch, status, visit
from playwright.sync_api import Page, expect

from cli.dashboard import free_port, refuse_if_taken, running

expect.set_options(timeout=20_000)
# A label that would cross another is kept and made invisible.
WORDS_DRAWN = """() => [...document.querySelectorAll('[role="graphics-document"] text')].filter(
  (each) => getComputedStyle(each).opacity !== "0").map((each) => {
  const { left, right, top, bottom } = each.getBoundingClientRect();
  return { left, right, top, bottom, words: each.textContent } }).filter((each) => each.words)"""


def across(page: Page, row: str) -> list[str]:
    """What the sides of a conflict have in one row of the comparison."""
    named = page.locator(".comparison tr").filter(has=page.get_by_role("rowheader", name=row, exact=True))
    return [cell.inner_text() for cell in named.locator("td > div").all()]


def test_pages_ask_nobody_but_this_machine(served: Served, page: Page) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for path in ("/?chart=shown", "/facts", f"/conflict?id={served.conflict}"):
        visit(page, served.address + path)
        page.wait_for_load_state("networkidle")
    elsewhere = {url for url in asked if not url.startswith((f"{served.address}/", "data:", "blob:"))}
    assert not elsewhere


def test_first_screen_answers_what_changed_what_is_disputed_and_how_fresh(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/?on=2023-01-20")
    answers = page.locator(".answers")
    expect(answers).to_contain_text(data.CHANGE_SENTENCE)
    expect(answers).to_contain_text("In force 27 January 2023 in 7 days")
    expect(answers).to_contain_text("citizens of the Eurasian Economic Union")
    expect(answers).to_contain_text(data.CONFLICT_SENTENCE)
    expect(page.locator(".freshness")).to_contain_text("10 February 2023, 12:30 (Almaty)")
    expect(page.locator(".freshness")).to_contain_text("1 page set aside")
    month = page.locator("section").filter(has=page.get_by_role("heading", name="January 2023", exact=True)).last
    expect(month.locator(".turn")).to_have_text(re.compile("Before: 90 days.*After: at most 90 days in any 180 days"))
    expect(page.locator(".strip")).to_contain_text("Showing rules in force on 20 January 2023, as known at the end of")


def test_chart_is_shown_on_request_and_described_in_words(served: Served, page: Page) -> None:
    visit(page, served.address)
    expect(page.locator('[role="graphics-document"]')).to_have_count(0)
    page.get_by_role("link", name="Show a chart").click()
    chart = page.locator('[role="graphics-document"]')
    expect(chart).to_have_attribute("aria-label", re.compile("1 change, from 17 January 2023 to 27 January"))
    page.get_by_text("The same as a table").click()
    expect(page.locator("table").get_by_role("row").last).to_contain_text("17 January 2023")


OVERLAPPING = """() => {
  const words = [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg text')]
    .filter(e => e.textContent.trim() && getComputedStyle(e).opacity !== '0');
  const boxes = words.map(e => [e.textContent, e.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map(([other]) => [one, other])) }"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_words_of_the_chart_lie_over_others(served: Served, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, f"{served.address}/?chart=shown&on=2023-01-20")
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_contain_text("in force on 20 January 2023")
    assert page.evaluate(OVERLAPPING) == []


def test_conflict_shows_both_sides_and_opens_the_page_at_the_words(served: Served, page: Page, outlets: str) -> None:
    visit(page, f"{served.address}/conflicts")
    page.get_by_role("link", name=data.CONFLICT_SENTENCE).click()
    said = page.locator(".comparison tr.says td")
    expect(said).to_have_count(2)
    expect(said.nth(0)).to_contain_text("Sets no rule: Asylum")
    expect(said.nth(1)).to_contain_text("Topic: Asylum · Direction: Prohibited")
    speaker, relay = page.locator("td.voice-0"), page.locator("td.voice-1")
    expect(speaker.locator("blockquote")).to_have_text(data.SPEAKER_WORDS)
    expect(relay.locator("blockquote")).to_have_text(data.RELAY_WORDS)
    expect(relay.locator("blockquote")).to_have_attribute("lang", "en")
    assert across(page, "Said by") == ["Maulen Ashimbayev, Senate", "not named in the passage (in the headline)"]
    assert across(page, "Reported via") == ["not told", "RFE/RL"]
    assert across(page, "Published") == ["22 September 2022"] * 2
    with page.context.expect_page() as opened:
        speaker.get_by_role("link", name="Open the page at these words").click()
    outlet = opened.value
    outlet.wait_for_load_state()
    assert outlet.url.startswith(f"{outlets}/senate.html")
    outlet.wait_for_function("window.scrollY > 0")
    assert outlet.evaluate("window.opener") is None
    expect(outlet.get_by_text(data.SPEAKER_WORDS)).to_be_in_viewport()


def test_our_copy_opens_at_the_words(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    page.locator("td.voice-1").get_by_role("link", name="Our copy at these words").click()
    wanted = page.locator("mark.wanted")
    expect(wanted).to_have_text(data.RELAY_WORDS)
    expect(wanted).to_be_focused()
    expect(page.locator("mark")).to_have_count(2)
    expect(page.locator(".fact")).to_have_count(2)


def test_an_article_is_walked_from_fact_to_fact(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    page.locator("td.voice-1").get_by_role("link", name="Our copy at these words").click()
    walk = page.get_by_role("navigation", name="From fact to fact")
    expect(walk).to_contain_text("Fact 1 of 2")
    walk.get_by_role("link", name="Next fact").click()
    expect(page.locator("mark.wanted")).to_have_text(data.RELAY_BODY_WORDS)
    expect(page.locator("mark.wanted")).to_be_focused()
    expect(walk.get_by_role("link", name="Next fact")).to_have_count(0)
    walk.get_by_role("link", name="Previous fact").click()
    expect(page.locator("mark.wanted")).to_have_text(data.RELAY_WORDS)


def test_filtered_table_downloads_whole_and_back_keeps_the_filters(served: Served, page: Page, outlets: str) -> None:
    visit(page, f"{served.address}/facts")
    page.get_by_label("Topic", exact=True).select_option(label="Asylum")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".count")).to_have_text("2 facts")
    filtered = page.url
    assert filtered.endswith("/facts?topic=asylum&lang=en")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV for Excel").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row["quote"] for row in rows} == {data.SPEAKER_WORDS, data.RELAY_WORDS}
    assert {row["article_url"] for row in rows} == {f"{outlets}/senate.html", f"{outlets}/no-asylum.html"}
    page.get_by_role("link", name="Our copy at these words").first.click()
    page.locator("mark.wanted").wait_for()
    page.go_back()
    expect(page.locator(".count")).to_have_text("2 facts")
    assert page.url == filtered
    expect(page.get_by_label("Topic", exact=True)).to_have_value("asylum")


def test_long_lists_are_paged_and_a_download_is_not(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?topic=tax")
    expect(page.locator(".count")).to_have_text("120 facts; showing 1 to 50")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".count")).to_have_text("120 facts; showing 51 to 100")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("table.facts tbody tr")).to_have_count(20)
    lines = fetch(f"{served.address}/export/facts.jsonl?topic=tax").decode().splitlines()
    assert len({json.loads(line)["fact_id"] for line in lines}) == 120


def test_menu_leaves_the_filters_behind(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?topic=asylum")
    page.get_by_role("link", name="Conflicts").click()
    expect(page.get_by_role("heading", name="Conflicts", exact=True)).to_be_visible()
    expect(page.locator(".chips")).to_have_count(0)
    page.go_back()
    expect(page.locator(".count")).to_have_text("2 facts")


def test_what_held_on_a_day_depends_on_the_day_it_was_known(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/rules?on=2023-02-01&known=2023-01-17")
    expect(page.locator(".rule")).to_have_count(1)
    expect(page.locator(".rule")).to_contain_text("at most 90 days in any 180 days")
    visit(page, f"{served.address}/rules?on=2023-01-20&known=2023-01-17")
    expect(page.locator(".rule h3")).to_have_text(f"“{data.FORMER_WORDS}”")
    visit(page, f"{served.address}/rules?on=2023-02-01&known=2023-01-16")
    expect(page.locator(".empty")).to_contain_text("No rule is known to have held then")


def test_hostile_text_is_shown_and_does_nothing(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?source=Hostile+Herald")
    expect(page.locator("table blockquote")).to_have_text(data.HOSTILE_WORDS)
    page.get_by_role("link", name="Our copy at these words").click()
    expect(page.locator(".ereje h1")).to_have_text(data.HOSTILE_TITLE)
    expect(page.locator("mark")).to_have_text(data.HOSTILE_WORDS)
    expect(page.locator(".ereje")).to_contain_text("<b>Nobody</b>")
    assert page.locator(".ereje :is(script, img, b, iframe, .katex)").count() == 0
    assert page.locator('.ereje a[href^="javascript:"]').count() == 0
    assert page.title().startswith("Article: <img src=x")


def test_every_page_has_a_title_and_one_main_heading(served: Served, page: Page) -> None:
    titles = []
    for path in (*PAGES, f"/change?id={served.change}", f"/conflict?id={served.conflict}"):
        visit(page, served.address + path)
        assert page.locator("h1").count() == 1, path
        titles.append(page.title())
    assert len(set(titles)) == len(titles) - 1  # the timeline with and without its chart


def test_unreadable_parameters_are_named(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?from=soon&page=0&topic=tax")
    expect(page.locator(".notice")).to_have_text("Ignored, could not be read: from=soon, page=0")
    expect(page.locator(".count")).to_contain_text("120 facts")


def test_nothing_found_says_what_to_do(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?q=zeppelin")
    expect(page.locator(".empty")).to_contain_text("No fact fits these filters")
    page.get_by_role("link", name="Remove Words: zeppelin").click()
    expect(page.locator(".count")).to_contain_text("126 facts")


@pytest.mark.parametrize("page_of", ["/", "/facts", "/conflicts"])
def test_nothing_found_names_the_filter_that_is_too_much_and_lets_one_wait(
    served: Served, page: Page, page_of: str
) -> None:
    visit(page, f"{served.address}{page_of}?topic=stay&q=zeppelin&who=citizens:EAEU")
    empty = page.locator(".empty")
    nearest = empty.locator("li")
    expect(nearest).to_have_count(0 if page_of == "/conflicts" else 1)
    expect(empty.get_by_role("link", name="Be told")).to_have_attribute("href", re.compile("topic=stay.*q=zeppelin"))
    if page_of != "/conflicts":
        expect(nearest).to_have_text(re.compile(r"Without “Words: zeppelin”: [12] (change|fact)"))
        nearest.get_by_role("link").click()
        expect(page.locator(".count")).to_have_text(re.compile("^[12] (change|fact)"))


def test_every_page_names_what_it_could_not_read(served: Served, page: Page) -> None:
    for address in (*PAGES, f"/change?id={served.change}", "/subscriptions", "/account"):
        visit(page, f"{served.address}{address}{'&' if '?' in address else '?'}on=notadate")
        expect(page.get_by_text("Ignored, could not be read: on=notadate")).to_be_visible()


def test_before_anything_was_known_nobody_is_told_to_collect(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/?known=2019-01-01")
    expect(page.locator(".empty h2")).to_have_text("At the end of 1 January 2019 no change was known to us")


def test_days_of_evidence_say_that_they_are_those_of_publication(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/change?id={served.change}")
    expect(page.locator("li.origin h3")).to_have_text("Interior Ministry (English), published 17 January 2023")
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    expect(page.locator(".names li").first).to_contain_text("published 22 September 2022")
    visit(page, f"{served.address}/conflicts")
    expect(page.locator("li.conflict .day")).to_have_text("Known to us 22 September 2022")


def test_words_of_the_chart_do_not_cross_on_a_phone(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, f"{served.address}/?on=2023-01-20&chart=shown")
    page.locator('[role="graphics-document"]').wait_for()
    boxes = page.evaluate(WORDS_DRAWN)
    crossing = [
        (one["words"], other["words"])
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]
    assert boxes
    assert crossing == []
    assert all(each["right"] <= 320 for each in boxes)


def test_permanent_links_lead_to_pages_or_are_not_found(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/c/{served.change}")
    expect(page.locator(".ereje h1")).to_have_text(data.CHANGE_SENTENCE)
    visit(page, f"{served.address}/x/{served.conflict}")
    expect(page.locator(".ereje h1")).to_have_text(data.CONFLICT_SENTENCE)
    for path in ("/c/chg_unknown", "/x/cnf_unknown", "/export/facts.exe"):
        assert status(served.address + path) == 404


def test_download_refuses_a_day_that_is_none(served: Served) -> None:
    assert status(f"{served.address}/export/facts.csv?from=2023-02-30") == 400


def test_requests_under_another_name_are_refused(served: Served) -> None:
    assert status(f"{served.address}/export/facts.csv", {"Host": "elsewhere.example"}) == 400


def test_empty_store_says_how_to_begin(tmp_path: Path, page: Page) -> None:
    with running(data.installation(tmp_path), port=free_port()) as (address, _):
        visit(page, address)
        expect(page.locator(".ereje")).to_contain_text("No changes recorded yet")
        visit(page, f"{address}/sources")
        expect(page.locator(".ereje")).to_contain_text("No source has been read yet")


def test_store_of_a_newer_version_is_told_in_words(tmp_path: Path, page: Page) -> None:
    settings = data.installation(tmp_path)
    data.fill(settings, "http://outlets.example")
    with sqlite3.connect(tmp_path / "ereje.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")
    database.close()
    with running(settings, port=free_port()) as (address, _):
        visit(page, address)
        expect(page.locator(".ereje")).to_contain_text("newer version")
        expect(page.locator(".ereje")).to_contain_text(re.compile("In the log this failure has the number [0-9a-f]{6}"))
        assert not re.search("Traceback|sqlalchemy", page.locator("body").inner_text())
        assert status(f"{address}/export/facts.csv") == 503


def test_port_in_use_is_one_clear_line(served: Served, tmp_path: Path) -> None:
    port = served.address.rsplit(":", 1)[1]
    ended = subprocess.run(
        [sys.executable, "-m", "cli.main", "dashboard", "--port", port, "--no-open", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"ereje: 127.0.0.1:{port}: the port cannot be used")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_command_serves_until_told_to_stop_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    port = free_port()
    command = [sys.executable, "-m", "cli.main", "dashboard", "--port", str(port), "--no-open", "--home", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            assert f"http://127.0.0.1:{port}/" in serving.stdout.readline()
            assert status(f"http://127.0.0.1:{port}/") == 200
            serving.send_signal(number)
            assert serving.wait(timeout=30) == 0
        finally:
            serving.terminate()  # where Ctrl-C is ignored, as in a shell's background, the test fails and does not hang
    refuse_if_taken(port)


def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(served: Served) -> None:
    russian = {"Accept": "text/html", "Accept-Language": "ru-RU"}
    for address, words in (("/nosuch", "Здесь нет страницы"), ("/c/unknown", "ничего не известно")):
        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            fetch(served.address + address, russian)
        with missing.value as answer:
            shown = answer.read().decode()
        assert '<html lang="ru">' in shown
        assert words in shown
        assert 'href="/?lang=ru"' in shown


@pytest.mark.parametrize("path", ["/nosuch", "/nosuch/deep", "/facts/deeper", "/c/unknown", "/e/unknown"])
def test_an_address_that_leads_nowhere_is_404(served: Served, path: str) -> None:
    assert status(f"{served.address}{path}", {"Accept": "text/html"}) == 404


def test_what_was_not_known_on_a_day_is_not_shown_and_says_so(served: Served, page: Page) -> None:
    hostile = json.loads(fetch(f"{served.address}/export/facts.jsonl?source=Hostile+Herald"))
    for address, day in (
        (f"/change?id={served.change}", "2023-01-10"),
        (f"/conflict?id={served.conflict}", "2022-09-21"),
        (f"/article?id={hostile['article_id']}", "2023-02-09"),
    ):
        visit(page, f"{served.address}{address}&known={day}")
        expect(page.locator(".empty")).to_contain_text("this was not yet known to us")
        expect(page.locator("blockquote, mark")).to_have_count(0)
        page.get_by_role("link", name="Read it as it is known today").click()
        expect(page.locator("blockquote, mark").first).to_be_visible()
        assert page.url == f"{served.address}{address}&lang=en"
    visit(page, f"{served.address}/change?id={served.change}&known=2023-01-17")
    expect(page.locator(".empty")).to_have_count(0)


def test_lists_hold_what_was_known(served: Served, page: Page) -> None:
    for address, day, count in (
        ("/", "2023-01-16", "0 changes"),
        ("/", "2023-01-17", "1 change"),
        ("/conflicts", "2022-09-21", "0 conflicts"),
        ("/conflicts", "2022-09-22", "1 conflict"),
        ("/facts", "2022-09-22", "3 facts"),
        ("/facts", "2023-01-17", "125 facts"),
    ):
        visit(page, f"{served.address}{address}?known={day}")
        expect(page.locator(".count").first).to_contain_text(count)


def test_a_day_goes_along_and_back_to_today_keeps_the_filters(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/?on=2023-01-20&known=2023-01-18&topic=stay")
    expect(page.locator("li.change .state")).to_have_text("◈ Announced")
    for name in ("Conflicts", "Rules in force", "Facts", "Sources", "Alerts", "About", "Timeline"):
        page.get_by_role("navigation", name="Main pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.locator(".strip")).to_contain_text("18 January 2023")
    page.get_by_label("Topic", exact=True).select_option(label="Stay")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chips")).to_contain_text("Topic: Stay")
    assert {"on=2023-01-20", "known=2023-01-18"} <= set(page.url.partition("?")[2].split("&"))
    page.get_by_role("link", name="Back to today").click()
    expect(page.locator(".strip")).to_have_count(0)
    assert page.url == f"{served.address}/?topic=stay&lang=en"
    expect(page.locator("li.change .state")).to_have_text("◆ In force")


def test_a_change_lists_each_origin_that_it_counts(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/change?id={served.change}")
    expect(page.locator(".rows").first).to_contain_text("1 independent origin")
    expect(page.locator("li.origin")).to_have_count(1)
    expect(page.locator("li.origin")).to_contain_text(data.STAY_WORDS)


def test_headings_follow_each_other_on_every_page(served: Served, page: Page) -> None:
    linked = (f"/change?id={served.change}", f"/conflict?id={served.conflict}")
    for address in (*PAGES, *linked, "/subscriptions?preview=yes", "/account"):
        visit(page, served.address + address)
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((e) => +e.tagName[1])")
        assert levels[0] == 1, address
        assert all(after - before < 2 for before, after in pairwise(levels)), (address, levels)


def test_csv_comes_as_it_is_and_for_excel(served: Served) -> None:
    plain, guarded = (fetch(f"{served.address}/export/{name}?topic=tax") for name in ("facts.csv", "facts-excel.csv"))
    assert guarded == b"\xef\xbb\xbf" + plain  # of these facts none begins like a formula
