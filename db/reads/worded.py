"""Facts by their words: found by the index of words, or looked for in each fact where many have them."""

from sqlalchemy import ColumnElement, FromClause, select

from db.searching import indexed, read_through
from db.tables.articles import ARTICLES, FACT_WORDS, FACTS


def facts_first() -> FromClause:
    """Facts with their articles, for a question that finds the facts by their words.

    SQLite cannot tell how few these are, and would go through all articles for their facts unless it cannot.
    """
    found: FromClause = FACTS.join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id.concat(""))
    return found


def words_first() -> FromClause:
    """Facts beside their words and articles, for a question that is asked of the words: it goes no further than it is
    counted, where a list of all facts that have the words would first be made whole."""
    worded = FACT_WORDS.join(FACTS, FACTS.c.fact_id == FACT_WORDS.c.fact_id)
    found: FromClause = worded.join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id.concat(""))
    return found


def by_index(words: str) -> list[ColumnElement[bool]]:
    """Facts that have all of the words in quote or title, found by the index of words."""
    return [FACTS.c.fact_id.in_(select(FACT_WORDS.c.fact_id).where(indexed(words)))] if words else []


def in_each_fact(words: str) -> list[ColumnElement[bool]]:
    """The same, looked for in each fact."""
    of_it = select(1).where(FACT_WORDS.c.fact_id == FACTS.c.fact_id, read_through(words, FACT_WORDS.c.words))
    return [of_it.correlate(FACTS).exists()] if words else []
