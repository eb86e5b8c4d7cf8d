"""That an edited article shows what its page said before, and in which words the two differ."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import dashboard_data as data
import pytest
from dashboard_served import visit
from playwright.sync_api import Page, expect

from cli.dashboard import free_port, running
from core.ids import stable_id
from core.records.pages import Article
from db import writes
from db.engine import open_store, writing

BEFORE = "Guests register within three days. The fee is <b>one</b> MCI."
AFTER = "Guests register within five days. The fee is <b>one</b> MCI. Hosts pay nothing."


def version(text: str, days: int) -> Article:
    told = data.Told("Edited Echo", "/edited.html", "Registration", "2023-02-01", text, ())
    article, _ = data._read(told, "http://edited.example")
    return Article(head=replace(article.head, retrieved=data.FETCHED + timedelta(days=days)), text=text)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Article, Article]]:
    settings = data.installation(tmp_path_factory.mktemp("edited"))
    first, second = version(BEFORE, 0), version(AFTER, 2)
    engine = open_store(settings.database_url)
    with writing(engine) as session:
        for one in (first, second):
            record = stable_id("rec", one.head.article_id)
            writes.add_reading(session, article=one, facts=(), record_id=record, reader=data.READER)
    engine.dispose()
    with running(settings, port=free_port()) as (address, _):
        yield address, first, second


def test_the_words_that_changed_are_shown_with_the_words_around_them(
    page: Page, edited: tuple[str, Article, Article]
) -> None:
    visit(page, f"{edited[0]}/article?id={edited[2].head.article_id}")
    section = page.locator("section", has=page.get_by_role("heading", name="Versions of this text"))
    expect(section.locator("del")).to_have_text(["taken out: three"])
    expect(section.locator("ins")).to_have_text(["put in: five", "put in:  Hosts pay nothing."])
    expect(section.get_by_text("<b>one</b> MCI").first).to_be_visible()


def test_an_earlier_text_says_that_it_was_edited_and_leads_to_the_latest(
    page: Page, edited: tuple[str, Article, Article]
) -> None:
    visit(page, f"{edited[0]}/article?id={edited[1].head.article_id}")
    expect(page.locator(".notice")).to_contain_text("An edited text stands at this address now.")
    page.get_by_role("link", name="Read the latest version").click()
    expect(page.locator(".text")).to_contain_text("Hosts pay nothing")
    expect(page.locator(".notice")).to_have_count(0)
