"""Figures: what an amount counts, of whom, over which time; and what a clause inherits from the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.clauses import Clause
from nlp.people import Scope
from nlp.quantities import Quantity
from nlp.times import TimeExpression, first_day
from nlp.vocabulary import Vocabulary

# Topics that a measure has by itself, whatever else its clause names.
_MANY = 10_000
_MOVEMENTS = frozenset(("persons-entered", "persons-left", "entries", "exits", "trips", "crossings"))
_PERMITS = ("permits-issued", "permits-applied-for", "permits-refused", "permits-pending")


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A counted amount; what could not be read is None."""

    quantity: Quantity
    measure: str | None
    audience: str | None
    topic: str | None
    period: str | None
    as_of: str | None


class FigureGrammar:
    """Reads the figures of one language (tables `measures`, `shares_of`, `measure_topics`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._vocabulary = vocabulary
        self._scope = scope

    def read(
        self, clause: Clause, text: str, start: int, end: int, reference: date | None, before: FigureReading | None
    ) -> list[FigureReading]:
        """The figures of a clause. text[start:end] is its sentence; `before` the last figure of the same passage."""
        found: list[FigureReading] = []
        counted = [q for q in clause.quantities if not q.duration and not self.sizes(q, text)]
        for place, quantity in enumerate(counted):
            if place and self._same_amount(counted[place - 1], quantity, text):
                continue
            reading = self._figure(quantity, clause, text, reference)
            found.append(self._inherited(reading, clause, text, start, end, reference, found[-1] if found else before))
        return found

    def _spoken(self, time: TimeExpression, clause: Clause, text: str) -> bool:
        """Whether a date is that of the saying ("said on Tuesday"), not of the counting."""
        near = text[max(clause.start, time.start - 28) : time.start]
        return time.cue in ("on", None) and self._vocabulary.patterns("speech", "verbs").found(near)

    def sizes(self, quantity: Quantity, text: str) -> bool:
        """Whether a small number tells the size of a thing ("71 kg", "38 degrees") rather than counting anything."""
        after = text[quantity.end : quantity.end + 24].lstrip(" -")
        hit = self._vocabulary.patterns("physical").first(after)
        return bool(hit and hit.start == 0 and quantity.value < _MANY)

    def _same_amount(self, one: Quantity, other: Quantity, text: str) -> bool:
        """ "3 MCI (11,076 tenge)": one amount in two units."""
        return "(" in text[one.end : other.start] and one.unit != other.unit and bool(other.unit)

    def _figure(self, quantity: Quantity, clause: Clause, text: str, reference: date | None) -> FigureReading:
        measure = self.measure(quantity, clause, text)
        audience = self._scope.audience(text, clause.start, clause.end)
        told = [time for time in clause.times if not self._spoken(time, clause, text)]
        period, as_of = times_of(told, reference)
        return FigureReading(quantity, measure, audience, self._topic(measure, clause, text), period, as_of)

    def measure(self, quantity: Quantity, clause: Clause, text: str) -> str | None:
        """What the clause counts: the measure declared first among those that its words fit."""
        if quantity.unit == "percent":
            hit = self._vocabulary.patterns("shares_of").first(text, clause.start, clause.end)
            return hit.label if hit else None
        if quantity.unit is not None:
            return None
        order = list(self._vocabulary.table("measures"))
        hits = self._vocabulary.patterns("measures").all(text, clause.start, clause.end)
        return min((hit.label for hit in hits), key=order.index, default=None)

    def _topic(self, measure: str | None, clause: Clause, text: str) -> str | None:
        own = self._scope.topic(text, clause.start, clause.end)
        for topic, measures in self._vocabulary.table("measure_topics").items():
            if measure in measures:
                return str(topic)
        return own

    def _inherited(
        self,
        reading: FigureReading,
        clause: Clause,
        text: str,
        start: int,
        end: int,
        reference: date | None,
        before: FigureReading | None,
    ) -> FigureReading:
        """What the clause leaves out and the figure before it, or its sentence, gave."""
        if before is not None:
            back = self._vocabulary.patterns("ellipsis", "time").found(text, clause.start, clause.end)
            near = before.quantity.start >= start or {reading.measure, before.measure} <= _MOVEMENTS
            if reading.period is None and reading.as_of is None and (near or back):
                reading = replace(reading, period=before.period, as_of=before.as_of)
            if reading.measure is None and near and reading.quantity.unit is None and before.quantity.unit is None:
                reading = replace(reading, measure=before.measure, topic=before.topic)
            handed = near or self._scope.hands_on(text, clause.start, clause.end)
            if reading.audience is None and handed and reading.quantity.unit in (None, "percent"):
                reading = replace(reading, audience=before.audience)
            if reading.measure in _PERMITS and near and before.measure in (*_PERMITS, None):
                kept = reading.topic if reading.topic not in (None, "residence-permit") else before.topic
                reading = replace(reading, topic=kept or reading.topic)
        return reading


def times_of(times: Sequence[TimeExpression], reference: date | None) -> tuple[str | None, str | None]:
    """The interval a figure covers and the day it stands for, by the times of its clause; one of them is None."""
    for time in times:
        if time.first is None:
            continue
        past = reference is not None and first_day(time.first) <= reference
        if time.cue in ("since", "from") and past and time.kind != "period":
            return f"{first_day(time.first)}/{reference}", None
        if time.kind == "stretch":
            return time.period, None
        if time.kind == "year" and time.relative and reference is not None and time.first == str(reference.year):
            return f"{time.first}-01-01/{reference}", None
        if time.kind == "year" and time.cue == "as_of":
            return None, time.first
        if time.kind in ("period", "month", "year"):
            return time.period, None
        return None, time.first
    return None, None
