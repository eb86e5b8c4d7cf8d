"""One sentence read: its clauses' rules and figures, or else the statement or event that it tells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.claims.borrowing import BorrowingGrammar
from nlp.claims.clauses import Clause, ClauseSplitter
from nlp.claims.context import SentenceContext
from nlp.claims.drafting import Draft, Drafter
from nlp.claims.figures import FigureGrammar, FigureReading, handing_on, parallel
from nlp.claims.reading import RuleReading
from nlp.claims.reality import RealityGrammar
from nlp.claims.rules import RuleGrammar
from nlp.vocabulary import Vocabulary

_LEAST_WORDS = 3
_REACH = 2  # sentences over which a rule or a figure is still in the reader's mind


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentences before left to go on with: their last rule and last figure, and where those stood."""

    rule: RuleReading | None = None
    figure: FigureReading | None = None
    rule_at: int = 0
    figure_at: int = 0

    def at(self, index: int) -> "Before":
        """What of it still holds for sentence `index`: that is, for the next two."""
        rule = self.rule if index - self.rule_at <= _REACH else None
        figure = self.figure if index - self.figure_at <= _REACH else None
        return replace(self, rule=rule, figure=figure)


class SentenceReader:
    """Reads the sentences of one language."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        rules: RuleGrammar,
        borrowing: BorrowingGrammar,
        figures: FigureGrammar,
        drafter: Drafter,
    ) -> None:
        self._vocabulary = vocabulary
        self._reality = RealityGrammar(vocabulary)
        self._clauses = ClauseSplitter(vocabulary)
        self._rules = rules
        self._borrowing = borrowing
        self._figures = figures
        self._draft = drafter

    def read(self, around: SentenceContext, before: Before) -> tuple[list[Draft], Before]:
        """The drafts of a sentence's facts, and what it leaves for the next."""
        if not around.sentence.closed and not _tells(around):
            return [], before
        telling = self._reality.telling(around)
        if telling == "denied":
            return [self._draft.plain("statement", around, status="denied")], before
        if telling == "proposed":
            return [self._draft.plain("statement", around)], before
        if telling == "unreal":
            return [], before
        if telling == "aside":
            return self._remainder(around), before
        drafts, before = self._claims(around, before)
        if not drafts and self._reality.undecided(around):
            return [self._draft.plain("statement", around, status="planned")], before
        if drafts and all(draft.tentative for draft in drafts):  # none is told instead of them yet
            drafts += [replace(draft, instead=True) for draft in self._remainder(around)]
        return drafts or self._remainder(around), before

    def clauses(self, around: SentenceContext) -> list[Clause]:
        """The clauses of a sentence that tells what is; none of one that asks, denies, supposes or proposes."""
        if not around.sentence.closed and not _tells(around):
            return []
        told = self._reality.telling(around) == "told"
        return self._clauses.clauses(around, self._rules.triggers(around)) if told else []

    def _claims(self, around: SentenceContext, before: Before) -> tuple[list[Draft], Before]:
        drafts: list[Draft] = []
        counted: list[tuple[Clause, FigureReading]] = []
        clauses = self._clauses.clauses(around, self._rules.triggers(around))
        for clause, rules in zip(clauses, self._completed(clauses, around, before), strict=True):
            if rules:
                drafts += [self._draft.rule(reading, clause, around) for reading in rules]
                drafts += self._instead(rules, clause, around, before)
                before = replace(before, rule=rules[-1], rule_at=around.index)
            elif self._listed(clause, around, before) or self._restates(clause, around, before):
                continue  # "for lorries, 450", "or 16,700 people": what the rule before goes on with, not a count
            elif figures := self._figures.read(clause, around, before.figure):
                counted += [(clause, reading) for reading in figures]
                before = replace(before, figure=handing_on(figures, before.figure), figure_at=around.index)
        told = parallel([reading for _, reading in counted])
        drafts += [
            self._draft.figure(reading, clause, around) for (clause, _), reading in zip(counted, told, strict=True)
        ]
        return sorted(drafts, key=lambda draft: draft.fact.quote.start), before

    def _instead(
        self, rules: Sequence[RuleReading], clause: Clause, around: SentenceContext, before: Before
    ) -> list[Draft]:
        """The figures of a clause that are told if its rules fall, which stand only among others."""
        if not all(reading.tentative for reading in rules):
            return []
        figures = self._figures.read(clause, around, before.figure)
        return [replace(self._draft.figure(reading, clause, around), instead=True) for reading in figures]

    def _listed(self, clause: Clause, around: SentenceContext, before: Before) -> bool:
        """Whether a clause without a verb goes on with the amounts of the rule that was told last."""
        amount = before.rule.quantity if before.rule else None
        if amount is None or around.index - before.rule_at > 1 or before.figure_at > before.rule_at:
            return False
        return self._figures.listed(amount, clause, around)

    def _restates(self, clause: Clause, around: SentenceContext, before: Before) -> bool:
        """Whether a clause tells the amount of its sentence's rule once more, in another unit."""
        if before.rule is None or before.rule.quantity is None or before.rule.quantity.start < around.start:
            return False
        head = around.text[clause.start : clause.end].lstrip(" ,;(—-")
        return bool(clause.quantities) and self._vocabulary.patterns("ellipsis", "restated").opens(head)

    def _completed(self, clauses: Sequence[Clause], around: SentenceContext, before: Before) -> list[list[RuleReading]]:
        """The rules of each clause; those without a word of rule borrow the direction of the nearest that has one.

        A sentence with none at all may go on with what the sentence before it told.
        """
        counts = [self._figures.counts(clause, around) for clause in clauses]
        readings = [
            [] if counted else self._rules.read(clause, around) for clause, counted in zip(clauses, counts, strict=True)
        ]
        own = [place for place, found in enumerate(readings) if found]
        if not own:
            next_to = around.index - before.rule_at <= 1
            return [self._borrowing.after(clause, around, before.rule, next_to) for clause in clauses]
        for place, clause in enumerate(clauses):
            if readings[place] or counts[place]:
                continue
            neighbour = readings[min(own, key=lambda other: (abs(other - place), other > place))][0]
            readings[place] = self._borrowing.beside(clause, around, neighbour)
        return _past_once(readings)

    def _remainder(self, around: SentenceContext) -> list[Draft]:
        """What a sentence is that sets no rule and counts nothing: somebody's statement, or an event with its day."""
        words = around.text[around.start : around.end].split()
        whole = around.sentence.closed and len(words) > _LEAST_WORDS
        days = [time.first for time in around.times if time.first and time.kind in ("day", "month", "period")]
        if not days and self._vocabulary.patterns("enacted").found(around.text, around.start, around.end):
            return [self._draft.plain("event", around)]
        if days and whole:
            return [self._draft.plain("event", around, day=days[0])]
        if around.attribution.own and around.attribution.known and whole:
            return [self._draft.plain("statement", around)]
        return []


def _tells(around: SentenceContext) -> bool:
    """Whether a line without a full stop tells anything: a headline, an item of a list, the article's only line."""
    if around.sentence.line in around.page.headlines or len(around.page.lines) == 1:
        return True
    text = around.page.article.text
    words = text[around.start : around.end].rstrip()
    if words.endswith((";", ",", ":")):
        return True
    before = text[max(0, around.start - 100) : around.start].rstrip()[-1:]
    return words[:1] in "•—–-*" and before in (":", ";", ",", ".")


def _past_once(readings: list[list[RuleReading]]) -> list[list[RuleReading]]:
    """A past regime told in several clauses without an amount is one rule: its first clause's."""
    kept: list[list[RuleReading]] = []
    last: RuleReading | None = None
    for found in readings:
        one = found[0] if len(found) == 1 else None
        kept.append([] if one and last and _same_past(one, last) else found)
        last = one or last
    return kept


def _same_past(one: RuleReading, other: RuleReading) -> bool:
    past = one.validity.status == other.validity.status == "superseded"
    return past and one.modality == other.modality and one.quantity is None and other.quantity is None
