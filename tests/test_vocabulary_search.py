"""``vocabulary search``: names are found in texts as automatic links find them."""

# ruff: noqa: E402  # the packages that are asked for first are in an extra

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

for package in ("duckdb", "pyarrow", "tqdm"):
    pytest.importorskip(package)

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.vocabularies import Sites, VocabularySize
from sphinx_modelterms.commands.main import main
from sphinx_modelterms.vocabulary.searching import NameSource, SearchedNames, places_in
from sphinx_modelterms.vocabulary.tables import parts_of_table, snapshots_in
from tests.vocabularies import Vocabularies, glossary, term

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Tokens and word-pieces: each token of the GPU, not the gpu. Secret keys, and a Data Set."


@pytest.fixture
def sites(tmp_path: Path) -> Vocabularies:
    made = Vocabularies(tmp_path)
    made.add(
        "a",
        glossary(
            term("Token", "A unit.", aliases=["word piece"]),
            term("GPU", "A processor."),
            term("Secret Key", "A string.", no_autolink=True),
        ),
    )
    made.add("b", glossary(term("token", "A proof."), term("data set", "Rows.", case="exact")))
    made.collect()
    return made


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), path)


def search(sites: Vocabularies, *options: str, texts: str = "pages/*.parquet") -> int:
    arguments = ["search", str(sites.out), "--texts", str(sites.folder / texts)]
    return main(
        ["vocabulary", *arguments, "--out", str(sites.folder / "found"), "-j", "1", *options]
    )


def found(sites: Vocabularies) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(sites.folder / "found").to_pylist()
    return rows


def test_names_are_found_as_automatic_links_find_them(sites: Vocabularies) -> None:
    write(sites.folder / "pages" / "1.parquet", [{"page": "p", "text": TEXT}])
    assert search(sites) == 0
    assert [(row["words"], row["name_key"]) for row in found(sites)] == [
        ("Tokens", "token"),
        ("word-pieces", "word piece"),
        ("token", "token"),
        ("GPU", "gpu"),
    ]
    for row in found(sites):
        assert TEXT[row["start"] : row["stop"]] == row["words"]
        assert row["page"] == "p"
        assert "text" not in row


def test_texts_without_names_and_missing_texts_are_no_trouble(sites: Vocabularies) -> None:
    rows: list[dict[str, Any]] = [
        {"text": None},
        {"text": ""},
        {"text": "Nothing."},
        {"text": "A token."},
    ]
    write(sites.folder / "pages" / "1.parquet", rows)
    assert search(sites) == 0
    assert [row["words"] for row in found(sites)] == ["token"]


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        ([{"body": "x"}], (), "has no column 'text' of texts. Choose one with --column"),
        ([{"text": 1}], (), "has no column 'text' of texts"),
        ([{"text": "x", "start": 1}], (), "has a column 'start', which the result has, too"),
        ([{"text": "x"}], ("--column", "body"), "its columns are text"),
    ],
)
def test_wrong_columns_are_explained(
    sites: Vocabularies,
    rows: list[dict[str, Any]],
    options: tuple[str, ...],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(sites.folder / "pages" / "1.parquet", rows)
    assert search(sites, *options) == 2
    assert told in capsys.readouterr().err


def test_files_that_are_missing_or_no_parquet_are_explained(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert search(sites) == 2
    assert "no file is called" in capsys.readouterr().err
    (sites.folder / "x.parquet").write_bytes(b"text")
    assert search(sites, texts="x.parquet") == 2
    assert "as Parquet" in capsys.readouterr().err


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vocabulary of 20 made-up projects, and their sentences as texts in three files."""
    folder = tmp_path_factory.mktemp("search")
    sites = Sites(VocabularySize(20, terms=40, mentions=4))
    command = ["collect", str(sites.write(folder)), "--out", str(folder / "vocab"), "-j", "1"]
    assert main(["vocabulary", *command]) == 0
    for number in range(3):
        terms = sites.glossary(number)["terms"]
        rows = [
            {"page": f"{number}/{place}", "text": " ".join(m["context"] for m in one["mentions"])}
            for place, one in enumerate(terms)
        ]
        write(folder / "pages" / f"{number}.parquet", rows)
    return folder


def command_for(made_up: Path, out: str, *options: str) -> list[str]:
    texts = str(made_up / "pages" / "*.parquet")
    arguments = ["search", str(made_up / "vocab"), "--texts", texts, "--out", str(made_up / out)]
    return ["vocabulary", *arguments, *options]


def test_the_places_are_the_same_for_any_number_of_workers(made_up: Path) -> None:
    assert main(command_for(made_up, "one", "-j", "1")) == 0
    assert main(command_for(made_up, "two", "-j", "2")) == 0
    one, two = (sorted((made_up / name).iterdir()) for name in ("one", "two"))
    assert [path.name for path in one] == [f"places-0000{n}.parquet" for n in range(3)]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert pq.read_table(made_up / "one").num_rows > 300


def test_a_search_removes_the_files_of_an_earlier_one_and_no_others(sites: Vocabularies) -> None:
    for number in range(3):
        write(sites.folder / "pages" / f"{number}.parquet", [{"text": "A token."}])
    out = sites.folder / "found"
    assert search(sites) == 0
    write(out / "places-00009.parquet", [{"mine": 1}])
    (out / "places-00010.parquet").write_bytes(b"mine")
    assert search(sites, texts="pages/0.parquet") == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "places-00000.parquet",
        "places-00009.parquet",
        "places-00010.parquet",
    ]


def test_batches_make_no_difference(made_up: Path) -> None:
    parts = tuple(map(str, parts_of_table(snapshots_in(made_up / "vocab")[-1], "name")))
    source = NameSource(parts, "en")
    table = pq.read_table(made_up / "pages" / "0.parquet")
    whole, small = (
        pa.Table.from_batches(places_in(table.to_batches(size), source, "text"))
        for size in (1000, 3)
    )
    assert whole.to_pylist() == small.to_pylist()


@pytest.mark.skipif(
    not (find_spec("pyspark") and find_spec("pandas") and shutil.which("java")),
    reason="Spark is not installed; see `python -m benchmarks.spark`",
)
@pytest.mark.filterwarnings("ignore")
def test_spark_writes_the_same_files_and_removes_no_others(made_up: Path) -> None:
    spark = made_up / "spark"
    spark.mkdir()
    (spark / "mine.txt").write_bytes(b"mine")
    write(spark / "places-00009.parquet", [{"mine": 1}])
    assert main(command_for(made_up, "local", "-j", "1")) == 0
    assert main(command_for(made_up, "spark", "--engine", "spark")) == 0
    (spark / "mine.txt").unlink()
    (spark / "places-00009.parquet").unlink()
    local, other = (
        {path.name: path.read_bytes() for path in (made_up / name).iterdir()}
        for name in ("local", "spark")
    )
    assert other == local


def test_an_ambiguous_name_has_each_key_once() -> None:
    names = SearchedNames([("ci", "CI", 1, 1), ("ci", "CI", 0, 1), ("cis", "CIS", 1, 1)], "en")
    assert [key for key, *_ in names.find("The CI runs.")] == ["ci"]
