"""Who says it: each independent origin once, with the outlets that only pass it on."""

from collections.abc import Mapping, Sequence

from core.records.facts import Report
from dashboard.elements import Element, el
from dashboard.pieces import evidence
from timeline import origins
from words import wording
from words.speech import say

TITLE, PASSED_ON, ALSO_IN = say("Who says so"), say("Passed on by"), say("Told again by the same outlet")
OTHERS = say("Who tells it otherwise, or only what was before")
MORE_WORDS, MORE_ORIGINS = say("More of its words ({number})"), say("More origins ({number})")
_SHOWN = 8


def section(reports: Sequence[Report]) -> Element:
    """Every origin with its words and its relays; from the ninth on folded away."""
    return _section(TITLE, reports)


def others(reports: Sequence[Report]) -> Element:
    """Those who tell of the same matter and do not bear it out as it is told here."""
    return _section(OTHERS, reports)


def _section(title: str, reports: Sequence[Report]) -> Element:
    told = _by_article(reports)
    found = [_origin([told[each] for each in articles]) for articles in origins(reports)]
    rest = found[_SHOWN:]
    more = el("summary", MORE_ORIGINS.fill(number=len(rest)))
    return el(
        "section",
        el("h2", title),
        el("p", voices(reports), class_="count"),
        el("ol", found[:_SHOWN], class_="items origins"),
        el("details", more, el("ol", rest, class_="items origins", start=_SHOWN + 1)) if rest else None,
    )


def voices(reports: Sequence[Report]) -> str:
    """How many there are of either."""
    found = len(origins(reports))
    return wording.voices(found, len({evidence.name(each) for each in reports}) - found)


def names(reports: Sequence[Report]) -> Element:
    """The origins by name alone, each with who passes it on."""
    told = _by_article(reports)
    return el("ol", [_named([told[each][0] for each in articles]) for articles in origins(reports)], class_="names")


def _by_article(reports: Sequence[Report]) -> Mapping[str, list[Report]]:
    told: dict[str, list[Report]] = {}
    for each in sorted(reports, key=lambda one: one.fact.headline):
        told.setdefault(each.fact.article_id, []).append(each)
    return told


def _origin(articles: Sequence[list[Report]]) -> Element:
    """The first article with its words, then the outlet's others, then those that have it from there."""
    own, *rest = articles
    again = [each for each in rest if evidence.name(each[0]) == evidence.name(own[0])]
    relays = [each for each in rest if each not in again]
    parts = [*_listed(ALSO_IN, again), *_listed(PASSED_ON, relays)]
    return el("li", evidence.short(own[0]), _others(own[1:]), parts, class_="origin")


def _listed(title: str, articles: Sequence[list[Report]]) -> list[Element]:
    if not articles:
        return []
    items = [el("li", evidence.short(each[0])) for each in articles]
    return [el("p", title, class_="label"), el("ul", items, class_="relays")]


def _others(reports: Sequence[Report]) -> Element | None:
    if not reports:
        return None
    quotes = [evidence.quotation(each) for each in reports]
    return el("details", el("summary", MORE_WORDS.fill(number=len(quotes))), quotes)


def _named(articles: Sequence[Report]) -> Element:
    own = evidence.name(articles[0])
    mine = [evidence.issued(each) for each in articles if evidence.name(each) == own]
    relays = [evidence.issued(each) for each in articles if evidence.name(each) != own]
    return el("li", "; ".join(mine), f" · {PASSED_ON}: {'; '.join(relays)}" if relays else None)
