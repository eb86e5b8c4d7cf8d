"""Derived conflicts of shares: parts of one whole, told one after the other, that add up to more than all of it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice

_FEWEST = 3
_ADJACENT = 160  # characters from one share to the next
_ALL = Decimal(102)  # percent, with what rounding may add
_WORD_BEFORE_NAME = re.compile(r"\b(\w{1,5})\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


def find(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Runs of shares by place or name ("47 percent from A, 33 percent from B") with a sum above a hundred."""
    told = sorted((each for each in article if _is_share(each, lattice)), key=lambda each: each.fact.quote.start)
    for run in _runs(told):
        total = sum((each.fact.value or Decimal(0) for each in run), Decimal(0))
        if len(run) >= _FEWEST and total > _ALL and _by_name(run):
            yield _finding(run, total)


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
