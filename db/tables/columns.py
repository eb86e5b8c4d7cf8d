"""What the columns of our tables are made of."""

from typing import Any

from sqlmodel import Field, SQLModel

from db.columns import ExactDecimal, Words


def key_column(**options: Any) -> Any:
    return Field(sa_type=Words, primary_key=True, **options)


def text_column(**options: Any) -> Any:
    return Field(sa_type=Words, **options)


def amount_column() -> Any:
    return Field(default=None, sa_type=ExactDecimal)


def table(name: str) -> Any:
    return SQLModel.metadata.tables[name]
