"""Rules: what a clause allows, demands, forbids or changes; from when; and whether it holds, is to come or is past."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from core.records import Modality, Qualifier, Status
from nlp.clauses import Clause
from nlp.commencement import CommencementGrammar, Formula
from nlp.people import Scope
from nlp.quantities import Quantity
from nlp.times import TimeExpression, first_day, last_day
from nlp.vocabulary import Hit, Vocabulary

_DIRECTIONS = ("prohibited", "required", "permitted")
_A_COUNT = 20  # a smaller bare number beside a rule's words is rather one of its terms than a count of people
_NEAR = 24  # characters from a duty's words in which a bare number is its amount ("need seven documents")


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a clause is read against: the text, its sentence's borders, the day of publication, the whole article's gist."""

    text: str
    start: int
    end: int
    reference: date | None
    on_topic: bool
    quantities: Sequence[Quantity] = ()


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule as read from one clause, before what other sentences add."""

    modality: Modality | None
    status: Status | None
    quantity: Quantity | None
    effective_from: str | None
    effective_until: str | None
    announced_on: str | None
    formula: Formula | None
    start_only: bool  # the clause only says when something starts
    strength: float


class RuleGrammar:
    """Reads the rules of one language (tables `rules`, `past`, `draft`, `levies`, …)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, commencement: CommencementGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._commencement = commencement

    def triggers(self, text: str, start: int, end: int, times: Sequence[TimeExpression] = ()) -> list[Hit]:
        """The words of text[start:end] that can make a rule; none within a time or words that only look like a rule."""
        hidden = [(hit.start, hit.end) for hit in self._vocabulary.patterns("no_rules").all(text, start, end)]
        hidden += [(hit.start, hit.end) for hit in self._vocabulary.patterns("enacted").all(text, start, end)]
        weak = [(time.start, time.end) for time in times]
        return [
            hit
            for hit in self._vocabulary.patterns("rules").best(text, start, end)
            if not _within(hit, hidden) and not (hit.label.endswith("_weak") and _within(hit, weak))
        ]

    def unreal(self, around: Sentences) -> bool:
        """Whether a sentence only asks, supposes, advises, or tells of one person's case."""
        found = self._vocabulary.patterns
        sentence = around.text[around.start : around.end].rstrip("\"')» ")
        if sentence.endswith("?"):
            return True
        return any(found(table).found(around.text, around.start, around.end) for table in ("unreal", "ruling"))

    def denied(self, around: Sentences) -> bool:
        """Whether a sentence denies what it tells."""
        return self._vocabulary.patterns("denial").found(around.text, around.start, around.end)

    def proposed(self, around: Sentences) -> bool:
        """Whether a sentence tells what somebody proposes who cannot decide it."""
        found = self._vocabulary.patterns
        return found("proposal").found(around.text, around.start, around.end) and not found("draft").found(
            around.text, around.start, around.end
        )

    def read(self, clause: Clause, around: Sentences) -> list[RuleReading]:
        """The rules of a clause: none, one, or two where an amount moved from an old value to a new one."""
        direct = [hit for hit in clause.triggers if self._counts(hit, clause, around)]
        direct = self._not_counting(direct, clause, around)
        levy = self._levy(clause, around)
        window = next((q for q in clause.quantities if q.per and q.duration), None)
        due = None if direct else self._deadline(clause, around)
        if not direct and levy is None and window is None and due is None:
            return []
        if direct and all(hit.label == "planned" for hit in direct) and not around.on_topic:
            return []
        modality = "required" if due else self._modality(direct, window)
        quantities = self._amounts(clause, around, direct, levy)
        return [self._reading(clause, around, direct, modality, quantity) for quantity in quantities]

    def exception(self, clause: Clause) -> bool:
        """Whether a clause does nothing but take somebody out of the rule beside it."""
        return bool(clause.triggers) and all(hit.label == "exception" for hit in clause.triggers)

    def borrows(self, clause: Clause, around: Sentences) -> bool:
        """Whether a clause without a word of rule can stand under its neighbour's: it has an amount or a start of its own."""
        if any(
            self._vocabulary.patterns(t).found(around.text, clause.start, clause.end) for t in ("measures", "counted")
        ):
            return False
        amounts = any(q.unit and not q.share for q in clause.quantities)
        people = bool(clause.quantities) and bool(self._scope.audiences(around.text, clause.start, clause.end))
        starts = not clause.quantities and any(time.cue == "from" and time.first for time in clause.times)
        return around.on_topic and (amounts or people or starts)

    def borrowed(self, clause: Clause, around: Sentences, neighbour: RuleReading) -> RuleReading:
        """The reading of such a clause: its neighbour's direction and unit, its own amount and dates."""
        quantity = clause.quantities[0] if clause.quantities else None
        if quantity and quantity.unit is None and neighbour.quantity:
            quantity = replace(quantity, unit=neighbour.quantity.unit)
        start, until = self._dates(clause, around, ())
        status = cast(Status, self._status(clause, around, (), start)) if start else neighbour.status
        return replace(
            neighbour, quantity=quantity, effective_from=start or neighbour.effective_from, effective_until=until,
            status=status, formula=None, start_only=False, strength=0.5,
        )  # fmt: skip

    def listed(self, clause: Clause, around: Sentences, before: RuleReading | None) -> list[RuleReading]:
        """A list of set amounts that goes on ("Individuals: 10% up to …, 15% above"): rules like the one before."""
        if before is None or before.quantity is None or before.quantity.duration or not clause.quantities:
            return []
        same = clause.quantities[0].unit is not None and clause.quantities[0].unit == before.quantity.unit
        if not same or clause.triggers or not self.borrows(clause, around) or self._levies_not(clause, around):
            return []
        return [self.borrowed(clause, around, before)]

    def _levies_not(self, clause: Clause, around: Sentences) -> bool:
        return self._vocabulary.patterns("levies", "no").found(around.text, clause.start, clause.end)

    def _not_counting(self, direct: list[Hit], clause: Clause, around: Sentences) -> list[Hit]:
        """Leaves out what belongs to a count: "received permits", and bare modals beside a counted number."""
        if not any(q.unit is None and q.qualifier != "at-most" and q.value >= _A_COUNT for q in clause.quantities):
            return direct
        counted = self._vocabulary.patterns("measures").all(around.text, clause.start, clause.end)
        if not counted:
            return direct
        spans = [(hit.start, hit.end) for hit in counted]
        return [hit for hit in direct if not _within(hit, spans) and not hit.label.endswith("_weak")]

    def _counts(self, hit: Hit, clause: Clause, around: Sentences) -> bool:
        """Whether a trigger holds: the bare modals need somebody they bind, or the language of law."""
        if not around.on_topic:
            return False
        if self._vocabulary.patterns("advice").found(around.text, clause.start, clause.end) and hit.label.endswith(
            "_weak"
        ):
            return False
        if hit.label == "exception":
            return False
        if hit.label in ("start", "abolished"):
            told = clause.times or clause.quantities or self._has_formula(clause, around)
            return bool(told) or self._lawful(around)
        if not hit.label.endswith("_weak"):
            return True
        if any(not other.label.endswith("_weak") and other.label != "exception" for other in clause.triggers):
            return True
        bound = self._scope.audiences(around.text, around.start, clause.end)
        return (
            bool(bound) or self._lawful(around) or self._scope.topic(around.text, clause.start, clause.end) is not None
        )

    def _lawful(self, around: Sentences) -> bool:
        return self._vocabulary.patterns("policy").found(around.text, around.start, around.end)

    def _has_formula(self, clause: Clause, around: Sentences) -> bool:
        return bool(self._commencement.formulas(around.text[clause.start : clause.end]))

    def _levy(self, clause: Clause, around: Sentences) -> Quantity | None:
        """An amount that is set rather than counted: money, percent or units beside the name of a levy and no counting verb."""
        amounts = [q for q in clause.quantities if q.unit and not q.duration and not q.share]
        if not amounts or not around.on_topic:
            return None
        found = self._vocabulary.patterns
        told = around.start if not clause.triggers else clause.start
        if found("counted").found(around.text, told, clause.end):
            return None
        if found("levies", "no").found(around.text, clause.start, clause.end):
            return None
        here = found("levies", "words").found(around.text, clause.start, clause.end)
        told = found("levies", "words").found(around.text, around.start, clause.start)
        return amounts[0] if here or told or amounts[0].unit == "mci" else None

    def _deadline(self, clause: Clause, around: Sentences) -> Quantity | None:
        """A stretch of time within which somebody does something, told as a fact ("within three days the host notifies")."""
        if not around.on_topic or any(q.unit is None for q in clause.quantities):
            return None
        scoped = self._scope.audience(around.text, clause.start, clause.end) or self._lawful(around)
        for quantity in clause.quantities:
            before = around.text[max(around.start, quantity.start - 25) : quantity.start].rstrip()
            after = around.text[quantity.end : quantity.end + 20].lstrip()
            opened = any(hit.end == len(before) for hit in self._vocabulary.patterns("deadlines", "before").all(before))
            closed = any(hit.start == 0 for hit in self._vocabulary.patterns("deadlines", "after").all(after))
            if quantity.duration and scoped and (opened or closed):
                return quantity
        return None

    def _same_unit(self, quantity: Quantity, clause: Clause, around: Sentences) -> Quantity:
        """ "may spend 90 days …, must then be away for 90": a bare number after a stretch of time is one."""
        told = [q for q in around.quantities if around.start <= q.start < quantity.start and q.duration]
        before = around.text[max(clause.start, quantity.start - 12) : quantity.start]
        if quantity.unit is None and told and self._vocabulary.patterns("stretch_openers").found(before):
            return replace(quantity, unit=told[-1].unit)
        return quantity

    def _modality(self, direct: Sequence[Hit], window: Quantity | None) -> Modality | None:
        """The direction of the clause's words: strong before weak, then the first; a bare window of time allows it."""
        in_order = direct if self._vocabulary.language != "kk" else list(reversed(direct))  # Kazakh ends on its verb
        for strong in (True, False):
            for hit in in_order:
                name = hit.label.removesuffix("_weak")
                if name in _DIRECTIONS and hit.label.endswith("_weak") is not strong:
                    return cast(Modality, name)
        if window:
            return "permitted"
        return "planned" if any(hit.label == "planned" for hit in direct) else None

    def _amounts(
        self, clause: Clause, around: Sentences, direct: Sequence[Hit], levy: Quantity | None
    ) -> list[Quantity | None]:
        moved = [q for q in clause.quantities if q.role]
        if {q.role for q in moved} == {"old", "new"}:
            return [next(q for q in moved if q.role == "new"), next(q for q in moved if q.role == "old")]
        if levy:
            return [levy]
        told = [self._same_unit(q, clause, around) for q in clause.quantities]
        sized = [q for q in told if q.unit]
        if sized:
            return [min(sized, key=lambda q: (q.per is None, q.qualifier is None and not q.duration))]
        for quantity in told:
            near = any(0 <= quantity.number - hit.end <= _NEAR for hit in direct)
            if (quantity.qualifier or near) and not self._physical(quantity, around):
                return [quantity]
        return [None]

    def _physical(self, quantity: Quantity, around: Sentences) -> bool:
        after = around.text[quantity.end : quantity.end + 24].lstrip(" -")
        hit = self._vocabulary.patterns("physical").first(after)
        return bool(hit and hit.start == 0)

    def _reading(
        self,
        clause: Clause,
        around: Sentences,
        direct: Sequence[Hit],
        modality: Modality | None,
        quantity: Quantity | None,
    ) -> RuleReading:
        formula = self._formula(clause, around)
        if formula and quantity and quantity.start < formula.end and quantity.end > formula.start:
            quantity = None  # "ten days after publication" is when, not how much
        start, until = self._dates(clause, around, direct, formula)
        announced = self._announced(clause, around, direct, start)
        old = quantity is not None and quantity.role == "old"
        status = "superseded" if old else self._status(clause, around, direct, start)
        labels = {hit.label for hit in direct}
        start_only = (
            bool(labels & {"start", "abolished"}) and labels <= {"start", "abolished", "planned"} and quantity is None
        )
        if not start_only and start and self._act(clause, around):
            start_only = True
        limited = quantity and self._limited(quantity, clause, around)
        if limited and modality == "prohibited" and (limited.qualifier == "more-than" and limited.unit):
            modality, limited = "permitted", replace(limited, qualifier="at-most")  # "may not stay longer than 90 days"
        if limited and modality == "permitted" and limited.qualifier == "at-least" and limited.duration:
            modality = "required"  # "may return no sooner than 60 days after"
        weak = all(hit.label.endswith("_weak") for hit in direct) if direct else True
        return RuleReading(
            modality, cast(Status, status), limited,
            None if old else start, until, announced, formula, start_only, 0.6 if weak else 0.8,
        )  # fmt: skip

    def _limited(self, quantity: Quantity, clause: Clause, around: Sentences) -> Quantity:
        """A number is a highest allowed one where the clause names a limit."""
        if quantity.qualifier is None and quantity.role is None and quantity.value_high is None:
            for label in self._vocabulary.table("limits"):
                if self._vocabulary.patterns("limits", label).found(around.text, clause.start, clause.end):
                    return replace(quantity, qualifier=cast(Qualifier, label))
        return quantity

    def _act(self, clause: Clause, around: Sentences) -> bool:
        """Whether a clause speaks of an act as a whole, so that its start is that of all the act brings."""
        return self._vocabulary.patterns("acts").found(around.text, clause.start, clause.end)

    def _formula(self, clause: Clause, around: Sentences) -> Formula | None:
        found = self._commencement.formulas(around.text[clause.start : clause.end])
        if not found:
            return None
        return replace(found[0], start=found[0].start + clause.start, end=found[0].end + clause.start)

    def _dates(
        self, clause: Clause, around: Sentences, direct: Sequence[Hit], formula: Formula | None = None
    ) -> tuple[str | None, str | None]:
        """From when and until when a clause's rule holds, by the dates that stand in it.

        Beside a formula only a date counts that spells its result out ("…, that is 26 January").
        """
        start = until = None
        if formula:
            return self._spelled_out(clause, around, formula), None
        moving = self._vocabulary.patterns("moves").found(around.text, clause.start, clause.end)
        starts = any(hit.label in ("start", "abolished", "planned") for hit in direct)
        for time in clause.times:
            if time.first is None or time.kind == "stretch" or self._spoken(time, clause, around):
                continue
            if time.cue == "until":
                until = last_day(time.first).isoformat() if len(time.first) < 10 else time.first
            elif time.kind == "period" and time.cue in ("from", "on") and not starts and not moving:
                start, until = start or time.first, time.last or until
            elif time.cue in ("from", "since"):
                start = (time.last or time.first) if starts or start is None else start
            elif self._is_start(time, around, starts or moving):
                start = time.last or time.first
        return start, until

    def _spelled_out(self, clause: Clause, around: Sentences, formula: Formula) -> str | None:
        for time in clause.times:
            between = around.text[formula.end : time.start]
            if time.first and time.start >= formula.end and len(between) < 30:
                if self._vocabulary.patterns("that_is").found(between) or between.strip() in (
                    "—",
                    ", —",
                    "-",
                    "(",
                    ",",
                ):
                    return time.first
        return None

    def _is_start(self, time: TimeExpression, around: Sentences, starts: bool) -> bool:
        """A date with no "from": the start if it lies ahead, or if the clause tells a start or a move."""
        if time.first is None or time.cue == "by":
            return False
        if starts:
            return True
        return around.reference is not None and first_day(time.first) > around.reference

    def _spoken(self, time: TimeExpression, clause: Clause, around: Sentences) -> bool:
        """Whether a date is that of the saying or deciding ("said on Tuesday"), not of the rule."""
        if time.cue in ("from", "since", "until"):
            return False
        if time.cue == "act":
            return True
        near = around.text[max(clause.start, time.start - 28) : time.start]
        published = self._vocabulary.patterns("publication")
        return self._vocabulary.patterns("speech", "verbs").found(near) or published.found(near)

    def _announced(self, clause: Clause, around: Sentences, direct: Sequence[Hit], start: str | None) -> str | None:
        """The day of the saying or deciding, where the sentence gives it and it has come."""
        for time in clause.times:
            if time.first is None or time.kind not in ("day", "month") or time.first == start:
                continue
            past = around.reference is None or first_day(time.first) <= around.reference
            if past and time.cue in ("on", None, "as_of", "act") and time.kind == "day":
                return time.first
        return None

    def _status(self, clause: Clause, around: Sentences, direct: Sequence[Hit], start: str | None) -> str:
        found = self._vocabulary.patterns
        if found("past", "ended").found(around.text, clause.start, clause.end):
            return "superseded"
        regime = max(
            (hit.end for hit in found("past", "regime").all(around.text, around.start, clause.end)), default=None
        )
        anew = found("now").found(around.text, regime or clause.start, clause.end)
        if regime is not None and not anew and not any(hit.label == "abolished" for hit in direct):
            return "superseded"
        if found("draft").found(around.text, around.start, clause.end) and not found("now").found(
            around.text, clause.start, clause.end
        ):
            return "planned"
        if start is not None and around.reference is not None:
            return "announced" if first_day(start) > around.reference else "in-force"
        if found("now").found(around.text, clause.start, clause.end):
            return "in-force"
        return "announced" if found("later").found(around.text, clause.start, clause.end) else "in-force"


def opposite(modality: Modality | None) -> Modality | None:
    """What an exception from a rule of that direction allows or denies."""
    return {"prohibited": "permitted", "required": "permitted", "permitted": "prohibited"}.get(modality or "")  # type: ignore[return-value]


def _within(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in spans)
