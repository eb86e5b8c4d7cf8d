"""Scope conflicts: what one report expressly includes in a rule, another report of the happening excepts from it."""

import re
from collections.abc import Iterator, Sequence

from timeline.claims import Claim
from timeline.concepts import concepts, weight
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.modality import opposite
from timeline.lattice import Lattice
from timeline.phrase import BESIDE, outlets, slug, words

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.no_longer_in_force,
    reasons.superseded_between,
)
_LEAST = 0.5  # weight of a concept by which the included is known again: no word that every article has
_BREAK = re.compile(r"[,;:()–—]")


def find(here: Sequence[Claim], there: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Each rule of either article that names what it includes, against the other's first exception of just that."""
    for these, those in ((here, there), (there, here)):
        for wide in these:
            named = _included(wide, lattice)
            if named and not any(_excepts(each, named, wide, lattice) for each in these if each is not wide):
                against = next((each for each in those if _excepts(each, named, wide, lattice)), None)
                if against is not None and not reasons.first_reason(REASONS, wide, against, lattice):
                    yield _finding(wide, against)


def _included(claim: Claim, lattice: Lattice) -> frozenset[str]:
    """The concepts of what a rule's words say is included: those beside the word that says so."""
    if claim.fact.kind != "rule" or claim.fact.headline:
        return frozenset()
    text = claim.fact.quote.text
    found: set[str] = set()
    for start, end in lattice.places("including", text):
        after = _BREAK.split(text[end:].lstrip(" ,"))[0]
        before = _BREAK.split(text[:start].rstrip(" ,"))[-1]
        found |= concepts(after if len(after.split()) > 0 else before, claim.article.language)
    return frozenset(each for each in found if weight(each) >= _LEAST)


def _excepts(claim: Claim, named: frozenset[str], wide: Claim, lattice: Lattice) -> bool:
    """Whether a claim says of what is named that the rule is another for it."""
    text = claim.fact.quote.text
    if claim.fact.kind not in ("rule", "statement") or claim.fact.status == "superseded":
        return False
    apart = lattice.marks("alone", text) or lattice.marks("exempt", text) or opposite(wide, claim, lattice)
    return apart and not lattice.marks("including", text) and bool(named & concepts(text, claim.article.language))


def _finding(wide: Claim, against: Claim) -> Finding:
    first, second = outlets(wide, against)
    return Finding(
        type="scope",
        left=(wide,),
        right=(against,),
        labels=("included", "excepted"),
        severity="contradiction",
        explanation=(
            f"On {slug(wide.fact.subject or wide.fact.topic)}, {first} includes what {second} excepts: "
            f"{words(wide, BESIDE)} and {words(against, BESIDE)}."
        ),
        settled_by="The text of the act: whom and what it names, and whom it excepts.",
    )
