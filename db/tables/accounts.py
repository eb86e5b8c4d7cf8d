"""Who may judge conflicts, and the browsers in which they are signed in."""

from datetime import datetime

from sqlmodel import SQLModel

from db.tables.columns import key_column, table, text_column


class AccountRow(SQLModel, table=True):
    """A person who may judge; `failed` counts wrong passwords since the last right one, the last at `failed_at`."""

    __tablename__ = "accounts"

    name: str = key_column()
    password: str = text_column()
    created: datetime
    failed: int = 0
    failed_at: datetime | None = None


class SessionRow(SQLModel, table=True):
    """A signed-in browser, known by the hash of what it holds."""

    __tablename__ = "sessions"

    session_hash: str = key_column()
    name: str = text_column(foreign_key="accounts.name", ondelete="CASCADE", index=True)
    until: datetime


ACCOUNTS = table("accounts")
SESSIONS = table("sessions")
