"""Alignment: which claims of two articles speak of one thing, whatever their language and topic.

Every claim of one article is held against all of the other's; two are aligned where each is the other's
likest, or nearly so. They
are alike by what they share of concepts, names, numbers, days and (in one language) words, each weighing the more the
fewer of the two articles' claims hold it, as in tf-idf with the cosine (Salton and Buckley, 1988). Likeness says what
to set beside what; it judges nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.amount import dimension, limit
from timeline.claims import Claim
from timeline.concepts import concepts
from timeline.names import proper_names, surnames

_LEAST = 0.22  # likeness below which the likest is still another thing
_NEARLY = 0.75  # of the best likeness of either claim: beside its likest, one may answer a second
_SAME = 0.05  # what each field adds in which two claims agree
_KIND = 0.1  # and two numbers of one dimension
_NUMBER = re.compile(r"\d[\d\s.,]*\d|\d")

Token = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two claims, how alike they are (some 0.2 to 1.2), and which part that is of each one's best likeness."""

    one: Claim
    other: Claim
    likeness: float
    of_best: tuple[float, float] = (1.0, 1.0)

    @property
    def nearly_likest(self) -> bool:
        """Whether each is nearly the other's likest."""
        return self.likeness >= _LEAST and min(self.of_best) >= _NEARLY


def aligned(here: Sequence[Claim], there: Sequence[Claim]) -> Iterator[Aligned]:
    """The aligned claims of two articles, in the order of the first."""
    return (each for each in pairs(here, there) if each.nearly_likest)


def pairs(here: Sequence[Claim], there: Sequence[Claim]) -> Iterator[Aligned]:
    """All claims of one article with all of the other's that are at all comparable, in the order of the first."""
    foreign = bool(here and there) and here[0].article.language != there[0].article.language
    left, right = ([_tokens(each, foreign) for each in side] for side in (here, there))
    held = Counter(token for tokens in (*left, *right) for token in tokens)
    weights = {token: math.log(1 + (len(left) + len(right)) / times) ** 2 for token, times in held.items()}
    lengths = [[math.sqrt(sum(weights[token] for token in tokens)) or 1.0 for tokens in side] for side in (left, right)]
    table = [
        [
            sum(weights[token] for token in one & other) / (lengths[0][row] * lengths[1][place])
            + _agreement(here[row], there[place])
            if _comparable(here[row], there[place])
            else 0.0
            for place, other in enumerate(right)
        ]
        for row, one in enumerate(left)
    ]
    best = [max(row, default=0.0) for row in table], [max(column) for column in zip(*table, strict=True)]
    for row, likenesses in enumerate(table):
        for place, likeness in enumerate(likenesses):
            if likeness > 0:
                shares = likeness / best[0][row], likeness / best[1][place]
                yield Aligned(here[row], there[place], likeness, shares)


def _tokens(claim: Claim, foreign: bool) -> frozenset[Token]:
    fact, words = claim.fact, claim.fact.quote.text
    found: set[Token] = {("concept", each) for each in concepts(words, claim.article.language)}
    found |= {("name", each) for each in proper_names(words)}
    found |= {("digits", re.sub(r"\D", "", number)) for number in _NUMBER.findall(words)}
    found |= {("speaker", name) for name in surnames(fact.speaker or "")}
    if not foreign:
        found |= {("stem", each) for each in claim.stems}
    if fact.effective_from:
        found.add(("start", fact.effective_from))
    if (value := limit(fact)) is not None:
        found.add((dimension(fact.unit), value.normalize()))
    return frozenset(found)


def _comparable(one: Claim, other: Claim) -> bool:
    """Figures stand beside figures, and beside rules with a number; the rest beside each other."""
    kinds = {one.fact.kind, other.fact.kind}
    if "figure" not in kinds or len(kinds) == 1:
        return True
    return kinds == {"figure", "rule"} and one.fact.value is not None and other.fact.value is not None


def _agreement(one: Claim, other: Claim) -> float:
    first, second = one.fact, other.fact
    numbers = first.value is not None and second.value is not None and dimension(first.unit) == dimension(second.unit)
    lone = (first.value is None) != (second.value is None)
    same = (first.topic == second.topic) + bool(one.audience and one.audience == other.audience) - lone
    return _KIND * numbers + _SAME * same
