"""Facts counted with their articles, by an index alone."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _by("source", "current", "facts")


def downgrade() -> None:
    _by("source", "current")


def _by(*columns: str) -> None:
    op.drop_index("ix_articles_source", "articles")
    op.create_index("ix_articles_source", "articles", list(columns))
