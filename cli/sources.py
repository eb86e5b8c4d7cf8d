"""`ereje sources`: the catalogue, and which of its addresses answer today."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli import collecting
from cli.collecting import CATALOGUE, Catalogue
from cli.console import Home, Json, complain, home_if_any, report
from core.records.sources import Source

if TYPE_CHECKING:
    from crawler.health import SourceHealth
    from crawler.outcomes import Answer

app = typer.Typer(help="The catalogue of sources, and which of them answer.", no_args_is_help=True)


@app.command("list")
def list_sources(sources: Catalogue = CATALOGUE, home: Home = None, as_json: Json = False) -> None:
    """List the catalogue, and how each source fared: its state, its last success, its last new article."""
    from contextlib import ExitStack

    from archive import Archive
    from crawler import catalogue, health

    known, settings = catalogue.load(sources), home_if_any(home)
    with ExitStack() as stack:
        has_archive = settings.archive_folder.is_dir()
        archive = stack.enter_context(Archive(settings.archive_folder)) if has_archive else None
        states = health.of(settings.home, known, archive)
    told = [
        asdict(source) | {"health": {name: _plain(value) for name, value in asdict(state).items()}}
        for source, state in zip(known, states, strict=True)
    ]
    report({"sources": told}, as_json, [*map(_row, known, states), _sum(states)])


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
    summary = run.check(asked, home_if_any(home))
    report({"answers": [asdict(answer) for answer in summary.answers]}, as_json, map(_told, summary.answers))
    unanswered = [answer for answer in summary.answers if not answer.ok and answer.why not in collecting.STATES]
    for answer in unanswered:
        complain(f"{answer.source_id}: {answer.url}: {answer.why}")
    if unanswered:
        raise typer.Exit(1)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _row(source: Source, health: "SourceHealth") -> str:
    ways = [
        name
        for name, way in (("feed", source.feeds), ("sitemap", source.sitemaps), ("listing", source.listings))
        if way
    ]
    ways += ["api"] if source.api else []
    state = "" if source.enabled else "  (off)"
    return (
        f"{source.source_id:<24} {source.kind:<9} {source.country}  {','.join(source.languages):<9} "
        f"{','.join(ways):<16} {source.name}{state}{_fared(health)}"
    )


def _fared(health: "SourceHealth") -> str:
    """The last run in a line under the source, or nothing if there was none."""
    if health.last_run is None:
        return ""
    told = [health.state + (f" ({health.why})" if health.why else "")]
    if health.quiet_days:
        told.append(f"nothing new for {health.quiet_days} days, longer than usual")
    told.append(f"last success {health.last_success:%Y-%m-%d %H:%M} UTC" if health.last_success else "no success yet")
    told.append(f"last new article {health.last_new}" if health.last_new else "no article yet")
    told.append(f"{health.pages} pages in the last run")
    told += [f"refused {count} ({reason})" for reason, count in health.refused.items()]
    told += [f"failed {count} ({kind})" for kind, count in health.failed.items()]
    return f"\n{'':<25}{', '.join(told)}"


def _sum(states: "Sequence[SourceHealth]") -> str:
    """How many fare how; those that are off are not asked, however they once fared."""
    on = Counter(health.state for health in states if health.enabled)
    told = [f"{on[state]} {state}" for state in ("working", "quiet", "closed", "failing", "never-run") if on[state]]
    off = sum(not health.enabled for health in states)
    return (
        f"{len(states)} source{'s' if len(states) != 1 else ''}: {', '.join([*told, *([f'{off} off'] if off else [])])}"
    )


def _told(answer: "Answer") -> str:
    what = f"{answer.links} links" if answer.ok else f"no: {answer.why}"
    return f"{answer.source_id}: {answer.url}: {what}"
