"""Findings of one disagreement joined: each conflict once, whatever the number of articles on its sides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

from core.ids import stable_id, told_apart
from core.records.findings import Conflict
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.origins import voices

_ONE_DISPUTE = 366  # days in which the same number with the same two readings is one dispute


class _Open:
    """A conflict that findings still join."""

    def __init__(self, founder: Finding) -> None:
        self.founder = founder
        self.findings: list[Finding] = []
        self.sides: dict[str, set[str]] = {label: set() for label in founder.labels}
        self.claims: dict[str, Claim] = {}
        self.add(founder)

    def add(self, finding: Finding) -> None:
        self.findings.append(finding)
        for label, side in zip(finding.labels, (finding.left, finding.right), strict=True):
            self.sides.setdefault(label, set()).update(each.id for each in side)
        self.claims |= {each.id: each for each in finding.claims}

    def takes(self, finding: Finding, disputed: set[frozenset[str]]) -> bool:
        """Whether it is one dispute: of one name and time, or every claim disagrees with all on the other sides."""
        if finding.dispute and finding.dispute == self.founder.dispute:
            return set(finding.labels) == set(self.founder.labels) and _near(self.founder, finding)
        for label, side in zip(finding.labels, (finding.left, finding.right), strict=True):
            others = [ids for name, ids in self.sides.items() if name != label]
            mine = [each.id for each in side]
            if any(frozenset(pair) not in disputed for ids in others for pair in product(mine, ids)):
                return False
        return True

    def _told(self) -> tuple[Finding, dict[str, set[str]]]:
        """The sides, and the finding known first of those that they bear out: whom it names stands on its side."""
        for sides in ({label: self._borne_out(label) for label in self.sides}, self.sides):
            upheld = [each for each in self.findings if _speak(each, sides)]
            if upheld:
                return min(upheld, key=lambda each: each.order), sides
        return self.founder, self.sides

    def _borne_out(self, label: str) -> set[str]:
        """A side without headlines whose own text stands on another side: that is a dispute of its own."""
        others = {each for name, ids in self.sides.items() if name != label for each in ids}
        bodies = {self.claims[each].fact.article_id for each in others if not self.claims[each].fact.headline}
        ids = self.sides[label]
        torn = {each for each in ids if self.claims[each].fact.headline}
        kept = {each for each in ids if each not in torn or self.claims[each].fact.article_id not in bodies}
        return kept if kept and self.founder.type != "headline" else ids

    def conflict(self) -> Conflict:
        found, sides = self._told()
        standing = {each for side in sides.values() for each in side}
        members = sorted((self.claims[each] for each in standing), key=lambda each: each.order)
        heard = voices(members)
        return Conflict(
            conflict_id=stable_id("conflict", found.type, *self.founder.founders),
            type=found.type,
            state="open",
            severity=found.severity,
            explanation=found.explanation,
            sides=tuple(tuple(sorted(sides[label])) for label in sorted(sides)),
            settled_by=found.settled_by,
            known_from=found.known,
            matter="figure" if found.left[0].fact.kind == "figure" else "rule",
            independent=heard.independent,
            relays=heard.relays,
            primary=tuple(sorted(each.id for each in members if each.primary)),
            drift=next((each.drift for each in self.findings if each.drift and _speak(each, sides)), None),
        )


def _speak(finding: Finding, sides: Mapping[str, set[str]]) -> bool:
    """Whether both who speak for the finding stand on its sides."""
    speakers = zip(finding.labels, (finding.left[0], finding.right[0]), strict=True)
    return all(each.id in sides[label] for label, each in speakers)


def _near(one: Finding, other: Finding) -> bool:
    """Whether both were told within a year; what shows no day may be of any time."""
    first, second = one.told, other.told
    return first is None or second is None or (second[0] - first[1]).days <= _ONE_DISPUTE >= (first[0] - second[1]).days


def join(findings: Iterable[Finding]) -> tuple[Conflict, ...]:
    """Conflicts, earliest known first."""
    ordered = sorted(findings, key=lambda each: (each.type, *each.order))
    disputed: dict[str, set[frozenset[str]]] = defaultdict(set)
    for each in ordered:
        disputed[each.type] |= each.pairs
    standing: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    made: list[_Open] = []
    for each in ordered:
        keys = [(each.type, claim.id) for claim in each.claims]
        if each.dispute:
            keys.append((each.type, repr(each.dispute)))
        known = {id(conflict): conflict for key in keys for conflict in standing[key]}
        home = next((old for old in known.values() if old.takes(each, disputed[each.type])), None)
        if home is None:
            home = _Open(each)
            made.append(home)
        else:
            home.add(each)
        for key in keys:
            standing[key].append(home)
    found = [each.conflict() for each in made]
    ids = told_apart(each.conflict_id for each in found)
    named = (replace(each, conflict_id=name) for each, name in zip(found, ids, strict=True))
    return tuple(sorted(named, key=lambda each: (each.known_from, each.conflict_id)))
