"""Validity: from when and until when a rule holds, when it was announced, whether it holds, is to come or is past."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.records.facts import Status
from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.times import CommencementGrammar, Formula, TimeExpression, first_day, last_day
from nlp.vocabulary import Hit, Places, Vocabulary

_OPENING = 30  # characters in which a sentence's leading date begins
_SAID = 28  # characters before a date in which the verb of its saying stands
_SAID_BESIDE = 5  # and between that verb and the date with its preposition, whichever comes first
_BESIDE = 20  # characters between "earlier" and the verb of saying it belongs to
_SPELLED_OUT = 30  # characters between a formula and the day it comes to
_DASHES = ("—", ", —", "-", "(", ",")
_LAPSE = 20  # characters beside an amount of time in which it is said that it passes, and between it and the start
_STARTS = ("start", "abolished", "planned")


@dataclass(frozen=True, slots=True)
class Validity:
    """When a rule holds, as far as its clause says; days are ISO 8601 to the precision told, `until` inclusive."""

    status: Status
    effective_from: str | None = None
    effective_until: str | None = None
    announced_on: str | None = None
    formula: Formula | None = None


class ValidityGrammar:
    """Reads the validity of one language's rules (tables `past`, `now`, `later`, `draft`, `publication`, …)."""

    def __init__(self, vocabulary: Vocabulary, commencement: CommencementGrammar) -> None:
        self._vocabulary = vocabulary
        self._commencement = commencement

    def read(self, clause: Clause, around: SentenceContext, direct: Sequence[Hit]) -> Validity:
        """The validity of a clause's rule, `direct` being the words that make it one."""
        formula = next(iter(self._commencement.formulas(around.text, clause.start, clause.end)), None)
        if formula:  # beside a formula only a date counts that spells its result out
            start, until = self._spelled_out(clause, around, formula), None
        else:
            start, until = self._dates(clause, around, direct)
            if start is None and until is None:
                start = _leading(clause, around)
        announced = _announced(clause, around, start)
        status = self._status(clause, around, direct, start)
        if status == "in-force" and self._over(until, clause, around):
            status = "superseded"
        return Validity(status, start, until, announced, formula)

    def _over(self, until: str | None, clause: Clause, around: SentenceContext) -> bool:
        """Whether a rule ended before the article's day, as its dates or its verb in the past tell."""
        if until is None or around.reference is None or last_day(until) >= around.reference:
            return False
        return self._vocabulary.patterns("past", "modal").found(around.text, clause.start, clause.end)

    def borrowed(self, clause: Clause, around: SentenceContext, told: Validity) -> Validity:
        """The validity of a clause that stands under its neighbour's rule: `told`, but for the days it gives itself."""
        start, until = self._dates(clause, around, ())
        validity = replace(told, effective_until=until, formula=None)
        if start is None:
            return validity
        return replace(validity, effective_from=start, status=self._status(clause, around, (), start))

    def whole_act(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause speaks of an act as a whole, so that its start is that of all the act brings."""
        return self._vocabulary.patterns("acts", "words").found(around.text, clause.start, clause.end)

    def existing(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells the law as it stands ("under the current code")."""
        return self._vocabulary.patterns("now", "existing").found(around.text, around.start, clause.end)

    def _dates(self, clause: Clause, around: SentenceContext, direct: Sequence[Hit]) -> tuple[str | None, str | None]:
        """From when and until when, by the dates that stand in the clause."""
        start = until = None
        moving = self._vocabulary.patterns("moves").found(around.text, clause.start, clause.end)
        starts = any(hit.label in _STARTS for hit in direct)
        postponed = self._vocabulary.patterns("holding", "postponed").found(around.text, clause.start, clause.end)
        for time in clause.times:
            if time.first is None or time.kind == "stretch" or time.cue == "trait":
                continue
            if self._spoken(time, clause, around) or self._given_up(time, clause, around):
                continue
            if time.cue == "until":
                until = last_day(time.first).isoformat() if len(time.first) < 10 else time.first
            elif time.kind == "period" and time.cue in ("from", "on") and not moving and not (starts and postponed):
                start, until = start or time.first, time.last or until
            elif time.cue in ("from", "since"):
                start = (time.last or time.first) if starts or start is None else start
            elif _is_start(time, around, starts or moving):
                start = time.last or time.first
        return start, until

    def _spelled_out(self, clause: Clause, around: SentenceContext, formula: Formula) -> str | None:
        """The date after a formula that tells what it comes to ("…, that is 26 January")."""
        for time in clause.times:
            if time.first is None or not 0 <= time.start - formula.end < _SPELLED_OUT:
                continue
            between = around.text[formula.end : time.start]
            if between.strip() in _DASHES or self._vocabulary.patterns("that_is").found(between):
                return time.first
        return None

    def _spoken(self, time: TimeExpression, clause: Clause, around: SentenceContext) -> bool:
        """Whether a date is that of the saying or deciding ("said on Tuesday"), not of the rule."""
        if time.cue in ("from", "since", "until"):
            return False
        if time.cue == "act":
            return True
        near = around.text[max(clause.start, time.start - _SAID) : time.start]
        found = self._vocabulary.patterns
        return found("speech", "verbs").found(near) or found("publication").found(near)

    def said_on(self, around: SentenceContext) -> str | None:
        """The day beside a sentence's words of saying or deciding, if it has come ("…, the ministry said Tuesday")."""
        speech = self._vocabulary.patterns
        told = [speech("speech", key).best(around.text, around.start, around.end) for key in ("verbs", "decided")]
        verbs = [verb for hits in told for verb in hits]
        for time in around.times if around.reference else ():
            if time.first is None or time.kind != "day" or time.cue not in ("on", None):
                continue
            beside = any(max(time.start - verb.end, verb.start - time.end) <= _SAID_BESIDE for verb in verbs)
            if beside and around.reference and first_day(time.first) <= around.reference:
                return time.first
        return None

    def passes(self, quantity: Quantity, direct: Sequence[Hit], around: SentenceContext) -> bool:
        """Whether a length of time passes until a start ("takes effect in ten days"): it is when, not how much."""
        if not quantity.duration or not any(_near(hit, quantity) for hit in direct if hit.label == "start"):
            return False
        before = around.text[max(around.start, quantity.start - _LAPSE) : quantity.start].rstrip()
        behind = around.text[quantity.end : quantity.end + _LAPSE].lstrip()
        lapse = self._vocabulary.patterns
        return any(hit.end == len(before) for hit in lapse("lapse", "before").all(before)) or lapse(
            "lapse", "behind"
        ).opens(behind)

    def _given_up(self, time: TimeExpression, clause: Clause, around: SentenceContext) -> bool:
        """Whether another date took a date's place ("instead of 1 January")."""
        before = around.text[max(clause.start, time.start - _SAID) : time.start].rstrip()
        return any(hit.end == len(before) for hit in self._vocabulary.patterns("replaced").all(before))

    def _status(self, clause: Clause, around: SentenceContext, direct: Sequence[Hit], start: str | None) -> Status:
        now = self._vocabulary.patterns("now")
        if self._past(clause, around, direct):
            return "superseded"
        current = now.found(around.text, clause.start, clause.end)
        if self._drafted(clause, around, current):
            return "planned"
        if start is not None and around.reference is not None:
            return "announced" if first_day(start) > around.reference else "in-force"
        if current:
            return "in-force"
        later = self._vocabulary.patterns("later").found(around.text, clause.start, clause.end)
        return "announced" if later else "in-force"

    def _drafted(self, clause: Clause, around: SentenceContext, current: bool) -> bool:
        """Whether a sentence tells a draft; beside words of what holds now, only what pends now is one."""
        key = "pending" if current else "words"
        return self._vocabulary.patterns("draft", key).found(around.text, around.start, clause.end)

    def _past(self, clause: Clause, around: SentenceContext, direct: Sequence[Hit]) -> bool:
        """Whether a clause tells what held before, or was struck down."""
        found = self._vocabulary.patterns
        if found("past", "ended").found(around.text, clause.start, clause.end):
            return True
        hits = found("past", "regime").all(around.text, around.start, clause.end)
        going_on = Places(hit.span for hit in found("past", "unchanged").all(around.text, around.start, clause.end))
        told = [hit.end for hit in hits if not self._of_saying(hit, around) and not going_on.touch(hit.span)]
        if not told or any(hit.label == "abolished" for hit in direct):
            return False
        return not found("now").found(around.text, max(told), clause.end)

    def _of_saying(self, hit: Hit, around: SentenceContext) -> bool:
        """Whether "earlier" belongs to a verb of saying: what was reported earlier may hold all the same."""
        first, last = max(around.start, hit.start - _BESIDE), hit.end + _BESIDE
        return self._vocabulary.patterns("speech", "verbs").found(around.text, first, last)


def _near(hit: Hit, quantity: Quantity) -> bool:
    return max(hit.start - quantity.end, quantity.start - hit.end) <= _LAPSE


def without_start(validity: Validity) -> Validity:
    """The validity of the value that a rule had before."""
    return replace(validity, status="superseded", effective_from=None)


def _leading(clause: Clause, around: SentenceContext) -> str | None:
    """The day with which a sentence opens ("As of 1 January: …; …"), for its clauses that give none of their own."""
    for time in around.times:
        if time.cue == "from" and time.start < around.start + _OPENING and time.end <= clause.start:
            return time.first
    return None


def _is_start(time: TimeExpression, around: SentenceContext, starts: bool) -> bool:
    """A date with no "from": the start if it lies ahead, or if the clause tells a start or a move."""
    if time.first is None or time.cue == "by":
        return False
    return starts or (around.reference is not None and first_day(time.first) > around.reference)


def _announced(clause: Clause, around: SentenceContext, start: str | None) -> str | None:
    """The day of the saying or deciding, where the clause gives it and it has come."""
    for time in clause.times:
        if time.first is None or time.kind != "day" or time.first == start:
            continue
        past = around.reference is None or first_day(time.first) <= around.reference
        if past and time.cue in ("on", None, "as_of", "act"):
            return time.first
    return None
