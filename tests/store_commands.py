"""Running commands as a user runs them, over an archive made by hand."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from archive import Archive, Arrival
from core.records.pages import Declared


def ereje(home: Path, *arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "cli.main", *map(str, arguments), "--home", str(home)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EREJE_")} | more
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)


def archived(home: Path, *bodies: str, published: str = "2024-02-10") -> None:
    with Archive(home / "archive") as archive:
        for number, body in enumerate(bodies):
            page = Arrival(
                url=f"https://gazette.example/{number}",
                body=body.encode(),
                retrieved=datetime(2024, 2, 11, 12, tzinfo=UTC),
                media_type="text/plain",
                declared=Declared(source="The Gazette", language="en", published=published, title="Trams to cost more"),
            )
            archive.write(page)


def one_line(stderr: str) -> str:
    assert stderr.count("\n") == 1, stderr
    assert stderr.startswith("ereje: ")
    return stderr
