"""Borrowing: what a clause without words of rule takes over from the rule beside it or before it."""

import re
from dataclasses import replace
from datetime import date

from core.records.facts import Modality
from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.reading import RuleReading
from nlp.claims.scope import Scope
from nlp.claims.terms import TermGrammar
from nlp.claims.validity import ValidityGrammar, without_start
from nlp.times import TimeExpression, first_day
from nlp.vocabulary import Vocabulary

_OPPOSITE: dict[Modality, Modality] = {"prohibited": "permitted", "required": "permitted", "permitted": "prohibited"}
_BORROWED = 0.5  # how far a mere neighbour is to be trusted
_WORD = re.compile(r"\w{3}")
_FEW = 10  # words of a clause that leaves its verb out
_OPENING = 25  # characters in which a clause says that it tells what was before


class BorrowingGrammar:
    """Completes the clauses of one language by their neighbours (tables `ellipsis`, `past`, `plain`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, terms: TermGrammar, validity: ValidityGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._terms = terms
        self._validity = validity

    def beside(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> list[RuleReading]:
        """The reading of a clause that stands in one sentence with a rule, if it can stand under it."""
        if clause.triggers and all(hit.label == "exception" for hit in clause.triggers):
            return [_excepted(neighbour)]
        if former := self._former(clause, around, neighbour):
            return former
        return [self._borrowed(clause, around, neighbour)] if self._borrows(clause, around, neighbour) else []

    def after(
        self, clause: Clause, around: SentenceContext, before: RuleReading | None, next_to: bool
    ) -> list[RuleReading]:
        """The reading of a clause after a rule: what held before, or, `next_to` it, a list of amounts that goes on."""
        if before is None:
            return []
        return self._former(clause, around, before) or (self._listed(clause, around, before) if next_to else [])

    def _borrows(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> bool:
        """Whether a clause can stand under its neighbour's rule: by its own amount or start."""
        if not around.on_topic or self._terms.counted(clause, around) or self._terms.never_levied(clause, around):
            return False
        if clause.times and self._terms.past(clause, around) and self._happened(clause, around):
            return False
        if not clause.quantities:
            starts = neighbour.validity.effective_from is not None
            return any(
                (time.cue == "from" and time.first) or (starts and _is_own_start(time, clause, around))
                for time in clause.times
            )
        if _merely_listed(clause, around, neighbour):
            return False
        amounts = any(q.unit and not q.share for q in clause.quantities) or self._is_elliptic(clause, around, neighbour)
        amounts = amounts or self._sized_alike(clause, around, neighbour)
        return amounts or bool(self._scope.audiences(around.text, clause.start, clause.end))

    def _sized_alike(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> bool:
        """Whether a clause limits another thing beside one ("900,000 tonnes of wheat and 370,000 tonnes of flour")."""
        pair = (neighbour.quantity, clause.quantities[0])
        return all(one is not None and self._terms.measures_a_thing(one, around.text) for one in pair)

    def _is_elliptic(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> bool:
        """Whether a bare number goes on with its neighbour's amount ("90,000 tenge, for postgraduates 150,000")."""
        told = neighbour.quantity
        sized = told is not None and (told.unit or self._terms.measures_a_thing(told, around.text))
        moved = {q.role for q in clause.quantities} == {"old", "new"}
        if not sized or (len(clause.quantities) > 1 and not moved):
            return False
        if len(around.text[clause.start : clause.end].split()) > _FEW:
            return False
        after = around.text[clause.quantities[-1].end : clause.end].strip(" .,;)")
        return not after or any(
            self._vocabulary.patterns("plain", key).opens(after) for key in ("prepositions", "elsewhere")
        )

    def _borrowed(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> RuleReading:
        """The reading of such a clause: its neighbour's direction and unit, its own amount and dates."""
        quantity = self._in_unit_of(clause, around, neighbour)
        validity = self._validity.borrowed(clause, around, neighbour.validity)
        return replace(neighbour, quantity=quantity, validity=validity, start_only=False, strength=_BORROWED)

    def _listed(self, clause: Clause, around: SentenceContext, before: RuleReading) -> list[RuleReading]:
        """A list of set amounts that goes on ("Individuals: 10% up to …, 15% above"): rules like the one before."""
        if before.quantity is None or before.quantity.duration or not clause.quantities:
            return []
        one = clause.quantities[0]
        # "last year banks paid back 2 billion, or 18 percent" counts to its end
        times = tuple(time for time in around.times if time.start < clause.end)
        so_far = replace(clause, start=around.start, times=times)
        bare = one.unit is None and not self._is_elliptic(clause, around, before)
        if bare or one.duration or clause.triggers or self._happened(so_far, around):
            return []
        return [self._borrowed(clause, around, before)] if self._borrows(clause, around, before) else []

    def _former(self, clause: Clause, around: SentenceContext, rule: RuleReading) -> list[RuleReading]:
        """What held before the rule just told ("until now it was 3,000", "earlier only mothers received it")."""
        if rule.validity.status == "superseded" or not around.on_topic:
            return []
        head = around.text[clause.start : clause.end].lstrip(' ,;—-"')[:_OPENING]
        opened = self._vocabulary.patterns("past", "before").opens(head) and not self._reports(clause, around)
        if not opened and not self._stood(clause, around, rule):
            return []
        quantity = self._in_unit_of(clause, around, rule)
        if quantity and quantity.unit is None and self._terms.counted(clause, around):
            return []
        validity = without_start(replace(rule.validity, formula=None, effective_until=None, announced_on=None))
        modality = rule.modality if quantity and quantity.unit else None
        return [RuleReading(modality, quantity, validity, False, _BORROWED)]

    def _stood(self, clause: Clause, around: SentenceContext, rule: RuleReading) -> bool:
        """Whether a few words tell at how much an amount just told stood ("which was 500 until April")."""
        if (
            rule.quantity is None
            or len(clause.quantities) != 1
            or len(around.text[clause.start : clause.end].split()) > _FEW
        ):
            return False
        one = clause.quantities[0]
        if one.unit not in (None, rule.quantity.unit) or self._terms.counted(clause, around):
            return False
        return self._vocabulary.patterns("past", "stood").found(around.text, clause.start, clause.end)

    def _happened(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells what came to pass: by its verb or by a time that is over."""
        over = (time for time in clause.times if time.first and time.cue in ("on", None) and around.reference)
        past = any(first_day(time.first or "") <= (around.reference or date.max) for time in over)
        return past or self._terms.past(clause, around)

    def _in_unit_of(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> Quantity | None:
        """A clause's amount; a bare number is in its neighbour's unit, unless it counts something else."""
        quantity = clause.quantities[0] if clause.quantities else None
        if quantity and quantity.unit is None and neighbour.quantity and neighbour.quantity.unit:
            after = around.text[quantity.end : clause.end].lstrip(" -")
            counts = any(self._vocabulary.patterns("countables", key).opens(after) for key in ("trifles", "things"))
            return quantity if counts else _at_the_rate(replace(quantity, unit=neighbour.quantity.unit), neighbour)
        return _at_the_rate(quantity, neighbour) if quantity else None

    def _reports(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells what somebody said, what happened on a day or that nothing held."""
        found = self._vocabulary.patterns
        said = found("speech", "verbs").found(around.text, clause.start, clause.end)
        none = found("past", "none").found(around.text, clause.start, clause.end)
        return said or none or any(time.cue not in ("until", "from", "since") for time in clause.times)


def _excepted(neighbour: RuleReading) -> RuleReading:
    """The reading of a clause that does nothing but take somebody out of its neighbour's rule."""
    modality = _OPPOSITE.get(neighbour.modality) if neighbour.modality else None
    validity = replace(neighbour.validity, formula=None)
    return replace(neighbour, modality=modality, quantity=None, validity=validity)


def _merely_listed(clause: Clause, around: SentenceContext, neighbour: RuleReading) -> bool:
    """Whether a clause is nothing but another stretch of time in a row of them ("for one year, two or five years")."""
    first, last = clause.quantities[0], clause.quantities[-1]
    rest = around.text[clause.start : first.number] + around.text[last.end : clause.end]
    before = neighbour.quantity
    return before is not None and before.duration and first.duration and not first.role and not _WORD.search(rest)


def _is_own_start(time: TimeExpression, clause: Clause, around: SentenceContext) -> bool:
    """Whether a bare day ahead is when something named beside it starts ("cups on 1 June")."""
    if time.first is None or time.relative or time.kind not in ("day", "month") or time.cue not in ("on", None):
        return False
    ahead = around.reference is not None and first_day(time.first) > around.reference
    return ahead and bool(_WORD.search(around.text, clause.start, time.start))


def _at_the_rate(quantity: Quantity, neighbour: RuleReading) -> Quantity:
    """Money that is due in the unit of time in which its neighbour's is ("25 a month, for students 15")."""
    before = neighbour.quantity
    due = before is not None and not before.duration and quantity.unit is not None and before.unit == quantity.unit
    return replace(quantity, per=before.per) if before and due and quantity.per is None else quantity
