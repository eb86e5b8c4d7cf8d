"""Short texts as articles, and what the reader makes of them, for the tests of reading."""

from datetime import UTC, date, datetime
from functools import lru_cache

from core.records.facts import Fact
from core.records.pages import Article, ArticleHead
from nlp.reader import Reader

DAY = date(2024, 5, 13)  # a Monday


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def article(text: str, language: str = "en", *, title: str | None = None, published: date | None = DAY) -> Article:
    """A text as an article of a newspaper in Kazakhstan, published on a Monday."""
    head = ArticleHead(
        article_id="art", url="https://news.example/1", title=title, source="news", source_kind="press", country="KZ",
        language=language, published=published.isoformat() if published else None,
        retrieved=datetime(2024, 6, 1, tzinfo=UTC), snapshot="sha256:0",
    )  # fmt: skip
    return Article(head=head, text=text)


def facts(text: str, language: str = "en", *, title: str | None = None, published: date | None = DAY) -> list[Fact]:
    """The facts that the reader finds in a text."""
    return read(article(text, language, title=title, published=published))


def read(page: Article) -> list[Fact]:
    """The facts that the reader finds in an article."""
    return list(_reader().facts(page))


def rules(text: str, language: str = "en") -> list[Fact]:
    """The rules among them."""
    return [fact for fact in facts(text, language) if fact.kind == "rule"]


def figures(text: str, language: str = "en") -> list[Fact]:
    """The figures among them."""
    return [fact for fact in facts(text, language) if fact.kind == "figure"]
