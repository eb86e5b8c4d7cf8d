"""XLSX: a workbook with a sheet a table and one that explains the columns; text is never a formula."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from publish.columns import TABLES, Table
from publish.rows import Row

_LINKS = 65_530  # Excel's own bounds: links on one sheet, characters of an address, of a cell, rows of a sheet
_ADDRESS = 2_079
_ESCAPED = ' "%<>[]^`{}'  # what the writer makes three characters of in an address
_CELL = 32_767
_ROWS = 1_048_576
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook's property has no zone; a fixed day keeps exports the same)
_WIDE = {
    "quote": 60,
    "summary": 60,
    "explanation": 60,
    "article_title": 40,
    "article_url": 30,
    "link": 30,
    "meaning": 90,
}


class Workbook:
    """One file for all tables, written row by row in constant memory."""

    def __init__(self, folder: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(folder / "ereje.xlsx"), {**options, "tmpdir": str(folder)})
        self._book.set_properties({"created": _MADE, "title": "Ereje: facts, changes and conflicts"})
        self._bold, self._link = self._book.add_format({"bold": True}), self._book.get_default_url_format()
        self._sheet: Any = None
        self._name, self._next, self._last, self._links = "", 0, 0, 0
        self._left_out, self._shortened = 0, 0
        self._notes: list[str] = []

    def begin(self, table: Table) -> None:
        self._end_sheet()
        self._start(table.name, [column.name for column in table.columns])

    def write(self, row: Row) -> None:
        if self._next >= _ROWS:
            self._left_out += 1
            return
        for position, (name, value) in enumerate(row.items()):
            self._cell(position, name, value)
        self._next += 1

    def close(self) -> tuple[str, ...]:
        self._end_sheet()
        self._start("columns", ["table", "column", "meaning"])
        for table in TABLES:
            for column in table.columns:
                self.write({"table": table.name, "column": column.name, "meaning": column.meaning})
        self._book.close()
        return tuple(self._notes)

    def _start(self, name: str, columns: list[str]) -> None:
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for position, column in enumerate(columns):
            self._sheet.set_column(position, position, _WIDE.get(column, 16))
            self._sheet.write_string(0, position, column, self._bold)
        self._name, self._next, self._links, self._left_out, self._shortened = name, 1, 0, 0, 0
        self._last = len(columns) - 1

    def _end_sheet(self) -> None:
        if self._sheet is None:
            return
        self._sheet.autofilter(0, 0, self._next - 1, self._last)
        if self._links > _LINKS:
            self._notes.append(
                f"sheet {self._name}: {self._links - _LINKS} links are plain text, a sheet holds {_LINKS}"
            )
        if self._left_out:
            self._notes.append(f"sheet {self._name}: {self._left_out} rows left out, a sheet holds {_ROWS}")
        if self._shortened:
            self._notes.append(f"sheet {self._name}: {self._shortened} cells cut to {_CELL} characters")

    def _cell(self, position: int, name: str, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._next, position, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._next, position, value)
        elif isinstance(value, list | dict):
            self._text(position, json.dumps(value, ensure_ascii=False))
        elif isinstance(value, str) and name == "link" and self._may_link(value):
            self._sheet.write_url(self._next, position, value, self._link, value)
        elif isinstance(value, str):
            self._text(position, value)

    def _may_link(self, address: str) -> bool:
        length = len(address) + 2 * sum(address.count(character) for character in _ESCAPED)
        if not address.startswith(("http://", "https://")) or length > _ADDRESS:
            return False
        self._links += 1
        return self._links <= _LINKS

    def _text(self, position: int, value: str) -> None:
        self._shortened += len(value) > _CELL
        self._sheet.write_string(self._next, position, value[:_CELL])
