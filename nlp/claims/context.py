"""An article with everything found in it, and one sentence of it: what clauses are read against."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.records.pages import Article
from nlp.amounts import Quantity
from nlp.text.sentences import Sentence
from nlp.times import TimeExpression
from nlp.voices import Attribution

_HEDGE = 100  # characters by which a quantity's number may stand behind its beginning


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article and what was found in it, each list in the order of the text.

    `folded` is the text that all places refer to; `reference` the day of publication; `lawful` whether the article
    speaks of law or authority, `on_topic` whether it can hold rules; `headlines` the numbers of its headline's lines;
    `title_times` are those of its title, whose places are in the folded title.
    """

    article: Article
    folded: str
    sentences: Sequence[Sentence]
    attributions: Sequence[Attribution]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    reference: date | None
    lawful: bool
    on_topic: bool
    headlines: frozenset[int]
    title_times: Sequence[TimeExpression] = ()

    @cached_property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines that hold sentences."""
        return frozenset(sentence.line for sentence in self.sentences)


@dataclass(frozen=True)
class SentenceContext:
    """One sentence of an article, with what stands in it; `text` is the whole folded text."""

    page: AnnotatedArticle
    index: int

    @property
    def text(self) -> str:
        """The folded text of the article."""
        return self.page.folded

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.page.sentences[self.index]

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.sentence.end

    @property
    def attribution(self) -> Attribution:
        """Who stands behind it."""
        return self.page.attributions[self.index]

    @property
    def reference(self) -> date | None:
        """The article's day of publication."""
        return self.page.reference

    @property
    def on_topic(self) -> bool:
        """Whether the article can hold rules."""
        return self.page.on_topic

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that begin in the sentence."""
        found = self.page.quantities
        first = bisect_left(found, self.start, key=lambda quantity: quantity.number)
        last = bisect_left(found, self.end + _HEDGE, key=lambda quantity: quantity.number)
        return tuple(quantity for quantity in found[first:last] if self.start <= quantity.start < self.end)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The times that begin in the sentence."""
        first = bisect_left(self.page.times, self.start, key=lambda time: time.start)
        last = bisect_left(self.page.times, self.end, key=lambda time: time.start)
        return tuple(self.page.times[first:last])
