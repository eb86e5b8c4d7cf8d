"""Each type of conflict is found where two reports cannot both be meant, and says so in words a reader understands."""

from dataclasses import replace

import pytest
from timeline_reports import conflicts, figure, report, types

LICENCES = {"measure": "licences-issued", "audience": "hauliers", "topic": "transport"}


def test_value_two_counts_of_one_month() -> None:
    found = conflicts(
        figure("the road agency issued 5,120 licences", 5120, article="one", **LICENCES),
        figure("4,310 licences were issued to hauliers", 4310, article="two", **LICENCES),
    )
    assert [each.type for each in found] == ["value"]
    assert found[0].severity == "contradiction"
    assert "5,120" in found[0].explanation
    assert "4,310" in found[0].explanation
    assert "The One Post" in found[0].explanation
    assert "The Two Post" in found[0].explanation
    assert found[0].settled_by


def test_value_one_levy_with_two_rates() -> None:
    levy = {"topic": "tax", "subject": "sugar-tax", "unit": "percent", "modality": "required"}
    assert types(
        report("sugar tax stays at 12%", article="one", value=12, **levy),
        report("the standard sugar tax is 15%", article="two", value=15, **levy),
    ) == ["value"]


def test_value_numbers_on_either_side_of_one_hedge_are_a_tension() -> None:
    found = conflicts(
        figure("more than 70,000 parcels", 70000, qualifier="more-than", article="one", measure="parcels"),
        figure("almost 70,000 parcels", 70000, qualifier="almost", article="two", measure="parcels"),
    )
    assert [(each.type, each.severity) for each in found] == [("value", "tension")]


def test_date_one_act_with_two_starts() -> None:
    rule = {"topic": "transport", "subject": "lorry-toll", "modality": "required", "value": 40, "unit": "EUR"}
    found = conflicts(
        report("the toll of 40 euros starts on May 6", article="one", effective_from="2024-05-06", **rule),
        report("from May 7 lorries pay 40 euros", article="two", effective_from="2024-05-07", **rule),
    )
    assert [each.type for each in found] == ["date"]
    assert "6 May 2024" in found[0].explanation
    assert "7 May 2024" in found[0].explanation


def test_date_all_that_starts_with_the_act_stands_on_its_side() -> None:
    early, late = {"effective_from": "2024-05-06"}, {"effective_from": "2024-05-07"}
    toll = {"topic": "transport", "subject": "lorry-toll", "value": 40, "unit": "EUR"}
    found = conflicts(
        report("the toll of 40 euros", article="one", **early, **toll),
        report("the act starts on May 6", article="one", topic="trade", start=60, **early),
        report("a toll of 40 euros", article="two", **late, **toll),
    )
    assert [sorted(len(side) for side in each.sides) for each in found] == [[1, 2]]


def test_date_one_exact_number_of_two_days() -> None:
    asked = {"measure": "grants-asked-for", "audience": "farmers"}
    assert types(
        figure("by 20 February 613 farmers had asked", 613, article="one", period=None, as_of="2024-02-20", **asked),
        figure("613 farmers asked by the end of the month", 613, article="two", **asked),
    ) == ["date"]


def test_date_one_event_on_two_days() -> None:
    signing = {"kind": "event", "topic": "housing"}
    assert types(
        report("the president signed the housing loans code", article="one", date="2024-02-18", **signing),
        report("the housing loans code was signed by the president", article="two", date="2024-02-17", **signing),
    ) == ["date"]


def test_modality_forbidden_here_and_ordered_there() -> None:
    served = {"topic": "extradition", "audience": "citizens:CD"}
    found = conflicts(
        report("will hand over deserters", article="one", modality="required", **served),
        report("will never hand over deserters", article="two", modality="prohibited", **served),
    )
    assert [each.type for each in found] == ["modality"]
    assert "forbidden" in found[0].explanation
    assert "required" in found[0].explanation


def test_modality_of_a_subject_named_by_both() -> None:
    drones = {"topic": "transport", "subject": "drone-flights", "audience": "hobby pilots"}
    assert types(
        report("drones may fly over city parks", article="one", modality="permitted", **drones),
        report("drones must not fly over parks", article="two", modality="prohibited", **drones),
    ) == ["modality"]


def test_modality_a_refusal_that_the_cited_speaker_never_gave() -> None:
    found = conflicts(
        report("no asylum for sailors", article="relay", topic="asylum", modality="prohibited", headline=True),
        report("papers are needed", article="relay", topic="registration", modality="required", speaker="Ada Corvin"),
        report("asylum is another matter", article="agency", kind="statement", topic="asylum", speaker="A. Corvin"),
    )
    assert [each.type for each in found] == ["modality"]
    assert "Ada Corvin" in found[0].explanation or "A. Corvin" in found[0].explanation


def test_status_denied_here_and_in_force_there() -> None:
    cash = {"topic": "finance", "subject": "cash-limit"}
    assert types(
        report("the cash limit is in force", article="one", status="in-force", modality="required", **cash),
        report("no cash limit exists, the bank says", article="two", kind="statement", status="denied", **cash),
    ) == ["status"]


def test_status_still_a_draft_weeks_after_it_was_in_force() -> None:
    rent = {"topic": "housing", "subject": "rent-cap", "value": 3, "unit": "percent", "modality": "permitted"}
    assert types(
        report("rents may rise by 3%", article="one", published="2024-03-01", status="in-force", **rent),
        report("a bill would cap rises at 3%", article="two", published="2024-03-11", status="planned", **rent),
    ) == ["status"]


def test_status_denied_plans() -> None:
    plan = {"topic": "education", "subject": "school-fees"}
    assert types(
        report("school fees will come in autumn", article="one", status="announced", modality="required", **plan),
        report("fees are not planned", article="two", kind="statement", status="denied", **plan),
    ) == ["status"]


def test_value_applicants_without_a_measure() -> None:
    since = {"topic": "citizenship", "period": "2024-02-01/2024-02-20"}
    assert types(
        figure("441 seek citizenship", 441, article="one", **since),
        figure("68 people asked for citizenship", 68, article="two", **since),
    ) == ["value"]


def test_value_a_count_from_one_day_on_that_shrinks() -> None:
    assert types(
        figure("613 grants so far", 613, article="one", measure="grants", period="2024-02-01/2024-02-07"),
        figure("90 grants so far", 90, article="two", measure="grants", period="2024-02-01/2024-02-14"),
    ) == ["value"]


def test_scope_two_thresholds_of_one_change_for_a_group_and_its_part() -> None:
    start = {"effective_from": "2024-04-01", "unit": "day"}
    found = conflicts(
        report(
            "citizens of the union may stay 90 days",
            article="one",
            topic="stay",
            audience="citizens:EAEU",
            modality="permitted",
            value=90,
            **start,
        ),
        report(
            "after 30 days Armenians must register",
            article="two",
            topic="registration",
            audience="citizens:AM",
            modality="required",
            value=30,
            **start,
        ),
    )
    assert [each.type for each in found] == ["scope"]
    assert "citizens of the Eurasian Economic Union" in found[0].explanation


def test_scope_a_number_for_everybody_answers_none_for_some() -> None:
    start = {"effective_from": "2024-04-01", "unit": "day"}
    union = {"topic": "stay", "audience": "citizens:EAEU", "modality": "permitted", "value": 90}
    rest = {"topic": "stay", "audience": "foreigners", "modality": "permitted", "value": 30}
    part = {"topic": "registration", "audience": "citizens:AM", "modality": "required", "value": 30}
    assert types(
        report("union citizens may stay 90 days", article="one", **union, **start),
        report("other foreigners may stay 30 days", article="one", **rest, start=50, **start),
        report("after 30 days Armenians must register", article="two", **part, **start),
    ) == ["scope"]


def test_scope_a_limit_and_no_limit() -> None:
    stay = {"topic": "stay", "audience": "citizens:AM", "modality": "permitted"}
    assert types(
        report("for Armenians the stay is not limited", article="one", published="2024-03-01", **stay),
        report("Armenians, too, get 60 days", article="two", published="2024-03-03", value=60, unit="day", **stay),
    ) == ["scope"]


def test_measure_one_number_of_applications_and_of_permits() -> None:
    found = conflicts(
        figure("36,400 drivers applied for a permit", 36400, article="one", measure="permits-applied-for"),
        figure("36,400 permits were issued", 36400, article="two", measure="permits-issued"),
    )
    assert [each.type for each in found] == ["measure"]
    assert "permit applications" in found[0].explanation


def test_measure_orders_and_deliveries_of_one_day() -> None:
    goods = {"period": None, "as_of": "2024-02-29", "audience": "farmers"}
    assert types(
        figure("farmers have ordered 2,150 tractors", 2150, article="one", measure="goods-ordered", **goods),
        figure("2,150 tractors were delivered to farmers", 2150, article="two", measure="goods-delivered", **goods),
    ) == ["measure"]


def test_headline_on_another_topic_than_the_text_below() -> None:
    found = conflicts(
        report("no asylum for sailors", topic="asylum", modality="prohibited", headline=True),
        report("no residence permits are given to sailors", topic="residence-permit", modality="prohibited", start=80),
    )
    assert [each.type for each in found] == ["headline"]
    assert "asylum" in found[0].explanation
    assert "residence permit" in found[0].explanation


def test_headline_that_says_the_opposite_of_the_text() -> None:
    assert types(
        report("deserters will not be extradited", topic="extradition", modality="prohibited", headline=True),
        report("the state must extradite deserters", topic="extradition", modality="required", start=80),
    ) == ["headline"]


def test_headline_with_a_number_that_the_text_does_not_have() -> None:
    count = {"measure": "persons-fined", "audience": "foreigners"}
    assert types(
        figure("Half a million fined", 500_000, headline=True, **count),
        figure("52,000 foreigners were fined", 52_000, start=60, **count),
    ) == ["headline"]


def test_derived_a_balance_and_what_remains() -> None:
    year = {"period": "2023-01-01/2023-12-31", "audience": "citizens:CD"}
    found = conflicts(
        figure("810,000 citizens entered", 810000, article="one", measure="persons-entered", **year),
        figure("790,000 left", 790000, article="one", measure="persons-left", start=60, **year),
        figure("300,000 citizens live here", 300000, article="two", measure="persons-present", audience="citizens:CD"),
    )
    assert [(each.type, each.severity) for each in found] == [("derived", "tension")]
    assert "20,000" in found[0].explanation


def test_derived_a_thousand_lost_in_translation() -> None:
    found = conflicts(
        figure("98 lorries crossed", 98, article="one", measure="lorries"),
        figure("98,000 lorries crossed", 98000, article="two", measure="lorries"),
    )
    assert [each.type for each in found] == ["derived"]


def test_derived_a_part_above_its_whole() -> None:
    assert types(
        figure("52,000 foreigners were fined", 52000, measure="persons-fined", audience="foreigners"),
        figure("61,000 Armenians were fined", 61000, measure="persons-fined", audience="citizens:AM", start=50),
    ) == ["derived"]


def test_derived_a_share_that_its_parts_do_not_give() -> None:
    crowd = {"audience": "foreigners"}
    assert types(
        figure("900 violators", 900, measure="violators", **crowd),
        figure("10,000 entered", 10000, measure="persons-entered", start=30, **crowd),
        figure("only 0.9%", 0.9, measure="share-of-violators", unit="percent", start=60, **crowd),
    ) == ["derived"]


@pytest.mark.parametrize(("rest", "expected"), [(131_000, ["derived"]), (31_000, []), (60_000, [])])
def test_derived_what_is_left_of_two_numbers(rest: float, expected: list[str]) -> None:
    assert (
        types(
            figure("212,000 lorries came in", 212_000),
            figure("181,000 went back", 181_000, start=60),
            figure("that leaves so many in the country", rest, start=100),
        )
        == expected
    )


@pytest.mark.parametrize(("growth", "expected"), [(12, ["derived"]), (10, [])])
def test_derived_a_rise_that_its_exact_numbers_do_not_bear_out(growth: float, expected: list[str]) -> None:
    price = {"topic": "prices", "modality": "required", "unit": "KZT"}
    assert (
        types(
            figure("the price rises by so many percent", growth, unit="percent", period=None),
            report("from 62,771", value=62_771, status="superseded", start=50, **price),
            report("to 69,049 tenge", value=69_049, status="announced", effective_from="2026-01-01", start=70, **price),
        )
        == expected
    )


@pytest.mark.parametrize(("share", "expected"), [(52, ["derived"]), (75.5, [])])
def test_derived_a_share_right_beside_the_number_it_is_of(share: float, expected: list[str]) -> None:
    assert (
        types(
            figure("685,000 cars were on the list", 685_000),
            figure("517,000 of them old", 517_000, start=120),
            figure("or so many percent", share, unit="percent", start=150),
        )
        == expected
    )


def test_articles_that_agree_stand_on_one_side_of_one_conflict() -> None:
    found = conflicts(
        figure("5,120 licences", 5120, article="one", **LICENCES),
        figure("4,310 licences", 4310, article="two", **LICENCES),
        figure("licences were given to 4,310 hauliers", 4310, article="three", **LICENCES),
        figure("it gave out 5,120 licences", 5120, article="four", published="2024-03-04", **LICENCES),
    )
    assert len(found) == 1
    assert sorted(len(side) for side in found[0].sides) == [2, 2]


def test_a_conflict_keeps_its_id_and_sentence_when_more_evidence_comes() -> None:
    first = (
        figure("5,120 licences", 5120, article="one", **LICENCES),
        figure("4,310 licences", 4310, article="two", **LICENCES),
    )
    later = figure("now 4,310 licences, it says", 4310, article="six", published="2024-03-09", **LICENCES)
    alone, joined = conflicts(*first), conflicts(later, *first)
    assert len(alone) == len(joined) == 1
    assert alone[0].conflict_id == joined[0].conflict_id
    assert alone[0].explanation == joined[0].explanation
    assert any(later.fact.fact_id in side for side in joined[0].sides)


def test_one_number_with_two_readings_is_told_once() -> None:
    crossed = {"measure": "entries", "audience": "citizens:RU"}
    came = {"measure": "persons-entered", "audience": "citizens:RU"}
    found = conflicts(
        figure("1.3 million entries", 1_300_000, article="one", **crossed),
        figure("almost 1.3 million trips in", 1_300_000, article="two", qualifier="almost", period=None, **crossed),
        figure("1.3 million came", 1_300_000, article="three", **came),
        figure("1.3 million Russians", 1_300_000, article="four", period=None, published=None, **came),
        figure("1.3 million people came", 1_300_000, article="two", headline=True, start=60, **came),
    )
    told = [each for each in found if each.type == "measure"]
    assert [sorted(len(side) for side in each.sides) for each in told] == [[2, 2]]
    assert [each.type for each in found if each not in told] == ["headline"]


def test_the_sentence_speaks_of_reports_that_stand_on_the_sides() -> None:
    """A headline that its own text does not bear out is a dispute of its own, though it was the first to differ."""
    crossed, came = ({"measure": name, "audience": "citizens:RU"} for name in ("entries", "persons-entered"))
    found = conflicts(
        figure("1.3 million entries", 1_300_000, article="one", **crossed),
        figure("almost 1.3 million trips in", 1_300_000, article="two", **crossed),
        figure("1.3 million people came", 1_300_000, article="two", headline=True, start=60, **came),
        figure("1.3 million came", 1_300_000, article="three", published="2024-03-09", **came),
    )
    told = next(each for each in found if each.type == "measure")
    assert sorted(len(side) for side in told.sides) == [1, 2]
    assert "The Three Post" in told.explanation
    assert told.known_from.date().isoformat() == "2024-03-09"
    assert told.independent == 3


def test_explanations_hold_no_quotation_within_quotation() -> None:
    found = conflicts(
        report("“We will «never» hand over deserters”", article="one", topic="extradition", modality="prohibited"),
        report("They will hand over deserters", article="two", topic="extradition", modality="required"),
    )
    assert found[0].explanation.count("“") == found[0].explanation.count("”") == 2
    assert "‘never’" in found[0].explanation


def test_who_takes_part_is_counted_and_the_body_itself_marked() -> None:
    ministry = figure("5,120 fields were sown", 5120, article="one", measure="fields-sown")
    ministry = replace(ministry, article=replace(ministry.article, source_kind="ministry"))
    found = conflicts(
        ministry,
        figure("4,310 fields", 4310, article="two", measure="fields-sown"),
        figure("by our count 4,310", 4310, article="three", measure="fields-sown"),
    )
    assert [(each.matter, each.independent, each.relays) for each in found] == [("figure", 3, 0)]
    assert found[0].primary == (ministry.fact.fact_id,)


def test_the_step_at_which_a_meaning_was_lost_is_told() -> None:
    found = conflicts(
        report("No asylum for deserters", article="one", topic="asylum", modality="prohibited", headline=True),
        report("no permanent residence for deserters", topic="permanent-residence", modality="prohibited", start=60),
    )
    assert [each.drift for each in found] == ["permanent residence became asylum in the headline of The One Post"]


def test_a_report_is_set_against_the_body_that_counted() -> None:
    ministry = figure("36,400 asked for permits", 36_400, article="one", measure="permits-applied-for")
    ministry = replace(ministry, article=replace(ministry.article, source_kind="ministry"))
    found = conflicts(ministry, figure("36,400 permits", 36_400, article="two", measure="permits-issued"))
    assert [each.drift for each in found] == ["permit applications became permits issued in The Two Post"]
    assert found[0].primary == (ministry.fact.fact_id,)


def test_derived_counts_of_undated_articles_meet_too() -> None:
    came, left = {"measure": "persons-entered"}, {"measure": "persons-left"}
    found = types(
        figure("1,660,000 came", 1_660_000, article="one", published=None, period=None, audience="citizens:RU", **came),
        figure("1,640,000 left", 1_640_000, article="one", published=None, period=None, audience="citizens:RU", **left),
        figure(
            "400,000 are here",
            400_000,
            article="two",
            published=None,
            period=None,
            audience="citizens:RU",
            measure="persons-present",
        ),
    )
    assert found == ["derived"]


def test_a_number_without_a_frame_is_not_the_number_in_a_frame() -> None:
    stay = {"topic": "stay", "modality": "permitted", "unit": "day", "qualifier": "at-most"}
    told = types(
        report(
            "90 days in any 180 from March 6",
            article="one",
            value=90,
            per="P180D",
            audience="citizens:EAEU",
            effective_from="2024-03-06",
            **stay,
        ),
        report(
            "after 30 days Armenians must register, new",
            article="two",
            value=30,
            unit="day",
            topic="registration",
            modality="required",
            audience="citizens:AM",
        ),
        report("they had three months", article="two", value=90, start=60, audience="citizens:AM", **stay),
    )
    assert told == ["scope"]


FARE = {"topic": "transport", "modality": "required", "unit": "KZT", "audience": "passengers"}


def test_derived_a_rise_that_its_two_counts_do_not_bear_out() -> None:
    told = [
        figure("654,812 entries in 2024", 654_812, measure="entries", period="2024-01-01/2024-12-31"),
        figure("411,300 entries in 2023", 411_300, measure="entries", period="2023-01-01/2023-12-31", start=60),
    ]
    assert types(*told, figure("a rise of 40 percent", 40, unit="percent", start=120)) == ["derived"]
    assert not types(*told, figure("a rise of 59 percent", 59, unit="percent", start=120))
    assert not types(*told, figure("about 60 percent more", 60, unit="percent", qualifier="about", start=120))


def test_derived_a_rise_that_a_rules_old_and_new_number_do_not_bear_out() -> None:
    told = [
        report("the fare will be 120 tenge", value=120, effective_from="2024-05-01", **FARE),
        report("until then 100 tenge", value=100, status="superseded", start=50, **FARE),
    ]
    assert types(*told, figure("it rises by 50 percent", 50, unit="percent", period=None, start=90)) == ["derived"]
    assert not types(*told, figure("it rises by 20 percent", 20, unit="percent", period=None, start=90))


def test_headline_one_limit_above_and_another_below() -> None:
    limit = {"topic": "digital", "modality": "permitted", "qualifier": "at-most", "unit": None}
    assert types(
        report("No more than five SIM cards each", value=5, headline=True, **limit),
        report("one person may hold at most ten numbers", value=10, start=50, **limit),
    ) == ["headline"]
    assert not types(
        report("No more than five SIM cards each", value=5, headline=True, **limit),
        report("one person may hold at most ten numbers", value=10, start=50, **limit),
        report("children at most five", value=5, start=100, **limit),
    )


def test_value_two_languages_meet_where_their_articles_are_of_one_story() -> None:
    ban = {"topic": "trade", "modality": "prohibited", "unit": "month", "status": "announced"}
    english = report("the ban lasts six months", article="one", value=6, effective_from="2024-05-21", **ban)
    russian = {"article": "two", "language": "ru", "published": "2024-03-02"}
    same = report("запрет введён на три месяца", value=3, effective_from="2024-05-21", **russian, **ban)
    other = report("запрет введён на три месяца", value=3, effective_from="2024-07-11", **russian, **ban)
    assert "value" in types(english, same)
    assert "value" not in types(english, other)


def test_date_starts_left_over_in_two_languages_dispute_unless_one_was_moved() -> None:
    rule = {"topic": "health", "modality": "required", "speaker": "Ada Corvin", "kind": "rule"}
    english = report("clinics must take fingerprints from February 1", effective_from="2024-02-01", **rule)
    other = {"article": "two", "language": "ru", "published": "2024-03-02", "effective_from": "2024-03-15", **rule}
    assert types(english, report("отпечатки берут с 15 марта", **other)) == ["date"]
    assert not types(english, report("приём отпечатков перенесён на 15 марта", **other))
    assert not types(english, report("отпечатки берут с 15 марта", outlet="The One Post", **other))
