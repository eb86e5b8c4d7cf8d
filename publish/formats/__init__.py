"""The formats of the exported tables, one file each.

Each is a class with `begin(table)`, `write(row)` for the table begun last, and `close()`, which returns notes on what
the format could not hold. All write into the folder they are given and nowhere else.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from publish.columns import Table
from publish.rows import Row


class Format(Protocol):
    """What every format does; tables come one after the other."""

    def begin(self, table: Table) -> None: ...

    def write(self, row: Row) -> None: ...

    def close(self) -> tuple[str, ...]: ...


Opening = Callable[[Path], Format]
