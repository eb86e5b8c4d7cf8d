"""What the codes of facts, changes and conflicts are called on screen."""

from decimal import Decimal

from core.records import Fact, RuleVersion

COUNTRIES = {
    "AM": "Armenia",
    "AZ": "Azerbaijan",
    "BY": "Belarus",
    "CN": "China",
    "DE": "Germany",
    "EU": "the European Union",
    "GB": "the United Kingdom",
    "GE": "Georgia",
    "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan",
    "MN": "Mongolia",
    "RU": "Russia",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "TR": "Türkiye",
    "UA": "Ukraine",
    "US": "the United States",
    "UZ": "Uzbekistan",
    "EAEU": "the Eurasian Economic Union",
}
LANGUAGES = {"en": "English", "ru": "Russian", "kk": "Kazakh"}
SOURCE_KINDS = {"agency": "state news agency", "ministry": "ministry", "legal": "legal database", "press": "press"}
KINDS = {"rule": "Rule", "figure": "Figure", "event": "Event", "statement": "Statement"}
MODALITIES = {
    "permitted": "Permitted",
    "required": "Required",
    "prohibited": "Prohibited",
    "planned": "Changed, direction not told",
}
# A status is told by its mark and by its word; colour only repeats it.
STATUSES = {
    "in-force": ("◆", "In force"),
    "announced": ("◈", "Announced"),
    "planned": ("◇", "Planned"),
    "superseded": ("▬", "Superseded"),
    "denied": ("✕", "Denied"),
}
CONFLICT_TYPES = {
    "value": "Different numbers",
    "date": "Different dates",
    "modality": "Allowed or not",
    "status": "In force or not",
    "scope": "Different people or things",
    "measure": "Same number, different things counted",
    "headline": "Headline against text",
    "derived": "The arithmetic does not fit",
}
CONFLICT_STATES = {"open": ("◐", "Open"), "explained": ("●", "Explained"), "dismissed": ("○", "Dismissed")}
SEVERITIES = {"contradiction": "Contradiction: both cannot be right", "tension": "Tension: they sit badly together"}
_QUALIFIERS = {
    "about": "about ",
    "almost": "almost ",
    "more-than": "more than ",
    "at-least": "at least ",
    "at-most": "at most ",
    "less-than": "less than ",
}
_UNITS = {
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "percent": ("%", "%"),
    "percentage-point": ("percentage point", "percentage points"),
    "mci": ("monthly calculation index (MCI)", "monthly calculation indices (MCI)"),
}
_DURATIONS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


def slug(text: str | None, missing: str = "Not told") -> str:
    """A slug as words: "residence-permit" is "Residence permit"."""
    words = (text or missing).replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def country(code: str | None) -> str:
    """A country by its name, or its code where we have no name."""
    return COUNTRIES.get(code or "", code or "not told")


def audience(code: str | None) -> str:
    """To whom: "citizens:RU" is "citizens of Russia"."""
    if not code:
        return "not told"
    group, _, of = code.partition(":")
    return f"{group.replace('-', ' ')} of {country(of)}" if of else code.replace("-", " ")


def language(code: str) -> str:
    """A language by its English name."""
    return LANGUAGES.get(code, code)


def plural(number: int, one: str, many: str) -> str:
    """A count with its name: "1 article", "7 articles"."""
    return f"{number:,} {one if number == 1 else many}"


def short(text: str, longest: int = 120) -> str:
    """A sentence cut at a word, where the whole one stands a click away."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def number(value: Decimal) -> str:
    """A plain number with grouped thousands and no trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(thing: Fact | RuleVersion) -> str | None:
    """The value with what hedges it, its unit and the span it holds in: "at most 90 days in any 180 days"."""
    if thing.value is None:
        return None
    span = number(thing.value) + (f" to {number(thing.value_high)}" if thing.value_high is not None else "")
    one, many = _UNITS.get(thing.unit or "", (thing.unit or "", thing.unit or ""))
    unit = one if thing.value == 1 and thing.value_high is None else many
    text = _QUALIFIERS.get(thing.qualifier or "", "") + (f"{span}{unit}" if unit == "%" else f"{span} {unit}".strip())
    return f"{text} in any {duration(thing.per)}" if thing.per else text


def duration(text: str) -> str:
    """An ISO 8601 duration of one part in words ("P180D": "180 days"); others stay as they are."""
    digits, letter = text.lstrip("PT")[:-1], text[-1:]
    if not digits.isdigit() or letter not in _DURATIONS:
        return text
    unit = "minute" if text.startswith("PT") and letter == "M" else _DURATIONS[letter]
    return plural(int(digits), unit, unit + "s")


def gist(fact: Fact) -> str:
    """A fact in a few words, from its fields: what is ruled or counted, and the value."""
    head = MODALITIES.get(fact.modality or "") if fact.kind == "rule" else KINDS.get(fact.kind)
    about = slug(fact.measure or fact.subject or fact.topic, "")
    return ": ".join(part for part in (head, ", ".join(p for p in (about, amount(fact)) if p)) if part)


def rule(version: RuleVersion) -> str:
    """A rule version in a few words."""
    head = MODALITIES.get(version.modality or "", "Rule")
    about = slug(version.subject or version.topic, "")
    return ": ".join(part for part in (head, ", ".join(p for p in (about, amount(version)) if p)) if part)
