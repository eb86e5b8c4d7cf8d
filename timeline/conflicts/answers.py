"""Conflicts between two reports of one happening, claim by claim as they answer each other, under whatever topic."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations

from core.records.findings import Conflict, ConflictType
from timeline.alignment import Aligned
from timeline.amount import same_limit, slipped
from timeline.claims import Claim
from timeline.conflicts import numbers, standings
from timeline.conflicts.exchange import Exchange, day_of
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice

_CLOSE = 0.27  # likeness from which a claim may be held against the one that answers it


def find(pair: Aligned, here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """What two aligned claims disagree on, at most one thing; `here` and `there` are all claims of their articles."""
    exchange = Exchange(pair.one, pair.other, here, there, lattice, pair.likeness, pair.of_best)
    close = pair.likeness >= _CLOSE or slipped(pair.one.fact, pair.other.fact)
    if close and not (pair.one.fact.headline and pair.other.fact.headline):
        yield from [finding for judge in _JUDGES if (finding := judge(exchange))][:1]


def tells(conflict: Conflict, finding: Finding, claims: Mapping[str, Claim]) -> bool:
    """Whether a conflict tells of the same disagreement already: of these claims, or of others that say the same."""
    sides = [[claims[name] for name in side if name in claims] for side in conflict.sides]
    left, right = finding.left[0], finding.right[0]
    for one, other in permutations(sides, 2):
        if any(each.id == left.id for each in one) and any(each.id == right.id for each in other):
            return True
        same = conflict.type == finding.type and any(_says(each, left, finding.type) for each in one)
        if same and any(_says(each, right, finding.type) for each in other):
            return True
    return False


def _says(one: Claim, other: Claim, type_: ConflictType) -> bool:
    """Whether two claims of one article say the same, as far as a type of conflict goes."""
    return one.fact.article_id == other.fact.article_id and agree(one, other, type_)


def agree(one: Claim, other: Claim, type_: ConflictType) -> bool:
    """Whether two claims say the same, as far as a type of conflict goes."""
    match type_:
        case "date":
            return day_of(one) == day_of(other)
        case "value" | "derived" | "measure":
            return same_limit(one.fact, other.fact)
        case "status":
            return one.fact.status == other.fact.status
        case _:
            return (one.fact.modality, one.group) == (other.fact.modality, other.group)


_JUDGES: tuple[Callable[[Exchange], Finding | None], ...] = (
    numbers.values,
    numbers.frames,
    numbers.counts,
    numbers.things,
    standings.starts,
    standings.directions,
    standings.scopes,
    standings.statuses,
)
