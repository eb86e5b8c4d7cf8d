"""What may be asked of the store: one set of filters and pages of answers, shared by dashboard and export."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Generic, TypeVar

from core.records.facts import Report
from core.records.findings import Change, Conflict
from core.records.pages import Article

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which facts, changes or conflicts; an empty tuple or None does not restrict.

    `words` is looked for in quotes and titles, case-folded; what counts was published from `since` to `until`, both
    inclusive; of changes and conflicts `origins` is how many independent ones speak for them at least.
    The two clocks: `on` is a day in the world, `known` the last instant whose news counts; None is no clock.
    Instants are aware: those of whole days are made by `start_of` and `end_of` in the zone whose days are meant.
    """

    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    origins: int = 0
    on: date | None = None
    known: datetime | None = None


def start_of(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day by the zone's clocks."""
    return datetime.combine(day, time.min, tzinfo=zone)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last instant of a day by the zone's clocks: what was told on the next one was not known on it."""
    return datetime.combine(day, time.max, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of what was found; `total` counts all of it, or with `more` as many as were counted."""

    items: tuple[T, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDetail:
    """A change and the reports behind it."""

    change: Change
    before: tuple[Report, ...]
    after: tuple[Report, ...]
    evidence: tuple[Report, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictDetail:
    """A conflict and its sides' reports, in the order of `conflict.sides`."""

    conflict: Conflict
    sides: tuple[tuple[Report, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDetail:
    """An article with its facts, in the order in which they stand."""

    article: Article
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What the store knows of one source."""

    source: str
    kind: str | None
    languages: tuple[str, ...]
    articles: int
    facts: int
    last_published: str | None
    last_retrieved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first screen's answers. `latest` was announced last; `upcoming` comes into force next after `today`.

    `facts` are not counted for an earlier day of knowledge.
    """

    articles: int
    facts: int | None
    open_conflicts: int
    sources: int
    skipped: int
    last_retrieved: datetime | None
    latest: Change | None
    upcoming: Change | None
    disputed: tuple[Conflict, ...]
