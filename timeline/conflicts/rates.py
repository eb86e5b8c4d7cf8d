"""Derived conflicts of rates: so many a day or month that do not come to the sum told beside them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from timeline.amount import limit
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.phrase import amount, counted
from timeline.span import length

_BESIDE = 250  # characters between a sum and the rate told of it
_FACTOR = Decimal("1.6")  # between what a rate comes to and the sum: more than an average's rounding
_SHORT = 31  # days of the time that a rate is told for


def find(article: Sequence[Claim]) -> Iterator[Finding]:
    """Sums of a period with the rate that their article tells right beside them."""
    figures = [each for each in article if each.fact.kind == "figure" and each.fact.value and not each.fact.headline]
    rates = [each for each in figures if (frame := length(each.fact.per)) is not None and 0 < frame <= _SHORT]
    for rate in rates:
        sums = [each for each in figures if _is_sum(each, rate)]
        nearest = min(sums, key=lambda each: _remoteness(each, rate), default=None)
        if nearest is not None and not _borne_out(rate, nearest):
            yield _finding(rate, nearest)


def _remoteness(claim: Claim, rate: Claim) -> tuple[bool, int]:
    """Of the rate's own period before others, then by how far off it is told."""
    return claim.window != rate.window, abs(claim.fact.quote.start - rate.fact.quote.start)


def _is_sum(claim: Claim, rate: Claim) -> bool:
    near = abs(claim.fact.quote.start - rate.fact.quote.start) <= _BESIDE
    alike = claim.fact.unit == rate.fact.unit and (
        rate.fact.measure in (None, claim.fact.measure) and rate.audience in (None, claim.audience)
    )
    long = claim.window is not None and claim.window.days > 2 * (length(rate.fact.per) or _SHORT)
    return claim is not rate and near and alike and long and claim.fact.per is None


def _borne_out(rate: Claim, whole: Claim) -> bool:
    total = _comes_to(rate, whole)
    told = limit(whole.fact) or Decimal(0)
    return max(total, told) <= _FACTOR * min(total, told)


def _comes_to(rate: Claim, whole: Claim) -> Decimal:
    days = whole.window.days if whole.window else 0
    return (limit(rate.fact) or Decimal(0)) * Decimal(days) / Decimal(length(rate.fact.per) or 1)


def _finding(rate: Claim, whole: Claim) -> Finding:
    return Finding(
        type="derived",
        left=(whole,),
        right=(rate,),
        labels=("sum", "rate"),
        severity="contradiction",
        explanation=(
            f"{rate.outlet} has {counted(whole)} and, of the same time, {amount(rate)} for every "
            f"{length(rate.fact.per):.0f} day(s), which would come to {_comes_to(rate, whole):,.0f}."
        ),
        settled_by="The count and the days that it covers.",
    )
