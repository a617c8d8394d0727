"""Parts of tables: Parquet files, the same bytes for the same rows."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from sphinx_modelterms.vocabulary.tables import NUMBER, TABLES, part_name

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_modelterms.vocabulary.site_rows import TableRows

MANY_ROWS = 100_000
"""Number of rows of a table that are kept in memory before they are written."""

PARTIAL = ".partial"
"""Suffix of a part that is not yet complete."""


def schema_of(table: str) -> pa.Schema:
    """Return the columns of a table in Arrow."""
    return pa.schema(
        (name, pa.int64() if kind == NUMBER else pa.string())
        for name, kind in TABLES[table].items()
    )


class PartWriter:
    """Writes one part of each table.

    The parts get their names when all of them are complete.
    """

    def __init__(self, snapshot: Path, number: int) -> None:
        self._paths = {table: snapshot / table / part_name(number) for table in TABLES}
        self._rows: TableRows = {table: [] for table in TABLES}
        self._open = ExitStack()
        self._writers = {}
        for table, path in self._paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writers[table] = self._open.enter_context(
                pq.ParquetWriter(
                    path.with_name(path.name + PARTIAL), schema_of(table), compression="zstd"
                )
            )

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            for table in TABLES:
                self._flush(table, 1)
        self._open.close()
        for path in self._paths.values():
            partial = path.with_name(path.name + PARTIAL)
            if kind is None:
                partial.replace(path)
            else:
                partial.unlink(missing_ok=True)

    def add(self, rows: TableRows) -> None:
        """Add the rows of a site."""
        for table, some in rows.items():
            self._rows[table].extend(some)
            self._flush(table, MANY_ROWS)

    def _flush(self, table: str, fewest: int) -> None:
        if len(self._rows[table]) >= fewest:
            schema = schema_of(table)
            columns = zip(*self._rows[table], strict=True)
            arrays = [
                pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            self._writers[table].write_table(pa.table(arrays, schema=schema))
            self._rows[table] = []
