"""An article's facts: its sentences read one by one, then what they hand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.ids import stable_id
from core.quotes import Unfaithful, take
from core.records import Article, Fact, Quote
from nlp import READER
from nlp.attribution import Attribution, AttributionReader
from nlp.clauses import Clause, ClauseSplitter
from nlp.commencement import CommencementGrammar
from nlp.figures import FigureGrammar, FigureReading, times_of
from nlp.fold import fold
from nlp.headlines import headline_lines
from nlp.numbers import NumberGrammar
from nlp.passage import settle
from nlp.people import Scope
from nlp.quantities import Quantity, QuantityGrammar
from nlp.rules import RuleGrammar, RuleReading, Sentences, opposite
from nlp.sentences import Sentence, SentenceSplitter
from nlp.times import TimeExpression, TimeGrammar
from nlp.vocabulary import Vocabulary

_LONGEST = 390  # characters of a quote
_LEAST_WORDS = 3
_MONTH_FIRST = ("US",)


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before its article's other sentences have completed it; `start_only` if it tells but a commencement."""

    fact: Fact
    sentence: int
    start_only: bool = False
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """An article with everything found in it, handed through the steps of reading."""

    article: Article
    folded: str
    sentences: Sequence[Sentence]
    attributions: Sequence[Attribution]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    reference: date | None
    on_topic: bool
    headlines: frozenset[int]


class ArticleReader:
    """Reads the articles of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        numbers = NumberGrammar(vocabulary)
        self._splitter = SentenceSplitter(vocabulary)
        self._times = TimeGrammar(vocabulary, numbers)
        self._quantities = QuantityGrammar(vocabulary, numbers)
        self._attribution = AttributionReader(vocabulary)
        self._commencement = CommencementGrammar(vocabulary, numbers)
        self._scope = Scope(vocabulary)
        self._clauses = ClauseSplitter(vocabulary)
        self._rules = RuleGrammar(vocabulary, self._scope, self._commencement)
        self._figures = FigureGrammar(vocabulary, self._scope)

    def facts(self, article: Article) -> tuple[Fact, ...]:
        """The facts of `article`, in the order of its text."""
        page = self._page(article)
        drafts: list[Draft] = []
        before = _Before()
        for index in range(len(page.sentences)):
            found, before = self._sentence(page, index, before.at(index))
            drafts += found
        settled = settle(drafts, page.article, page.folded, page.sentences, self._scope)
        return tuple(_identified(fact) for fact in settled)

    def _page(self, article: Article) -> _Page:
        text = article.text
        folded = fold(text)
        sentences = self._splitter.sentences(text)
        reference = reference_day(article.head.published)
        times = self._times.times(folded, reference, article.head.country in _MONTH_FIRST)
        return _Page(
            article=article,
            folded=folded,
            sentences=sentences,
            attributions=self._attribution.attributions(text, folded, sentences),
            times=times,
            quantities=self._quantities.quantities(folded, [(time.start, time.end) for time in times]),
            reference=reference,
            on_topic=self._on_topic(folded, article.head.title),
            headlines=headline_lines(text, article.head.title, sentences),
        )  # fmt: skip

    def _on_topic(self, folded: str, title: str | None) -> bool:
        """Whether an article can hold rules: it speaks of law or authority, or not of sport, weather or shows."""
        found = self._vocabulary.patterns
        words = f"{fold(title or '')}\n{folded}"
        return found("policy").found(words) or not found("offtopic").found(words)

    def _sentence(self, page: _Page, index: int, before: "_Before") -> tuple[list[Draft], "_Before"]:
        sentence = page.sentences[index]
        around = Sentences(page.folded, sentence.start, sentence.end, page.reference, page.on_topic, page.quantities)
        if not sentence.closed and not self._told(page, index):
            return [], before
        if self._rules.denied(around):
            return [self._plain(page, index, "statement", status="denied")], before
        if self._rules.unreal(around):
            return [], before
        if self._rules.proposed(around):
            return [self._plain(page, index, "statement")], before
        drafts: list[Draft] = []
        clauses = self._cut(page, sentence)
        readings = self._completed(clauses, around, before.rule)
        for clause, rules in zip(clauses, readings, strict=True):
            drafts += [self._rule(page, index, clause, reading) for reading in rules]
            before = replace(before, rule=rules[-1], rule_at=index) if rules else before
            if not rules:
                figures = self._figures.read(
                    clause, page.folded, sentence.start, sentence.end, page.reference, before.figure
                )
                drafts += [self._figure(page, index, clause, reading) for reading in figures]
                before = replace(before, figure=figures[-1], figure_at=index) if figures else before
        if not drafts:
            drafts = self._remainder(page, index)
        return drafts, before

    def _completed(
        self, clauses: Sequence[Clause], around: Sentences, before: RuleReading | None
    ) -> list[list[RuleReading]]:
        """The rules of each clause; those without a word of rule borrow the direction of the nearest that has one.

        A sentence with none at all goes on with the list of amounts that the sentence before it began.
        """
        readings = [self._rules.read(clause, around) for clause in clauses]
        own = [place for place, found in enumerate(readings) if found]
        if not own:
            return [self._rules.listed(clause, around, before) for clause in clauses]
        for place, clause in enumerate(clauses):
            if readings[place]:
                continue
            neighbour = readings[min(own, key=lambda other: (abs(other - place), other > place))][0]
            if self._rules.exception(clause):
                readings[place] = [
                    replace(neighbour, modality=opposite(neighbour.modality), quantity=None, formula=None)
                ]
            elif self._rules.borrows(clause, around):
                readings[place] = [self._rules.borrowed(clause, around, neighbour)]
        return _past_once(readings)

    def _told(self, page: _Page, index: int) -> bool:
        """Whether a line without a full stop tells anything: a headline, an item of a list, the article's only or last line."""
        sentence = page.sentences[index]
        if sentence.line in page.headlines or len({s.line for s in page.sentences}) == 1:
            return True
        words = page.article.text[sentence.start : sentence.end].rstrip()
        before = page.article.text[: sentence.start].rstrip()[-1:]
        return words.endswith((";", ",")) or (words[:1] in "•—–-*" and before in (":", ";", ","))

    def _cut(self, page: _Page, sentence: Sentence) -> list[Clause]:
        start, end = sentence.start, sentence.end
        return self._clauses.clauses(
            page.folded, start, end,
            self._rules.triggers(page.folded, start, end, page.times),
            [q for q in page.quantities if start <= q.start < end],
            [t for t in page.times if start <= t.start < end],
        )  # fmt: skip

    def _remainder(self, page: _Page, index: int) -> list[Draft]:
        """What a sentence is that sets no rule and counts nothing: a statement of somebody's, or an event with its day."""
        sentence = page.sentences[index]
        attribution = page.attributions[index]
        times = [
            t
            for t in page.times
            if sentence.start <= t.start < sentence.end and t.first and t.kind in ("day", "month", "period")
        ]
        long_enough = sentence.closed and len(page.folded[sentence.start : sentence.end].split()) > _LEAST_WORDS
        enacted = self._vocabulary.patterns("enacted").found(page.folded, sentence.start, sentence.end)
        if enacted and not times:
            return [self._plain(page, index, "event")]
        if times and long_enough:
            return [self._plain(page, index, "event", date=times[0].first)]
        if attribution.own and attribution.known and long_enough:
            return [self._plain(page, index, "statement")]
        return []

    def _plain(self, page: _Page, index: int, kind: str, **fields: object) -> Draft:
        sentence = page.sentences[index]
        clause = Clause(sentence.start, sentence.end, (), (), ())
        fact = self._fact(page, index, clause, kind=kind, confidence=0.5, **fields)
        return Draft(fact, index)

    def _rule(self, page: _Page, index: int, clause: Clause, reading: RuleReading) -> Draft:
        quantity = reading.quantity
        start = reading.effective_from
        formula = str(reading.formula) if reading.formula else None
        if reading.formula:
            event = self._commencement.event_day(page.folded, page.times, reading.formula)
            start = start or (reading.formula.starts(event).isoformat() if event else None)
        status = reading.status
        if start and page.reference and status in ("in-force", "announced"):
            status = "announced" if start > page.reference.isoformat() else "in-force"
        fact = self._fact(
            page, index, clause, kind="rule", modality=reading.modality, status=status, effective_from=start,
            effective_until=reading.effective_until, announced_on=reading.announced_on, commencement=formula,
            confidence=reading.strength, **_amount(quantity),
        )  # fmt: skip
        return Draft(fact, index, reading.start_only, formula)

    def _figure(self, page: _Page, index: int, clause: Clause, reading: FigureReading) -> Draft:
        quantity = reading.quantity
        sentence = page.sentences[index]
        in_sentence = [t for t in page.times if sentence.start <= t.start < sentence.end]
        period, as_of = reading.period, reading.as_of
        if period is None and as_of is None:
            period, as_of = times_of(
                [t for t in in_sentence if t.end <= clause.start or t.start >= clause.end], page.reference
            )
        fact = self._fact(
            page, index, clause, kind="figure", measure=reading.measure, audience=reading.audience, topic=reading.topic,
            period=period, as_of=as_of, confidence=0.8 if reading.measure else 0.6, **_amount(quantity),
        )  # fmt: skip
        return Draft(fact, index)

    def _fact(self, page: _Page, index: int, clause: Clause, **fields: object) -> Fact:
        sentence, attribution = page.sentences[index], page.attributions[index]
        fields.setdefault(
            "audience", self._scope.audience(page.folded, clause.start, clause.end, page.article.head.country)
        )
        fields.setdefault("topic", self._scope.topic(page.folded, clause.start, clause.end, _anchor(clause)))
        return Fact(
            fact_id="", article_id=page.article.head.article_id, reader=READER,
            quote=_quote(page.article.text, sentence, clause),
            headline=sentence.line in page.headlines,
            subject=self._scope.subject(page.folded, clause.start, clause.end),
            jurisdiction=self._scope.place(page.folded, clause.start, clause.end),
            speaker=attribution.speaker, organisation=attribution.organisation, reported_via=attribution.reported_via,
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before left to go on with: their last rule and last figure, and where those stood."""

    rule: RuleReading | None = None
    figure: FigureReading | None = None
    rule_at: int = 0
    figure_at: int = 0

    def at(self, index: int) -> "_Before":
        """What of it still holds for sentence `index`: a rule for the next sentence, a figure for two."""
        return replace(
            self,
            rule=self.rule if index - self.rule_at <= 1 else None,
            figure=self.figure if index - self.figure_at <= 2 else None,
        )


def _past_once(readings: list[list[RuleReading]]) -> list[list[RuleReading]]:
    """A past regime told in several clauses without an amount is one rule: its first clause's."""
    kept: list[list[RuleReading]] = []
    last: RuleReading | None = None
    for found in readings:
        one = found[0] if len(found) == 1 else None
        again = (
            one is not None and last is not None and one.status == last.status == "superseded"
            and one.modality == last.modality and one.quantity is None and last.quantity is None
        )  # fmt: skip
        kept.append([] if again else found)
        last = one or last
    return kept


def _anchor(clause: Clause) -> tuple[int, int] | None:
    """The words that make a clause a rule, near which its topic stands."""
    strong = [hit for hit in clause.triggers if not hit.label.endswith("_weak")] or list(clause.triggers)
    return (strong[0].start, strong[0].end) if strong else None


def reference_day(published: str | None) -> date | None:
    """The day of publication that relative times count from; None where only a month or nothing is known."""
    if published is None or len(published) < 10:
        return None
    return date.fromisoformat(published[:10])


def _amount(quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:
        return {}
    return {
        "value": quantity.value, "value_high": quantity.value_high, "unit": quantity.unit,
        "qualifier": quantity.qualifier, "per": quantity.per,
    }  # fmt: skip


def _quote(text: str, sentence: Sentence, clause: Clause) -> Quote:
    """The clause's words without the joint it opens with; one that is too long is cut at a word, around its anchors."""
    start, end = clause.start, clause.end
    while start < end and text[start] in " \t\n,;:—–-»)”":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:—–-«(“":
        end -= 1
    if end - start > _LONGEST:
        anchors = [*(hit.start for hit in clause.triggers), *(quantity.start for quantity in clause.quantities)]
        start = max(start, min(anchors, default=start) - _LONGEST // 2)
        start = start if start == clause.start else text.find(" ", start) + 1
        end = min(end, text.rfind(" ", start, start + _LONGEST))
    try:
        return take(text, start, end)
    except Unfaithful:
        return take(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))


def _identified(fact: Fact) -> Fact:
    words = fact.quote
    return replace(
        fact,
        fact_id=stable_id(
            "fct", fact.article_id, fact.kind, words.start, words.text, fact.value, fact.value_high, fact.unit
        ),
    )
