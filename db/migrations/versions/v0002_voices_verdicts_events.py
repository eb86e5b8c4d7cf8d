"""Who takes part in a conflict, the history of verdicts, events, and what comparing one more article needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Sorted by bytes on both databases.
_WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    for table in ("rule_versions", "changes", "conflicts"):
        op.add_column(table, sa.Column("block", _WORDS, nullable=False, server_default=""))
        op.create_index(f"ix_{table}_block", table, ["block"], unique=False)
    for table in ("changes", "conflicts"):
        op.add_column(table, sa.Column("primary", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("conflicts", sa.Column("matter", _WORDS, nullable=False, server_default="figure"))
    op.add_column("conflicts", sa.Column("independent", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("conflicts", sa.Column("relays", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("conflicts", sa.Column("drift", _WORDS, nullable=True))
    _verdicts()
    _events()
    _places()
    # What an earlier version compared was not laid out in blocks: the next comparison is of everything.
    op.execute("UPDATE meta SET value = '1' WHERE name = 'compared'")


def downgrade() -> None:
    for table in ("stale_articles", "article_places", "events", "verdicts"):
        op.drop_table(table)
    for name in ("drift", "relays", "independent", "matter"):
        op.drop_column("conflicts", name)
    for table in ("changes", "conflicts"):
        op.drop_column(table, "primary")
    for table in ("rule_versions", "changes", "conflicts"):
        op.drop_index(f"ix_{table}_block", table)
        op.drop_column(table, "block")


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("conflict_id", _WORDS, nullable=False),
        sa.Column("state", _WORDS, nullable=True),
        sa.Column("by", _WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", _WORDS, nullable=True),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_verdicts_conflict_id", "verdicts", ["conflict_id"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("event_id", _WORDS, nullable=False),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("subject_id", _WORDS, nullable=False),
        sa.Column("text", _WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
    )
    for name in ("at", "kind", "subject_id"):
        op.create_index(f"ix_events_{name}", "events", [name], unique=False)


def _places() -> None:
    op.create_table(
        "article_places",
        sa.Column("article_id", _WORDS, nullable=False),
        sa.Column("field", _WORDS, nullable=False),
        sa.Column("place", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "field", "place"),
    )
    op.create_index("ix_article_places_field", "article_places", ["field", "place"], unique=False)
    op.create_table(
        "stale_articles", sa.Column("article_id", _WORDS, nullable=False), sa.PrimaryKeyConstraint("article_id")
    )
