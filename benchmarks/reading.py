"""How well the reader reads: its facts against those a careful person took from the gold articles.

    python -m benchmarks.reading [--misses] [--held-out] [--pin]

Matching: a found fact and a gold fact of one article belong together if their words overlap by half of the shorter and,
for figures, the amounts agree within 0.5 %; each takes part once, same kind and same amount first. Recall is taken over
gold facts that are not optional, precision over rules and figures found. `--misses` never shows held-out articles.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.ids import stable_id
from core.records.facts import Fact
from core.records.pages import Article, ArticleHead
from nlp.reader import Reader

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
FILES = (
    "articles.jsonl", "lines.jsonl", "lines-2.jsonl", "articles-2.jsonl", "articles-3.jsonl", "lines-3.jsonl",
    "articles-4.jsonl", "articles-5.jsonl", "articles-6.jsonl", "articles-7.jsonl",
)  # fmt: skip
STORIES = "stories.jsonl"  # whose facts stand beside it, in stories.json
FLOORS = GOLD / "floors.toml"
MEASURED = GOLD.parent.parent / "nlp" / "measured.toml"  # what the About page tells its readers
FIELDS = (
    "topic", "audience", "modality", "status", "measure", "value", "value_high", "unit", "qualifier", "per", "period",
    "as_of", "date", "announced_on", "effective_from", "effective_until", "speaker", "organisation", "reported_via",
    "headline", "jurisdiction",
)  # fmt: skip
LANGUAGES = ("en", "ru", "kk")
_STORED = ("id", "article", "in_headline")
_NAMES = ("speaker", "organisation", "reported_via")
_DATES = ("date", "as_of", "announced_on", "effective_from", "effective_until")


@dataclass
class Score:
    """Counts over a set of articles, and the figures they give."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    fields_right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list, repr=False)  # held-out texts are in no report of a failure

    def precision(self, kind: str) -> float:
        """The share of the facts found that are right; 0 where none was found."""
        return self.right[kind] / self.found[kind] if self.found[kind] else 0.0

    def recall(self, kind: str) -> float:
        """The share of the facts wanted that were found; 0 where none was wanted."""
        return self.got[kind] / self.wanted[kind] if self.wanted[kind] else 0.0

    def f1(self, kind: str) -> float:
        """F1 of a kind of fact; 0 where nothing was wanted or found."""
        precision, recall = self.precision(kind), self.recall(kind)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def field_accuracy(self) -> float:
        """The share of judged fields, over all of them, that are as in the gold."""
        return sum(self.fields_right.values()) / max(sum(self.fields.values()), 1)


def gold_articles() -> list[dict[str, Any]]:
    """Every gold article, in file order, then those of the stories; those of lines.jsonl are never held out."""
    return [*_articles(FILES), *_of_stories()]


def _of_stories() -> Iterable[dict[str, Any]]:
    """The stories' articles, each with its facts, but for those of a title that its text does not repeat."""
    told = json.loads((GOLD / STORIES).with_suffix(".json").read_text(encoding="utf-8"))["facts"]
    for article in _articles([STORIES]):
        facts = (each for each in told if each["article"] == article["id"] and each["anchor"] in article["text"])
        yield article | {"facts": [{name: fact[name] for name in fact if name not in _STORED} for fact in facts]}


def general_news() -> list[dict[str, Any]]:
    """Articles on other matters, in which there is no rule; their figures and events were not annotated."""
    return _articles(("news.jsonl",))


def _articles(files: Iterable[str]) -> list[dict[str, Any]]:
    articles = []
    for name in files:
        if (GOLD / name).exists():
            lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
            articles += [json.loads(line) | {"file": name} for line in lines if line.strip()]
    return articles


def digest() -> str:
    """What the floors are pinned beside: the hash of all gold files."""
    names = (*FILES, STORIES, STORIES.replace(".jsonl", ".json"))
    parts = [(GOLD / name).read_bytes() for name in names if (GOLD / name).exists()]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def as_article(gold: Mapping[str, Any]) -> Article:
    """A gold article as the reader gets it."""
    head = ArticleHead(
        article_id=stable_id("art", gold["id"]), url=f"https://gold.example/{gold['id']}", title=gold.get("title"),
        source=gold.get("source"), source_kind=gold.get("source_kind", "press"), country=gold.get("country"),
        language=gold["language"], published=gold.get("published"), snapshot="",
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return Article(head=head, text=gold["text"])


def score(articles: Iterable[Mapping[str, Any]], reader: Reader) -> Score:
    """Reads the articles and scores what was read."""
    return summed(_scored(gold, reader) for gold in articles)


def summed(scores: Iterable[Score]) -> Score:
    """Several articles' scores as one."""
    total = Score()
    for one in scores:
        for name in ("found", "right", "wanted", "got", "fields", "fields_right"):
            getattr(total, name).update(getattr(one, name))
        total.misses += one.misses
    return total


def _scored(gold: Mapping[str, Any], reader: Reader) -> Score:
    total = Score()
    _score_article(gold, reader.facts(as_article(gold)), total)
    return total


def _score_article(gold: Mapping[str, Any], facts: tuple[Fact, ...], total: Score) -> None:
    pairs = paired(gold, facts)
    for place, wanted in enumerate(gold["facts"]):
        fact = pairs.get(place)
        kind, optional = wanted["kind"], wanted.get("optional")
        if not optional:
            total.wanted[kind] += 1
            total.got[kind] += fact is not None and fact.kind == kind
            if fact is None or fact.kind != kind:
                total.misses.append(f"{gold['id']} missed {kind}: {wanted['anchor']}")
        if fact is not None:
            total.right[kind] += not optional and fact.kind == kind
            total.found[kind] += not optional and fact.kind == kind
            _score_fields(gold, wanted, fact, total)
    taken = {id(fact) for fact in pairs.values()}
    for fact in facts:
        if id(fact) not in taken:
            total.found[fact.kind] += 1
            if fact.kind in ("rule", "figure"):
                total.misses.append(f"{gold['id']} too much {fact.kind}: {fact.quote.text}")


def _score_fields(gold: Mapping[str, Any], wanted: Mapping[str, Any], fact: Fact, total: Score) -> None:
    for name in FIELDS:
        if name in wanted:
            right = _same(name, wanted[name], getattr(fact, name))
            total.fields[name] += 1
            total.fields_right[name] += right
            if not right:
                total.misses.append(f"{gold['id']} {name}: want {wanted[name]}, got {getattr(fact, name)}")
    for name in wanted.get("absent", ()):
        total.fields["left empty"] += 1
        total.fields_right["left empty"] += getattr(fact, name) is None


def paired(gold: Mapping[str, Any], facts: tuple[Fact, ...]) -> dict[int, Fact]:
    candidates = []
    for place, wanted in enumerate(gold["facts"]):
        start = gold["text"].find(wanted["anchor"])
        for number, fact in enumerate(facts):
            overlap = min(fact.quote.end, start + len(wanted["anchor"])) - max(fact.quote.start, start)
            if overlap < 0.5 * min(len(fact.quote.text), len(wanted["anchor"])) or overlap <= 0:
                continue
            kinds = {wanted["kind"], fact.kind}
            amount = "value" not in wanted or _same("value", wanted["value"], fact.value)
            if kinds not in ({fact.kind}, {"rule", "statement"}) or (fact.kind == "figure" and not amount):
                continue
            candidates.append((len(kinds) == 1, amount, overlap, -place, -number))
    pairs: dict[int, Fact] = {}
    used: set[int] = set()
    for _, _, _, place, number in sorted(candidates, reverse=True):
        if -place not in pairs and -number not in used:
            pairs[-place] = facts[-number]
            used.add(-number)
    return pairs


def _same(name: str, wanted: Any, found: Any) -> bool:
    if found is None:
        return False
    if name in ("value", "value_high"):
        return abs(Decimal(str(wanted)) - found) <= abs(Decimal(str(wanted))) * Decimal("0.005")
    if name in _DATES:
        return str(found).startswith(str(wanted))
    if name in _NAMES:
        return any(_same_name(form, str(found)) for form in str(wanted).split(" / "))
    return bool(str(wanted).casefold() == str(found).casefold())


def _same_name(wanted: str, found: str) -> bool:
    one, other = set(wanted.casefold().split()), set(found.casefold().split())
    return one <= other or other <= one or len(one & other) / len(one | other) > 0.5


def table(reader: Reader) -> dict[str, Score]:
    """Scores by language for the articles that vocabularies may be mended by, and for those held out."""
    scores = [(gold, _scored(gold, reader)) for gold in gold_articles()]
    rows = {}
    for held_out in (False, True):
        chosen = [(gold["language"], one) for gold, one in scores if bool(gold.get("held_out")) is held_out]
        for language in (*LANGUAGES, "all"):
            part = (one for spoken, one in chosen if language in (spoken, "all"))
            rows[f"{'held-out' if held_out else 'open'} {language}"] = summed(part)
    return rows


def floors() -> dict[str, Any]:
    """The pinned floors, with the digest of the gold they were measured on."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def pin(rows: Mapping[str, Score]) -> None:
    """Writes the figures of `rows`, rounded down to the hundredth, as the new floors."""
    lines = [
        "# Written by `python -m benchmarks.reading --pin`; the test run fails below these.",
        f'digest = "{digest()}"',
        "",
    ]
    for name, row in rows.items():
        measured = {"rule": row.f1("rule"), "figure": row.f1("figure"), "fields": row.field_accuracy()}
        pinned = ", ".join(f"{key} = {math.floor(value * 100 - 1e-6) / 100:.2f}" for key, value in measured.items())
        lines.append(f'"{name}" = {{ {pinned} }}')
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    MEASURED.write_text(_measured(rows), encoding="utf-8")


def _measured(rows: Mapping[str, Score]) -> str:
    """The held-out figures, in hundredths, for those who read what the reader found."""
    whole = rows["held-out all"]
    lines = [
        "# Written by `python -m benchmarks.reading --pin`: in hundredths, on the gold that is held out.",
        f"items = {sum(bool(gold.get('held_out')) for gold in gold_articles())}",
    ]
    for kind in ("rule", "figure"):
        found = {"precision": whole.precision(kind), "recall": whole.recall(kind)}
        lines.append(f"{kind} = {{ {', '.join(f'{name} = {value * 100:.0f}' for name, value in found.items())} }}")
    lines.append(f"fields = {whole.field_accuracy() * 100:.0f}")
    spoken = ", ".join(f"{language} = {rows[f'held-out {language}'].f1('rule') * 100:.0f}" for language in LANGUAGES)
    return "\n".join([*lines, f"rule_f1 = {{ {spoken} }}", ""])


def main() -> int:
    """Prints the table; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--misses", action="store_true", help="list what was missed or too much, never of held-out articles"
    )
    parser.add_argument("--pin", action="store_true", help="write the figures as the new floors, lower ones too")
    options = parser.parse_args()
    rows = table(Reader())
    print(f"{'':14}{'rules':>7}{'F1':>7}{'figures':>9}{'F1':>7}{'fields':>9}")
    for name, row in rows.items():
        print(
            f"{name:14}{row.wanted['rule']:7}{row.f1('rule'):7.3f}{row.wanted['figure']:9}"
            f"{row.f1('figure'):7.3f}{row.field_accuracy():9.3f}"
        )
    if options.misses:
        print("\n".join(rows["open all"].misses))
    if options.pin:
        pin(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
