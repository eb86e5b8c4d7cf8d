"""Joins catalogue, crawler and archive: what `crawl`, `update` and the demo do, with progress on stderr."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import complain
from core.errors import Misuse
from core.records.sources import Source
from core.settings import PROJECT, USER_AGENT, Settings

if TYPE_CHECKING:
    from crawler.outcomes import CrawlSummary, SourceSummary

CATALOGUE = PROJECT / "sources"
STATES = {"closed", "robots"}  # of a site that keeps plain clients out: told, and no failure

Catalogue = Annotated[
    Path, typer.Option("--sources", help="The folder of the catalogue, one TOML file a source.", show_default=False)
]


def chosen(folder: Path, ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources with these ids, also if disabled; all that are enabled if none is named.

    Raises Misuse for an id that the catalogue does not have, DeclarationError for a broken file.
    """
    from crawler import catalogue

    sources = {source.source_id: source for source in catalogue.load(folder)}
    for source_id in ids:
        if source_id not in sources:
            raise Misuse(f"no source {source_id!r} in {folder}")
    return tuple(sources[source_id] for source_id in dict.fromkeys(ids)) or tuple(
        source for source in sources.values() if source.enabled
    )


def collect(settings: Settings, sources: Sequence[Source]) -> "CrawlSummary":
    """Crawls into the installation's archive; raises StoreError if that cannot be written."""
    from archive import Archive
    from crawler import run

    if settings.user_agent == USER_AGENT and not settings.allow_private:
        complain("sites are not told whom to write to: set contact in settings.toml")
    with Archive(settings.archive_folder) as archive, progress("Collecting") as show:
        return run.crawl(sources, archive, settings, show)


def lines(summary: "CrawlSummary") -> Iterator[str]:
    """The run for a person: a line a source, then the sum."""
    for source in summary.sources:
        counts = [f"{source.new} new", f"{source.changed} changed", f"{source.unchanged} unchanged"]
        counts += [f"{count} {what}" for what, count in (("removed", source.removed), ("moved", source.moved)) if count]
        counts += [f"refused {count} ({reason})" for reason, count in source.refused.items()]
        counts += [f"failed {count} ({kind})" for kind, count in source.failed.items()]
        closed = f"closed to plain clients ({source.closed}); " if source.closed else ""
        yield f"{source.name}: {closed}{', '.join(counts)}"
    sources = f"{len(summary.sources)} source{'s' if len(summary.sources) != 1 else ''}"
    yield f"{sources}: {summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged"


def complaints(summary: "CrawlSummary") -> list[str]:
    """What was asked for and failed, a line each: sources of which nothing came, and single addresses of others."""
    told = [f"{source.source_id}: {source.trouble}" for source in summary.in_trouble]
    told_of = {source.source_id for source in summary.sources if source.trouble or source.closed}
    unanswered = [answer for answer in summary.answers if not answer.ok and answer.why not in STATES]
    return told + [f"{a.source_id}: {a.url}: {a.why}" for a in unanswered if a.source_id not in told_of]


@contextmanager
def progress(what: str) -> "Iterator[Callable[[SourceSummary], None]]":
    """A bar over all sources' pages on a terminal; elsewhere a line each time a source has come 50 pages further."""
    if sys.stderr.isatty():
        with _bar(what) as show:
            yield show
    else:
        yield _plain(what)


@contextmanager
def _bar(what: str) -> "Iterator[Callable[[SourceSummary], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    state: dict[str, SourceSummary] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)

        def show(summary: "SourceSummary") -> None:
            state[summary.source_id] = summary
            found, pages = (sum(getattr(one, name) for one in state.values()) for name in ("found", "pages"))
            bars.update(task, description=f"{what}: {summary.name}", total=max(found, pages), completed=pages)

        yield show


def _plain(what: str) -> "Callable[[SourceSummary], None]":
    told: dict[str, int] = {}

    def show(summary: "SourceSummary") -> None:
        if summary.pages - told.get(summary.source_id, 0) >= 50:
            told[summary.source_id] = summary.pages
            print(f"{what}: {summary.name}: {summary.pages} of {summary.found} pages", file=sys.stderr, flush=True)

    return show
