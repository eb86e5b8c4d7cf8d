"""What a type of conflict finds: two sides that cannot both be meant as they are said."""

from dataclasses import dataclass
from itertools import product

from core.records import ConflictType, Severity
from timeline.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claims on two sides; the first of each side speaks for it. A label says what a side holds."""

    type: ConflictType
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    labels: tuple[str, str]
    severity: Severity
    explanation: str
    settled_by: str

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Every pair of fact ids that stands on the two sides."""
        return frozenset(frozenset((one.id, other.id)) for one, other in product(self.left, self.right))

    @property
    def order(self) -> tuple[object, ...]:
        """The finding that was known first names the conflict, so that later evidence joins it."""
        known = max(min(each.known for each in side) for side in (self.left, self.right))
        return (known, *self.founders)

    @property
    def founders(self) -> tuple[str, ...]:
        """The ids of the two claims that were known first on their sides, sorted."""
        return tuple(sorted(min(side, key=lambda each: each.order).id for side in (self.left, self.right)))
