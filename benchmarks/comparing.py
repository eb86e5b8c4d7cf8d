"""How long comparing takes, and how much memory: `python -m benchmarks.comparing [FACTS]` on invented facts.

Facts of eight to an article, over five years, thirty countries and forty topics, so that keys meet as they do in an
archive; every word and number is drawn with a fixed seed. Prints one line; memory is the process' peak.
"""

import random
import resource
import string
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from core.records import ArticleHead, Fact, Quote, Report
from timeline import compare
from timeline.concepts import GLOSS

_TOPICS = ("tax", "trade", "stay", "visa", "registration", "extradition", *(f"field{n}" for n in range(34)))
_AUDIENCES = (None, "foreigners", "citizens:RU", "citizens:EAEU", "banks", *(f"group{n}" for n in range(30)))
_MEASURES = ("entries", "persons-entered", "persons-left", "persons-present", *(f"count{n}" for n in range(32)))
_FIRST = date(2020, 1, 1)
_DAYS = 1800
_AN_ARTICLE = 8


def reports(facts: int, seed: int = 1, spread: int = 1) -> Iterator[Report]:
    """`facts` reports, the same for the same seed; of `spread` times as many topics, measures and countries each."""
    chance = random.Random(seed)
    words = [*_known_words(), *("".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(2000))]
    for number in range(facts // _AN_ARTICLE):
        head = _article(number, chance, spread)
        for place in range(_AN_ARTICLE):
            yield Report(fact=_fact(head, place, chance, words, spread), article=head)


def _known_words() -> list[str]:
    """Words by which articles of one story are found, as many as there are concepts."""
    table = tomllib.loads((GLOSS / "en.toml").read_text(encoding="utf-8"))
    return [phrases[0].removesuffix("!") for phrases in table.values()]


def _article(number: int, chance: random.Random, spread: int) -> ArticleHead:
    return ArticleHead(
        article_id=f"article{number}",
        url=f"https://outlet{number % 200}.example/{number}",
        title=None,
        source=f"outlet{number % 200}",
        source_kind="press",
        country=f"C{chance.randrange(30 * spread)}",
        language="en",
        published=(_FIRST + timedelta(chance.randrange(_DAYS))).isoformat(),
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
        snapshot="sha256:0",
    )


def _fact(head: ArticleHead, place: int, chance: random.Random, words: list[str], spread: int) -> Fact:
    quote = " ".join(chance.choices(words, k=12))
    day = date.fromisoformat(head.published or "")
    fields: dict[str, Any] = {"kind": "statement", "speaker": f"Name{chance.randrange(900)}"}
    if place % 2:
        fields = _rule(day, chance)
    elif place % 4:
        fields = _figure(day, chance, spread)
    return Fact(
        fact_id=f"{head.article_id}.{place}",
        article_id=head.article_id,
        quote=Quote(quote, place * 100, place * 100 + len(quote)),
        reader="invented",
        jurisdiction=head.country,
        topic=_one_of(_TOPICS, chance, spread),
        audience=chance.choice(_AUDIENCES),
        **fields,
    )


def _rule(day: date, chance: random.Random) -> dict[str, Any]:
    start = (day + timedelta(chance.randrange(60))).isoformat() if chance.random() < 0.25 else None
    value = Decimal(chance.choice((10, 15, 20, 30, 60, 90))) if chance.random() < 0.5 else None
    return {
        "kind": "rule",
        "modality": chance.choice(("permitted", "required", "prohibited")),
        "status": chance.choice((None, "in-force", "superseded", "planned")),
        "effective_from": start,
        "value": value,
        "unit": chance.choice(("day", "percent", "EUR")) if value is not None else None,
    }


def _figure(day: date, chance: random.Random, spread: int) -> dict[str, Any]:
    start = day - timedelta(chance.choice((7, 30, 90, 365)))
    value = Decimal(chance.randrange(100, 2_000_000))
    return {"kind": "figure", "measure": _one_of(_MEASURES, chance, spread), "value": value, "period": f"{start}/{day}"}


def _one_of(names: tuple[str, ...], chance: random.Random, spread: int) -> str:
    kind = chance.randrange(spread)
    return chance.choice(names) + (f"-{kind}" if kind else "")


def main() -> None:
    """Compares as many facts as the first argument says (100,000 without one) and prints what it took."""
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    given = list(reports(facts))
    begun = time.perf_counter()
    found = compare(given)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"compared {len(given):,} facts in {seconds:.1f} s, peak {peak:,.0f} MiB: "
        f"{len(found.versions):,} versions, {len(found.changes):,} changes, {len(found.conflicts):,} conflicts"
    )


if __name__ == "__main__":
    main()
