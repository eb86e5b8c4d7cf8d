"""The archive's index: what is known of each address, in a small SQLite file that can be made anew from the WARCs."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.warc import Page
from core.errors import StoreError

_SCHEMA = """
create table if not exists files (name text primary key, bytes integer not null);
create table if not exists bodies (url text not null, digest text not null, record_id text not null,
    retrieved text not null, primary key (url, digest)) without rowid;
create table if not exists pages (url text primary key, digest text not null, etag text, last_modified text,
    asked text not null, source text, over_http integer) without rowid;
create index if not exists pages_by_source on pages (source, asked);
pragma user_version = 1;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The latest state of one address: for the next conditional request, and to tell a change. `asked` is in UTC."""

    url: str
    digest: str
    etag: str | None
    last_modified: str | None
    asked: datetime


class Index:
    """Opened by the archive alone; any number of processes may read while one writes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError:
            self._forget()
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._file, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise StoreError(self._file, str(error)) from error
        return connection

    def _forget(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing. Raises StoreError."""
        try:
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")
        except sqlite3.Error as error:
            raise StoreError(self._file, str(error)) from error

    def indexed(self, name: str) -> int:
        """How many bytes of the WARC file are in the index."""
        row = self._connection.execute("select bytes from files where name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def set_indexed(self, name: str, size: int) -> None:
        self._connection.execute(
            "insert into files values (?, ?) on conflict (name) do update set bytes = max(bytes, excluded.bytes)",
            (name, size),
        )

    def add(self, record_id: str, page: Page, *, over_http: bool | None) -> None:
        """Takes in a page's record, or its revisit (`over_http` None); the later one of an address counts."""
        told = {name.lower(): value for name, value in page.headers}
        moment = page.retrieved.astimezone(UTC).isoformat(timespec="microseconds")
        self._connection.execute(
            "insert or ignore into bodies values (?, ?, ?, ?)", (page.url, page.digest, record_id, moment)
        )
        self._connection.execute(
            """insert into pages values (?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set
            digest = excluded.digest, etag = excluded.etag, last_modified = excluded.last_modified,
            asked = excluded.asked, source = coalesce(excluded.source, pages.source),
            over_http = coalesce(excluded.over_http, pages.over_http)
            where excluded.asked >= pages.asked""",
            (
                page.url,
                page.digest,
                told.get("etag"),
                told.get("last-modified"),
                moment,
                page.declared.source,
                over_http,
            ),
        )

    def known(self, url: str) -> Known | None:
        row = self._connection.execute(
            "select url, digest, etag, last_modified, asked from pages where url = ?", (url,)
        ).fetchone()
        return _known(row) if row else None

    def of_source(self, source: str) -> list[Known]:
        """The addresses fetched for a source, the longest not asked first."""
        rows = self._connection.execute(
            "select url, digest, etag, last_modified, asked from pages where source = ? and over_http order by asked",
            (source,),
        )
        return [_known(row) for row in rows]

    def first(self, url: str, digest: str) -> tuple[str, datetime] | None:
        """Id and time of the first record of this body under this address."""
        row = self._connection.execute(
            "select record_id, retrieved from bodies where url = ? and digest = ?", (url, digest)
        ).fetchone()
        return (row[0], datetime.fromisoformat(row[1])) if row else None


def _known(row: tuple[str, str, str | None, str | None, str]) -> Known:
    return Known(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]))
