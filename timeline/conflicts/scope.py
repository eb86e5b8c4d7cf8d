"""Scope conflicts: two accounts of one change that do not agree on whom it binds or from which threshold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.amount import dimension, limit, same_limit
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import in_time
from timeline.episodes import Episode
from timeline.lattice import Lattice, Relation
from timeline.phrase import amount, direction, outlets, saying, slug, whom

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.not_yet_in_force,
    reasons.other_audience,
    reasons.rule_and_special_rule,
    reasons.replaced_since,
    reasons.exempted,
)


def find(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
    """Thresholds inside one change, then limits where another report has none."""
    limits: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        if _sets_limit(each, lattice):
            limits[each.fact.article_id].append(each)
    for episode in told:
        yield from _thresholds(episode, limits, lattice)
    yield from _limitless(claims, lattice)


def _thresholds(episode: Episode, limits: dict[str, list[Claim]], lattice: Lattice) -> Iterator[Finding]:
    """Articles on one change, each with all limits it sets in that field, whatever topic they stand under."""
    by_article = {
        article: [each for each in limits[article] if lattice.limits.get(each.fact.topic or "") == episode.group]
        for article in episode.articles
        if article in limits
    }
    current = sorted((each for article in by_article.values() for each in article), key=lambda each: each.order)
    for one, other in in_time(current):
        here, there = by_article[one.fact.article_id], by_article[other.fact.article_id]
        both = _given(here, other, lattice) or _given(there, one, lattice)
        differ = not both and _differ(one, other, lattice)
        if differ and not reasons.first_reason(REASONS, one, other, lattice):
            yield _two_scopes(one, other)


def _sets_limit(claim: Claim, lattice: Lattice) -> bool:
    fact = claim.fact
    directed = fact.modality in ("permitted", "required") and fact.status != "superseded" and not fact.headline
    return (
        directed
        and fact.value is not None
        and fact.qualifier != "at-least"
        and dimension(fact.unit) == "duration"
        and fact.topic in lattice.limits
        and claim.audience is not None
    )


def _given(article: Sequence[Claim], claim: Claim, lattice: Lattice) -> bool:
    """Whether an article has that number too, in a frame if it has one; one for everybody is not yet one for some."""
    same = (each for each in article if same_limit(each.fact, claim.fact) and (each.fact.per or not claim.fact.per))
    return any(not reasons.rule_and_special_rule(each, claim, lattice) for each in same)


def _differ(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Other numbers, said of a group and of a part of it, or as a permission and as a duty."""
    if same_limit(one.fact, other.fact) or dimension(one.fact.unit) != dimension(other.fact.unit):
        return False
    relation = lattice.audiences(one.audience, other.audience)
    return relation in (Relation.WITHIN, Relation.AROUND) or (
        relation is Relation.SAME and one.fact.modality != other.fact.modality and one.fact.topic != other.fact.topic
    )


def _two_scopes(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="scope",
        left=(one,),
        right=(other,),
        labels=(f"{limit(one.fact):.0f}", f"{limit(other.fact):.0f}"),
        severity="contradiction" if one.fact.topic == other.fact.topic else "tension",
        explanation=f"Of one change, {first} says {_limit_told(one)}; {second}, {_limit_told(other)}.",
        settled_by="The text of the act: whom it names and from which day it counts.",
    )


def _limit_told(claim: Claim) -> str:
    """The limit with the topic that it stands under, what it does there and whom it binds: a stay is no duty."""
    return f"on {slug(claim.fact.topic)} ({direction(claim)}): {amount(claim)} for {whom(claim.audience)}"


def _limitless(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    blocks: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for each in claims:
        if (
            each.fact.kind == "rule"
            and each.group
            and each.audience
            and (_is_limitless(each, lattice) or _is_limit(each))
        ):
            blocks[(each.group, each.audience)].append(each)
    for block in blocks.values():
        free = [each for each in block if _is_limitless(each, lattice)]
        bound = [each for each in block if not _is_limitless(each, lattice)]
        for one, other in in_time(sorted((*free, *bound), key=lambda each: each.order)) if free and bound else ():
            differ = _is_limitless(one, lattice) != _is_limitless(other, lattice)
            if differ and not reasons.first_reason(REASONS, one, other, lattice):
                yield _unlimited(one, other)


def _is_limitless(claim: Claim, lattice: Lattice) -> bool:
    fact = claim.fact
    permitted = fact.modality == "permitted" and fact.value is None and fact.status != "superseded"
    return permitted and lattice.marks("unlimited", fact.quote.text)


def _is_limit(claim: Claim) -> bool:
    fact = claim.fact
    ceiling = fact.qualifier in ("at-most", None) and fact.modality in ("permitted", None)
    return ceiling and fact.value is not None and fact.status != "superseded" and dimension(fact.unit) == "duration"


def _unlimited(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="scope",
        left=(one,),
        right=(other,),
        labels=("bound" if one.fact.value is not None else "free", "bound" if other.fact.value is not None else "free"),
        severity="contradiction",
        explanation=(
            f"Whether {slug(one.fact.topic)} is limited: {first} says {saying(one)}, {second} {saying(other)}."
        ),
        settled_by="The text of the act: whom it names.",
    )
