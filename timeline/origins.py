"""Origins: how many voices speak for themselves, and how many articles only pass one of them on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.records.facts import Report
from timeline.claims import Claim
from timeline.claims import claims as claims_of
from timeline.lattice import declared
from timeline.names import same_outlet, same_person
from timeline.words import shingles

_COPY = 0.8  # of the shorter quote's runs of four words
_SAME_SPEAKER = 0.5
_SHORTEST = 6  # runs: shorter quotes are alike by chance


@dataclass(frozen=True, slots=True)
class Voices:
    """`independent` origins and the outlets that relay one of them: an outlet counts once, however much it writes."""

    independent: int
    relays: int


def voices(claims: Sequence[Claim]) -> Voices:
    """How many origins are behind claims of one thing, and how many outlets relay one of them."""
    found = len(_origins(claims))
    return Voices(found, len({each.outlet.casefold() for each in claims}) - found)


def origins(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """The articles (their ids) that tell one thing, by origin: the earliest known first, in each and among them."""
    return tuple(map(tuple, _origins(claims_of(reports, declared()))))


def _origins(claims: Sequence[Claim]) -> list[list[str]]:
    """Articles, in the order of their claims, by what they have from each other.

    Articles have one origin where they are one outlet's, one names the other's outlet, both name one outlet, or one
    repeats the other's words.
    """
    articles: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        articles[each.fact.article_id].append(each)
    origin = {name: name for name in articles}
    for one, other in (*_through_outlets(articles), *_copies(claims), *_own(articles)):
        _unite(origin, one, other)
    found: dict[str, list[str]] = defaultdict(list)
    for name in articles:
        found[_root(origin, name)].append(name)
    return list(found.values())


def _through_outlets(articles: dict[str, list[Claim]]) -> Iterable[tuple[str, str]]:
    """Articles beside the article of the outlet they name, or beside another that names it."""
    named: dict[str, list[str]] = defaultdict(list)
    for article, claims in sorted(articles.items()):
        for via in {each.fact.reported_via for each in claims if each.fact.reported_via}:
            for outlet in via.split(" / "):
                named[outlet.strip()].append(article)
    for outlet, tellers in sorted(named.items()):
        for one in tellers[1:]:
            yield tellers[0], one
        for article, claims in articles.items():
            if article not in tellers and same_outlet(claims[0].article.source, outlet):
                yield tellers[0], article


def _copies(claims: Sequence[Claim]) -> Iterable[tuple[str, str]]:
    """Articles with quotes that repeat each other, found through the runs of words they share."""
    runs = {each.id: shingles(each.fact.quote.text) for each in claims}
    holders: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for each in claims:
        shared: Counter[str] = Counter()
        earlier: dict[str, Claim] = {}
        for run in runs[each.id]:
            for other in holders[run][:20]:
                shared[other.id] += 1
                earlier[other.id] = other
            holders[run].append(each)
        for name, count in shared.items():
            if _repeats(each, earlier[name], count / min(len(runs[each.id]), len(runs[name])), len(runs[name])):
                yield each.fact.article_id, earlier[name].fact.article_id


def _repeats(one: Claim, other: Claim, likeness: float, length: int) -> bool:
    if same_person(one.fact.speaker, other.fact.speaker):
        return likeness >= _SAME_SPEAKER
    return likeness >= _COPY and length >= _SHORTEST


def _own(articles: dict[str, list[Claim]]) -> Iterable[tuple[str, str]]:
    """One outlet's articles: it is one voice, in whatever language and on whatever day."""
    outlets: dict[str, list[str]] = defaultdict(list)
    for name, claims in articles.items():
        outlets[claims[0].outlet.casefold()].append(name)
    for own in outlets.values():
        yield from pairwise(own)


def _root(origin: dict[str, str], name: str) -> str:
    while origin[name] != name:
        origin[name] = origin[origin[name]]
        name = origin[name]
    return name


def _unite(origin: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(origin, one), _root(origin, other)))
    origin[second] = first
