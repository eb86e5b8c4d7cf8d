"""The export: facts, changes and conflicts as files, streamed, and put in place only when all of them are whole."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from core.errors import StoreError
from core.records.facts import Report
from core.records.findings import Change, Conflict
from core.settings import PUBLIC_URL
from publish import rows
from publish.columns import CHANGES, CONFLICTS, FACTS, Table
from publish.formats import Format, comma_separated, jsonl
from publish.formats.json_ld import JsonLd, Quotes
from publish.package import add_package

FormatName = Literal["jsonl", "csv", "excel-csv", "xlsx", "parquet", "jsonld", "package"]
FORMATS: tuple[FormatName, ...] = ("jsonl", "csv", "excel-csv", "xlsx", "parquet", "jsonld", "package")

_PIECE = 256 * 1024  # bytes
_WORKSHOP = ".export-"  # the folder of an export that is being written, with its process's number


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an export is made of besides its rows: its formats, the filters that the rows met, where readers find the
    dashboard, and how to find facts by their ids."""

    formats: Sequence[FormatName] = ()
    filters: Mapping[str, Any] = field(default_factory=dict)
    public_url: str = PUBLIC_URL
    quotes: Quotes = field(default=lambda _ids: {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many rows each table has, the files written, and what a format could not hold."""

    facts: int
    changes: int
    conflicts: int
    files: tuple[Path, ...]
    notes: tuple[str, ...]


def export(
    folder: Path,
    *,
    reports: Iterable[Report],
    changes: Iterable[Change],
    conflicts: Iterable[Conflict],
    asked: Asked | None = None,
) -> Exported:
    """Writes the tables into `folder`, made if need be: as JSON Lines always, and in the formats asked for.

    Rows stand in the order in which they come. A file is replaced as a whole, and none if anything fails; raises
    StoreError if the folder cannot be written.
    """
    asked = asked or Asked()
    package = ("csv", "excel-csv", "package") if "package" in asked.formats else ()
    chosen: tuple[FormatName, ...] = tuple(dict.fromkeys(("jsonl", *asked.formats, *package)))
    with _put_in_place(folder) as (workshop, finished):
        notes: list[str] = []
        with ExitStack() as closing:
            writers = [_open(name, workshop, asked) for name in chosen if name != "package"]
            for writer in writers:
                closing.callback(_close, writer, notes)
            counts = (
                _fill(writers, FACTS, map(rows.fact_row, reports)),
                _fill(writers, CHANGES, map(rows.change_row, changes)),
                _fill(writers, CONFLICTS, map(rows.conflict_row, conflicts)),
            )
        if package:
            add_package(workshop, asked=asked.filters)
    return Exported(facts=counts[0], changes=counts[1], conflicts=counts[2], files=tuple(finished), notes=tuple(notes))


def csv_lines(reports: Iterable[Report], *, excel: bool = False) -> Iterator[str]:
    """The fact table as CSV, line by line, for a download; encode as UTF-8."""
    yield comma_separated.head(FACTS, excel=excel)
    for report in reports:
        yield comma_separated.line(rows.fact_row(report).values(), excel=excel)


def jsonl_lines(reports: Iterable[Report]) -> Iterator[str]:
    """The fact table as JSON Lines, line by line, for a download; encode as UTF-8."""
    return (jsonl.line(rows.fact_row(report)) for report in reports)


def xlsx_pieces(reports: Iterable[Report]) -> Iterator[bytes]:
    """The fact table as a workbook, for a download, never whole in memory; its temporary file is gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = _open("xlsx", Path(folder), Asked())
        _fill([workbook], FACTS, map(rows.fact_row, reports))
        workbook.close()
        with (Path(folder) / "ereje.xlsx").open("rb") as file:
            yield from iter(partial(file.read, _PIECE), b"")


def _open(name: FormatName, folder: Path, asked: Asked) -> Format:
    """The format's writer; the heavy ones are imported only when asked for."""
    if name == "jsonl":
        return jsonl.JsonLines(folder)
    if name in ("csv", "excel-csv"):
        return comma_separated.CommaSeparated(folder, excel=name == "excel-csv")
    if name == "jsonld":
        return JsonLd(folder, asked.public_url, asked.quotes)
    if name == "xlsx":
        from publish.formats.xlsx import Workbook

        return Workbook(folder)
    from publish.formats.parquet import Parquet

    return Parquet(folder)


def _close(writer: Format, notes: list[str]) -> None:
    notes.extend(writer.close())


def _fill(writers: Sequence[Format], table: Table, found: Iterable[rows.Row]) -> int:
    for writer in writers:
        writer.begin(table)
    count = 0
    for row in found:
        for writer in writers:
            writer.write(row)
        count += 1
    return count


@contextmanager
def _put_in_place(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """A folder to write in, beside the files' place, and the list of what was moved there at the end."""
    finished: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_after_the_killed(folder)
        workshop = Path(tempfile.mkdtemp(prefix=f"{_WORKSHOP}{os.getpid()}-", dir=folder))
        try:
            yield workshop, finished
            for file in sorted(workshop.iterdir()):
                os.replace(file, folder / file.name)
                finished.append(folder / file.name)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise StoreError(folder, f"the export could not be written ({error.strerror or error})") from error


def _clear_after_the_killed(folder: Path) -> None:
    """Takes away what an export that was killed has left: its process is no more."""
    for left in folder.glob(f"{_WORKSHOP}*"):
        number = left.name.removeprefix(_WORKSHOP).split("-")[0]
        if number.isdigit() and not _is_alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
