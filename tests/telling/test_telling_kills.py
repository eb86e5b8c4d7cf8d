"""A notifier that is killed at random points loses nothing and tells nothing twice under another id.

The benchmark does the same with a thousand events and a hundred kills.
"""

from pathlib import Path

from benchmarks.notifying import run


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path, store_url: str) -> None:
    found, events, died = run(tmp_path, database_url=store_url, kills=9, rounds=3)
    assert events == 150
    assert died > 0
    assert found.owed == found.told > 500
    assert (found.lost, found.uncalled, found.under_two_ids) == (0, 0, 0)
