"""What is observed and what is set: waits, prices on markets, quotas as filled, amounts told once more."""

import pytest

from tests.reading_texts import facts, figures, rules


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("en", "The average wait at the Kegen crossing is six hours.", 6),
        ("en", "Drivers wait nine hours at the checkpoint.", 9),
        ("ru", "Водители ждут на переходе девять часов.", 9),
        ("kk", "Өткелде орта есеппен алты сағат күтеді.", 6),
    ],
)
def test_how_long_people_wait_is_a_figure(language: str, text: str, hours: int) -> None:
    (wait,) = figures(text, language)
    assert (wait.value, wait.unit) == (hours, "hour")


@pytest.mark.parametrize(
    ("language", "text", "price"),
    [
        ("en", "A kilo of onions goes for 140 tenge at the bazaar.", 140),
        ("en", "A litre of petrol costs 238 tenge.", 238),
        ("ru", "Килограмм лука на рынке продают по 140 тенге.", 140),
        ("ru", "Литр бензина стоит 238 тенге.", 238),
        ("kk", "Бензиннің литрі 238 теңге тұрады.", 238),
    ],
)
def test_what_goods_cost_is_counted_and_not_set(language: str, text: str, price: int) -> None:
    assert rules(text, language) == []
    assert [figure.value for figure in figures(text, language)] == [price]


def test_a_fee_is_set_as_before() -> None:
    (rule,) = rules("The fee for a residence permit is 5 MCI.")
    assert (rule.value, rule.unit) == (5, "mci")


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "The quota for this year is 2,500 families.", ["rule"]),
        ("en", "Only 4 percent of the quota has been used since January.", ["figure"]),
        ("ru", "Квота на этот год – 2500 семей.", ["rule"]),
        ("ru", "С начала года освоено лишь 4 процента квоты.", ["figure"]),
        ("kk", "Биылғы квота – 2500 отбасы.", ["rule"]),
        ("kk", "Жыл басынан бері квотаның небәрі 4 пайызы игерілді.", ["figure"]),
    ],
)
def test_a_quota_is_set_and_how_much_of_it_is_used_is_counted(language: str, text: str, kinds: list[str]) -> None:
    assert [fact.kind for fact in facts(text, language)] == kinds


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Seven foreigners were refused entry at Atyrau airport on Monday."),
        ("ru", "Семерым иностранцам отказали во въезде."),
    ],
)
def test_what_befell_a_few_people_is_no_rule(language: str, text: str) -> None:
    assert [(fact.kind, fact.value) for fact in facts(text, language)] == [("figure", 7)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "На строителей приходится 36 % разрешений."),
        ("en", "Nearly 36 percent of applicants live abroad."),
    ],
)
def test_a_share_that_stands_alone_is_told(language: str, text: str) -> None:
    assert [figure.value for figure in figures(text, language)] == [36]


def test_an_amount_told_once_more_is_no_count() -> None:
    told = facts("The quota for foreign labour has been fixed at 0.25 percent of the workforce, or 16,700 people.")
    assert [(fact.kind, float(fact.value or 0)) for fact in told] == [("rule", 0.25)]


@pytest.mark.parametrize(
    "text",
    [
        "Under the 1993 convention the two states hand over such people.",
        "The number of registered foreigners rose between 2021 and 2024.",
    ],
)
def test_a_year_counts_nothing(text: str) -> None:
    assert figures(text) == []


def test_what_families_will_receive_is_set_whoever_is_told_to_have_decided_it() -> None:
    (rule,) = rules("Large families will receive 20,000 tenge a month for each child, the government decided.")
    assert (rule.value, rule.unit, rule.per) == (20000, "KZT", "P1M")
