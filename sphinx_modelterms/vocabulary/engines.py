"""The engines that run the reports: each gets the same SQL, and returns the same Arrow table."""

from __future__ import annotations

import glob
import logging
import os
import shutil
import sys
from contextlib import contextmanager
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    Query = Callable[[str], pa.Table]
    """Runs a statement."""
    TableFiles = Mapping[str, list[Path]]
    """The Parquet files of each table."""


class Engine(NamedTuple):
    """An engine that runs SQL on Parquet files."""

    package: str
    """The package that has to be installed."""
    install: str
    """The arguments of pip that install it."""
    open: Callable[[TableFiles, str], AbstractContextManager[Query]]
    """Opens it with tables and a limit of memory, such as ``1GB``."""


@contextmanager
def _open_duckdb(views: TableFiles, memory: str) -> Iterator[Query]:
    duckdb: Any = import_module("duckdb")
    with TemporaryDirectory(prefix="modelterms-", ignore_cleanup_errors=True) as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "temp_directory": spill,
                "autoinstall_known_extensions": "false",  # no build or report downloads code
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",  # takes memory; each report has its order
            }
        )
        try:
            for table, paths in views.items():
                files = ", ".join(_quoted(glob.escape(str(path))) for path in paths)
                connection.execute(
                    f'CREATE VIEW "{table}" AS SELECT * FROM read_parquet([{files}])'
                )
            yield lambda sql: connection.sql(sql).to_arrow_table()
        finally:
            connection.close()


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


@contextmanager
def _open_polars(views: TableFiles, memory: str) -> Iterator[Query]:
    polars: Any = import_module("polars")
    frames = {table: polars.scan_parquet(paths, glob=False) for table, paths in views.items()}
    with polars.SQLContext(frames=frames, eager=False) as context:
        yield lambda sql: context.execute(sql).collect(engine="streaming").to_arrow()


@contextmanager
def spark_session(memory: str = "2g") -> Iterator[Any]:
    """Open a session of Spark: that of the cluster if ``spark-submit`` runs this program, and one
    on this machine otherwise.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take another Python
    sql: Any = import_module("pyspark.sql")
    session = (
        sql.SparkSession.Builder()
        .appName("sphinx_modelterms")
        .config("spark.driver.memory", memory)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.ansi.doubleQuotedIdentifiers", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")  # errors are reported as those of any engine
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def _open_spark(views: TableFiles, memory: str) -> Iterator[Query]:
    with spark_session(memory.lower().removesuffix("b")) as session:
        for table, paths in views.items():
            session.read.parquet(*map(_spark_path, paths)).createOrReplaceTempView(table)
        yield lambda sql: session.sql(sql).toArrow()


def _spark_path(path: Path) -> str:
    """Return a path as Spark reads it, without patterns."""
    escaped = str(path).replace("\\", "\\\\")
    for sign in "*?[]{}":
        escaped = escaped.replace(sign, f"\\{sign}")
    return escaped


ENGINES: Mapping[str, Engine] = {
    "duckdb": Engine("duckdb", "'sphinx-modelterms[vocabulary]'", _open_duckdb),
    "polars": Engine("polars", "'polars>=1.30'", _open_polars),
    "spark": Engine("pyspark", "'pyspark>=4' 'pandas>=2.2,<3'", _open_spark),
}
"""All engines by their names, as users write them."""


@contextmanager
def open_engine(name: str, views: TableFiles, memory: str = "1GB") -> Iterator[Query]:
    """Open an engine; what it returns has texts and 64-bit numbers only.

    :raises Unusable: if it isn't installed, or can't run
    """
    check_installed(name)
    try:
        with ENGINES[name].open(views, memory) as query:
            yield lambda sql: _plain_types(query(sql))
    except (Unusable, KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        raise failed(f"{name} can't run the report", error) from error


def failed(message: str, error: Exception) -> Unusable:
    """Return the error for an engine that fails, whose own messages can have many lines."""
    reason = " ".join(str(error).split())[:400]
    return Unusable(f"{message}: {type(error).__name__}: {reason}")


def check_installed(name: str) -> None:
    """Check that an engine can be used.

    :raises Unusable: if it isn't installed
    """
    engine = ENGINES[name]
    try:
        import_module(engine.package)
    except ImportError:
        raise Unusable(
            f"the engine {name!r} needs the package {engine.package}, which isn't installed. "
            f"Install it with: python -m pip install {engine.install}"
        ) from None
    if name == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Unusable("the engine 'spark' needs Java 17 or newer, and there is no program java")


def _plain_types(table: pa.Table) -> pa.Table:
    """Return the table with the one type that Arrow has for texts where engines use several, and
    with columns that may have no value, which engines declare differently.
    """
    fields = [
        pa.field(field.name, pa.string() if _is_text(field.type) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields)).combine_chunks()


def _is_text(kind: pa.DataType) -> bool:
    return kind in {pa.string(), pa.large_string(), pa.string_view()}
