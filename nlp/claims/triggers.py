"""Triggers: the words that make a rule of a clause, and which of them count there."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from nlp.claims.clauses import Clause, is_weak
from nlp.claims.context import SentenceContext
from nlp.claims.scope import Scope
from nlp.times import CommencementGrammar
from nlp.vocabulary import Hit, Places, Vocabulary

_LIMITS = ("at-most", "at-least")
_A_COUNT = 20  # a smaller bare number beside a rule's words is rather one of its terms than a count of people


class TriggerGrammar:
    """Finds the triggers of one language (tables `rules`, `no_rules`, `advice`, `policy`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, commencement: CommencementGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._commencement = commencement

    def triggers(self, around: SentenceContext) -> list[Hit]:
        """The words of a sentence that can make a rule; none within a time or words that only look like a rule."""
        found = self._vocabulary.patterns("rules").best(around.text, around.start, around.end)
        if not found:
            return []
        hidden = Places(
            hit.span
            for table in ("no_rules", "enacted")
            for hit in self._vocabulary.patterns(table).all(around.text, around.start, around.end)
        )
        times = Places((time.start, time.end) for time in around.times)
        return [
            hit for hit in found if not hidden.touch(hit.span) and not (is_weak(hit.label) and times.touch(hit.span))
        ]

    def counting(self, clause: Clause, around: SentenceContext) -> list[Hit]:
        """The triggers of a clause that make it a rule there."""
        labels = {hit.label for hit in clause.triggers} if around.on_topic else set()
        counting = {label for label in labels if self._counts(label, labels, clause, around)}
        return self._without_counted([hit for hit in clause.triggers if hit.label in counting], clause, around)

    def lawful(self, around: SentenceContext) -> bool:
        """Whether a sentence speaks the language of law."""
        return self._vocabulary.patterns("policy").found(around.text, around.start, around.end)

    def _counts(self, label: str, labels: AbstractSet[str], clause: Clause, around: SentenceContext) -> bool:
        """Whether triggers of a label hold: the bare modals need somebody they bind, or the language of law."""
        if label == "exception":
            return False
        if label in ("start", "abolished"):
            named = bool(self._scope.audiences(around.text, clause.start, clause.end))
            return named or self._dated(clause, around) or self.lawful(around)
        if not is_weak(label):
            return True
        if self._vocabulary.patterns("advice").found(around.text, clause.start, clause.end):
            return False
        if any(not is_weak(other) and other != "exception" for other in labels):
            return True
        return (
            self.lawful(around)
            or (around.page.lawful and any(q.qualifier in _LIMITS for q in clause.quantities))
            or bool(self._scope.audiences(around.text, around.start, clause.end))
            or self._scope.topic(around.text, clause.start, clause.end) is not None
        )

    def _dated(self, clause: Clause, around: SentenceContext) -> bool:
        told = clause.times or clause.quantities
        return bool(told) or bool(self._commencement.formulas(around.text, clause.start, clause.end))

    def _without_counted(self, direct: list[Hit], clause: Clause, around: SentenceContext) -> list[Hit]:
        """Leaves out what belongs to a count: "received permits", bare modals beside a count or an average."""
        if self._vocabulary.patterns("counted", "averages").found(around.text, clause.start, clause.end):
            return [hit for hit in direct if not is_weak(hit.label) and not clause.quantities]
        if not any(q.unit is None and q.qualifier != "at-most" and q.value >= _A_COUNT for q in clause.quantities):
            return direct
        counted = [
            *self._vocabulary.patterns("measures").all(around.text, clause.start, clause.end),
            *self._vocabulary.patterns("countables", "befalls").all(around.text, clause.start, clause.end),
        ]
        if not counted:
            return direct
        places = Places(hit.span for hit in counted)
        if any(hit.label == "violators" for hit in counted):
            return []  # "412 were fined for hiring without a permit": what they did is told, not what is allowed
        return [hit for hit in direct if not places.touch(hit.span) and not is_weak(hit.label)]


def starts_only(direct: Sequence[Hit]) -> bool:
    """Whether a clause's triggers say nothing but that something starts or ends."""
    labels = {hit.label for hit in direct}
    return bool(labels & {"start", "abolished"}) and labels <= {"start", "abolished", "planned"}
