"""Value conflicts: one quantity of one period, or one rule, with numbers that cannot both be meant."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from timeline.amount import dimension, limit, same_limit
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time, in_window
from timeline.lattice import Lattice, Relation
from timeline.phrase import amount, counted, counter, outlets, slug
from timeline.span import length

FIGURES: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.other_people,
    reasons.grown_since,
    reasons.other_period,
    reasons.other_topic,
    reasons.part_and_whole,
    reasons.rounded,
)
RULES: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.not_yet_in_force,
    reasons.other_unit,
    reasons.within_the_range,
    reasons.rounder,
    reasons.other_audience,
    reasons.rule_and_special_rule,
    reasons.general_and_special_rate,
    reasons.other_frame,
    reasons.frame_of_the_other,
    reasons.same_limit_in_other_words,
    reasons.replaced_since,
    reasons.exempted,
    reasons.other_object,
)
_CURRENCIES: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.not_yet_in_force,
    reasons.replaced_since,
    reasons.exempted,
)
_SHARED = 2  # telling words by which two numbers without a name are of one thing
_FACTOR = 3
_SLIPS = (Decimal(1000), Decimal(1_000_000))


def find(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Figures first, then rules."""
    for block in blocks(claims, lambda each: _counted(each, lattice)):
        several = _several(block)
        for one, other in in_window(block, reasons.EDGE):
            if one.id not in several and other.id not in several:
                yield from _figures(one, other, lattice)
    for block in blocks(claims, _unnamed):
        lone = _lone(block)
        for one, other in in_window([each for each in block if each.id in lone], reasons.EDGE):
            if _of_one_thing(one, other):
                yield from _figures(one, other, lattice)
    for block in blocks(claims, _paid):
        for one, other in in_time(block):
            if one.fact.unit != other.fact.unit and reasons.same_story(one, other):
                yield from _rules(one, other, _CURRENCIES, lattice)
    one_topic, one_limit = blocks(claims, _regulated), blocks(claims, lambda each: _limited(each, lattice))
    for block in (*one_topic, *one_limit):
        told = _told(block)
        for one, other in in_time(_general(told, lattice)):
            if not (_tells(told, one, other) or _tells(told, other, one)):
                yield from _rules(one, other, RULES, lattice)


def _counted(claim: Claim, lattice: Lattice) -> Hashable | None:
    fact = claim.fact
    if fact.kind != "figure" or claim.extent is None or claim.window is None or fact.headline:
        return None
    what = fact.measure or fact.subject or (fact.topic if lattice.counts_alone(fact.topic, fact.quote.text) else None)
    return (what, fact.unit) if what else None


def _unnamed(claim: Claim) -> Hashable | None:
    """Figures of which only the topic says what they count."""
    fact = claim.fact
    told = fact.kind == "figure" and claim.extent is not None and claim.window is not None and not fact.headline
    return (fact.topic, fact.unit) if told and fact.topic and not (fact.measure or fact.subject) else None


def _lone(block: Sequence[Claim]) -> set[str]:
    """Claims that are the one number their article has for its time."""
    alone = blocks(block, lambda each: (each.fact.article_id, each.window))
    return {each[0].id for each in alone if len(each) == 1}


def _of_one_thing(one: Claim, other: Claim) -> bool:
    """Numbers of one story that share words, or could share none."""
    low, high = sorted((one.value, other.value))
    near = low > 0 and high <= _FACTOR * low  # what is far less counts a part
    foreign = one.article.language != other.article.language
    return near and (foreign or len(one.stems & other.stems) >= _SHARED) and reasons.same_story(one, other)


def _regulated(claim: Claim) -> Hashable | None:
    fact = claim.fact
    if fact.kind != "rule" or fact.value is None or fact.headline or not (fact.subject or fact.topic):
        return None
    return (fact.subject or fact.topic, dimension(fact.unit), length(fact.per))


def _paid(claim: Claim) -> Hashable | None:
    """The same number of money, whatever its currency: one story does not ask for 3,000 euros and 3,000 dollars."""
    fact = claim.fact
    money = fact.kind == "rule" and not fact.headline and (fact.unit or "").isupper()
    return (fact.topic, fact.value) if money and fact.topic and fact.value is not None else None


def _limited(claim: Claim, lattice: Lattice) -> Hashable | None:
    """How long something is allowed, which may be told under any of the topics that change together."""
    fact = claim.fact
    allowed = fact.modality == "permitted" and fact.qualifier == "at-most" and dimension(fact.unit) == "duration"
    group = lattice.together.get(fact.topic or "")
    return (group, length(fact.per)) if allowed and group and _regulated(claim) else None


def _several(block: Sequence[Claim]) -> set[str]:
    """Claims whose article gives other numbers for the very same key: it tells of several things by one name."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for each in block:
        by_article[each.fact.article_id].append(each)
    found: set[str] = set()
    for group in by_article.values():
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                same = one.window == other.window and one.audience == other.audience
                if same and one.extent and other.extent and not one.extent.meets(other.extent):
                    found |= {one.id, other.id}
    return found


def _told(block: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for each in block:
        found[each.fact.article_id].append(each)
    return found


def _general(told: dict[str, list[Claim]], lattice: Lattice) -> list[Claim]:
    """The claims by which an article may be held to a number: of a schedule of rates only the general one."""
    found: list[Claim] = []
    for article in told.values():
        chief = [each for each in article if each.fact.status != "superseded"]
        if not _agree(chief):
            chief = [each for each in chief if lattice.marks("general", each.fact.quote.text)]
        if _agree(chief):
            found += [each for each in article if chief and same_limit(each.fact, chief[0].fact)]
    return sorted(found, key=lambda each: each.order)


def _agree(claims: Sequence[Claim]) -> bool:
    return all(same_limit(claims[0].fact, each.fact) for each in claims[1:])


def _tells(told: dict[str, list[Claim]], one: Claim, other: Claim) -> bool:
    """Whether the article of `one` gives the number of `other` somewhere too."""
    return any(same_limit(each.fact, other.fact) for each in told[one.fact.article_id])


def _figures(one: Claim, other: Claim, lattice: Lattice) -> Iterator[Finding]:
    if reasons.first_reason(FIGURES, one, other, lattice):
        return
    first, second = outlets(one, other)
    values = one.value, other.value
    slip = min(values) > 0 and max(values) / min(values) in _SLIPS
    text = f"{first} has {counted(one)}, {second} has {amount(other)} for the same people and time."
    if slip:
        text = f"{first} has {counted(one)} and {second} {amount(other)}: thousands were lost or added."
    yield Finding(
        type="derived" if slip else "value",
        left=(one,),
        right=(other,),
        labels=(f"{values[0]:.1E}", f"{values[1]:.1E}")
        if f"{values[0]:.1E}" != f"{values[1]:.1E}"
        else (str(values[0]), f"{values[1]} "),
        severity="contradiction" if _far(values) else "tension",
        explanation=text,
        settled_by=f"The count itself, from {counter(one, other)}.",
    )


def _far(values: tuple[Decimal, Decimal]) -> bool:
    return abs(values[0] - values[1]) > Decimal("0.05") * max(abs(values[0]), abs(values[1]))


def _rules(one: Claim, other: Claim, apart: tuple[reasons.Reason, ...], lattice: Lattice) -> Iterator[Finding]:
    if lattice.audiences(one.audience, other.audience) not in (Relation.SAME, Relation.UNKNOWN):
        return
    if reasons.first_reason(apart, one, other, lattice):
        return
    first, second = outlets(one, other)
    what = slug(one.fact.subject or one.fact.topic)
    yield Finding(
        type="value",
        left=(one,),
        right=(other,),
        labels=(f"{limit(one.fact)} {one.fact.unit}", f"{limit(other.fact)} {other.fact.unit}"),
        severity="contradiction",
        explanation=f"On {what}, {first} has {amount(one)}, {second} {amount(other)}.",
        settled_by="The text of the act itself.",
    )
