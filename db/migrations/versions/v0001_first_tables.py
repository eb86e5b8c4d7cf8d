"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Sorted by bytes on both databases.
_WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    _articles()
    _changes()
    _conflicts()
    _meta()
    _readings()
    _rule_versions()
    _change_facts()
    _conflict_sides()
    _facts()


def downgrade() -> None:
    for name in (
        "facts",
        "conflict_sides",
        "change_facts",
        "rule_versions",
        "readings",
        "meta",
        "conflicts",
        "changes",
        "articles",
    ):
        op.drop_table(name)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("article_id", _WORDS, nullable=False),
        sa.Column("url", _WORDS, nullable=False),
        sa.Column("title", _WORDS, nullable=True),
        sa.Column("title_folded", _WORDS, nullable=False),
        sa.Column("source", _WORDS, nullable=True),
        sa.Column("source_kind", _WORDS, nullable=True),
        sa.Column("country", _WORDS, nullable=True),
        sa.Column("language", _WORDS, nullable=False),
        sa.Column("published", _WORDS, nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("retrieved", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", _WORDS, nullable=False),
        sa.Column("text", _WORDS, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_articles_current", "articles", ["current"], unique=False)
    op.create_index("ix_articles_language", "articles", ["language"], unique=False)
    op.create_index("ix_articles_published_first", "articles", ["published_first"], unique=False)
    op.create_index("ix_articles_published_last", "articles", ["published_last"], unique=False)
    op.create_index("ix_articles_source", "articles", ["source"], unique=False)
    op.create_index("ix_articles_url", "articles", ["url"], unique=False, postgresql_using="hash")


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("change_id", _WORDS, nullable=False),
        sa.Column("jurisdiction", _WORDS, nullable=True),
        sa.Column("topic", _WORDS, nullable=True),
        sa.Column("audience", _WORDS, nullable=True),
        sa.Column("summary", _WORDS, nullable=False),
        sa.Column("summary_folded", _WORDS, nullable=False),
        sa.Column("announced_on", _WORDS, nullable=True),
        sa.Column("effective_on", _WORDS, nullable=True),
        sa.Column("status", _WORDS, nullable=True),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("relays", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("change_id"),
    )
    op.create_index("ix_changes_announced_on", "changes", ["announced_on"], unique=False)
    op.create_index("ix_changes_audience", "changes", ["audience"], unique=False)
    op.create_index("ix_changes_effective_on", "changes", ["effective_on"], unique=False)
    op.create_index("ix_changes_jurisdiction", "changes", ["jurisdiction"], unique=False)
    op.create_index("ix_changes_status", "changes", ["status"], unique=False)
    op.create_index("ix_changes_topic", "changes", ["topic"], unique=False)


def _conflicts() -> None:
    op.create_table(
        "conflicts",
        sa.Column("conflict_id", _WORDS, nullable=False),
        sa.Column("type", _WORDS, nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.Column("severity", _WORDS, nullable=False),
        sa.Column("explanation", _WORDS, nullable=False),
        sa.Column("settled_by", _WORDS, nullable=True),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("verdict", _WORDS, nullable=True),
        sa.Column("verdict_by", _WORDS, nullable=True),
        sa.Column("verdict_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict_note", _WORDS, nullable=True),
        sa.PrimaryKeyConstraint("conflict_id"),
    )
    op.create_index("ix_conflicts_type", "conflicts", ["type"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("value", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("record_id", _WORDS, nullable=False),
        sa.Column("reader", _WORDS, nullable=False),
        sa.Column("outcome", _WORDS, nullable=False),
        sa.Column("reason", _WORDS, nullable=True),
        sa.Column("retrieved", sa.DateTime(timezone=True), nullable=True),
        sa.Column("article_id", _WORDS, nullable=True),
        sa.PrimaryKeyConstraint("record_id"),
    )
    op.create_index("ix_readings_article_id", "readings", ["article_id"], unique=False)
    op.create_index("ix_readings_outcome", "readings", ["outcome"], unique=False)
    op.create_index("ix_readings_reader", "readings", ["reader"], unique=False)


def _rule_versions() -> None:
    op.create_table(
        "rule_versions",
        sa.Column("version_id", _WORDS, nullable=False),
        sa.Column("rule_id", _WORDS, nullable=False),
        sa.Column("jurisdiction", _WORDS, nullable=True),
        sa.Column("topic", _WORDS, nullable=True),
        sa.Column("audience", _WORDS, nullable=True),
        sa.Column("subject", _WORDS, nullable=True),
        sa.Column("modality", _WORDS, nullable=True),
        sa.Column("status", _WORDS, nullable=True),
        sa.Column("value", _WORDS, nullable=True),
        sa.Column("value_high", _WORDS, nullable=True),
        sa.Column("unit", _WORDS, nullable=True),
        sa.Column("qualifier", _WORDS, nullable=True),
        sa.Column("per", _WORDS, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version_id"),
    )
    op.create_index("ix_rule_versions_known", "rule_versions", ["known_from", "known_to"], unique=False)
    op.create_index("ix_rule_versions_rule_id", "rule_versions", ["rule_id"], unique=False)
    op.create_index("ix_rule_versions_valid", "rule_versions", ["valid_from", "valid_to"], unique=False)


def _change_facts() -> None:
    op.create_table(
        "change_facts",
        sa.Column("change_id", _WORDS, nullable=False),
        sa.Column("role", _WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fact_id", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["changes.change_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("change_id", "role", "position"),
    )
    op.create_index("ix_change_facts_fact_id", "change_facts", ["fact_id"], unique=False)


def _conflict_sides() -> None:
    op.create_table(
        "conflict_sides",
        sa.Column("conflict_id", _WORDS, nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fact_id", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["conflict_id"], ["conflicts.conflict_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conflict_id", "side", "position"),
    )
    op.create_index("ix_conflict_sides_fact_id", "conflict_sides", ["fact_id"], unique=False)


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("fact_id", _WORDS, nullable=False),
        sa.Column("article_id", _WORDS, nullable=False),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("quote", _WORDS, nullable=False),
        sa.Column("quote_folded", _WORDS, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("reader", _WORDS, nullable=False),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("jurisdiction", _WORDS, nullable=True),
        sa.Column("topic", _WORDS, nullable=True),
        sa.Column("subject", _WORDS, nullable=True),
        sa.Column("audience", _WORDS, nullable=True),
        sa.Column("modality", _WORDS, nullable=True),
        sa.Column("status", _WORDS, nullable=True),
        sa.Column("measure", _WORDS, nullable=True),
        sa.Column("value", _WORDS, nullable=True),
        sa.Column("value_high", _WORDS, nullable=True),
        sa.Column("unit", _WORDS, nullable=True),
        sa.Column("qualifier", _WORDS, nullable=True),
        sa.Column("per", _WORDS, nullable=True),
        sa.Column("period", _WORDS, nullable=True),
        sa.Column("as_of", _WORDS, nullable=True),
        sa.Column("date", _WORDS, nullable=True),
        sa.Column("announced_on", _WORDS, nullable=True),
        sa.Column("effective_from", _WORDS, nullable=True),
        sa.Column("effective_until", _WORDS, nullable=True),
        sa.Column("commencement", _WORDS, nullable=True),
        sa.Column("speaker", _WORDS, nullable=True),
        sa.Column("organisation", _WORDS, nullable=True),
        sa.Column("reported_via", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact_id"),
    )
    op.create_index("ix_facts_audience", "facts", ["audience"], unique=False)
    op.create_index("ix_facts_jurisdiction", "facts", ["jurisdiction"], unique=False)
    op.create_index("ix_facts_kind", "facts", ["kind"], unique=False)
    op.create_index("ix_facts_measure", "facts", ["measure"], unique=False)
    op.create_index("ix_facts_place", "facts", ["article_id", "quote_start", "fact_id"], unique=False)
    op.create_index("ix_facts_status", "facts", ["status"], unique=False)
    op.create_index("ix_facts_topic", "facts", ["topic"], unique=False)
