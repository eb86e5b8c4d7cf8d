"""Telling: notices beside events, subscriptions with their outbox, the calendar, and ids that go on under others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Sorted by bytes on both databases.
_WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("events", sa.Column("former", _WORDS, nullable=True))
    op.add_column("events", sa.Column("notice", sa.JSON(), nullable=True))
    op.create_table(
        "successors",
        sa.Column("former", _WORDS, nullable=False),
        sa.Column("later", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("former"),
    )
    _calendar()
    _subscriptions()
    _outbox()


def downgrade() -> None:
    for table in ("deliveries", "messages", "subscriptions", "calendar", "successors"):
        op.drop_table(table)
    for name in ("notice", "former"):
        op.drop_column("events", name)


def _calendar() -> None:
    op.create_table(
        "calendar",
        sa.Column("uid", _WORDS, nullable=False),
        sa.Column("change_id", _WORDS, nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("fingerprint", _WORDS, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("change_id"),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("subscription_id", _WORDS, nullable=False),
        sa.Column("token", _WORDS, nullable=False),
        sa.Column("channel", _WORDS, nullable=False),
        sa.Column("target", _WORDS, nullable=False),
        sa.Column("secret", _WORDS, nullable=True),
        sa.Column("frequency", _WORDS, nullable=False),
        sa.Column("timezone", _WORDS, nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("language", _WORDS, nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id"),
        sa.UniqueConstraint("token"),
    )
    for name in ("target", "state"):
        op.create_index(f"ix_subscriptions_{name}", "subscriptions", [name], unique=False)


def _outbox() -> None:
    op.create_table(
        "messages",
        sa.Column("message_id", _WORDS, nullable=False),
        sa.Column("subscription_id", _WORDS, nullable=False),
        sa.Column("purpose", _WORDS, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", _WORDS, nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.subscription_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("message_id"),
    )
    for name in ("subscription_id", "state"):
        op.create_index(f"ix_messages_{name}", "messages", [name], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("event_id", _WORDS, nullable=False),
        sa.Column("subscription_id", _WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.event_id"]),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.subscription_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.message_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "subscription_id"),
    )
    for name in ("subscription_id", "message_id"):
        op.create_index(f"ix_deliveries_{name}", "deliveries", [name], unique=False)
