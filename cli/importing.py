"""`ereje import`: takes articles from files into the archive."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cli.console import Home, Json, complain, open_home, report


def command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=".jsonl, .warc, .warc.gz, .html or folders.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Take articles from files into the archive; what is there already is not stored twice."""
    from archive import Archive
    from crawler import importing

    settings = open_home(home)
    with Archive(settings.archive_folder) as archive:
        summary = importing.take(paths, archive, on_bad=complain, on_warning=complain)
    bad = f", {summary.bad} bad" if summary.bad else ""
    report(asdict(summary), as_json, [f"{summary.taken} taken, {summary.known} known already{bad}"])
    if summary.bad:
        raise typer.Exit(1)
