"""Between which instants an article was published, in place of days as its page wrote them, whatever their zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAMES = ("published_first", "published_last")
_AT_ONCE = 1000


def upgrade() -> None:
    _anew(sa.DateTime(timezone=True), _instants)


def downgrade() -> None:
    _anew(sa.Date(), _days)


def _anew(kind: Any, between: Callable[[str], tuple[Any, Any]]) -> None:
    """The two columns as ones of another type, filled from what the pages wrote."""
    op.drop_index("ix_articles_out", "articles")
    for name in _NAMES:
        op.drop_index(f"ix_articles_{name}", "articles")
        op.drop_column("articles", name)
        op.add_column("articles", sa.Column(name, kind, nullable=True))
    texts = sa.column("article_id", sa.String()), sa.column("published", sa.String())
    table = sa.table("articles", *texts, *(sa.column(name, kind) for name in _NAMES))
    dated = sa.select(table.c.article_id, table.c.published).where(table.c.published.is_not(None))
    told = op.get_bind().execute(dated).all()
    rows = [dict(zip(("ident", *_NAMES), (ident, *between(text)), strict=True)) for ident, text in told]
    change = sa.update(table).where(table.c.article_id == sa.bindparam("ident"))
    change = change.values({name: sa.bindparam(name, type_=kind) for name in _NAMES})
    for start in range(0, len(rows), _AT_ONCE):
        op.get_bind().execute(change, rows[start : start + _AT_ONCE])
    for name in _NAMES:
        op.create_index(f"ix_articles_{name}", "articles", [name])
    op.create_index("ix_articles_out", "articles", ["published_first", "retrieved", "source", "current"])


def _instants(published: str) -> tuple[datetime | None, datetime | None]:
    try:
        told = datetime.fromisoformat(published)
        told = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        first, last = _days(published)
        return _midnight(first), _midnight(last)
    return told, told


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _days(published: str) -> tuple[date | None, date | None]:
    try:
        year, month, day = ([int(part) for part in published[:10].split("-")] + [0, 0])[:3]
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None, None
