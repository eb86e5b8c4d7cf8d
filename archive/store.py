"""The archive of one installation: WARC files that are only ever appended to, and the index beside them."""

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Self

from fastwarc import WarcRecordType

from archive import events, warc
from archive.appending import WarcFile
from archive.arrival import Arrival
from archive.catching_up import catch_up
from archive.events import Event
from archive.index import Index, Known
from archive.locking import alone
from archive.parsing import stored
from archive.reading import OnBad, records
from core.errors import StoreError
from core.ids import digest as digest_of
from core.records.pages import Declared, Snapshot

_PATTERN = "*.warc.gz"


class Archive:
    """A folder of WARC files. Each run writes a file of its own; a record is there wholly or not at all.

    A process that is killed loses nothing it wrote; a power cut loses at most the last second. Raises StoreError if
    the folder cannot be made or written. Use it as a context manager, or call close().
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: WarcFile | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(folder, error.strerror or str(error)) from error
        self._index = Index(folder / "index.sqlite")
        catch_up(self._index, self._files())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Makes all that was written durable and lets go of the files."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._index.close()

    def alone(self) -> AbstractContextManager[None]:
        """Keeps a second crawl of this archive out while the first lasts; raises StoreError in the second."""
        return alone(self.folder)

    def write(self, arrival: Arrival) -> str:
        """Stores a page and returns the id of its record.

        Raises ValueError if its address holds spaces or control characters.
        """
        page = warc.Page(
            url=arrival.url,
            digest=digest_of(arrival.body),
            retrieved=arrival.retrieved,
            media_type=arrival.media_type,
            charset=arrival.charset,
            declared=arrival.declared,
            status=arrival.status,
            headers=tuple(arrival.headers),
        )
        record_id = warc.new_record_id()
        over_http = arrival.status is not None and arrival.media_type != "text/plain"
        member = (warc.response if over_http else warc.resource)(record_id, page, arrival.body)
        self._append(member, record_id, page, over_http=over_http)
        return record_id

    def revisit(
        self,
        url: str,
        digest: str,
        *,
        retrieved: datetime,
        declared: Declared = Declared(),  # noqa: B008
        status: int = 304,
        headers: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Stores that `url` was asked again and still has the body `digest`; returns the id of the new record.

        Validators that the answer does not repeat stay as they were. Raises KeyError if that body is not known.
        """
        first = self._index.first(url, digest)
        if first is None:
            raise KeyError(url)
        page = warc.Page(
            url=url,
            digest=digest,
            retrieved=retrieved,
            media_type="text/html",
            declared=declared,
            status=status,
            headers=self._with_validators(url, headers),
        )
        record_id = warc.new_record_id()
        self._append(warc.revisit(record_id, page, *first), record_id, page, over_http=None)
        return record_id

    def tell(self, event: Event) -> str:
        """Stores what happened to a page and returns the record's id; nothing that was kept of it is taken away.

        Raises ValueError if an address holds spaces or control characters.
        """
        record_id = warc.new_record_id()
        self._write(events.member(record_id, event), lambda: self._index.add_event(event))
        return record_id

    def events(self) -> Iterator[Event]:
        """All removals, moves and other addresses, in the order of storing."""
        for file in self._files():
            for _, record in records(file, WarcRecordType.metadata, lambda _: None):
                with suppress(ValueError, OSError):
                    yield events.event_of(record)

    def known(self, url: str) -> Known | None:
        """The latest state of the article at an address or a twin of it, or None if the archive does not have it."""
        return self._index.known(url)

    def has(self, url: str, digest: str) -> bool:
        """Whether this very body is stored under this address, as its latest version or an earlier one."""
        return self._index.first(url, digest) is not None

    def with_body(self, digest: str, limit: int = 50) -> list[str]:
        """The addresses of articles whose latest version has this very body."""
        return self._index.with_body(digest, limit)

    def of_source(self, name: str, limit: int = 1_000_000, *, carried: bool = False) -> list[Known]:
        """The pages fetched over HTTP for the source of that name, the longest not asked first.

        `carried` adds those whose text came some other way, as an API's answer about them.

        Not among them are those that were removed for good, or found removed again and again.
        """
        return self._index.of_source(name, limit, carried=carried)

    def days_with_new(self, name: str, limit: int = 60) -> list[date]:
        """The latest days (UTC) on which an article of the source of that name was first kept, the latest first."""
        return self._index.days_with_new(name, limit)

    def snapshots(self, skip: Container[str] = (), on_bad: OnBad | None = None) -> Iterator[Snapshot]:
        """Every stored page in the order of storing, save those whose record id is in `skip`.

        A page that turned out to be another one's new address comes under that one's, so that both are one article.

        A record that cannot be read is told to `on_bad` and passed over; what is being written meanwhile may or may
        not be among them.
        """
        return stored(self._files(), skip, on_bad or (lambda _: None), self._index.alias)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(_PATTERN))

    def _with_validators(self, url: str, headers: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        known = self._index.known(url)
        told = {name.lower() for name, _ in headers}
        before = (("ETag", known.etag), ("Last-Modified", known.last_modified)) if known else ()
        return (*headers, *((name, value) for name, value in before if value and name.lower() not in told))

    def _append(self, member: bytes, record_id: str, page: warc.Page, *, over_http: bool | None) -> None:
        self._write(member, lambda: self._index.add(record_id, page, over_http=over_http))

    def _write(self, member: bytes, index: Callable[[], None]) -> None:
        if self._file is None:  # made with the first record, so that a run that finds nothing leaves none
            self._file = WarcFile(self.folder)
            self._file.append(warc.info(self._file.name))
        length = self._file.append(member)
        with self._index.writing():
            index()
            self._index.set_indexed(self._file.name, length)
