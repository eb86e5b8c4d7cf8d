"""Changes listed by the day on which they were told: announced, or first told of; of one day, most origins first.

Articles that were out on a day are counted by an index alone, without a walk through their texts.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TOLD = {"sqlite": "date(known_from)", "postgresql": "to_char(known_from AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def upgrade() -> None:
    _list_by(f"coalesce(announced_on, {_TOLD[op.get_bind().dialect.name]})", ["day", "independent", "change_id"])
    op.drop_index("ix_changes_announced_on", "changes")
    op.create_index("ix_articles_out", "articles", ["published_first", "retrieved", "source", "current"])


def downgrade() -> None:
    op.drop_index("ix_articles_out", "articles")
    _list_by("coalesce(announced_on, effective_on, '')", ["day", "change_id"])
    op.create_index("ix_changes_announced_on", "changes", ["announced_on", "known_from"])


def _list_by(day: str, columns: list[str]) -> None:
    op.drop_index("ix_changes_day", "changes")
    op.execute(sa.text(f"UPDATE changes SET day = {day}"))  # noqa: S608 - our own expression
    op.create_index("ix_changes_day", "changes", columns)
