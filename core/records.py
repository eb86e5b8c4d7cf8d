"""Every type that crosses a folder's border, in the order in which data meets them.

All are frozen. Times are aware and in UTC (`datetime`); days are `date`; what is known only to a month or a year is
ISO 8601 text of that precision ("2023-01"). Intervals of validity and knowledge are half-open, `None` is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

SourceKind = Literal["agency", "ministry", "legal", "press"]
FactKind = Literal["rule", "figure", "event", "statement"]
Modality = Literal["permitted", "required", "prohibited", "planned"]
Status = Literal["in-force", "announced", "planned", "superseded", "denied"]
Qualifier = Literal["about", "almost", "more-than", "at-least", "at-most", "less-than"]
ConflictType = Literal["value", "date", "modality", "status", "scope", "measure", "headline", "derived"]
ConflictState = Literal["open", "explained", "dismissed"]
Severity = Literal["contradiction", "tension"]
Matter = Literal["rule", "figure"]
EventKind = Literal[
    "rule-new", "rule-changed", "date-moved", "in-force-soon", "conflict-opened", "conflict-closed", "source-quiet"
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What is told about a page from beside it: by the feed, the catalogue or the person who imports it."""

    source: str | None = None
    source_kind: SourceKind | None = None
    country: str | None = None
    language: str | None = None
    title: str | None = None
    published: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One archived page, byte for byte.

    `digest` is "sha256:" and the hex digest of `body`; `media_type` is "text/html", "text/plain" (a text to be taken as
    it is) or "application/json". `record_id` is the archive's own id of the record.
    """

    record_id: str
    url: str
    retrieved: datetime
    media_type: str
    body: bytes = field(repr=False)
    digest: str
    charset: str | None = None
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text. `published` is ISO 8601 to the precision known, or None: never the crawl's day."""

    article_id: str
    url: str
    title: str | None
    source: str | None
    source_kind: SourceKind | None
    country: str | None
    language: str
    published: str | None
    retrieved: datetime
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was read: the text that every quote is checked against."""

    head: ArticleHead
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Supporting words and where they stand: characters, start inclusive, end exclusive, of the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that one article says, with the words that say it. What could not be read is None, never a guess.

    `subject` is what is regulated or counted, where a vocabulary names it ("value-added-tax"); `per` an ISO 8601
    duration; `period` an ISO 8601 interval, both ends inclusive; `commencement` the formula that ties the start to an
    event whose day is not known ("P10D after publication").
    """

    fact_id: str
    article_id: str
    kind: FactKind
    quote: Quote
    reader: str
    headline: bool = False
    confidence: float = 0.5
    jurisdiction: str | None = None
    topic: str | None = None
    subject: str | None = None
    audience: str | None = None
    modality: Modality | None = None
    status: Status | None = None
    measure: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    per: str | None = None
    period: str | None = None
    as_of: str | None = None
    date: str | None = None
    announced_on: str | None = None
    effective_from: str | None = None
    effective_until: str | None = None
    commencement: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    reported_via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A fact beside the article that tells it: what comparing works on.

    Of a page that was edited every text may be told: `seen` is when this one was first seen in place of another (aware;
    None for the page's first), `gone` when another was seen in its place (None while it stands).
    """

    fact: Fact
    article: ArticleHead
    seen: datetime | None = None
    gone: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record that was read and set aside on purpose; `reason` is one word or two ('too-short', 'language')."""

    reason: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersion:
    """One state of one rule on two clocks.

    `valid_from`/`valid_to`: when it holds in the world; `known_from`/`known_to`: when we were told so. `rule_id` stays
    the same for all versions of a rule; `version_id` names this row, `block` the claims it was made from.
    """

    version_id: str
    rule_id: str
    jurisdiction: str | None
    topic: str | None
    audience: str | None
    subject: str | None
    modality: Modality | None
    status: Status | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    qualifier: Qualifier | None
    per: str | None
    valid_from: date | None
    valid_to: date | None
    known_from: datetime
    known_to: datetime | None
    evidence: tuple[str, ...]
    block: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A rule became another. `before`, `after` and `evidence` are fact ids; dates are ISO 8601 to the precision known.

    `independent` counts origins that speak for themselves, `relays` the articles that pass one of them on.
    `primary` are the facts told by the body itself (a ministry, the act); `block` names the claims it was made from.
    """

    change_id: str
    jurisdiction: str | None
    topic: str | None
    audience: str | None
    summary: str
    announced_on: str | None
    effective_on: str | None
    status: Status | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    evidence: tuple[str, ...]
    independent: int
    relays: int
    known_from: datetime
    primary: tuple[str, ...] = ()
    block: str = ""

    @property
    def told_on(self) -> str:
        """ISO 8601: when it was announced, to the precision known; of one that nobody dates, the day (UTC) on which it
        was first told of."""
        return self.announced_on or self.known_from.astimezone(UTC).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Reports that do not fit together. `explanation` is one plain sentence; `settled_by` says what would settle it.

    `matter` tells what is disputed; `independent`, `relays`, `primary` and `block` are as in Change; `drift` names the
    step at which a meaning was lost, where it is known.
    """

    conflict_id: str
    type: ConflictType
    state: ConflictState
    severity: Severity
    explanation: str
    sides: tuple[tuple[str, ...], ...]
    settled_by: str | None
    known_from: datetime
    matter: Matter = "figure"
    independent: int = 1
    relays: int = 0
    primary: tuple[str, ...] = ()
    drift: str | None = None
    block: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing makes of all reports."""

    versions: tuple[RuleVersion, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judgement of a conflict: a person's, or "open" again by the program when new evidence came (`by` is "ereje").

    A `state` of None takes an earlier verdict back; `at` is in UTC.
    """

    conflict_id: str
    state: ConflictState | None
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that others may act on, raised once; `subject_id` is a change's or a conflict's id or a source's name.

    `at` is when it was raised, `text` one plain sentence, `former` the start told before, of a date that moved, or the
    last day of a source that fell silent; `silent` events (of an upgrade) alert nobody.
    """

    event_id: str
    kind: EventKind
    subject_id: str
    text: str
    at: datetime
    former: str | None = None
    silent: bool = False
