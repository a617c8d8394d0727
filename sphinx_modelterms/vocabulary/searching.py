"""Search of texts for all names of a vocabulary, in processes of this machine or on Spark.

Both call :func:`search_file`, so the files of places are the same bytes.
"""

from __future__ import annotations

import glob
from functools import lru_cache, partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sphinx_modelterms.glossary.text.form_table import FormRules
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.terminal import Unusable
from sphinx_modelterms.vocabulary.engines import check_installed, failed, spark_session
from sphinx_modelterms.vocabulary.interrupts import in_processes
from sphinx_modelterms.vocabulary.parts import PARTIAL
from sphinx_modelterms.vocabulary.tables import parts_of_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROWS_A_BATCH = 200
"""Number of texts that are searched at a time."""

PLACES = pa.schema(
    [
        ("name_key", pa.string()),
        ("words", pa.string()),
        ("start", pa.int64()),
        ("stop", pa.int64()),
    ]
)
"""The columns of the result, after those of the texts except the text itself: the name (several if
a text can mean several), the words in the text, and their place in characters.
"""

MARK = {b"sphinx_modelterms": b"places"}
"""Metadata of the files of places, by which a later search knows them as its own."""

NAME_COLUMNS = ("name_key", "name", "exact", "linked")


class NameSource(NamedTuple):
    """The place of the names, which is cheap to send to other processes."""

    parts: tuple[str, ...]
    """The Parquet files of the table ``name``."""
    language: str


class Search(NamedTuple):
    """The settings of a search."""

    snapshot: Path
    texts: str
    """Pattern of the Parquet files with the texts."""
    out: Path
    column: str
    language: str
    engine: str
    """``local`` or ``spark``."""
    workers: int


class SearchedNames:
    """The names of a vocabulary, ready to be found in texts."""

    def __init__(self, rows: Iterable[Sequence[Any]], language: str) -> None:
        named = sorted({(key, name, bool(exact)) for key, name, exact, linked in rows if linked})
        self._keys = [key for key, _, _ in named]
        rules = FormRules(Spelling(language), (name for _, name, _ in named))
        self._matcher = Matcher(
            (
                Name(form.text, number, exact or form.exact)
                for number, (_, name, exact) in enumerate(named)
                for form in rules.forms(name, False)
            ),
            rules.spelling,
        )

    def find(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Yield the key, the words and the place of each name in *text*."""
        for match in self._matcher.find(text):
            words = text[match.start : match.end]
            for key in dict.fromkeys(self._keys[number] for number in match.numbers):
                yield key, words, match.start, match.end


@lru_cache(maxsize=1)
def load_names(source: NameSource) -> SearchedNames:
    """Return the names, which each process loads once."""
    tables = (pq.read_table(path, columns=list(NAME_COLUMNS)) for path in source.parts)
    rows = (row for table in tables for row in zip(*map(_values, table.columns), strict=True))
    return SearchedNames(rows, source.language)


def _values(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return values


def places_in(
    batches: Iterable[pa.RecordBatch], source: NameSource, column: str
) -> Iterator[pa.RecordBatch]:
    """Yield the places of names in batches of texts.

    :param column: the column with the texts
    """
    names = load_names(source)
    for batch in batches:
        rows: list[int] = []
        found: list[tuple[str, str, int, int]] = []
        for row, text in enumerate(batch.column(column).to_pylist()):
            if text:
                places = list(names.find(text))
                found += places
                rows += [row] * len(places)
        columns = [*zip(*found, strict=True)] or [()] * len(PLACES)
        arrays = [
            pa.array(values, field.type) for values, field in zip(columns, PLACES, strict=True)
        ]
        others = batch.drop_columns([column]).take(pa.array(rows, pa.int64()))
        schema = pa.schema([*others.schema, *PLACES])
        yield pa.RecordBatch.from_arrays([*others.columns, *arrays], schema=schema)


def search_texts(search: Search) -> int:
    """Search all texts, and return the number of places.

    Those of each file of texts are written to a file of their own.

    :raises Unusable: if the texts can't be searched, or Spark isn't installed or fails
    :raises OSError: if the places can't be written
    """
    files = sorted(glob.glob(search.texts, recursive=True))  # noqa: PTH207  # absolute ones, too
    if not files:
        raise Unusable(f"no file is called {search.texts!r}. Quote the pattern: 'pages/*.parquet'")
    for file in files:
        _check_columns(file, search.column)
    files = [str(Path(file).absolute()) for file in files]  # workers of Spark are elsewhere
    parts = parts_of_table(search.snapshot.absolute(), "name")
    source = NameSource(tuple(map(str, parts)), search.language)
    search.out.mkdir(parents=True, exist_ok=True)
    task = partial(search_file, source=source, column=search.column, out=search.out.absolute())
    try:
        if search.engine == "spark":
            found = _on_spark(task, files)
        else:
            numbered = [(file, number) for number, file in enumerate(files)]
            found = sum(in_processes(task, numbered, search.workers))
    finally:
        for path in search.out.glob(f"places-*{PARTIAL}"):
            path.unlink()
    _remove_others(search.out, len(files))
    return found


def _on_spark(task: Callable[[str, int], int], files: Sequence[str]) -> int:
    """Run *task* on the workers of Spark, which need the directories of texts, names and places.

    :raises Unusable: if Spark isn't installed or fails
    """

    def search(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            numbers = batch.column("id").to_pylist()
            yield pa.RecordBatch.from_pydict({"found": [task(files[n], n) for n in numbers]})

    check_installed("spark")
    try:
        with spark_session() as session:
            numbers = session.range(0, len(files), 1, len(files))  # a task for each file
            counts = numbers.mapInArrow(search, "found bigint").toArrow()
            return sum(counts.column("found").to_pylist())
    except Exception as error:
        raise failed("Spark can't search", error) from error


def _remove_others(out: Path, count: int) -> None:
    """Remove the files of an earlier search with more texts, and no others."""
    kept = {places_name(number) for number in range(count)}
    for path in out.glob("places-*.parquet"):
        if path.name not in kept and _is_own(path):
            path.unlink()


def _is_own(path: Path) -> bool:
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return False
    return MARK.items() <= metadata.items()


def places_name(number: int) -> str:
    """Return the file name of the places in the file of texts with this number."""
    return f"places-{number:05}.parquet"


def _check_columns(file: str, column: str) -> None:
    try:
        schema = pq.read_schema(file)
    except (OSError, pa.ArrowException) as error:
        raise Unusable(f"can't read {file} as Parquet: {error}") from None
    if column not in schema.names or not pa.types.is_string(schema.field(column).type):
        raise Unusable(
            f"{file} has no column {column!r} of texts. Choose one with --column; its columns "
            f"are {', '.join(schema.names)}"
        )
    if taken := {*PLACES.names} & {*schema.names} - {column}:
        raise Unusable(
            f"{file} has a column {min(taken)!r}, which the result has, too. Rename that column"
        )


def search_file(file: str, number: int, source: NameSource, column: str, out: Path) -> int:
    """Write the places in one file to a file of the same number, and return how many there are."""
    reader = pq.ParquetFile(file)
    others = [field for field in reader.schema_arrow if field.name != column]
    schema = pa.schema([*others, *PLACES], MARK)
    path = out / places_name(number)
    # Spark can run a task twice at once, if it believes that a worker is lost.
    partial_path = path.with_name(f"{path.name}.{token_hex(4)}{PARTIAL}")
    count = 0
    with pq.ParquetWriter(partial_path, schema, compression="zstd") as writer:
        for batch in places_in(reader.iter_batches(ROWS_A_BATCH), source, column):
            writer.write_batch(batch)
            count += batch.num_rows
    partial_path.replace(path)
    return count
