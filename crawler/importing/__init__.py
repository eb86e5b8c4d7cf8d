"""Takes somebody's articles into the archive: JSON lines, WARC files, HTML pages, or folders of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive import Archive, Arrival
from core.errors import Unreadable
from core.ids import digest as digest_of
from crawler.importing import lines, pages, warcs
from crawler.importing.given import OnLine

_SUFFIXES = (".jsonl", ".warc", ".warc.gz", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many pages were taken, were there already, and could not be read."""

    taken: int = 0
    known: int = 0
    bad: int = 0


def take(paths: Sequence[Path], archive: Archive, on_bad: OnLine, on_warning: OnLine) -> ImportSummary:
    """Takes what `paths` hold; the same body under the same address is stored once, however often it is imported.

    What cannot be read goes to `on_bad` with file and line or offset, and the rest is taken; `on_warning` is told of a
    field that was dropped. Raises StoreError if the archive cannot be written.
    """
    summary = ImportSummary()

    def bad(error: Unreadable) -> None:
        nonlocal summary
        summary = replace(summary, bad=summary.bad + 1)
        on_bad(error)

    def as_known(given: Arrival) -> Arrival:
        """Under the address that its article is known by, if it is: a twin of that is no other article."""
        known = archive.known(given.url)
        return replace(given, url=known.url) if known else given

    for path in paths:
        for file in _files(path, bad):
            for given in map(as_known, _read(file, bad, on_warning)):
                if archive.has(given.url, digest_of(given.body)):
                    summary = replace(summary, known=summary.known + 1)
                    continue
                try:
                    archive.write(given)
                except ValueError as error:
                    bad(Unreadable(f"{file}: {given.url[:200]}", str(error)))
                else:
                    summary = replace(summary, taken=summary.taken + 1)
    return summary


def _files(path: Path, bad: OnLine) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.name.lower().endswith(_SUFFIXES) and file.is_file())
        if not found:
            bad(Unreadable(str(path), "the folder holds no .jsonl, .warc, .warc.gz or .html file"))
        return found
    if not path.is_file():
        bad(Unreadable(str(path), "no such file"))
        return []
    if not path.name.lower().endswith(_SUFFIXES):
        bad(Unreadable(str(path), "is none of .jsonl, .warc, .warc.gz, .html"))
        return []
    return [path]


def _read(file: Path, bad: OnLine, warn: OnLine) -> Iterator[Arrival]:
    name = file.name.lower()
    try:
        if name.endswith(".jsonl"):
            yield from lines.read(file, bad, warn)
        elif name.endswith((".warc", ".warc.gz")):
            yield from warcs.read(file, bad)
        else:
            yield pages.read(file)
    except Unreadable as error:
        bad(error)
    except OSError as error:
        bad(Unreadable(str(file), error.strerror or str(error)))
