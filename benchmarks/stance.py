"""How well stances are told: `python -m benchmarks.stance FOLDER` on a folder with the Fake News Challenge's test set.

It expects `competition_test_bodies.csv` and `competition_test_stances.csv`, which are not part of this project; without
a folder it says so and ends. Prints the F1 of "same story" and of each stance.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from timeline import stance

_STANCES = ("agree", "disagree", "discuss")
Pairs = Counter[tuple[str, str]]


def confusion(folder: Path) -> Pairs:
    """How often each stance was told where each was meant: (meant, told)."""
    with (folder / "competition_test_bodies.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with (folder / "competition_test_stances.csv").open(encoding="utf-8", newline="") as file:
        return Counter(
            (row["Stance"], str(stance(row["Headline"], bodies[row["Body ID"]]))) for row in csv.DictReader(file)
        )


def f1(pairs: Pairs, right: Callable[[str], bool]) -> float:
    """F1 of the stances for which `right` holds, taken as one."""
    both = sum(times for (meant, told), times in pairs.items() if right(meant) and right(told))
    each = sum(times * (right(meant) + right(told)) for (meant, told), times in pairs.items())
    return 2 * both / each if each else 0.0


def main() -> None:
    """Prints the figures, or what is missing."""
    if len(sys.argv) < 2:
        print("stance: no folder with the Fake News Challenge's test set was given; nothing measured")
        return
    csv.field_size_limit(10**9)
    pairs = confusion(Path(sys.argv[1]))
    figures = {"same story": f1(pairs, lambda told: told != "unrelated")}
    figures |= {name: f1(pairs, name.__eq__) for name in _STANCES}
    print(f"stance, {pairs.total():,} pairs: " + ", ".join(f"{name} F1 {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
