"""The export as a data package (Data Package 2.0): what its tables hold, whence, and under which terms."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.columns import TABLES, Column, Table
from publish.formats.comma_separated import line

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_PIECE = 1 << 20
_TYPES: Mapping[str, dict[str, str]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "instant": {"type": "datetime", "format": "any"},
    "ids": {"type": "array"},
    "sides": {"type": "array"},
    "counts": {"type": "object"},
}
_LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
TERMS = """The tables of this package are licensed under Creative Commons Attribution 4.0 International
(https://creativecommons.org/licenses/by/4.0/). Credit: Ereje.

The quotes in them belong to their publishers. They are short, stand here for reference, and each names its page. No
whole article is in this package.
"""
README = """# Changes of rules: facts, changes, conflicts

Made by Ereje. One row of `facts` is one thing that one article says, with its exact words, where they stand and a link
that opens the page at them. `changes` are rules that became others, `conflicts` reports that do not fit together; both
name facts by `fact_id`. `columns.csv` explains every column.

- What an article does not tell is empty, never a guess. Dates stand to the precision told (2023-01 is a month).
- Lists are JSON arrays within a cell.
- Ids stay: two exports can be compared line by line.
- The CSV and JSON Lines files have every text as it is. For Excel open the files named `-excel.csv`: they say that they
  are UTF-8, and a text that begins like a formula has an apostrophe before it, so that no spreadsheet runs it.
- The rows say what was reported, not what is true. Not legal advice: read the act itself.
{asked}
Terms: LICENSE.txt.
"""


def add_package(folder: Path, *, asked: Mapping[str, Any]) -> None:
    """Puts datapackage.json, a dictionary of columns, terms and a first page beside the tables in `folder`.

    The CSV files must be there; `asked` are the filters that the rows met.
    """
    told = "".join(f"- Only: {name} {value}\n" for name, value in asked.items())
    (folder / "README.md").write_text(README.format(asked=told), encoding="utf-8")
    (folder / "LICENSE.txt").write_text(TERMS, encoding="utf-8")
    (folder / "columns.csv").write_text(_dictionary(), encoding="utf-8", newline="")
    package = {
        "$schema": PROFILE,
        "name": "ereje-rule-changes",
        "title": "Changes of rules: facts, changes, conflicts",
        "description": "What changed, for whom, from when; who says so, in which words; and who says otherwise.",
        "licenses": [_LICENCE],
        "contributors": [{"title": "Ereje", "roles": ["creator"]}],
        "resources": [_resource(folder, table) for table in TABLES],
    }
    words = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(words + "\n", encoding="utf-8")


def _resource(folder: Path, table: Table) -> dict[str, Any]:
    file = folder / f"{table.name}.csv"
    return {
        "name": table.name,
        "type": "table",
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_hash(file)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column, key=place == 0) for place, column in enumerate(table.columns)],
            "missingValues": [""],
            "primaryKey": [table.columns[0].name],
        },
    }


def _field(column: Column, *, key: bool) -> dict[str, Any]:
    constraints = {"constraints": {"required": True, "unique": True}} if key else {}
    return {"name": column.name, **_TYPES[column.type], "description": column.meaning, **constraints}


def _dictionary() -> str:
    rows = [("table", "column", "type", "meaning")]
    rows += [(table.name, each.name, each.type, each.meaning) for table in TABLES for each in table.columns]
    return "".join(line(row) for row in rows)


def _hash(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
