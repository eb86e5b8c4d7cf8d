"""Changes: one for each rule that became another, with its reports, its dates and the number of voices."""

from timeline_reports import compared, figure, report

TOLL = {"topic": "transport", "subject": "lorry-toll", "unit": "EUR", "modality": "required", "audience": "hauliers"}


def test_reports_of_one_change_in_several_articles_are_one_change() -> None:
    changes = compared(
        report("from May 6 hauliers pay 40 euros", article="one", value=40, effective_from="2024-05-06", **TOLL),
        report("until now it was 30 euros", article="one", value=30, status="superseded", start=50, **TOLL),
        report("lorries will pay 40 euros", article="two", value=40, effective_from="2024-05-06", **TOLL),
        report(
            "the toll rises, as announced on March 1",
            article="three",
            status="announced",
            announced_on="2024-03-01",
            **TOLL,
        ),
    ).changes
    assert len(changes) == 1
    change = changes[0]
    assert (change.effective_on, change.announced_on, change.status) == ("2024-05-06", "2024-03-01", "announced")
    assert (len(change.before), len(change.after), len(change.evidence)) == (1, 2, 4)
    assert (change.topic, change.audience, change.jurisdiction) == ("transport", "hauliers", "AB")
    assert "40 euros" in change.summary
    assert "30 euros" in change.summary
    assert "6 May 2024" in change.summary
    assert change.independent == 2  # the third tells neither its number nor its start


def test_a_standing_rule_is_no_change() -> None:
    assert not compared(report("hauliers pay 40 euros", value=40, **TOLL), figure("12 tolls", 12)).changes


def test_two_changes_of_one_rule_are_two() -> None:
    changes = compared(
        report("40 euros from May", article="one", value=40, effective_from="2024-05-06", **TOLL),
        report("50 euros a year later", article="one", value=50, effective_from="2025-05-06", start=40, **TOLL),
    ).changes
    assert [each.effective_on for each in changes] == ["2024-05-06", "2025-05-06"]


def test_a_month_and_a_day_in_it_are_one_start() -> None:
    changes = compared(
        report("40 euros from May", article="one", value=40, effective_from="2024-05", **TOLL),
        report("40 euros from May 6", article="two", value=40, effective_from="2024-05-06", **TOLL),
    ).changes
    assert [each.effective_on for each in changes] == ["2024-05-06"]


def test_a_draft_stays_planned() -> None:
    changes = compared(report("a bill would raise the toll to 60", value=60, status="planned", **TOLL)).changes
    assert [(each.status, each.effective_on) for each in changes] == [("planned", None)]


def test_an_article_that_names_another_outlet_relays_it() -> None:
    start = {"effective_from": "2024-05-06", **TOLL}
    changes = compared(
        report("from May 6 the toll is 40 euros", article="one", outlet="Road Gazette", value=40, **start),
        report("40 euros, writes the Gazette", article="two", value=40, reported_via="Road Gazette", **start),
        report("a toll of 40 euros was seen by us", article="three", value=40, **start),
    ).changes
    assert [(each.independent, each.relays) for each in changes] == [(2, 1)]


def test_copied_words_and_one_item_in_two_languages_are_one_voice() -> None:
    start = {"effective_from": "2024-05-06", "value": 40, **TOLL}
    words = "from the sixth of May every lorry that uses a motorway pays a toll of 40 euros a day"
    changes = compared(
        report(words, article="one", **start),
        report(words + " says the ministry", article="two", published="2024-03-02", **start),
        report("40 euros from May 6", article="three", outlet="Ministry", language="en", **start),
        report("с 6 мая плата 40 евро", article="four", outlet="Ministry", language="ru", **start),
    ).changes
    assert [(each.independent, each.relays) for each in changes] == [(2, 1)]


def test_one_outlet_counts_once_in_whatever_language_and_on_whatever_day() -> None:
    start = {"effective_from": "2024-05-06", "value": 40, "outlet": "Ministry", **TOLL}
    changes = compared(
        report("40 euros from May 6", article="one", language="ru", published="2024-03-02", **start),
        report("6 мамырдан 40 еуро", article="two", language="kk", published="2024-03-05", **start),
        report("40 euros, the toll", article="three", language="en", published="2024-03-06", **start),
    ).changes
    assert [(each.independent, each.relays) for each in changes] == [(1, 0)]


def test_only_who_tells_the_number_and_its_start_bears_a_change_out() -> None:
    told = {"value": 40, **TOLL}
    one = compared(
        report("from May 6 hauliers pay 40 euros", article="one", effective_from="2024-05-06", **told),
        report("40 euros from May 6, lorries", article="two", effective_from="2024-05-06", **told),
        report("hauliers pay 40 euros from May 5", article="three", effective_from="2024-05-05", **told),
        report("the toll rises from 30 euros", article="four", value=30, status="superseded", **TOLL),
        report("hauliers pay 30 euros, and this will change", article="five", value=30, **TOLL),
    ).changes
    assert [(each.effective_on, each.independent, each.disputed) for each in one] == [
        ("2024-05-06", 2, ("2024-05-05", "2024-05-06"))
    ]
    assert "5 or 6 May 2024 (reports differ)" in one[0].summary
    assert len(one[0].after) == 2


STAY = {"topic": "stay", "audience": "foreigners", "unit": "day", "modality": "permitted", "value": 90}


def test_a_headline_months_before_and_a_word_on_another_subject_found_no_change() -> None:
    decree = report("from 6 May foreigners may stay 90 days", article="one", effective_from="2024-05-06", **STAY)
    earlier = {"topic": "entry", "audience": "foreigners", "modality": "required", "status": "planned"}
    papers = report("passports are to be asked for", article="two", published="2024-01-20", headline=True, **earlier)
    other = report(
        "a passport will be asked for", article="three", published="2024-02-25", subject="passport", **earlier
    )
    runs = {**earlier, "topic": "stay", "subject": "visa-run", "modality": "prohibited"}
    run = report("visa runs end", article="one", start=60, effective_from="2024-05-06", **runs)
    stay = next(each for each in compared(decree, run, papers, other).changes if each.effective_on)
    assert (stay.independent, stay.known_from.date().isoformat()) == (1, "2024-03-01")
    assert not {papers.fact.fact_id, other.fact.fact_id} & set(stay.evidence)


def test_a_rate_and_a_threshold_of_one_tax_are_two_changes() -> None:
    tax = {"topic": "tax", "subject": "value-added-tax", "audience": "companies", "effective_from": "2026-01-01"}
    changes = compared(
        report(
            "VAT was 12 percent", value=12, unit="percent", **{**tax, "status": "superseded", "effective_from": None}
        ),
        report("VAT will be 16 percent from 1 January 2026", article="two", value=16, unit="percent", **tax),
        report(
            "from 1 January 2026 companies with more than 40 million tenge register for VAT",
            article="three",
            value=40_000_000,
            unit="KZT",
            qualifier="more-than",
            **tax,
        ),
    ).changes
    told = [each.summary for each in changes]
    assert len(told) == 2
    assert any("will be 16%" in each for each in told)
    assert not any("will be more than 40 million" in each for each in told)
    assert any(
        "“from 1 January 2026 companies with more than 40 million tenge register for VAT”" in each for each in told
    )


def test_the_badge_is_that_of_the_words_quoted() -> None:
    gone = {"topic": "extradition", "modality": "required", "audience": "citizens:EF"}
    changes = compared(
        report("those wanted will be handed over, new", status="announced", announced_on="2024-02-29", **gone),
        report("they are handed over", start=50, status="in-force", headline=True, **gone),
    ).changes
    assert [each.status for each in changes] == ["announced"]


def test_an_aside_on_another_country_lends_no_country_to_the_rest() -> None:
    toll = {key: value for key, value in TOLL.items() if key != "subject"}
    changes = compared(
        report("new: hauliers pay tolls on motorways", article="one", jurisdiction=None, **toll),
        report("fines for hauliers who dodge motorway tolls", article="one", jurisdiction=None, start=60, **toll),
        report("bus lanes are new, too", article="one", jurisdiction=None, start=120, **toll),
        report("next door lorries are banned on Sundays, new", article="one", jurisdiction="EF", start=180, **toll),
    ).changes
    assert {each.jurisdiction for each in changes} == {None, "EF"}


def test_a_report_without_a_country_joins_the_change_it_is_like() -> None:
    changes = compared(
        report("40 euros for lorries on motorways", article="one", value=40, effective_from="2024-05-06", **TOLL),
        report(
            "lorries pay 40 on motorways",
            article="two",
            value=40,
            effective_from="2024-05-06",
            **{**TOLL, "jurisdiction": None},
        ),
    ).changes
    assert [(each.jurisdiction, len(each.evidence)) for each in changes] == [("AB", 2)]


def test_wide_topics_keep_unlike_changes_of_one_day_apart() -> None:
    start = {"topic": "tax", "effective_from": "2025-01-01", "unit": "percent"}
    changes = compared(
        report("honey is taxed at 8% like sugar", article="one", value=8, **start),
        report("ship owners pay 3% on tonnage", article="two", value=3, **start),
    ).changes
    assert len(changes) == 2


def test_what_stays_as_it_is_is_no_change() -> None:
    assert not compared(
        report(
            "the state will not introduce new border controls", topic="entry", status="announced", modality="permitted"
        )
    ).changes


def test_an_article_without_any_day_joins_the_change_it_is_like() -> None:
    ban = {"topic": "stay", "subject": "visa-run", "modality": "prohibited"}
    changes = compared(
        report("from May 6 visa runs are over", article="one", effective_from="2024-05-06", **ban),
        report("visa runs are now cancelled", article="two", published=None, **ban),
    ).changes
    assert [len(each.evidence) for each in changes] == [2]


def test_a_rule_of_another_country_told_in_passing_is_no_change_of_it() -> None:
    start = {"effective_from": "2024-05-06", "modality": "permitted", "unit": "day", "topic": "stay"}
    changes = compared(
        report("foreigners may stay 90 days from May 6", audience="foreigners", value=90, **start),
        report("the visa run ends", audience="foreigners", start=50, topic="stay", modality="prohibited"),
        report("elsewhere guests may spend 60 days too", jurisdiction="EF", value=60, start=100, **start),
    ).changes
    assert [each.jurisdiction for each in changes] == ["AB"]


def test_a_fine_that_stands_in_an_article_about_a_decree_is_no_change_of_its_own() -> None:
    start = {"effective_from": "2024-05-06"}
    changes = compared(
        report("foreigners may stay 90 days from May 6", topic="stay", modality="permitted", value=90, **start),
        report("the decree comes into force on May 6", topic="labour", start=50, **start),
        report("whoever stays longer is fined", topic="enforcement", modality="required", start=100, **start),
    ).changes
    assert [each.topic for each in changes] == ["stay"]


def test_a_start_in_the_words_of_each_rule_is_a_change_of_each() -> None:
    start = {"effective_from": "2024-05-06"}
    changes = compared(
        report("foreigners may stay 90 days from May 6", topic="stay", modality="permitted", value=90, **start),
        report("fines double on May 6", topic="enforcement", modality="required", start=100, **start),
    ).changes
    assert {each.topic for each in changes} == {"stay", "enforcement"}


def test_a_summary_is_a_sentence_without_codes() -> None:
    change = compared(
        report(
            "Citizens may stay 90 days",
            topic="stay",
            audience="citizens:RU",
            modality="permitted",
            value=90,
            unit="day",
            per="P180D",
            qualifier="at-most",
            effective_from="2023-01-27",
        )
    ).changes[0]
    assert change.summary == "Stay for citizens of Russia is at most 90 days in any 180 days from 27 January 2023."


def test_a_start_moved_far_by_the_same_outlet_is_one_change_and_no_dispute() -> None:
    found = compared(
        report("hauliers pay 40 euros from May 6", article="one", outlet="The Post", **at_start("2024-05-06")),
        report(
            "hauliers pay 40 euros from July 1",
            article="two",
            outlet="The Post",
            published="2024-04-10",
            **at_start("2024-07-01"),
        ),
    )
    assert [each.effective_on for each in found.changes] == ["2024-07-01"]
    assert not found.conflicts


def test_a_start_said_to_be_postponed_stands_though_more_outlets_told_the_old_one() -> None:
    found = compared(
        report("hauliers pay 40 euros from May 6", article="one", **at_start("2024-05-06")),
        report("40 euros a lorry from May 6", article="two", published="2024-03-02", **at_start("2024-05-06")),
        report(
            "the toll of 40 euros is postponed to July 1",
            article="three",
            published="2024-04-10",
            **at_start("2024-07-01"),
        ),
    )
    assert [(each.effective_on, len(each.evidence)) for each in found.changes] == [("2024-07-01", 3)]
    assert not found.conflicts


def test_two_outlets_with_starts_far_apart_dispute_one_change() -> None:
    found = compared(
        report("hauliers pay 40 euros from May 6", article="one", **at_start("2024-05-06")),
        report("hauliers pay 40 euros from July 1", article="two", published="2024-03-02", **at_start("2024-07-01")),
    )
    assert len(found.changes) == 1
    assert [each.type for each in found.conflicts] == ["date"]


def test_the_same_rule_a_year_after_it_began_is_another_change() -> None:
    found = compared(
        report("hauliers pay 40 euros from May 6", article="one", **at_start("2024-05-06")),
        report("hauliers pay 40 euros from May 1", article="two", published="2025-04-20", **at_start("2025-05-01")),
    )
    assert [each.effective_on for each in found.changes] == ["2024-05-06", "2025-05-01"]
    assert not found.conflicts


def test_steps_that_articles_tell_together_are_no_move() -> None:
    steps = [
        report(f"40 euros for {goods} from {start}", article=name, start=place, **at_start(start))
        for name in ("one", "two")
        for place, (goods, start) in enumerate((("trucks", "2024-05-06"), ("vans", "2024-07-01")))
    ]
    found = compared(*steps)
    assert [each.effective_on for each in found.changes] == ["2024-05-06", "2024-07-01"]
    assert not found.conflicts


def at_start(day: str) -> dict[str, object]:
    return {"value": 40, "effective_from": day, **TOLL}
