"""Rules: what a clause allows, demands, forbids or changes, and what it borrows from the clauses beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from core.records import Modality
from nlp.amounts import Quantity
from nlp.claims.clauses import Clause, is_weak
from nlp.claims.context import SentenceContext
from nlp.claims.scope import Scope
from nlp.claims.terms import TermGrammar
from nlp.claims.triggers import TriggerGrammar, starts_only
from nlp.claims.validity import Validity, ValidityGrammar, without_start
from nlp.times import CommencementGrammar, first_day
from nlp.vocabulary import Hit, Vocabulary

_DIRECTIONS = ("prohibited", "required", "permitted")
_OPPOSITE: dict[Modality, Modality] = {"prohibited": "permitted", "required": "permitted", "permitted": "prohibited"}
_STRONG, _WEAK, _BORROWED = 0.8, 0.6, 0.5  # how far words of rule, bare modals and mere neighbours are to be trusted


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule as read from one clause, before what other sentences add."""

    modality: Modality | None
    quantity: Quantity | None
    validity: Validity
    start_only: bool  # the clause only says when something starts
    strength: float


class RuleGrammar:
    """Reads the rules of one language."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, commencement: CommencementGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._triggers = TriggerGrammar(vocabulary, scope, commencement)
        self._terms = TermGrammar(vocabulary)
        self._validity = ValidityGrammar(vocabulary, commencement)
        self._last_first = vocabulary.grammar("verb-final")  # the word that decides comes last

    def triggers(self, around: SentenceContext) -> list[Hit]:
        """The words of a sentence that can make a rule."""
        return self._triggers.triggers(around)

    def read(self, clause: Clause, around: SentenceContext) -> list[RuleReading]:
        """The rules of a clause: none, one, or two where an amount moved from an old value to a new one."""
        direct = self._triggers.counting(clause, around)
        levy = self._terms.levy(clause, around)
        window = any(q.per and q.duration for q in clause.quantities)
        due = not direct and self._terms.deadline(clause, around) and self._bound(clause, around)
        begins = not direct and self._begins(clause, around)
        if not (direct or levy or window or due or begins):
            return []
        modality = "required" if due else self._modality(direct, window)
        amounts = self._terms.amounts(clause, around, direct, levy)
        return [self._reading(clause, around, direct, modality, quantity) for quantity in amounts]

    def borrows(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause without a word of rule can stand under its neighbour's: by its own amount or start."""
        if not around.on_topic:
            return False
        if self._terms.counted(clause, around):
            return False
        if not clause.quantities:
            return any(time.cue == "from" and time.first for time in clause.times)
        amounts = any(q.unit and not q.share for q in clause.quantities)
        return amounts or bool(self._scope.audiences(around.text, clause.start, clause.end))

    def borrowed(self, clause: Clause, around: SentenceContext, neighbour: RuleReading) -> RuleReading:
        """The reading of such a clause: its neighbour's direction and unit, its own amount and dates."""
        quantity = clause.quantities[0] if clause.quantities else None
        if quantity and quantity.unit is None and neighbour.quantity:
            quantity = replace(quantity, unit=neighbour.quantity.unit)
        validity = self._validity.borrowed(clause, around, neighbour.validity)
        return replace(neighbour, quantity=quantity, validity=validity, start_only=False, strength=_BORROWED)

    def listed(self, clause: Clause, around: SentenceContext, before: RuleReading | None) -> list[RuleReading]:
        """A list of set amounts that goes on ("Individuals: 10% up to …, 15% above"): rules like the one before."""
        if before is None or before.quantity is None or before.quantity.duration or not clause.quantities:
            return []
        one = clause.quantities[0]
        if one.unit is None or one.duration or clause.triggers or self._terms.past(clause, around):
            return []
        if not self.borrows(clause, around) or self._terms.never_levied(clause, around):
            return []
        return [self.borrowed(clause, around, before)]

    def _begins(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause without a word of rule tells what is so from a day ahead ("lorries pay a toll from …")."""
        if not around.on_topic or around.reference is None or self._terms.counted(clause, around):
            return False
        ahead = (time for time in clause.times if time.cue == "from" and time.first)
        return any(first_day(time.first or "") > around.reference for time in ahead) and not self._terms.past(
            clause, around
        )

    def _bound(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause names somebody, or its sentence speaks of law."""
        named = self._scope.audience(around.text, clause.start, clause.end)
        return bool(named) or self._triggers.lawful(around)

    def _modality(self, direct: Sequence[Hit], window: bool) -> Modality | None:
        """The direction of the clause's words: strong before weak, then the first; a bare window of time allows it."""
        in_order = list(reversed(direct)) if self._last_first else direct
        for weak in (False, True):
            for hit in in_order:
                name = hit.label.removesuffix("_weak")
                if name in _DIRECTIONS and is_weak(hit.label) is weak:
                    return cast(Modality, name)
        if window:
            return "permitted"
        return "planned" if any(hit.label == "planned" for hit in direct) else None

    def _reading(
        self,
        clause: Clause,
        around: SentenceContext,
        direct: Sequence[Hit],
        modality: Modality | None,
        quantity: Quantity | None,
    ) -> RuleReading:
        validity = self._validity.read(clause, around, direct)
        formula = validity.formula
        if formula and quantity and quantity.start < formula.end and quantity.end > formula.start:
            quantity = None  # "ten days after publication" is when, not how much
        only = (quantity is None and starts_only(direct)) or validity.effective_from is not None
        only = only and self._validity.whole_act(clause, around)
        if quantity is not None and quantity.role == "old":
            validity = without_start(validity)
        quantity = self._terms.limited(quantity, clause, around) if quantity else None
        modality, quantity = _as_limit(modality, quantity, direct)
        strength = _STRONG if any(not is_weak(hit.label) for hit in direct) else _WEAK
        return RuleReading(modality, quantity, validity, only, strength)


def excepted(neighbour: RuleReading) -> RuleReading:
    """The reading of a clause that does nothing but take somebody out of its neighbour's rule."""
    modality = _OPPOSITE.get(neighbour.modality) if neighbour.modality else None
    validity = replace(neighbour.validity, formula=None)
    return replace(neighbour, modality=modality, quantity=None, validity=validity)


def _as_limit(
    modality: Modality | None, quantity: Quantity | None, direct: Sequence[Hit]
) -> tuple[Modality | None, Quantity | None]:
    """A limit is permitted up to its amount, however it is worded; a least term is required."""
    if quantity is None:
        return modality, None
    beside = any(hit.start < quantity.number and quantity.start <= hit.end + 1 for hit in direct)
    if modality == "prohibited" and quantity.qualifier == "at-most" and quantity.duration and beside:
        return "permitted", quantity  # "may not exceed 90 days"
    if modality == "prohibited" and quantity.qualifier == "more-than" and quantity.duration:
        return "permitted", replace(quantity, qualifier="at-most")  # "may not stay longer than 90 days"
    if modality == "permitted" and quantity.qualifier == "at-least" and quantity.duration:
        return "required", quantity  # "may return no sooner than 60 days after"
    return modality, quantity
