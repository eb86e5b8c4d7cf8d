"""Accounts of those who judge conflicts: passwords kept as scrypt hashes (RFC 7914), sessions as hashes of tokens."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from db.bulk import upsert
from db.tables.accounts import ACCOUNTS, SESSIONS

SHORTEST = 10  # characters of a password
SIGNED_IN_FOR = timedelta(hours=12)
_TRIES = 5  # wrong passwords, after which an account waits
_WAIT = timedelta(minutes=15)
_COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}
_NOBODY = "AAAA$AAAA"  # what an unknown name's password is compared with, so that it takes as long as a known one's


def add_account(session: Session, *, name: str, password: str, at: datetime) -> None:
    """Makes the account, or gives it another password and ends its sessions."""
    session.execute(delete(SESSIONS).where(SESSIONS.c.name == name))
    row = {"name": name, "password": _hashed(password), "created": at, "failed": 0, "failed_at": None}
    upsert(session, ACCOUNTS, [row], ("name",))


def delete_account(session: Session, *, name: str) -> bool:
    """Deletes the account with its sessions; its verdicts stay. False if there was none."""
    chosen = delete(ACCOUNTS).where(ACCOUNTS.c.name == name)
    return session.execute(chosen.returning(ACCOUNTS.c.name)).first() is not None


def accounts(session: Session) -> tuple[str, ...]:
    """The names of all accounts."""
    return tuple(session.execute(select(ACCOUNTS.c.name).order_by(ACCOUNTS.c.name)).scalars())


def is_right(session: Session, *, name: str, password: str) -> bool:
    """Whether name and password go together. It takes its time, so it stands apart from what is written."""
    kept = session.execute(select(ACCOUNTS.c.password).where(ACCOUNTS.c.name == name)).scalar()
    return _matches(password, kept or _NOBODY) and kept is not None


def sign_in(session: Session, *, name: str, right: bool, at: datetime) -> str | None:
    """A new session's token if the password was `right`; None if not, or if too many were wrong of late."""
    row = session.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).mappings().first()
    if row is None or _must_wait(row["failed"], row["failed_at"], at):
        return None
    mine = update(ACCOUNTS).where(ACCOUNTS.c.name == name)
    if not right:
        before = 0 if row["failed"] >= _TRIES else row["failed"]  # the wait is over: the next tries count anew
        session.execute(mine.values(failed=before + 1, failed_at=at))
        return None
    session.execute(mine.values(failed=0, failed_at=None))
    session.execute(delete(SESSIONS).where(SESSIONS.c.until <= at))
    token = secrets.token_urlsafe(32)
    session.execute(SESSIONS.insert(), [{"session_hash": _known_by(token), "name": name, "until": at + SIGNED_IN_FOR}])
    return token


def signed_in(session: Session, *, token: str, at: datetime) -> str | None:
    """Whose session the token is, if it has not run out."""
    one = SESSIONS.c
    chosen = select(one.name).where(one.session_hash == _known_by(token), one.until > at)
    return session.execute(chosen).scalar()


def sign_out(session: Session, *, token: str) -> None:
    """Ends the session."""
    session.execute(delete(SESSIONS).where(SESSIONS.c.session_hash == _known_by(token)))


def _must_wait(failed: int, failed_at: datetime | None, at: datetime) -> bool:
    return failed >= _TRIES and failed_at is not None and timedelta(0) <= at - failed_at < _WAIT


def _known_by(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed(password: str) -> str:
    salt = secrets.token_bytes(16)
    return "$".join(base64.b64encode(part).decode() for part in (salt, _scrypt(password, salt)))


def _matches(password: str, kept: str) -> bool:
    salt, known = (base64.b64decode(part) for part in kept.split("$"))
    return hmac.compare_digest(_scrypt(password, salt), known)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_COST)
