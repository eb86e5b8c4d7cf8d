"""`ereje demo`: the whole job on the sample sites, from page to timeline, with nothing but this machine."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from cli import collecting, dashboard
from cli.console import Home, Json, complain, open_home, report
from cli.progress import counting
from cli.read import told
from cli.reading import read_new
from core.settings import Settings

if TYPE_CHECKING:
    from core.queries import Overview
    from core.records.findings import Conflict

HOME = Path("var/demo")
_FIRST_PAGE = "/?on=2023-01-20"  # a day within the samples' story, so that something comes next
_CATALOGUE = "samples"  # in the home: the samples' catalogue, with the addresses of the last run


def command(
    once: Annotated[bool, typer.Option("--once", help="End before the dashboard.")] = False,
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The dashboard's port on 127.0.0.1.")] = dashboard.PORT,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    as_json: Json = False,
) -> None:
    """Show the whole job on bundled sample sites (in ./var/demo): collect, read, compare, then the dashboard."""
    settings = _settings(home)
    if not once:
        dashboard.refuse_if_taken(port)  # better known now than after the work
    with _served(settings) as catalogue:
        whole = _collect_and_read(settings, catalogue, as_json)
        if not once:
            # The sites go on answering beside the dashboard: its links open their pages.
            dashboard.serve(settings, port=port, open_browser=open_browser, page=_FIRST_PAGE)
    if not whole:
        raise typer.Exit(1)


def _settings(home: Path | None) -> Settings:
    """The samples are on this machine, and no one is kept waiting by asking them quickly."""
    settings = open_home(home or (None if os.environ.get("EREJE_HOME") else HOME))
    return replace(settings, allow_private=True, limits=replace(settings.limits, delay_seconds=0.0))


@contextmanager
def _served(settings: Settings) -> Iterator[Path]:
    """The catalogue's folder, while the sample sites answer; a second run has the same addresses as the first."""
    from samples.serve import SampleSites, known_origins

    folder = settings.home / _CATALOGUE
    with SampleSites(known=known_origins(folder)) as sites:
        sites.write_sources(folder)
        _stage(f"Serving {len(sites.origins)} sample sites on this machine")
        yield folder


def _stage(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _collect_and_read(settings: Settings, catalogue: Path, as_json: bool) -> bool:
    """Collects, reads, compares and tells; whether all of it went well."""
    _stage("Collecting")
    collected = collecting.collect(settings, collecting.chosen(catalogue, []))
    for source in collected.in_trouble:
        complain(f"{source.source_id}: {source.trouble}")
    _stage("Reading and comparing")
    with counting("Reading page") as show:
        read = read_new(settings, on_progress=show, on_bad=complain)
    overview, changes, conflicts = _known(settings)
    summary = {
        "home": str(settings.home),
        "sources": [asdict(source) for source in collected.sources],
        "articles": overview.articles,
        "facts": overview.facts,
        "changes": changes,
        "conflicts": [asdict(conflict) for conflict in conflicts],
    }
    report(
        summary, as_json, [*collecting.lines(collected), told(read), *_lines(settings, overview, changes, conflicts)]
    )
    return not collected.in_trouble and not read.failed


def _known(settings: Settings) -> "tuple[Overview, int, tuple[Conflict, ...]]":
    from core.queries import Filters
    from db import reads
    from db.engine import open_store, reading

    engine = open_store(settings.database_url)
    try:
        with reading(engine) as session:
            overview = reads.overview(session, today=datetime.now(ZoneInfo(settings.timezone)).date())
            page = reads.conflicts(session, filters=Filters(statuses=("open",)), limit=max(overview.open_conflicts, 1))
            return overview, reads.changes(session, filters=Filters(), limit=1).total, page.items
    finally:
        engine.dispose()


def _lines(settings: Settings, overview: "Overview", changes: int, conflicts: "tuple[Conflict, ...]") -> Iterator[str]:
    yield ""
    yield f"{overview.articles} articles, {overview.facts} facts, {changes} changes of rules"
    yield f"{len(conflicts)} open conflicts:" if conflicts else "No open conflict."
    for conflict in conflicts:
        yield f"  {conflict.type}: {conflict.explanation}"
    yield f"All of it is in {settings.home}; other commands find it with --home."
