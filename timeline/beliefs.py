"""A belief: what is held of one state of a rule at some instant, from the claims that stand at that instant."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from timeline.claims import Claim
from timeline.lattice import Lattice
from timeline.tellings import is_past


@dataclass(slots=True)
class Belief:
    """The claims that stand (`told`, by id), each outlet's last word on the start, and the ends told, the latest last.

    `claim` describes the state; `known_from` is since when the belief is as it is.
    """

    claim: Claim
    known_from: datetime
    told: dict[str, Claim] = field(default_factory=dict)
    starts: dict[str, date] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)

    @property
    def valid(self) -> tuple[date | None, date | None]:
        """The start most outlets tell (the latest word on a tie) and the last end told, if it lies after that."""
        start, end = self._start(), next(reversed(self.ends.values()), None)
        return start, (end if end is None or start is None or start < end else None)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the claims that stand, sorted."""
        return tuple(sorted(self.told))

    def tell(self, claim: Claim, end: date | None, lattice: Lattice) -> None:
        """One more claim; news that a start was moved takes the place of all that was told of it before."""
        self.told[claim.id] = claim
        if is_past(self.claim) and not is_past(claim):
            self.claim = claim  # what holds describes the version better than what is told of the past
        self._vote(claim, lattice)
        if end is not None:
            self.ends.pop(claim.id, None)
            self.ends[claim.id] = end

    def withdraw(self, claim: Claim, lattice: Lattice) -> None:
        """The claim's page no longer says so."""
        self.told.pop(claim.id, None)
        self.ends.pop(claim.id, None)
        self.starts.clear()
        for each in self.told.values():
            self._vote(each, lattice)
        if self.claim is claim and self.told:
            self.claim = next(iter(self.told.values()))

    def _vote(self, claim: Claim, lattice: Lattice) -> None:
        if claim.effective and not is_past(claim):
            if lattice.marks("moved", claim.fact.quote.text):
                self.starts.clear()
            self.starts.pop(claim.outlet, None)
            self.starts[claim.outlet] = claim.effective.first

    def _start(self) -> date | None:
        votes = Counter(self.starts.values())
        most = max(votes.values(), default=0)
        return next((day for day in reversed(self.starts.values()) if votes[day] == most), None)
