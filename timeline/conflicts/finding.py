"""What a type of conflict finds: two sides that cannot both be meant as they are said."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from core.records.findings import ConflictType, Severity
from timeline.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claims on two sides; the first of each side speaks for it. A label says what a side holds.

    Findings of one `dispute` and the same labels are one conflict; `drift` names the step at which a meaning was lost.
    """

    type: ConflictType
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    labels: tuple[str, str]
    severity: Severity
    explanation: str
    settled_by: str
    dispute: tuple[object, ...] = ()
    drift: str | None = None

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Every pair of fact ids that stands on the two sides."""
        return frozenset(frozenset((one.id, other.id)) for one, other in product(self.left, self.right))

    @property
    def order(self) -> tuple[object, ...]:
        """The finding that was known first names the conflict, so that later evidence joins it."""
        return (self.known, *self.founders)

    @property
    def known(self) -> datetime:
        """When both sides had been told."""
        return max(min(each.known for each in side) for side in (self.left, self.right))

    @property
    def told(self) -> tuple[date, date] | None:
        """The first and the last day on which dated articles told it; None where none of them shows a day."""
        days = [each.published.first for each in self.claims if each.published]
        return (min(days), max(days)) if days else None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of both sides."""
        return (*self.left, *self.right)

    @property
    def founders(self) -> tuple[str, ...]:
        """The keys of the two claims that were known first on their sides, sorted."""
        return tuple(sorted(min(side, key=lambda each: each.order).key for side in (self.left, self.right)))
