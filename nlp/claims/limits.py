"""Limits: an amount up to which something is permitted, or from which on it is required, however it is worded."""

from collections.abc import Sequence
from dataclasses import replace

from core.records.facts import Modality
from nlp.amounts import Quantity
from nlp.claims.context import SentenceContext
from nlp.vocabulary import Hit, Vocabulary

_OBJECT = 20  # characters from a verb to the number of what it is forbidden to do more of
_LAST = 40  # and from the number to a verb that comes last
_ONLY = 12  # characters around an amount in which "only" stands

Limited = tuple[Modality | None, Quantity | None]


class LimitGrammar:
    """Tells the limits of one language (table `limits`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._verb_final = vocabulary.grammar("verb-final")

    def told(
        self, modality: Modality | None, quantity: Quantity | None, direct: Sequence[Hit], around: SentenceContext
    ) -> Limited:
        """Direction and amount of a rule whose words are `direct`: what may not be more is permitted up to that."""
        if quantity is None:
            return modality, None
        beside = any(hit.start < quantity.number and quantity.start <= hit.end + 1 for hit in direct)
        if modality == "prohibited" and quantity.qualifier == "at-most" and beside:
            return "permitted", quantity  # "may not exceed 90 days", "must not exceed 5 percent"
        if modality == "prohibited" and quantity.qualifier == "more-than" and self._how_many(quantity, direct, around):
            return "permitted", replace(quantity, qualifier="at-most")  # "may not stay longer than 90 days"
        if modality == "required" and quantity.qualifier == "at-most" and quantity.unit is None:
            return "permitted", quantity  # "ten numbers at most are registered"; a time within which is a duty's
        if modality == "permitted" and quantity.qualifier == "at-least" and quantity.duration:
            return "required", quantity  # "may return no sooner than 60 days after"
        bare = modality == "permitted" and quantity.qualifier is None and quantity.duration
        if bare and (quantity.per or self._only(quantity, around)):
            return modality, replace(quantity, qualifier="at-most")  # "may spend 90 days in any 180"
        return modality, quantity

    def _how_many(self, quantity: Quantity, direct: Sequence[Hit], around: SentenceContext) -> bool:
        """Whether an amount is how much is forbidden, not of whom or what ("cars older than 7 years cannot …")."""
        if self._verb_final:
            after = [hit for hit in direct if hit.start >= quantity.end]
            near = any(hit.start - quantity.end <= _LAST for hit in after)
            return (quantity.duration or near) and not any(
                self._describes(around, quantity.end, hit.start) for hit in after
            )
        before = [hit for hit in direct if hit.start < quantity.start]
        near = any(0 <= quantity.start - hit.end <= _OBJECT for hit in before)
        if not before or not (quantity.duration or near):
            return False
        return not any(self._describes(around, hit.end, quantity.start) for hit in before)

    def _describes(self, around: SentenceContext, start: int, end: int) -> bool:
        """Whether words between an amount and what is forbidden make it a mark of somebody ("who owe more than …")."""
        return start < end and self._vocabulary.patterns("limits", "describing").found(around.text, start, end)

    def _only(self, quantity: Quantity, around: SentenceContext) -> bool:
        near = max(around.start, quantity.start - _ONLY), min(around.end, quantity.end + _ONLY)
        return self._vocabulary.patterns("limits", "only").found(around.text, *near)
