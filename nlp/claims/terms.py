"""Terms: the amounts that rules set - limits, levies, deadlines - told apart from what is counted or measured."""

from collections.abc import Sequence
from dataclasses import replace

from core.records.facts import Modality
from nlp.amounts import AloneGrammar, Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.vocabulary import Hit, Places, Vocabulary

_NEAR = 24  # characters from a duty's words in which a bare number is its amount ("need seven documents")
MANY = 10_000  # from this on, a number beside "tonnes" or "metres" counts them
BUDGETED = 1_000_000_000  # from this on, money is what somebody spends in all, not what each pays or gets
_LIMITS = ("at-most", "at-least")
_BEFORE, _AFTER = 25, 20  # characters around a stretch of time in which it is made a deadline


class TermGrammar:
    """Reads the terms of one language (tables `levies`, `counted`, `deadlines`, `limits`, `physical`, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._alone = AloneGrammar(vocabulary)
        self._verb_final = vocabulary.grammar("verb-final")

    def levy(self, clause: Clause, around: SentenceContext) -> Quantity | None:
        """An amount that is set, not counted: money, percent or units beside a levy's name and no counting verb."""
        amounts = [q for q in clause.quantities if q.unit and not q.duration and not q.share]
        amounts = [q for q in amounts if q.value < BUDGETED or q.role] or self._bare(clause, around)
        if not amounts or not around.on_topic or self._never_set(clause, around):
            return None
        found = self._vocabulary.patterns
        past = self._happened(clause, around)
        priced = found("levies", "verbs").found(around.text, clause.start, clause.end)
        bound = self._bound(clause, around)
        if priced and bound and amounts[0].unit != "percent" and not past and not clause.times:
            return amounts[0]
        if past and not priced and not clause.triggers and not amounts[0].role:
            return None
        told_from = clause.start if clause.triggers else around.start
        if found("counted").found(around.text, told_from, clause.end):
            return None
        named = found("levies", "words").found(around.text, clause.start, clause.end) or found("levies", "words").found(
            around.text, around.start, clause.start
        )
        new = next((quantity for quantity in amounts if quantity.role == "new"), amounts[0])
        return new if named or new.unit == "mci" else None

    def _bound(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause names a levy, sets a new price or speaks of law: a price alone is the market's."""
        found = self._vocabulary.patterns
        if {q.role for q in clause.quantities} == {"old", "new"}:
            return True
        named = found("levies", "words").found(around.text, clause.start, clause.end)
        return named or found("policy").found(around.text, around.start, around.end)

    def _bare(self, clause: Clause, around: SentenceContext) -> list[Quantity]:
        """Numbers without a unit that are set all the same: "the quota is 25,000", a fee that moved from 10 to 5."""
        found = self._vocabulary.patterns
        bare = [q for q in clause.quantities if q.unit is None]
        if found("levies", "ceilings").found(around.text, clause.start, clause.end):
            return [] if self.counted(clause, around) else bare
        bare = [q for q in bare if not self.measures_a_thing(q, around.text)]
        moved = {q.role for q in bare} == {"old", "new"}
        return bare if moved and found("levies", "words").found(around.text, clause.start, clause.end) else []

    def term(self, clause: Clause, around: SentenceContext) -> Quantity | None:
        """A stretch of time that is set: a highest or least one, or a new one, beside the name of a term."""
        found = self._vocabulary.patterns
        if not around.on_topic or self._never_set(clause, around) or self.waited(clause, around):
            return None
        if not found("levies", "terms").found(around.text, clause.start, clause.end):
            return None
        past = self.past(clause, around)
        told = (q for q in clause.quantities if q.duration and (q.role or (q.qualifier in _LIMITS and not past)))
        return next(told, None)

    def _never_set(self, clause: Clause, around: SentenceContext) -> bool:
        return self.averaged(clause, around) or self.never_levied(clause, around)

    def averaged(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells an average, which nobody sets."""
        return self._vocabulary.patterns("counted", "averages").found(around.text, clause.start, clause.end)

    def waited(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells how long somebody waits."""
        return self._vocabulary.patterns("observed", "waits").found(around.text, clause.start, clause.end)

    def counted(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause counts: people, papers, money that came in."""
        tables = ("measures", "counted")
        return any(self._vocabulary.patterns(t).found(around.text, clause.start, clause.end) for t in tables)

    def past(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause has a verb in the past: what is told so happened, it is not set.

        Where the verb comes last, only the last word tells: nouns have endings like those of verbs.
        """
        start = _last_word(around.text, clause.start, clause.end) if self._verb_final else clause.start
        return self._vocabulary.patterns("past_tense", "words").found(around.text, start, clause.end)

    def _happened(self, clause: Clause, around: SentenceContext) -> bool:
        """The same, where a verb that only tells who said or decided something is none."""
        if self._verb_final or not self.past(clause, around):
            return self.past(clause, around)
        span, found = (around.text, clause.start, clause.end), self._vocabulary.patterns
        saying = (("speech", "verbs"), ("past_tense", "deciding"))
        told = Places(hit.span for key in saying for hit in found(*key).all(*span))
        return any(not told.touch(hit.span) for hit in found("past_tense", "words").all(*span))

    def never_levied(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause's amounts are of a kind that nobody sets (inflation, profits)."""
        return self._vocabulary.patterns("levies", "no").found(around.text, clause.start, clause.end)

    def deadline(self, clause: Clause, around: SentenceContext) -> Quantity | None:
        """A stretch of time in which somebody does something, told as fact ("the host notifies within three days")."""
        if not around.on_topic or any(q.unit is None for q in clause.quantities):
            return None
        return next((q for q in clause.quantities if q.duration and self._is_deadline(q, around)), None)

    def amounts(
        self, clause: Clause, around: SentenceContext, direct: Sequence[Hit], levy: Quantity | None
    ) -> list[Quantity | None]:
        """The amounts of a clause's rules: two where one moved from old to new, else one; None for a rule without."""
        moved = [q for q in clause.quantities if q.role]
        if {q.role for q in moved} == {"old", "new"}:
            return [next(q for q in moved if q.role == "new"), next(q for q in moved if q.role == "old")]
        if levy:
            return [levy]
        told = [self._of_same_unit(q, clause, around) for q in clause.quantities]
        told = [q for q in told if len(told) == 1 or not self._runs(q, around)]
        sized = [q for q in told if q.unit]
        if sized:
            return [min(sized, key=lambda q: (q.per is None, q.qualifier is None and not q.duration))]
        for quantity in told:
            near = any(0 <= quantity.number - hit.end <= _NEAR for hit in direct)
            if (quantity.qualifier or near) and not self.sizes_a_thing(quantity, around.text):
                return [quantity]
        return [self._alone.first(around.text, clause.start, clause.end)]

    def payable(
        self, amount: Quantity | None, modality: Modality | None, clause: Clause, around: SentenceContext
    ) -> bool:
        """Whether a clause tells what somebody has to pay: a due with no direction, a penalty whatever it is for."""
        if amount is None or amount.unit is None or amount.duration or modality in ("permitted", "required"):
            return False
        key = "dues" if modality in (None, "planned") else "penalties"
        return self._vocabulary.patterns("levies", key).found(around.text, clause.start, clause.end)

    def limited(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> Quantity:
        """A number is a highest allowed one where the clause names a limit."""
        bare = quantity.qualifier is None and quantity.role is None and quantity.value_high is None
        if bare and self._vocabulary.patterns("limits", "at-most").found(around.text, clause.start, clause.end):
            return replace(quantity, qualifier="at-most")
        return quantity

    def not_exceeded(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether the clause says that its number is not to be exceeded."""
        exceeding = self._vocabulary.patterns("limits", "exceeding")
        return quantity.qualifier == "at-most" and exceeding.found(around.text, clause.start, clause.end)

    def sizes_a_thing(self, quantity: Quantity, text: str) -> bool:
        """Whether a number tells which things are meant ("cars over 2 tonnes"), not how much of them is set."""
        set_ = quantity.qualifier in _LIMITS or quantity.value >= MANY
        return not set_ and self.measures_a_thing(quantity, text)

    def measures_a_thing(self, quantity: Quantity, text: str) -> bool:
        """Whether a number tells the size of a thing ("71 kg", "38 degrees")."""
        return self._vocabulary.patterns("physical").opens(text[quantity.end : quantity.end + 24].lstrip(" -"))

    def _runs(self, quantity: Quantity, around: SentenceContext) -> bool:
        """Whether a time only tells how long something else goes on ("100 transfers a month, three months running")."""
        if not quantity.duration:
            return False
        before = around.text[max(around.start, quantity.start - _AFTER) : quantity.start].rstrip()
        after = around.text[quantity.end : quantity.end + _AFTER].lstrip()
        running = self._vocabulary.patterns
        opened = any(hit.end == len(before) for hit in running("running", "before").all(before))
        inside = running("running", "within").found(around.text, quantity.start, quantity.end)
        return opened or inside or running("running", "after").opens(after)

    def _is_deadline(self, quantity: Quantity, around: SentenceContext) -> bool:
        before = around.text[max(around.start, quantity.start - _BEFORE) : quantity.start].rstrip()
        opened = self._vocabulary.patterns("deadlines", "before").all(before)
        if any(hit.end == len(before) for hit in opened):
            return True
        after = around.text[quantity.end : quantity.end + _AFTER].lstrip()
        return self._vocabulary.patterns("deadlines", "after").opens(after)

    def _of_same_unit(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> Quantity:
        """ "may spend 90 days …, must then be away for 90": a bare number after a stretch of time is one."""
        if quantity.unit is not None:
            return quantity
        told = [q for q in around.quantities if q.start < quantity.start and q.duration]
        before = around.text[max(clause.start, quantity.start - 12) : quantity.start]
        if told and self._vocabulary.patterns("stretch_openers").found(before):
            return replace(quantity, unit=told[-1].unit)
        return quantity


def _last_word(text: str, start: int, end: int) -> int:
    """Where the last word of text[start:end] begins."""
    words = text[start:end].rstrip(' .,;:!?"()—-\n')
    return start + max(words.rfind(" "), words.rfind("\n")) + 1
