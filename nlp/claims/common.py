"""The time that an article counts over: where most of its figures tell one, those that tell none are of it, too."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.records.facts import Fact
from nlp.claims.context import AnnotatedArticle
from nlp.claims.drafting import Draft
from nlp.vocabulary import Vocabulary

_LEAST = 2  # figures that tell a time before it is the article's
_MOST = 2 / 3  # of the figures that tell any


class CommonPeriod:
    """Hands the time of an article's figures on, in one language (tables `measure_kinds`, `now`, `later`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def handed(self, facts: Sequence[Fact], drafts: Sequence[Draft], page: AnnotatedArticle) -> list[Fact]:
        """The facts; figures of what came to pass that tell no time, behind the first that does, are of the usual."""
        told = Counter(fact.period or fact.as_of for fact in facts if fact.kind == "figure")
        told.pop(None, None)
        period, times = told.most_common(1)[0] if told else (None, 0)
        if period is None or "/" not in period or times < _LEAST or times < _MOST * told.total():
            return list(facts)
        pairs = list(zip(facts, drafts, strict=True))
        first = next((draft.sentence for fact, draft in pairs if fact.period == period), len(page.sentences))
        return [
            replace(fact, period=period) if draft.sentence >= first and self._open(fact, draft, page) else fact
            for fact, draft in pairs
        ]

    def _open(self, fact: Fact, draft: Draft, page: AnnotatedArticle) -> bool:
        """Whether a figure tells no time and counts what comes to pass, not what there is."""
        if fact.kind != "figure" or fact.period or fact.as_of or fact.measure is None:
            return False
        sentence = page.sentences[draft.sentence]
        still = (self._vocabulary.patterns(table) for table in ("now", "later"))
        if any(words.found(page.folded, sentence.start, sentence.end) for words in still):
            return False
        return fact.measure not in self._vocabulary.words("measure_kinds", "stocks")
