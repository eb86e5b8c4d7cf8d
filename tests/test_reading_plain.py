"""Norms told as plain facts, with no word of duty; and what people merely do, which is none."""

from datetime import date
from decimal import Decimal

import pytest

from tests.reading_texts import facts, rules

NORMS = [
    ("en", "Under the new rules, pharmacies keep records of antibiotics for a year.", "required"),
    ("en", "From 1 July sellers report their sales to the tax service.", "required"),
    ("en", "From 1 July notaries do not certify contracts paid in cash.", "prohibited"),
    ("en", "From 1 July large families pay no tax on a second flat.", "permitted"),
    ("ru", "С 1 июля продавцы передают данные о продажах в налоговую службу.", "required"),
    ("ru", "С 1 июля нотариусы не заверяют копии документов.", "prohibited"),
    ("ru", "По новым правилам предприниматели не сдают этот отчёт.", "permitted"),
    ("kk", "1 шілдеден бастап сатушылар деректерді салық органына тапсырады.", "required"),
    ("kk", "1 шілдеден бастап банктер мұндай өтінішті қабылдамайды.", "prohibited"),
    ("kk", "1 шілдеден бастап кәсіпкерлер бұл салықты төлемейді.", "permitted"),
]


@pytest.mark.parametrize(("language", "text", "modality"), NORMS, ids=[text for _, text, _ in NORMS])
def test_what_the_bound_do_from_a_day_or_under_an_act_is_a_norm(language: str, text: str, modality: str) -> None:
    (rule,) = rules(text, language)
    assert rule.modality == modality
    assert rule.effective_from == ("2024-07-01" if "1 " in text else None)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "Shops must label imported shoes.", "Carriers check the labels."),
        ("ru", "Магазины обязаны маркировать обувь.", "Перевозчики проверяют маркировку."),
        ("ru", "Срок ответа сокращается с 15 до 5 дней.", "Ответ направляют в электронном виде."),
        ("kk", "Дүкендер аяқкиімді таңбалауға міндетті.", "Тасымалдаушылар таңбаны тексереді."),
    ],
)
def test_a_plain_fact_is_a_norm_only_among_rules(language: str, first: str, second: str) -> None:
    assert second.rstrip(".") in [rule.quote.text.rstrip(".") for rule in rules(f"{first} {second}", language)]
    assert not rules(second, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shops close early on Sundays in many villages, residents say."),
        ("en", "Airlines will open a new office in May, and drivers often pay in cash."),
        ("en", "Companies pay their employees an average of 402,000 tenge."),
        ("en", "We pay taxes and expect good roads, one driver told the agency."),
        ("en", "The ban was discussed for three hours."),
        ("en", "Every third driver in the survey pays for parking by phone."),
        ("ru", "Водители жалуются на дороги, предприниматели сдают отчёты и ждут."),
        ("ru", "С 1 июля таможенный комитет возглавит Айдар Омаров."),
        ("ru", "Замминистра не исключил запрета на вейпы."),
        ("kk", "Кәсіпкерлер жаңа дәмхана ашады."),
        ("kk", "1 шілдеден бастап кеден комитетін Айдар Омаров басқарады."),
    ],
)
def test_habits_moods_and_debates_are_no_norms(language: str, text: str) -> None:
    assert not rules(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Importers have 30 days to change the labels."),
        ("ru", "У импортёров есть 30 дней, чтобы сменить этикетки."),
        ("kk", "Импорттаушыларға заттаңбаны ауыстыруға 30 күн берілді."),
    ],
)
def test_days_given_are_a_deadline(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.value, rule.unit) == ("required", Decimal(30), "day")


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "The requirement to translate diplomas has been dropped.", "permitted"),
        ("en", "Uzbekistan introduces a visa-free regime for citizens of China.", "permitted"),
        ("en", "The state will no longer subsidise foreign tractors.", "prohibited"),
        ("ru", "Банкам дали право замораживать переводы.", "permitted"),
        ("ru", "Таможня перестала принимать бумажные декларации.", "prohibited"),
        ("ru", "Анонимные обращения не рассматриваются по закону.", "prohibited"),
        ("kk", "Диплом аудару талабы алынып тасталды.", "permitted"),
        ("kk", "Мемлекет шетелдік тракторды енді субсидияламайды.", "prohibited"),
        ("kk", "Кеден қағаз декларация қабылдауды тоқтатты.", "prohibited"),
    ],
)
def test_what_is_given_lifted_or_ceases_points_the_right_way(language: str, text: str, modality: str) -> None:
    assert modality in [rule.modality for rule in rules(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The quota for this year is 25,000."),
        ("ru", "Квота на этот год — 25 000."),
        ("kk", "Биылғы квота – 25 000."),
    ],
)
def test_a_quota_is_set_not_counted(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert rule.value == 25_000


def test_a_term_moved_is_two_rules_the_old_one_superseded() -> None:
    told = {rule.value: rule.status for rule in rules("Срок удостоверения сократили с 10 до 5 лет.", "ru")}
    assert told == {5: "in-force", 10: "superseded"}


def test_a_number_of_years_before_a_ban_tells_what_is_banned() -> None:
    (rule,) = rules("Cars older than seven years cannot be registered.")
    assert (rule.modality, rule.qualifier) == ("prohibited", "more-than")


def test_a_gapped_clause_starts_on_its_own_day() -> None:
    text = "The rules for straws take effect on 1 June 2025, those for cups on 1 June 2026."
    assert [rule.effective_from for rule in rules(text)] == ["2025-06-01", "2026-06-01"]


def test_a_bare_number_goes_on_with_its_neighbours_sum() -> None:
    text = "Стипендия для студентов — 90 тысяч тенге, для аспирантов — 150 тысяч."
    assert [(rule.value, rule.unit) for rule in rules(text, "ru")] == [
        (Decimal(amount), "KZT") for amount in (90_000, 150_000)
    ]


def test_the_end_of_a_year_or_month_is_its_last_day() -> None:
    assert rules("Льгота действует до конца 2027 года.", "ru")[0].effective_until == "2027-12-31"
    assert rules("The ban on exports is extended until the end of July.")[0].effective_until == "2024-07-31"


def test_an_unknown_day_of_writing_makes_no_norm_of_a_bare_fact() -> None:
    assert not [f for f in facts("Drivers receive flowers on 1 September.", published=None) if f.kind == "rule"]
    assert not [f for f in facts("Drivers receive flowers.", published=date(2024, 5, 13)) if f.kind == "rule"]
