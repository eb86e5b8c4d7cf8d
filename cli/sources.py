"""`ereje sources`: the catalogue, and which of its addresses answer today."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cli import collecting
from cli.collecting import CATALOGUE, Catalogue
from cli.console import Home, Json, complain, open_home, report
from core.records import Source

if TYPE_CHECKING:
    from crawler.outcomes import Answer

app = typer.Typer(help="The catalogue of sources, and which of them answer.", no_args_is_help=True)


@app.command("list")
def list_sources(sources: Catalogue = CATALOGUE, home: Home = None, as_json: Json = False) -> None:
    """List the catalogue."""
    from crawler import catalogue

    known = catalogue.load(sources)
    report({"sources": [asdict(source) for source in known]}, as_json, map(_row, known))


@app.command("check")
def check_sources(
    source_ids: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids; all if none.")] = None,
    sources: Catalogue = CATALOGUE,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Ask each address of the catalogue once and say what it answers; nothing is stored."""
    from crawler import run

    asked = collecting.chosen(sources, source_ids or [])
    summary = run.check(asked, open_home(home))
    report({"answers": [asdict(answer) for answer in summary.answers]}, as_json, map(_told, summary.answers))
    unanswered = [answer for answer in summary.answers if not answer.ok]
    for answer in unanswered:
        complain(f"{answer.source_id}: {answer.url}: {answer.why}")
    if unanswered:
        raise typer.Exit(1)


def _row(source: Source) -> str:
    ways = [
        name
        for name, way in (("feed", source.feeds), ("sitemap", source.sitemaps), ("listing", source.listings))
        if way
    ]
    ways += ["api"] if source.api else []
    state = "" if source.enabled else "  (off)"
    return (
        f"{source.source_id:<24} {source.kind:<9} {source.country}  {','.join(source.languages):<9} "
        f"{','.join(ways):<16} {source.name}{state}"
    )


def _told(answer: "Answer") -> str:
    what = f"{answer.links} links" if answer.ok else f"no: {answer.why}"
    return f"{answer.source_id}: {answer.url}: {what}"
