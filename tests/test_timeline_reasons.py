"""Each reason why a difference is no conflict: the reports of one test differ, and nothing is told."""

from dataclasses import replace
from typing import Any

import pytest
from timeline_reports import conflicts, figure, report, types

from core.records.facts import Report
from timeline.amount import same_limit
from timeline.claims import claims
from timeline.conflicts import reasons
from timeline.lattice import declared


def holds(reason: reasons.Reason, one: Report, other: Report) -> bool:
    lattice = declared()
    first, second = claims([one, other], lattice)
    return reason(first, second, lattice)


def test_rounded() -> None:
    one = figure("almost 1.3 million trips", 1_300_000, qualifier="almost", article="one", measure="bus-trips")
    other = figure("1.25 million trips", 1_250_000, article="two", measure="bus-trips")
    assert holds(reasons.rounded, one, other)
    assert not conflicts(one, other)


@pytest.mark.parametrize(
    ("hedge", "value", "exact"),
    [("more-than", 64_000, 64_234), ("about", 98_000, 101_300), ("at-least", 500, 640), ("at-most", 300, 280)],
)
def test_a_hedge_that_the_exact_number_keeps_to(hedge: str, value: int, exact: int) -> None:
    one = figure("as one paper puts it", value, qualifier=hedge, article="one", measure="tickets")
    other = figure("as another counts", exact, article="two", measure="tickets")
    assert not conflicts(one, other)


def test_part_and_whole() -> None:
    one = figure("260,000 men arrived", 260_000, article="one", measure="persons-entered", audience="citizens:CD")
    other = figure("900,000 arrived", 900_000, article="two", measure="persons-entered", audience="citizens:CD")
    assert holds(reasons.part_and_whole, one, other)
    assert not conflicts(one, other)


def test_a_word_that_only_begins_like_a_part_is_none() -> None:
    one = figure("260,000 mentioned arrivals", 260_000, article="one", measure="persons-entered")
    other = figure("900,000 arrived", 900_000, article="two", measure="persons-entered")
    assert not holds(reasons.part_and_whole, one, other)


def test_other_period() -> None:
    one = figure("4 million tonnes by October", 4e6, article="one", measure="exports", period="2023-01-01/2023-09-30")
    other = figure("5 million tonnes", 5.2e6, article="two", measure="exports", period="2023-01-01/2023-12-31")
    assert holds(reasons.other_period, one, other)
    assert not conflicts(one, other)


def test_grown_since() -> None:
    since = {"measure": "vaccinations", "audience": "children"}
    one = figure("98,000 so far", 98_000, article="one", period="2024-02-01/2024-02-07", **since)
    other = figure("200,000 so far", 200_000, article="two", period="2024-02-01/2024-02-14", **since)
    assert holds(reasons.grown_since, one, other)
    assert not conflicts(one, other)


def test_other_audience() -> None:
    fee = {"topic": "tax", "subject": "road-tax", "unit": "EUR"}
    one = report("hauliers pay 900 euros road tax", article="one", value=900, audience="hauliers", **fee)
    other = report("motorcyclists pay 60 euros road tax", article="two", value=60, audience="motorcyclists", **fee)
    assert holds(reasons.other_audience, one, other)
    assert not conflicts(one, other)


def test_other_people() -> None:
    one = figure("4.3 million entered", 4_300_000, article="one", measure="persons-entered")
    other = figure(
        "1.6 million union citizens", 1_600_000, article="two", measure="persons-entered", audience="citizens:EAEU"
    )
    assert holds(reasons.other_people, one, other)
    assert not conflicts(one, other)


def test_a_share_may_shrink() -> None:
    assert not conflicts(
        figure("5% by March", 5, article="one", measure="inflation", unit="percent", period="2024-01-01/2024-03-01"),
        figure("3% by June", 3, article="two", measure="inflation", unit="percent", period="2024-01-01/2024-06-01"),
    )


def test_rule_and_special_rule() -> None:
    stay = {"topic": "stay", "modality": "permitted", "unit": "day", "effective_from": "2024-04-01"}
    one = report("foreigners may stay 30 days", article="one", value=30, audience="foreigners", **stay)
    other = report("union citizens may stay 90 days", article="two", value=90, audience="citizens:EAEU", **stay)
    assert holds(reasons.rule_and_special_rule, one, other)
    assert not conflicts(one, other)


def test_general_and_special_rate() -> None:
    levy = {"topic": "tax", "subject": "profit-tax", "unit": "percent"}
    one = report("profit tax is 20%", article="one", value=20, **levy)
    other = report("casinos pay 35% profit tax", article="two", value=35, audience="casinos", **levy)
    assert holds(reasons.general_and_special_rate, one, other)
    assert not conflicts(one, other)


def test_a_rate_of_a_schedule_is_not_held_against_the_general_one() -> None:
    levy = {"topic": "tax", "subject": "profit-tax", "unit": "percent"}
    assert not conflicts(
        report("the standard profit tax is 20%", article="one", value=20, **levy),
        report("schools pay 5% profit tax", article="one", value=5, start=40, **levy),
        report("profit tax remains at 20%", article="two", value=20, **levy),
    )


def test_other_topic() -> None:
    one = figure("5,000 work permits", 5000, article="one", measure="permits-issued", topic="labour")
    other = figure("5,000 applied to stay", 5000, article="two", measure="permits-applied-for", topic="stay")
    assert holds(reasons.other_topic, one, other)
    assert not conflicts(one, other)


def test_other_object() -> None:
    ban = {"topic": "trade", "value": 6, "unit": "month", "modality": "prohibited"}
    one = report("wheat may not come in by lorry for 6 months", article="one", **ban)
    other = report("sugar beets stay barred half a year", article="two", **{**ban, "value": 9})
    assert holds(reasons.other_object, one, other)
    assert not conflicts(one, other)


def test_other_frame() -> None:
    work = {"topic": "labour", "subject": "overtime", "unit": "hour", "modality": "permitted"}
    one = report("overtime of 8 hours a week", article="one", value=8, per="P7D", **work)
    other = report("overtime of 150 hours a year", article="two", value=150, per="P1Y", **work)
    assert holds(reasons.other_frame, one, other)
    assert not conflicts(one, other)


def test_same_limit_in_other_words() -> None:
    notice = {"topic": "housing", "subject": "notice-period", "modality": "required"}
    one = report("notice of three months", article="one", value=3, unit="month", **notice)
    other = report("notice of 90 days", article="two", value=90, unit="day", **notice)
    assert holds(reasons.same_limit_in_other_words, one, other)
    assert not conflicts(one, other)
    assert not same_limit(one.fact, report("16%", value=16, unit="percent").fact)


def test_no_longer_in_force() -> None:
    duty = {"topic": "trade", "subject": "timber-duty", "unit": "percent"}
    one = report("the duty on timber was 5%", article="one", value=5, status="superseded", **duty)
    other = report("the duty on timber is 8%", article="two", value=8, **duty)
    assert holds(reasons.no_longer_in_force, one, other)
    assert not conflicts(one, other)


def test_not_yet_in_force() -> None:
    duty = {"topic": "trade", "subject": "timber-duty", "unit": "percent"}
    one = report("a bill would bring the duty on timber to 11%", article="one", value=11, status="planned", **duty)
    other = report("the duty on timber is 8%", article="two", value=8, status="in-force", **duty)
    assert holds(reasons.not_yet_in_force, one, other)
    assert not conflicts(one, other)


def test_replaced_since() -> None:
    fare = {"topic": "transport", "subject": "bus-fare", "unit": "EUR"}
    one = report("a ticket costs 2 euros", article="one", published="2023-09-01", value=2, **fare)
    other = report("a ticket costs 3 euros", article="two", value=3, effective_from="2024-04-01", **fare)
    assert holds(reasons.replaced_since, one, other)
    assert not conflicts(one, other)


def test_steps_of_one_rule() -> None:
    wage = {"topic": "labour", "subject": "minimum-wage", "unit": "EUR"}
    one = report("the wage rises to 12 euros", article="one", value=12, effective_from="2024-07-01", **wage)
    other = report("it rises to 14 euros", article="two", value=14, effective_from="2025-07-01", **wage)
    assert not conflicts(one, other)


def test_until_the_start() -> None:
    ride = {"topic": "transport", "subject": "scooter-riding", "audience": "riders"}
    one = report("scooters may still be ridden on pavements", article="one", modality="permitted", **ride)
    other = report(
        "scooters are banned from pavements", article="two", modality="prohibited", effective_from="2024-03-20", **ride
    )
    assert holds(reasons.until_the_start, one, other)
    assert not conflicts(one, other)


def test_exempted() -> None:
    smoke = {"topic": "health", "subject": "smoking", "audience": "guests"}
    one = report("smoking is banned in restaurants", article="one", modality="prohibited", **smoke)
    other = report("terraces are exempt from the smoking ban", article="two", modality="permitted", **smoke)
    assert holds(reasons.exempted, one, other)
    assert not conflicts(one, other)


def test_told_by_one_article() -> None:
    rule = {"topic": "extradition", "audience": "citizens:CD"}
    one = report("in summer it would not extradite", modality="prohibited", **rule)
    other = report("now it does extradite", modality="required", start=60, **rule)
    assert holds(reasons.told_by_one_article, one, other)
    assert not conflicts(one, other)


def test_other_jurisdiction() -> None:
    rule = {"topic": "extradition", "audience": "citizens:CD"}
    one = report("will not extradite", article="one", modality="prohibited", jurisdiction="AB", **rule)
    other = report("will extradite", article="two", modality="required", jurisdiction="EF", **rule)
    assert holds(reasons.other_jurisdiction, one, other)
    assert not conflicts(one, other)


def test_one_voice() -> None:
    one = figure("5,120 licences", 5120, article="one", measure="licences")
    other = figure("4,310 licences", 4310, article="two", measure="licences")
    moved = replace(other, article=replace(other.article, url=one.article.url))
    assert holds(reasons.one_voice, one, moved)
    assert not conflicts(one, moved)


def test_one_outlet_s_item_of_a_day_in_two_languages_is_one_voice() -> None:
    rule: dict[str, Any] = {"topic": "extradition", "outlet": "Ministry", "confidence": 0.8}
    english = report("will not extradite", article="one", modality="prohibited", **rule)
    russian = report("будет выдавать", article="two", language="ru", modality="required", **rule)
    later = report(
        "будет выдавать", article="three", language="ru", modality="required", published="2024-03-09", **rule
    )
    assert holds(reasons.one_voice, english, russian)
    assert not conflicts(english, russian)
    assert not holds(reasons.one_voice, english, later)


def test_a_direction_that_no_word_tells_is_held_against_none() -> None:
    rule: dict[str, Any] = {"topic": "extradition", "audience": "citizens:CD"}
    forbids = report("will not extradite", article="one", modality="prohibited", confidence=0.8, **rule)
    allows = report("will extradite", article="two", modality="required", confidence=0.8, **rule)
    seems = report("extradition goes its own way", article="three", modality="required", confidence=0.4, **rule)
    assert [each.type for each in conflicts(forbids, allows)] == ["modality"]
    assert not conflicts(forbids, seems)


def test_crossings_and_trips_count_alike() -> None:
    assert not conflicts(
        figure("1.3 million entries", 1_300_000, article="one", measure="entries"),
        figure("1.3 million trips", 1_300_000, article="two", measure="trips"),
    )


def test_other_transport() -> None:
    ban = {"topic": "trade", "value": 6, "unit": "month", "modality": "prohibited"}
    assert not conflicts(
        report("by road the ban on grain holds from October 11", article="one", effective_from="2023-10-11", **ban),
        report("by rail grain is barred since 26 September", article="two", effective_from="2023-09-26", **ban),
    )


def test_more_in_a_week_than_remain_in_the_country_is_no_balance() -> None:
    week = {"period": "2024-02-01/2024-02-07", "audience": "citizens:CD"}
    assert not conflicts(
        figure("98,000 entered", 98_000, article="one", measure="persons-entered", **week),
        figure("64,000 left", 64_000, article="one", measure="persons-left", start=30, **week),
        figure("400,000 live here", 400_000, article="two", measure="persons-present", audience="citizens:CD"),
    )


def test_a_headline_that_rounds_its_own_text() -> None:
    count = {"measure": "persons-fined", "audience": "foreigners"}
    assert not conflicts(
        figure("Nearly 100,000 fined", 100_000, qualifier="almost", headline=True, **count),
        figure("some 98,000 were fined", 98_000, qualifier="about", start=60, **count),
    )


def test_an_article_that_tells_both_sides_is_in_no_dispute_with_either() -> None:
    drones = {"topic": "transport", "subject": "drone-flights", "audience": "hobby pilots"}
    assert not conflicts(
        report("drones could be flown over parks", article="one", modality="permitted", **drones),
        report("the town ends drone flights over parks", article="one", modality="prohibited", start=60, **drones),
        report("no more drones over parks", article="two", modality="prohibited", **drones),
    )


def test_people_are_nobody_in_particular() -> None:
    ban = {"topic": "extradition"}
    assert [
        each.type
        for each in conflicts(
            report("will hand people over", article="one", modality="required", audience="people", **ban),
            report(
                "will not hand over dissidents", article="two", modality="prohibited", audience="citizens:CD", **ban
            ),
        )
    ] == ["modality"]


def test_a_flow_smaller_than_the_stock() -> None:
    year = {"period": "2023-01-01/2023-12-31", "audience": "citizens:CD"}
    assert not conflicts(
        figure("200,000 entered", 200_000, article="one", measure="persons-entered", **year),
        figure("147,000 left", 147_000, article="one", measure="persons-left", start=30, **year),
        figure("400,000 live here", 400_000, article="two", measure="persons-present", audience="citizens:CD"),
    )


def test_the_frame_of_a_limit_is_not_another_limit() -> None:
    stay = {"topic": "stay", "modality": "permitted", "unit": "day", "audience": "foreigners"}
    assert not conflicts(
        report("guests stay 90 days in any 180 days", article="one", value=90, per="P180D", **stay),
        report("guests stay, within 180 days", article="two", value=180, **stay),
    )


def test_rounder() -> None:
    rule = {"modality": "required", "topic": "tax", "unit": "KZT", "subject": "registration-threshold"}
    exact = report("registration for tax is due above 1,020,000 tenge", value=1_020_000, **rule)
    assert not types(exact, report("register for tax above a million tenge", article="two", value=1_000_000, **rule))
    assert types(exact, report("register for tax above 1.2 million tenge", article="two", value=1_200_000, **rule))


def test_a_rise_is_held_against_the_two_numbers_that_it_is_told_of() -> None:
    price = {"topic": "prices", "unit": "UZS", "modality": "required"}
    told = [
        report("power will cost 450 soums", start=0, value=450, status="announced", **price),
        report("up from 295", start=30, value=295, status="in-force", **price),
        report("gas will cost 650 soums", start=45, value=650, status="announced", **price),
        report("up from 380", start=70, value=380, status="in-force", **price),
        figure("power rises by 53 percent", 53, start=90, topic="prices", unit="percent"),
    ]
    assert not types(*told, figure("gas rises by 71 percent", 71, start=120, topic="prices", unit="percent"))
    (found,) = conflicts(*told, figure("gas rises by 58 percent", 58, start=120, topic="prices", unit="percent"))
    assert (found.type, "650" in found.explanation) == ("derived", True)


def test_a_rate_is_held_against_the_sum_of_its_own_period() -> None:
    days = {"topic": "entry", "measure": "crossings"}
    whole = figure("from January to May 2.1 million crossed", 2_100_000, period="2026-01-01/2026-05-31", **days)
    rate = figure("14,000 a day", 14000, start=80, per="P1D", period="2026-01-01/2026-05-31", **days)
    month = figure("in May alone 800,000", 800_000, start=95, period="2026-05-01/2026-05-31", **days)
    assert not types(whole, rate, month)
