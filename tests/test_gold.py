"""The gold keeps to the contract: anchors stand once, fields and values are known, dates fit the article's day."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reading import gold_articles

GOLD = Path(__file__).parent / "gold"


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


ARTICLES = load("articles.jsonl")
LINES = load("lines.jsonl")
EVERY = [*ARTICLES, *(one for name in ("articles-2", "articles-3", "articles-4") for one in load(f"{name}.jsonl"))]
TEXTS = [*ARTICLES, *LINES]

KNOWN = {
    "kind": {"rule", "figure", "event", "statement"},
    "modality": {"permitted", "required", "prohibited", "planned"},
    "status": {"in-force", "announced", "planned", "superseded", "denied"},
    "qualifier": {"about", "almost", "more-than", "at-least", "at-most", "less-than"},
    "measure": {
        *("persons-entered", "entries", "persons-left", "exits", "persons-present", "trips", "crossings"),
        *("permits-issued", "permits-applied-for", "permits-refused", "permits-pending"),
        *("identification-numbers-issued", "violators", "persons-expelled", "share-of-violators", "persons-mobilised"),
    },
}
WRITTEN = {
    "jurisdiction": r"[A-Z]{2}",
    "topic": r"[a-z]+(-[a-z]+)*",
    "audience": r"citizens:([A-Z]{2}|EAEU)|[^:]+",
    "unit": r"hour|day|month|year|percent|percentage-point|mci|[A-Z]{3}",
    "per": r"P\d+[DMY]",
    "period": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
}
DATES = {"as_of", "date", "announced_on", "effective_from", "effective_until"}
NAMES = {"speaker", "organisation", "reported_via"}
FIELDS = {*KNOWN, *WRITTEN, *DATES, *NAMES, "anchor", "value", "value_high", "headline", "optional", "absent"}


def facts_of(text: dict[str, Any], *kinds: str) -> Iterator[dict[str, Any]]:
    return (fact for fact in text["facts"] if not kinds or fact["kind"] in kinds)


def day_of(text: dict[str, Any]) -> date:
    published = datetime.fromisoformat(text["published"])
    assert published.tzinfo is not None
    return published.date()


def bounds_of(told: str) -> tuple[str, str]:
    """What a date told to the year, month or day lies between, inclusive, as text that sorts (30 February is fine)."""
    return told + "-01-01"[len(told) - 4 :], told + "-12-31"[len(told) - 4 :]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_an_anchor_stands_once_in_its_text(text: dict[str, Any]) -> None:
    assert {fact["anchor"]: text["text"].count(fact["anchor"]) for fact in facts_of(text)} == {
        fact["anchor"]: 1 for fact in text["facts"]
    }


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_fields_and_their_values_are_known(text: dict[str, Any]) -> None:
    for fact in facts_of(text):
        assert fact.keys() <= FIELDS
        assert all(fact[field] in values for field, values in KNOWN.items() if field in fact)
        assert all(re.fullmatch(form, fact[field]) for field, form in WRITTEN.items() if field in fact)
        assert all(isinstance(fact[field], int | float) for field in ("value", "value_high") if field in fact)
        assert fact.get("value", 0) <= fact.get("value_high", float("inf"))
        assert set(fact.get("absent", ())) <= FIELDS - fact.keys()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_a_fact_has_the_fields_of_its_kind(text: dict[str, Any]) -> None:
    assert all("value" in figure for figure in facts_of(text, "figure"))
    assert all("jurisdiction" in rule and "measure" not in rule for rule in facts_of(text, "rule"))
    assert not any(fact.keys() & {"modality", "effective_from"} for fact in facts_of(text, "figure", "event"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_dates_are_dates_and_fit_the_status(text: dict[str, Any]) -> None:
    today = day_of(text).isoformat()
    for fact in facts_of(text):
        bounds = {field: bounds_of(fact[field]) for field in DATES & fact.keys()}
        assert all(date.fromisoformat(day) for first, _ in bounds.values() for day in [first])
        assert all(bounds[field][0] <= today for field in ("announced_on", "as_of") if field in bounds)
        if "effective_from" in bounds and fact.get("status") == "announced":
            assert bounds["effective_from"][1] > today
        if "effective_from" in bounds and fact.get("status") == "in-force":
            assert bounds["effective_from"][0] <= today
        if "period" in fact:
            start, end = map(date.fromisoformat, fact["period"].split("/"))
            assert start <= end <= day_of(text)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_a_name_is_one_that_the_text_gives(article: dict[str, Any]) -> None:
    text = article["text"].casefold()
    for fact in facts_of(article):
        assert all(any(name.casefold() in text for name in fact[field].split(" / ")) for field in NAMES & fact.keys())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_a_headline_is_the_first_line(article: dict[str, Any]) -> None:
    first = article["text"].split("\n")[0]
    for fact in facts_of(article):
        assert bool(fact.get("headline")) == (fact["anchor"] in first and first == article["title"])


def test_articles_are_told_apart_and_spread_over_languages() -> None:
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)
    assert len({article["text"] for article in ARTICLES}) == len(ARTICLES)
    assert Counter(article["language"] for article in ARTICLES) == {"en": 15, "ru": 13, "kk": 12}
    assert {article["source_kind"] for article in ARTICLES} == {"agency", "ministry", "legal", "press"}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_quarter_and_more_is_held_out_in_every_language(language: str) -> None:
    told = [each for each in gold_articles() if each["language"] == language]
    rules = [(each, fact) for each in told for fact in each["facts"] if fact["kind"] == "rule"]
    assert 0.25 <= sum(bool(each.get("held_out")) for each, _ in rules) / len(rules) <= 0.4


def test_some_articles_hold_no_rule() -> None:
    ruleless = [a for a in ARTICLES if not any(not rule.get("optional") for rule in facts_of(a, "rule"))]
    assert len(ruleless) == 8
    assert all(fact.get("optional") for article in ruleless for fact in facts_of(article))
