"""The judge: what clauses mean decides whether they hold a rule or a figure, where the grammar saw one and where not.

Four missed rules in five hold no word that any vocabulary could list, and one rule told in six is none. So in an
article in which the grammar found anything, its finds and the clauses it is silent about are held against those of the
gold by what they mean: what is unlike any fact falls, and a silent clause that is like a rule is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import cast

from core.records.facts import Modality
from nlp.amounts import DURATIONS, is_money
from nlp.claims.clauses import Clause
from nlp.claims.context import AnnotatedArticle, SentenceContext
from nlp.claims.drafting import Draft, Drafter
from nlp.claims.figures import FigureGrammar
from nlp.claims.rules import RuleGrammar
from nlp.claims.sentences import SentenceReader
from nlp.meaning import Chooser, Encoder, Meaning, chosen, meanings

_LEAST_WORDS = 3
_LEAST_RULES = 2  # sentences with rules by their words from which on the silent ones are asked, too
_MOST = 400  # clauses of an article that are judged, some six seconds at the worst; those after them stand unjudged
_ADDED = {
    "rule": 0.8,
    "figure": 0.6,
}  # how likely a silent clause must be one: a false rule costs more than a missed one
_KEPT = {"rule": 0.2, "figure": 0.15}  # how likely a find must be what it was taken for
_PAID = 0.6  # the same of a clause of money
_EDGES = " \t\n,;:.—–-"  # what says nothing of a clause's meaning
FIRM = 0.75  # confidence from which on strong words tell a direction
_FOUND = 0.4  # how far a rule, or a direction, is to be trusted that no word tells

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Silent:
    """A clause that the grammar is silent about, or took for a rule that it is not."""

    clause: Clause
    around: SentenceContext
    place: Place  # where it stands
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What a place means and how likely it is a rule, a figure or (as "") neither."""

    meaning: Meaning
    likely: Mapping[str, float]

    def reaches(self, kind: str, least: Mapping[str, float]) -> bool:
        """Whether it is as likely of a kind as is asked for."""
        return self.likely.get(kind, 0.0) >= least[kind]


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
        """The drafts that stand and what was found beside them, in the order of the text, each with its meaning."""
        if not any(draft.fact.kind == "rule" for draft in drafts):
            return list(drafts)
        silent = list(self._silent(drafts, page))
        told = self._told(
            {*(_place(one) for one in drafts if one.fact.kind in _KEPT), *(s.place for s in silent)}, page
        )
        kept = [self._read(draft, told.get(_place(draft))) for draft in drafts if _stands(draft, told)]
        if any(draft.fact.kind == "rule" and not draft.tentative for draft in kept):
            rules = [one for one in silent if one.place in told and self._sets(one, told[one.place], drafts)]
            kept = [one for one in kept if one.fact.kind == "rule" or not _meets(one, rules)]
            kept += [self._read(draft, told[one.place]) for one in rules for draft in self._rule(one)]
        for one in [*silent, *self._fallen(drafts, told, page)]:
            if one.place in told and told[one.place].reaches("figure", _ADDED) and not _taken(one, kept):
                kept += [self._read(draft, told[one.place]) for draft in self._counts(one)]
        return sorted(kept, key=lambda draft: draft.fact.quote.start)

    def _silent(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> Iterator[Silent]:
        """The clauses in which the grammar read neither rule nor measured figure, in articles with rules enough."""
        rules = [one for one in drafts if one.fact.kind == "rule"]
        if len({one.sentence for one in rules if not one.tentative}) < _LEAST_RULES:
            return
        known = [*rules, *(one for one in drafts if one.fact.kind == "figure" and (one.fact.measure or one.firm))]
        for index in range(len(page.sentences)):
            around = SentenceContext(page, index)
            if around.sentence.line in page.headlines:
                continue  # as short as a menu's items, and alike
            for clause in self._sentences.clauses(around):
                few = len(around.text[clause.start : clause.end].split()) < _LEAST_WORDS
                if not few and not any(_overlap((clause.start, clause.end), _place(draft)) for draft in known):
                    yield Silent(clause, around, (clause.start, clause.end))

    @staticmethod
    def _sets(one: Silent, judged: Judged, drafts: Sequence[Draft]) -> bool:
        """Whether a silent clause is a rule: one that tells of money is so sooner, which is set as often as counted."""
        paid = (draft for draft in drafts if draft.fact.kind == "figure" and is_money(draft.fact.unit))
        if any(_overlap(one.place, _place(draft)) for draft in paid):
            return judged.likely.get("rule", 0.0) >= _PAID
        return judged.reaches("rule", _ADDED)

    def _fallen(
        self, drafts: Sequence[Draft], told: Mapping[Place, Judged], page: AnnotatedArticle
    ) -> Iterator[Silent]:
        """The clauses of amounts that were taken for rules and fell, which may be figures."""
        for draft in drafts:
            if draft.fact.kind == "rule" and draft.fact.value is not None and not _stands(draft, told):
                around = SentenceContext(page, draft.sentence)
                for clause in self._sentences.clauses(around):
                    if _overlap((clause.start, clause.end), _place(draft)):
                        yield Silent(clause, around, _place(draft), fallen=True)

    def _told(self, places: AbstractSet[Place], page: AnnotatedArticle) -> dict[Place, Judged]:
        """What the first `_MOST` places of an article mean, and what they are."""
        text, ordered = page.article.text, sorted(places)[:_MOST]
        texts = [page.article.head.title or "", *(text[start:end].strip(_EDGES) for start, end in ordered)]
        vectors = self._encoder.vectors(texts)
        found = meanings(ordered, vectors[1:], vectors[0], self._chooser.centre)
        kinds = (self._chooser.likely("kind", meaning, {}) for meaning in found)
        judged = (Judged(*each) for each in zip(found, kinds, strict=True))
        return dict(zip(ordered, judged, strict=True))

    def _counts(self, one: Silent) -> Iterator[Draft]:
        for reading in self._figures.read(one.clause, one.around, None, known=not one.fallen):
            yield self._draft.figure(reading, one.clause, one.around)

    def _rule(self, one: Silent) -> Iterator[Draft]:
        for reading in self._rules.silent(one.clause, one.around):
            # too unsure to hand a start on to all the rules of its act
            unsure = replace(reading, strength=_FOUND, tentative=False, start_only=False)
            yield self._draft.rule(unsure, one.clause, one.around)

    def _read(self, draft: Draft, judged: Judged | None) -> Draft:
        """The draft with its meaning, and with the direction or the measure that this makes likeliest."""
        if judged is None or draft.fact.kind not in _KEPT:
            return draft
        fact, meaning = draft.fact, judged.meaning
        if fact.kind == "figure":
            seen = {f"is {fact.measure}": 1.0, f"in {fact.unit}": 1.0}
            measure = chosen(self._chooser.likely("measure", meaning, seen), fact.measure)
            return replace(draft, fact=replace(fact, measure=measure), meaning=meaning)
        if fact.modality and fact.confidence >= FIRM:
            return replace(draft, meaning=meaning)  # "must" is never told as "may"
        seen = {f"is {fact.modality}": 1.0, f"{fact.qualifier} in {fact.unit}": 1.0}
        direction = chosen(self._chooser.likely("modality", meaning, seen), fact.modality)
        trust = fact.confidence if fact.modality == direction else min(fact.confidence, _FOUND)
        told = replace(fact, modality=cast(Modality | None, direction), confidence=trust)
        return replace(draft, fact=told, meaning=meaning)


def _place(draft: Draft) -> Place:
    return draft.fact.quote.start, draft.fact.quote.end


def _stands(draft: Draft, told: Mapping[Place, Judged]) -> bool:
    judged = told.get(_place(draft)) if draft.fact.kind in _KEPT else None
    if judged is None or judged.reaches(draft.fact.kind, _KEPT):
        return True
    if draft.fact.per and draft.fact.unit in DURATIONS and draft.fact.confidence >= FIRM:
        return True  # "90 days in any 180" is a limit by its form, whatever its clause is like
    if draft.firm:
        return judged.likely.get("", 0.0) <= 1 - _KEPT["figure"]
    # what a rule set before is told as counts are
    return draft.fact.status == "superseded" and draft.fact.value is not None and judged.reaches("figure", _ADDED)


def _meets(draft: Draft, found: Sequence[Silent]) -> bool:
    return any(_overlap(one.place, _place(draft)) for one in found)


def _taken(one: Silent, drafts: Sequence[Draft]) -> bool:
    """Whether a clause holds a rule or a figure already."""
    return any(_overlap(one.place, _place(draft)) for draft in drafts if draft.fact.kind in _KEPT)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and one[1] > other[0]
