"""Derived conflicts of shares: parts of more than all of it, and a share that its numbers do not bear out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice
from timeline.phrase import amount

_FEWEST = 3
_ADJACENT = 160  # characters from one share to the next
_ALL = Decimal(102)  # percent, with what rounding may add
_BESIDE = 160  # characters between a share and the number that it is of
_IN_ONE_CLAUSE = 90  # where nothing says that it is one of a total
_NEAR = Decimal("1.6")  # between a share and what two numbers come to, beyond which they are others
_CLOSE, _LOOSE = (
    Decimal(2),
    Decimal(6),
)  # percentage points that rounding explains, in an exact share and in a loose one
_WORD_BEFORE_NAME = re.compile(r"\b(\w{1,5})\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


def find(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Runs of shares by place or name ("47 percent from A, 33 percent from B") with a sum above a hundred."""
    told = sorted((each for each in article if _is_share(each, lattice)), key=lambda each: each.fact.quote.start)
    for run in _runs(told):
        total = sum((each.value for each in run), Decimal(0))
        if len(run) >= _FEWEST and total > _ALL and _by_name(run):
            yield _finding(run, total)


def of_whole(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """A share of a total beside the number it is told of, where no total of the article makes it that share."""
    counts = [each for each in article if _is_count(each)]
    for share in article:
        reach = _BESIDE if _is_part(share, lattice) else _IN_ONE_CLAUSE if _is_share(share, lattice) else -1
        beside = [each for each in counts if _apart(each, share) <= reach]
        if not beside:
            continue
        part = min(beside, key=lambda each: (_apart(each, share), each.id))
        wholes = sorted((each for each in counts if each.value > part.value), key=lambda each: (each.value, each.id))
        told = [(100 * part.value / each.value, each) for each in wholes]
        near = [(found, each) for found, each in told if share.value / _NEAR <= found <= share.value * _NEAR]
        slack = _LOOSE if share.fact.qualifier else _CLOSE
        if near and all(abs(found - share.value) > slack for found, _ in near):
            yield _misshared(share, part, near[0][1], near[0][0])


def _apart(one: Claim, other: Claim) -> int:
    return abs(one.fact.quote.start - other.fact.quote.start)


def _is_count(claim: Claim) -> bool:
    fact = claim.fact
    return fact.kind == "figure" and fact.unit is None and bool(fact.value) and not fact.headline


def _is_part(claim: Claim, lattice: Lattice) -> bool:
    """Whether a share is told of a total: not a growth, not a rate."""
    fact, words = claim.fact, claim.fact.quote.text
    share = fact.kind == "figure" and fact.unit == "percent" and not fact.headline and bool(fact.value)
    moved = lattice.marks("rise", words) or lattice.marks("fall", words)
    return share and not moved and (lattice.marks("whole", words) or lattice.marks("part", words))


def _misshared(share: Claim, part: Claim, whole: Claim, found: Decimal) -> Finding:
    return Finding(
        type="derived",
        left=(share,),
        right=(part, whole),
        labels=("share", "parts"),
        severity="contradiction",
        explanation=f"{share.outlet} gives {amount(share)} as the share of {amount(part)} in {amount(whole)}, "
        f"which are {found:.0f}%.",
        settled_by="The counts behind the share.",
    )


def _is_share(claim: Claim, lattice: Lattice) -> bool:
    fact = claim.fact
    share = fact.kind == "figure" and fact.unit == "percent" and not fact.headline and fact.qualifier is None
    moved = lattice.marks("rise", fact.quote.text) or lattice.marks("fall", fact.quote.text)
    return share and fact.value is not None and 0 < fact.value < 100 and not moved


def _runs(told: Sequence[Claim]) -> list[list[Claim]]:
    """Shares of one period that follow each other closely."""
    runs = [list(told[:1])] if told else []
    for one, other in pairwise(told):
        near = other.fact.quote.start - one.fact.quote.start <= _ADJACENT and one.window == other.window
        if near and one.fact.measure == other.fact.measure:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _by_name(run: Sequence[Claim]) -> bool:
    """Whether one word ("from", "из") stands before a name in each: parts of one division exclude each other."""
    words = [set(_WORD_BEFORE_NAME.findall(each.fact.quote.text)) for each in run]
    return bool(set.intersection(*words))


def _finding(run: Sequence[Claim], total: Decimal) -> Finding:
    shares = ", ".join(f"{each.fact.value:f}%" for each in run)
    half = (len(run) + 1) // 2
    return Finding(
        type="derived",
        left=tuple(run[:half]),
        right=tuple(run[half:]),
        labels=("shares", "whole"),
        severity="contradiction",
        explanation=f"The shares that {run[0].outlet} gives ({shares}) add up to {total:f}%.",
        settled_by="The counts behind the shares.",
    )
