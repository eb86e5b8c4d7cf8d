"""`ereje rebuild`: reads the whole archive anew, after an upgrade; what stays the same keeps its ids."""

from dataclasses import asdict

import typer

from cli.console import Home, Json, complain, known_home, report
from cli.progress import counting
from cli.read import told
from cli.reading import read_anew


def command(home: Home = None, as_json: Json = False) -> None:
    """Read the whole archive anew, after an upgrade; say what this reader sees otherwise."""
    with counting("Reading page") as show:
        summary = read_anew(known_home(home), on_progress=show, on_bad=complain)
    otherwise = f"facts added {summary.added}, removed {summary.removed}, read otherwise {summary.altered}"
    report(asdict(summary), as_json, [told(summary), otherwise])
    if summary.failed:
        raise typer.Exit(1)
