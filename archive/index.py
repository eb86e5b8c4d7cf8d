"""The archive's index: what is known of each address, in a small SQLite file that can be made anew from the WARCs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from archive.addresses import form, numbered
from archive.events import Event
from archive.index_file import IndexFile
from archive.warc import Page

_GIVEN_UP = 3  # answers in a row, or one that says "for ever", after which a removed page is asked for no more
_FOR_EVER = 410
_COLUMNS = "url, digest, etag, last_modified, asked, gone, location, title, published"
_WAYS = ("url = (select url from aliases where form = :form)", "url = :url", "form = :form", "numbered = :number")
# In one question, since it is put several times a page: the first way that leads to an article counts.
_KNOWN = " union all ".join(
    f"select {_COLUMNS}, {rank} as rank, first from pages where {way}"  # noqa: S608 (ours)
    for rank, way in enumerate(_WAYS)
)
_KNOWN = f"select {_COLUMNS} from ({_KNOWN}) order by rank, first, url limit 1"  # noqa: S608 (ours)


@dataclass(frozen=True, slots=True)
class Known:
    """The latest state of one article: for the next conditional request, and to tell a change. `asked` is in UTC.

    `url` is the address under which it is kept; `location` where it stands now if it moved; `gone` how often in a row
    it was found removed.
    """

    url: str
    digest: str
    etag: str | None
    last_modified: str | None
    asked: datetime
    gone: int = 0
    location: str | None = None
    title: str | None = None
    published: str | None = None


class Index(IndexFile):
    """Opened by the archive alone; any number of processes may read while one writes."""

    def indexed(self, name: str) -> int:
        """How many bytes of the WARC file are in the index."""
        row = self.connection.execute("select bytes from files where name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def set_indexed(self, name: str, size: int) -> None:
        self.connection.execute(
            "insert into files values (?, ?) on conflict (name) do update set bytes = max(bytes, excluded.bytes)",
            (name, size),
        )

    def add(self, record_id: str, page: Page, *, over_http: bool | None) -> None:
        """Takes in a page's record, or its revisit (`over_http` None); the later one of an address counts."""
        told = {name.lower(): value for name, value in page.headers}
        moment = page.retrieved.astimezone(UTC).isoformat(timespec="microseconds")
        self.connection.execute(
            "insert or ignore into bodies values (?, ?, ?, ?)", (page.url, page.digest, record_id, moment)
        )
        self.connection.execute(
            """insert into pages values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, null, ?, ?) on conflict (url) do update set
            digest = excluded.digest, etag = excluded.etag, last_modified = excluded.last_modified,
            asked = excluded.asked, gone = 0, source = coalesce(excluded.source, pages.source),
            over_http = coalesce(excluded.over_http, pages.over_http),
            title = coalesce(excluded.title, pages.title), published = coalesce(excluded.published, pages.published)
            where excluded.asked >= pages.asked""",
            (
                page.url,
                page.digest,
                told.get("etag"),
                told.get("last-modified"),
                moment,
                page.declared.source,
                over_http,
                form(page.url),
                numbered(page.url),
                moment,
                page.declared.title,
                page.declared.published,
            ),
        )

    def add_event(self, event: Event) -> None:
        """Takes in that a page was removed, moved, or has another address."""
        moment = event.at.astimezone(UTC).isoformat(timespec="microseconds")
        if event.kind == "removed":
            more = _GIVEN_UP if event.status == _FOR_EVER else 1
            self.connection.execute(
                "update pages set gone = gone + ?, asked = max(asked, ?) where url = ?", (more, moment, event.url)
            )
            return
        if event.kind == "moved":
            location = None if event.location == event.url else event.location
            self.connection.execute("update pages set location = ? where url = ?", (location, event.url))
        if event.location and form(event.location) != form(event.url):
            self.connection.execute(
                "insert into aliases values (?, ?) on conflict (form) do update set url = excluded.url",
                (form(event.location), event.url),
            )

    def alias(self, url: str) -> str | None:
        """The address of the article that `url` was told to be another address of, or None."""
        row = self.connection.execute("select url from aliases where form = ?", (form(url),)).fetchone()
        return str(row[0]) if row else None

    def known(self, url: str) -> Known | None:
        """The article that stands at `url`: told so, under this very address, or under a twin of it."""
        row = self.connection.execute(_KNOWN, {"form": form(url), "url": url, "number": numbered(url)}).fetchone()
        return _known(row) if row else None

    def with_body(self, digest: str, limit: int) -> list[str]:
        """The articles whose latest version has this body."""
        rows = self.connection.execute("select url from pages where digest = ? limit ?", (digest, limit))
        return [row[0] for row in rows]

    def of_source(self, source: str, limit: int, *, carried: bool) -> list[Known]:
        """The pages fetched for a source and not given up, the longest not asked first; `carried` ones if so told."""
        query = f"""select {_COLUMNS} from pages where source = ? and (over_http or ?) and gone < ?
            order by asked limit ?"""  # noqa: S608 (ours)
        return [_known(row) for row in self.connection.execute(query, (source, carried, _GIVEN_UP, limit))]

    def days_with_new(self, source: str, limit: int) -> list[date]:
        """The days (UTC) on which an article of the source was first kept, the latest first."""
        rows = self.connection.execute(
            "select distinct substr(first, 1, 10) as day from pages where source = ? order by day desc limit ?",
            (source, limit),
        )
        return [date.fromisoformat(row[0]) for row in rows]

    def first(self, url: str, digest: str) -> tuple[str, datetime] | None:
        """Id and time of the first record of this body under this address."""
        row = self.connection.execute(
            "select record_id, retrieved from bodies where url = ? and digest = ?", (url, digest)
        ).fetchone()
        return (row[0], datetime.fromisoformat(row[1])) if row else None


def _known(row: tuple[Any, ...]) -> Known:
    url, digest, etag, last_modified, asked, *more = row
    return Known(url, digest, etag, last_modified, datetime.fromisoformat(asked), *more)
