"""The second finder: rules in clauses without any word of rule, found by how such clauses of the gold were spelt.

Four missed rules in five hold no word that the vocabularies know. So where the grammar is silent, and only there, the
clause's letters and its signs are weighed (`finder.toml`), in articles alone in which the grammar found rules enough
by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.claims.clauses import Clause
from nlp.claims.context import AnnotatedArticle, SentenceContext
from nlp.claims.drafting import Draft, Drafter
from nlp.claims.rules import RuleGrammar
from nlp.claims.sentences import SentenceReader
from nlp.claims.signs import SignGrammar
from nlp.claims.weights import Weights

_LEAST_RULES = 2  # that an article must hold by its words: text on other matters has none, or one by mistake
_LEAST_SHARE = 0.15  # of its sentences that must hold them
_LEAST_WORDS = 3
_FOUND = 0.4  # how far a rule is to be trusted that no word tells


@dataclass(frozen=True, slots=True)
class SilentClause:
    """A clause that the grammar is silent about, and its signs."""

    clause: Clause
    around: SentenceContext
    signs: dict[str, float]

    @property
    def words(self) -> str:
        """Its folded words."""
        return self.around.text[self.clause.start : self.clause.end]


class RuleFinder:
    """Completes the rules of one language's articles."""

    def __init__(
        self, sentences: SentenceReader, rules: RuleGrammar, signs: SignGrammar, drafter: Drafter, weights: Weights
    ) -> None:
        self._sentences = sentences
        self._rules = rules
        self._signs = signs
        self._draft = drafter
        self._weights = weights

    def completed(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> list[Draft]:
        """The drafts and the rules found beside them, in the order of the text; these replace what counted instead."""
        found = [one for one in self.silent(drafts, page) if self._weights.sum(one.words, one.signs) > 0]
        kept = [
            draft
            for draft in drafts
            if draft.fact.kind == "rule" or not any(_holds(one.clause, draft) for one in found)
        ]
        return sorted([*kept, *self._drafted(found)], key=lambda draft: draft.fact.quote.start)

    def silent(
        self, drafts: Sequence[Draft], page: AnnotatedArticle, *, anywhere: bool = False
    ) -> Iterator[SilentClause]:
        """The clauses in which the grammar read neither rule nor measured figure, in articles dense with rules."""
        rules = [draft for draft in drafts if draft.fact.kind == "rule"]
        firm = [draft.sentence for draft in rules if not draft.tentative]
        few_rules = len(firm) < _LEAST_RULES or len(set(firm)) < _LEAST_SHARE * len(page.sentences)
        if few_rules and not anywhere:
            return
        figures = [draft for draft in drafts if draft.fact.kind == "figure"]
        told = [*rules, *(draft for draft in figures if draft.fact.measure)]  # known to count something: no rule
        for index in range(len(page.sentences)):
            around = SentenceContext(page, index)
            for clause in self._sentences.clauses(around):
                few = len(around.text[clause.start : clause.end].split()) < _LEAST_WORDS
                if few or any(_holds(clause, draft) for draft in told):
                    continue
                signs = self._signs.signs(clause, around, frozenset(firm))
                yield SilentClause(clause, around, signs | {"figure": float(any(_holds(clause, d) for d in figures))})

    def _drafted(self, found: Sequence[SilentClause]) -> Iterator[Draft]:
        for one in found:
            for reading in self._rules.silent(one.clause, one.around):
                # too unsure to hand a start on to all the rules of its act
                told = replace(reading, strength=_FOUND, tentative=False, start_only=False)
                yield self._draft.rule(told, one.clause, one.around)


def _holds(clause: Clause, draft: Draft) -> bool:
    """Whether a draft's words stand in a clause, or the clause in them."""
    return draft.fact.quote.start < clause.end and draft.fact.quote.end > clause.start
