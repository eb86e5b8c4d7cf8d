"""An exchange: two claims of one happening that answer each other, with the articles in which they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.records.findings import ConflictType, Severity
from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.concepts import concepts, weight
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice
from timeline.phrase import slug

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.other_group,
)

_SAID = 0.5  # weight of a concept by which two claims are of one thing


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two claims that answer each other, and all claims of their articles."""

    one: Claim
    other: Claim
    here: Sequence[Claim]
    there: Sequence[Claim]
    lattice: Lattice
    likeness: float
    of_best: tuple[float, float] = (1.0, 1.0)

    def both(self, kind: str) -> bool:
        """Whether both are facts of one kind."""
        return self.one.fact.kind == kind == self.other.fact.kind

    def excused(self, apart: tuple[reasons.Reason, ...]) -> bool:
        """Whether a reason holds why their difference is none."""
        return reasons.first_reason(apart, self.one, self.other, self.lattice) is not None

    def known(self, same: Callable[[Claim, Claim], bool]) -> bool:
        """Whether either article tells elsewhere what the other's claim tells: then its author knows of both."""
        return any(same(each, self.other) for each in self.here) or any(same(each, self.one) for each in self.there)

    def finding(
        self, type_: ConflictType, severity: Severity, labels: tuple[str, str], explanation: str, settled_by: str
    ) -> Finding:
        """The finding that sets the two against each other."""
        return Finding(
            type=type_,
            left=(self.one,),
            right=(self.other,),
            labels=labels,
            severity=severity,
            explanation=explanation,
            settled_by=settled_by,
        )


def of_one_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one topic, or share a concept that is not everywhere."""
    if one.fact.topic == other.fact.topic:
        return True
    here, there = (concepts(each.fact.quote.text, each.article.language) for each in (one, other))
    return any(weight(each) >= _SAID for each in here & there)


def same_number(one: Claim, other: Claim) -> bool:
    return same_limit(one.fact, other.fact)


def day_of(claim: Claim) -> str:
    return (claim.fact.effective_from if claim.fact.kind == "rule" else claim.fact.date) or ""


def what(claim: Claim) -> str:
    return slug(claim.fact.subject or claim.fact.topic)
