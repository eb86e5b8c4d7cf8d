"""Hostile texts: whatever stands in a page, reading ends, raises nothing, and quotes only what stands there."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import quotes
from core.ids import digest
from core.records.pages import Declared, Skipped, Snapshot
from nlp import attributions, effective_dates, quantities, time_expressions
from nlp.reader import Reader
from nlp.text.fold import fold
from tests.reading_texts import article, facts

LANGUAGES = ("en", "ru", "kk")
# What grammars look for, between what they do not expect.
WORDS = st.sampled_from(
    [
        "must", "may not exceed", "90 days", "in any 180", "from", "to", "5%", "1,000,000", "since", "12.05.2024",
        "may", "Monday", "said", "John Smith", "ministry of", "according to", "bill", "if", "?", ".", ";", "\n", '"', "(",
        "обязаны", "не более", "суток", "с 1 января", "министр", "сообщил", "млн", "половина", "г.", "№ 5", "до", "от",
        "тыйым салынады", "күн", "дейін", "жылғы", "қаңтардан бастап", "министрлігі", "деді", "мың", "жүз", "қоспағанда",
        "\u200b", "\u202e", "\x00", "\ufeff", "İ", "ß", "ﬃ", "😀", "👨‍👩‍👧", "é", "مرحبا", "\u0301", "<p>", "&nbsp;", "\t", "\u2028", "\ud7ff",
        "9" * 40, "0", "-", "—", "+7 (", "/", "90/180", "…", "$", "~",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.text(max_size=40)))
@example("must pay " + "9" * 40 + " tenge", "en", None, None)
@example("жүз " * 60, "kk", None, None)
@example("last 999 years, " * 3, "en", date(1, 1, 1), "")
@example("in the new year on 31 December", "en", date(9999, 12, 31), "\n")
def test_every_quote_stands_in_the_text(text: str, language: str, published: date | None, title: str | None) -> None:
    for fact in facts(text, language, title=title, published=published):
        quotes.check(fact.quote, text)
        assert 0 < len(fact.quote.text) <= quotes.LONGEST


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates()))
def test_the_functions_give_places_within_the_text(text: str, language: str, reference: date | None) -> None:
    found = [
        *time_expressions(text, reference, language),
        *quantities(text, language),
        *attributions(text, language),
        *effective_dates(text, reference, language),
    ]
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold(text + "İi\u0307ѕі")) == len(text) + 5


@given(st.text(alphabet='ab .!?\n"…А', max_size=200), st.sampled_from(LANGUAGES))
def test_reading_twice_gives_the_same(text: str, language: str) -> None:
    assert facts(text, language) == facts(text, language)


LONG = 20_000
PATTERNS = [
    "a", " ", "\n", "\t ", ".", ". ", "…", "(", '"', '" ', "-", "a-", "a.", "A. ", "Aa. ", "1", "1.", "1,", "1 ", "111 ",
    "i", "iі", "é", "İ", "😀", "\u200b", "مرحبا ", "\x00", "<p>", "<meta ", "№ ", "+7 (", "90/180 ", "half ", "жүз ",
    "must ", "may not be ", "no ", "from 5 to 6 ", "5 May ", "since ", "John Smith said ", "ministry of ", "the-x ",
    "published on 5 May, ten days after publication ", "raised from 5% to 6%, ", "до 5 ", "күн ішінде ", "тыс. ", "word ",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS, ids=repr)
def test_a_text_of_nothing_but_one_thing_is_read_to_its_end(pattern: str) -> None:
    """Time that grew with the square of the length would not let this test end."""
    text = (pattern * (LONG // len(pattern) + 1))[:LONG]
    for language in LANGUAGES:
        for fact in facts(text, language):
            quotes.check(fact.quote, text)


def snapshot(body: bytes, media_type: str = "text/html", charset: str | None = None) -> Snapshot:
    return Snapshot(
        record_id="r", url="https://news.example/1", retrieved=datetime(2024, 6, 1, tzinfo=UTC), media_type=media_type,
        body=body, digest=digest(body), charset=charset, declared=Declared(language="en"),
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["text/html", "text/plain"]),
    st.sampled_from([None, "utf-8", "utf-16", "koi8-r", "no-such-charset"]),
)
def test_bytes_of_any_kind_are_read_or_set_aside(body: bytes, media_type: str, charset: str | None) -> None:
    read = Reader().read(snapshot(body, media_type, charset))
    if not isinstance(read, Skipped):
        found, told = read
        for fact in told:
            quotes.check(fact.quote, found.text)


@pytest.mark.parametrize(
    "head",
    [
        "<meta " * 20_000,
        '<meta property="article:published_time" content="' * 4_000,
        '<script type="application/ld+json">' * 6_000,
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        "<div>" * 20_000,
        "<" * 100_000,
    ],
    ids=["meta", "times", "scripts", "deep json", "deep tags", "brackets"],
)
def test_hostile_markup_is_read_to_its_end(head: str) -> None:
    page = (
        f"<html><head>{head}</head><body><article><p>Importers must label all goods by law.</p></article></body></html>"
    )
    assert Reader().read(snapshot(page.encode())) is not None


def test_what_is_too_much_is_set_aside() -> None:
    for body, media_type in ((b"must pay " * 60_000, "text/plain"), (b"<p>" * 4_000_000, "text/html")):
        read = Reader().read(snapshot(body, media_type))
        assert isinstance(read, Skipped)
        assert read.reason == "too-long"


@pytest.mark.parametrize("published", ["2023-99-99", "yesterday!!", "2023", "", "0000-00-00"])
def test_a_broken_day_of_publication_is_none(published: str) -> None:
    from dataclasses import replace

    whole = article("Last year 300 foreigners entered the country.")
    broken = replace(whole, head=replace(whole.head, published=published))
    (figure,) = Reader().facts(broken)
    assert figure.period is None


def test_markup_left_in_a_text_does_not_hide_its_rules() -> None:
    (rule,) = facts("<p>Importers&nbsp;must label all goods by law.</p>")
    assert rule.modality == "required"
