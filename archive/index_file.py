"""The index's SQLite file: its tables, and what is done where it is missing, of an older kind, or broken."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StoreError

_SCHEMA = """
create table if not exists files (name text primary key, bytes integer not null);
create table if not exists bodies (url text not null, digest text not null, record_id text not null,
    retrieved text not null, primary key (url, digest)) without rowid;
create table if not exists pages (url text primary key, digest text not null, etag text, last_modified text,
    asked text not null, source text, over_http integer, form text not null, numbered text, first text not null,
    gone integer not null default 0, location text, title text, published text) without rowid;
create table if not exists aliases (form text primary key, url text not null) without rowid;
create index if not exists pages_by_source on pages (source, asked);
create index if not exists pages_by_form on pages (form);
create index if not exists pages_by_digest on pages (digest);
create index if not exists pages_by_number on pages (numbered) where numbered is not null;
create index if not exists pages_by_first on pages (source, first);
"""
_VERSION = 5  # another one is made anew from the files


class IndexFile:
    """An open file with the tables; one that cannot be used is made anew, since the WARC files have all of it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self.connection = self._open()
        except sqlite3.DatabaseError:
            self._forget()
            self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            connection = self._connect()
            if connection.execute("pragma user_version").fetchone()[0] not in {0, _VERSION}:
                connection.close()
                self._forget()
                connection = self._connect()
            connection.executescript(f"{_SCHEMA}pragma user_version = {_VERSION};")
        except sqlite3.OperationalError as error:
            raise StoreError(self._file, str(error)) from error
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=30, isolation_level=None, check_same_thread=False)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        return connection

    def _forget(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing. Raises StoreError."""
        try:
            self.connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self.connection.execute("rollback")
                raise
            self.connection.execute("commit")
        except sqlite3.Error as error:
            raise StoreError(self._file, str(error)) from error
