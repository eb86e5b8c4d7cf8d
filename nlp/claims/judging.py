"""The judge: what clauses mean decides whether they hold a rule or a figure, where the grammar saw one and where not.

Four missed rules in five hold no word that any vocabulary could list, and one rule told in six is none. So in an
article in which the grammar found anything, its finds and the clauses it is silent about are held against those of the
gold by what they mean: what is unlike any fact falls, and a silent clause that is like a rule is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from core.records.facts import Modality
from nlp.claims.clauses import Clause
from nlp.claims.context import AnnotatedArticle, SentenceContext
from nlp.claims.drafting import Draft, Drafter
from nlp.claims.figures import FigureGrammar
from nlp.claims.rules import RuleGrammar
from nlp.claims.sentences import SentenceReader
from nlp.meaning import Chooser, Encoder, Meaning, chosen, meanings

_LEAST_WORDS = 3
_LEAST_RULES = 2  # sentences with rules by their words from which on the silent ones are asked, too
_ADDED = {"rule": 0.65, "figure": 0.6}  # how likely a silent clause must be one
_KEPT = {"rule": 0.2, "figure": 0.15}  # how likely a find must be what it was taken for
_AROUND = " \t\n,;:.—–-"  # what says nothing of a clause's meaning
_FIRM = 0.75  # confidence from which on strong words tell a direction
_FOUND = 0.4  # how far a rule is to be trusted that no word tells


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause to be judged: one that holds a draft, or one that the grammar is silent about."""

    start: int
    end: int
    draft: Draft | None = None
    clause: Clause | None = None
    around: SentenceContext | None = None


class Judge:
    """Judges the drafts of one language's articles."""

    def __init__(
        self,
        sentences: SentenceReader,
        rules: RuleGrammar,
        figures: FigureGrammar,
        drafter: Drafter,
        encoder: Encoder,
        chooser: Chooser,
    ) -> None:
        self._sentences = sentences
        self._rules = rules
        self._figures = figures
        self._draft = drafter
        self._encoder = encoder
        self._chooser = chooser

    def judged(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> list[Draft]:
        """The drafts that stand and the rules found beside them, in the order of the text, each with its meaning."""
        if not any(draft.fact.kind == "rule" for draft in drafts):
            return list(drafts)
        units = self._units(drafts, page)
        told = list(zip(units, self._meanings(units, page), strict=True))
        kept = [replace(unit.draft, meaning=meaning) for unit, meaning in told if unit.draft]
        kept = [_read(draft, self._chooser) for draft in kept if _stands(draft, self._chooser)]
        plain = [draft for draft in drafts if draft.fact.kind not in _KEPT]
        if any(draft.fact.kind == "rule" and not draft.tentative for draft in kept):
            found = [(unit, meaning) for unit, meaning in told if not unit.draft and self._is("rule", meaning)]
            spans = [(unit.start, unit.end) for unit, _ in found]
            kept = [draft for draft in kept if draft.fact.kind == "rule" or not _holds(spans, draft)]
            plain = [draft for draft in plain if not _holds(spans, draft)]
            kept += [_read(draft, self._chooser) for unit, meaning in found for draft in self._rule(unit, meaning)]
        for unit, meaning in told:
            open_ = not unit.draft and not any(_holds([(unit.start, unit.end)], draft) for draft in kept)
            if open_ and self._is("figure", meaning):
                kept += [_read(draft, self._chooser) for draft in self._counts(unit, meaning)]
        return sorted([*kept, *plain], key=lambda draft: draft.fact.quote.start)

    def _is(self, kind: str, meaning: Meaning) -> bool:
        return self._chooser.likely("kind", meaning, {}).get(kind, 0.0) >= _ADDED[kind]

    def _units(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> list[Unit]:
        told = [Unit(one.fact.quote.start, one.fact.quote.end, one) for one in drafts if one.fact.kind in _KEPT]
        firm = {one.sentence for one in drafts if one.fact.kind == "rule" and not one.tentative}
        silent = self._silent(drafts, page) if len(firm) >= _LEAST_RULES else ()
        return sorted([*told, *silent], key=lambda unit: (unit.start, unit.end))

    def _silent(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> Iterator[Unit]:
        """The clauses in which the grammar read neither rule nor measured figure."""
        told = [one for one in drafts if one.fact.kind == "rule" or (one.fact.kind == "figure" and one.fact.measure)]
        for index in range(len(page.sentences)):
            around = SentenceContext(page, index)
            if around.sentence.line in page.headlines:
                continue  # as short as a menu's items, and alike
            for clause in self._sentences.clauses(around):
                few = len(around.text[clause.start : clause.end].split()) < _LEAST_WORDS
                if not few and not any(_holds([(clause.start, clause.end)], draft) for draft in told):
                    yield Unit(clause.start, clause.end, None, clause, around)

    def _meanings(self, units: Sequence[Unit], page: AnnotatedArticle) -> list[Meaning]:
        text = page.article.text
        texts = [page.article.head.title or "", *(text[unit.start : unit.end].strip(_AROUND) for unit in units)]
        vectors = self._encoder.vectors(texts)
        return meanings([(unit.start, unit.end) for unit in units], vectors[1:], vectors[0], self._chooser.centre)

    def _counts(self, unit: Unit, meaning: Meaning) -> Iterator[Draft]:
        if unit.clause is None or unit.around is None:
            return
        for reading in self._figures.read(unit.clause, unit.around, None, known=True):
            yield replace(self._draft.figure(reading, unit.clause, unit.around), meaning=meaning)

    def _rule(self, unit: Unit, meaning: Meaning) -> Iterator[Draft]:
        if unit.clause is None or unit.around is None:
            return
        for reading in self._rules.silent(unit.clause, unit.around):
            # too unsure to hand a start on to all the rules of its act
            told = replace(reading, strength=_FOUND, tentative=False, start_only=False)
            yield replace(self._draft.rule(told, unit.clause, unit.around), meaning=meaning)


def _stands(draft: Draft, chooser: Chooser) -> bool:
    kind = draft.fact.kind
    return draft.meaning is None or chooser.likely("kind", draft.meaning, {}).get(kind, 0.0) >= _KEPT[kind]


def _read(draft: Draft, chooser: Chooser) -> Draft:
    """The draft with the direction of its rule, or what its figure counts, as its meaning and its words tell them."""
    fact, meaning = draft.fact, draft.meaning
    if meaning is None:
        return draft
    if fact.kind == "rule":
        seen = {f"is {fact.modality}": 1.0, f"{fact.qualifier} of {'days' if _lasts(draft) else 'amount'}": 1.0}
        if fact.modality and fact.confidence >= _FIRM:
            return draft  # "must" is never told as "may"
        answer = chosen(chooser.likely("modality", meaning, seen), fact.modality)
        trust = fact.confidence if fact.modality == answer else min(fact.confidence, _FOUND)
        return replace(draft, fact=replace(fact, modality=cast(Modality | None, answer), confidence=trust))
    seen = {f"is {fact.measure}": 1.0, f"in {fact.unit}": 1.0}
    return replace(draft, fact=replace(fact, measure=chosen(chooser.likely("measure", meaning, seen), fact.measure)))


def _lasts(draft: Draft) -> bool:
    return draft.fact.unit in ("days", "months", "years", "hours")


def _holds(spans: Sequence[tuple[int, int]], draft: Draft) -> bool:
    """Whether a draft's words share any with one of the spans."""
    quote = draft.fact.quote
    return any(quote.start < end and quote.end > start for start, end in spans)
