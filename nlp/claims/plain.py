"""Plain norms: what somebody bound does, or has done to their papers, told as a fact ("sellers report their sales").

No word of duty stands in such a clause. It is a norm where a day to start from, the naming of an act or "now" stands
beside the verb; where none does, it is one only among rules, which its passage decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.records.facts import Modality
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.scope import Scope
from nlp.claims.terms import TermGrammar
from nlp.times import TimeExpression, first_day
from nlp.vocabulary import Hit, Places, Vocabulary

_DIRECTIONS: tuple[Modality, ...] = ("prohibited", "permitted", "required")
_PREPOSITION = 16  # characters before somebody's name in which a preposition makes them no subject
_PARTED = re.compile(r"[():;\"]|^'")  # between somebody's name and a verb that is not theirs
_COUNT = 20  # from this on, a number without a unit counts what was done


@dataclass(frozen=True, slots=True)
class PlainNorm:
    """A norm told as a fact; `firm` if its own sentence shows that it is one; no modality if it only says how it is."""

    modality: Modality | None
    firm: bool


class PlainGrammar:
    """Finds the plain norms of one language (table `plain`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, terms: TermGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._terms = terms

    def norm(self, clause: Clause, around: SentenceContext) -> PlainNorm | None:
        """The norm that a clause tells as a fact, or None."""
        if not around.on_topic or around.sentence.line in around.page.headlines or _counts(clause):
            return None
        people = list(self._people(clause, around))
        modality = self._direction(people, clause, around)
        told = modality is None and self._does("told", people, clause, around)
        if told:
            modality = "required"
        stands = modality is None and self._stands(clause, around)
        if modality is None and not stands:
            return None
        weak = told or stands
        if self.happens(clause, around) or self._terms.averaged(clause, around):
            return None
        if weak and self._measured(clause, around):
            return None
        explained = not weak and around.attribution.own and around.attribution.organisation is not None
        return PlainNorm(modality, explained or self._firm(clause, around))

    def _direction(self, people: Sequence[Hit], clause: Clause, around: SentenceContext) -> Modality | None:
        """Which way the clause's verb points: one of somebody's doing needs them as its subject."""
        for modality in _DIRECTIONS:
            if self._does(modality, people, clause, around):
                return modality
            if self._found(f"{modality}_passive", clause.start, clause.end, around):
                return modality
        return None

    def _measured(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells money or shares that were counted."""
        counted = self._vocabulary.patterns("counted", "money").found(around.text, clause.start, clause.end)
        return bool(clause.quantities) and counted

    def _stands(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells how a due, a paper or a term stands by the rules ("the permit lapses")."""
        past = self._terms.past(clause, around)
        return not past and self._found("fates", clause.start, clause.end, around)

    def _does(self, key: str, people: Sequence[Hit], clause: Clause, around: SentenceContext) -> bool:
        """Whether somebody named does what the verbs of a key tell."""
        acts = self._vocabulary.patterns("plain", key).all(around.text, clause.start, clause.end)
        if around.attribution.own:  # "the committee declares" says something
            told = self._vocabulary.patterns("speech", "verbs").all(around.text, clause.start, clause.end)
            said = Places(hit.span for hit in told)
            acts = tuple(act for act in acts if not said.touch(act.span))
        return bool(acts) and any(self._acts(hit, acts[-1], around) for hit in people)

    def _people(self, clause: Clause, around: SentenceContext) -> Iterator[Hit]:
        yield from self._scope.audiences(around.text, clause.start, clause.end)
        for key in ("offices", "universal"):
            yield from self._vocabulary.patterns("plain", key).all(around.text, clause.start, clause.end)

    def _acts(self, named: Hit, act: Hit, around: SentenceContext) -> bool:
        """Whether somebody named is who does it: before the verb, after no preposition, in no oblique case."""
        if named.end > act.start or _PARTED.search(around.text[named.end : act.start]):
            return False
        if self._vocabulary.patterns("plain", "oblique").label_of(around.text[named.start : named.end]):
            return False
        if self._terms.past(Clause(named.start, act.end), around):
            return False
        before = around.text[max(around.start, named.start - _PREPOSITION) : named.start].rstrip()
        return not any(hit.end == len(before) for hit in self._vocabulary.patterns("plain", "prepositions").all(before))

    def _firm(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a day to start or end with, a day ahead, an act or "now" shows that a clause tells a norm."""
        if self._found("under", around.start, clause.end, around):
            return True
        if any(time.cue in ("from", "by", "until") for time in clause.times):
            return True
        near = any(_lies_ahead(time, around) for time in clause.times)
        near = near or any(self._found(key, clause.start, clause.end, around) for key in ("new", "due"))
        return near and around.page.lawful

    def happens(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells a habit, a mood, advice or somebody's own doings, which are no norm."""
        advice = self._vocabulary.patterns("advice", "words").found(around.text, clause.start, clause.end)
        return advice or self._found("never", clause.start, clause.end, around)

    def _found(self, key: str, start: int, end: int, around: SentenceContext) -> bool:
        return self._vocabulary.patterns("plain", key).found(around.text, start, end)


def _counts(clause: Clause) -> bool:
    """Whether a clause tells how many did it."""
    return any((q.unit is None and q.value >= _COUNT) or q.share for q in clause.quantities)


def _lies_ahead(time: TimeExpression, around: SentenceContext) -> bool:
    return time.first is not None and around.reference is not None and first_day(time.first) > around.reference
