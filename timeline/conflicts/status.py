"""Status conflicts: a rule that one report has in force is denied by another, or still a draft to it."""

from collections.abc import Hashable, Iterator, Sequence

from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.lattice import Lattice
from timeline.phrase import outlets, saying, slug, status

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.other_audience,
)
_LATER = 2  # days after which a newsroom should know that a draft was adopted
_SOON = 31
_NEWS = 5
_WORDS = 3  # telling words by which two rules without a number are one


def find(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Pairs of one topic whose statuses exclude each other."""

    def key(claim: Claim) -> Hashable | None:
        told = claim.fact.kind in ("rule", "statement") and claim.fact.status is not None
        return claim.fact.topic if told else None

    for block in blocks(claims, key):
        leads = _leads(block)
        for one, other in in_time(block):
            alike = _of_one_act(one, other) or (one.id in leads and other.id in leads and _answers(one, other))
            differ = alike and (_denied(one, other) or _still_draft(one, other) or _still_draft(other, one))
            if differ and not reasons.first_reason(REASONS, one, other, lattice):
                yield _finding(one, other)


def _of_one_act(one: Claim, other: Claim) -> bool:
    """One subject, or two shared words beside those that only name the topic."""
    if one.fact.subject and other.fact.subject:
        return one.fact.subject == other.fact.subject
    return len(_telling(one, other)) >= 2


def _telling(one: Claim, other: Claim) -> set[str]:
    return {stem for stem in one.stems & other.stems if stem[:4] not in (one.fact.topic or "")}


def _leads(block: Sequence[Claim]) -> set[str]:
    """What each article says first on the topic, in its headline or its text: what others answer to."""
    found: dict[str, Claim] = {}
    for each in sorted(block, key=lambda each: (not each.fact.headline, each.fact.quote.start, each.id)):
        if each.fact.status != "superseded":
            found.setdefault(each.fact.article_id, each)
    return {each.id for each in found.values()}


def _answers(one: Claim, other: Claim) -> bool:
    """Whether one denies what was told in the days before it, or says it is not decided: while it is news."""
    open_ = any(each.fact.status == "denied" or _undecided(each) for each in (one, other))
    if not open_ or not (one.published and other.published):
        return False
    foreign = one.article.language != other.article.language
    return one.published.gap(other.published) <= _NEWS and (foreign or bool(_telling(one, other)))


def _undecided(claim: Claim) -> bool:
    return claim.fact.kind == "statement" and claim.fact.status == "planned"


def _denied(one: Claim, other: Claim) -> bool:
    statuses = {one.fact.status, other.fact.status}
    return "denied" in statuses and bool(statuses & {"in-force", "announced", "planned"})


def _still_draft(late: Claim, early: Claim) -> bool:
    """A draft to the later article though the earlier one had the same decided or in force."""
    settled = early.fact.status in ("in-force", "announced") and early.fact.kind == "rule"
    if late.fact.status != "planned" or not settled or not (late.published and early.published):
        return False
    days = (late.published.first - early.published.last).days
    if not _LATER <= days <= _SOON or (late.fact.kind == "rule" and late.fact.modality != early.fact.modality):
        return False
    if late.fact.kind == "statement":
        return True  # of one act
    in_words = late.fact.value is None and early.fact.value is None and len(_telling(late, early)) >= _WORDS
    return in_words or same_limit(late.fact, early.fact)


def _finding(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="status",
        left=(one,),
        right=(other,),
        labels=(one.fact.status or "", other.fact.status or ""),
        severity="contradiction" if "denied" in (one.fact.status, other.fact.status) else "tension",
        explanation=(
            f"On {slug(one.fact.topic)}, a rule is {status(one)} in {first} and {status(other)} in {second}: "
            f"{saying(one)}."
        ),
        settled_by="The register of acts in force.",
    )
