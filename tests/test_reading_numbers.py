"""Numbers: whatever way a value is written, the same value is read, and exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.amounts import NumberGrammar
from nlp.text.fold import fold
from nlp.vocabulary import Vocabularies

GRAMMARS = {language: NumberGrammar(Vocabularies().of(language)) for language in ("en", "ru", "kk")}
MARKS = {"en": (",", "."), "ru": (" ", ","), "kk": (" ", ",")}
THOUSANDS = {"en": "thousand", "ru": "тыс.", "kk": "мың"}
MILLIONS = {"en": "million", "ru": "млн", "kk": "млн"}
LANGUAGES = st.sampled_from(("en", "ru", "kk"))


def values(text: str, language: str = "en") -> list[Decimal]:
    return [number.value for number in GRAMMARS[language].numbers(fold(text))]


def written(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@given(LANGUAGES, st.integers(0, 10**15))
def test_an_integer_is_read_with_its_thousands_apart_or_not(language: str, value: int) -> None:
    mark, _ = MARKS[language]
    assert values(f"… {value} …", language) == [value]
    assert values(f"… {written(value, mark)} …", language) == [value]


@given(st.integers(1000, 10**12))
def test_no_break_spaces_part_thousands_too(value: int) -> None:
    for space in ("\u00a0", "\u202f", "\u2009"):
        assert values(f"около {written(value, space)} человек", "ru") == [value]


@given(LANGUAGES, st.integers(0, 999_999), st.integers(1, 99))
def test_decimals_are_exact(language: str, whole: int, hundredths: int) -> None:
    _, point = MARKS[language]
    told = f"{whole}{point}{hundredths:02}"
    assert values(told, language) == [Decimal(told.replace(",", ".")).normalize()]


@given(LANGUAGES, st.integers(1, 999), st.integers(1, 9))
def test_magnitudes_multiply(language: str, whole: int, tenths: int) -> None:
    _, point = MARKS[language]
    value = Decimal(f"{whole}.{tenths}")
    assert values(f"{whole}{point}{tenths} {THOUSANDS[language]}", language) == [value * 1000]
    assert values(f"{whole}{point}{tenths} {MILLIONS[language]}", language) == [value * 1_000_000]


@given(LANGUAGES, st.integers(1, 99), st.integers(1, 999))
def test_millions_and_thousands_add_up(language: str, millions: int, thousands: int) -> None:
    told = f"{millions} {MILLIONS[language]} {thousands} {THOUSANDS[language]}"
    assert values(told, language) == [millions * 1_000_000 + thousands * 1000]


ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(value: int) -> str:
    if value < 10:
        return ONES[value - 1]
    if value < 20:
        return TEENS[value - 10]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{ONES[ones - 1]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{ONES[hundreds - 1]} hundred" + (f" and {in_english(rest)}" if rest else "")


@given(st.integers(1, 999))
def test_english_words_are_read(value: int) -> None:
    assert values(in_english(value)) == [value]


@given(st.integers(1, 999), st.integers(1, 999))
def test_english_thousands_in_words_are_read(thousands: int, rest: int) -> None:
    assert values(f"{in_english(thousands)} thousand {in_english(rest)}") == [thousands * 1000 + rest]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("двадцать одна тысяча", "ru", "21000"),
        ("сто сорок два", "ru", "142"),
        ("полтора миллиона", "ru", "1500000"),
        ("два с половиной миллиона", "ru", "2500000"),
        ("4 млн 399 тыс.", "ru", "4399000"),
        ("двумстам", "ru", "200"),
        ("он жеті мың", "kk", "17000"),
        ("жиырма бір", "kk", "21"),
        ("бір жарым миллион", "kk", "1500000"),
        ("екі жүз елу", "kk", "250"),
        ("2.9m", "en", "2900000"),
        ("half a million", "en", "500000"),
        ("a hundred", "en", "100"),
        ("one and a half million", "en", "1500000"),
    ],
)
def test_words_and_mixtures(text: str, language: str, value: str) -> None:
    assert values(text, language) == [Decimal(value)]


@pytest.mark.parametrize("text", ["v2.3.1", "12345678901234567890123456789", "A1", "5/6/7"])
def test_codes_and_endless_digits_are_no_numbers(text: str) -> None:
    assert all(value < 10 for value in values(text))


def test_neighbouring_numbers_stay_apart() -> None:
    assert values("in groups of twenty, thirty and five hundred people") == [20, 30, 500]
    assert values("пять, шесть", "ru") == [5, 6]
