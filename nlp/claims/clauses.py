"""Clauses: a sentence cut where one statement ends and the next begins, by what each part holds.

A cut is made only between two anchors (words of a rule, amounts, finite verbs), at the joint nearest to the second: so
every clause holds at least one anchor, and a sentence with one anchor stays whole.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from nlp.amounts import Quantity
from nlp.claims.context import SentenceContext
from nlp.claims.joints import COMMA, NEVER, STRONG, WORD, JointGrammar
from nlp.times import TimeExpression
from nlp.vocabulary import Hit, Places, Vocabulary

_COLON = re.compile(r":(?=\s)")
_ASIDE = re.compile(r"\([^)]*\)")
_FINITE = "finite"  # the label of a verb that makes a statement of its part of a sentence
Anchor = Hit | Quantity | TimeExpression
_AnchorT = TypeVar("_AnchorT", Hit, Quantity, TimeExpression)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence in the folded text: start inclusive, end exclusive, and what stands in it."""

    start: int
    end: int
    triggers: tuple[Hit, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()

    @property
    def anchor(self) -> tuple[int, int] | None:
        """Where the words stand that make the clause a rule, the strong before the weak."""
        strong = [hit for hit in self.triggers if not is_weak(hit.label)] or self.triggers
        return strong[0].span if strong else None


class ClauseSplitter:
    """Cuts the sentences of one language (tables `joints`, `moves`, `equivalents`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._joints = JointGrammar(vocabulary)
        self._verb_final = vocabulary.grammar("verb-final")  # amounts and what is excepted stand before their word
        self._asyndetic = vocabulary.grammar("asyndetic")  # a comma alone can part two statements
        self._same = ("(", "(~", ",", "/", *vocabulary.words("equivalents", "words"))

    def clauses(self, around: SentenceContext, triggers: Sequence[Hit]) -> list[Clause]:
        """The clauses of a sentence, in order, together covering it."""
        dated, finite = self._dates(around, triggers), self._finite(around, triggers)
        anchors: list[Anchor] = sorted(
            [*triggers, *around.quantities, *dated, *finite], key=lambda anchor: anchor.start
        )
        cuts, ruled = [around.start], False
        for one, other in pairwise(anchors):
            ruled = ruled or (isinstance(one, Hit) and one.label != _FINITE)
            cut = self._cut(around.text, one, other, ruled, cuts[-1])
            if cut is not None:
                cuts.append(cut)
                ruled = False
        cuts.append(around.end)
        quantities, times = around.quantities, around.times
        return [
            Clause(
                first, last, _begun(triggers, first, last), _begun(quantities, first, last), _begun(times, first, last)
            )
            for first, last in pairwise(cuts)
            if last > first
        ]

    def _dates(self, around: SentenceContext, triggers: Sequence[Hit]) -> list[TimeExpression]:
        """Dates that can be a statement of their own: "from 1 May" under a rule, each of several under a start."""
        if not triggers or self._vocabulary.patterns("moves").found(around.text, around.start, around.end):
            return []
        if any(hit.label == "start" for hit in triggers):
            days = (time for time in around.times if time.kind == "day" and time.first)
            return [time for time in days if time.cue in ("from", "on", None)]
        ahead = [
            time for time in around.times if time.kind == "day" and time.first and time.cue in ("from", "on", None)
        ]
        return ahead if len(ahead) > 1 else [time for time in around.times if time.cue == "from"]

    def _finite(self, around: SentenceContext, triggers: Sequence[Hit]) -> list[Hit]:
        """Finite verbs that say something beside the words of rule: none of saying, none that those words belong to."""
        found = self._vocabulary.patterns("joints", _FINITE).best(around.text, around.start, around.end)
        said = self._vocabulary.patterns("speech", "verbs").all(around.text, around.start, around.end)
        taken = Places(anchor.span for anchor in (*triggers, *said))
        others: list[Anchor] = [*around.quantities, *around.times]
        amounts = Places((anchor.start, anchor.end) for anchor in others)
        free = [hit for hit in found if not taken.touch(hit.span) and not amounts.touch(hit.span)]
        free = [hit for hit in free if not _is_name(hit, around)]
        return [hit for hit in free if not self._leads(hit, triggers, around.text)]

    def _leads(self, verb: Hit, triggers: Sequence[Hit], text: str) -> bool:
        """Whether a verb leads to words of rule with nothing between that parts them ("is … required")."""
        first = next((hit for hit in triggers if hit.start >= verb.end), None)
        return first is not None and self._joints.strongest(text, verb.end, first.start)[0] == 0

    def _cut(self, text: str, one: Anchor, other: Anchor, ruled: bool, begun: int) -> int | None:
        """Where to cut between two anchors, None if they belong to one clause.

        `ruled` if that clause has its rule; `begun` is where it begins.
        """
        if other.start <= one.end:
            return None
        if any(isinstance(anchor, Hit) and anchor.label == _FINITE for anchor in (one, other)):
            return self._between_statements(text, one, other, begun)
        if isinstance(other, Hit) and other.label == "exception" and not self._verb_final:
            return other.start
        if isinstance(one, Hit) and one.label == "exception" and self._verb_final:
            return one.end
        strength, place = self._joints.strongest(text, one.end, other.start)
        return place if strength >= self._needed(text, one, other, ruled) else None

    def _between_statements(self, text: str, one: Anchor, other: Anchor, begun: int) -> int | None:
        """Where one statement with a finite verb ends and the next begins; a subordinate clause stays with its own."""
        strength, place = self._joints.strongest(text, one.end, other.start)
        if strength >= STRONG:
            return place
        if strength != COMMA or not self._asyndetic or text[place - 1] != ",":
            return None
        if self._verb_final:
            ends = isinstance(one, Hit) and text[one.end : one.end + 1] == ","
            return one.end + 1 if ends else None
        parts = text[place : other.start].strip(), text[begun : one.end].lstrip(" ,;—-")
        subordinate = self._vocabulary.patterns("joints", "subordinate")
        return None if len(parts[0].split()) < 1 or any(subordinate.opens(part) for part in parts) else place

    def _needed(self, text: str, one: Anchor, other: Anchor, ruled: bool) -> float:
        """How strong a joint must be to part two anchors."""
        if isinstance(one, TimeExpression) or isinstance(other, TimeExpression):
            if isinstance(one, TimeExpression) and isinstance(other, TimeExpression):
                return (
                    1 if text[one.end : other.start].strip(" ,(—") else NEVER
                )  # "in ten days, on 26 January": one day
            if isinstance(other, Hit) and _COLON.search(text, one.end, other.start):
                return 0.5
            return WORD if ruled and isinstance(other, Hit) else 2
        if isinstance(one, Quantity) and isinstance(other, Quantity):
            return self._between_quantities(text, one, other)
        if isinstance(one, Hit) and isinstance(other, Hit):
            return _between_triggers(text, one, other)
        quantity = one if isinstance(one, Quantity) else other
        if isinstance(quantity, Quantity) and quantity.per and quantity is other:
            return 0.5
        if isinstance(quantity, Quantity) and quantity.unit:
            return 1 if ruled and (isinstance(other, Hit) or self._verb_final) else 2
        return 1

    def _between_quantities(self, text: str, one: Quantity, other: Quantity) -> float:
        if {one.role, other.role} == {"old", "new"}:
            return NEVER  # a move's two values are one statement
        between = _ASIDE.sub("", text[one.end : other.start]).strip()
        if other.unit and one.unit and one.unit != other.unit and between in self._same:
            return NEVER  # the same amount in another unit
        return 0.5


def _is_name(hit: Hit, around: SentenceContext) -> bool:
    """Whether a word is written as names are: "Марат" ends as verbs do."""
    return hit.start > around.start and around.page.article.text[hit.start].isupper()


def is_weak(label: str) -> bool:
    """Whether words of that label make a rule only together with others ("may", "must")."""
    return label.endswith("_weak")


def _begun(anchors: Sequence[_AnchorT], start: int, end: int) -> tuple[_AnchorT, ...]:
    """Those of some anchors in order that begin in text[start:end]."""
    first = bisect_left(anchors, start, key=lambda anchor: anchor.start)
    return tuple(anchors[first : bisect_left(anchors, end, key=lambda anchor: anchor.start)])


def _between_triggers(text: str, one: Hit, other: Hit) -> float:
    if {one.label, other.label} == {"start", "planned"}:
        return 2  # "the new rules … take effect"
    if one.label == "start" and other.label not in ("start", "abolished"):
        return 2 if not _COLON.search(text, one.end, other.start) else 0.5
    if one.label.removesuffix("_weak") != other.label.removesuffix("_weak"):
        return 0.5 if not {one.label, other.label} & {"start", "abolished"} else WORD
    starts = {hit.label in ("start", "abolished") for hit in (one, other)}
    return WORD if len(starts) > 1 else 1  # "the order, which bans …, takes effect": one statement
