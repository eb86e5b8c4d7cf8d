"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from publish.columns import Table
from publish.rows import Row

BYTE_ORDER_MARK = "\ufeff"
# The full-width forms are read as operators by spreadsheets set to Japanese or Chinese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> Any:
    """A value as it stands in a CSV file; text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def line(values: Iterable[Any]) -> str:
    """One record of the file, its line's end included."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([cell(value) for value in values])
    return buffer.getvalue()


class SpreadsheetCsv:
    """A file a table."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: TextIO | None = None

    def begin(self, table: Table) -> None:
        self.close()
        self._file = (self._folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
        self._file.write(BYTE_ORDER_MARK + line(column.name for column in table.columns))

    def write(self, row: Row) -> None:
        if self._file:
            self._file.write(line(row.values()))

    def close(self) -> tuple[str, ...]:
        if self._file:
            self._file.close()
        return ()
