"""What was read: records, articles, facts and their words."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from db.tables.columns import amount_column, key_column, table, text_column


class ReadingRow(SQLModel, table=True):
    """`outcome` is read, skipped or failed; `retrieved` is the record's own, so the latest text of a page is known."""

    __tablename__ = "readings"

    record_id: str = key_column()
    reader: str = text_column(index=True)
    outcome: str = text_column(index=True)
    reason: str | None = text_column(default=None)
    retrieved: datetime | None = None
    article_id: str | None = text_column(default=None, index=True)


class ArticleRow(SQLModel, table=True):
    """`published_first` and `published_last` are the instants between which `published` lies (see db.mapping.instants).

    `new_on` is the day (UTC) on which the page was first fetched; none for its later texts, which are no new page.
    `facts` is how many were read from the text, kept since counting them for every source takes long.
    """

    __tablename__ = "articles"
    # A hash, since PostgreSQL's other indexes refuse an address over 2,700 bytes. Nearly all articles are current: an
    # index that begins with it would be taken for one that finds few.
    __table_args__ = (
        Index("ix_articles_url", "url", postgresql_using="hash"),
        Index("ix_articles_source", "source", "current", "facts"),
        Index("ix_articles_new_on", "source", "new_on"),
        Index("ix_articles_out", "published_first", "retrieved", "source", "current"),
    )

    article_id: str = key_column()
    url: str = text_column()
    title: str | None = text_column(default=None)
    source: str | None = text_column(default=None)
    source_kind: str | None = text_column(default=None)
    country: str | None = text_column(default=None)
    language: str = text_column(index=True)
    published: str | None = text_column(default=None, index=True)
    published_first: datetime | None = Field(default=None, index=True)
    published_last: datetime | None = Field(default=None, index=True)
    retrieved: datetime
    snapshot: str = text_column()
    text: str = text_column()
    current: bool = True
    new_on: date | None = None
    facts: int = 0


class FactRow(SQLModel, table=True):
    """The fields of core.records.Fact; `article_id` names the text that the quote stands in."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_place", "article_id", "quote_start", "fact_id"),)

    fact_id: str = key_column()
    article_id: str = text_column(foreign_key="articles.article_id", ondelete="CASCADE")
    kind: str = text_column(index=True)
    quote: str = text_column()
    quote_start: int
    quote_end: int
    reader: str = text_column()
    headline: bool
    confidence: float
    jurisdiction: str | None = text_column(default=None, index=True)
    topic: str | None = text_column(default=None, index=True)
    subject: str | None = text_column(default=None)
    audience: str | None = text_column(default=None, index=True)
    modality: str | None = text_column(default=None)
    status: str | None = text_column(default=None, index=True)
    measure: str | None = text_column(default=None, index=True)
    value: Decimal | None = amount_column()
    value_high: Decimal | None = amount_column()
    unit: str | None = text_column(default=None)
    qualifier: str | None = text_column(default=None)
    per: str | None = text_column(default=None)
    period: str | None = text_column(default=None)
    as_of: str | None = text_column(default=None)
    date: str | None = text_column(default=None)
    announced_on: str | None = text_column(default=None)
    effective_from: str | None = text_column(default=None)
    effective_until: str | None = text_column(default=None)
    commencement: str | None = text_column(default=None)
    speaker: str | None = text_column(default=None)
    organisation: str | None = text_column(default=None)
    reported_via: str | None = text_column(default=None)


class FactWordsRow(SQLModel, table=True):
    """`words` as db.searching makes them; each database has its own index of them (migration 0006)."""

    __tablename__ = "fact_words"

    number: int | None = Field(default=None, primary_key=True)
    fact_id: str = text_column(foreign_key="facts.fact_id", ondelete="CASCADE", unique=True)
    words: str = text_column()


READINGS = table("readings")
ARTICLES = table("articles")
FACTS = table("facts")
FACT_WORDS = table("fact_words")
