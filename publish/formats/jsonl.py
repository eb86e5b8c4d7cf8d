"""JSON Lines: one object a line, UTF-8, nulls as null."""

import json
from pathlib import Path
from typing import TextIO

from publish.columns import Table
from publish.rows import Row


def line(row: Row) -> str:
    """The row as one line. U+2028 and its like are escaped: some readers take them for a line's end."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    for character in ("\x85", "\u2028", "\u2029"):
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


class JsonLines:
    """A file a table."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: TextIO | None = None

    def begin(self, table: Table) -> None:
        self.close()
        self._file = (self._folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="")

    def write(self, row: Row) -> None:
        if self._file:
            self._file.write(line(row))

    def close(self) -> tuple[str, ...]:
        if self._file:
            self._file.close()
        return ()
