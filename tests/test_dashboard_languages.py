"""That pages and messages speak English, Russian and Kazakh: no word is missing, and a page stays itself in each."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import dashboard_data as data
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from dashboard_served import Served, visit
from playwright.sync_api import Browser, Page, expect

from core.quotes import take
from core.records.facts import Fact
from dashboard.address import path
from words import amounts, days, speech, wording
from words.speech import FOLDER, say, speaking

ROOT = Path(__file__).resolve().parent.parent
SPEAKING = ("words", "publish", "dashboard")
FORMS = {"ru": 3, "kk": 2}
# Where a word stands for translation: the function that is called, and which of its arguments are words.
MARKED = {"say": None, "plural": (2, 3), "numbered": (2, 3), "count": (3, 4)}


def words() -> set[str | tuple[str, ...]]:
    """Every word of the program's own that people read on pages or in messages."""
    folders = [str(ROOT / name) for name in SPEAKING]
    found = (extract_from_dir(folder, [("**.py", "python")], keywords=MARKED) for folder in folders)
    return {message[2] for messages in found for message in messages}


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("language", FORMS)
def test_every_word_is_translated_and_none_is_left_over(language: str) -> None:
    assert {message.id for message in catalogue(language) if message.id} == words()


@pytest.mark.parametrize("language", FORMS)
def test_translations_have_all_forms_and_the_same_holes(language: str) -> None:
    read = catalogue(language)
    assert read.num_plurals == FORMS[language]
    for message in read:
        if not message.id:
            continue
        one, *_ = message.id if message.pluralizable else [message.id]
        told = message.string if message.pluralizable else [message.string]
        assert len(told) == (FORMS[language] if message.pluralizable else 1), message.id
        for form in told:
            assert form.strip(), message.id
            assert holes(form) == holes(one), message.id
            assert form.endswith(" ") == one.endswith(" "), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize(
    ("number", "english", "russian", "kazakh"),
    [
        (1, "1 fact", "1 факт", "1 факт"),
        (2, "2 facts", "2 факта", "2 факт"),
        (5, "5 facts", "5 фактов", "5 факт"),
        (11, "11 facts", "11 фактов", "11 факт"),
        (21, "21 facts", "21 факт", "21 факт"),
        (1300, "1,300 facts", "1\u00a0300 фактов", "1\u00a0300 факт"),
    ],
)
def test_counts_take_the_form_of_their_number(number: int, english: str, russian: str, kazakh: str) -> None:
    for language, told in (("en", english), ("ru", russian), ("kk", kazakh)):
        with speaking(language):
            assert amounts.plural(number, "fact", "facts") == told


@pytest.mark.parametrize(
    ("language", "day", "month", "ahead"),
    [
        ("en", "1 December 2026", "March 2027 (day not given)", "in 2 days"),
        ("ru", "1 декабря 2026\u202fг.", "Март 2027\u202fг. (день не назван)", "через 2 дня"),
        ("kk", "2026\u202fж. 1 желтоқсан", "2027\u202fж. наурыз (күні айтылмаған)", "2 күннен кейін"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, day: str, month: str, ahead: str) -> None:
    with speaking(language):
        assert days.in_words("2026-12-01") == day
        assert days.in_words("2027-03") == month
        assert days.days_until("2026-12-01", date(2026, 11, 29)) == ahead


def test_the_chart_writes_its_days_as_the_language_does(served: Served, page: Page) -> None:
    for language, written in (("en", "Jan"), ("ru", "янв"), ("kk", "қаң")):
        visit(page, f"{served.address}/?chart=shown&lang={language}")
        expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_contain_text(written)


def test_amounts_and_people_are_said_in_the_language() -> None:
    text = "no more than 90 days"
    stay = Fact(
        fact_id="f",
        article_id="a",
        kind="rule",
        quote=take(text, 0, len(text)),
        reader="hand-made",
        topic="stay",
        modality="permitted",
        qualifier="at-most",
        value=Decimal(90),
        unit="day",
        per="P180D",
    )
    with speaking("ru"):
        assert wording.gist(stay) == (
            "Тема: Пребывание · Направление: Разрешено · Число: не более 90 дней за любые 180 дней"
        )
        assert wording.audience("citizens:RU") == "граждане России"
        assert wording.audience("students:FR") == "учащиеся (Франция)"
    with speaking("kk"):
        assert wording.gist(stay) == "Тақырыбы: Болу · Бағыты: Рұқсат · Саны: кез келген 180 күн ішінде ең көбі 90 күн"
        assert wording.country("KZ") == "Қазақстан"
        assert wording.audience("citizens:EAEU") == "ЕАЭО елдерінің азаматтары"


@pytest.mark.parametrize("told", ["", "P", "PT", "P²D", "P1Y2M", "soon"])
def test_a_span_that_is_no_plain_duration_stays_as_it_is(told: str) -> None:
    assert amounts.duration(told) == told


def test_a_chosen_language_goes_along_with_every_link() -> None:
    with speaking("kk"):
        assert path("/facts", {"topic": ("stay",), "lang": ("ru",)}, page=2) == "/facts?topic=stay&page=2&lang=kk"
        assert path("/facts", language="en") == "/facts?lang=en"
    assert path("/facts") == "/facts"


@pytest.mark.parametrize(
    ("asked", "browser", "language", "named"),
    [
        ("ru", "kk-KZ", "ru", True),
        ("en", "ru-RU", "en", True),
        (None, "kk-KZ", "kk", True),
        (None, "de-DE", "en", True),
        ("zz", None, "en", False),
    ],
)
def test_address_then_browser_then_english(asked: str | None, browser: str | None, language: str, named: bool) -> None:
    assert speech.preferred(asked, browser) == speech.Choice(language, named)


def test_words_become_the_language_when_shown_and_not_before() -> None:
    word = say("Facts")
    assert word == "Facts"
    with speaking("ru"):
        assert f"{word}" == str(word) == "Факты"


def test_switching_keeps_page_and_filters_and_quotes_keep_their_language(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?topic=asylum")
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_role("heading", name="Факты", exact=True)).to_be_visible()
    expect(page.locator(".count")).to_have_text("2 факта")
    assert page.url.endswith("/facts?topic=asylum&lang=ru")
    assert page.evaluate("document.documentElement.lang") == "ru"
    expect(page.locator("blockquote").first).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Қазақша").click()
    expect(page.locator(".count")).to_have_text("2 факт")
    assert page.evaluate("document.documentElement.lang") == "kk"


def test_the_language_stays_through_links_and_forms(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/?lang=ru")
    page.get_by_role("link", name="Противоречия", exact=True).click()
    expect(page.get_by_role("heading", name="Противоречия", exact=True)).to_be_visible()
    page.locator("li.conflict h2 a").first.click()
    expect(page.get_by_text("Что разрешило бы спор")).to_be_visible()
    heading = page.locator("h1").inner_text()
    assert re.search("[А-Яа-я]", heading), heading
    assert data.CONFLICT_SENTENCE not in heading
    visit(page, f"{served.address}/facts?lang=ru")
    page.get_by_label("Тема", exact=True).select_option(label="Убежище")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".count")).to_have_text("2 факта")


@pytest.fixture
def kazakh_reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="kk-KZ", viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def test_a_kazakh_browser_is_answered_in_kazakh_on_a_phone(served: Served, kazakh_reader: Page) -> None:
    for address, title in (
        ("/", "Ереже өзгерістері"),
        ("/facts", "Фактілер"),
        (f"/conflict?id={served.conflict}", None),
    ):
        visit(kazakh_reader, served.address + address)
        if title:
            expect(kazakh_reader.locator("h1")).to_contain_text(title)
        assert kazakh_reader.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320


def test_whoever_is_sent_an_address_reads_the_language_of_its_sender(
    served: Served, page: Page, kazakh_reader: Page
) -> None:
    visit(page, served.address)
    page.get_by_label("Topic", exact=True).select_option(label="Stay")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chips")).to_contain_text("Topic: Stay")
    visit(kazakh_reader, page.url)
    assert kazakh_reader.evaluate("document.documentElement.lang") == "en"
    assert kazakh_reader.locator(".chips").inner_text() == page.locator(".chips").inner_text()


def test_a_language_that_is_not_spoken_is_named_and_left_out(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts?lang=zz")
    expect(page.locator(".notice")).to_have_text("Ignored, could not be read: lang=zz")
