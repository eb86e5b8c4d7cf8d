"""Amounts told without a number or a unit of their own: shares in words, terms told by their unit, limits, rates."""

from decimal import Decimal

import pytest

from nlp import quantities
from tests.reading_texts import rules


@pytest.mark.parametrize(
    ("language", "text", "percent"),
    [
        ("en", "Four in five drivers paid the fine", "80"),
        ("en", "nine out of ten bakeries closed", "90"),
        ("en", "every sixth pupil walks to school", "16.7"),
        ("en", "one household in five has no gas", "20"),
        ("en", "three-eighths of the fleet", "37.5"),
        ("en", "rents rose by half", "50"),
        ("ru", "три пятых опрошенных", "60"),
        ("ru", "каждый седьмой пассажир", "14.3"),
        ("ru", "шестая часть посевов", "16.7"),
        ("ru", "восемь из десяти абонентов", "80"),
        ("kk", "тұрғындардың алтыдан бірі", "16.7"),
        ("kk", "дүкендердің бестен төрті", "80"),
        ("kk", "әрбір төртінші оқушы", "25"),
    ],
)
def test_a_share_is_told_in_words(language: str, text: str, percent: str) -> None:
    (share,) = quantities(text, language)
    assert (share.value, share.unit) == (Decimal(percent), "percent")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "buses run every third day"),
        ("en", "done in five minutes"),
        ("ru", "каждый третий день"),
        ("ru", "пятая часть закона"),
        ("kk", "жылдың екінші жартысында"),
        ("kk", "әр екінші күні"),
    ],
)
def test_what_is_worded_like_a_share_but_is_none(language: str, text: str) -> None:
    assert all(quantity.unit != "percent" for quantity in quantities(text, language))


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "qualifier"),
    [
        ("en", "Drone pilots must renew the licence after a year.", 1, "year", None),
        ("en", "A guest permit may be issued for no longer than a month.", 1, "month", "at-most"),
        ("ru", "Хозяин обязан сообщить о жильце в трёхдневный срок.", 3, "day", None),
        ("ru", "Охотники могут хранить ружьё без регистрации не более суток.", 1, "day", "at-most"),
        ("ru", "Подать заявку снова можно не раньше чем через полгода.", 6, "month", "at-least"),
        ("kk", "Жүргізуші тәулік ішінде полицияға хабарлауға міндетті.", 1, "day", None),
    ],
)
def test_a_term_is_told_by_its_unit_alone(
    language: str, text: str, value: int, unit: str, qualifier: str | None
) -> None:
    (rule,) = rules(text, language)
    assert (rule.value, rule.unit, rule.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("kk", "Бір дүкен күніне 40 келіден артық қант сата алмайды.", 40),
        ("kk", "Бір жалға алушы үш жұмысшыдан артық жалдай алмайды.", 3),
        ("kk", "Қайықтың жылдамдығы сағатына 12 шақырымнан аспауға тиіс.", 12),
        ("en", "Hunters may not stay in the reserve for more than 15 days.", 15),
    ],
)
def test_what_may_not_be_more_is_permitted_up_to_that(language: str, text: str, value: int) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.value, rule.qualifier) == ("permitted", value, "at-most")


def test_an_amount_that_describes_somebody_limits_nothing() -> None:
    (rule,) = rules("Төлемін 60 күннен артық кешіктіргендерге жаңа несие беруге тыйым салынады.", "kk")
    assert (rule.modality, rule.value, rule.qualifier) == ("prohibited", 60, "more-than")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tenants must pay a fee of 180 tenge per square metre a month."),
        ("ru", "Жильцы обязаны платить 180 тенге с квадратного метра в месяц."),
    ],
)
def test_an_amount_is_due_for_a_thing_and_in_a_unit_of_time(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.value, rule.unit, rule.per) == (180, "KZT", "P1M")


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "20,000 baht", 20000, "THB"),
        ("ru", "300 тысяч вон", 300000, "KRW"),
        ("ru", "равна 141 тысяче тенге", 141000, "KZT"),
        ("kk", "50 мың риал", 50000, "SAR"),
    ],
)
def test_money_of_other_countries_and_cases(language: str, text: str, value: int, unit: str) -> None:
    (amount,) = quantities(text, language)
    assert (amount.value, amount.unit) == (value, unit)
