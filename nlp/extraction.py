"""What a text says, span by span, for whoever needs no whole reader: times, quantities, sources, effective dates.

Each function takes a text as it is, in one of the languages that have a vocabulary ("en", "ru", "kk"; KeyError for
another), and gives what it finds in order, with `start` and `end` (exclusive) in that text. What cannot be read is
None. The functions use the grammars that the reader uses; a language is loaded when first asked for.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from core.records.facts import Fact, Qualifier, Status
from core.records.pages import Article, ArticleHead
from nlp.amounts import NumberGrammar, QuantityGrammar
from nlp.text.fold import fold
from nlp.times import Cue, Holding, HoldingGrammar, TimeExpression, TimeGrammar
from nlp.timex import TimexGrammar, tagged
from nlp.vocabulary import Places, Vocabularies


@dataclass(frozen=True, slots=True)
class Time:
    """A date, a span or a stretch of time.

    `first` and `last` are ISO 8601 to the precision told, both inclusive; `last` is None for a single day, month or
    year, both are None for a mere length of time. `cue` is what the words beside it make of it ("from", "until", …).
    `value` is the whole in TIMEX3 (ISO-TimeML: "2024-05-13", "2024-W20", "2024-Q2", "2024-05-13TMO", "P2Y",
    "PRESENT_REF"), None where it can't be known; an interval is told by its ends, "2023-07/2023-09".
    """

    start: int
    end: int
    first: str | None
    last: str | None
    cue: Cue | None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit (an ISO 4217 code, "percent", "day", …; None for a count).

    `value_high` is the upper end of a range, `per` the ISO 8601 duration that the amount holds in.
    """

    start: int
    end: int
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    qualifier: Qualifier | None
    per: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """Where it stands what is said, who says it (a name, a pronoun, "the poll") and the words of saying between."""

    content_start: int
    content_end: int
    source_start: int
    source_end: int
    cue_start: int
    cue_end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind the sentence text[start:end]; `own` if that sentence itself names them, else carried over.

    `statements` are those that the sentence makes, in English alone; a sentence that makes one by somebody without a
    name ("critics say") names no speaker. A statement's quotation may begin or end in a sentence beside it.
    """

    start: int
    end: int
    speaker: str | None
    organisation: str | None
    reported_via: str | None
    own: bool
    statements: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectiveDate:
    """When the rule that text[start:end] tells takes effect and ends, in ISO 8601 to the precision told.

    `formula` is the wording that ties the start to an event ("expiry of P10D after publication"); `first` is then the
    day it comes to, where the text says when that event was, and None where it does not.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    formula: str | None
    status: Status | None


def time_expressions(text: str, reference: date | None = None, language: str = "en") -> list[Time]:
    """The times in `text`; those told without a year or relative to "now" count from `reference`.

    That is the day the text was written; without it they are found all the same, with `first` None. Lengths, times of
    day and vague times ("two years", "Friday night", "now") are found in English alone.
    """
    folded = fold(text)
    read = _grammars(language)[0].times(folded, reference)
    return [Time(*one) for one in tagged(read, _timex(language).times(text, folded, reference))]


def quantities(text: str, language: str = "en") -> list[Amount]:
    """The amounts in `text`; no dates, clock times, ages, scores, phone numbers, numbers of acts or articles."""
    folded = fold(text)
    times, amounts = _grammars(language)
    dated: list[TimeExpression] = times.times(folded, None)
    found = amounts.quantities(folded, [(time.start, time.end) for time in dated])
    return [Amount(q.start, q.end, q.value, q.value_high, q.unit, q.qualifier, q.per) for q in found]


def attributions(text: str, language: str = "en") -> list[Source]:
    """The sources of the sentences of `text`, for those sentences that have one, and what they are said to say."""
    return _attributing(language)(text)


def effective_dates(text: str, reference: date | None = None, language: str = "en") -> list[EffectiveDate]:
    """When what `text` tells takes effect and ends; `reference`, the day it was written, decides what is to come.

    The rules that the reader finds come with their status. A sentence that tells of a start or an end and of no rule
    that was read ("Schools stay closed until 3 May") has a status of None.
    """
    rules = [
        EffectiveDate(
            fact.quote.start, fact.quote.end, fact.effective_from, fact.effective_until, fact.commencement, fact.status
        )
        for fact in _reading()(_article(text, reference, language))
        if fact.effective_from or fact.effective_until or fact.commencement
    ]
    return _with_holdings(rules, _holdings(language)(text, reference))


def _with_holdings(rules: list[EffectiveDate], holdings: list[Holding]) -> list[EffectiveDate]:
    """Rules in order, one alone in its sentence with the end that the sentence tells, and what other sentences tell."""
    told = sorted(rules, key=lambda one: one.start)
    starts, found = [rule.start for rule in told], list(told)
    covered = Places((rule.start, rule.end) for rule in rules)
    for one in holdings:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        if not covered.touch((one.start, one.end)):
            found.append(EffectiveDate(one.start, one.end, one.first, one.last, None, None))
        elif last - first == 1 and one.first == told[first].first and not told[first].formula:
            found[first] = replace(told[first], last=told[first].last or one.last)
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=1)
def _vocabularies() -> Vocabularies:
    return Vocabularies()


@lru_cache(maxsize=8)
def _grammars(language: str) -> tuple[TimeGrammar, QuantityGrammar]:
    vocabulary = _vocabularies().of(language)
    numbers = NumberGrammar(vocabulary)
    return TimeGrammar(vocabulary, numbers), QuantityGrammar(vocabulary, numbers)


@lru_cache(maxsize=8)
def _timex(language: str) -> TimexGrammar:
    vocabulary = _vocabularies().of(language)
    return TimexGrammar(vocabulary, NumberGrammar(vocabulary))


@lru_cache(maxsize=8)
def _attributing(language: str) -> Callable[[str], list[Source]]:
    from nlp.text.sentences import SentenceSplitter
    from nlp.voices import AttributionReader, StatementGrammar

    vocabulary = _vocabularies().of(language)
    splitter, reader, grammar = (
        SentenceSplitter(vocabulary),
        AttributionReader(vocabulary),
        StatementGrammar(vocabulary),
    )

    def sources(text: str) -> list[Source]:
        folded, sentences = fold(text), splitter.sentences(text)
        told = reader.attributions(text, folded, sentences)
        said = grammar.statements(text, folded, sentences)
        return [
            Source(
                place.start, place.end, one.speaker, one.organisation, one.reported_via, one.own or bool(statements),
                tuple(Said(*each.content, *each.source, *each.cue) for each in statements),
            )
            for place, one, statements in zip(sentences, told, said, strict=True)
            if one.known or (statements and not one.own)  # a country's own voice is nobody's
        ]  # fmt: skip

    return sources


@lru_cache(maxsize=8)
def _holdings(language: str) -> Callable[[str, date | None], list[Holding]]:
    from nlp.text.sentences import SentenceSplitter

    vocabulary = _vocabularies().of(language)
    splitter, grammar = SentenceSplitter(vocabulary), HoldingGrammar(vocabulary, NumberGrammar(vocabulary))

    def holdings(text: str, reference: date | None) -> list[Holding]:
        folded = fold(text)
        times = _grammars(language)[0].times(folded, reference)
        starts = [time.start for time in times]
        found = []
        for one in splitter.sentences(text):
            within = times[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
            found.append(grammar.holding(folded, one.start, one.end, within, reference))
        return [one for one in found if one]

    return holdings


@lru_cache(maxsize=1)
def _reading() -> Callable[[Article], tuple[Fact, ...]]:
    from nlp.reader import Reader

    return Reader().facts


def _article(text: str, reference: date | None, language: str) -> Article:
    """A text as an article of no source."""
    head = ArticleHead(
        article_id="", url="", title=None, source=None, source_kind=None, country=None, language=language,
        published=reference.isoformat() if reference else None, retrieved=datetime.now(UTC), snapshot="",
    )  # fmt: skip
    return Article(head=head, text=text)
