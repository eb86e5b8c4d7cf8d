"""What a crawl came to: counts a source, and what each address of the catalogue answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one address of discovery answered: `ok` with the number of `links` found, or `why` not in a word or two."""

    source_id: str
    url: str
    ok: bool
    links: int = 0
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """One source's run so far.

    `found` pages are to be asked for, `pages` were answered or given up; `new` were not known before, `changed` have
    another body than last time, `unchanged` the same; `removed` are there no more, `moved` stand elsewhere. `refused`
    counts by reason what is not asked for or not kept on purpose, `failed` by kind what could not be fetched. `trouble`
    says why the source failed wholly, or is None; `closed` how it keeps plain clients out ("closed", "robots"), which
    is a state and no failure.
    """

    source_id: str
    name: str
    found: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    moved: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    trouble: str | None = None
    closed: str | None = None

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "SourceSummary":
        return cls(**told)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSummary:
    """A whole run, source by source in the order asked for."""

    sources: tuple[SourceSummary, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def new(self) -> int:
        return sum(source.new for source in self.sources)

    @property
    def changed(self) -> int:
        return sum(source.changed for source in self.sources)

    @property
    def unchanged(self) -> int:
        return sum(source.unchanged for source in self.sources)

    @property
    def in_trouble(self) -> tuple[SourceSummary, ...]:
        """The sources that failed wholly."""
        return tuple(source for source in self.sources if source.trouble)
