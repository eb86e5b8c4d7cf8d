"""Derived conflicts of differences: what is said to be left of two numbers told right before, and nearly is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from timeline.amount import Extent
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.lattice import Lattice
from timeline.phrase import amount, grouped

_BESIDE = 300  # characters from the first of the two numbers to what is left of them
_NEAR = Decimal("1.6")  # between what is told and what is left, beyond which it is of other numbers


def find(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Each number that its words call what is left, with the two before it of which it is nearly the difference."""
    told = sorted((each for each in article if _is_count(each)), key=lambda each: (each.fact.quote.start, each.id))
    for place, rest in enumerate(told):
        if place < 2 or not lattice.marks("left_over", rest.fact.quote.text):
            continue
        less, more = sorted(told[place - 2 : place], key=lambda each: each.value)
        near = rest.fact.quote.start - min(less.fact.quote.start, more.fact.quote.start) <= _BESIDE
        if near and less.fact.unit == more.fact.unit == rest.fact.unit and _missed(more, less, rest):
            yield _finding(more, less, rest)


def _is_count(claim: Claim) -> bool:
    fact = claim.fact
    return fact.kind == "figure" and fact.unit != "percent" and bool(fact.value) and not fact.headline


def _missed(more: Claim, less: Claim, rest: Claim) -> bool:
    """Whether a number is no difference of two others, and comes near it or is a digit away."""
    left = more.value - less.value
    if left <= 0 or more.extent is None or less.extent is None or rest.extent is None:
        return False
    if Extent(more.extent.low - less.extent.high, more.extent.high - less.extent.low).meets(rest.extent):
        return False
    return left / _NEAR <= rest.value <= left * _NEAR or _a_digit_away(left, rest.value)


def _a_digit_away(one: Decimal, other: Decimal) -> bool:
    """Whether one digit more, less or another makes one number of the other."""
    short, long = sorted((f"{number.normalize():f}" for number in (one, other)), key=len)
    if len(short) == len(long):
        return sum(here != there for here, there in zip(short, long, strict=True)) == 1
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _finding(more: Claim, less: Claim, rest: Claim) -> Finding:
    return Finding(
        type="derived",
        left=(rest,),
        right=(more, less),
        labels=("rest", "counts"),
        severity="contradiction",
        explanation=(
            f"{rest.outlet} has {amount(rest)} left of {amount(more)} and {amount(less)}, "
            f"which differ by {grouped(more.value - less.value)}."
        ),
        settled_by="The counts behind the difference.",
    )
