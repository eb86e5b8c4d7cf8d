"""What an export takes: `python -m benchmarks.exporting [FACTS [FORMAT…]]`, 100,000 invented facts by default.

Each format in a process of its own, so that its peak of memory is its own; the facts are made one by one, as the store
gives them. Prints seconds, peak and size; the peak is not to grow with the facts.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import get_args

from benchmarks.comparing import reports
from publish.export import Asked, FormatName, export


def one(facts: int, name: str) -> None:
    """Writes one format and prints what it took."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        asked = Asked(formats=[each for each in get_args(FormatName) if each == name])
        done = export(Path(folder), reports=reports(facts), changes=(), conflicts=(), asked=asked)
        seconds = time.perf_counter() - begun
        size = sum(file.stat().st_size for file in Path(folder).iterdir() if file.suffix != ".jsonl" or name == "jsonl")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{done.facts:,} facts, {seconds:.0f} s, peak {peak:,.0f} MiB, {size / 2**20:,.0f} MiB"
    print(f"{name}: {told}{''.join(f'; {note}' for note in done.notes)}", flush=True)


def main() -> None:
    """All formats, or those that are named."""
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for name in sys.argv[2:] or get_args(FormatName):
        program = f"from benchmarks.exporting import one; one({facts}, {name!r})"
        subprocess.run([sys.executable, "-c", program], check=True)


if __name__ == "__main__":
    main()
