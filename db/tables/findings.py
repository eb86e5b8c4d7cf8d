"""What comparing found: rule versions, changes, conflicts with their verdicts, and under which ids they go on."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from db.tables.columns import amount_column, key_column, table, text_column


class RuleVersionRow(SQLModel, table=True):
    """Half-open on both clocks; a null end is open. `evidence` is a list of fact ids.

    `holds` is false for what is not said to hold (db.mapping); `shelf` is where it stands in a list of rules, and every
    filter has an index that finds them in that order.
    """

    __tablename__ = "rule_versions"
    __table_args__ = (
        Index("ix_rule_versions_shelf", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_topic", "topic", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_audience", "audience", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_jurisdiction", "jurisdiction", "holds", "shelf", "version_id"),
    )

    version_id: str = key_column()
    rule_id: str = text_column(index=True)
    jurisdiction: str | None = text_column(default=None)
    topic: str | None = text_column(default=None)
    audience: str | None = text_column(default=None)
    subject: str | None = text_column(default=None)
    modality: str | None = text_column(default=None)
    status: str | None = text_column(default=None)
    value: Decimal | None = amount_column()
    value_high: Decimal | None = amount_column()
    unit: str | None = text_column(default=None)
    qualifier: str | None = text_column(default=None)
    per: str | None = text_column(default=None)
    valid_from: date | None = None
    valid_to: date | None = None
    known_from: datetime
    known_to: datetime | None = None
    evidence: list[str] = Field(sa_type=JSON)
    holds: bool = True
    shelf: str = text_column(default="")
    block: str = text_column(default="", index=True)
    withdrawn: bool = False


class ChangeRow(SQLModel, table=True):
    """A change without its facts.

    `summary_words` are searched (db.searching); `day` is the one it is listed by: that of its announcement, else the
    one on which it was first told of.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_day", "day", "independent", "change_id"),)

    change_id: str = key_column()
    jurisdiction: str | None = text_column(default=None, index=True)
    topic: str | None = text_column(default=None, index=True)
    audience: str | None = text_column(default=None, index=True)
    summary: str = text_column()
    summary_words: str = text_column()
    day: str = text_column(default="")
    announced_on: str | None = text_column(default=None)
    effective_on: str | None = text_column(default=None, index=True)
    status: str | None = text_column(default=None, index=True)
    independent: int
    relays: int
    known_from: datetime
    primary: list[str] = Field(default_factory=list, sa_type=JSON)
    disputed: list[str] = Field(default_factory=list, sa_type=JSON)
    block: str = text_column(default="", index=True)
    withdrawn: bool = False


class ChangeFactRow(SQLModel, table=True):
    """`role` is before, after or evidence; `position` keeps the order."""

    __tablename__ = "change_facts"

    change_id: str = key_column(foreign_key="changes.change_id", ondelete="CASCADE")
    role: str = key_column()
    position: int = Field(primary_key=True)
    fact_id: str = text_column(index=True)


class ConflictRow(SQLModel, table=True):
    """`state` is the comparison's; a person's `verdict`, where there is one, stands before it and is kept."""

    __tablename__ = "conflicts"

    conflict_id: str = key_column()
    type: str = text_column(index=True)
    state: str = text_column()
    severity: str = text_column()
    explanation: str = text_column()
    settled_by: str | None = text_column(default=None)
    known_from: datetime
    matter: str = text_column(default="figure")
    independent: int = 1
    relays: int = 0
    primary: list[str] = Field(default_factory=list, sa_type=JSON)
    drift: str | None = text_column(default=None)
    block: str = text_column(default="", index=True)
    withdrawn: bool = False
    verdict: str | None = text_column(default=None)
    verdict_by: str | None = text_column(default=None)
    verdict_at: datetime | None = None
    verdict_note: str | None = text_column(default=None)


class ConflictSideRow(SQLModel, table=True):
    """One fact on one side of a conflict."""

    __tablename__ = "conflict_sides"

    conflict_id: str = key_column(foreign_key="conflicts.conflict_id", ondelete="CASCADE")
    side: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    fact_id: str = text_column(index=True)


class VerdictRow(SQLModel, table=True):
    """`number` keeps the order; `seen` are the addresses of the pages on the sides at that time."""

    __tablename__ = "verdicts"

    number: int | None = Field(default=None, primary_key=True)
    conflict_id: str = text_column(index=True)
    state: str | None = text_column(default=None)
    by: str = text_column()
    at: datetime
    note: str | None = text_column(default=None)
    seen: list[str] = Field(sa_type=JSON)


class SuccessorRow(SQLModel, table=True):
    """`later` is the id under which `former` goes on."""

    __tablename__ = "successors"

    former: str = key_column()
    later: str = text_column()


VERSIONS = table("rule_versions")
CHANGES = table("changes")
CONFLICTS = table("conflicts")
VERDICTS = table("verdicts")
SUCCESSORS = table("successors")
CHANGE_FACTS = table("change_facts")
CONFLICT_SIDES = table("conflict_sides")
