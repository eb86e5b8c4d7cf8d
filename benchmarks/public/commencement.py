"""Start and end days of policies in CoronaNet: a folder of its release files (`*.csv`), one row a policy.

A row's description is read on the day it was announced. Its start is the one told last, or that day where none is told;
its end the one told last. "Moved" are the starts on another day than that of the announcement. An eighth of the rows is
kept for testing, by the digest of their number, and all of Kazakhstan; `COUNTS` says how many of each part are read.
"""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from nlp import effective_dates

COUNTS = {"development": 3000, "test": 3000}


@dataclass(frozen=True, slots=True)
class Policy:
    """A description, the day it was announced, its start and its end, each in ISO 8601."""

    text: str
    announced: date
    start: str
    end: str | None


def policies(folder: Path, part: str) -> list[Policy]:
    """The rows of a part, a fixed random choice: those whose digests come first."""
    csv.field_size_limit(10**9)
    rows = sorted(_rows(folder, part), key=lambda row: row[0])
    return [policy for _, policy in rows[: COUNTS[part]]]


def _rows(folder: Path, part: str) -> Iterator[tuple[str, Policy]]:
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.DictReader(lines):
                digest = sha256(row["record_id"].encode()).hexdigest()
                tested = digest[0] in "05" or row["country"] == "Kazakhstan"
                if (part == "test") == tested and row["date_announced"] and row["description"]:
                    announced = date.fromisoformat(row["date_announced"])
                    yield digest[1:], Policy(row["description"], announced, row["date_start"], row["date_end"] or None)


def told(policy: Policy) -> tuple[str, str | None]:
    """The start and end that a description tells."""
    found = effective_dates(policy.text, policy.announced)
    starts = [one.first for one in found if one.first and len(one.first) == 10]
    ends = [one.last for one in found if one.last and len(one.last) == 10]
    return starts[-1] if starts else policy.announced.isoformat(), ends[-1] if ends else None


def report(folder: Path) -> str:
    """The shares of starts, moved starts and ends that are right, part by part, and the speed."""
    return "\n".join(_measured(part, policies(folder, part)) for part in COUNTS)


def _measured(part: str, read: list[Policy]) -> str:
    begun = time.perf_counter()
    pairs = [(policy, *told(policy)) for policy in read]
    took = time.perf_counter() - begun
    moved = [(policy, start) for policy, start, _ in pairs if policy.start != policy.announced.isoformat()]
    ended = [(policy, end) for policy, _, end in pairs if policy.end]
    starts = sum(policy.start == start for policy, start, _ in pairs) / len(pairs)
    later = sum(policy.start == start for policy, start in moved) / max(len(moved), 1)
    ends = sum(policy.end == end for policy, end in ended) / max(len(ended), 1)
    return (
        f"{part}, {len(read)} rows: starts right {starts:.3f}, moved starts {later:.3f} of {len(moved)}, "
        f"ends {ends:.3f} of {len(ended)}; {len(read) / took:.0f} rows/s"
    )
