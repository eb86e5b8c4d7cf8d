"""The demo from the command line: the whole job on the sample sites, twice."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from core.errors import ErejeError

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = json.loads((ROOT / "tests" / "gold" / "samples-articles.json").read_text(encoding="utf-8"))


def demo(home: Path) -> dict[str, Any]:
    """What `ereje demo --once` tells; it must succeed."""
    command = [sys.executable, "-m", "cli.main", "demo", "--once", "--json", "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(home: Path) -> dict[str, Any]:
    return demo(home)


def test_every_article_is_collected_and_read(first: dict[str, Any]) -> None:
    assert sum(source["new"] for source in first["sources"]) == len(ARTICLES)
    assert first["articles"] == len(ARTICLES)
    assert not [source for source in first["sources"] if source["failed"] or source["trouble"]]


def test_nothing_behind_robots_txt_is_kept(first: dict[str, Any], home: Path) -> None:
    assert {reason for source in first["sources"] for reason in source["refused"]} == {"robots"}
    damaged: list[ErejeError] = []
    with Archive(home / "archive") as archive:
        bodies = [snapshot.body for snapshot in archive.snapshots(set(), damaged.append)]
    assert len(bodies) == len(ARTICLES)
    assert not [body for body in bodies if b"Not for robots" in body]
    assert not damaged


def test_the_reports_on_asylum_are_flagged(first: dict[str, Any]) -> None:
    assert [conflict for conflict in first["conflicts"] if "asylum" in conflict["explanation"].casefold()]


def test_a_second_run_finds_nothing_new_and_says_the_same(first: dict[str, Any], home: Path) -> None:
    second = demo(home)
    assert sum(source["unchanged"] for source in second["sources"]) == len(ARTICLES)
    assert [second[what] for what in ("articles", "facts", "changes")] == [
        first[what] for what in ("articles", "facts", "changes")
    ]
    assert {conflict["conflict_id"] for conflict in second["conflicts"]} == {
        conflict["conflict_id"] for conflict in first["conflicts"]
    }
