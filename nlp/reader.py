"""The reader: one archived page in, its article and facts out; the same page and reader give the same facts."""

from core.records.facts import Fact
from core.records.pages import Article, Skipped, Snapshot
from nlp.claims.article import ArticleReader
from nlp.meaning import Chooser, Encoder, Heads
from nlp.text.page import read_page
from nlp.vocabulary import Vocabularies


class Reader:
    """Reads pages in every language that has a vocabulary. Making one is cheap; a language loads when first met."""

    def __init__(self, chooser: Chooser | None = None) -> None:
        """With a `chooser` other than what was learnt, for learning."""
        self._vocabularies = Vocabularies()
        self._encoder = Encoder()
        self._chooser = chooser
        self._readers: dict[str, ArticleReader] = {}

    def read(self, snapshot: Snapshot) -> tuple[Article, tuple[Fact, ...]] | Skipped:
        """The article of a snapshot and its facts in the order of the text, or why it was set aside."""
        article = read_page(snapshot)
        if isinstance(article, Skipped):
            return article
        return article, self.facts(article)

    def facts(self, article: Article) -> tuple[Fact, ...]:
        """The facts of an article that was read before; its language must be one that is read."""
        language = article.head.language
        if language not in self._readers:
            self._readers[language] = ArticleReader(
                self._vocabularies.of(language), self._encoder, self._chooser or Heads.read()
            )
        return self._readers[language].facts(article)
