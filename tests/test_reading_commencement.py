"""Commencement: the day on which an act applies that ties its start to its first official publication."""

from datetime import date

import pytest
from reading_texts import facts

from nlp import effective_dates
from nlp.times import Formula

FORMULAS = {
    "10 days": {
        "en": "upon expiry of ten calendar days after the day of its first official publication",
        "ru": "вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования",
        "kk": "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
    },
    "60 days": {
        "en": "upon expiry of sixty calendar days after the day of its first official publication",
        "ru": "вводится в действие по истечении шестидесяти календарных дней после дня его первого официального опубликования",
        "kk": "алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі",
    },
    "21 days": {
        "en": "upon expiry of twenty-one calendar days after the day of its first official publication",
        "ru": "вводится в действие по истечении двадцати одного календарного дня после дня его первого официального опубликования",
        "kk": "алғашқы ресми жарияланған күнінен кейін күнтізбелік жиырма бір күн өткен соң қолданысқа енгізіледі",
    },
    "6 months": {
        "en": "upon expiry of six months after the day of its first official publication",
        "ru": "вводится в действие по истечении шести месяцев после дня его первого официального опубликования",
        "kk": "алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізіледі",
    },
    "the day": {
        "en": "from the day of its first official publication",
        "ru": "вводится в действие со дня его первого официального опубликования",
        "kk": "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі",
    },
}  # fmt: skip

# Day of publication, formula, first day on which the act applies: no shift for weekends or holidays.
EXAMPLES = [
    (date(2019, 5, 14), "10 days", "2019-05-25"),
    (date(2024, 5, 17), "60 days", "2024-07-17"),
    (date(2024, 5, 22), "60 days", "2024-07-22"),
    (date(2021, 1, 5), "10 days", "2021-01-16"),
    (date(2026, 11, 20), "10 days", "2026-12-01"),
    (date(2026, 12, 22), "10 days", "2027-01-02"),
    (date(2024, 2, 19), "10 days", "2024-03-01"),
    (date(2026, 11, 10), "the day", "2026-11-10"),
    (date(2026, 11, 3), "60 days", "2027-01-03"),
    (date(2026, 11, 3), "21 days", "2026-11-25"),
    (date(2026, 8, 31), "6 months", "2027-03-01"),
    (date(2019, 1, 9), "10 days", "2019-01-20"),
]
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
AYLAR = [
    "қаңтарда",
    "ақпанда",
    "наурызда",
    "сәуірде",
    "мамырда",
    "маусымда",
    "шілдеде",
    "тамызда",
    "қыркүйекте",
    "қазанда",
    "қарашада",
    "желтоқсанда",
]


def announced(day: date, formula: str, language: str) -> str:
    words = FORMULAS[formula][language]
    if language == "en":
        return f"The order was officially published on {day.day} {day:%B} {day.year} and takes effect {words}."
    if language == "ru":
        return f"Приказ опубликован {day.day} {MONTHS[day.month - 1]} {day.year} года и {words}."
    return f"Бұйрық {day.year} жылғы {day.day} {AYLAR[day.month - 1]} жарияланды және {words}."


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(("day", "formula", "first"), EXAMPLES, ids=[f"{d} {f}" for d, f, _ in EXAMPLES])
def test_the_day_that_a_formula_comes_to(day: date, formula: str, first: str, language: str) -> None:
    found = effective_dates(announced(day, formula, language), day, language)
    assert first in [one.first for one in found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The order takes effect on 1 January 2027.", "en"),
        ("Приказ вводится в действие с 1 января 2027 года.", "ru"),
        ("Бұйрық 2027 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "kk"),
    ],
)
@pytest.mark.parametrize(("day", "status"), [(date(2026, 12, 10), "announced"), (date(2027, 1, 5), "in-force")])
def test_a_fixed_day_is_that_day_whenever_it_was_published(text: str, language: str, day: date, status: str) -> None:
    (found,) = effective_dates(text, day, language)
    assert (found.first, found.formula, found.status) == ("2027-01-01", None, status)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_without_the_day_of_publication_the_formula_is_kept_and_no_day_guessed(language: str) -> None:
    texts = {
        "en": f"The order takes effect {FORMULAS['10 days']['en']}.",
        "ru": f"Приказ {FORMULAS['10 days']['ru']}.",
        "kk": f"Бұйрық {FORMULAS['10 days']['kk']}.",
    }
    (found,) = effective_dates(texts[language], date(2026, 11, 10), language)
    assert found.first is None
    assert found.formula == "expiry of P10D after publication"


def test_an_exception_with_a_day_of_its_own_is_told_apart() -> None:
    text = (
        "The law was published on 3 November 2026 and takes effect upon expiry of sixty calendar days after its first "
        "official publication, except for paragraph 5, which takes effect on 1 July 2027."
    )
    found = [one.first for one in effective_dates(text, date(2026, 11, 3))]
    assert found == ["2027-01-03", "2027-07-01"]


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1), date(2024, 2, 29)])
@pytest.mark.parametrize("unit", ["day", "month"])
def test_counting_ends_with_the_calendar(day: date, unit: str) -> None:
    start = Formula(0, 1, "publication", 999, "month" if unit == "month" else "day", True).starts(day)
    assert start is None or start > day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Schools in the valley stay closed until 3 June.", None, "2024-06-03"),
        ("The bridge stays closed until at least 3 June.", None, "2024-06-03"),
        ("From 20 May the library in the old town has new hours.", "2024-05-20", None),
        ("The library opens on 20 May.", "2024-05-20", None),
        ("The library opens on 20 May for two weeks.", "2024-05-20", "2024-06-03"),
        ("The strike of the ferry crews ended on 10 May.", None, "2024-05-10"),
        ("A night curfew was imposed from 18 May through 2 June.", "2024-05-18", "2024-06-02"),
        ("Карантин введен с 20 мая сроком на 14 дней.", "2024-05-20", "2024-06-03"),
        ("Карантин 20 мамырдан бастап 14 күнге енгізілді.", "2024-05-20", "2024-06-03"),
    ],
)
def test_a_term_is_told_whether_or_not_its_sentence_is_a_rule(text: str, first: str | None, last: str | None) -> None:
    language = "en" if text.isascii() else "kk" if "енгізілді" in text else "ru"
    told = [(one.first, one.last) for one in effective_dates(text, date(2024, 5, 13), language)]
    assert (first, last) in told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The decree was published on January 17 and takes effect in ten days. Foreigners must register."),
        (
            "ru",
            "Постановление опубликовано 17 января и вступит в силу через десять дней. Иностранцы должны регистрироваться.",
        ),
        ("kk", "Қаулы 17 қаңтарда жарияланды, он күннен кейін күшіне енеді. Шетелдіктер тіркелуге міндетті."),
    ],
)
def test_the_time_until_a_start_is_no_number_and_the_day_of_publication_no_start(language: str, text: str) -> None:
    rules = [fact for fact in facts(text, language, published=date(2023, 1, 18)) if fact.kind == "rule"]
    assert rules
    assert not any(rule.value or rule.effective_from for rule in rules)
