"""Invented facts beside what a home holds: `python -m benchmarks.invented_home HOME [FACTS]`, a million by default.

A home to walk through by hand or to measure: on the samples that `ereje demo --once --home HOME` has read, pages meet
real words among many. Adds the facts once and compares everything.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.comparing import reports
from benchmarks.one_more import fill
from cli.comparing import compare_stored
from cli.console import open_home
from core.settings import Settings
from db.engine import open_store

_FACTS = 1_000_000


def add(settings: Settings, facts: int) -> None:
    """Fills the installation's store with `facts` invented ones and compares them with what it held."""
    engine = open_store(settings.database_url)
    fill(engine, list(reports(facts, spread=max(1, round((facts / 10_000) ** 0.5)))))
    compare_stored(engine, at=datetime.now(UTC), many=-1)
    engine.dispose()


if __name__ == "__main__":
    add(open_home(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else _FACTS)
