"""Figures: what an amount counts, of whom, over which time; and what a clause inherits from the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.amounts import EllipsisGrammar, Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.countables import CountableGrammar
from nlp.claims.origins import OriginGrammar
from nlp.claims.periods import PeriodGrammar
from nlp.claims.scope import Scope
from nlp.claims.terms import BUDGETED, MANY, TermGrammar
from nlp.vocabulary import Vocabulary

_MANY = 20  # from this on, a bare number of people or things that something happened to is a count
_THOUSANDS = 1000  # from this on, people or things that do something are counted by telling so
_BESIDE = 30  # characters around a share in which the people or things stand that it is a part of
_FEW = 9  # words of a clause that leaves its verb out


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A counted amount; what could not be read is None. `period` and `as_of` are ISO 8601, both ends inclusive."""

    quantity: Quantity
    measure: str | None
    audience: str | None
    topic: str | None
    period: str | None
    as_of: str | None
    elliptic: bool = False  # what it counts was taken over from the figure before
    base: bool = False  # what another figure is compared with, whose time none after it has
    firm: bool = False  # what nobody sets: an average, thousands of people, a share of them, a growth

    @property
    def timed(self) -> bool:
        """Whether it is known when the amount was counted."""
        return self.period is not None or self.as_of is not None


class FigureGrammar:
    """Reads the figures of one language (tables `measures`, `shares_of`, `measure_topics`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._ellipsis = EllipsisGrammar(vocabulary)
        self._terms = TermGrammar(vocabulary)
        self._countables = CountableGrammar(vocabulary)
        self._periods = PeriodGrammar(vocabulary)
        self._origins = OriginGrammar(vocabulary, scope)
        self._verb_final = vocabulary.grammar("verb-final")
        self._order = {measure: place for place, measure in enumerate(vocabulary.table("measures"))}

    def read(
        self, clause: Clause, around: SentenceContext, before: FigureReading | None, *, known: bool = False
    ) -> list[FigureReading]:
        """The figures of a clause; `before` is the last figure of the same passage.

        Of a clause that is `known` to tell figures all its amounts are, else those that count something of weight.
        """
        found: list[FigureReading] = []
        lasted = self._lasted(clause, around)
        counted = [q for q in clause.quantities if (lasted or not q.duration) and not self._sizes(q, around.text)]
        for place, told_quantity in enumerate(counted):
            quantity = self._completed(told_quantity, handing_on(found, before), clause, around)
            if place and _same_amount(counted[place - 1], quantity, around.text):
                continue
            told = [*found, *([before] if before else [])]
            larger = any(self._parted(one.quantity, quantity, around) for one in told)
            if not known and not self._countables.noted(quantity, clause, around, larger):
                continue
            reading = self._figure(quantity, clause, around)
            last = handing_on(found, before)
            reading = self._inherited(reading, last, clause, around) if last else reading
            reading = self._come_from(reading, last, clause, around)
            found.append(reading if reading.timed else self._timed_beside(reading, clause, around))
        return found

    def _lasted(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause measures how long something takes: on average, or how long somebody has to wait."""
        averaged = len(clause.quantities) == 1 and self._terms.averaged(clause, around)
        return averaged or self._terms.waited(clause, around)

    def _completed(
        self, quantity: Quantity, last: FigureReading | None, clause: Clause, around: SentenceContext
    ) -> Quantity:
        """A number with what it leaves out since the figure before it told it; people and papers are in no unit."""
        if last is None or quantity.unit is not None:
            return quantity
        before = last.quantity
        counts = ("measures", None), ("countables", "befalls"), ("countables", "things")
        found = self._vocabulary.patterns
        people = any(found(*table).found(around.text, clause.start, clause.end) for table in counts)
        if before.unit is not None and people and quantity.value < BUDGETED:
            return quantity
        if before.unit == "percent" and before.start < around.start:
            return quantity
        return self._ellipsis.completed(quantity, before, around.text, around.end)

    def counts(self, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause says what came to pass, how often or to which part of many, whatever other words it has."""
        if self._found("levies", "ceilings", clause, around):
            return bool(clause.quantities) and self._found("observed", "taken_up", clause, around)
        free = [q for q in clause.quantities if q.qualifier not in ("at-most", "at-least") and not q.role and not q.per]
        if any(self._counts_many(q, clause, around) or self._tells_part(q, clause, around) for q in free):
            return True
        if self._found("levies", "words", clause, around):
            return False
        return any(self._came_to_pass(quantity, clause, around) for quantity in free)

    def _came_to_pass(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether people, things or a share of them are told to have done something, or something befell them."""
        past = self._terms.past(clause, around)
        befallen = past and self._found("countables", "befalls", clause, around)
        if quantity.unit == "percent":
            return befallen or self._part_of_many(quantity, clause, around)
        if quantity.unit is not None or not self._countables.weighty(quantity, around):
            return False
        return befallen or (past and quantity.value >= _MANY and self._periods.over(clause, around))

    def _tells_part(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether a share in digits is one of people or things, and no word of rule stands beside it."""
        share = quantity.unit == "percent" and not quantity.share and not clause.triggers
        return share and self._countables.part(quantity, around)

    def _counts_many(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether thousands of people or things are who or what a clause tells of ("92,000 owners pay the tax")."""
        if quantity.unit is not None or quantity.value < _THOUSANDS or not self._countables.weighty(quantity, around):
            return False
        if self._terms.measures_a_thing(quantity, around.text) or any(time.cue == "from" for time in clause.times):
            return False
        before = around.text[max(clause.start, quantity.start - _BESIDE) : quantity.start].rstrip()
        oblique = self._vocabulary.patterns("plain", "prepositions").all(before)
        if any(hit.end == len(before) for hit in oblique):
            return False
        ahead = self._vocabulary.patterns("later").found(around.text, clause.start, clause.end)
        return self._verb_final or not ahead

    def _part_of_many(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether a share told in words is one of people or things ("a third of schools")."""
        start, end = max(clause.start, quantity.start - _BESIDE), min(clause.end, quantity.end + _BESIDE)
        return quantity.share and self._found("countables", "things", Clause(start, end), around)

    def listed(self, amount: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause tells nothing but another amount like the one set before ("for lorries, 450")."""
        if len(clause.quantities) != 1 or len(around.text[clause.start : clause.end].split()) > _FEW:
            return False
        quantity = clause.quantities[0]
        alike = quantity.unit == amount.unit if quantity.unit else amount.unit is not None
        after = around.text[quantity.end : clause.end].lstrip(" -")
        if not alike or (quantity.unit is None and not self._ellipsis.names_nothing(after)):
            return False
        happened = self._terms.past(clause, around) or self._terms.counted(clause, around)
        return not happened and not any(time.first for time in around.times)

    @staticmethod
    def _parted(whole: Quantity, part: Quantity, around: SentenceContext) -> bool:
        """Whether a sentence told a count before that a number can be a part of ("of 52 clinics, seven …")."""
        return whole.start >= around.start and whole.unit is None and whole.value > part.value

    def _sizes(self, quantity: Quantity, text: str) -> bool:
        """Whether a small number tells the size of a thing rather than counting anything."""
        return quantity.value < MANY and self._terms.measures_a_thing(quantity, text)

    def _figure(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> FigureReading:
        measure = self._measure(quantity, clause, around.text)
        audience = self._scope.audience(around.text, clause.start, clause.end)
        topic = self._topic(measure, clause, around.text)
        told = self._periods.told(quantity, clause, around)
        return FigureReading(
            quantity,
            measure,
            audience,
            topic,
            *told,
            base=self._periods.is_base(quantity, clause, around),
            firm=self._firm(quantity, clause, around),
        )

    def _firm(self, quantity: Quantity, clause: Clause, around: SentenceContext) -> bool:
        """Whether a number is of a kind that nobody sets, whatever its clause's other words are like."""
        if self._found("levies", "ceilings", clause, around):
            return False
        if quantity.unit not in (None, "percent"):
            spent = quantity.value >= BUDGETED and not quantity.role and not quantity.duration
            return spent or self._terms.averaged(clause, around) or self._terms.never_levied(clause, around)
        if quantity.role or quantity.qualifier in ("at-most", "at-least"):
            return False
        if quantity.unit is None:
            return quantity.value >= _THOUSANDS and self._countables.weighty(quantity, around)
        if self._countables.part(quantity, around):
            return True
        grown = self._terms.past(clause, around) and self._periods.grows(quantity, clause, around)
        return grown and not self._found("levies", "words", clause, around)

    def _found(self, table: str, key: str, clause: Clause, around: SentenceContext) -> bool:
        return self._vocabulary.patterns(table, key).found(around.text, clause.start, clause.end)

    def _measure(self, quantity: Quantity, clause: Clause, text: str) -> str | None:
        """What the clause counts: the measure declared first among those that its words fit."""
        if quantity.unit == "percent":
            hit = self._vocabulary.patterns("shares_of").first(text, clause.start, clause.end)
            return hit.label if hit else None
        if quantity.unit is not None:
            return None
        hits = self._vocabulary.patterns("measures").all(text, clause.start, clause.end)
        if sum(q.unit is None for q in clause.quantities) > 1:  # "of 1,200 applications, 860 were approved"
            after = (other.start for other in clause.quantities if other.start >= quantity.end)
            until = next(after, clause.end)
            own = [hit for hit in hits if quantity.end <= hit.start < until] or hits
            nearest = min(own, key=lambda hit: max(hit.start - quantity.end, quantity.start - hit.end), default=None)
            return nearest.label if nearest else None
        return min((hit.label for hit in hits), key=self._order.__getitem__, default=None)

    def _topic(self, measure: str | None, clause: Clause, text: str) -> str | None:
        """The topic that a measure has by itself, else the one that the clause names."""
        for topic, measures in self._vocabulary.table("measure_topics").items():
            if measure in measures:
                return topic
        return self._scope.topic(text, clause.start, clause.end)

    def _timed_beside(self, reading: FigureReading, clause: Clause, around: SentenceContext) -> FigureReading:
        """A figure without a time takes that of its sentence's other clauses."""
        period, as_of = self._periods.beside(clause, around)
        return replace(reading, period=period, as_of=as_of)

    def _inherited(
        self, reading: FigureReading, before: FigureReading, clause: Clause, around: SentenceContext
    ) -> FigureReading:
        """What the clause leaves out and the figure before it gave."""
        back = self._vocabulary.patterns("ellipsis", "time").found(around.text, clause.start, clause.end)
        near = before.quantity.start >= around.start or self._goes_on(reading.measure, before.measure)
        if moved := self._periods.compared(reading.quantity, clause, around, (before.period, before.as_of)):
            reading = replace(reading, period=moved[0], as_of=moved[1], base=True)
        elif not reading.timed and (near or back or self._adjacent(reading, before, clause, around)):
            reading = replace(reading, period=before.period, as_of=before.as_of)
        alike = reading.topic in (None, before.topic) and reading.quantity.unit is None and before.quantity.unit is None
        goes_on = near or self._lists(reading, before, clause, around)
        if reading.measure is None and goes_on and alike:
            reading = replace(reading, measure=before.measure, topic=before.topic, elliptic=True)
        handed = near or self._scope.hands_on(around.text, clause.start, clause.end)
        if reading.audience is None and handed and reading.quantity.unit in (None, "percent"):
            reading = replace(reading, audience=before.audience)
        general, earlier = self._general_topic(reading.measure), self._general_topic(before.measure)
        if general and near and (earlier == general or before.measure is None):
            kept = reading.topic if reading.topic not in (None, general) else before.topic
            reading = replace(reading, topic=kept or reading.topic)
        return reading

    def _come_from(
        self, reading: FigureReading, before: FigureReading | None, clause: Clause, around: SentenceContext
    ) -> FigureReading:
        """People counted by the country that they come from are its citizens."""
        people = self._origins.of_people(reading.measure, reading.audience)
        if not people or reading.quantity.unit not in (None, "percent"):
            return reading
        above = before.audience if before and before.quantity.start >= around.start else None
        country = self._origins.country(reading.quantity, clause, around, above)
        return replace(reading, audience=country or reading.audience)

    def _adjacent(self, reading: FigureReading, before: FigureReading, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause without any time tells what happened right after a sentence that gave one."""
        last = around.page.sentences[max(around.index - 1, 0)]
        if not last.start <= before.quantity.start < last.end or self._periods.timed(around):
            return False
        stock = reading.measure in self._vocabulary.words("measure_kinds", "stocks")
        if stock and before.period:
            return False  # how many there are is of a day
        told = (self._vocabulary.patterns(table) for table in ("now", "later"))
        return not any(words.found(around.text, clause.start, clause.end) for words in told)

    def _lists(self, reading: FigureReading, before: FigureReading, clause: Clause, around: SentenceContext) -> bool:
        """Whether a clause goes on with the people counted in the sentence before ("Citizens of X came second: …")."""
        last = around.page.sentences[max(around.index - 1, 0)]
        if not last.start <= before.quantity.start < last.end or not self._scope.counts_people(before.measure):
            return False
        of_them = self._scope.hands_on(around.text, clause.start, clause.end)
        return of_them or self._scope.comes_first(reading.audience)

    def _goes_on(self, one: str | None, other: str | None) -> bool:
        """Whether two measures are told in one breath, so that the second keeps the time of the first."""
        return any(one in series and other in series for series in self._vocabulary.table("measure_series").values())

    def _general_topic(self, measure: str | None) -> str | None:
        """The topic of a measure that is too general to displace a more exact one told before."""
        named = self._vocabulary.table("general_topics").items()
        return next((topic for topic, measures in named if measure in measures), None)


def handing_on(figures: Sequence[FigureReading], before: FigureReading | None) -> FigureReading | None:
    """The last figure whose time those after it may share: not one that another was compared with, if there is any."""
    told = [*([before] if before else []), *figures]
    return next((figure for figure in reversed(told) if not figure.base), told[-1] if told else None)


def parallel(figures: Sequence[FigureReading]) -> list[FigureReading]:
    """ "4.3 million entered, 4.1 million left, including 1.66 million citizens of X, and 1.64 million left".

    A figure that took over its measure, and is followed by one that tells the same measure itself, stands for the
    first of the two measures told before it.
    """
    told = list(figures)
    for place in range(2, len(told) - 1):
        first, second, one, other = told[place - 2 : place + 2]
        pair = first.measure != second.measure and not first.elliptic and not second.elliptic
        if pair and one.elliptic and not other.elliptic and other.measure == second.measure:
            told[place] = replace(one, measure=first.measure, topic=first.topic)
    return told


def _same_amount(one: Quantity, other: Quantity, text: str) -> bool:
    """ "3 MCI (11,076 tenge)": one amount in two units."""
    return "(" in text[one.end : other.start] and one.unit != other.unit and bool(other.unit)
