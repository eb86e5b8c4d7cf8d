"""What a crawl must not forget, however it ends: lists as last answered, pages still owed, pauses asked for.

It lies beside the archive, in an SQLite file of its own. Losing it costs unconditional questions, and those pages that
did not answer and that no list names any more.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.errors import StoreError

_SCHEMA = """
create table if not exists lists (source text not null, key text primary key, etag text, last_modified text,
    content_type text not null, body blob not null, asked text not null) without rowid;
create table if not exists owed (source text not null, url text not null, title text, published text,
    tries integer not null default 0, found text not null, primary key (source, url)) without rowid;
create table if not exists walks (template text primary key, reached integer not null) without rowid;
create table if not exists pauses (host text primary key, until real not null) without rowid;
pragma user_version = 1;
"""
_MOST_TRIES = 5  # runs, after which a page that never answered is owed no more
_FORGOTTEN = timedelta(days=90)
_LARGEST_LIST = 2_000_000  # bytes packed: a larger one is asked for anew each time
_LISTS = 300  # of one source: a hostile one names others each day


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """A list as it was last answered, kept only if it can be asked for conditionally."""

    etag: str | None
    last_modified: str | None
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A page that a list named and that was not settled yet; `title` and `published` are the list's."""

    url: str
    title: str | None
    published: str | None


class Frontier:
    """Opened by the one crawl that runs; in memory if `file` is None. Every method may raise StoreError."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        try:
            self._connection = self._open()
        except sqlite3.OperationalError as error:
            raise StoreError(file or "memory", str(error)) from error
        except sqlite3.DatabaseError:  # no database any more: begun anew
            for suffix in ("", "-wal", "-shm") if file else ():
                Path(f"{file}{suffix}").unlink(missing_ok=True)
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file or ":memory:", timeout=30, isolation_level=None)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.executescript(_SCHEMA)
        connection.execute("delete from lists where asked < ?", ((datetime.now(UTC) - _FORGOTTEN).isoformat(),))
        return connection

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction: all that a list named is owed, or nothing of it."""
        self._do("begin")
        try:
            yield
        except BaseException:
            self._do("rollback")
            raise
        self._do("commit")

    def list_answer(self, key: str) -> ListAnswer | None:
        """The list's last answer; one that cannot be unpacked is as none."""
        row = self._one("select etag, last_modified, content_type, body from lists where key = ?", key)
        if row is None:
            return None
        try:
            return ListAnswer(etag=row[0], last_modified=row[1], content_type=row[2], body=zlib.decompress(row[3]))
        except zlib.error:
            return None

    def keep_list(self, source_id: str, key: str, answer: ListAnswer) -> None:
        packed = zlib.compress(answer.body, 6)
        if len(packed) > _LARGEST_LIST:
            return self._do("delete from lists where key = ?", key)
        told = (source_id, key, answer.etag, answer.last_modified, answer.content_type, packed)
        self._do("insert or replace into lists values (?, ?, ?, ?, ?, ?, ?)", *told, datetime.now(UTC).isoformat())
        older = "select key from lists where source = ? order by asked desc limit -1 offset ?"
        return self._do(f"delete from lists where key in ({older})", source_id, _LISTS)  # noqa: S608 (ours)

    def owe(self, source_id: str, page: Owed) -> None:
        """A page was found; it is owed until it is settled."""
        self._do(
            """insert into owed values (?, ?, ?, ?, 0, ?) on conflict do update set
            title = coalesce(excluded.title, title), published = coalesce(excluded.published, published)""",
            *(source_id, page.url, page.title, page.published, datetime.now(UTC).isoformat()),
        )

    def settle(self, source_id: str, url: str) -> None:
        """The page was kept, or refused for good."""
        self._do("delete from owed where source = ? and url = ?", source_id, url)

    def tried(self, source_id: str, url: str) -> None:
        """The page did not answer in this run; in the last of several it is given up."""
        self._do("update owed set tries = tries + 1 where source = ? and url = ?", source_id, url)
        self._do("delete from owed where source = ? and url = ? and tries >= ?", source_id, url, _MOST_TRIES)

    def owed(self, source_id: str) -> list[Owed]:
        """What earlier runs found and did not settle, in the order of finding."""
        query = "select url, title, published from owed where source = ? order by found, url"
        return [Owed(url=row[0], title=row[1], published=row[2]) for row in self._all(query, source_id)]

    def reached(self, template: str) -> int:
        """The last page to which a walk through numbered lists came that did not end; 0 if it ended."""
        row = self._one("select reached from walks where template = ?", template)
        return int(row[0]) if row else 0

    def walk(self, template: str, reached: int) -> None:
        self._do("insert or replace into walks values (?, ?)", template, reached)

    def end_walk(self, template: str) -> None:
        self._do("delete from walks where template = ?", template)

    def pauses(self, now: float) -> dict[str, float]:
        """The hosts that asked to be left alone, and until when (seconds since 1970)."""
        self._do("delete from pauses where until <= ?", now)
        return dict(self._all("select host, until from pauses"))

    def pause(self, host: str, until: float) -> None:
        self._do("insert or replace into pauses values (?, ?)", host, until)

    def _do(self, statement: str, *values: object) -> None:
        self._all(statement, *values)

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(statement, *values)), None)

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with closing(self._connection.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise StoreError(self._file or "memory", str(error)) from error
