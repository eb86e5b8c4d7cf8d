"""One article more: what is compared again is little, and the result is that of comparing everything at once."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from test_timeline_properties import reports
from timeline_reports import figure, report

from core.records.facts import Report
from core.records.findings import Comparison
from timeline import article_block, compare, place_in_blocks, touched
from timeline.comparing import together


class Archive:
    """Articles as they arrive, and what comparing made of them so far."""

    def __init__(self) -> None:
        self.articles: dict[str, list[Report]] = {}
        self.places: dict[str, frozenset[tuple[str, str]]] = {}
        self.known = Comparison(versions=(), changes=(), conflicts=())
        self.compared = 0

    def put(self, article: str, facts: list[Report]) -> None:
        """Takes an article in, or with no facts out, and compares its own blocks again."""
        places = place_in_blocks(facts).get(article, frozenset())
        moved = places | self.places.get(article, frozenset())
        before = self._told({field for field, _ in moved})
        self.articles[article], self.places[article] = facts, places
        after = self._told(set(before))
        told = {field: before[field] | after[field] for field in before}
        self._compare({article_block(article), *touched(moved, told)})

    def _told(self, fields: set[str]) -> dict[str, set[str]]:
        every = [each for places in self.places.values() for each in places]
        return {field: {place for name, place in every if name == field} for field in fields}

    def _compare(self, again: set[str]) -> None:
        near = [name for name, places in self.places.items() if _blocks(places) & again or article_block(name) in again]
        self.compared = len(near)
        given_reports = [each for name in near for each in self.articles[name]]
        fresh = compare(given_reports, only=again)
        kept = Comparison(
            versions=tuple(each for each in self.known.versions if each.block not in again),
            changes=tuple(each for each in self.known.changes if each.block not in again),
            conflicts=tuple(each for each in self.known.conflicts if each.block not in again),
        )
        self.known = together([kept, fresh])


def _blocks(places: frozenset[tuple[str, str]]) -> set[str]:
    return {f"{field}/{place}" for field, place in places} | {field for field, _ in places}


def _by_article(given_reports: list[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for each in given_reports:
        found.setdefault(each.fact.article_id, []).append(each)
    return found


@settings(max_examples=150, deadline=None)
@given(reports(places=(None, "AB", "AB", "CD")), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_what_everything_at_once_gives(given_reports: list[Report], chance: Random) -> None:
    articles = list(_by_article(given_reports).items())
    chance.shuffle(articles)
    archive = Archive()
    for name, facts in articles:
        archive.put(name, facts)
    assert archive.known == compare(given_reports)


@settings(max_examples=60, deadline=None)
@given(reports(places=(None, "AB", "CD")))
def test_an_article_that_is_taken_back_leaves_no_trace(given_reports: list[Report]) -> None:
    articles = _by_article(given_reports)
    archive = Archive()
    for name, facts in articles.items():
        archive.put(name, facts)
    gone = next(iter(articles))
    archive.put(gone, [])
    assert archive.known == compare([each for each in given_reports if each.fact.article_id != gone])


def test_articles_of_other_fields_and_countries_are_not_compared_again() -> None:
    archive = Archive()
    for number in range(20):
        name = f"a{number}"
        archive.put(name, [report("tolls rise", article=name, topic="transport", jurisdiction=f"X{number}")])
    archive.put("new", [report("tolls fall", article="new", topic="transport", jurisdiction="X3")])
    assert archive.compared == 2
    archive.put("count", [figure("12 ships", 12, article="count", measure="ships", jurisdiction="X3")])
    assert archive.compared == 1
