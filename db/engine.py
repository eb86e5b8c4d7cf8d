"""Opening the store: an engine for SQLite or PostgreSQL, its schema brought up to date, sessions that fail plainly."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session

from core.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MILLISECONDS = 30_000
_MIGRATION_LOCK = 0x6572656A65  # "ereje": one number all installations of one PostgreSQL database agree on


def open_store(url: str) -> Engine:
    """An engine on the database at `url`, migrated to this program's schema.

    Raises StoreError if the address has no meaning, the database cannot be reached, is damaged or cannot be written,
    or was made by a newer version, which is left as it is.
    """
    address = _address(url)
    with _plainly(address):
        engine = create_engine(address, connect_args=_connect_arguments(address))
        if address.get_backend_name() == "sqlite":
            _tame_sqlite(engine)
        try:
            _migrate(engine, address)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session for questions: what it sees does not move while it is open. Raises StoreError if the store fails."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with _plainly(engine.url), Session(engine.execution_options(**options)) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose writes are all kept or, if anything fails, none. Raises StoreError if the store fails."""
    with _plainly(engine.url), Session(engine.execution_options(ereje_writes=True)) as session, session.begin():
        yield session


def place(url: URL) -> str:
    """The database's address as it may be shown: its file, or its URL without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "sqlite"
    return url.render_as_string(hide_password=True)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("EREJE_DATABASE_URL", "is not a database's URL") from error
    if address.get_backend_name() in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        raise StoreError(
            "EREJE_DATABASE_URL", f"{address.get_backend_name()} is not supported: sqlite or postgresql is"
        )
    return address


def _connect_arguments(address: URL) -> dict[str, Any]:
    if address.get_backend_name() == "sqlite":
        return {"timeout": _BUSY_MILLISECONDS / 1000}
    return {"connect_timeout": 10} if "connect_timeout" not in address.query else {}


def _tame_sqlite(engine: Engine) -> None:
    """Takes transactions out of sqlite3's hands: it would begin them late and commit before DDL."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that reads first and then writes could not wait for another.
        writes = connection.get_execution_options().get("ereje_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: Any) -> None:
    """Turns the database to its write-ahead log; of several that do so with a new one, SQLite lets none wait."""
    until = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(engine: Engine, address: URL) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        if _revision(connection) == scripts.get_current_head():
            return
    with engine.execution_options(ereje_writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        revision = _revision(connection)
        if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreError(
                place(address), "was made by a newer version of ereje: upgrade the program; nothing was changed"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _plainly(address: URL) -> Iterator[None]:
    """Turns what the database's driver raises into one line."""
    try:
        yield
    except SQLAlchemyError as error:
        told = str(getattr(error, "orig", None) or error).strip().splitlines()
        raise StoreError(place(address), told[0] if told else type(error).__name__) from error
