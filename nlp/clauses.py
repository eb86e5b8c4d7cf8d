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

_STRONG = re.compile(r";(?=\s)|\s[—-]\s|\.\s|[!?]\s|\n|\)\s*,|\.$")
_COMMA = re.compile(r",(?=\s)|\((?=\D)")
_COLON = re.compile(r":(?=\s)")


_NEVER = 9.0
_WORD = 1.2
Anchor = Hit | Quantity | TimeExpression


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
        dated = self._dates(text, start, end, triggers, times)
        anchors: list[Anchor] = sorted([*triggers, *quantities, *dated], key=lambda anchor: anchor.start)
        cuts, ruled = [start], False
        for one, other in zip(anchors, anchors[1:], strict=False):
            ruled = ruled or isinstance(one, Hit)
            cut = self._cut(text, one, other, ruled)
            if cut is not None:
                cuts.append(cut)
                ruled = False
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

    def _dates(
        self, text: str, start: int, end: int, triggers: Sequence[Hit], times: Sequence[TimeExpression]
    ) -> list[TimeExpression]:
        """Dates that can be a statement of their own: "from 1 May" under a rule, each date under a start that has several."""
        if not triggers or self._vocabulary.patterns("moves").found(text, start, end):
            return []
        if any(hit.label == "start" for hit in triggers):
            return [time for time in times if time.kind == "day" and time.first and time.cue in ("from", "on", None)]
        return [time for time in times if time.cue == "from"]

    def _cut(self, text: str, one: Anchor, other: Anchor, ruled: bool) -> int | None:
        """Where to cut between two anchors, or None if they belong to one clause; `ruled` if that clause has its rule."""
        if other.start <= one.end:
            return None
        if isinstance(other, Hit) and other.label == "exception" and self._vocabulary.language != "kk":
            return other.start
        if isinstance(one, Hit) and one.label == "exception" and self._vocabulary.language == "kk":
            return one.end
        strength, place = self._joint(text, one.end, other.start)
        return place if strength >= _needed(text, one, other, ruled) else None

    def _joint(self, text: str, start: int, end: int) -> tuple[float, int]:
        """The strongest joint of text[start:end] (3 strong mark, 2 strong word, _WORD "and", 1 comma, 0.5 colon, 0 none), the last of its kind."""
        found: list[tuple[float, int]] = [(3, match.end()) for match in _STRONG.finditer(text, start, end)]
        found += [(2, hit.start) for hit in self._strong(text, start, end)]
        if not found:
            found = [(1, match.end()) for match in _COMMA.finditer(text, start, end)]
            words = self._vocabulary.patterns("joints", "weak").all(text, start, end)
            found += [(_WORD, hit.start) for hit in words]
            found = found or [(0.5, match.end()) for match in _COLON.finditer(text, start, end)]
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


def _needed(text: str, one: Anchor, other: Anchor, ruled: bool) -> float:
    """How strong a joint must be to part two anchors."""
    if isinstance(one, TimeExpression) or isinstance(other, TimeExpression):
        if isinstance(one, TimeExpression) and isinstance(other, TimeExpression):
            return 1
        return _WORD if ruled and isinstance(other, Hit) else 2
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return _between_quantities(text, one, other)
    if isinstance(one, Hit) and isinstance(other, Hit):
        if {one.label, other.label} == {"start", "planned"}:
            return 2  # "the new rules … take effect"
        if one.label == "start" and other.label not in ("start", "abolished"):
            return 2 if not _COLON.search(text, one.end, other.start) else 0.5
        if one.label.removesuffix("_weak") != other.label.removesuffix("_weak"):
            return 0.5 if not {one.label, other.label} & {"start", "abolished"} else _WORD
        starts = {hit.label in ("start", "abolished") for hit in (one, other)}
        return _WORD if len(starts) > 1 else 1  # "the order, which bans …, takes effect": one statement
    quantity = one if isinstance(one, Quantity) else other
    if isinstance(quantity, Quantity) and quantity.per and quantity is other:
        return 0.5
    if isinstance(quantity, Quantity) and quantity.unit:
        return 1 if ruled and isinstance(other, Hit) else 2
    return 1


def _between_quantities(text: str, one: Quantity, other: Quantity) -> float:
    if {one.role, other.role} == {"old", "new"}:
        return _NEVER  # a move's two values are one statement
    between = text[one.end : other.start].strip()
    if other.unit and one.unit and one.unit != other.unit and between in ("(", "(~", ",", "/", "or", "или"):
        return _NEVER  # the same amount in another unit
    return 0.5
