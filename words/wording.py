"""What the codes of facts, changes and conflicts are called on screen."""

from datetime import date

from core.records.facts import Fact
from core.records.findings import Change, ConflictState, RuleVersion
from words import days, names
from words.amounts import amount, plural
from words.speech import ENGLISH, chosen, say

LANGUAGES = {"en": say("English"), "ru": say("Russian"), "kk": say("Kazakh")}
SOURCE_KINDS = {
    "agency": say("state news agency"),
    "ministry": say("ministry"),
    "legal": say("legal database"),
    "press": say("press"),
}
KINDS = {"rule": say("Rule"), "figure": say("Figure"), "event": say("Event"), "statement": say("Statement")}
MODALITIES = {
    "permitted": say("Permitted"),
    "required": say("Required"),
    "prohibited": say("Prohibited"),
    "planned": say("Changed, direction not told"),
}
# A status is told by its mark and by its word; colour only repeats it.
STATUSES = {
    "in-force": ("◆", say("In force")),
    "announced": ("◈", say("Announced")),
    "planned": ("◇", say("Planned")),
    "superseded": ("▬", say("Superseded")),
    "denied": ("✕", say("Denied")),
}
CONFLICT_TYPES = {
    "value": say("Different numbers"),
    "date": say("Different dates"),
    "modality": say("Allowed or not"),
    "status": say("In force or not"),
    "scope": say("Different people or things"),
    "measure": say("Same number, different things counted"),
    "headline": say("Headline against text"),
    "derived": say("The arithmetic does not fit"),
}
# What would settle a conflict of each type, where the sentence of the conflict itself is not read.
SETTLING = {
    "value": say("The count itself, or the text of the act."),
    "date": say("The day of official publication and the commencement clause of the act."),
    "modality": say("The words of the speaker in full, or the text of the act."),
    "status": say("The register of acts in force."),
    "scope": say("The text of the act: whom it names."),
    "measure": say("What it is that was counted."),
    "headline": say("The words of the speaker in full."),
    "derived": say("The table behind the counts."),
}
CONFLICT_STATES = {
    "open": ("◐", say("Open")),
    "explained": ("●", say("Explained")),
    "dismissed": ("○", say("Dismissed")),
}
SEVERITIES = {
    "contradiction": say("Contradiction: both cannot be right"),
    "tension": say("Tension: they sit badly together"),
}
GROUP_OF = say("{group} of {country}")
TOPIC, SUBJECT, DIRECTION, NUMBER = say("Topic"), say("Subject"), say("Direction"), say("Number")
_MARKS = '“”«»„" '
DIFFER = say("{days} (reports differ; {state})")
MISSING = say("Not told")
NOT_TOLD = say("not told")
RULE = say("Rule")
NOT_SETTLED = say("Nothing we know of; a text of the act itself would.")
_NAMED = ("topics", "measures", "subjects", "severities", "set-aside")  # tables of names, in which slugs are unlike


def slug(text: str | None, missing: str = MISSING) -> str:
    """A slug as words: "residence-permit" is "Residence permit"; one that has no name stays as it is."""
    if not text:
        return str(missing)
    words = text.replace("-", " ").strip()
    return names.of(text, *_NAMED) or words[:1].upper() + words[1:]


def country(code: str | None) -> str:
    """A country by its name, or its code where there is no name."""
    return names.territory(code) or code if code else str(NOT_TOLD)


def audience(code: str | None) -> str:
    """To whom, in words: a group, or a group of a country."""
    if not code:
        return str(NOT_TOLD)
    group, _, of = code.partition(":")
    words = names.of(code, "peoples", "audiences")
    if words or not of:
        return words or code.replace("-", " ")
    return GROUP_OF.fill(group=names.of(group, "audiences") or group.replace("-", " "), country=country(of))


def language(code: str) -> str:
    """A language by its name."""
    return str(LANGUAGES.get(code, code))


def settled_by(kind: str, sentence: str | None) -> str:
    """What would settle a conflict of this type; `sentence` is the comparison's own, in English."""
    return sentence if sentence and chosen().language == ENGLISH else str(SETTLING.get(kind, NOT_SETTLED))


def told_on(change: Change) -> str:
    """When it was announced, to the precision known; of a change that nobody dates, the day by our clocks on which it
    was first told of."""
    return change.announced_on or days.local(change.known_from).date().isoformat()


def disputed_start(change: Change, settled: ConflictState | None) -> str:
    """The days between which reports differ: in dispute, or how that was judged."""
    if settled is None:
        return days.disputed(change.disputed)
    told = days.either([days.in_words(each) for each in change.disputed])
    return DIFFER.fill(days=told, state=CONFLICT_STATES[settled][1].lower())


def status_on(change: Change, day: date) -> str | None:
    """A change's status on a day (db.reads.clocks says the same): what was announced begins on its day.

    A start known to a month or a year has come when that is over.
    """
    start, told = change.effective_on, change.status
    if start is None or told not in (None, "announced", "in-force"):
        return told
    begun = start < day.isoformat()[: len(start)] or start == day.isoformat()
    return "in-force" if begun else "announced"


def voices(independent: int, relays: int) -> str:
    """How many speak for themselves and how many pass it on."""
    own = plural(independent, "independent origin", "independent origins")
    passed_on = plural(relays, "relay", "relays")
    return f"{own}, {passed_on}" if relays else own


def short(text: str, longest: int = 120) -> str:
    """A sentence cut at a word, where the whole one stands a click away; never within somebody's words, whose rest may
    turn them into their opposite: then before them."""
    if len(text) <= longest:
        return text
    kept = text[:longest].rsplit(" ", 1)[0]
    opened = kept.rfind("“")
    if opened > max(kept.rfind("”"), 0):
        kept = kept[:opened]
    return kept.rstrip(" ,;:") + " …"


def quoted(text: str) -> str:
    """Somebody's words on one line, between one pair of quotation marks."""
    line = " ".join(text.split()).strip(_MARKS)
    return f"“{line}”"


def gist(fact: Fact) -> str:
    """A fact in a few words, from its fields: what is counted, and the value; of a rule its labelled fields."""
    if fact.kind == "rule":
        return " · ".join(f"{name}: {value}" for name, value in tags(fact))
    about = slug(fact.measure or fact.subject or fact.topic, "")
    told = ", ".join(part for part in (about, amount(fact)) if part)
    return ": ".join(str(part) for part in (KINDS.get(fact.kind), told) if part)


def tags(thing: Fact | RuleVersion) -> list[tuple[str, str]]:
    """The fields of a rule, each with its name: topic, direction and number make no sentence, only its words do.

    What is regulated, where that is told, stands in the place of the topic under which the rule is filed.

    "Prohibited: permanent residence" would be one, and a false one where it is an old document that is prohibited.
    """
    told = (
        (SUBJECT, slug(thing.subject, "")) if thing.subject else (TOPIC, slug(thing.topic, "")),
        (DIRECTION, MODALITIES.get(thing.modality or "")),
        (NUMBER, amount(thing)),
    )
    return [(str(name), str(value)) for name, value in told if value]
