"""What a filter's answer costs the program: `python -m benchmarks.answers [FACTS | HOME]`.

On invented facts (100,000 if none are named), or on the store of a home.

Each page is made whole, as for a browser that asks for it in place, without the browser and the way there. Wall-clock
time, the least of 3 takes for each value of a filter, which says most on a machine that does other things too: the
median of the values, and the longest. EREJE_DATABASE_URL names PostgreSQL.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.invented_home import add
from cli.console import open_home
from core.settings import load
from dashboard.address import Query
from dashboard.answering import answer, as_data
from db import reads
from db.engine import open_store, reading

_FACTS = "100000"
_TAKES = 3
_VALUES = 7
_DAYS = tuple(f"2023-0{month}-15" for month in range(1, 9))
_WORDS = ("a", "vi", "permit", "ab", "j", "kaz", "stay days")


def _asked(choices: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str, Sequence[str]]]:
    """Pages with the filter that is set on them and its values, of those that the store holds."""
    topics, audiences = (_some(choices[name]) for name in ("topics", "audiences"))
    return (
        ("", "", ()),
        ("", "topic", topics),
        ("", "who", audiences),
        ("", "known", _DAYS),
        ("", "from", _DAYS),
        ("", "q", _WORDS),
        ("", "origins", ("2", "3", "5")),
        ("", "status", ("announced", "in-force", "planned")),
        ("facts", "", ()),
        ("facts", "topic", topics),
        ("facts", "kind", ("figure", "rule", "event", "statement")),
        ("facts", "known", _DAYS),
        ("facts", "from", _DAYS),
        ("facts", "q", _WORDS),
        ("facts", "language", ("ru", "kk", "en")),
        ("rules", "", ()),
        ("rules", "topic", topics),
        ("rules", "known", _DAYS),
        ("conflicts", "", ()),
        ("conflicts", "topic", topics),
        ("conflicts", "known", _DAYS),
        ("conflicts", "q", _WORDS),
    )


def _some(values: Sequence[str]) -> Sequence[str]:
    return values[:: max(1, len(values) // _VALUES)]


def main() -> None:
    """One line a page and filter."""
    told = sys.argv[1] if len(sys.argv) > 1 else _FACTS
    with tempfile.TemporaryDirectory() as folder:
        home = folder if told.isdigit() else told
        if told.isdigit():
            add(open_home(Path(home)), int(told))
        os.environ["EREJE_HOME"] = home
        _tell()


def _tell() -> None:
    engine = open_store(load(os.environ).database_url)
    with reading(engine) as session:
        choices = reads.choices(session)
    for page, name, values in _asked(choices):
        took = [min(_answered(page, name, value) for _ in range(_TAKES)) * 1000 for value in values or ("",)]
        asked = f"/{page}{f'?{name}=' if name else ''}"
        print(f"{asked:18} {statistics.median(took):6.0f} ms, at most {max(took):6.0f}", flush=True)


def _answered(page: str, name: str, value: str) -> float:
    begun = time.perf_counter()
    as_data(answer(page, Query.of([(name, value)] if value else []), {}))
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
