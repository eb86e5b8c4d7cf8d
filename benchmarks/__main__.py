"""`make bench`: every benchmark in turn, each of which prints ratios within its own run."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem.startswith("_"):
            continue
        print(f"== {file.stem}", flush=True)
        sys.argv = [file.stem]
        try:
            runpy.run_module(f"benchmarks.{file.stem}", run_name="__main__")
        except SystemExit as ended:
            if ended.code:
                raise
