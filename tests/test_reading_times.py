"""Time expressions: the day, span or stretch that words mean on the day they were written (Monday 13 May 2024)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import time_expressions

DAY = date(2024, 5, 13)

CASES = [
    ("en", "on 5 March 2023", "2023-03-05", None, "on"),
    ("en", "March 5, 2023", "2023-03-05", None, None),
    ("en", "from 1 July", "2024-07-01", None, "from"),
    ("en", "since 10 February", "2024-02-10", None, "since"),
    ("en", "until 31 December 2025", "2025-12-31", None, "until"),
    ("en", "yesterday", "2024-05-12", None, None),
    ("en", "last year", "2023", None, None),
    ("en", "in January 2022", "2022-01", None, None),
    ("en", "in the third quarter of 2022", "2022-07-01", "2022-09-30", None),
    ("en", "between July and September 2023", "2023-07", "2023-09", None),
    ("en", "over the past five years", "2019-05-13", "2024-05-13", None),
    ("en", "by the end of the year", "2024-12-31", None, None),
    ("en", "2024-02-29", "2024-02-29", None, None),
    ("ru", "с 1 января 2027 года", "2027-01-01", None, "from"),
    ("ru", "5 марта", "2024-03-05", None, None),
    ("ru", "до 31 декабря", "2024-12-31", None, "until"),
    ("ru", "вчера", "2024-05-12", None, None),
    ("ru", "в прошлом году", "2023", None, None),
    ("ru", "в III квартале 2022 года", "2022-07-01", "2022-09-30", None),
    ("ru", "за последние пять лет", "2019-05-13", "2024-05-13", None),
    ("ru", "с 5 по 9 мая", "2024-05-05", "2024-05-09", None),
    ("ru", "01.02.2023", "2023-02-01", None, None),
    ("kk", "2027 жылғы 1 қаңтардан бастап", "2027-01-01", None, "from"),
    ("kk", "2023 жылғы 5 наурыз", "2023-03-05", None, None),
    ("kk", "кеше", "2024-05-12", None, None),
    ("kk", "былтыр", "2023", None, None),
    ("kk", "31 желтоқсанға дейін", "2024-12-31", None, "until"),
]


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "cue"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES]
)
def test_a_time_is_read(language: str, text: str, first: str, last: str | None, cue: str | None) -> None:
    (found,) = time_expressions(text, DAY, language)
    assert (found.first, found.last) == (first, last)
    assert cue is None or found.cue == cue


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "from January 1 next year", "2025-01-01"),
        ("en", "by 1 July of next year", "2025-07-01"),
        ("en", "on 3 May last year", "2023-05-03"),
        ("ru", "с 1 января следующего года", "2025-01-01"),
        ("ru", "1 июля прошлого года", "2023-07-01"),
        ("kk", "келесі жылдың 1 қаңтарынан бастап", "2025-01-01"),
        ("kk", "наурыздың 12-сінде", "2024-03-12"),
        ("kk", "2026 жылдың қаңтарының 15-інен бастап", "2026-01-15"),
    ],
)
def test_a_day_whose_year_or_month_is_told_beside_it_is_one_time(language: str, text: str, first: str) -> None:
    assert [time.first for time in time_expressions(text, DAY, language)] == [first]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_means_itself_in_every_notation(day: date) -> None:
    english = f"{day.day} {day:%B} {day.year}"
    for language, text in (
        ("en", english),
        ("en", f"{day:%B} {day.day}, {day.year}"),
        ("en", day.isoformat()),
        ("ru", f"{day:%d.%m.%Y}"),
        ("kk", f"{day:%d.%m.%Y}"),
    ):
        assert [one.first for one in time_expressions(text, None, language)] == [day.isoformat()], text


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_what_counts_from_now_follows_the_day_of_writing(day: date) -> None:
    found = {text: time_expressions(text, day)[0].first for text in ("today", "yesterday", "tomorrow")}
    ordinals = {text: date.fromisoformat(first or "").toordinal() - day.toordinal() for text, first in found.items()}
    assert ordinals == {"today": 0, "yesterday": -1, "tomorrow": 1}


@given(
    st.dates(),
    st.sampled_from(
        [
            "next month",
            "last year",
            "next year",
            "on Friday",
            "last week",
            "in December",
            "over the past 999 years",
            "the new year",
            "on 29 February",
            "next Monday",
        ]
    ),
)
def test_no_day_of_writing_is_too_early_or_late(day: date, text: str) -> None:
    for found in time_expressions(text, day):
        assert found.start < found.end


@pytest.mark.parametrize("text", ["yesterday", "on 5 March", "last week", "next Friday"])
def test_without_a_day_of_writing_nothing_is_guessed(text: str) -> None:
    assert [found.first for found in time_expressions(text, None)] == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "31 February 2023"),
        ("en", "may apply"),
        ("en", "room 2045"),
        ("ru", "30 февраля 2023 года"),
        ("ru", "1999 человек"),
    ],
)
def test_what_is_no_day_is_not_made_one(language: str, text: str) -> None:
    assert all(found.first is None for found in time_expressions(text, DAY, language))


def test_a_weekday_lies_behind_or_ahead_by_its_words() -> None:
    assert time_expressions("the ministry said on Friday", DAY)[0].first == "2024-05-10"
    assert time_expressions("the ban will start on Friday", DAY)[0].first == "2024-05-17"


VALUES = [
    ("The court met last week.", "last week", "2024-W19"),
    ("She resigned on Thursday night.", "Thursday night", "2024-05-09TNI"),
    ("The session opens at 9 a.m. Tuesday.", "9 a.m. Tuesday", "2024-05-14T09:00"),
    ("Sales rose in the first quarter.", "the first quarter", "2024-Q1"),
    ("Prices doubled in the late 1990s.", "the late 1990s", "199"),
    ("It took nearly two and a half hours.", "two and a half hours", "PT2H30M"),
    ("He lived there for almost three years.", "almost three years", "P3Y"),
    ("The 90-day rule stands.", "90-day", "P90D"),
    ("He left five months ago.", "five months ago", "2023-12"),
    ("The bank closed many years ago.", "many years ago", "PAST_REF"),
    ("Now the rule is clear.", "Now", "PRESENT_REF"),
    ("The figures are printed daily.", "daily", "P1D"),
    ("Every Monday the office is closed.", "Every Monday", "XXXX-WXX-1"),
    ("Offices close on Christmas Day 2023.", "Christmas Day 2023", "2023-12-25"),
    ("The tax fell last summer.", "last summer", "2023-SU"),
    ("The exhibition will open in September.", "September", "2024-09"),
    ("They argued about it in September.", "September", "2023-09"),
    ("The hearing is to be held on Friday.", "Friday", "2024-05-17"),
    ("In 2010 he moved, and the following year he married.", "the following year", "2011"),
    (
        "Profit was 5 million in the third quarter of 2023, up from 4 million a year earlier.",
        "a year earlier",
        "2022-Q3",
    ),
]


@pytest.mark.parametrize(("text", "words", "value"), VALUES, ids=[case[1] for case in VALUES])
def test_a_time_is_annotated_as_in_timex3(text: str, words: str, value: str) -> None:
    assert (words, value) in [(text[one.start : one.end], one.value) for one in time_expressions(text, DAY)]


@pytest.mark.parametrize("text", ["He may march on", "2000 people", "Sat down", "a six-year-old boy"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert time_expressions(text, DAY) == []


def test_a_mere_length_has_no_ends() -> None:
    (found,) = time_expressions("for two years", DAY)
    assert (found.first, found.last, found.value) == (None, None, "P2Y")
