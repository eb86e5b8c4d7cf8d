"""What the store knows of itself, and what the next comparison has to look at."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from db.tables.columns import key_column, table, text_column


class ArticlePlaceRow(SQLModel, table=True):
    """A field and a country ("" for none) that facts of the article belong to, as they were last compared."""

    __tablename__ = "article_places"
    __table_args__ = (Index("ix_article_places_field", "field", "place"),)

    article_id: str = key_column()
    field: str = key_column()
    place: str = key_column()


class StaleArticleRow(SQLModel, table=True):
    """An article that came, changed or went since the last comparison."""

    __tablename__ = "stale_articles"

    article_id: str = key_column()


class MetaRow(SQLModel, table=True):
    """A name and its value."""

    __tablename__ = "meta"

    name: str = key_column()
    value: str = text_column()


ARTICLE_PLACES = table("article_places")
STALE = table("stale_articles")
META = table("meta")
