"""Derived conflicts of sums: a total beside the list of its parts, which nearly but not quite add up to it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from timeline.amount import Extent, significant
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.phrase import amount, grouped

_FEWEST = 3  # parts
_ADJACENT = 160  # characters from one number to the next of a list
_EXACT = 3  # digits of a total that is not rounded
_MISS = Decimal("0.1")  # of the total: what is farther off is no list of its parts


def find(article: Sequence[Claim]) -> Iterator[Finding]:
    """Each exact total with the list right after it (or before it) that comes near it and misses it."""
    told = sorted((each for each in article if _is_count(each)), key=lambda each: (each.fact.quote.start, each.id))
    for run in _runs(told):
        for total, parts in ((run[0], run[1:]), (run[-1], run[:-1])):
            if len(parts) >= _FEWEST and _nearly(total, parts):
                yield _finding(total, parts)
                break


def _is_count(claim: Claim) -> bool:
    fact = claim.fact
    return (
        fact.kind in ("figure", "rule")
        and fact.unit is None
        and fact.value is not None
        and fact.value > 0
        and fact.qualifier is None
        and fact.value_high is None
        and not fact.headline
    )


def _runs(told: Sequence[Claim]) -> list[list[Claim]]:
    runs: list[list[Claim]] = []
    for each in told:
        if runs and each.fact.quote.start - runs[-1][-1].fact.quote.start <= _ADJACENT:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _nearly(total: Claim, parts: Sequence[Claim]) -> bool:
    whole, told = total.value, _sum(parts)
    exact = significant(whole) >= _EXACT and all(each.fact.value and each.fact.value < whole for each in parts)
    rounding = sum(((each.extent.high - each.extent.low) / 2 for each in parts if each.extent), Decimal(0))
    missed = not Extent(told - rounding, told + rounding).meets(total.extent or Extent(whole, whole))
    return exact and missed and abs(told - whole) <= _MISS * whole


def _sum(parts: Sequence[Claim]) -> Decimal:
    return sum((each.value for each in parts), Decimal(0))


def _finding(total: Claim, parts: Sequence[Claim]) -> Finding:
    return Finding(
        type="derived",
        left=(total,),
        right=tuple(parts),
        labels=("total", "parts"),
        severity="contradiction",
        explanation=f"The {len(parts)} numbers that {total.outlet} lists beside {amount(total)} "
        f"add up to {grouped(_sum(parts))}.",
        settled_by="The table behind the total.",
    )
