"""``vocabulary report``: each report finds what it is made for, on each engine, in each format."""

# ruff: noqa: E402  # the packages that are asked for first are in an extra

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

for package in ("duckdb", "pyarrow", "tqdm"):
    pytest.importorskip(package)

import pyarrow as pa

from benchmarks.vocabularies import Sites, VocabularySize
from sphinx_modelterms.commands.main import main
from sphinx_modelterms.formats.site_addresses import web_address
from sphinx_modelterms.vocabulary.report_specs import GROUPS, NEED_BEFORE, REPORTS
from sphinx_modelterms.vocabulary.reports import reports_named, run_reports, sql_of
from sphinx_modelterms.vocabulary.tables import TABLES, snapshots_in
from tests.vocabularies import Vocabularies, glossary, report, term

if TYPE_CHECKING:
    from pathlib import Path

USUAL = "A small piece of text that a language model reads and writes at once."
REWORDED = "A small piece of text that a language model reads and prints at once."
OTHER = "A secret string with which a program proves who it is."

ENGINES = {
    "polars": bool(find_spec("polars")),
    "spark": bool(find_spec("pyspark") and shutil.which("java")),
}


@pytest.fixture
def sites(tmp_path: Path) -> Vocabularies:
    """Three projects with something for each report."""
    made = Vocabularies(tmp_path)
    made.add(
        "ai",
        glossary(
            term("Token", USUAL, mentioned=5),
            term("Word Piece", REWORDED),
            term("Embedding", "A vector.", mentioned=0),
            term("Port", "A number of a connection.", scope="network"),
            term("API Gateway", "The door of a service.", abbr="AG"),
        ),
        report("API", "GPU"),
    )
    made.add(
        "auth",
        glossary(
            term("token", OTHER),
            term("Embeddings", "Vectors."),
            term("Port", "A place for ships.", scope="harbour"),
            term("Api-Gateway", "the DOOR  of a service."),
        ),
        report("GPU", "SSO"),
    )
    made.add("ops", glossary(term("Token", USUAL, mentioned=2), term("GPU", "A processor.")))
    made.add("de", glossary(term("Token", "Ein Stück Text."), language="de"))
    made.collect()
    return made


def test_conflicts_are_names_with_several_definitions(sites: Vocabularies) -> None:
    rows = sites.rows("conflicts")
    assert [
        (row["name"], row["project"], row["projects"], row["definitions"]) for row in rows
    ] == [
        ("Token", "ai", 2, 2),
        ("Token", "auth", 1, 2),
    ]
    assert rows[0]["url"] == "https://ai.example.org/g.html#term-token"
    # Other scopes and languages are other names; letter case and spaces make no difference.


def test_shared_names_have_their_owners_and_users(sites: Vocabularies) -> None:
    rows = {row["name"]: row for row in sites.rows("shared")}
    assert rows["Token"] == {
        "name": "Token",
        "projects": 4,
        "definitions": 3,
        "undefined_in": 0,
        "mentions": 9,
        "main_project": "ai",
    }
    assert rows["GPU"]["projects"] == 1
    assert rows["GPU"]["undefined_in"] == 2
    assert "Embedding" not in rows


def test_pairs_of_projects_share_names(sites: Vocabularies) -> None:
    rows = {(row["project_a"], row["project_b"]): row for row in sites.rows("pairs")}
    assert rows["ai", "auth"]["common_names"] == 2
    assert rows["ai", "auth"]["same_definition"] == 0
    assert rows["ai", "ops"]["same_definition"] == 1
    assert not any(a >= b for a, b in rows)


def test_names_that_everybody_defines_make_no_pairs(tmp_path: Path) -> None:
    sites = Vocabularies(tmp_path)
    for number in range(51):
        sites.add(f"p{number}", glossary(term("Token", USUAL)))
    sites.collect()
    assert sites.rows("pairs") == []


def test_undefined_words_are_used_by_several_projects(sites: Vocabularies) -> None:
    assert sites.rows("undefined") == []
    sites.add("more", glossary(), report("SSO", "GPU"))
    sites.collect()
    (row,) = sites.rows("undefined")
    assert (row["name"], row["projects"], row["times"]) == ("SSO", 2, 6)


def test_near_names_differ_in_spelling_or_a_letter(sites: Vocabularies) -> None:
    rows = [(row["name_a"], row["name_b"], row["difference"]) for row in sites.rows("near-names")]
    assert rows == [
        ("API Gateway", "Api-Gateway", "spelling"),
        ("Embedding", "Embeddings", "spelling"),
    ]
    sites.add("typo", glossary(term("Embeding", "A vector.")))
    sites.collect()
    found = {(row["name_a"], row["name_b"]): row for row in sites.rows("near-names")}
    assert found["Embedding", "Embeding"]["difference"] == "letter"


def test_names_of_one_term_are_not_near_names(tmp_path: Path) -> None:
    sites = Vocabularies(tmp_path)
    sites.add("a", glossary(term("Data set", "Rows.", aliases=["dataset"])))
    sites.add("b", glossary(term("dataset", "Rows.")))
    sites.collect()
    assert sites.rows("near-names") == []


def test_what_is_near_is_reported_together(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert sites.report("near", "--format", "json") == 0
    assert tuple(json.loads(capsys.readouterr().out)) == GROUPS["near"]


def test_near_definitions_have_most_words_in_common(sites: Vocabularies) -> None:
    (row,) = sites.rows("near-definitions")
    assert {row["name_a"], row["name_b"]} == {"Token", "Word Piece"}
    assert row["common_words"] * 100 >= 60 * row["words"]
    sites.add("copy", glossary(term("Lexeme", USUAL)))
    sites.collect()
    pairs = [{row["name_a"], row["name_b"]} for row in sites.rows("near-definitions")]
    assert {"Lexeme", "Token"} in pairs


def test_many_wordings_of_two_names_are_one_row_with_their_projects(tmp_path: Path) -> None:
    sites = Vocabularies(tmp_path)
    for number, word in enumerate(("reads", "writes", "sees", "prints", "loads", "takes")):
        wording = USUAL.replace("reads", word)
        sites.add(f"p{number}", glossary(term("Lexeme" if number % 2 else "Token", wording)))
    sites.add("p6", glossary(term("token", USUAL), term("Lexeme", USUAL)))
    sites.collect()
    (row,) = sites.rows("near-definitions")
    assert (row["name_a"], row["projects_a"]) == ("Lexeme", 4)
    assert (row["name_b"], row["projects_b"]) == ("Token", 4)
    assert row["definition_a"] == row["definition_b"] == USUAL
    assert row["common_words"] == row["words"]


def test_unused_terms_are_those_that_nothing_mentions(sites: Vocabularies) -> None:
    assert [(row["project"], row["name"]) for row in sites.rows("unused")] == [("ai", "Embedding")]


def test_drift_compares_projects_that_both_snapshots_have(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sites.report("drift") == 2
    assert "compares two snapshots" in capsys.readouterr().err
    sites.add("new", glossary(term("Anything", "New.")))
    (sites.folder / "ops" / "modelterms.json").write_bytes(
        glossary(term("Token", OTHER), term("TPU", "A processor."))
    )
    (sites.folder / "de" / "modelterms.json").unlink()
    sites.collect(date="2026-02-01")
    rows = [(row["project"], row["name"], row["difference"]) for row in sites.rows("drift")]
    assert rows == [
        ("ops", "GPU", "removed"),
        ("ops", "TPU", "added"),
        ("ops", "Token", "redefined"),
    ]
    assert sites.report("drift", "--date", "2026-01-01") == 2


# Engines.

SAFE = {"CAST", "COALESCE", "COUNT", "MAX", "MIN", "ROW_NUMBER", "SUM"}
"""Functions on which engines agree. Not in it, since they differ: LOWER, UPPER, regular
expressions, LEVENSHTEIN, lists, division.
"""

WORDS = {"AND", "AS", "BETWEEN", "FROM", "IN", "ON", "OR", "OVER", "WHERE", "WITH"}


def plain_sql(name: str) -> str:
    """The SQL of a report without comments and texts."""
    return re.sub(r"--.*|'[^']*'", "", sql_of(name))


@pytest.mark.parametrize("name", REPORTS)
def test_reports_use_no_function_on_which_engines_disagree(name: str) -> None:
    sql = plain_sql(name)
    used = {word.upper() for word in re.findall(r"(\w+)\s*\(", sql)}
    assert used <= SAFE | WORDS
    assert not re.search(
        r"[/%\[\]{}\"|:~]|\b(?:LIKE|SIMILAR|REGEXP|LIMIT|EXCEPT|EXISTS)\b", sql, re.I
    )
    assert re.search(r"\nORDER BY [^()]+\Z", sql), "each report has an order"
    assert ";" not in sql


@pytest.mark.parametrize("name", REPORTS)
def test_rows_that_differ_have_one_order(name: str) -> None:
    """Every column is in the order, so that two runs give the same bytes."""
    sql = plain_sql(name)
    last = sql.rpartition("\nSELECT")[2].partition("\nFROM")[0]
    columns = {column.split()[-1].rpartition(".")[2] for column in last.split(",\n")}
    assert columns <= {*re.findall(r"\w+", sql.rpartition("\nORDER BY")[2])}


SENTENCE = "A steady sentence about rivers, mountains, valleys, forests and lakes."

FLOODS: dict[str, list[dict[str, Any]]] = {
    "one URL": [term("Same", f"Definition {n}.", url="g.html") for n in range(600)],
    "one definition": [term(f"Name {n} of it", SENTENCE) for n in range(600)],
    "one sketch": [
        term(f"Name {n} of it", SENTENCE if n % 2 else f"{SENTENCE} End {n // 10}.")
        for n in range(600)
    ],
    "one spelling": [
        term(f"long{'-' * n}name", f"Definition {n}.", url=f"g.html#{n}") for n in range(1, 601)
    ],
    "one letter": [term(f"long name {chr(0x4E00 + n)}", f"Definition {n}.") for n in range(600)],
    "one term": [term("Same", "A.", aliases=[f"Alias {chr(0x4E00 + n)}" for n in range(600)])],
}


@pytest.mark.parametrize("kind", FLOODS)
def test_rows_of_a_site_do_not_grow_with_the_square_of_its_terms(
    tmp_path: Path, kind: str
) -> None:
    sites = Vocabularies(tmp_path)
    sites.add("flood", glossary(*FLOODS[kind]))
    sites.add("other", glossary(term("Same", "Another thing."), term("Apple", "A fruit.")))
    sites.collect()
    found = run_reports(
        reports_named("all", snapshots_in(sites.out)), snapshots_in(sites.out), "duckdb", "1GB"
    )
    assert max(table.num_rows for table in found.values()) <= 6_000


def test_terms_with_one_url_stay_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites = Vocabularies(tmp_path)
    names = ("Apple", "Boat", "Cart")
    sites.add("a", glossary(*(term(name, f"The {name} of a.", url="g.html") for name in names)))
    sites.add("b", glossary(term("Apple", "A fruit.")))
    sites.collect()
    assert "a: several terms have the URL 'g.html'" in capsys.readouterr().err
    rows = [(row["name"], row["term"], row["definition"]) for row in sites.rows("conflicts")]
    assert sorted(rows) == [
        ("Apple", "Apple", "A fruit."),
        ("Apple", "Apple", "The Apple of a."),
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_numbers_of_a_report_have_one_type(name: str) -> None:
    """Engines give sums and counts different types."""
    last = plain_sql(name).rpartition("\nSELECT")[2].partition("\nFROM")[0]
    for column in last.split(",\n"):
        if re.search(r"\b(?:COUNT|SUM|projects|definitions|names|shared|mentions)\b", column):
            assert "AS BIGINT)" in column, column


@pytest.mark.parametrize("name", REPORTS)
def test_reports_read_tables_that_exist(name: str) -> None:
    sql = plain_sql(name)
    own = set(re.findall(r"(?m)^(?:WITH )?(\w+) AS \($", sql))
    read = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", sql))
    before = {f"{table}_before" for table in TABLES} if name in NEED_BEFORE else set()
    assert read <= own | {*TABLES} | before


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vocabulary of 50 made-up projects, of two dates."""
    folder = tmp_path_factory.mktemp("made-up")
    for date, seed in (("2026-01-01", 1), ("2026-01-02", 2)):
        size = VocabularySize(50, terms=40, mentions=4, seed=seed)
        listed = Sites(size).write(folder / date)
        command = [
            "collect",
            str(listed),
            "--out",
            str(folder / "vocab"),
            "--date",
            date,
            "-j",
            "1",
        ]
        assert main(["vocabulary", *command]) == 0
    return folder / "vocab"


@pytest.fixture(scope="module")
def expected(made_up: Path) -> dict[str, pa.Table]:
    """The rows that DuckDB finds."""
    return run_reports([*REPORTS], snapshots_in(made_up), "duckdb", "1GB")


def test_every_report_finds_rows_in_made_up_projects(expected: dict[str, pa.Table]) -> None:
    assert {name: table.num_rows for name, table in expected.items() if table.num_rows < 5} == {}


def test_columns_are_texts_and_numbers(expected: dict[str, pa.Table]) -> None:
    for table in expected.values():
        assert {*table.schema.types} <= {pa.string(), pa.int64()}


def test_little_memory_gives_the_same_rows(made_up: Path, expected: dict[str, pa.Table]) -> None:
    assert run_reports([*REPORTS], snapshots_in(made_up), "duckdb", "100MB") == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_find_the_same_rows_in_the_same_order(
    made_up: Path, expected: dict[str, pa.Table], engine: str
) -> None:
    if not ENGINES[engine]:
        pytest.skip(f"{engine} is not installed; for Spark, see `python -m benchmarks.spark`")
    found = run_reports([*REPORTS], snapshots_in(made_up), engine, "1GB")
    for name, table in expected.items():
        assert found[name].schema == table.schema, name
        assert found[name].to_pylist() == table.to_pylist(), name


def test_an_engine_that_is_not_installed_is_named(
    sites: Vocabularies, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    assert sites.report("unused", "--engine", "polars") == 2
    assert "needs the package polars" in capsys.readouterr().err


def test_an_engine_that_fails_says_why(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sites.report("unused", "--memory", "1kb") == 2
    assert "duckdb can't run the report" in capsys.readouterr().err


NUMBERS = ("--connections", "--timeout", "--max-mib", "-j", "--limit", "--memory")
"""Options that need a number above 0, but for the limit."""


@pytest.mark.parametrize("option", [*NUMBERS, "--max-age"])
@pytest.mark.parametrize("value", ["-1", "nan", "inf", "1x", "", "9" * 30, "0"])
def test_a_wrong_number_is_explained(
    tmp_path: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if value == "0" and option in {"--limit", "--max-age"}:
        pytest.skip("allowed")
    action = {"--limit": "report all", "--memory": "report all"}.get(option, "collect")
    out = [] if action != "collect" else ["--out", str(tmp_path)]
    with pytest.raises(SystemExit) as error:
        main(["vocabulary", *action.split(), "x", *out, f"{option}={value}"])
    assert error.value.code == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert option in told
    assert f"{value!r} isn't a " in told
    assert re.search(r" \d| with KB, MB, GB or TB, such as 600MB$", told)


def test_a_directory_may_have_the_signs_of_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "it's [a] *new* {one}"
    folder.mkdir()
    sites = Vocabularies(folder)
    sites.add("a", glossary(term("Token", "", mentioned=0)))
    sites.collect()
    assert len(sites.rows("unused")) == 1


def test_tables_of_another_version_are_collected_again(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sites.out / "snapshots" / "2026-01-01" / "sites.json"
    path.write_text('{"version": 0, "sites": []}', encoding="utf-8", newline="\n")
    assert sites.report("unused") == 2
    assert "no vocabulary that this version has collected" in capsys.readouterr().err


# Conditions, and rows to ignore.


@pytest.mark.parametrize(
    ("condition", "status"), [("conflicts>0", 1), ("conflicts > 2", 0), ("unused>0", 1)]
)
def test_a_condition_decides_the_exit_status(
    sites: Vocabularies, condition: str, status: int
) -> None:
    assert sites.report("all", "--fail-on", condition) == status


@pytest.mark.parametrize("condition", ["conflicts", "conflicts>=1", "conflict>0", "conflicts>-1"])
def test_a_wrong_condition_is_explained(
    sites: Vocabularies, condition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sites.report("all", "--fail-on", condition) == 2
    assert "isn't of the form REPORT>NUMBER" in capsys.readouterr().err


def test_a_condition_on_a_report_that_does_not_run_is_explained(sites: Vocabularies) -> None:
    assert sites.report("shared", "--fail-on", "conflicts>0") == 2


def test_ignored_names_are_left_out_and_useless_lines_are_named(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    ignored = sites.folder / "ignore.txt"
    lines = "# known\nconflicts: TOKEN\nnear-names: API gateway | api-gateway\nunused: nothing\n"
    ignored.write_text(lines, encoding="utf-8", newline="\n")
    options = ("--ignore", str(ignored), "--fail-on", "conflicts>0")
    assert sites.report("all", *options) == 0
    assert f"{ignored}: no row has: unused: nothing" in capsys.readouterr().err
    assert [row["name_a"] for row in sites.rows("near-names", "--ignore", str(ignored))] == [
        "Embedding"
    ]
    assert "Token" in {row["name"] for row in sites.rows("shared", "--ignore", str(ignored))}


def test_a_file_of_names_that_is_missing_is_explained(sites: Vocabularies) -> None:
    assert sites.report("all", "--ignore", str(sites.folder / "nowhere.txt")) == 2


# Formats.

NASTY = "=cmd|' /C calc'!A0 <script>alert(1)</script> \" ' & \x1b[31m"


@pytest.fixture
def hostile(tmp_path: Path) -> Vocabularies:
    """Sites whose texts would run in a browser, a spreadsheet or a terminal."""
    made = Vocabularies(tmp_path)
    for number in range(3):
        made.add(f"p<b>{number}", glossary(term(NASTY, f"{NASTY} {number}", mentioned=0)))
    made.list_site("gone<i>", 'source = "<script>"')
    made.collect()
    return made


def test_a_terminal_gets_no_control_characters(
    hostile: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hostile.report("all") == 0
    shown = capsys.readouterr().out
    assert "=cmd|" in shown
    assert "\x1b" not in shown


def test_a_spreadsheet_gets_no_formulas(
    hostile: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hostile.report("conflicts", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 3
    assert all(row["name"].startswith("'''=cmd") for row in rows)  # one would end the quote
    assert hostile.report("all", "--format", "csv") == 2


def page_of(sites: Vocabularies, *options: str) -> str:
    output = sites.folder / "page.html"
    assert sites.report("all", "--format", "html", "-o", str(output), *options) == 0
    return output.read_text(encoding="utf-8")


def test_a_page_has_no_markup_from_sites(hostile: Vocabularies) -> None:
    page = page_of(hostile)
    assert "&lt;script&gt;alert(1)" in page
    for markup in ("<script", "<b>", "<i>", "\x1b"):
        assert markup not in page
    assert not re.search(r"\son\w+=|\sstyle=", page)


def test_a_page_needs_no_other_file(sites: Vocabularies) -> None:
    page = page_of(sites)
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:link|img|iframe|script)\b|url\(|@import", page)
    assert re.findall(r'href="([^#"][^"]*)"', page)
    assert all(web_address(html.unescape(url)) for url in re.findall(r'href="([^#"][^"]*)"', page))


def test_a_page_has_every_report_and_plots_with_a_description(sites: Vocabularies) -> None:
    page = page_of(sites)
    for name, one in REPORTS.items():
        assert (f'id="{name}"' in page) is (name not in NEED_BEFORE)
        assert one.title in page or name in NEED_BEFORE
    assert re.findall(r'<svg role="img" aria-label="(\w+)', page) == ["Bar", "Matrix"]
    assert page.index("Ein Stück Text.") if "Ein Stück" in page else True
    assert "A small piece of text" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len({*ids})
    assert {*re.findall(r'href="#([^"]+)"', page)} <= {*ids}


def test_a_page_with_few_rows_says_how_many_are_left_out(made_up: Path, tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    command = [
        "report",
        "all",
        str(made_up),
        "--format",
        "html",
        "--limit",
        "3",
        "-o",
        str(output),
    ]
    assert main(["vocabulary", *command]) == 0
    page = output.read_text(encoding="utf-8")
    assert page.count("rows more") >= 5
    assert "definitions more" in page
    assert len(page) < 60_000


def test_a_page_of_nothing_is_a_page(tmp_path: Path) -> None:
    sites = Vocabularies(tmp_path)
    sites.add("a", glossary())
    sites.collect()
    page = page_of(sites)
    assert "No name has two definitions." in page
    assert "<svg" not in page


def test_json_has_the_rows_of_each_report(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert sites.report("all", "--format", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found.keys() == REPORTS.keys() - NEED_BEFORE


def test_a_table_shows_a_limited_number_of_rows(
    made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vocabulary", "report", "unused", str(made_up), "--limit", "2"]) == 0
    shown = capsys.readouterr().out
    assert "more; show all with --limit 0" in shown
    assert len(shown.splitlines()) < 10


def test_a_directory_without_vocabulary_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vocabulary", "report", "all", str(tmp_path)]) == 2
    assert "vocabulary collect SITES.toml" in capsys.readouterr().err
