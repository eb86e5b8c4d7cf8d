"""Annotating: everything that is found in an article's text before its claims are read."""

import logging
from datetime import date

from core.records.pages import Article
from nlp.amounts import NumberGrammar, QuantityGrammar
from nlp.claims.context import AnnotatedArticle
from nlp.text.fold import fold
from nlp.text.headlines import headline_lines
from nlp.text.sentences import SentenceSplitter
from nlp.times import TimeGrammar
from nlp.vocabulary import Vocabulary
from nlp.voices import AttributionReader

_log = logging.getLogger(__name__)
_MOST = 150_000  # characters of an article that are read: thirty times a long report, and some seconds at the worst
_MONTH_FIRST = ("US",)  # countries that write 03/12/2024 for 12 March


class Annotator:
    """Annotates the articles of one language (also by the tables `policy`, `offtopic`)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._splitter = SentenceSplitter(vocabulary)
        self._times = TimeGrammar(vocabulary, numbers)
        self._quantities = QuantityGrammar(vocabulary, numbers)
        self._attribution = AttributionReader(vocabulary)

    def annotated(self, article: Article) -> AnnotatedArticle:
        """The article with its sentences, sources, times and quantities; of a very long one, those of its beginning."""
        text, head = article.text[:_MOST], article.head
        if len(text) < len(article.text):
            _log.warning("%s: only the first %d characters were read", head.url, _MOST)
        folded = fold(text)
        sentences = self._splitter.sentences(text)
        reference = reference_day(head.published)
        title, found = fold(head.title or ""), self._vocabulary.patterns
        words = f"{title}\n{folded}"
        lawful = found("policy").found(words)  # such an article can hold rules, though it speaks of weather, too
        times = self._times.times(folded, reference, head.country in _MONTH_FIRST)
        own_page = head.source if head.source_kind == "ministry" else None
        return AnnotatedArticle(
            article=article,
            folded=folded,
            sentences=sentences,
            attributions=self._attribution.attributions(text, folded, sentences, own_page),
            times=times,
            quantities=self._quantities.quantities(folded, [(time.start, time.end) for time in times]),
            reference=reference,
            lawful=lawful,
            on_topic=lawful or not found("offtopic").found(words),
            headlines=headline_lines(text, head.title, sentences),
            title_times=self._times.times(title, reference, head.country in _MONTH_FIRST),
        )


def reference_day(published: str | None) -> date | None:
    """The day of publication that relative times count from; None where only a month or nothing is known."""
    try:
        return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    except ValueError:
        return None
