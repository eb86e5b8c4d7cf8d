"""Comparing is a function of what was reported, not of the order, the repetition or the company in which it comes."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_reports import report

from core.records.facts import Report
from core.records.findings import Comparison
from timeline import compare

TOPICS = ("tax", "transport", "stay", "registration", "extradition", "trade")
GROUPS = (None, "foreigners", "citizens:EAEU", "citizens:AM", "businesses", "banks")


@st.composite
def reports(draw: st.DrawFn, places: tuple[str | None, ...] = ("AB",)) -> list[Report]:
    """Reports of few keys, so that many of them meet."""
    made = []
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(("rule", "rule", "figure", "statement")))
        made.append(
            report(
                draw(
                    st.sampled_from(("new limit of days", "no limit", "they may stay", "must register wheat lorries"))
                ),
                article=f"a{draw(st.integers(0, 4))}",
                published=draw(st.sampled_from(("2024-01-01", "2024-01-03", "2024-02-01"))),
                start=number * 50,
                jurisdiction=draw(st.sampled_from(places)),
                kind=kind,
                topic=draw(st.sampled_from(TOPICS)),
                audience=draw(st.sampled_from(GROUPS)),
                modality=draw(st.sampled_from((None, "permitted", "required", "prohibited"))),
                status=draw(st.sampled_from((None, None, "in-force", "planned", "superseded", "denied"))),
                value=draw(st.sampled_from((None, 30, 90, 441, 36_400))),
                unit=draw(st.sampled_from((None, "day", "percent"))),
                measure=draw(st.sampled_from((None, "entries", "persons-entered", "persons-left", "persons-present"))),
                period=draw(st.sampled_from((None, "2023-01-01/2023-12-31"))),
                effective_from=draw(st.sampled_from((None, "2024-02", "2024-02-01", "2024-02-02"))),
                speaker=draw(st.sampled_from((None, "Ada Corvin"))),
                headline=draw(st.booleans()),
            )
        )
    days = {}
    for each in made:
        days.setdefault(each.article.article_id, each.article)
    return [Report(fact=each.fact, article=days[each.article.article_id]) for each in made]


@settings(max_examples=150, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(given_reports: list[Report], chance: Random) -> None:
    shuffled = [*given_reports, given_reports[0]]
    chance.shuffle(shuffled)
    assert compare(shuffled) == compare(given_reports)


@settings(max_examples=60, deadline=None)
@given(reports())
def test_a_report_of_another_country_and_field_changes_nothing_else(given_reports: list[Report]) -> None:
    alone = compare(given_reports)
    stranger = report(
        "from June ferries carry lamps", article="far", jurisdiction="ZZ", topic="shipping", effective_from="2024-06-01"
    )
    together = compare([stranger, *given_reports])
    assert together.conflicts == alone.conflicts
    assert _without(together, stranger) == (alone.versions, alone.changes)


@settings(max_examples=60, deadline=None)
@given(reports())
def test_ids_are_given_once_and_sides_hold_known_facts(given_reports: list[Report]) -> None:
    result = compare(given_reports)
    ids = {each.fact.fact_id for each in given_reports}
    for rows in (
        [each.conflict_id for each in result.conflicts],
        [each.change_id for each in result.changes],
        [each.version_id for each in result.versions],
    ):
        assert len(rows) == len(set(rows))
    for conflict in result.conflicts:
        assert len(conflict.sides) >= 2
        assert all(side and set(side) <= ids for side in conflict.sides)
        assert conflict.explanation


def _without(result: Comparison, stranger: Report) -> tuple[object, object]:
    name = stranger.fact.fact_id
    return (
        tuple(each for each in result.versions if name not in each.evidence),
        tuple(each for each in result.changes if name not in each.evidence),
    )
