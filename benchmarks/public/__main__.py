"""`python -m benchmarks.public SET FOLDER`: how well a public test set is read; without arguments, which there are.

Each module beside this one measures one set and says which files it expects.
"""

import importlib
import sys
import time
from pathlib import Path

SETS = ("articles", "commencement", "days", "quotes", "stances", "tempeval")


def main() -> None:
    """Prints the figures of one set, and how long measuring took."""
    chosen, folder = sys.argv[1:3] if len(sys.argv) == 3 else ("", "")
    if chosen not in SETS or not Path(folder).is_dir():
        print(f"usage: python -m benchmarks.public {{{','.join(SETS)}}} FOLDER")
        sys.exit(2)
    begun = time.perf_counter()
    print(importlib.import_module(f"benchmarks.public.{chosen}").report(Path(folder)))
    print(f"{chosen}: {time.perf_counter() - begun:.1f} s in all")


if __name__ == "__main__":
    main()
