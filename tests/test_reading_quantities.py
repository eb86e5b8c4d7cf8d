"""Quantities: value, unit, hedge, range, window and rate as a reader of the language understands them."""

from decimal import Decimal
from typing import Any

import pytest

from nlp import quantities

CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("en", "a stay of 30 days", {"value": 30, "unit": "day"}),
    ("en", "within two weeks", {"value": 14, "unit": "day"}),
    ("en", "a fine of 15,000 tenge", {"value": 15000, "unit": "KZT"}),
    ("en", "it costs $60", {"value": 60, "unit": "USD"}),
    ("en", "a rate of 12 per cent", {"value": 12, "unit": "percent"}),
    ("en", "up to 50 monthly calculation indices", {"value": 50, "unit": "mci", "qualifier": "at-most"}),
    ("en", "more than 4,000 people", {"value": 4000, "unit": None, "qualifier": "more-than"}),
    ("en", "nearly 700 permits", {"value": 700, "qualifier": "almost"}),
    ("en", "at least 3 years", {"value": 3, "unit": "year", "qualifier": "at-least"}),
    ("en", "between 10 and 20 percent", {"value": 10, "value_high": 20, "unit": "percent"}),
    ("en", "2 to 3 million tenge", {"value": 2_000_000, "value_high": 3_000_000, "unit": "KZT"}),
    ("en", "no more than 90 days in any 180-day period", {"value": 90, "per": "P180D", "qualifier": "at-most"}),
    ("en", "the 60/120 rule", {"value": 60, "unit": "day", "per": "P120D"}),
    ("en", "a third of the applicants", {"value": Decimal("33.3"), "unit": "percent"}),
    ("ru", "не более 90 дней", {"value": 90, "unit": "day", "qualifier": "at-most"}),
    ("ru", "штраф в размере 20 МРП", {"value": 20, "unit": "mci"}),
    ("ru", "более 2,9 млн человек", {"value": 2_900_000, "unit": None, "qualifier": "more-than"}),
    ("ru", "от 5 до 7 процентов", {"value": 5, "value_high": 7, "unit": "percent"}),
    ("ru", "около полутора тысяч рублей", {"value": 1500, "unit": "RUB", "qualifier": "about"}),
    ("ru", "90 суток в течение каждых 180 суток", {"value": 90, "unit": "day", "per": "P180D"}),
    ("ru", "половина заявителей", {"value": 50, "unit": "percent"}),
    ("kk", "30 күннен аспайды", {"value": 30, "unit": "day", "qualifier": "at-most"}),
    ("kk", "5 мың теңге", {"value": 5000, "unit": "KZT"}),
    ("kk", "12 пайыз", {"value": 12, "unit": "percent"}),
    ("kk", "180 күнде 90 күн", {"value": 90, "unit": "day", "per": "P180D"}),
    ("kk", "10 мыңнан астам адам", {"value": 10000, "unit": None, "qualifier": "more-than"}),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_a_quantity_is_read(language: str, text: str, expected: dict[str, Any]) -> None:
    found = quantities(text, language)
    assert len(found) == 1, found
    assert {name: getattr(found[0], name) for name in expected} == expected


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_its_place_holds_the_number_and_its_unit(language: str, text: str, expected: dict[str, Any]) -> None:
    (found,) = quantities(f"… {text}.", language)
    words = f"… {text}."[found.start : found.end]
    assert words.strip() == words
    assert words in text


def test_a_move_is_two_values_not_a_range() -> None:
    low, high = quantities("the rate was raised from 10% to 12%")
    assert (low.value, low.value_high, high.value) == (10, None, 12)


def test_one_amount_after_the_other_stays_two() -> None:
    assert [q.value for q in quantities("5 days for workers, 10 days for students")] == [5, 10]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "at 10:30 on 5 May 2023"),
        ("en", "call +7 (7172) 55-12-34"),
        ("en", "Article 12, paragraph 3"),
        ("en", "a 45-year-old man"),
        ("en", "won 3-1"),
        ("ru", "в 10:30 5 мая 2023 года"),
        ("ru", "пункт 7 статьи 15"),
        ("ru", "35-летний житель"),
        ("ru", "приказ № 133"),
        ("kk", "12-бап"),
        ("kk", "сағат 10:30-да"),
    ],
)
def test_what_is_written_in_figures_but_is_no_amount(language: str, text: str) -> None:
    assert quantities(text, language) == []


def test_a_language_that_is_not_read_is_refused() -> None:
    with pytest.raises(KeyError):
        quantities("5 Tage", "de")


@pytest.mark.parametrize(
    ("language", "text", "per"),
    [
        ("en", "90 days in every half-year", "P6M"),
        ("en", "the monthly payment rises to 4 MCI", "P1M"),
        ("en", "exports of 16 million litres a month", "P1M"),
        ("en", "5,000 tenge less than a year before", None),
        ("ru", "не более 90 дней в пределах каждых 180", "P180D"),
        ("ru", "не более 90 дней в течение полугода", "P6M"),
        ("ru", "Ежемесячный платёж вырастает вдвое, до 4 МРП", "P1M"),
        ("kk", "Аптасына 20 сағатқа дейін", "P1W"),
        ("kk", "Төлем айына 2 АЕК-тен 4 АЕК-ке көтеріледі", "P1M"),
    ],
)
def test_what_an_amount_is_due_in(language: str, text: str, per: str | None) -> None:
    assert {quantity.per for quantity in quantities(text, language)} == {per}
