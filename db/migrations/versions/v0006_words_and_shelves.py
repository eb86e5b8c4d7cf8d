"""Words of facts with an index of their beginnings; rules and changes in the order in which they are listed."""

import sqlalchemy as sa
from alembic import op

from db.searching import plain_words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Sorted by bytes on both databases.
_WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_BATCH = 5000
_FOLDED = (("facts", "fact_id", "quote", "quote_folded"), ("articles", "article_id", "title", "title_folded"))
_SHELVES = {"shelf": (), "topic": ("topic",), "audience": ("audience",), "jurisdiction": ("jurisdiction",)}
_LISTED = """UPDATE rule_versions SET
    holds = (status IS NULL OR status = 'in-force'
        OR (status IN ('announced', 'superseded') AND valid_from IS NOT NULL)),
    shelf = coalesce(topic, :last) || :between || CASE WHEN valid_from IS NULL THEN '1' ELSE '0' END || :between
    || coalesce(jurisdiction, :last) || :between || coalesce(audience, :last) || :between
    || coalesce(CAST(valid_from AS VARCHAR), :last)"""
# SQLite's index holds no text of its own and is kept by what happens to the table.
_FORGET = "INSERT INTO fact_words_index(fact_words_index, rowid, words) VALUES ('delete', old.number, old.words);"
_LEARN = "INSERT INTO fact_words_index(rowid, words) VALUES (new.number, new.words);"
_EMBEDDED = (
    """CREATE VIRTUAL TABLE fact_words_index
    USING fts5(words, content='fact_words', content_rowid='number', tokenize='ascii', prefix='2 3', detail='none')""",
    "INSERT INTO fact_words_index(fact_words_index) VALUES ('rebuild')",
    f"CREATE TRIGGER fact_words_come AFTER INSERT ON fact_words BEGIN {_LEARN} END",
    f"CREATE TRIGGER fact_words_go AFTER DELETE ON fact_words BEGIN {_FORGET} END",
    f"CREATE TRIGGER fact_words_change AFTER UPDATE ON fact_words BEGIN {_FORGET} {_LEARN} END",
)
_SERVED = "CREATE INDEX ix_fact_words ON fact_words USING gin (array_to_tsvector(string_to_array(words, ' ')))"


def upgrade() -> None:
    op.create_table(
        "fact_words",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fact_id", _WORDS, nullable=False),
        sa.Column("words", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.fact_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("fact_id"),
    )
    _fill_words()
    for statement in _EMBEDDED if op.get_bind().dialect.name == "sqlite" else (_SERVED,):
        op.execute(statement)
    op.drop_column("facts", "quote_folded")
    op.drop_column("articles", "title_folded")
    op.drop_index("ix_articles_current", "articles")
    op.drop_index("ix_articles_source", "articles")
    op.create_index("ix_articles_source", "articles", ["source", "current"])
    _list_rules()
    _list_changes()


def downgrade() -> None:
    """The former columns are made anew from the texts; verdicts, accounts and subscriptions stay."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE fact_words_index")
    op.drop_table("fact_words")
    for table, key, text, folded in _FOLDED:
        op.add_column(table, sa.Column(folded, _WORDS, nullable=False, server_default=""))
        _fold(table, key, text, folded)
    op.drop_index("ix_articles_source", "articles")
    op.create_index("ix_articles_source", "articles", ["source"])
    op.create_index("ix_articles_current", "articles", ["current"])
    for name in _SHELVES:
        op.drop_index(f"ix_rule_versions_{name}", "rule_versions")
    op.drop_column("rule_versions", "holds")
    op.drop_column("rule_versions", "shelf")
    op.create_index("ix_rule_versions_valid", "rule_versions", ["valid_from", "valid_to"])
    op.create_index("ix_rule_versions_known", "rule_versions", ["known_from", "known_to"])
    op.drop_index("ix_changes_day", "changes")
    op.drop_column("changes", "day")
    op.alter_column("changes", "summary_words", new_column_name="summary_folded")
    _fold("changes", "change_id", "summary", "summary_folded")
    op.drop_index("ix_changes_announced_on", "changes")
    op.create_index("ix_changes_announced_on", "changes", ["announced_on"])


def _fold(table: str, key: str, text: str, folded: str) -> None:
    """Small letters made here: SQLite's own lower() knows no Cyrillic."""
    connection, columns = op.get_bind(), sa.table(table, *map(sa.column, (key, text, folded)))
    found = connection.execute(sa.select(columns.c[key], columns.c[text])).all()
    rows = [{"ident": ident, "words": (words or "").casefold()} for ident, words in found]
    if rows:
        change = sa.update(columns).where(columns.c[key] == sa.bindparam("ident"))
        connection.execute(change.values({folded: sa.bindparam("words")}), rows)


def _fill_words() -> None:
    connection = op.get_bind()
    told = "SELECT f.fact_id, f.quote, a.title FROM facts f JOIN articles a ON a.article_id = f.article_id"
    words = sa.table("fact_words", sa.column("fact_id"), sa.column("words"))
    found = connection.execute(sa.text(told), execution_options={"yield_per": _BATCH})
    for some in found.partitions():
        rows = [{"fact_id": fact_id, "words": plain_words(quote, title)} for fact_id, quote, title in some]
        connection.execute(words.insert(), rows)


def _list_rules() -> None:
    op.drop_index("ix_rule_versions_valid", "rule_versions")
    op.drop_index("ix_rule_versions_known", "rule_versions")
    op.add_column("rule_versions", sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("rule_versions", sa.Column("shelf", _WORDS, nullable=False, server_default=""))
    op.execute(sa.text(_LISTED).bindparams(last="\uffff", between="\x1f"))
    for name, columns in _SHELVES.items():
        op.create_index(f"ix_rule_versions_{name}", "rule_versions", [*columns, "holds", "shelf", "version_id"])


def _list_changes() -> None:
    op.add_column("changes", sa.Column("day", _WORDS, nullable=False, server_default=""))
    op.execute("UPDATE changes SET day = coalesce(announced_on, effective_on, '')")
    op.alter_column("changes", "summary_folded", new_column_name="summary_words")
    connection = op.get_bind()
    summed_up = connection.execute(sa.text("SELECT change_id, summary_words FROM changes")).all()
    rows = [{"ident": change_id, "words": plain_words(summary)} for change_id, summary in summed_up]
    if rows:
        connection.execute(sa.text("UPDATE changes SET summary_words = :words WHERE change_id = :ident"), rows)
    op.create_index("ix_changes_day", "changes", ["day", "change_id"])
    op.drop_index("ix_changes_announced_on", "changes")
    op.create_index("ix_changes_announced_on", "changes", ["announced_on", "known_from"])
