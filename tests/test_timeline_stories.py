"""Reports of one happening in several languages and under several topics: what they disagree on, and what not."""

import pytest
from timeline_reports import conflicts, figure, report, types

from core.records.facts import Report
from timeline.concepts import concepts, profile

LEAD = {
    "en": "Drivers of electric buses in the mountain villages will get a bonus for winter tyres",
    "ru": "Водители электробусов в горных сёлах получат надбавку за зимние шины",
    "kk": "Таулы ауылдардағы электр автобус жүргізушілері қысқы шина үшін үстемақы алады",
}


def told(quote: str, language: str = "en", *, start: int = 200, **fields: object) -> list[Report]:
    """One article of the story: its lead, and a claim of its own."""
    article = {"article": f"{language}{fields.pop('number', 1)}", "language": language, "published": "2024-03-01"}
    article |= {key: fields.pop(key) for key in ("published", "jurisdiction") if key in fields}
    lead = report(LEAD[language], kind="statement", topic="transport", **article)
    return [lead, report(quote, start=start, **article, **fields)]


@pytest.mark.parametrize(
    ("word", "language", "concept"),
    [
        ("the internal passports of two drivers", "en", "internal-passport"),
        ("по внутреннему паспорту", "ru", "internal-passport"),
        ("новый законопроект о пошлинах", "ru", "bill"),
        ("a visage", "en", None),
        ("жүргізушілер", "kk", "driver"),
    ],
)
def test_one_concept_is_known_in_every_language(word: str, language: str, concept: str | None) -> None:
    named = concepts(word, language)
    assert concept in named if concept else "visa" not in named


def test_a_language_without_a_gloss_names_nothing() -> None:
    assert concepts("viisumi ja passi", "fi") == concepts("visa", None) == frozenset()


def test_articles_of_one_story_speak_alike_in_two_languages() -> None:
    english, russian = (profile([LEAD[each]], None, each) for each in ("en", "ru"))
    other = profile(["Банки повысили ставку по ипотеке для молодых семей"], None, "ru")
    assert english.likeness(russian) > 0.4 > english.likeness(other)


def test_two_numbers_for_one_rule_are_found_though_the_topics_differ() -> None:
    rule = {"modality": "required", "unit": "day", "status": "announced"}
    english = told("Drivers must pass the winter exam within 10 days", topic="education", value=10, **rule)
    russian = told("Водители должны сдать зимний экзамен за 15 дней", "ru", topic="transport", value=15, **rule)
    agreed = told("Водители должны сдать зимний экзамен за 10 дней", "ru", topic="transport", value=10, **rule)
    (found,) = conflicts(*english, *russian)
    assert found.type == "value"
    assert "10 days" in found.explanation
    assert "15 days" in found.explanation
    assert not types(*english, *agreed)


def test_a_number_that_the_other_article_tells_too_is_no_dispute() -> None:
    rule = {"modality": "required", "unit": "day", "status": "announced"}
    english = told("Drivers must pass the winter exam within 10 days", topic="education", value=10, **rule)
    russian = told("Водители должны сдать зимний экзамен за 15 дней", "ru", topic="transport", value=15, **rule)
    again = told("на севере за 10 дней", "ru", start=400, topic="transport", value=10, **rule)
    assert not types(*english, *russian, *again[1:])


def test_value_and_start_that_both_differ_within_days_are_a_dispute() -> None:
    rule = {"topic": "tax", "modality": "required", "unit": "percent", "status": "announced"}
    english = told("the tax on tyres rises to 16 percent on January 1", value=16, effective_from="2025-01-01", **rule)
    russian = told(
        "налог на шины повысят до 15 процентов с 1 июля", "ru", value=15, effective_from="2025-07-01", **rule
    )
    assert types(*english, *russian)
    months_later = told(
        "налог на шины повысят до 15 процентов с 1 июля",
        "ru", value=15, effective_from="2025-07-01", published="2024-05-20", **rule,
    )  # fmt: skip
    assert not types(*english, *months_later)


def test_one_limit_in_frames_of_two_lengths() -> None:
    limit = {"modality": "permitted", "qualifier": "at-most", "value": 90, "unit": "day", "status": "in-force"}
    english = told("drivers may spend 90 days a year abroad", topic="stay", per="P1Y", **limit)
    russian = told("водители могут быть за рубежом 90 дней в каждые 180", "ru", topic="entry", per="P180D", **limit)
    assert types(*english, *russian) == ["value"]


def test_one_number_said_of_families_and_of_people() -> None:
    english = told("a quota of 2,200 families of drivers is planned", kind="figure", value=2200, topic="housing")
    russian = told("план по водителям — 2200 человек", "ru", kind="figure", value=2200, topic="labour")
    assert types(*english, *russian) == ["measure"]


def test_digits_that_slipped() -> None:
    paid = {"modality": "required", "unit": "EUR", "status": "announced"}
    english = told("a driver's yearly income must exceed 1.02 million", topic="labour", value=1_020_000, **paid)
    russian = told("годовой доход водителя от 10,2 млн", "ru", topic="tax", value=10_200_000, **paid)
    assert types(*english, *russian) == ["value"]


def test_what_one_report_includes_and_another_excepts() -> None:
    english = told("no tyres leave the country by any transport, including rail", topic="trade", modality="prohibited")
    russian = told("Вывозить шины по железной дороге можно", "ru", topic="transport", modality="permitted")
    road = told("Вывозить шины на грузовиках можно", "ru", topic="transport", modality="permitted")
    assert "scope" in types(*english, *russian)
    assert "scope" not in types(*english, *road)


def test_counts_without_a_time_grow_from_day_to_day() -> None:
    english = told("98,000 drivers have come since the exam", kind="figure", value=98_000, topic="entry")
    later = {"kind": "figure", "value": 120_000, "topic": "labour", "published": "2024-03-08"}
    assert not types(*english, *told("после экзамена приехали 120 тысяч водителей", "ru", **later))


def test_the_day_an_act_was_signed_is_no_start_of_its_rules() -> None:
    signed = told("The decree on drivers' winter exam was signed", kind="event", date="2024-02-20", topic="transport")
    starts = {"topic": "labour", "modality": "required", "effective_from": "2024-03-20", "status": "announced"}
    assert not types(*signed, *told("Указ о зимнем экзамене водителей требует справку", "ru", **starts))


def test_nothing_is_told_twice() -> None:
    rule = {"topic": "tax", "modality": "required", "unit": "percent", "status": "announced"}
    rule |= {"effective_from": "2025-01-01", "subject": "tyre-tax"}
    english = told("the tax on tyres rises to 16 percent on January 1", value=16, **rule)
    russian = told("налог на шины повысят до 15 процентов с 1 января", "ru", value=15, **rule)
    assert types(*english, *russian) == ["value"]


def test_articles_of_two_happenings_are_not_aligned() -> None:
    rule = {"modality": "required", "unit": "day", "status": "announced"}
    english = told("Drivers must pass the winter exam within 10 days", topic="education", value=10, **rule)
    other = [
        report("Банки повысили ставку по ипотеке для молодых семей", kind="statement", article="ru2", language="ru"),
        report("заявку на ипотеку подают за 15 дней", value=15, article="ru2", language="ru", start=90, **rule),
    ]
    assert not types(*english, *other)


def test_parts_that_nearly_add_up_to_their_total() -> None:
    parts = [figure(f"district {at}: {count}", count, start=60 + 40 * at) for at, count in enumerate((510, 330, 260))]
    assert types(figure("1,190 flats were let", 1190), *parts) == ["derived"]
    assert not types(figure("1,100 flats were let", 1100), *parts)  # they do add up
    assert not types(figure("2,400 flats were let", 2400), *parts)  # a list of some of them


def test_a_share_that_its_numbers_do_not_bear_out() -> None:
    whole = figure("685 flats stood empty", 685)
    part = figure("families took 517 of them", 517, start=100)
    share = {"unit": "percent", "start": 150, "period": None}
    assert types(whole, part, figure("sixty percent of the total", 60, **share)) == ["derived"]
    assert not types(whole, part, figure("75 percent of the total", 75, **share))


def test_a_headline_that_doubles_what_rose_by_half() -> None:
    fare = {"topic": "transport", "modality": "required", "unit": "KZT"}
    body = [
        report("a ride costs 150 tenge from May", value=150, effective_from="2024-05-01", start=50, **fare),
        report("until then 100 tenge", value=100, status="superseded", start=90, **fare),
    ]
    headline = {"topic": "transport", "modality": "required", "headline": True}
    assert types(report("City doubles the bus fare", **headline), *body) == ["headline"]
    assert not types(report("City raises the bus fare", **headline), *body)


def test_a_headline_that_its_text_has_denied() -> None:
    headline = report("Bus drivers will pay a tax on tips", topic="tax", modality="required", headline=True)
    denied = {"kind": "statement", "topic": "tax", "status": "denied", "start": 60}
    assert types(headline, report("no tax on tips is planned, the ministry said", **denied)) == ["headline"]
    assert not types(headline, report("nobody plans to abolish the ministry", **{**denied, "topic": "labour"}))
