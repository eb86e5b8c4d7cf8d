"""Which reports stand for a change or a conflict where there is room for a few."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from core.records.facts import Fact, Report
from core.records.findings import Change, Conflict
from words import amounts
from words.speech import ENGLISH, speaking

LOOKED_AT = 12  # facts on either side, among which one stands for all
_TIMES = {"hour", "day", "week", "month", "year"}
_TOLD = 3  # reports that a message quotes
_BEGINNING = 20  # characters of a quote that a sentence repeats


def facts_wanted(subject: Change | Conflict) -> tuple[str, ...]:
    """The ids of the facts among which those that stand for the subject are chosen."""
    sides = (subject.before, subject.after, subject.evidence) if isinstance(subject, Change) else subject.sides
    return tuple(fact_id for side in sides for fact_id in side[:LOOKED_AT])


def typical(change: Change, side: Sequence[str], known: Mapping[str, Report]) -> Report | None:
    """The report that says most of a change among those named on one of its sides."""
    reports = [known[fact_id] for fact_id in islice(side, LOOKED_AT) if fact_id in known]
    return max(reports, key=lambda one: _fullness(change, one.fact), default=None)


def turn(change: Change, known: Mapping[str, Report]) -> tuple[Report | None, Report | None]:
    """What stands for before and for after: where after has a number, before has one of its kind if any has."""
    after = typical(change, change.after, known)
    before = [known[fact_id] for fact_id in islice(change.before, LOOKED_AT) if fact_id in known]
    alike = [each for each in before if after and comparable(each.fact, after.fact)]
    return max(alike or before, key=lambda one: _fullness(change, one.fact), default=None), after


def comparable(one: Fact, other: Fact) -> bool:
    """Whether two numbers are of one unit, or both a time: 12 percent did not become 40 million tenge."""
    if one.value is None or other.value is None:
        return False
    return one.unit == other.unit or {one.unit, other.unit} <= _TIMES


def telling_first(change: Change, reports: Sequence[Report]) -> list[Report]:
    """The reports of one side, those that say most of the change first, then one of each outlet."""
    return each_outlet_first(sorted(reports, key=lambda one: _fullness(change, one.fact), reverse=True))


def each_outlet_first(reports: Iterable[Report]) -> list[Report]:
    """The same reports in their order, but an outlet's second report behind every other outlet's first."""
    heard: set[str | None] = set()
    first: list[Report] = []
    later: list[Report] = []
    for report in reports:
        (later if report.article.source in heard else first).append(report)
        heard.add(report.article.source)
    return [*first, *later]


def as_named(explanation: str, reports: Iterable[Report]) -> list[Report]:
    """The reports of one side, those first that the conflict's (English) sentence speaks of: outlet, words, number."""
    return sorted(reports, key=lambda one: _spoken_of(explanation, one), reverse=True)


def _spoken_of(explanation: str, report: Report) -> tuple[bool, ...]:
    with speaking(ENGLISH):
        told = (
            report.article.source,
            " ".join(report.fact.quote.text.split())[:_BEGINNING],
            amounts.amount(report.fact),
        )
    return tuple(words is not None and words in explanation for words in told)


def quoted(subject: Change | Conflict, known: Mapping[str, Report]) -> tuple[Report, ...]:
    """The few reports that a message quotes: of a change one an outlet, of a conflict one a side."""
    if isinstance(subject, Conflict):
        sides = ([known[fact_id] for fact_id in side if fact_id in known] for side in subject.sides)
        leading = (as_named(subject.explanation, side)[:1] for side in sides)
        return tuple(report for side in leading for report in side)[: _TOLD + 1]
    ids = dict.fromkeys((*subject.after[:LOOKED_AT], *subject.evidence[:LOOKED_AT]))
    outlets: dict[str | None, Report] = {}
    for report in telling_first(subject, [known[each] for each in ids if each in known]):
        outlets.setdefault(report.article.source, report)
    return tuple(outlets.values())[:_TOLD]


def _fullness(change: Change, fact: Fact) -> tuple[bool, ...]:
    """Says more: on the change's own topic, with an amount and the span it holds in, for its own people."""
    return (
        fact.topic == change.topic,
        fact.value is not None,
        fact.per is not None,
        fact.audience == change.audience,
        fact.qualifier is not None,
        not fact.headline,
    )
