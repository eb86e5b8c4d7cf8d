"""Clauses: a sentence cut where one statement ends and the next begins, by what each part holds.

A cut is made only between two anchors (words of a rule, amounts), at the joint nearest to the second: so every clause
holds at least one anchor, and a sentence with one anchor stays whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.quantities import Quantity
from nlp.times import TimeExpression
from nlp.vocabulary import Hit, Vocabulary

_STRONG = re.compile(r"[;:](?=\s)|\s—\s|\.\s|[!?]\s|\n|\)\s*,|\.$")
_COMMA = re.compile(r",(?=\s)|\((?=\D)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence in the folded text: start inclusive, end exclusive, and what stands in it."""

    start: int
    end: int
    triggers: tuple[Hit, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]


class ClauseSplitter:
    """Cuts the sentences of one language (table `joints`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def clauses(
        self,
        text: str,
        start: int,
        end: int,
        triggers: Sequence[Hit],
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
    ) -> list[Clause]:
        """The clauses of text[start:end], in order, together covering it."""
        anchors: list[Hit | Quantity] = sorted([*triggers, *quantities], key=lambda anchor: anchor.start)
        cuts = [start]
        for one, other in zip(anchors, anchors[1:], strict=False):
            cut = self._cut(text, one, other)
            if cut is not None:
                cuts.append(cut)
        cuts.append(end)
        return [
            Clause(
                first,
                last,
                tuple(hit for hit in triggers if first <= hit.start < last),
                tuple(quantity for quantity in quantities if first <= quantity.start < last),
                tuple(time for time in times if first <= time.start < last),
            )
            for first, last in zip(cuts, cuts[1:], strict=False)
            if last > first
        ]

    def _cut(self, text: str, one: Hit | Quantity, other: Hit | Quantity) -> int | None:
        """Where to cut between two anchors, or None if they belong to one clause."""
        if other.start <= one.end:
            return None
        strength, place = self._joint(text, one.end, other.start)
        return place if strength >= _needed(text, one, other) else None

    def _joint(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The strongest joint of text[start:end] (3 strong mark, 2 strong word, 1 comma or "and", 0 none), the last of its kind."""
        found = [(3, match.end()) for match in _STRONG.finditer(text, start, end)]
        found += [(2, hit.start) for hit in self._strong(text, start, end)]
        if not found:
            found = [(1, match.end()) for match in _COMMA.finditer(text, start, end)]
            found += [(1, hit.start) for hit in self._vocabulary.patterns("joints", "weak").all(text, start, end)]
        if not found:
            return 0, start
        strongest = max(strength for strength, _ in found)
        return strongest, max(place for strength, place in found if strength == strongest)

    def _strong(self, text: str, start: int, end: int) -> list[Hit]:
        hits = []
        for pattern in self._strong_patterns:
            hits += [Hit("strong", match.start(), match.end()) for match in pattern.finditer(text, start, end)]
        return hits

    @cached_property
    def _strong_patterns(self) -> list[re.Pattern[str]]:
        """Joints may begin with a comma, which stands on a word and has no border before it."""
        compiled = []
        for pattern in self._vocabulary.words("joints", "strong"):
            source = self._vocabulary.expression(pattern, "joints")
            compiled.append(re.compile(source.removeprefix(r"(?<!\w)") if pattern.startswith(",") else source))
        return compiled


def _needed(text: str, one: Hit | Quantity, other: Hit | Quantity) -> int:
    """How strong a joint must be to part two anchors."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return _between_quantities(text, one, other)
    if isinstance(one, Hit) and isinstance(other, Hit):
        starts = [hit.label in ("start", "abolished", "planned") for hit in (one, other)]
        return 1 if all(starts) or not any(starts) else 2
    quantity = one if isinstance(one, Quantity) else other
    assert isinstance(quantity, Quantity)
    return 2 if quantity.unit else 1


def _between_quantities(text: str, one: Quantity, other: Quantity) -> int:
    if {one.role, other.role} == {"old", "new"}:
        return 9  # a move's two values are one statement; each gets its own words later
    if text[other.start - 1 : other.start] == "(" or text[one.end : other.start].strip() in ("(", "(~", ", about", "/"):
        return 9  # the same amount in another unit
    return 1
