"""How well disagreements are found: in stories told by several outlets, against those a careful person saw in them.

    python -m benchmarks.disputes [--misses]

Once with the facts as the careful person took them (what comparing can do), once as the reader takes them (what a user
gets). A disagreement is found if an open conflict has a fact of each of its sides on two sides of its own; a pair that
only looks like one must have none. Half of the stories are held out: scored, never shown.
"""

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from benchmarks.reading import GOLD, as_article, paired
from core.records.facts import Fact, Quote, Report
from core.records.findings import Comparison
from nlp.reader import Reader
from timeline import compare

_NAMES = ("speaker", "organisation", "reported_via")
_UNREAD = {"id", "article", "anchor", "optional", "absent", "in_headline"}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some stories; `open_` counts all conflicts that were reported in them."""

    conflicts: int
    found: int
    typed: int
    pairs: int
    false: int
    open_: int
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the disagreements that were found."""
        return self.found / max(self.conflicts, 1)

    @property
    def type_right(self) -> float:
        """Of those found, the share told with the right type."""
        return self.typed / max(self.found, 1)

    @property
    def false_alarms(self) -> float:
        """The share of the pairs which only look like disagreements that were told as ones."""
        return self.false / max(self.pairs, 1)


@cache
def stories() -> tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Any]]:
    """The stories' articles by id, and the gold: `facts`, `conflicts`, `not_conflicts`."""
    lines = (GOLD / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {each["id"]: each for each in map(json.loads, lines)}
    return articles, json.loads((GOLD / "stories.json").read_text(encoding="utf-8"))


def as_read(reader: Reader, held_out: bool) -> Found:
    """What is found in the facts that the reader takes."""
    reports, names = read(reader, held_out)
    return scored(compare(reports), names, _facts(held_out))


def as_told(held_out: bool) -> Found:
    """What is found in the facts that the careful person took."""
    reports, names = told(held_out)
    return scored(compare(reports), names, _facts(held_out))


def read(reader: Reader, held_out: bool) -> tuple[list[Report], dict[str, str]]:
    """The facts that the reader takes, and by the gold fact's id the id of the one that is paired with it."""
    reports, names = [], {}
    for article, wanted in _gold(held_out):
        facts = reader.facts(as_article(article))
        head = as_article(article).head
        reports += [Report(fact=fact, article=head) for fact in facts]
        places = paired({**article, "facts": wanted}, facts)
        names |= {wanted[place]["id"]: fact.fact_id for place, fact in places.items()}
    return reports, names


def told(held_out: bool) -> tuple[list[Report], dict[str, str]]:
    """The facts that the careful person took, each under its own id."""
    reports, names = [], {}
    for article, wanted in _gold(held_out):
        head = as_article(article).head
        for each in wanted:
            reports.append(Report(fact=_fact(each, article, head.article_id), article=head))
            names[each["id"]] = each["id"]
    return reports, names


def _gold(held_out: bool) -> Iterable[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    articles, gold = stories()
    for article in articles.values():
        if bool(article.get("held_out")) is held_out:
            yield article, [each for each in gold["facts"] if each["article"] == article["id"]]


def _fact(told: Mapping[str, Any], article: Mapping[str, Any], article_id: str) -> Fact:
    fields = {name: value for name, value in told.items() if name not in _UNREAD}
    for name in ("value", "value_high"):
        if name in fields:
            fields[name] = Decimal(str(fields[name]))
    for name in _NAMES:
        if name in fields:
            fields[name] = fields[name].split(" / ")[0]
    start = article["text"].find(told["anchor"])
    quote = Quote(told["anchor"], start, start + len(told["anchor"]))
    return Fact(fact_id=told["id"], article_id=article_id, quote=quote, reader="gold", **fields)


def _facts(held_out: bool) -> set[str]:
    return {each["id"] for _, wanted in _gold(held_out) for each in wanted}


def scored(comparison: Comparison, names: Mapping[str, str], here: Collection[str]) -> Found:
    """What is found of the disagreements, and flagged of the look-alikes, whose gold facts are all `here`."""
    _, gold = stories()
    conflicts = [each for each in gold["conflicts"] if set(here).issuperset(each["between"][0])]
    pairs = [each["pair"] for each in gold["not_conflicts"] if set(here).issuperset(each["pair"])]
    types = {each["id"]: _told(comparison, names, *each["between"]) for each in conflicts}
    return Found(
        conflicts=len(conflicts),
        found=sum(map(bool, types.values())),
        typed=sum(each["type"] in types[each["id"]] for each in conflicts),
        pairs=len(pairs),
        false=sum(bool(_told(comparison, names, [one], [other])) for one, other in pairs),
        open_=len(comparison.conflicts),
        missed=tuple(f"{each['id']} {each['type']}: {each['why']}" for each in conflicts if not types[each["id"]]),
    )


def _told(comparison: Comparison, names: Mapping[str, str], one: Iterable[str], other: Iterable[str]) -> set[str]:
    """The types of the conflicts that have a fact of `one` on a side and a fact of `other` on another."""
    left, right = ({names[each] for each in side if each in names} for side in (one, other))
    return {
        each.type
        for each in comparison.conflicts
        for side in each.sides
        for against in each.sides
        if side is not against and left.intersection(side) and right.intersection(against)
    }


def table(reader: Reader) -> dict[str, Found]:
    """All four rows, by what was compared and whether it is held out."""
    return {
        "told, open": as_told(held_out=False),
        "told, held-out": as_told(held_out=True),
        "read, open": as_read(reader, held_out=False),
        "read, held-out": as_read(reader, held_out=True),
    }


def main() -> int:
    """Prints the table; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what was missed, never of held-out stories")
    options = parser.parse_args()
    print(f"{'':16}{'conflicts':>10}{'recall':>8}{'typed':>7}{'alike':>7}{'false':>7}{'reported':>10}")
    for name, row in table(Reader()).items():
        print(
            f"{name:16}{row.conflicts:10}{row.recall:8.2f}{row.type_right:7.2f}{row.pairs:7}{row.false_alarms:7.2f}"
            f"{row.open_:10}"
        )
        if options.misses and "held-out" not in name:
            print("\n".join(f"    missed {each}" for each in row.missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
