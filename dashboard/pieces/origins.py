"""Who says it: each independent origin once, with the articles that only pass it on."""

from collections.abc import Mapping, Sequence

from core.records.facts import Report
from dashboard.elements import Element, el
from dashboard.pieces import evidence
from timeline import origins
from words import wording
from words.speech import say

TITLE, PASSED_ON = say("Who says so"), say("Passed on by")
MORE_WORDS, MORE_ORIGINS = say("More of its words ({number})"), say("More origins ({number})")
_SHOWN = 8


def section(reports: Sequence[Report]) -> Element:
    """Every origin with its words and its relays; from the ninth on folded away."""
    told = _by_article(reports)
    found = [_origin([told[each] for each in articles]) for articles in origins(reports)]
    rest = found[_SHOWN:]
    more = el("summary", MORE_ORIGINS.fill(number=len(rest)))
    return el(
        "section",
        el("h2", TITLE),
        el("p", voices(reports), class_="count"),
        el("ol", found[:_SHOWN], class_="items origins"),
        el("details", more, el("ol", rest, class_="items origins", start=_SHOWN + 1)) if rest else None,
    )


def voices(reports: Sequence[Report]) -> str:
    """How many there are of either."""
    found = origins(reports)
    return wording.voices(len(found), sum(map(len, found)) - len(found))


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
    """The first article with its words, then those that have it from there."""
    own, *relays = articles
    items = [el("li", evidence.short(each[0])) for each in relays]
    passed_on = [el("p", PASSED_ON, class_="label"), el("ul", items, class_="relays")] if relays else None
    return el("li", evidence.short(own[0]), _others(own[1:]), passed_on, class_="origin")


def _others(reports: Sequence[Report]) -> Element | None:
    if not reports:
        return None
    quotes = [evidence.quotation(each) for each in reports]
    return el("details", el("summary", MORE_WORDS.fill(number=len(quotes))), quotes)


def _named(articles: Sequence[Report]) -> Element:
    own, *relays = map(evidence.issued, articles)
    return el("li", own, f" · {PASSED_ON}: {'; '.join(relays)}" if relays else None)
