"""Derived conflicts of growth: a rise or fall in percent that the two counts beside it do not bear out."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from timeline.amount import Extent
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice
from timeline.phrase import amount, counted

_BESIDE = 400  # characters between a count and the growth told of it
_POINTS, _PART = Decimal("1.5"), Decimal("0.1")  # of percent, and of what is told: what rounding explains


def find(counts: Sequence[Claim], article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Counts of one measure in two periods, and the one growth that their article tells beside them."""
    told = [each for each in counts if each.window and each.extent and not each.fact.headline]
    if len({each.window for each in told}) != 2 or len(told) != 2 or told[0].audience != told[1].audience:
        return
    early, late = sorted(told, key=lambda each: (each.window.last, each.id) if each.window else ())
    if early.fact.unit != late.fact.unit or (early.window and late.window and early.window.meets(late.window)):
        return
    growths = [each for each in article if _is_growth(each, early, late, lattice)]
    if len(growths) == 1 and not _borne_out(growths[0], early, late, lattice):
        yield _finding(growths[0], early, late)


def _is_growth(claim: Claim, early: Claim, late: Claim, lattice: Lattice) -> bool:
    fact = claim.fact
    if fact.kind != "figure" or fact.unit != "percent" or fact.headline or not fact.value:
        return False
    if fact.measure not in (None, late.fact.measure) or claim.audience not in (None, late.audience):
        return False
    near = any(abs(fact.quote.start - each.fact.quote.start) <= _BESIDE for each in (early, late))
    return near and (lattice.marks("rise", fact.quote.text) or lattice.marks("fall", fact.quote.text))


def _borne_out(growth: Claim, early: Claim, late: Claim, lattice: Lattice) -> bool:
    """Whether some numbers that are meant grew by what is told, give or take its rounding."""
    if early.extent is None or late.extent is None or growth.extent is None or early.extent.low <= 0:
        return True
    sign = -1 if lattice.marks("fall", growth.fact.quote.text) else 1
    ends = [
        sign * 100 * (new / old - 1)
        for new in (late.extent.low, late.extent.high)
        for old in (early.extent.low, early.extent.high)
    ]
    slack = max(_POINTS, _PART * (growth.fact.value or Decimal(0)))
    return Extent(min(ends) - slack, max(ends) + slack).meets(growth.extent)


def _finding(growth: Claim, early: Claim, late: Claim) -> Finding:
    before, after = early.fact.value or Decimal(1), late.fact.value or Decimal(0)
    return Finding(
        type="derived",
        left=(growth,),
        right=(late, early),
        labels=("growth", "counts"),
        severity="contradiction",
        explanation=(
            f"{growth.outlet} tells of a change by {amount(growth)}, but from {counted(early)} to {counted(late)} "
            f"it is {100 * (after / before - 1):+.0f}%."
        ),
        settled_by="The counts behind the growth.",
    )
