"""The day on which each page was new and its number of facts, which sources are told by; words of one letter."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The day of a text that was fetched before any other of its page; of two at once the one whose id is less.
_NEW = """UPDATE articles SET new_on = {day} WHERE NOT EXISTS (
    SELECT 1 FROM articles other WHERE other.url = articles.url AND (other.retrieved < articles.retrieved
        OR (other.retrieved = articles.retrieved AND other.article_id < articles.article_id)))"""
_DAY = {"sqlite": "date(retrieved)", "postgresql": "CAST(retrieved AS DATE)"}
_COUNTED = """UPDATE articles SET facts = (SELECT count(*) FROM facts WHERE facts.article_id = articles.article_id)"""
# The index of words anew: what begins with one letter is found as soon as what begins with two.
_EMBEDDED = (
    "DROP TABLE fact_words_index",
    """CREATE VIRTUAL TABLE fact_words_index
    USING fts5(words, content='fact_words', content_rowid='number', tokenize='ascii', prefix='1 2 3', detail='none')""",
    "INSERT INTO fact_words_index(fact_words_index) VALUES ('rebuild')",
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.add_column("articles", sa.Column("new_on", sa.Date(), nullable=True))
    op.execute(_NEW.format(day=_DAY[dialect]))
    op.add_column("articles", sa.Column("facts", sa.Integer(), nullable=False, server_default="0"))
    op.execute(_COUNTED)
    op.create_index("ix_articles_new_on", "articles", ["source", "new_on"])
    for statement in _EMBEDDED if dialect == "sqlite" else ():
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_articles_new_on", "articles")
    op.drop_column("articles", "new_on")
    op.drop_column("articles", "facts")
