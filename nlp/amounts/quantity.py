"""A quantity: a number with its unit, hedge, range and window ("no more than 90 days in any 180")."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.records.facts import Qualifier

DURATIONS = ("hour", "day", "month", "year")
_ISO = {"hour": "PT{}H", "day": "P{}D", "month": "P{}M", "year": "P{}Y"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as told; `value_high` is the upper end of a range, `per` the ISO 8601 duration it holds in.

    `start` and `end` span number, unit and hedge in the folded text; `number` is where the digits or words begin.
    `share` marks a part told in words ("a third"), `role` the old or new value of a move ("from 10 to 20").
    """

    value: Decimal
    start: int
    end: int
    number: int
    unit: str | None = None
    value_high: Decimal | None = None
    qualifier: Qualifier | None = None
    per: str | None = None
    share: bool = False
    words: bool = False
    role: Literal["old", "new"] | None = None

    @property
    def duration(self) -> bool:
        """Whether it is a stretch of time."""
        return self.unit in DURATIONS


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency (ISO 4217)."""
    return unit is not None and unit.isupper()


def iso_duration(quantity: Quantity) -> str:
    """A stretch of time in ISO 8601; one without a unit is in days."""
    return _ISO[quantity.unit or "day"].format(quantity.value)


def shared_scale(one: Quantity, other: Quantity) -> Decimal:
    """What `one` is to be multiplied by where a magnitude is told once for two ("2 to 3 million": 1,000,000)."""
    factor = Decimal(1)
    while one.value < 1000 and factor * 1000 <= other.value and one.value * factor * 1000 <= other.value * 2:
        factor *= 1000
    return factor
