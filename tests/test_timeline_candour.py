"""What a sentence of comparing may not do: name who is not there, cut what is said, say more than the reports do."""

from dataclasses import replace

from timeline_reports import conflicts, figure, report

from core.records.facts import Report

PERMITS = {"period": "2024-02-01/2024-02-29", "audience": "drivers", "organisation": "Road Agency"}


def by_the_body(told: Report) -> Report:
    return replace(told, article=replace(told.article, source_kind="ministry"))


def test_what_restricts_a_quote_stays_in_it() -> None:
    gone = {"topic": "extradition", "audience": "citizens:EF"}
    found = conflicts(
        report(
            "the country will not extradite sailors who flee the draft, the minister says",
            article="one",
            modality="prohibited",
            headline=True,
            **gone,
        ),
        report(
            "the country will extradite sailors whom their state declares wanted for dodging the draft",
            article="two",
            modality="required",
            **gone,
        ),
    )
    assert [each.type for each in found] == ["modality"]
    assert "in its headline “the country will not extradite sailors who flee the draft, the minister says”" in (
        found[0].explanation
    )
    assert "whom their state declares wanted for dodging the draft”" in found[0].explanation
    assert "…" not in found[0].explanation


def test_a_long_quote_ends_where_a_clause_ends() -> None:
    first = "the number of a driver who has left must be given back within a week of the day on which he left"
    told = {"topic": "asylum", "audience": "drivers"}
    found = conflicts(
        report(f"{first}; {'and so on ' * 25}", article="one", modality="required", **told),
        report("nobody gives a number back", article="two", modality="prohibited", **told),
    )
    assert f"“{first} …”" in found[0].explanation


def test_a_conflict_names_who_stands_on_its_sides_and_is_known_when_both_were() -> None:
    """A headline whose own text stands on the other side leaves: its outlet may not speak for the side it left."""
    count = {"value": 1_300_000, "audience": "citizens:EF", "period": "2024-01-01/2024-01-31"}
    early = {"article": "two", "published": "2024-03-02", **count}
    found = conflicts(
        figure("they entered 1.3 million times", article="one", published="2024-03-01", measure="entries", **count),
        figure("1.3 million came", headline=True, measure="persons-entered", **early),
        figure("they entered 1.3 million times, it adds", start=40, measure="entries", **early),
        figure("1.3 million people came", article="three", published="2024-03-20", measure="persons-entered", **count),
    )
    measure = next(each for each in found if each.type == "measure")
    assert "1.3 million people who entered in The Three Post" in measure.explanation
    assert measure.known_from.date().isoformat() == "2024-03-20"
    assert sorted(map(len, measure.sides)) == [1, 2]


def test_no_meaning_drifts_against_time() -> None:
    applied = {"measure": "permits-applied-for", **PERMITS}
    issued = {"measure": "permits-issued", **PERMITS}
    press = figure("36,400 drivers applied", 36400, article="one", published="2024-03-01", **applied)
    before, after = (
        by_the_body(figure("36,400 permits were issued", 36400, article="two", published=day, **issued))
        for day in ("2024-02-28", "2024-03-20")
    )
    assert [each.drift for each in conflicts(press, before)] == [
        "permits issued became permit applications in The One Post"
    ]
    assert [each.drift for each in conflicts(press, after)] == [None]


def test_one_number_of_two_things_is_a_contradiction_only_of_one_count() -> None:
    press = figure("36,400 drivers applied", 36400, article="one", measure="permits-applied-for", **PERMITS)
    issued = {**PERMITS, "measure": "permits-issued"}
    same = figure("36,400 permits were issued", 36400, article="two", **issued)
    other_time = figure("36,400 permits were issued", 36400, article="two", **{**issued, "period": None})
    nobody = figure("36,400 permits were issued", 36400, article="two", **{**issued, "organisation": None})
    severities = [[each.severity for each in conflicts(press, other)] for other in (same, other_time, nobody)]
    assert severities == [["contradiction"], ["tension"], ["tension"]]


def test_two_limits_are_told_with_their_topics_and_directions() -> None:
    start = {"effective_from": "2024-04-01", "unit": "day"}
    stay = {"topic": "stay", "modality": "permitted", **start}
    union = report("union citizens may stay 90 days", article="one", value=90, audience="citizens:EAEU", **stay)
    duty = {"topic": "registration", "modality": "required", "audience": "citizens:AM", **start}
    found = conflicts(union, report("after 30 days Armenians must register", article="two", value=30, **duty))
    assert [(each.type, each.severity) for each in found] == [("scope", "tension")]
    assert "on stay (allowed): 90 days" in found[0].explanation
    assert "on registration (required): 30 days" in found[0].explanation
