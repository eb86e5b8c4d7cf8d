"""Parquet: the same rows with typed columns; dates stay text, since they are known to different precisions."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.columns import Table
from publish.rows import Row

_GROUP = 20_000  # rows in memory at once
_TYPES = {
    "text": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "instant": pa.timestamp("us", tz="UTC"),
    "ids": pa.list_(pa.string()),
    "sides": pa.list_(pa.list_(pa.string())),
    "counts": pa.struct([("independent", pa.int64()), ("relays", pa.int64())]),
}


class Parquet:
    """A file a table."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = pa.schema([])
        self._instants: tuple[str, ...] = ()
        self._file: Any = None
        self._rows: list[Row] = []

    def begin(self, table: Table) -> None:
        self.close()
        fields = [
            pa.field(column.name, _TYPES[column.type], metadata={"meaning": column.meaning}) for column in table.columns
        ]
        self._schema = pa.schema(fields)
        self._instants = tuple(column.name for column in table.columns if column.type == "instant")
        self._file = pq.ParquetWriter(self._folder / f"{table.name}.parquet", self._schema, compression="zstd")

    def write(self, row: Row) -> None:
        self._rows.append(row | {name: datetime.fromisoformat(row[name]) for name in self._instants})
        if len(self._rows) >= _GROUP:
            self._flush()

    def close(self) -> tuple[str, ...]:
        if self._file:
            self._flush()
            self._file.close()
        return ()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []
