"""CSV twice: for programs, every text as it is; and for spreadsheets, with a byte order mark and no cell that a
spreadsheet would run as a formula."""

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
    """A value as it stands in a CSV file (RFC 4180): lists as JSON, text as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def guarded(value: Any) -> Any:
    """The same; text that begins like a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else cell(value)


def line(values: Iterable[Any], *, excel: bool = False) -> str:
    """One record of the file, its line's end included."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([guarded(value) if excel else cell(value) for value in values])
    return buffer.getvalue()


def head(table: Table, *, excel: bool = False) -> str:
    """The first line of a table, with what makes a spreadsheet take it for UTF-8."""
    return (BYTE_ORDER_MARK if excel else "") + line(column.name for column in table.columns)


class CommaSeparated:
    """A file a table: `facts.csv`, or for spreadsheets `facts-excel.csv`."""

    def __init__(self, folder: Path, *, excel: bool = False) -> None:
        self._folder, self._excel = folder, excel
        self._file: TextIO | None = None

    def begin(self, table: Table) -> None:
        self.close()
        name = f"{table.name}-excel.csv" if self._excel else f"{table.name}.csv"
        self._file = (self._folder / name).open("w", encoding="utf-8", newline="")
        self._file.write(head(table, excel=self._excel))

    def write(self, row: Row) -> None:
        if self._file:
            self._file.write(line(row.values(), excel=self._excel))

    def close(self) -> tuple[str, ...]:
        if self._file:
            self._file.close()
        return ()
