"""Comparing what a careful reader takes from the sample articles: which of their disagreements are found."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.records.facts import Fact, Quote, Report
from core.records.findings import Comparison
from core.records.pages import ArticleHead
from crawler import catalogue
from timeline import compare

ROOT = Path(__file__).resolve().parent.parent
GOLD: dict[str, Any] = json.loads((ROOT / "tests/gold/samples.json").read_text(encoding="utf-8"))
ARTICLES: dict[str, Any] = json.loads((ROOT / "tests/gold/samples-articles.json").read_text(encoding="utf-8"))
FOUND_AT_LEAST = 9  # of the gold's eleven; a floor, raised as comparing gets better


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("sources")
    for file in (ROOT / "samples/sources").glob("*.toml"):
        declared = file.read_text(encoding="utf-8").replace("{{origin}}", "http://samples.test")
        (folder / file.name).write_text(declared, encoding="utf-8")
    sources = {source.source_id: source for source in catalogue.load(folder)}
    heads = {article_id: _head(article_id, article, sources) for article_id, article in ARTICLES.items()}
    return compare([Report(fact=_fact(told), article=heads[told["article"]]) for told in GOLD["facts"]])


def _head(article_id: str, article: dict[str, Any], sources: dict[str, Any]) -> ArticleHead:
    source = sources[article["page"].partition("/")[0]]
    return ArticleHead(
        article_id=article_id,
        url=f"http://samples.test/{article['page']}",
        title=article["title"],
        source=source.name,
        source_kind=source.kind,
        country=source.country,
        language=article["language"],
        published=article["published"],
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
        snapshot=f"sha256:{article_id}",
    )


def _fact(told: dict[str, Any]) -> Fact:
    article = ARTICLES[told["article"]]
    start = (article["title"] if told.get("headline") else "\n".join(article["text"])).index(told["anchor"])
    fields = {name: value for name, value in told.items() if name not in {"id", "article", "anchor", "optional"}}
    for name in ("value", "value_high"):
        if name in fields:
            fields[name] = Decimal(str(fields[name]))
    for name in ("speaker", "organisation", "reported_via"):
        if name in fields:
            fields[name] = fields[name].split(" / ")[0]
    quote = Quote(told["anchor"], start, start + len(told["anchor"]))
    return Fact(fact_id=told["id"], article_id=told["article"], quote=quote, reader="gold", **fields)


def _opposed(comparison: Comparison, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether an open conflict has a fact of `one` on one side and a fact of `other` on another."""
    return any(
        set(one) & set(side) and set(other) & set(against)
        for conflict in comparison.conflicts
        if conflict.state == "open"
        for side in conflict.sides
        for against in conflict.sides
        if side is not against
    )


def test_disagreements_are_found(comparison: Comparison) -> None:
    missed = [gold["why"] for gold in GOLD["conflicts"] if not _opposed(comparison, *gold["between"])]
    assert len(GOLD["conflicts"]) - len(missed) >= FOUND_AT_LEAST, missed


@pytest.mark.parametrize("fine", GOLD["not_conflicts"], ids=lambda fine: fine["id"])
def test_what_only_looks_like_one_is_left_alone(comparison: Comparison, fine: dict[str, Any]) -> None:
    one, other = fine["pair"]
    assert not _opposed(comparison, [one], [other]), fine["why"]


def test_the_decree_is_one_change_with_its_day(comparison: Comparison) -> None:
    changes = [change for change in comparison.changes if change.topic == "stay" and change.audience == "citizens:EAEU"]
    assert [(change.announced_on, change.effective_on) for change in changes] == [("2023-01-17", "2023-01-27")]
