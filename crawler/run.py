"""Runs a crawl in a process of its own and passes on what it tells: a Twisted reactor starts only once a process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import Archive
from core.errors import StoreError
from core.records.sources import Source
from core.settings import PROJECT, Settings
from crawler import health
from crawler.outcomes import Answer, CrawlSummary, SourceSummary

Progress = Callable[[SourceSummary], None]


def crawl(
    sources: Sequence[Source], archive: Archive, settings: Settings, on_progress: Progress | None = None
) -> CrawlSummary:
    """Collects from `sources` into the archive; known pages are asked for again, conditionally.

    `on_progress` is called with a source's counts whenever they change. One bad source never stops the others. Raises
    StoreError if the archive cannot be written or the crawl ended before its time; what was archived by then stays.
    """
    summary = _run(sources, settings, archive.folder, on_progress)
    health.note(settings.home, summary.sources, datetime.now(UTC))
    return summary


def check(sources: Sequence[Source], settings: Settings, on_progress: Progress | None = None) -> CrawlSummary:
    """Asks each address of discovery once, follows no link and stores nothing; `answers` says what came."""
    return _run(sources, settings, None, on_progress)


def _run(
    sources: Sequence[Source], settings: Settings, folder: Path | None, on_progress: Progress | None
) -> CrawlSummary:
    settings.home.mkdir(parents=True, exist_ok=True)
    summaries = {source.source_id: SourceSummary(source_id=source.source_id, name=source.name) for source in sources}
    answers: list[Answer] = []
    done = False
    for event in _events(_job(sources, settings, folder), settings.home / "crawl.log"):
        match event["event"]:
            case "source":
                summary = SourceSummary.from_json(event["summary"])
                summaries[summary.source_id] = summary
                if on_progress:
                    on_progress(summary)
            case "answer":
                answers.append(Answer(**event["answer"]))
            case "store":
                raise StoreError(event["place"], event["why"])
            case "done":
                done = True
    if not done:
        raise StoreError(settings.home / "crawl.log", "the crawl ended before its time; its log says why")
    return CrawlSummary(sources=tuple(summaries.values()), answers=tuple(answers))


def _job(sources: Sequence[Source], settings: Settings, folder: Path | None) -> str:
    return json.dumps(
        {
            "archive": None if folder is None else str(folder),
            "sources": [asdict(source) for source in sources],
            "settings": asdict(settings) | {"home": str(settings.home), "database_url": ""},
        }
    )


def _events(job: str, log: Path) -> Iterator[dict[str, Any]]:
    """What the child tells, line by line; it ends when our end of its input closes, so none outlives its parent."""
    with log.open("wb") as errors, _child(errors) as child:
        if child.stdin is None or child.stdout is None:
            raise StoreError(log, "the crawl could not be started")
        try:
            child.stdin.write(job.encode() + b"\n")
            child.stdin.flush()
            for line in child.stdout:
                yield json.loads(line)
        finally:
            child.stdin.close()


def _child(errors: Any) -> "subprocess.Popen[bytes]":
    # -P and the project's own folder first: a folder named "crawler" where the command is called must not be run.
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )
