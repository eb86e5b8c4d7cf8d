"""A count that grows on stderr while something is read: one line on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS = 10.0


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Shows "`what` N"; nothing is shown of a job that takes no time, or where stderr is no terminal, at first."""
    on_terminal, told = sys.stderr.isatty(), time.monotonic()

    def show(number: int) -> None:
        nonlocal told
        if on_terminal:
            print(f"\r{what} {number}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - told > _SECONDS:
            told = time.monotonic()
            print(f"{what} {number}", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if on_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
