"""Plain words for claims: the numbers, days, groups and quotes of the sentences that a person reads."""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from timeline.claims import Claim
from timeline.plain import names
from timeline.span import length, span

_HEDGES = {
    "about": "about ",
    "almost": "almost ",
    "more-than": "more than ",
    "at-least": "at least ",
    "at-most": "at most ",
    "less-than": "less than ",
}
_LONGEST = 240  # characters of a quote that is told whole
_MILLION = Decimal(1_000_000)
_FINEST = Decimal("0.01")  # of a million: 1.66 million, but 2,930,412
_MARKS = '"“”„«»‟'
# Where a quote may end before its end: a comma is none, since what restricts a word stands behind it ("those who …").
_CLAUSE = re.compile(r"[.!?;](?=\s)")
_UNFINISHED = re.compile(r"(?:\s+(?:of|of the|for|and|in|the))+$")


def amount(claim: Claim) -> str:
    """The number with its hedge, its unit and the frame it holds in: "at most 90 days in any 180 days"."""
    fact = claim.fact
    if fact.value is None:
        return "no number"
    number = grouped(fact.value) + (f" to {grouped(fact.value_high)}" if fact.value_high is not None else "")
    frame = length(fact.per)
    within = f" in any {frame:.0f} days" if frame else ""
    return _HEDGES.get(fact.qualifier or "", "") + number + _unit(fact.unit, fact.value) + within


def counted(claim: Claim) -> str:
    """The number with what it counts: "almost 1.3 million entries"."""
    return f"{amount(claim)} {things(claim)}".strip()


def things(claim: Claim) -> str:
    """What a figure counts, as it stands after the number; for want of a measure what it is about."""
    measure = claim.fact.measure
    if measure:
        return names().measures.get(measure, slug(measure))
    return f"for {slug(claim.fact.subject or claim.fact.topic, 'this')}"


def grouped(value: Decimal) -> str:
    """A number as it is said: "1.3 million", "64,234"; millions only where nothing is lost."""
    if abs(value) >= _MILLION and (value / _MILLION) % _FINEST == 0:
        return f"{(value / _MILLION).normalize():f} million"
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{plain:,f}"


def day(told: str | date | None) -> str:
    """A day, month or year in words, to the precision known: "27 January 2023", "January 2023"."""
    text = told.isoformat() if isinstance(told, date) else (told or "")[:10]
    known = span(text)
    if known is None:
        return text or "a day not told"
    month = f"{calendar.month_name[known.first.month]} {known.first.year}"
    if known.exact:
        return f"{known.first.day} {month}"
    return month if len(text) > 4 else str(known.first.year)


def either(told: Sequence[str | date | None]) -> str:
    """Days of which one is meant: "26 or 27 January 2023"."""
    days = [day(each) for each in told]
    months = {each.partition(" ")[2] for each in days}
    if len(days) > 1 and len(months) == 1 and months != {""}:
        days = [*(each.partition(" ")[0] for each in days[:-1]), days[-1]]
    return " or ".join(days)


def whom(audience: str | None, otherwise: str = "everybody") -> str:
    """A group in words: "citizens:RU" is "citizens of Russia"."""
    kind, _, place = (audience or "").partition(":")
    return f"{slug(kind)} of {names().places.get(place, place)}" if place else slug(kind or None, otherwise)


def words(claim: Claim, longest: int = _LONGEST) -> str:
    """The quote on one line between one pair of quotation marks: whole, or up to the last clause's end in `longest`.

    A cut elsewhere may turn what is said into its opposite; where no clause ends, the quote stays whole.
    """
    line = " ".join(claim.fact.quote.text.split()).strip(_MARKS + " ")
    line = re.sub(rf"[{_MARKS}]", "’", re.sub(rf"(?<!\w)[{_MARKS}](?=\w)", "‘", line)).rstrip(".;,: ")
    ends = [each.start() for each in _CLAUSE.finditer(line[:longest])] if len(line) > longest else []
    return f"“{line[: ends[-1]]} …”" if ends else f"“{line}”"


def saying(claim: Claim) -> str:
    """The quote as an outlet has it: that it is a headline is told, since headlines say more than their texts."""
    return f"in its headline {words(claim)}" if claim.fact.headline else words(claim)


def drift(source: str, told: str, where: str) -> str | None:
    """The step at which a meaning was lost: "permanent residence became asylum in the headline of the Post"."""
    return f"{source} became {told} in {where}" if source != told else None


def slug(name: str | None, otherwise: str = "this") -> str:
    """A slug as words: "residence-permit" is "residence permit"."""
    return name.replace("-", " ") if name else otherwise


def status(claim: Claim) -> str:
    """Where the rule stands: "in force", "still a draft"."""
    return names().statuses.get(claim.fact.status or "", "told of")


def direction(claim: Claim) -> str:
    """What the rule does: "allowed", "forbidden"."""
    return names().modalities.get(claim.fact.modality or "", "told of")


def outlets(one: Claim, other: Claim) -> tuple[str, str]:
    """The names of two outlets, told apart by day or page where they are one."""
    if one.outlet != other.outlet:
        return one.outlet, other.outlet
    first, second = (each.published.first if each.published else None for each in (one, other))
    if first != second:
        return f"{one.outlet} ({_issue(first)})", f"{other.outlet} ({_issue(second)})"
    return one.outlet, f"another article of {other.outlet}"


def counter(*claims: Claim) -> str:
    """Who made the count that all of them report; an English name first, one that breaks off without its end."""
    told = [each for each in claims if each.fact.organisation]
    told.sort(key=lambda each: each.article.language != "en")
    for each in told:
        name = _UNFINISHED.sub("", each.fact.organisation or "")
        if " " in name or name.isupper():
            return name
    return "the body that counted"


def _issue(published: date | None) -> str:
    return day(published) if published else "undated"


def _unit(unit: str | None, value: Decimal) -> str:
    if unit is None:
        return ""
    if unit == "percent":
        return "%"
    one, many = names().units.get(unit, (unit, unit))
    return f" {one if value == 1 else many}"
