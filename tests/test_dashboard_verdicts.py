"""That a person who is signed in can judge a conflict, that nobody else can, and that the page says who did and why."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

import dashboard_data as data
import pytest
from dashboard_served import Served, visit
from playwright.sync_api import Browser, Page, expect

from db import accounts, reads, writes
from db.engine import open_store, reading, writing

PASSWORD = "steppe and sky"
HOSTILE_NOTE = "<script>document.title='taken'</script> **read** the act"


@pytest.fixture(scope="module")
def reviewer(served: Served) -> str:
    engine = open_store(served.settings.database_url)
    with writing(engine) as session:
        accounts.add_account(session, name="Aliya", password=PASSWORD, at=datetime.now(UTC))
    engine.dispose()
    return "Aliya"


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page: Page, served: Served, name: str, password: str) -> None:
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    page.get_by_role("link", name="Sign in to judge").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def posted(served: Served, path: str, cookie: str = "", **fields: str) -> int:
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(f"{served.address}{path}", data=body, headers={"Cookie": cookie})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def kept(served: Served) -> list[tuple[str | None, str, str | None]]:
    engine = open_store(served.settings.database_url)
    with reading(engine) as session:
        found = reads.verdicts(session, conflict_id=served.conflict)
    engine.dispose()
    return [(one.state, one.by, one.note) for one in found]


def test_a_verdict_is_kept_with_its_name_and_reason_and_closes_the_conflict(
    served: Served, page: Page, reviewer: str
) -> None:
    sign_in(page, served, reviewer, PASSWORD)
    page.get_by_label("Verdict", exact=True).last.select_option("explained")
    page.get_by_label("Why").fill(HOSTILE_NOTE)
    page.get_by_role("button", name="Keep this verdict").click()
    expect(page.get_by_text("Your verdict is kept.")).to_be_visible()
    expect(page.get_by_text(HOSTILE_NOTE)).to_be_visible()
    expect(page.locator(".facts-line .state").first).to_contain_text("Explained")
    assert page.title() != "taken"
    assert kept(served)[-1] == ("explained", reviewer, HOSTILE_NOTE)
    engine = open_store(served.settings.database_url)
    with reading(engine) as session:
        closed = [each for each in reads.all_events(session) if each.kind == "conflict-closed"]
    engine.dispose()
    assert [each.subject_id for each in closed] == [served.conflict]


def test_a_wrong_password_is_told_in_words_and_signs_nobody_in(served: Served, stranger: Page, reviewer: str) -> None:
    sign_in(stranger, served, reviewer, "not the password")
    expect(stranger.get_by_role("alert")).to_contain_text("do not go together")
    assert not [one for one in stranger.context.cookies() if one["name"] == "ereje_session"]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(served: Served, page: Page, reviewer: str) -> None:
    sign_in(page, served, reviewer, PASSWORD)
    expect(page.get_by_role("button", name="Keep this verdict")).to_be_visible()
    [cookie] = [one for one in page.context.cookies() if one["name"] == "ereje_session"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"


def test_nobody_judges_without_signing_in_or_without_the_forms_own_word(
    served: Served, page: Page, reviewer: str
) -> None:
    before = kept(served)
    assert posted(served, "/verdict", id=served.conflict, state="dismissed", word="") == 403
    sign_in(page, served, reviewer, PASSWORD)
    expect(page.get_by_role("button", name="Keep this verdict")).to_be_visible()
    [cookie] = [one for one in page.context.cookies() if one["name"] == "ereje_session"]
    carried = f"ereje_session={cookie['value']}"
    assert posted(served, "/verdict", carried, id=served.conflict, state="dismissed", word="guessed") == 403
    assert kept(served) == before


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(served: Served, page: Page, reviewer: str) -> None:
    sign_in(page, served, reviewer, PASSWORD)
    expect(page.get_by_role("button", name="Keep this verdict")).to_be_visible()
    cookies = page.context.cookies()
    visit(page, f"{served.address}/account")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{served.address}/")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    expect(page.get_by_role("link", name="Sign in to judge")).to_be_visible()


def test_five_wrong_passwords_make_even_the_right_one_wait(served: Served) -> None:
    engine, at = open_store(served.settings.database_url), datetime(2026, 5, 4, 12, tzinfo=UTC)
    with writing(engine) as session:
        accounts.add_account(session, name="Bolat", password=PASSWORD, at=at)
        tries = [accounts.sign_in(session, name="Bolat", right=False, at=at) for _ in range(5)]
        locked = accounts.sign_in(session, name="Bolat", right=True, at=at.replace(minute=14))
        later = accounts.sign_in(session, name="Bolat", right=True, at=at.replace(minute=16))
        assert accounts.is_right(session, name="Bolat", password=PASSWORD)
        assert not accounts.is_right(session, name="Nobody", password=PASSWORD)
        assert tries == [None] * 5
        assert locked is None
        assert later is not None
        assert accounts.signed_in(session, token=later, at=at.replace(hour=13)) == "Bolat"
        assert accounts.signed_in(session, token=later, at=at.replace(day=5, hour=13)) is None
    engine.dispose()


def test_a_conflict_that_new_evidence_opened_again_says_so(served: Served, page: Page) -> None:
    engine = open_store(served.settings.database_url)
    with writing(engine) as session:
        again = {"state": "open", "by": "ereje", "at": datetime.now(UTC), "note": "Third Voice"}
        writes.judge_conflict(session, conflict_id=served.conflict, **again)  # type: ignore[arg-type]
    engine.dispose()
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    expect(page.get_by_text("Open again, since there is new evidence: Third Voice").first).to_be_visible()
    assert data.CONFLICT_SENTENCE in page.locator("h1").inner_text()
