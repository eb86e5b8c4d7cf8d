"""Blocks: claims that comparing may ever set beside each other, so that one more article touches its own alone.

A block holds the rules of one field of topics, or the figures of one family of measures, in one country. Where some
claim of the field names no country, it may meet those of any: the whole field is one block then. Every article is a
block of its own besides, in which its headline is held against its text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from core.records import Report
from timeline.claims import Claim, claims
from timeline.lattice import Lattice, declared
from timeline.stories import story_places

ARTICLE = "article"


def place_in_blocks(reports: Iterable[Report]) -> dict[str, frozenset[tuple[str, str]]]:
    """For each article the fields that its facts belong to, each with a country ("" where the fact has none).

    It depends on the article alone. Whole articles are expected.
    """
    lattice = declared()
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for article, told in articles(claims(reports, lattice)).items():
        found[article] = {(field_of(each, lattice), each.place or "") for each in told} | story_places(told)
    return {article: frozenset(places) for article, places in found.items()}


def touched(moved: Iterable[tuple[str, str]], told: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The blocks to compare again, or to drop, when articles with claims in these fields and countries come or go.

    `told` has, for each such field in which some article names no country (""), before or now, all countries told.
    """
    found: set[str] = set()
    for field, place in moved:
        if "" in told.get(field, ()):
            found |= {field, *(f"{field}/{each}" for each in told[field] if each)}
        else:
            found.add(f"{field}/{place}")
    return frozenset(found)


def article_block(article_id: str) -> str:
    """The block in which the article's headline is held against its text."""
    return f"{ARTICLE}:{article_id}"


def blocks(ready: Sequence[Claim], lattice: Lattice) -> dict[str, list[Claim]]:
    """Claims by block, each in the order given."""
    fields: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for each in ready:
        fields[field_of(each, lattice)][each.place or ""].append(each)
    found: dict[str, list[Claim]] = {}
    for field, places in fields.items():
        if "" in places:
            found[field] = sorted((each for part in places.values() for each in part), key=lambda each: each.order)
        else:
            found |= {f"{field}/{place}": part for place, part in places.items()}
    return found


def articles(ready: Iterable[Claim]) -> Mapping[str, Sequence[Claim]]:
    """Claims by article, in the order given."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for each in ready:
        found[each.fact.article_id].append(each)
    return found


def field_of(claim: Claim, lattice: Lattice) -> str:
    """The field whose claims a claim may meet."""
    return _named(claim, lattice).replace("/", "-")


def _named(claim: Claim, lattice: Lattice) -> str:
    if claim.fact.kind == "figure":
        return f"counts:{lattice.family(claim.fact.measure) or claim.fact.subject or claim.fact.topic or ''}"
    subject = claim.fact.subject if claim.fact.subject in lattice.fields else None
    return f"rules:{lattice.field(subject or claim.fact.topic or claim.group) or ''}"
