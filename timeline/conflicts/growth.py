"""Derived conflicts of growth: a rise or fall in percent that the two numbers beside it do not bear out."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from timeline.amount import Extent, significant
from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks
from timeline.lattice import Lattice
from timeline.phrase import amount, counted

_BESIDE = 400  # characters between a number and the growth told of it
_ADJACENT = 150  # and between a rule's old and new number
_EXACT, _ROUNDED = 4, Decimal("0.3")  # digits of numbers that are not rounded, and percent points by which they miss
_POINTS, _PART = Decimal("1.5"), Decimal("0.1")  # of percent, and of what is told: what rounding explains


def find(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Each growth that an article tells beside two counts of one thing, or beside a rule's old and new number.

    It is held against the nearest pair of numbers that no growth bears out, and only where it is the growth nearest to
    them.
    """
    told = [(pair, [each for each in article if _is_growth(each, *pair, lattice)]) for pair in moves(article)]
    doubtful = [(pair, growths) for pair, growths in told if not any(_borne_out(each, *pair) for each in growths)]
    for pair, growths in doubtful:
        growth = min(growths, key=lambda each: (_apart(each, *pair), each.id), default=None)
        if growth is not None and min(_apart(growth, *other) for other, _ in doubtful) == _apart(growth, *pair):
            yield _finding(growth, *pair)


def moves(article: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """What an article tells of by two numbers, the earlier first: counts of two periods, a rule's old and new one.

    As they stand in the text.
    """
    found = [*_in_two_periods(blocks(article, _counted)), *_old_and_new(blocks(article, _set))]
    return sorted(found, key=lambda pair: [(each.fact.quote.start, each.id) for each in reversed(pair)])


def _apart(growth: Claim, early: Claim, late: Claim) -> int:
    """Characters between a growth and the farther of the two numbers."""
    return max(abs(growth.fact.quote.start - each.fact.quote.start) for each in (early, late))


def _counted(claim: Claim) -> Hashable | None:
    fact = claim.fact
    told = fact.kind == "figure" and claim.window is not None and claim.extent is not None and not fact.headline
    return (fact.measure, fact.unit) if told and fact.measure else None


def _set(claim: Claim) -> Hashable | None:
    fact = claim.fact
    told = fact.kind == "rule" and claim.extent is not None and fact.unit not in (None, "percent") and not fact.headline
    return (fact.topic, fact.unit) if told else None


def _in_two_periods(counts: Iterable[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    for told in counts:
        if len(told) == 2 and told[0].audience == told[1].audience:
            early, late = sorted(told, key=lambda each: (each.window.last, each.id) if each.window else ())
            if early.window and late.window and not early.window.meets(late.window):
                yield early, late


def _old_and_new(rules: Iterable[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Two numbers told side by side, the one of what is to come, the other of what was or still is; each once."""
    for told in rules:
        before: Claim | None = None
        for each in sorted(told, key=lambda each: (each.fact.quote.start, each.id)):
            if before is not None and _is_new(before) != _is_new(each) and _between(before, each) <= _ADJACENT:
                yield (before, each) if _is_new(each) else (each, before)
                before = None
            else:
                before = each


def _is_new(claim: Claim) -> bool:
    return claim.fact.status != "superseded" and _to_come(claim)


def _between(one: Claim, other: Claim) -> int:
    return abs(one.fact.quote.start - other.fact.quote.start)


def _to_come(claim: Claim) -> bool:
    return claim.fact.effective_from is not None or claim.fact.status in ("planned", "announced")


def _is_growth(claim: Claim, early: Claim, late: Claim, lattice: Lattice) -> bool:
    fact = claim.fact
    if fact.kind not in ("figure", "rule") or fact.unit != "percent" or fact.headline or not fact.value:
        return False
    if fact.measure not in (None, late.fact.measure) or claim.audience not in (None, late.audience):
        return False
    reach = _BESIDE if late.fact.kind == "figure" else _ADJACENT
    near = any(abs(fact.quote.start - each.fact.quote.start) <= reach for each in (early, late))
    grew = late.value >= early.value
    return near and lattice.marks("rise" if grew else "fall", fact.quote.text)


def _borne_out(growth: Claim, early: Claim, late: Claim) -> bool:
    """Whether some numbers that are meant grew by what is told, give or take its rounding."""
    if early.extent is None or late.extent is None or growth.extent is None or early.extent.low <= 0:
        return True
    sign = 1 if late.value >= early.value else -1
    ends = [
        sign * 100 * (new / old - 1)
        for new in (late.extent.low, late.extent.high)
        for old in (early.extent.low, early.extent.high)
    ]
    exact = growth.fact.qualifier is None and all(significant(each.value) >= _EXACT for each in (early, late))
    slack = _ROUNDED if exact else max(_POINTS, _PART * growth.value)
    return Extent(min(ends) - slack, max(ends) + slack).meets(growth.extent)


def _finding(growth: Claim, early: Claim, late: Claim) -> Finding:
    before, after = early.fact.value or Decimal(1), late.value
    return Finding(
        type="derived",
        left=(growth,),
        right=(late, early),
        labels=("growth", "counts"),
        severity="contradiction",
        explanation=(
            f"{growth.outlet} tells of a change by {amount(growth)}, but from {_told(early)} to {_told(late)} "
            f"it is {100 * (after / before - 1):+.0f}%."
        ),
        settled_by="The numbers behind the growth.",
    )


def _told(claim: Claim) -> str:
    return counted(claim) if claim.fact.kind == "figure" else amount(claim)
