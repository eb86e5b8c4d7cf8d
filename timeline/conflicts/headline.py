"""Headline conflicts: the headline speaks of another thing than the article below it, or says the opposite."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.records.findings import Severity
from timeline.amount import dimension, limit, same_limit
from timeline.claims import Claim
from timeline.concepts import concepts, weight
from timeline.conflicts import growth, reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.heading import whole
from timeline.conflicts.modality import opposite, same_question
from timeline.lattice import Lattice
from timeline.phrase import amount, counted, counter, direction, drift, slug, things, words

_DIRECTED = ("permitted", "required", "prohibited")
_FACTORS = {"double": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5")}
_LOOSE = Decimal("1.15")  # by which "doubled" may be said of what did not quite
_SAID = 0.5  # weight of the concepts by which a denial is one of the headline
_ROUNDING = Decimal("0.05")  # of a number, by which a headline may be rounder than its text
APART: tuple[reasons.Reason, ...] = (
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.other_audience,
)


def find(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """One article by itself: its headline's rules and figures against those of its body."""
    body = [each for each in article if not each.fact.headline]
    for headline in article if body else ():
        if headline.fact.headline and headline.fact.kind == "figure" and headline.fact.measure:
            yield from _outnumbered(headline, body, lattice)
        if headline.fact.headline and headline.fact.kind == "rule" and headline.fact.topic:
            yield from _drifted(whole(headline, article), body, lattice)
            yield from _reversed(headline, body, lattice)
            yield from _misnumbered(headline, body, lattice)
            yield from _denied(headline, body)
            yield from _multiplied(headline, body)


def _finding(
    heading: Sequence[Claim],
    body: Sequence[Claim],
    explanation: str,
    settled_by: str | None = None,
    *,
    severity: Severity = "contradiction",
    drifted: str | None = None,
) -> Finding:
    """The headline on one side, what its text has instead on the other."""
    speaker = next((each.fact.speaker for each in body if each.fact.speaker), "the source")
    return Finding(
        type="headline",
        left=tuple(heading),
        right=tuple(body),
        labels=("headline", "body"),
        severity=severity,
        explanation=explanation,
        settled_by=settled_by or f"The words of {speaker} in full.",
        drift=drifted,
    )


def _outnumbered(headline: Claim, body: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """The text has other numbers for what the headline counts, or the headline's number for another thing."""
    counts = [each for each in body if each.fact.measure == headline.fact.measure and each.extent]
    same = [each for each in counts if each.audience == headline.audience and headline.extent]
    borne_out = [each for each in body if headline.extent and each.extent and headline.extent.meets(each.extent)]
    unlike = [each for each in borne_out if _counts_else(headline, each, lattice)]
    if same and not borne_out:
        yield _miscounted(headline, same)
    elif unlike and not any(each.fact.measure == headline.fact.measure for each in borne_out):
        yield _miscounted(headline, unlike)


def _counts_else(headline: Claim, claim: Claim, lattice: Lattice) -> bool:
    """One happening, other things counted: persons above, crossings below."""
    above, below = lattice.counted(headline.fact.measure), lattice.counted(claim.fact.measure)
    return above is not None and below is not None and above.family == below.family and above.counts != below.counts


def _miscounted(headline: Claim, body: Sequence[Claim]) -> Finding:
    text = f"The headline of {headline.outlet} has {counted(headline)}, its text {counted(body[0])}."
    return _finding(
        (headline,),
        body,
        text,
        f"The count itself, from {counter(headline, body[0])}.",
        severity="contradiction" if things(headline) == things(body[0]) else "tension",
        drifted=drift(things(body[0]), things(headline), f"the headline of {headline.outlet}"),
    )


def _drifted(heading: tuple[Claim, ...], body: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """The headline's topic is nowhere below it, and what is there is a topic that laymen mistake for it."""
    headline = heading[0]
    if headline.group in {each.group for each in body}:
        return
    rules = [each for each in body if _takes_its_place(headline, each, lattice)]
    same = [each for each in rules if each.fact.modality == headline.fact.modality]
    if rules := same or rules:
        text = (
            f"The headline of {headline.outlet} is about {slug(headline.fact.topic)}, "
            f"its text about {slug(rules[0].fact.topic)}: {words(rules[0])}."
        )
        yield _finding(
            heading,
            rules,
            text,
            drifted=drift(slug(rules[0].fact.topic), slug(headline.fact.topic), f"the headline of {headline.outlet}"),
        )


def _takes_its_place(headline: Claim, claim: Claim, lattice: Lattice) -> bool:
    field = lattice.mistaken
    below = claim.fact.topic or ""
    return (
        claim.fact.kind == "rule"
        and claim.fact.modality in _DIRECTED
        and headline.fact.modality in _DIRECTED
        and _field(headline.fact.topic or "", lattice) in field.values()
        and _field(headline.fact.topic or "", lattice) == _field(below, lattice)
        and not reasons.first_reason(APART, headline, claim, lattice)
    )


def _field(topic: str, lattice: Lattice) -> str | None:
    return lattice.mistaken.get(topic) or lattice.mistaken.get(lattice.topic_within.get(topic, ""))


def _reversed(headline: Claim, body: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    against = [
        each
        for each in body
        if each.fact.kind == "rule"
        and each.fact.topic == headline.fact.topic
        and headline.fact.modality in _DIRECTED
        and each.fact.modality in _DIRECTED
        and headline.fact.value is None
        and each.fact.value is None
        and opposite(headline, each, lattice)
        and (same_question(headline, each, lattice) or _of_one_act(headline, each, body))
        and not reasons.first_reason((*APART, reasons.exempted), headline, each, lattice)
    ]
    if against:
        text = (
            f"On {slug(headline.fact.topic)}, the headline of {headline.outlet} says {words(headline)} "
            f"({direction(headline)}), its text {words(against[0])} ({direction(against[0])})."
        )
        yield _finding((headline,), against, text)


def _of_one_act(headline: Claim, claim: Claim, body: Sequence[Claim]) -> bool:
    """Within one article: two telling words are shared, or one where nothing below bears the headline out."""
    shared = len(headline.stems & claim.stems)
    borne_out = any(
        each.fact.modality == headline.fact.modality and each.fact.topic == headline.fact.topic for each in body
    )
    return shared >= 2 or (shared >= 1 and not borne_out)


def _misnumbered(headline: Claim, body: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """The text sets one number for what the headline sets another, and has the headline's nowhere."""
    above = limit(headline.fact)
    if above is None:
        return
    of_kind = [each for each in body if dimension(each.fact.unit) == dimension(headline.fact.unit)]
    if any(abs(number - above) <= _ROUNDING * above for each in of_kind if (number := limit(each.fact)) is not None):
        return
    set_ = [each for each in of_kind if _sets_alike(headline, each, lattice)]
    if set_ and all(same_limit(set_[0].fact, each.fact) for each in set_):
        text = (
            f"On {slug(headline.fact.subject or headline.fact.topic)}, the headline of {headline.outlet} has "
            f"{amount(headline)}, its text {amount(set_[0])}."
        )
        yield _finding((headline,), set_, text)


def _denied(headline: Claim, body: Sequence[Claim]) -> Iterator[Finding]:
    """The text denies what the headline has as a rule."""
    denials = [each for each in body if each.fact.status == "denied" and _speak_of_one(headline, each)]
    if denials and headline.fact.status != "denied":
        text = (
            f"The headline of {headline.outlet} says {words(headline)}, its text has that denied: {words(denials[0])}."
        )
        yield _finding((headline,), denials, text)


def _speak_of_one(headline: Claim, claim: Claim) -> bool:
    here, there = (concepts(each.fact.quote.text, each.article.language) for each in (headline, claim))
    return headline.fact.topic == claim.fact.topic and sum(map(weight, here & there)) >= _SAID


def _multiplied(headline: Claim, body: Sequence[Claim]) -> Iterator[Finding]:
    """The headline has something doubled (trebled, halved), and the one old and new number below it do not."""
    named = concepts(headline.fact.quote.text, headline.article.language)
    factor = next((_FACTORS[each] for each in sorted(named) if each in _FACTORS), None)
    moves = [pair for pair in growth.moves(body) if pair[0].value > 0] if factor and headline.fact.value is None else []
    ratios = [late.value / early.value for early, late in moves]
    if factor and ratios and all(not factor / _LOOSE <= ratio <= factor * _LOOSE for ratio in ratios):
        early, late = moves[0]
        text = (
            f"The headline of {headline.outlet} says {words(headline)}; in its text it is from "
            f"{amount(early)} to {amount(late)}, {late.value / early.value:.2g} times."
        )
        yield _finding((headline,), (late, early), text, "The old and the new number in the act itself.")


def _sets_alike(headline: Claim, claim: Claim, lattice: Lattice) -> bool:
    """One limit or one price of one thing: of one topic and direction, in words of which some are shared."""
    above, below = headline.fact, claim.fact
    if below.kind != "rule" or below.value is None:
        return False
    alike = above.topic == below.topic and above.modality == below.modality
    limits = above.qualifier == below.qualifier == "at-most"
    in_words = above.subject == below.subject if above.subject else bool(headline.stems & claim.stems)
    apart = reasons.first_reason((*APART, reasons.other_frame), headline, claim, lattice)
    return alike and (in_words or limits) and not apart
