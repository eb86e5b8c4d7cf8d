"""What held on a day, as it was known on another: rule versions on two clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime

from timeline_reports import compared, report

from core.records.facts import Report
from core.records.findings import RuleVersion

RULE = {"topic": "transport", "subject": "parking-time", "unit": "hour", "modality": "permitted", "audience": "drivers"}


def held(versions: tuple[RuleVersion, ...], on: date, known: datetime) -> list[int]:
    """The values in force on a day as known at an instant."""
    return sorted(
        int(each.value or 0)
        for each in versions
        if each.known_from <= known
        and (each.known_to is None or known < each.known_to)
        and (each.valid_from is None or each.valid_from <= on)
        and (each.valid_to is None or on < each.valid_to)
    )


def test_a_new_limit_ends_the_old_one_and_the_old_belief_stays_on_record() -> None:
    versions = compared(
        report("drivers may park 4 hours", article="one", published="2024-01-10", value=4, **RULE),
        report(
            "the limit is lowered to 2 hours from March 1",
            article="two",
            published="2024-02-10",
            value=2,
            effective_from="2024-03-01",
            **RULE,
        ),
    ).versions
    before, after = datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 2, 20, tzinfo=UTC)
    assert held(versions, date(2024, 3, 15), before) == [4]
    assert held(versions, date(2024, 3, 15), after) == [2]
    assert held(versions, date(2024, 2, 15), after) == [4]
    assert len({each.rule_id for each in versions}) == 1
    assert len({each.version_id for each in versions}) == len(versions) == 3


def test_late_news_of_the_past_closes_knowledge_and_overwrites_nothing() -> None:
    first = report("park 2 hours, new from May", article="one", published="2024-04-01", value=2, **RULE)
    late = report(
        "the 2 hours hold since 2024-04-20",
        article="two",
        published="2024-05-05",
        value=2,
        effective_from="2024-04-20",
        **RULE,
    )
    versions = compared(first, late).versions
    assert [(each.valid_from, each.known_to is None) for each in versions] == [
        (None, False),
        (date(2024, 4, 20), True),
    ]
    assert versions[0].known_to == versions[1].known_from == datetime(2024, 5, 5, tzinfo=UTC)
    assert versions[0].evidence == (first.fact.fact_id,)


def test_a_past_rule_told_beside_its_successor_ends_where_that_starts() -> None:
    versions = compared(
        report("drivers may park 2 hours", value=2, effective_from="2024-03-01", **RULE),
        report("previously it was 4", value=4, status="superseded", start=40, **RULE),
    ).versions
    assert {int(each.value or 0): (each.valid_from, each.valid_to) for each in versions} == {
        2: (date(2024, 3, 1), None),
        4: (None, date(2024, 3, 1)),
    }


def test_an_article_without_a_day_is_known_from_when_it_was_fetched() -> None:
    undated = report("drivers may park 4 hours", published=None, value=4, **RULE)
    assert compared(undated).versions[0].known_from == undated.article.retrieved


def test_one_rule_in_other_words_is_one_version() -> None:
    rule = {"topic": "housing", "subject": "notice-period", "modality": "required"}
    versions = compared(
        report("notice of three months", article="one", published="2024-01-10", value=3, unit="month", **rule),
        report("notice of 90 days", article="two", published="2024-01-12", value=90, unit="day", **rule),
    ).versions
    assert len(versions) == 1
    assert len(versions[0].evidence) == 2


def test_rules_in_words_are_one_where_the_words_are() -> None:
    rule = {"topic": "labour", "modality": "required", "audience": "employers"}
    versions = compared(
        report("employers must insure seasonal harvest workers", article="one", **rule),
        report("seasonal harvest workers must be insured by employers", article="two", published="2024-03-02", **rule),
        report("employers must publish salaries in adverts", article="two", published="2024-03-02", start=90, **rule),
    ).versions
    assert len({each.rule_id for each in versions}) == 2


def test_rules_that_stand_side_by_side_do_not_end_each_other() -> None:
    versions = compared(
        report("4 hours by day", article="one", published="2024-01-10", value=4, **RULE),
        report("12 hours by night", article="one", published="2024-01-10", value=12, start=30, **RULE),
        report("new: 2 hours by day", article="two", value=2, effective_from="2024-03-01", **RULE),
    ).versions
    assert {int(each.value or 0) for each in versions if each.valid_to is None} == {2, 4, 12}


EDITED = datetime(2024, 2, 5, 9, 0, tzinfo=UTC)


def test_what_an_edit_takes_off_a_page_was_known_until_then() -> None:
    first = report("drivers may park 4 hours", article="one.1", published="2024-01-10", value=4, **RULE)
    edited = report("drivers may park 3 hours", article="one.2", published="2024-01-10", value=3, **RULE)
    versions = compared(*on_one_page(first, edited)).versions
    assert held(versions, date(2024, 2, 1), datetime(2024, 2, 1, tzinfo=UTC)) == [4]
    assert held(versions, date(2024, 2, 1), datetime(2024, 2, 6, tzinfo=UTC)) == [3]


def test_words_that_an_edit_keeps_are_known_since_they_were_first_there() -> None:
    start = {"value": 4, "effective_from": "2024-03-01", **RULE}
    first = report("drivers may park 4 hours", article="one.1", published="2024-01-10", **start)
    edited = report("drivers may park 4 hours", article="one.2", published="2024-01-10", start=7, **start)
    found = compared(*on_one_page(first, edited))
    assert [(each.known_from, each.known_to, each.evidence) for each in found.versions] == [
        (datetime(2024, 1, 10, tzinfo=UTC), None, (edited.fact.fact_id,))
    ]
    assert [each.change_id for each in found.changes] == [each.change_id for each in compared(first).changes]


def test_a_moved_start_of_an_edited_page_is_no_dispute_with_itself() -> None:
    first = report("park 4 hours from March 1", article="one.1", value=4, effective_from="2024-03-01", **RULE)
    edited = report("park 4 hours from April 1", article="one.2", value=4, effective_from="2024-04-01", **RULE)
    found = compared(*on_one_page(first, edited))
    assert [each.effective_on for each in found.changes] == ["2024-04-01"]
    assert not found.conflicts


def on_one_page(first: Report, edited: Report) -> tuple[Report, Report]:
    """Two texts of one address, the second of which was seen in place of the first."""
    head = replace(edited.article, url=first.article.url, source=first.article.source)
    return replace(first, gone=EDITED), replace(edited, article=head, seen=EDITED)
