"""Claims that are linked by what was learnt: what is told of them, and which difference is none all the same."""

import tomllib
from itertools import product

import pytest
from timeline_reports import figure, report, types

from core.records.facts import Report
from timeline import linkage
from timeline.alignment import pairs
from timeline.claims import claims
from timeline.lattice import declared

LEAD = {
    "en": "Drivers of electric buses in the mountain villages will get a bonus for winter tyres",
    "ru": "Водители электробусов в горных сёлах получат надбавку за зимние шины",
}
BONUS = {
    "en": "The bonus for winter tyres has been paid to drivers of electric buses",
    "ru": "Надбавка за зимние шины выплачена водителям электробусов",
}


def article(language: str, *others: Report, published: str = "2024-03-01", outlet: str | None = None) -> list[Report]:
    lead = report(
        LEAD[language], kind="statement", topic="transport", article=language, language=language,
        published=published, outlet=outlet,
    )  # fmt: skip
    return [lead, *others]


def counted(
    language: str, value: float, published: str = "2024-03-01", outlet: str | None = None, **fields: object
) -> list[Report]:
    told = figure(
        f"{BONUS[language]}: {value:,.0f}", value, start=200, article=language, language=language,
        published=published, outlet=outlet, topic="transport", **fields,
    )  # fmt: skip
    return article(language, told, published=published, outlet=outlet)


def features_of(one: Report, other: Report) -> dict[str, float]:
    lattice = declared()
    here, there = ([each] for each in claims([one, other], lattice))
    (pair,) = pairs(here, there)
    return linkage.features(pair, here, there, lattice)


def test_one_number_of_measures_that_nobody_declared_is_of_two_things() -> None:
    english = counted("en", 214000, measure="bonuses-paid")
    assert types(*english, *counted("ru", 214000, measure="drivers-paid")) == ["measure"]
    assert not types(*english, *counted("ru", 214000, measure="bonuses-paid"))


def test_two_numbers_of_one_count_without_days_disagree_unless_the_later_may_have_grown() -> None:
    early = counted("en", 41200, period=None, per="P1D")
    assert types(*early, *counted("ru", 71300, "2024-03-04", period=None, per="P1D")) == ["value"]
    running = counted("en", 41200, period=None)
    assert not types(*running, *counted("ru", 71300, "2024-03-04", period=None))
    assert not types(*early, *counted("ru", 713000, "2024-03-04", period=None, per="P1D"))  # counts something else


def test_an_outlet_s_later_word_disputes_nothing() -> None:
    early = counted("en", 71300, period=None, per="P1D", outlet="The Post")
    assert not types(*early, *counted("ru", 41200, "2024-03-04", period=None, per="P1D", outlet="The Post"))


@pytest.mark.parametrize(("fields", "told"), [({"value": 20}, []), ({"value": 40}, ["value"])])
def test_a_number_within_the_range_of_the_other(fields: dict[str, float], told: list[str]) -> None:
    rule = {"start": 200, "topic": "transport", "modality": "permitted", "unit": "mci", "status": "announced"}
    ranged = report("The bonus for winter tyres is 15 to 30 units", article="en", value=15, value_high=30, **rule)
    single = report("Надбавка за зимние шины", article="ru", language="ru", **rule, **fields)
    assert types(*article("en", ranged), *article("ru", single)) == told


def test_a_day_that_a_liker_claim_tells_too_is_in_no_dispute() -> None:
    rule = {"topic": "transport", "modality": "required", "status": "announced"}
    steps = (("Trucks must have winter tyres", "2024-11-04"), ("Vans must have winter brakes", "2024-12-02"))
    both = [
        [
            report(f"{words} from {day}", article=name, start=at, effective_from=day, **rule)
            for at, (words, day) in enumerate(steps, 200)
        ]
        for name in ("one", "two")
    ]
    assert not types(*both[0], *both[1])


def test_what_is_not_so_has_no_weight_and_every_weight_is_of_a_feature() -> None:
    rule = {"start": 1, "topic": "transport"}
    alike = report(LEAD["en"], article="en", **rule)
    assert "group other" not in features_of(alike, report(LEAD["ru"], article="ru", language="ru", **rule))
    fields = ("topic", "measure", "direction", "status", "group", "frame", "start", "period")
    known = {f"{field} {how}" for field, how in product(fields, ("same", "other", "in one"))}
    declared_ = tomllib.loads(linkage.WEIGHTS.read_text(encoding="utf-8"))["weights"]
    assert known & set(declared_)
    assert all(-5 < weight < 5 for weight in declared_.values())


def test_other_groups_and_unlike_words_make_a_link_less_sure() -> None:
    rule = {"topic": "transport", "modality": "required", "status": "announced"}
    here = report(LEAD["en"], article="en", audience="drivers", **rule)
    near = features_of(here, report(LEAD["en"], article="ru", audience="drivers", **rule))
    group = features_of(here, report(LEAD["en"], article="ru", audience="banks", **rule))
    assert linkage.sureness(near, "status") > linkage.sureness(group, "status")
