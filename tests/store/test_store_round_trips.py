"""Whatever a record holds comes back from the database as it went in, on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from store_records import article, fact

from core.records.facts import Fact, Quote
from core.records.findings import Change, Comparison, Conflict, RuleVersion
from core.records.pages import Article, ArticleHead
from db import mapping, reads, writes
from db.engine import reading, writing
from db.tables.findings import VERSIONS

# A store is reused between examples: each replaces what the one before it wrote.
_ON_A_STORE = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
_PLACES = st.integers(0, 2**31 - 1)
_QUOTES = st.builds(Quote, _TEXT, _PLACES, _PLACES)
_INSTANTS = st.datetimes(timezones=st.just(UTC))
_DAYS = st.dates(min_value=date(1, 1, 1))
_AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
_IDS = st.lists(_TEXT, max_size=4).map(tuple)
_SIDES = st.lists(st.lists(_TEXT, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
_OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    bool: st.booleans(),
    int: _PLACES,
    float: st.floats(0, 1),
    Quote: _QUOTES,
    datetime: _INSTANTS,
    date: _DAYS,
    Decimal: _AMOUNTS,
    tuple[str, ...]: _IDS,
    tuple[tuple[str, ...], ...]: _SIDES,
}


def _any(kind: type, **fixed: Any) -> st.SearchStrategy[Any]:
    """Any record of a type, its fields drawn by their declared types."""
    fields = {name: _field(hint) for name, hint in get_type_hints(kind).items() if name not in fixed}
    return st.builds(kind, **fields, **{name: st.just(value) for name, value in fixed.items()})


def _field(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _OF_TYPE:
        return _OF_TYPE[hint]
    options = get_args(hint)
    if all(isinstance(option, str) for option in options):
        return st.sampled_from(options)
    return st.one_of(*(st.none() if option is type(None) else _field(option) for option in options))


_HEADS = _any(ArticleHead, article_id="a1", url="https://gazette.example/trams")


@_ON_A_STORE
@given(
    head=_HEADS,
    text=_TEXT,
    facts=st.lists(_any(Fact, article_id="a1"), max_size=3, unique_by=lambda fact: fact.fact_id),
)
def test_articles_and_facts(store: Engine, head: ArticleHead, text: str, facts: list[Fact]) -> None:
    with writing(store) as session:
        writes.add_skipped(session, record_id="r1", reader="0", reason="anew")
        writes.add_reading(session, article=Article(head=head, text=text), facts=facts, record_id="r1", reader="1")
    with reading(store) as session:
        kept = reads.article(session, article_id="a1")
        streamed = list(reads.reports(session))
    assert kept is not None
    assert kept.article == Article(head=head, text=text)
    for reports in (kept.reports, streamed):
        assert {report.fact.fact_id: report.fact for report in reports} == {fact.fact_id: fact for fact in facts}
        assert all(report.article == head for report in reports)


@_ON_A_STORE
@given(
    version=_any(RuleVersion, version_id="v1"),
    change=_any(Change, change_id="c1"),
    conflict=_any(Conflict, conflict_id="x1"),
)
def test_comparisons(store: Engine, version: RuleVersion, change: Change, conflict: Conflict) -> None:
    made = Comparison(versions=(version,), changes=(change,), conflicts=(conflict,))
    with writing(store) as session:
        writes.replace_comparison(session, comparison=made)
    with reading(store) as session:
        rows = session.execute(select(VERSIONS)).mappings().all()
        assert [mapping.version_from(row) for row in rows] == [version]
        assert list(reads.all_changes(session)) == [change]
        assert list(reads.all_conflicts(session)) == [conflict]


def test_what_no_database_holds_becomes_another_character_and_no_quote_moves(store: Engine) -> None:
    text = "a\x00b \ud800 The fare rises."
    start = text.index("The fare")
    hostile = article(text=text, title="\x00")
    quoted = Fact(fact_id="f1", article_id="a1", kind="rule", quote=Quote("The fare", start, start + 8), reader="1")
    with writing(store) as session:
        writes.add_reading(session, article=hostile, facts=[quoted], record_id="r1", reader="1")
    with reading(store) as session:
        kept = reads.article(session, article_id="a1")
    assert kept is not None
    assert len(kept.article.text) == len(text)
    assert kept.article.text[start : start + 8] == kept.reports[0].fact.quote.text == "The fare"


def test_amounts_keep_every_digit(store: Engine) -> None:
    amounts = [Decimal(told) for told in ("0.1", "4100000", "12345678901234567890.123456789", "1.50")]
    facts = [fact(f"f{place}", value=amount) for place, amount in enumerate(amounts)]
    with writing(store) as session:
        writes.add_reading(session, article=article(), facts=facts, record_id="r1", reader="1")
    with reading(store) as session:
        kept = [report.fact.value for report in reads.reports(session)]
    assert [str(amount) for amount in kept] == [str(amount) for amount in amounts]
