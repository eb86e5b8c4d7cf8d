"""Who publishes, and the ways in which its pages are discovered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SourceKind = Literal["agency", "ministry", "legal", "press"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of links; `article` is a regular expression on the links that are articles."""

    url: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of the catalogue: who publishes, and the ways in which its pages are discovered.

    `hosts` are further hosts on which its articles stand, where a feed's host is not that of its articles;
    `delay_seconds` is what it wants between two questions, where that is more than the installation's own delay;
    `editions` is what it calls each language (by ISO 639-1), where its items have an edition in each.
    """

    source_id: str
    name: str
    kind: SourceKind
    country: str
    languages: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    api: Mapping[str, str] | None = None
    editions: Mapping[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    timezone: str = "UTC"
    delay_seconds: float = 0.0
    enabled: bool = True
    note: str | None = None
