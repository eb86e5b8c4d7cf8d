"""Rules: what a clause allows, demands, forbids or changes, by its own words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from core.records.facts import Modality
from nlp.amounts import Quantity
from nlp.claims.clauses import Clause, is_weak
from nlp.claims.context import SentenceContext
from nlp.claims.limits import LimitGrammar
from nlp.claims.plain import PlainGrammar
from nlp.claims.reading import RuleReading
from nlp.claims.scope import Scope
from nlp.claims.terms import TermGrammar
from nlp.claims.triggers import TriggerGrammar, starts_only
from nlp.claims.validity import ValidityGrammar, without_start
from nlp.times import CommencementGrammar, first_day
from nlp.vocabulary import Hit, Vocabulary

_DIRECTIONS = ("prohibited", "required", "permitted")
_STRONG, _WEAK = 0.8, 0.6  # how far words of rule and bare modals are to be trusted


class RuleGrammar:
    """Reads the rules of one language."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        scope: Scope,
        terms: TermGrammar,
        validity: ValidityGrammar,
        commencement: CommencementGrammar,
    ) -> None:
        self._scope = scope
        self._triggers = TriggerGrammar(vocabulary, scope, commencement)
        self._limits = LimitGrammar(vocabulary)
        self._terms = terms
        self._plain = PlainGrammar(vocabulary, scope, terms)
        self._validity = validity
        self._last_first = vocabulary.grammar("verb-final")  # the word that decides comes last

    def triggers(self, around: SentenceContext) -> list[Hit]:
        """The words of a sentence that can make a rule."""
        return self._triggers.triggers(around)

    def read(self, clause: Clause, around: SentenceContext) -> list[RuleReading]:
        """The rules of a clause: none, one, or two where an amount moved from an old value to a new one."""
        direct = self._triggers.counting(clause, around)
        levy = self._terms.levy(clause, around)
        window = any(q.per and q.duration for q in clause.quantities)
        due = not direct and self._terms.deadline(clause, around)
        named = all(hit.label == "planned" for hit in direct)  # at most "under the new rules", before what they say
        plain = self._plain.norm(clause, around) if named else None
        told = direct or levy or window or self._begins(clause, around, direct) or self._terms.term(clause, around)
        if not told and not plain and not due:
            return []
        modality = "required" if due else self._modality(direct or clause.triggers, window)
        if plain and plain.modality and modality in (None, "planned"):
            modality = plain.modality
        readings = self._readings(clause, around, direct, modality, levy)
        firm = told or (due and self._bound(clause, around)) or (plain is not None and plain.firm)
        return [replace(reading, tentative=not firm) for reading in readings]

    def silent(self, clause: Clause, around: SentenceContext) -> list[RuleReading]:
        """The rules of a clause that was found to hold one by other things than its words."""
        modality = self._modality(clause.triggers, window=False)
        return self.read(clause, around) or self._readings(clause, around, (), modality, None)

    def _begins(self, clause: Clause, around: SentenceContext, direct: Sequence[Hit]) -> bool:
        """Whether a clause without a word of rule tells what is so from a day ahead ("lorries pay a toll from …")."""
        if direct or not around.on_topic or around.reference is None or self._terms.counted(clause, around):
            return False
        if self._plain.happens(clause, around):
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

    def _readings(
        self,
        clause: Clause,
        around: SentenceContext,
        direct: Sequence[Hit],
        modality: Modality | None,
        levy: Quantity | None,
    ) -> list[RuleReading]:
        """A reading for each amount of a clause that is known to hold a rule."""
        amounts = self._terms.amounts(clause, around, direct, levy)
        if self._terms.payable(amounts[0], modality, clause, around):
            modality = "required"
        return [self._reading(clause, around, direct, modality, quantity) for quantity in amounts]

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
        if quantity and self._validity.passes(quantity, direct, around):
            quantity = None
        only = (quantity is None and starts_only(direct)) or validity.effective_from is not None
        only = only and self._validity.whole_act(clause, around)
        if quantity is not None and quantity.role == "old":
            validity = without_start(validity)
        quantity = self._terms.limited(quantity, clause, around) if quantity else None
        if quantity is not None and modality is not None and self._terms.not_exceeded(quantity, clause, around):
            modality = "permitted"  # "the share must not exceed 30 percent"
        modality, quantity = self._limits.told(modality, quantity, direct, around)
        strength = _STRONG if any(not is_weak(hit.label) for hit in direct) else _WEAK
        existing = self._validity.existing(clause, around)
        return RuleReading(modality, quantity, validity, only, strength, existing)
