"""Plain words for claims: the sentences in which a conflict is explained."""

from decimal import Decimal

from timeline.claims import Claim

_HEDGES = {
    "about": "about ",
    "almost": "almost ",
    "more-than": "more than ",
    "at-least": "at least ",
    "at-most": "at most ",
    "less-than": "less than ",
}
_LONGEST = 90


def amount(claim: Claim) -> str:
    """The number with its hedge and unit: "more than 64,000", "at most 90 days"."""
    fact = claim.fact
    if fact.value is None:
        return "no number"
    number = grouped(fact.value) + (f" to {grouped(fact.value_high)}" if fact.value_high is not None else "")
    return _HEDGES.get(fact.qualifier or "", "") + number + _unit(fact.unit, fact.value)


def grouped(value: Decimal) -> str:
    """A number with its thousands parted by commas."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{plain:,}"


def words(claim: Claim) -> str:
    """The quote on one line, cut at a word's end."""
    line = " ".join(claim.fact.quote.text.split())
    return f"“{line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"


def slug(name: str | None, otherwise: str = "this") -> str:
    """A slug as words: "permits-issued" is "permits issued"."""
    return name.replace("-", " ") if name else otherwise


def outlets(one: Claim, other: Claim) -> tuple[str, str]:
    """The names of two outlets, told apart by day or page where they are one."""
    if one.outlet != other.outlet:
        return one.outlet, other.outlet
    first, second = one.article.published or "", other.article.published or ""
    if first != second:
        return f"{one.outlet} ({first or 'undated'})", f"{other.outlet} ({second or 'undated'})"
    return one.outlet, f"another article of {other.outlet}"


def counter(one: Claim, other: Claim) -> str:
    """Who made the count that both report."""
    return one.fact.organisation or other.fact.organisation or "the body that made it"


def _unit(unit: str | None, value: Decimal) -> str:
    if unit is None:
        return ""
    if unit == "percent":
        return "%"
    return f" {slug(unit)}" + ("s" if unit.islower() and unit != "mci" and value != 1 else "")
