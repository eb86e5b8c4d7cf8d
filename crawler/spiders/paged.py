"""Lists in numbered pages: from one to the next until a page shows nothing new, and on from where a run broke off."""

from abc import ABC
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from scrapy.http import Response

from core.records.sources import Source
from crawler.spiders.discovery import DiscoverySpider

_LAST_PAGE = 20


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a list: its number counts from 1 and stands for {page}; `article` is the catalogue's expression.

    `edition` is the site's word for the language that the list is asked for in, where it is asked for in several.
    """

    template: str
    article: str = ""
    number: int = 1
    edition: str = ""

    @property
    def url(self) -> str:
        return self.template.replace("{page}", str(self.number))


class PagedSpider(DiscoverySpider, ABC):
    """A walk that was broken off, by a kill, a failing page or the bounds, is gone again as far as it had come."""

    def walk_of(self, source: Source, place: Place) -> str | None:
        """What the walk is known by, or None where the list has but one page."""
        return f"{source.source_id} {place.template}" if "{page}" in place.template else None

    def further(self, response: Response, source: Source, place: Any, fresh: int) -> Iterable[tuple[str, Any]]:
        walk = self.walk_of(source, place)
        if walk is None:
            return
        frontier, bound_hit = self.work.frontier, self.work.ledger.tally(source.source_id).refused["over-limit"] > 0
        goes_on = place.number < _LAST_PAGE and (fresh > 0 or place.number <= frontier.reached(walk))
        if goes_on or bound_hit:
            frontier.walk(walk, max(place.number, frontier.reached(walk)))
        else:
            frontier.end_walk(walk)
        if goes_on:
            following = replace(place, number=place.number + 1)
            yield following.url, following

    def row_of(self, source: Source, place: Any) -> str | None:
        return self.walk_of(source, place) if place.number > 1 else None
