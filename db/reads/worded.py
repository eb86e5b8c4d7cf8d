"""Facts, changes and conflicts by words: found by the index of words, or looked for in each one where many have them.

By the index a list of all that have the words is made before the first is shown: of a single letter half of the facts.
"""

from sqlalchemy import ColumnElement, FromClause, func, literal, or_, select, union
from sqlmodel import Session

from db.searching import indexed, read_through
from db.tables.articles import ARTICLES, FACT_WORDS, FACTS
from db.tables.findings import CHANGE_FACTS, CHANGES

COUNTED = 10_000  # of what is found: who has more than these filters on, and nobody turns so many pages


# Measured among a million facts, two of which make a change: above it the newest changes are looked through sooner.
COMMON_IN_CHANGES = 10 * COUNTED


def common(session: Session, words: str, than: int = COUNTED) -> bool:
    """Whether more facts have the words."""
    some = select(FACT_WORDS.c.number).where(indexed(words)).limit(than + 1).subquery()
    return bool(words) and session.execute(select(func.count()).select_from(some)).scalar_one() > than


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


def of_change(words: str, *, many: bool) -> list[ColumnElement[bool]]:
    """Changes whose sentence has the words, or a fact of which has them."""
    if not words:
        return []
    fact, summed_up = CHANGE_FACTS.c, read_through(words, CHANGES.c.summary_words)
    if many:
        told = CHANGE_FACTS.join(FACT_WORDS, FACT_WORDS.c.fact_id == fact.fact_id)
        own = fact.change_id == CHANGES.c.change_id, read_through(words, FACT_WORDS.c.words)
        # One is looked for, and not whether there is any: that PostgreSQL would answer by joining all of them.
        one = select(literal(1)).select_from(told).where(*own).correlate(CHANGES).limit(1).scalar_subquery()
        return [or_(summed_up, one.is_not(None))]
    saying = select(FACT_WORDS.c.fact_id).where(indexed(words))
    quoted = select(fact.change_id).where(fact.fact_id.in_(saying))
    return [CHANGES.c.change_id.in_(union(select(CHANGES.c.change_id).where(summed_up), quoted))]
