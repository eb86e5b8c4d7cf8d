"""The starting days between which reports of a change differ; what nobody dates is listed by when it was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_DAY = {"sqlite": "date(known_from)", "postgresql": "to_char(known_from AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def upgrade() -> None:
    op.add_column("changes", sa.Column("disputed", sa.JSON(), nullable=False, server_default="[]"))
    op.execute(f"UPDATE changes SET day = COALESCE(announced_on, {_DAY[op.get_bind().dialect.name]})")  # noqa: S608
