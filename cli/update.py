"""`ereje update`: collects, reads, then tells; what a timer calls."""

from dataclasses import asdict

import typer

from cli import collecting
from cli.collecting import CATALOGUE, Catalogue
from cli.console import Home, Json, complain, open_home, report
from cli.notify import told as told_of_messages
from cli.notifying import notify
from cli.progress import counting
from cli.read import told
from cli.reading import read_new


def command(sources: Catalogue = CATALOGUE, home: Home = None, as_json: Json = False) -> None:
    """Collect from the catalogue, read what is new, tell subscribers: what a timer calls."""
    settings = open_home(home)
    collected = collecting.collect(settings, collecting.chosen(sources, []))
    with counting("Reading page") as show:
        read = read_new(settings, on_progress=show, on_bad=complain)
    sent = notify(settings, on_trouble=complain)
    summary = {"sources": [asdict(source) for source in collected.sources], **asdict(read), "messages": asdict(sent)}
    report(summary, as_json, [*collecting.lines(collected), told(read), *told_of_messages(sent)])
    failed = collecting.complaints(collected)
    for line in failed:
        complain(line)
    if failed or read.failed or sent.failed or sent.given_up:
        raise typer.Exit(1)
