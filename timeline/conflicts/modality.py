"""Modality conflicts: one thing is forbidden by one report and allowed, ordered or left open by another."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.heading import whole
from timeline.conflicts.meeting import REACH, blocks, in_time
from timeline.lattice import Lattice
from timeline.names import surnames
from timeline.phrase import direction, drift, outlets, saying, slug

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.not_yet_in_force,
    reasons.other_audience,
    reasons.rule_and_special_rule,
    reasons.replaced_since,
    reasons.until_the_start,
    reasons.exempted,
)
SPOKEN: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.other_audience,
)
_DIRECTED = ("permitted", "required", "prohibited")
_SAME_WEEKS = 21
_TOLD = 0.5  # confidence of a direction that words tell


def find(claims: Sequence[Claim], articles: Mapping[str, Sequence[Claim]], lattice: Lattice) -> Iterator[Finding]:
    """Opposite rules, and rules that the cited speaker never gave."""
    for block in blocks(claims, _rule):
        torn, lone = _torn(block, lattice), _lone(block)
        for one, other in in_time([each for each in block if each.id not in torn]):
            answers = one.id in lone and other.id in lone and _one_answer(one, other, lattice)
            opposed = opposite(one, other, lattice) and (same_question(one, other, lattice) or answers)
            if opposed and not reasons.first_reason(REASONS, one, other, lattice):
                yield _opposed(one, other)
    for block in blocks(claims, _directed):
        for one, other in _unneeded(block, lattice):
            if not reasons.first_reason(REASONS, one, other, lattice):
                yield _opposed(one, other)
    yield from _never_said(claims, articles, lattice)


def _rule(claim: Claim) -> Hashable | None:
    fact = claim.fact
    bare = fact.value is None or (fact.modality == "permitted" and fact.qualifier == "at-most")
    return fact.topic if fact.kind == "rule" and fact.modality in _DIRECTED and bare else None


def _unneeded(block: Sequence[Claim], lattice: Lattice) -> Iterator[tuple[Claim, Claim]]:
    """What one report says is not needed beside what another of the story, in another language, orders."""
    free = [
        each for each in block if each.fact.modality == "permitted" and lattice.marks("needless", each.fact.quote.text)
    ]
    bound = [each for each in block if each.fact.modality == "required"] if free else []
    for one, other in in_time(sorted((*free, *bound), key=lambda each: each.order)):
        foreign = one.article.language != other.article.language
        if foreign and one.fact.modality != other.fact.modality and reasons.same_story(one, other):
            yield one, other


def _directed(claim: Claim) -> Hashable | None:
    fact = claim.fact
    return (fact.topic, claim.place) if fact.kind == "rule" and fact.topic and not fact.headline else None


def _lone(block: Sequence[Claim]) -> set[str]:
    """Claims that are all their article says on the topic for a group of people."""
    alone = blocks(block, lambda each: (each.fact.article_id, each.audience))
    return {each[0].id for each in alone if len(each) == 1}


def _one_answer(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Whether two languages' reports of one story allow and forbid to one group, on a topic of few questions."""
    if one.article.language == other.article.language or (one.fact.topic or "") in lattice.together:
        return False
    named = [each.audience for each in (one, other) if each.audience]
    phrases = len(named) == 2 and not any(map(lattice.of_peoples, named))  # in two languages
    alike = len(set(named)) == 1 or phrases
    return alike and "required" not in (one.fact.modality, other.fact.modality) and reasons.same_story(one, other)


def _torn(block: Sequence[Claim], lattice: Lattice) -> set[str]:
    """Claims whose article, below its headline, tells both sides: a before and after, a condition."""
    found: set[str] = set()
    for article in blocks(block, lambda each: None if each.fact.headline else each.fact.article_id):
        for one, other in combinations(article, 2):
            if one.place == other.place and opposite(one, other, lattice) and same_question(one, other, lattice):
                found |= {one.id, other.id}
    return found


def opposite(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One forbids what the other allows or orders, or orders what the other says is not needed.

    A direction that no word tells, but only what the words mean, is too unsure to be held against another.
    """
    if min(one.fact.confidence, other.fact.confidence) < _TOLD:
        return False
    if (one.fact.modality == "prohibited") != (other.fact.modality == "prohibited"):
        return True
    return _needless(one, other, lattice) or _needless(other, one, lattice)


def _needless(free: Claim, bound: Claim, lattice: Lattice) -> bool:
    allowed = free.fact.modality == "permitted" and bound.fact.modality == "required"
    return allowed and lattice.marks("needless", free.fact.quote.text)


def same_question(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Both speak of one act: their topic has only one, they name one subject, or they share three telling words."""
    if one.fact.topic in lattice.single:
        return True
    if one.fact.subject or other.fact.subject:
        return one.fact.subject == other.fact.subject and len(one.stems & other.stems) >= 1
    return len(one.stems & other.stems) >= 3


def _opposed(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="modality",
        left=(one,),
        right=(other,),
        labels=(_side(one, other), _side(other, one)),
        severity="contradiction",
        explanation=(
            f"On {slug(one.fact.topic)}, {first} says {saying(one)} ({direction(one)}), "
            f"{second} {saying(other)} ({direction(other)})."
        ),
        settled_by=f"The words of {one.fact.speaker or other.fact.speaker or 'the body that decides'} in full.",
    )


def _side(claim: Claim, other: Claim) -> str:
    """A prohibition stands against what it is held to; without one, what is not needed against a duty."""
    if "prohibited" in (claim.fact.modality, other.fact.modality):
        return "against" if claim.fact.modality == "prohibited" else "for"
    return "free" if claim.fact.modality == "permitted" else "bound"


def _never_said(
    claims: Sequence[Claim], articles: Mapping[str, Sequence[Claim]], lattice: Lattice
) -> Iterator[Finding]:
    """A prohibition in an article whose source speaks of the topic elsewhere, in an article that has no rule on it."""
    ruled = {(each.fact.article_id, each.fact.topic) for each in claims if each.fact.kind == "rule"}
    spoken: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    for each in claims:
        for name in surnames(each.fact.speaker or ""):
            if each.fact.kind == "statement" and (each.fact.article_id, each.fact.topic) not in ruled:
                spoken[(each.fact.topic, name)].append(each)
    for refusal in claims:
        unattributed = refusal.fact.headline or refusal.fact.speaker is None
        if unattributed and refusal.fact.modality == "prohibited" and refusal.fact.topic:
            article = articles[refusal.fact.article_id]
            for name in sorted({name for each in article for name in surnames(each.fact.speaker or "")}):
                for statement in spoken[(refusal.fact.topic, name)][:REACH]:
                    if _contradicts(statement, refusal, lattice):
                        heading = [each for each in article if each.fact.headline] if refusal.fact.headline else []
                        yield _unsaid(statement, refusal, heading)


def _contradicts(statement: Claim, refusal: Claim, lattice: Lattice) -> bool:
    if statement.fact.modality == "prohibited" or reasons.first_reason(SPOKEN, statement, refusal, lattice):
        return False
    dated = statement.published and refusal.published
    return not dated or abs((statement.known - refusal.known).days) <= _SAME_WEEKS


def _where(claim: Claim) -> str:
    return "the headline of " if claim.fact.headline else ""


def _unsaid(statement: Claim, refusal: Claim, heading: Sequence[Claim]) -> Finding:
    teller, source = outlets(refusal, statement)
    return Finding(
        type="modality",
        left=whole(refusal, heading),
        right=(statement,),
        labels=("against", "for"),
        severity="contradiction",
        explanation=(
            f"On {slug(refusal.fact.topic)}, {teller} says {saying(refusal)}; its source, "
            f"{statement.fact.speaker}, forbids nothing in {source}: {saying(statement)}."
        ),
        settled_by=f"The words of {statement.fact.speaker} in full.",
        drift=drift("a statement", "a refusal", f"{_where(refusal)}{teller}"),
    )
