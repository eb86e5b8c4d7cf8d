"""Articles by their publication, so that the newest facts of a large archive are found without sorting it."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_articles_published", "articles", ["published"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_articles_published", "articles")
