"""The column types that make SQLite and PostgreSQL keep the same thing: byte-ordered text and exact decimals."""

from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class Words(TypeDecorator[str]):
    """Text from anywhere, sorted by its bytes on both databases: ISO dates compare, exports keep their order.

    What a database cannot hold (NUL, half a surrogate pair) becomes another character, one for one, so that the places
    of quotes stay right.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as text: SQLite would make a float of it, and PostgreSQL's numeric would lose its trailing zeros."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def storable(text: str) -> str:
    """`text` with every character that UTF-8 or PostgreSQL refuses replaced by one other; its length stays."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
