"""`ereje crawl`: collects from the catalogue into the archive."""

from dataclasses import asdict
from typing import Annotated

import typer

from cli import collecting
from cli.collecting import CATALOGUE, Catalogue
from cli.console import Home, Json, complain, open_home, report


def command(
    source_ids: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids; all if none.")] = None,
    sources: Catalogue = CATALOGUE,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Collect from the catalogue into the archive; known pages are asked for again, and stored only if they changed."""
    asked = collecting.chosen(sources, source_ids or [])
    summary = collecting.collect(open_home(home), asked)
    counts = {"new": summary.new, "changed": summary.changed, "unchanged": summary.unchanged}
    unanswered = [asdict(answer) for answer in summary.answers if not answer.ok]
    told = {"sources": [asdict(source) for source in summary.sources], **counts, "unanswered": unanswered}
    report(told, as_json, collecting.lines(summary))
    failed = collecting.complaints(summary)
    for line in failed:
        complain(line)
    if failed:
        raise typer.Exit(1)
