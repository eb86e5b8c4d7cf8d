"""Findings of one disagreement joined: each conflict once, whatever the number of articles on its sides."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from core.ids import stable_id
from core.records import Conflict
from timeline.conflicts.finding import Finding


class _Open:
    """A conflict that findings still join."""

    def __init__(self, founder: Finding) -> None:
        self.founder = founder
        self.sides: dict[str, set[str]] = {label: set() for label in founder.labels}
        self.known = max(min(each.known for each in side) for side in (founder.left, founder.right))
        self.add(founder)

    def add(self, finding: Finding) -> None:
        for label, side in zip(finding.labels, (finding.left, finding.right), strict=True):
            self.sides.setdefault(label, set()).update(each.id for each in side)

    def takes(self, finding: Finding, disputed: set[frozenset[str]]) -> bool:
        """Whether every claim would disagree with all claims on the other sides: only then is it one dispute."""
        for label, side in zip(finding.labels, (finding.left, finding.right), strict=True):
            others = [ids for name, ids in self.sides.items() if name != label]
            mine = [each.id for each in side]
            if any(frozenset(pair) not in disputed for ids in others for pair in product(mine, ids)):
                return False
        return True

    def conflict(self) -> Conflict:
        found = self.founder
        return Conflict(
            conflict_id=stable_id("conflict", found.type, *found.founders),
            type=found.type,
            state="open",
            severity=found.severity,
            explanation=found.explanation,
            sides=tuple(tuple(sorted(ids)) for _, ids in sorted(self.sides.items())),
            settled_by=found.settled_by,
            known_from=self.known,
        )


def join(findings: Iterable[Finding]) -> tuple[Conflict, ...]:
    """Conflicts, earliest known first."""
    ordered = sorted(findings, key=lambda each: (each.type, *each.order))
    disputed: dict[str, set[frozenset[str]]] = defaultdict(set)
    for each in ordered:
        disputed[each.type] |= each.pairs
    standing: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    made: list[_Open] = []
    for each in ordered:
        keys = [(each.type, claim.id) for claim in (*each.left, *each.right)]
        known = {id(conflict): conflict for key in keys for conflict in standing[key]}
        home = next((old for old in known.values() if old.takes(each, disputed[each.type])), None)
        if home is None:
            home = _Open(each)
            made.append(home)
        else:
            home.add(each)
        for key in keys:
            standing[key].append(home)
    return tuple(sorted((each.conflict() for each in made), key=lambda each: (each.known_from, each.conflict_id)))
