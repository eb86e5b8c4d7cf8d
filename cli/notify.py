"""`ereje notify`: sends what is due to subscribers."""

from collections.abc import Iterator
from dataclasses import asdict

import typer

from cli.console import Home, Json, complain, known_home, report
from cli.notifying import NotifySummary, notify


def command(home: Home = None, as_json: Json = False) -> None:
    """Send the alerts that are due; what fails is tried again by a later run."""
    summary = notify(known_home(home), on_trouble=complain)
    report(asdict(summary), as_json, told(summary))
    if summary.failed or summary.given_up:
        raise typer.Exit(1)


def told(summary: NotifySummary) -> Iterator[str]:
    """One run for a person."""
    if summary.busy:
        yield "Another run is sending what is due."
        return
    yield f"{summary.sent} message{'s' if summary.sent != 1 else ''} sent"
    if summary.failed:
        yield f"{summary.failed} failed and will be tried again"
    if summary.waiting:
        yield f"{summary.waiting} not yet due"
    if summary.given_up:
        yield f"{summary.given_up} given up; `ereje subscriptions` lists them, `ereje subscriptions retry` tries again"
