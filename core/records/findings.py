"""What comparing finds: rules on two clocks, changes, conflicts, and the events that others may act on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

from core.records.facts import Modality, Qualifier, Status

ConflictType = Literal["value", "date", "modality", "status", "scope", "measure", "headline", "derived"]
ConflictState = Literal["open", "explained", "dismissed"]
Severity = Literal["contradiction", "tension"]
Matter = Literal["rule", "figure"]
EventKind = Literal[
    "rule-new", "rule-changed", "date-moved", "in-force-soon", "conflict-opened", "conflict-closed", "source-quiet"
]


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

    `after` is told by the articles that bear the change out as it is told here, its number and its start; `evidence`
    is all that is told of it, also by those who have another start. Of the former `independent` counts the origins that
    speak for themselves, `relays` the outlets that pass one of them on. `disputed` are the starting days between which
    reports differ, `effective_on` among them; none where they agree. `known_from` is when it was first told of.
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
    disputed: tuple[str, ...] = ()
    block: str = ""

    @property
    def told_on(self) -> str:
        """ISO 8601: when it was announced, to the precision known; of one that nobody dates, the day (UTC) on which it
        was first told of. Changes are listed by it."""
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
