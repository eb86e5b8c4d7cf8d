"""One at a time: a name that one process holds, over the whole store, until it lets go or dies."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text


@contextmanager
def held(engine: Engine, name: str) -> Iterator[bool]:
    """Whether this process got the name; it holds it until the block ends.

    On PostgreSQL it is an advisory lock of the server, elsewhere a lock on a file beside the database: both are let
    go by the death of the process, so that none is ever left behind and no clock is asked.
    """
    locking = _on_server if engine.dialect.name == "postgresql" else _on_file
    with locking(engine, name) as got:
        yield got


@contextmanager
def _on_server(engine: Engine, name: str) -> Iterator[bool]:
    key = int.from_bytes(hashlib.sha256(f"ereje {name}".encode()).digest()[:8], "big", signed=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar())
        try:
            yield got
        finally:
            if got:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


@contextmanager
def _on_file(engine: Engine, name: str) -> Iterator[bool]:
    import fcntl

    file = Path(f"{engine.url.database}.{name}.lock")
    with file.open("a") as held_open:
        try:
            fcntl.flock(held_open, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
