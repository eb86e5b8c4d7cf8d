"""What the dashboard says in words and puts into addresses, without a browser."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import dashboard_data as data
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.queries import Filters
from core.records import Report
from dashboard import days, wording
from dashboard.address import Query, end_of, path
from dashboard.elements import el, is_safe, link, outward
from dashboard.pieces import evidence

ARTICLES = data.articles("https://outlet.example")
STAY = data.fact_named(ARTICLES, data.STAY_WORDS)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2023-01-27", "27 January 2023"),
        ("2022-09-22T13:40:00+06:00", "22 September 2022"),
        ("2023-01", "January 2023 (day not given)"),
        ("2023", "2023 (day not given)"),
        ("2022-07-01/2022-09-30", "1 July 2022 to 30 September 2022"),
        ("2022-07-01/..", "1 July 2022 to open"),
        (None, "date not reported"),
        ("2023-99-01", "2023-99-01"),
        ("soon", "soon"),
    ],
)
def test_days_are_no_more_precise_than_told(told: str | None, words: str) -> None:
    assert days.in_words(told) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2023-01-29", "in 9 days"),
        ("2023-01-21", "tomorrow"),
        ("2023-01-20", "today"),
        ("2023-01-19", None),
        ("2023-02", None),
        (None, None),
    ],
)
def test_how_far_ahead_is_said_only_of_whole_days_to_come(told: str | None, words: str | None) -> None:
    assert days.days_until(told, date(2023, 1, 20)) == words


def test_instants_name_their_zone() -> None:
    assert days.instant(datetime(2026, 11, 22, 8, 10, tzinfo=UTC)) == "22 November 2026, 08:10 UTC"
    assert days.instant(None) == "never"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "at most 90 days in any 180 days"),
        ({"value": Decimal(1), "per": None, "qualifier": None}, "1 day"),
        ({"value_high": Decimal(120), "per": None, "qualifier": None}, "90 to 120 days"),
        ({"value": Decimal("0.20"), "unit": "percent", "per": None, "qualifier": "about"}, "about 0.2%"),
        ({"value": Decimal(1300000), "unit": None, "per": None, "qualifier": "almost"}, "almost 1,300,000"),
        ({"value": Decimal("1E+6"), "unit": "KZT", "per": "P1M", "qualifier": None}, "1,000,000 KZT in any 1 month"),
        ({"value": None}, None),
    ],
)
def test_amounts_keep_hedge_unit_and_span(fields: dict[str, object], words: str | None) -> None:
    assert wording.amount(replace(STAY, **fields)) == words  # type: ignore[arg-type]


def test_long_sentences_are_cut_between_words() -> None:
    assert wording.short("Stay is bounded", 40) == "Stay is bounded"
    assert wording.short("Stay is bounded, says the ministry", 18) == "Stay is bounded …"


def test_codes_are_said_in_words_and_unknown_ones_kept() -> None:
    assert wording.audience("citizens:RU") == "citizens of Russia"
    assert wording.audience("owners of lorries") == "owners of lorries"
    assert wording.country("QQ") == "QQ"
    assert wording.slug("residence-permit") == "Residence permit"
    assert wording.plural(1, "relay", "relays") == "1 relay"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "http://",
        "http://[broken",
        "https:outlet",
        "",
    ],
)
def test_addresses_that_do_not_lead_to_a_page_are_no_links(address: str) -> None:
    assert not is_safe(address)
    assert link(address, "words").tag == "span"


def test_links_that_leave_have_no_handle_on_this_page() -> None:
    attributes = dict(outward("https://outlet.example/a", "words").attributes)
    assert attributes["target"] == "_blank"
    assert "noopener" in attributes["rel"]


def test_only_known_tags_and_attributes_are_built() -> None:
    for tag, attributes in (("script", {}), ("p", {"onclick": "x()"}), ("p", {"style": "x"}), ("img", {})):
        with pytest.raises(ValueError, match="no page of ours"):
            el(tag, "words", **attributes)


@given(st.text())
def test_text_reaches_the_browser_as_it_is(text: str) -> None:
    assert el("p", text).as_data() == ["p", {}, [text]]


def test_evidence_has_words_voice_and_both_links() -> None:
    article, facts = ARTICLES[1]
    report = Report(fact=facts[0], article=article.head)
    shown = str(evidence.evidence(report, {"Announced"}).as_data())
    assert data.RELAY_WORDS in shown
    assert "RFE/RL" in shown
    assert "in the headline" in shown
    assert "https://outlet.example/no-asylum.html#:~:text=Kazakhstan" in shown
    assert f"/article?id={article.head.article_id}&q={facts[0].fact_id}" in shown
    assert "not told" in shown  # the row that the other side has


def test_address_becomes_filters_and_an_address_again() -> None:
    query = Query.of([("topic", "stay"), ("topic", "tax"), ("q", " border "), ("from", "2022-09-01"), ("page", "3")])
    assert query.filters() == Filters(topics=("stay", "tax"), words="border", since=date(2022, 9, 1))
    assert (query.page, query.offset) == (3, 100)
    assert path("/facts", query.filtering()) == "/facts?topic=stay&topic=tax&q=border&from=2022-09-01"


@pytest.mark.parametrize("pair", [("from", "2023-02-30"), ("on", "20230101"), ("page", "-1"), ("page", "٣")])
def test_what_cannot_be_read_in_an_address_is_named_and_left_out(pair: tuple[str, str]) -> None:
    query = Query.of([pair, ("topic", "stay")])
    assert query.ignored == ("=".join(pair),)
    assert query.values == {"topic": ("stay",)}


@given(st.lists(st.tuples(st.sampled_from(["topic", "q", "from", "to", "on", "known", "page"]), st.text())))
def test_no_address_breaks_a_page(pairs: list[tuple[str, str]]) -> None:
    query = Query.of(pairs)
    query.filters()
    assert query.offset >= 0


def test_what_is_told_on_the_next_day_was_not_known_on_this_one() -> None:
    assert end_of(date(2023, 1, 16)) < datetime(2023, 1, 17, tzinfo=UTC)
