"""Where a quote says what a conflict is about: the words in which the reader's own vocabulary reads it there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from core.records.facts import Fact, Report
from nlp.amounts import NumberGrammar
from nlp.text.fold import fold
from nlp.times import TimeGrammar
from nlp.vocabulary import LANGUAGES, Vocabulary
from words import days

Place = tuple[int, int]
# The fields in which the sides of a conflict of each type can differ.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("effective_from", "effective_until", "announced_on", "date"),
    "value": ("value", "value_high"),
    "derived": ("value",),
    "measure": ("measure",),
    "modality": ("modality",),
    "status": ("modality", "status"),
    "scope": ("audience", "value"),
    "headline": ("modality", "topic", "measure", "value"),
}
_DAYS = frozenset({"effective_from", "effective_until", "announced_on", "date"})


def fields(kind: str, sides: Iterable[Sequence[Report]]) -> tuple[str, ...]:
    """In which fields the sides of a conflict of this type differ; all of the type's fields where none does.

    A dispute over a day is over one: the first of the type's days in which the sides differ.
    """
    possible, told = FIELDS.get(kind, ()), [[report.fact for report in side] for side in sides]
    found = tuple(name for name in possible if len({_values(side, name) for side in told}) > 1)
    return (found[:1] if kind == "date" else found) or possible


def places(report: Report, names: Sequence[str]) -> tuple[Place, ...]:
    """The stretches (start, end) of the report's quote that tell any of the fields; none for a language not read."""
    if report.article.language not in LANGUAGES:
        return ()
    text = fold(report.fact.quote.text)
    return _apart(place for name in names for place in _places(text, report, name))


def _values(facts: Iterable[Fact], name: str) -> frozenset[str]:
    return frozenset(str(getattr(fact, name)) for fact in facts)


def _places(text: str, report: Report, name: str) -> Iterator[Place]:
    if name in _DAYS:
        yield from _days(text, report, getattr(report.fact, name))
    elif name in ("value", "value_high"):
        numbers, _ = _grammars(report.article.language)
        wanted = getattr(report.fact, name)
        yield from ((one.start, one.end) for one in numbers.numbers(text) if one.value == wanted)
    else:
        vocabulary = _vocabulary(report.article.language)
        for table, key in _TABLES[name](report.fact) if name in _TABLES else ():
            yield from ((hit.start, hit.end) for hit in vocabulary.patterns(table, key).best(text))


def _days(text: str, report: Report, told: str | None) -> Iterator[Place]:
    if told:
        _, times = _grammars(report.article.language)
        published: date | None = days.whole_day(report.article.published)
        yield from ((one.start, one.end) for one in times.times(text, published) if one.first == told)


def _ruled(fact: Fact) -> Sequence[tuple[str, str]]:
    return [("rules", f"{fact.modality}{strength}") for strength in ("", "_weak")] if fact.modality else []


_TABLES: Mapping[str, Callable[[Fact], Sequence[tuple[str, str]]]] = {
    "modality": _ruled,
    "measure": lambda fact: [("measures", fact.measure)] if fact.measure else [],
    "topic": lambda fact: [("topics", fact.topic)] if fact.topic else [],
    "audience": lambda fact: [("audiences", fact.audience)] if fact.audience else [],
}


def _apart(found: Iterable[Place]) -> tuple[Place, ...]:
    """The same stretches with those that overlap made one, in order."""
    joined: list[Place] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language)


@cache
def _grammars(language: str) -> tuple[NumberGrammar, TimeGrammar]:
    numbers = NumberGrammar(_vocabulary(language))
    return numbers, TimeGrammar(_vocabulary(language), numbers)
