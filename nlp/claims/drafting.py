"""Drafting: a reading and its clause as a fact, with its quote, scope and source."""

from dataclasses import dataclass, replace

from core.quotes import Unfaithful, take
from core.records.facts import Fact, FactKind, Quote, Status
from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.figures import FigureReading
from nlp.claims.places import PlaceGrammar
from nlp.claims.reading import RuleReading
from nlp.claims.scope import Scope
from nlp.claims.validity import ValidityGrammar
from nlp.meaning import Meaning
from nlp.text.sentences import Sentence
from nlp.times import CommencementGrammar
from nlp.version import READER

_LONGEST = 390  # characters of a quote
_PLAIN = 0.5  # confidence of what is merely dated or attributed
_MEASURED, _UNMEASURED = 0.8, 0.6  # confidence of figures of which it is known, or not, what they count
_BEFORE, _AFTER = " \t\n,;:—–-»)”", " \t\n,;:—–-«(“"  # what a clause's words do not begin and end with


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before its article's other sentences have completed it.

    `start_only` if it tells when the whole act starts, `dated` if its own sentence gives the rule's start, `existing`
    if it tells the law as it stands, which no new act starts. A `tentative` rule stands only among other rules;
    `instead` is what its sentence tells if it falls. A `firm` figure is what nobody sets. `meaning` is what its words
    mean, once it was judged.
    """

    fact: Fact
    sentence: int
    start_only: bool = False
    dated: bool = False
    existing: bool = False
    tentative: bool = False
    instead: bool = False
    firm: bool = False
    meaning: Meaning | None = None


class Drafter:
    """Drafts the facts of one language's articles."""

    def __init__(
        self, scope: Scope, places: PlaceGrammar, commencement: CommencementGrammar, validity: ValidityGrammar
    ) -> None:
        self._scope = scope
        self._places = places
        self._commencement = commencement
        self._validity = validity

    def rule(self, reading: RuleReading, clause: Clause, around: SentenceContext) -> Draft:
        """The draft of a rule."""
        validity = reading.validity
        start = validity.effective_from or self._computed(reading, around)
        said = self._validity.said_on(around)
        fact = replace(
            self._scoped("rule", clause, around), modality=reading.modality,
            status=_status(validity.status, start, around), effective_from=start,
            effective_until=validity.effective_until,
            announced_on=validity.announced_on or (said if said != start else None),
            commencement=str(validity.formula) if validity.formula else None, confidence=reading.strength,
        )  # fmt: skip
        return Draft(
            _with_amount(fact, reading.quantity),
            around.index,
            start_only=reading.start_only,
            dated=start is not None,
            existing=reading.existing,
            tentative=reading.tentative,
        )

    def figure(self, reading: FigureReading, clause: Clause, around: SentenceContext) -> Draft:
        """The draft of a figure."""
        fact = replace(
            self._fact("figure", clause, around), measure=reading.measure, audience=reading.audience,
            topic=reading.topic, period=reading.period, as_of=reading.as_of,
            announced_on=self._validity.said_on(around),
            confidence=_MEASURED if reading.measure else _UNMEASURED,
        )  # fmt: skip
        return Draft(_with_amount(fact, reading.quantity), around.index, firm=reading.firm)

    def plain(
        self, kind: FactKind, around: SentenceContext, *, status: Status | None = None, day: str | None = None
    ) -> Draft:
        """The draft of a whole sentence: an event with its day, or a statement."""
        fact = self._scoped(kind, Clause(around.start, around.end), around)
        said = self._validity.said_on(around) if kind == "statement" else None
        return Draft(replace(fact, status=status, date=day, announced_on=said), around.index)

    def _computed(self, reading: RuleReading, around: SentenceContext) -> str | None:
        """The start that a formula comes to, where the text gives the day it counts from."""
        formula = reading.validity.formula
        event = self._commencement.event_day(around.text, around.page.times, formula) if formula else None
        starts = formula.starts(event) if formula and event else None
        return starts.isoformat() if starts else None

    def _scoped(self, kind: FactKind, clause: Clause, around: SentenceContext) -> Fact:
        home = around.page.article.head.country
        return replace(
            self._fact(kind, clause, around),
            audience=self._scope.audience(around.text, clause.start, clause.end, home),
            topic=self._scope.topic(around.text, clause.start, clause.end, clause.anchor),
        )

    def _fact(self, kind: FactKind, clause: Clause, around: SentenceContext) -> Fact:
        article, source = around.page.article, around.attribution
        return Fact(
            fact_id="", article_id=article.head.article_id, kind=kind, reader=READER, confidence=_PLAIN,
            quote=_quote(article.text, around.sentence, clause),
            headline=around.sentence.line in around.page.headlines,
            subject=self._scope.subject(around.text, clause.start, clause.end),
            jurisdiction=self._places.place(around.text, clause.start, clause.end),
            speaker=source.speaker, organisation=source.organisation, reported_via=source.reported_via,
        )  # fmt: skip


def _status(told: Status, start: str | None, around: SentenceContext) -> Status:
    """A known start decides between what holds and what is to come."""
    if start and around.reference and told in ("in-force", "announced"):
        return "announced" if start > around.reference.isoformat() else "in-force"
    return told


def _with_amount(fact: Fact, quantity: Quantity | None) -> Fact:
    if quantity is None:
        return fact
    return replace(
        fact, value=quantity.value, value_high=quantity.value_high, unit=quantity.unit, qualifier=quantity.qualifier,
        per=quantity.per,
    )  # fmt: skip


def _quote(text: str, sentence: Sentence, clause: Clause) -> Quote:
    """The clause's words without the joint it opens with; one that is too long is cut at a word, around its anchors."""
    start, end = clause.start, clause.end
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _AFTER:
        end -= 1
    if end - start > _LONGEST:
        anchors = [*(hit.start for hit in clause.triggers[:1]), *(amount.start for amount in clause.quantities[:1])]
        start = max(start, min(anchors, default=start) - _LONGEST // 2)
        start = start if start == clause.start else text.find(" ", start) + 1
        end = min(end, text.rfind(" ", start, start + _LONGEST))
    try:
        return take(text, start, end)
    except Unfaithful:
        return take(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
