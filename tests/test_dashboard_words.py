"""What the dashboard says in words and puts into addresses, without a browser."""

from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import dashboard_data as data
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.queries import Filters, end_of, start_of
from core.quotes import take
from core.records.facts import Fact, Report
from core.records.pages import ArticleHead
from dashboard import differing
from dashboard.address import Query, path
from dashboard.elements import Element, el, is_safe, link, outward
from dashboard.pieces import comparison, evidence, overview_chart
from dashboard.pieces.changes import Shown
from words import amounts, days, wording
from words.speech import speaking

ARTICLES = data.articles("https://outlet.example")
STAY = data.fact_named(ARTICLES, data.STAY_WORDS)
CHANGE = data.comparison(ARTICLES).changes[0]
ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2023-01-27", "27 January 2023"),
        ("2022-09-22T13:40:00+06:00", "22 September 2022"),
        ("2023-01", "January 2023 (day not given)"),
        ("2023", "2023 (day not given)"),
        ("2022-07-01/2022-09-30", "1 July 2022 to 30 September 2022"),
        ("2022-07-01/..", "1 July 2022 to open"),
        (None, "date not reported"),
        ("2023-99-01", "2023-99-01"),
        ("soon", "soon"),
    ],
)
def test_days_are_no_more_precise_than_told(told: str | None, words: str) -> None:
    assert days.in_words(told) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2023-01-29", "in 9 days"),
        ("2023-01-21", "tomorrow"),
        ("2023-01-20", "today"),
        ("2023-01-19", None),
        ("2023-02", None),
        (None, None),
    ],
)
def test_how_far_ahead_is_said_only_of_whole_days_to_come(told: str | None, words: str | None) -> None:
    assert days.days_until(told, date(2023, 1, 20)) == words


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("UTC", "en", "10 February 2023, 20:30 (UTC)"),
        ("Asia/Almaty", "en", "11 February 2023, 02:30 (Almaty)"),
        ("Asia/Almaty", "kk", "2023 ж. 11 ақпан, 02:30 (Алматы)"),
        ("America/New_York", "ru", "10 февраля 2023 г., 15:30 (Нью-Йорк)"),
    ],
)
def test_instants_name_the_place_whose_time_it_is(zone: str, language: str, words: str) -> None:
    def told() -> str:
        days.keep_time_of(zone)
        with speaking(language):
            return days.instant(datetime(2023, 2, 10, 20, 30, tzinfo=UTC))

    assert " ".join(copy_context().run(told).split()) == words
    assert days.instant(None) == "never"


def test_what_was_told_by_day_alone_has_no_hour() -> None:
    def told(hour: int) -> str:
        days.keep_time_of("Asia/Almaty")
        return days.since_when(datetime(2023, 2, 10, hour, tzinfo=UTC))

    assert copy_context().run(told, 0) == "10 February 2023"
    assert copy_context().run(told, 20) == "11 February 2023, 02:00 (Almaty)"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "at most 90 days in any 180 days"),
        ({"value": Decimal(1), "per": None, "qualifier": None}, "1 day"),
        ({"value_high": Decimal(120), "per": None, "qualifier": None}, "90 to 120 days"),
        ({"value": Decimal("0.20"), "unit": "percent", "per": None, "qualifier": "about"}, "about 0.2%"),
        ({"value": Decimal(1300000), "unit": None, "per": None, "qualifier": "almost"}, "almost 1,300,000"),
        ({"value": Decimal("1E+6"), "unit": "KZT", "per": "P1M", "qualifier": None}, "1,000,000 KZT in any 1 month"),
        ({"value": None}, None),
    ],
)
def test_amounts_keep_hedge_unit_and_span(fields: dict[str, object], words: str | None) -> None:
    assert amounts.amount(replace(STAY, **fields)) == words  # type: ignore[arg-type]


def test_long_sentences_are_cut_between_words() -> None:
    assert wording.short("Stay is bounded", 40) == "Stay is bounded"
    assert wording.short("Stay is bounded, says the ministry", 18) == "Stay is bounded …"


def test_codes_are_said_in_words_and_unknown_ones_kept() -> None:
    assert wording.audience("citizens:RU") == "citizens of Russia"
    assert wording.audience("owners of lorries") == "owners of lorries"
    assert wording.country("QQ") == "QQ"
    assert wording.country("LV") == "Latvia"
    assert wording.country("EAEU") == "the Eurasian Economic Union"
    assert wording.audience("citizens:LV") == "citizens of Latvia"
    assert wording.slug("residence-permit") == "Residence permit"
    assert amounts.plural(1, "relay", "relays") == "1 relay"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "http://",
        "http://[broken",
        "https:outlet",
        "",
    ],
)
def test_addresses_that_do_not_lead_to_a_page_are_no_links(address: str) -> None:
    assert not is_safe(address)
    assert link(address, "words").tag == "span"


def test_links_that_leave_have_no_handle_on_this_page() -> None:
    attributes = dict(outward("https://outlet.example/a", "words").attributes)
    assert attributes["target"] == "_blank"
    assert "noopener" in attributes["rel"]


def test_only_known_tags_and_attributes_are_built() -> None:
    for tag, attributes in (("script", {}), ("p", {"onclick": "x()"}), ("p", {"style": "x"}), ("img", {})):
        with pytest.raises(ValueError, match="no page of ours"):
            el(tag, "words", **attributes)


@given(st.text())
def test_text_reaches_the_browser_as_it_is(text: str) -> None:
    assert el("p", text).as_data() == ["p", {}, [text]]


def test_evidence_has_words_voice_and_both_links() -> None:
    article, facts = ARTICLES[1]
    report = Report(fact=facts[0], article=article.head)
    shown = str(evidence.evidence(report, {"Announced"}).as_data())
    assert data.RELAY_WORDS in shown
    assert "RFE/RL" in shown
    assert "in the headline" in shown
    assert "https://outlet.example/no-asylum.html#:~:text=Kazakhstan" in shown
    assert f"/article?id={article.head.article_id}&q={facts[0].fact_id}" in shown
    assert "not told" in shown  # the row that the other side has


def test_address_becomes_filters_and_an_address_again() -> None:
    query = Query.of([("topic", "stay"), ("topic", "tax"), ("q", " border "), ("from", "2022-09-01"), ("page", "3")])
    since = datetime(2022, 8, 31, 18, tzinfo=UTC)
    assert query.filters(ALMATY) == Filters(topics=("stay", "tax"), words="border", since=since)
    assert (query.page, query.offset) == (3, 100)
    assert path("/facts", query.filtering()) == "/facts?topic=stay&topic=tax&q=border&from=2022-09-01"


@pytest.mark.parametrize("pair", [("from", "2023-02-30"), ("on", "20230101"), ("page", "-1"), ("page", "٣")])
def test_what_cannot_be_read_in_an_address_is_named_and_left_out(pair: tuple[str, str]) -> None:
    query = Query.of([pair, ("topic", "stay")])
    assert query.ignored == ("=".join(pair),)
    assert query.values == {"topic": ("stay",)}


@given(st.lists(st.tuples(st.sampled_from(["topic", "q", "from", "to", "on", "known", "page"]), st.text())))
def test_no_address_breaks_a_page(pairs: list[tuple[str, str]]) -> None:
    query = Query.of(pairs)
    query.filters(ALMATY)
    assert query.offset >= 0


def test_what_is_told_on_the_next_day_was_not_known_on_this_one() -> None:
    assert end_of(date(2023, 1, 16), UTC) < datetime(2023, 1, 17, tzinfo=UTC)
    midnight = datetime(2023, 1, 16, 18, tzinfo=UTC)
    assert end_of(date(2023, 1, 16), ALMATY) < midnight == start_of(date(2023, 1, 17), ALMATY)


def report(text: str, language: str = "en", source: str = "Steppe Wire", **fields: Any) -> Report:
    """A report whose quote is the whole text, published on 18 January 2023."""
    head = ArticleHead(
        article_id=f"art {source}",
        url="https://outlet.example/a",
        title=None,
        source=source,
        source_kind="press",
        country="KZ",
        language=language,
        published="2023-01-18",
        retrieved=data.FETCHED,
        snapshot="sha256:0",
    )
    kind = fields.pop("kind", "rule")
    return Report(
        fact=Fact(
            fact_id=text, article_id=head.article_id, kind=kind, quote=take(text, 0, len(text)), reader="r", **fields
        ),
        article=head,
    )


def marked(one: Report, *fields: str) -> list[str]:
    return [one.fact.quote.text[start:end] for start, end in differing.places(one, fields)]


@pytest.mark.parametrize(
    ("one", "fields", "words"),
    [
        (report("The decree applies from January 27.", effective_from="2023-01-27"), ("effective_from",), "January 27"),
        (report("Указ действует с 26 января.", "ru", effective_from="2023-01-26"), ("effective_from",), "26 января"),
        (report("Some 1.3 million people of 20 came.", value=Decimal(1300000)), ("value",), "1.3 million"),
        (report("Въехало 36 тыс. человек.", "ru", value=Decimal(36000)), ("value",), "36 тыс."),
        (report("The fee will not be charged again.", modality="prohibited"), ("value",), None),
        (report("Es gilt ab dem 27. Januar.", "de", effective_from="2023-01-27"), ("effective_from",), None),
    ],
)
def test_words_that_tell_what_differs_are_found(one: Report, fields: tuple[str, ...], words: str | None) -> None:
    found = [text.removeprefix("с ") for text in marked(one, *fields)]
    assert found == ([words] if words else [])


def test_a_conflict_is_about_the_fields_in_which_its_sides_differ() -> None:
    first, second = report("It is banned.", modality="prohibited"), report("It is allowed.", modality="permitted")
    assert differing.fields("headline", [[first], [second]]) == ("modality",)
    assert differing.fields("date", [[first], [second]]) == differing.FIELDS["date"]
    assert marked(first, "modality")[0].endswith("banned")


def test_a_dispute_over_a_first_day_is_not_one_over_the_announcement() -> None:
    first = report("It applies from 26 January.", effective_from="2023-01-26", announced_on="2023-01-17")
    second = report("It applies from 27 January.", effective_from="2023-01-27")
    names = differing.fields("date", [[first], [second]])
    assert [comparison.position(one.fact, names) for one in (first, second)] == [
        "In force 26 January 2023",
        "In force 27 January 2023",
    ]


def test_a_dispute_over_people_names_them() -> None:
    some = report("Drivers are exempt.", modality="permitted", audience="drivers", topic="tax")
    others = report("Banks are exempt.", modality="permitted", audience="banks", topic="tax")
    names = differing.fields("scope", [[some], [others]])
    assert comparison.position(some.fact, names) == "Topic: Tax · Direction: Permitted · drivers"
    assert marked(some, *names) == ["Drivers"]


def test_of_many_reports_telling_words_stand_first_and_each_outlet_before_any_twice() -> None:
    vague = report("Visa runs end.", source="Relay Daily", effective_from="2023-01-27")
    relay = report(
        "From 27 January, writes the Wire.", source="Relay Daily", reported_via="Wire", effective_from="2023-01-27"
    )
    plain = report("It applies from 27 January.", effective_from="2023-01-27")
    named = report("It applies from 27 January, she said.", speaker="She", effective_from="2023-01-27")
    ordered = comparison.best_first([vague, relay, plain, named], ("effective_from",))
    assert ordered == [named, relay, plain, vague]


def test_more_than_a_few_reports_of_a_side_are_folded_away_and_counted() -> None:
    many = [
        report(f"Rule {place} applies.", source=f"Outlet {place}", effective_from="2023-01-26") for place in range(6)
    ]
    shown = comparison.table("date", [many, [report("It applies from 27 January.", effective_from="2023-01-27")]])
    assert "6 outlets · 6 articles · 6 quotes" in shown.words()
    assert "More quotes (3)" in shown.words()


def test_marks_leave_the_words_as_they_are() -> None:
    one = report("The decree applies from January 27.", effective_from="2023-01-27")
    quote = evidence.quotation(one, differing.places(one, ("effective_from",)))
    assert "".join(quote_text(quote)) == one.fact.quote.text


def quote_text(node: Element | str) -> list[str]:
    return [node] if isinstance(node, str) else [text for child in node.children for text in quote_text(child)]


def test_days_in_our_sentences_are_words_and_in_quotes_stay() -> None:
    told = "A has it from 2023-01-26, B says “from 2023-01-27”."
    assert days.spelled(told) == "A has it from 26 January 2023, B says “from 2023-01-27”."


def test_the_parts_of_the_chart_make_up_the_whole() -> None:
    """A change of which no first day is told is drawn by its announcement and belongs to neither side of today."""
    days_told = (("c1", "2023-01-27"), ("c2", None), ("c3", "2023-02"))
    drawn = [replace(CHANGE, change_id=name, effective_on=day) for name, day in days_told]
    listed = [Shown(change=one, before=None, after=None, title="Stay", status=None) for one in drawn]
    chart = overview_chart.overview(listed, date(2023, 1, 20))
    assert chart is not None
    assert "3 changes" in chart.alt
    assert "0 in force by 20 January 2023, 1 to come, 2 without a whole first day." in chart.alt
    assert [each.start for each in chart.spans] == [
        "27 January 2023",
        "date not reported",
        "February 2023 (day not given)",
    ]


def test_a_start_on_which_reports_differ_is_drawn_on_none_of_its_days() -> None:
    disputed = replace(CHANGE, disputed=("2023-01-26", "2023-01-27"))
    for settled, words in ((None, "disputed: 26 or 27 January 2023"), ("explained", "(reports differ; explained)")):
        shown = Shown(change=disputed, before=None, after=None, title="Stay", status=None, settled=settled)
        chart = overview_chart.overview([shown], date(2023, 1, 20))
        assert chart is not None
        assert chart.spans[0].effective is None
        assert words in overview_chart.in_words(chart).words()
