"""`ereje read`: reads what the archive holds and was not read yet, then compares everything."""

from dataclasses import asdict

import typer

from cli.console import Home, Json, complain, known_home, report
from cli.progress import counting
from cli.reading import ReadSummary, read_new


def command(home: Home = None, as_json: Json = False) -> None:
    """Read what the archive holds and was not read yet: articles, then facts, then changes and conflicts."""
    with counting("Reading page") as show:
        summary = read_new(known_home(home), on_progress=show, on_bad=complain)
    report(asdict(summary), as_json, [told(summary)])
    if summary.failed:
        raise typer.Exit(1)


def told(summary: ReadSummary) -> str:
    """The summary in one line."""
    aside = ", ".join(f"{reason} {count}" for reason, count in summary.skipped.items())
    parts = [
        f"{summary.articles} articles and {summary.facts} facts read",
        f"skipped {sum(summary.skipped.values())}" + (f" ({aside})" if aside else ""),
        *([f"failed {summary.failed}"] if summary.failed else []),
        *([f"facts refused {summary.refused}"] if summary.refused else []),
        f"{summary.changes} changes and {summary.conflicts} open conflicts known",
    ]
    return "; ".join(parts)
