"""Numbers as they are meant: what a hedged or rounded figure may stand for, and when two limits are one."""

from dataclasses import dataclass
from decimal import Decimal

from core.records.facts import Fact

_DAYS = {"hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}
_ROUGHLY = Decimal("0.1")
_OPEN = Decimal(2)  # "more than 60,000" is not said of more than twice as many
_ROUNDED = Decimal("0.05")
_HAIR = Decimal("0.000001")
TELLING = 2  # digits by which two numbers of unlike size are one that slipped
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))
_NEAR = Decimal("0.035")  # three calendar months are 92 days at most, said as 90


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """The numbers a figure may stand for, both ends inclusive."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Extent") -> bool:
        return self.low <= other.high and other.low <= self.high


def extent(fact: Fact) -> Extent | None:
    """What the figure may stand for, given its hedge and how far it is rounded; None without a value."""
    value = fact.value
    if value is None:
        return None
    if fact.value_high is not None:
        return Extent(min(value, fact.value_high), max(value, fact.value_high))
    match fact.qualifier:
        case "about":
            return Extent(*sorted((value * (1 - _ROUGHLY), value * (1 + _ROUGHLY))))
        case "almost" | "less-than":
            return Extent(*sorted((value * (1 - _ROUGHLY), value * (1 - _HAIR))))
        case "more-than":
            return Extent(*sorted((value * (1 + _HAIR), value * _OPEN)))
        case "at-least":
            return Extent(*sorted((value, value * _OPEN)))
        case "at-most":
            return Extent(*sorted((value / _OPEN, value)))
    half = min(_step(value) / 2, abs(value) * _ROUNDED) if significant(value) < 3 else Decimal(0)
    return Extent(value - half, value + half)


def significant(value: Decimal) -> int:
    """How many digits of a number are more than its zeros at either end: 98,000 has two, 441 three."""
    return len(value.normalize().as_tuple().digits)


def dimension(unit: str | None) -> str:
    """Units that can be turned into one another are of one dimension."""
    return "duration" if unit in _DAYS else unit or "count"


def kind(unit: str | None) -> str:
    """What sort of number a unit makes: a time, a share, a sum of money (or of what a law counts in), or a count."""
    if unit in ("percent", "percentage-point"):
        return "share"
    if unit == "mci" or (unit is not None and len(unit) == 3 and unit.isupper()):
        return "money"
    return dimension(unit)


def limit(fact: Fact) -> Decimal | None:
    """A rule's number in its dimension's own unit (durations in days)."""
    return None if fact.value is None else fact.value * _DAYS.get(fact.unit or "", Decimal(1))


def same_limit(one: Fact, other: Fact) -> bool:
    """Whether two rules set one number: three months and 90 days do, 16 and 20 percent do not."""
    first, second = limit(one), limit(other)
    if first is None or second is None or dimension(one.unit) != dimension(other.unit):
        return False
    slack = _NEAR if dimension(one.unit) == "duration" else Decimal("0.001")
    return abs(first - second) <= slack * max(abs(first), abs(second))


def slipped(one: Fact, other: Fact) -> bool:
    """Whether two numbers have the same digits and another size: 1.02 and 10.2 million."""
    low, high = sorted((limit(one) or Decimal(0), limit(other) or Decimal(0)))
    return one.unit == other.unit and significant(low) >= TELLING and low > 0 and high / low in _SLIPS


def _step(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)
