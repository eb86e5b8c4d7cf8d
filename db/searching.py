"""Searching for words: each fact's quote and title as plain words, indexed so that the beginnings of words are found.

SQLite has its own index of words (FTS5), PostgreSQL another (GIN); both are given the words already apart, so that
neither's idea of a word matters, and both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement
from sqlmodel import Session

from core.records.facts import Fact
from db.bulk import portions, upsert
from db.tables.articles import FACT_WORDS

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 100  # characters of a word: a longer one is no word, and PostgreSQL indexes none
_NOT_YE = str.maketrans({"ё": "е"})


def plain_words(*texts: str | None) -> str:
    """The texts' words, runs of letters and digits, with a space between: in small letters, ё as е, й as it is."""
    folded = unicodedata.normalize("NFKC", " ".join(text for text in texts if text)).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFKC", folded) if not unicodedata.combining(letter))
    return " ".join(word[:_LONGEST] for word in _WORD.findall(bare.translate(_NOT_YE)))


def keep_words(session: Session, *, facts: Iterable[Fact], title: str | None) -> None:
    """Makes the facts of one article findable by their quotes and by its title; what is known and the same stays."""
    rows = [word_row(fact, title) for fact in facts]
    known: dict[str, str] = {}
    for some in portions([row["fact_id"] for row in rows]):
        chosen = select(FACT_WORDS.c.fact_id, FACT_WORDS.c.words).where(FACT_WORDS.c.fact_id.in_(some))
        known |= dict(session.execute(chosen).all())
    upsert(session, FACT_WORDS, [row for row in rows if known.get(row["fact_id"]) != row["words"]], ("fact_id",))


def word_row(fact: Fact, title: str | None) -> dict[str, Any]:
    """A fact's row in the table of words."""
    return {"fact_id": fact.fact_id, "words": plain_words(fact.quote.text, title)}


def indexed(asked: str) -> ColumnElement[bool]:
    """Rows of the table of words that have, for each word asked for, one that begins with it; none if none is asked."""
    words = plain_words(asked).split()
    if not words:
        return false()
    embedded = " ".join(f'"{word}"*' for word in words)
    served = " & ".join(f"'{word}':*" for word in words)
    return _Begins(FACT_WORDS.c.number, FACT_WORDS.c.words, literal(embedded), literal(served))


def read_through(asked: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    """The same of a column of plain words, read row by row: where few rows are left, or nearly all of them match."""
    words: Sequence[str] = plain_words(asked).split()
    if not words:
        return false()
    return and_(*(literal(" ").concat(column).contains(f" {word}") for word in words))


class _Begins(FunctionElement[Any]):
    """Of a row's number and words: whether its words begin so, as the index of either database is asked.

    It has no type: of what is declared boolean SQLite would be asked whether it equals 1, and take no index.
    """

    inherit_cache = True
    name = "begins"


@compiles(_Begins, "sqlite")
def _embedded(element: Any, compiler: Any, **more: Any) -> str:
    number, _, asked, _ = (compiler.process(each, **more) for each in element.clauses)
    return f"{number} IN (SELECT rowid FROM fact_words_index WHERE fact_words_index MATCH {asked})"  # noqa: S608


@compiles(_Begins, "postgresql")
def _served(element: Any, compiler: Any, **more: Any) -> str:
    _, words, _, asked = (compiler.process(each, **more) for each in element.clauses)
    return f"array_to_tsvector(string_to_array({words}, ' ')) @@ CAST({asked} AS tsquery)"
