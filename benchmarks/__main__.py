"""`make bench`: every benchmark in turn, each of which prints ratios within its own run."""

import subprocess
import sys
from pathlib import Path

_TOOLS = ("__init__", "__main__", "invented_home", "linkage", "stances", "train")  # they make a home, or what is learnt

if __name__ == "__main__":
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem in _TOOLS:
            continue
        print(f"== {file.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{file.stem}"], check=True)  # its own threads and memory
