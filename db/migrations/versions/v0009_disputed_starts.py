"""The starting days between which reports of a change differ."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("changes", sa.Column("disputed", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("changes", "disputed")
