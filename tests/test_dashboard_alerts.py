"""That a reader can ask for alerts with nothing but a browser, is told what is wrong in words, and can end them."""

from dashboard_served import Served, visit
from playwright.sync_api import Page, expect

from core.telling import Subscription
from db import subscriptions
from db.engine import open_store, reading


def kept(served: Served, target: str) -> list[Subscription]:
    engine = open_store(served.settings.database_url)
    with reading(engine) as session:
        found = subscriptions.subscriptions(session)
    engine.dispose()
    return [each for each in found if each.target == target]


def test_what_is_wrong_is_told_beside_its_field_and_nothing_has_to_be_typed_again(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/subscriptions")
    page.get_by_label("Where").fill("aliya@@example")
    page.get_by_label("Words").fill("permit")
    page.get_by_label("Time zone").fill("Asia/Qyzylorda")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("alert")).to_contain_text("not an e-mail address that can be written to")
    field = page.get_by_label("Where")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("aliya@@example")
    expect(page.get_by_label("Words")).to_have_value("permit")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Qyzylorda")
    assert kept(served, "aliya@@example") == []


def test_alerts_start_from_what_a_page_was_filtered_to(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/?topic=stay")
    page.get_by_role("link", name="alerts by mail").click()
    expect(page.locator("details", has_text="Topic:").locator("summary")).to_contain_text("Stay")
    page.get_by_label("Where").fill("reader@example.org")
    page.get_by_label("How often").last.select_option("weekly")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_text("A message is on its way, one a day at most.")).to_be_visible()
    [one] = kept(served, "reader@example.org")
    assert one.state == "unconfirmed"
    assert one.filters.topics == ("stay",)
    assert (one.frequency, one.timezone, one.language) == ("weekly", "Asia/Almaty", "en")


def test_the_link_confirms_by_a_button_and_ends_by_another(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/subscriptions")
    page.get_by_label("Where").fill("lawyer@example.org")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_text("A message is on its way, one a day at most.")).to_be_visible()
    [one] = kept(served, "lawyer@example.org")
    visit(page, f"{served.address}/subscriptions?token={one.token}")
    assert kept(served, "lawyer@example.org")[0].state == "unconfirmed"  # opening a link changes nothing
    expect(page.get_by_text("la…@example.org")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("From now on you are told what you asked for.")).to_be_visible()
    page.get_by_role("button", name="Pause for 7 days").click()
    expect(page.get_by_text("paused until")).to_be_visible()
    page.goto(f"{served.address}/u/{one.token}")
    expect(page.get_by_text("Stop these messages?")).to_be_visible()
    assert kept(served, "lawyer@example.org")
    page.get_by_role("button", name="Stop and delete").first.click()
    expect(page.get_by_text("Deleted, with everything that was kept about it.")).to_be_visible()
    assert kept(served, "lawyer@example.org") == []


def test_a_link_that_leads_nowhere_says_so(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/subscriptions?token=nobodys")
    expect(page.get_by_text("This link leads to no alerts")).to_be_visible()
