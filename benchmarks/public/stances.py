"""Stances as the Fake News Challenge means them: a folder with its `competition_test_*` files, or its `train_*` files.

Prints the F1 of "same story" (all but unrelated) and of each stance, over every pair of a headline and a text.
"""

import csv
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from nlp import stance

_STANCES = ("agree", "disagree", "discuss")
_PARTS = ("train", "competition_test")
Pairs = Counter[tuple[str, str]]


def confusion(folder: Path, part: str) -> Pairs:
    """How often each stance was told where each was meant: (meant, told)."""
    csv.field_size_limit(10**9)
    with (folder / f"{part}_bodies.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with (folder / f"{part}_stances.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["Body ID"])  # a text's together: it is encoded once
    return Counter((row["Stance"], str(stance(row["Headline"], bodies[row["Body ID"]]))) for row in rows)


def f1(pairs: Pairs, right: Callable[[str], bool]) -> float:
    """F1 of the stances for which `right` holds, taken as one."""
    both = sum(times for (meant, told), times in pairs.items() if right(meant) and right(told))
    each = sum(times * (right(meant) + right(told)) for (meant, told), times in pairs.items())
    return 2 * both / each if each else 0.0


def report(folder: Path) -> str:
    """The figures of each part that is there, and the speed."""
    return "\n".join(_measured(folder, part) for part in _PARTS if (folder / f"{part}_stances.csv").exists())


def _measured(folder: Path, part: str) -> str:
    begun = time.perf_counter()
    pairs = confusion(folder, part)
    took = time.perf_counter() - begun
    figures = {"same story": f1(pairs, lambda told: told != "unrelated")}
    figures |= {name: f1(pairs, name.__eq__) for name in _STANCES}
    told = ", ".join(f"{name} F1 {value:.3f}" for name, value in figures.items())
    return f"{part}, {pairs.total():,} pairs: {told}; {pairs.total() / took:.0f} pairs/s"
