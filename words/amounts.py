"""Numbers, amounts and lengths of time in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from babel.numbers import format_decimal

from core.records.facts import Fact
from core.records.findings import RuleVersion
from words.speech import locale, numbered, say

_QUALIFIERS = {
    "about": say("about {amount}"),
    "almost": say("almost {amount}"),
    "more-than": say("more than {amount}"),
    "at-least": say("at least {amount}"),
    "at-most": say("at most {amount}"),
    "less-than": say("less than {amount}"),
}
_UNITS: Mapping[str, Callable[[int], str]] = {
    "hour": lambda number: numbered(number, "hour", "hours"),
    "day": lambda number: numbered(number, "day", "days"),
    "week": lambda number: numbered(number, "week", "weeks"),
    "month": lambda number: numbered(number, "month", "months"),
    "year": lambda number: numbered(number, "year", "years"),
    "minute": lambda number: numbered(number, "minute", "minutes"),
    "percent": lambda number: "%",
    "percentage-point": lambda number: numbered(number, "percentage point", "percentage points"),
    "mci": lambda number: numbered(number, "monthly calculation index (MCI)", "monthly calculation indices (MCI)"),
}
RANGE = say("{low} to {high}")
WITHIN = say("{amount} in any {duration}")
_DURATIONS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


def plural(count: int, one: str, many: str) -> str:
    """A count with its name: "1 article", "7 articles"."""
    return f"{number(Decimal(count))} {numbered(count, one, many)}"


def number(value: Decimal) -> str:
    """A plain number with grouped thousands and no trailing zeros."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return str(format_decimal(plain, locale=locale(), decimal_quantization=False))


def amount(thing: Fact | RuleVersion) -> str | None:
    """The value with what hedges it, its unit and the span it holds in: "at most 90 days in any 180 days"."""
    if thing.value is None:
        return None
    text = number(thing.value)
    if thing.value_high is not None:
        text = RANGE.fill(low=text, high=number(thing.value_high))
    unit = _unit(thing.unit, thing.value if thing.value_high is None else thing.value_high)
    text = f"{text}{unit}" if unit == "%" else f"{text} {unit}".strip()
    if thing.qualifier:
        text = _QUALIFIERS[thing.qualifier].fill(amount=text)
    return WITHIN.fill(amount=text, duration=duration(thing.per)) if thing.per else text


def _unit(code: str | None, value: Decimal) -> str:
    """A unit in the form that goes with a value; a fraction takes the form of two, as in Russian."""
    named = _UNITS.get(code or "")
    return named(int(value) if value == value.to_integral_value() else 2) if named else code or ""


def duration(text: str) -> str:
    """An ISO 8601 duration of one part in words ("P180D": "180 days"); others stay as they are."""
    digits, letter = text.lstrip("PT")[:-1], text[-1:]
    if not digits.isdecimal() or letter not in _DURATIONS:
        return text
    unit = "minute" if text.startswith("PT") and letter == "M" else _DURATIONS[letter]
    return f"{number(Decimal(digits))} {_UNITS[unit](int(digits))}"
