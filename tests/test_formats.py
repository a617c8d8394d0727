"""Formats of other programs: each is read by a program that isn't ours, where there is one."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.formats.table import FORMATS, maker_of_content
from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_modelterms.formats.vocabulary import Vocabulary
    from tests.conftest import Project

BASE = "https://example.org/docs/"

NASTY = "</script><!-- ]]> & \"'`{{x}}${1}*_[a](b)|\\ =\u2028\u202e\ud800\0 1."


def link(name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": url}


MODEL = link("Model (AI)", "t.html#term-model")

TERMS: list[dict[str, Any]] = [
    {
        "id": "term-token",
        "name": "Token",
        "abbr": "TK",
        "aliases": ["piece, small", "=cmd|' /C calc'!A0"],
        "forms": ["toks", "Token"],
        "avoid": ["word piece", "C++", "chunk", "Model"],
        "former_names": ["lexeme"],
        "category": "Basics & more",
        "level": "beginner",
        "tags": ["one two"],
        "summary": "-1 A *unit* of <b>text</b> & more.",
        "url": "t.html#term-token",
        "related": [MODEL, link("Draft", "t.html#term-draft")],
        "broader": [link("Unit", "t.html#term-unit")],
        "requires": [MODEL],
        "examples": ["1. the *first*"],
        "sources": [
            {"title": "A [book]", "url": "https://example.org/a"},
            {"title": "Hearsay", "url": "javascript:alert(1)"},
        ],
    },
    {
        "id": "term-unit",
        "name": "Unit",
        "summary": "A whole.",
        "url": "t.html#term-unit",
        "related": [link("Token", "t.html#term-token")],
    },
    {
        "id": "term-model",
        "name": "Model",
        "scope": "AI",
        "summary": "A thing.",
        "url": "t.html#term-model",
    },
    {
        "id": "term-old",
        "name": "Old model",
        "summary": "An old thing.",
        "url": "t.html#term-old",
        "status": "deprecated",
        "replaced_by": MODEL,
    },
    {
        "id": "term-gone",
        "name": "Gone thing",
        "summary": "Gone.",
        "url": "t.html#term-gone",
        "status": "deprecated",
    },
    {
        "id": "term-draft",
        "name": "Draft",
        "summary": "Unfinished.",
        "url": "t.html#term-draft",
        "status": "draft",
    },
]


def glossary(*terms: dict[str, Any], **fields: Any) -> bytes:
    whole = {
        "version": 1,
        "language": "en_GB",
        "project": "AI terms",
        "terms": [*terms],
        "comparisons": [],
    }
    return json.dumps({**whole, **fields}).encode()


def vocabulary(*terms: dict[str, Any], **fields: Any) -> Vocabulary:
    return read_vocabulary(glossary(*(terms or TERMS), **fields), base=BASE)


def content(name: str, *terms: dict[str, Any], **fields: Any) -> bytes:
    return maker_of_content(name)(vocabulary(*terms, **fields), "terms")


def needed(module: str) -> Any:
    """The module of a program that reads a format, or the reason why the format isn't read."""
    return pytest.importorskip(module, reason=f"not read by another program: no {module}")


def needs_library(name: str) -> None:
    """Skip the test if the library of a format is missing."""
    if FORMATS[name].extra:
        needed({"skos": "rdflib", "anki": "genanki"}[name])


# --- SKOS ---------------------------------------------------------------------------------------

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

[] a sh:NodeShape ; sh:targetClass skos:Concept ;
   sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ;
                 sh:disjoint skos:altLabel , skos:hiddenLabel ] ;
   sh:property [ sh:path skos:altLabel ; sh:disjoint skos:hiddenLabel ] ;
   sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
   sh:property [ sh:path skos:related ; sh:class skos:Concept ] ;
   sh:property [ sh:path skos:broader ; sh:class skos:Concept ] ;
   sh:property [ sh:path [ sh:oneOrMorePath skos:broader ] ; sh:disjoint skos:related ] ;
   sh:not [ sh:class skos:ConceptScheme ] .
"""
"""The integrity conditions S9, S13, S14 and S27 of the SKOS Reference."""


def conforms(turtle: bytes) -> tuple[bool, str]:
    validate = needed("pyshacl").validate
    found, _, text = validate(
        turtle.decode(),
        data_graph_format="turtle",
        shacl_graph=SHAPES,
        shacl_graph_format="turtle",
    )
    return found, text


@pytest.mark.filterwarnings("ignore")
def test_skos_meets_the_integrity_conditions() -> None:
    needs_library("skos")
    found, text = conforms(content("skos"))
    assert found, text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "wrong",
    [
        'skos:prefLabel "a"@en ; skos:altLabel "a"@en',
        'skos:prefLabel "a"@en , "b"@en',
        'skos:prefLabel "a"@en ; skos:related <b> ; skos:broader <b>',
    ],
)
def test_the_shapes_find_mistakes(wrong: str) -> None:
    turtle = f"""
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <s> a skos:ConceptScheme . <b> a skos:Concept ; skos:prefLabel "b"@en ; skos:inScheme <s> .
        <a> a skos:Concept ; skos:inScheme <s> ; {wrong} .
    """
    assert not conforms(turtle.encode())[0]


@pytest.mark.filterwarnings("ignore")
def test_skos_has_the_names_relations_and_languages() -> None:
    rdflib = needed("rdflib")
    graph = rdflib.Graph().parse(data=content("skos"), format="turtle")
    skos, terms = rdflib.SKOS, rdflib.DCTERMS
    token = rdflib.URIRef(f"{BASE}t.html#term-token")
    unit, model = (rdflib.URIRef(f"{BASE}t.html#term-{name}") for name in ("unit", "model"))

    def texts(what: Any) -> set[tuple[str, str]]:
        return {(str(found), found.language) for found in graph.objects(token, what)}

    assert texts(skos.prefLabel) == {("Token", "en-GB")}
    assert {text for text, _ in texts(skos.altLabel)} == {"TK", *TERMS[0]["aliases"]}
    hidden = {"toks", "word piece", "C++", "chunk", "Model", "lexeme"}
    assert {text for text, _ in texts(skos.hiddenLabel)} == hidden
    assert set(graph.objects(token, skos.related)) == {model}  # not the broader term, S27
    assert set(graph.objects(token, skos.broader)) == {unit}
    assert set(graph.objects(unit, skos.narrower)) == {token}
    assert set(graph.objects(token, terms.requires)) == {model}
    sources = {rdflib.URIRef("https://example.org/a"), rdflib.Literal("Hearsay")}
    assert set(graph.objects(token, terms.source)) == sources
    assert str(graph.value(model, skos.prefLabel)) == "Model (AI)"
    (scheme,) = graph.subjects(rdflib.RDF.type, skos.ConceptScheme)
    assert (str(scheme), str(graph.value(scheme, terms.title))) == (BASE, "AI terms")
    assert len(set(graph.subjects(rdflib.RDF.type, skos.Concept))) == 5


ELSEWHERE = "https://u.example/a.html"

FOREIGN_TERMS: list[dict[str, Any]] = [
    {
        "id": "term-mine",
        "name": "Mine",
        "summary": "My own.",
        "url": "t.html#term-mine",
        "status": "deprecated",
        "broader": [link("Upper", "t.html#term-upper")],
        "foreign": [
            {"relation": "related", "name": "*Token* (U)", "url": f"{ELSEWHERE}#token"},
            {"relation": "related", "name": "Top (U)", "url": f"{ELSEWHERE}#top"},
            {"relation": "related", "name": "Local (U)", "url": "../u/a.html#local"},
            {"relation": "related", "name": "Script (U)", "url": "javascript:alert(1)"},
            {"relation": "requires", "name": "Piece (U)", "url": f"{ELSEWHERE}#piece"},
            {"relation": "replaced_by", "name": "New (U)", "url": f"{ELSEWHERE}#new"},
        ],
    },
    {
        "id": "term-upper",
        "name": "Upper",
        "summary": "Above mine.",
        "url": "t.html#term-upper",
        "foreign": [{"relation": "broader", "name": "Top (U)", "url": f"{ELSEWHERE}#top"}],
    },
]
"""Terms with relations to another project."""


@pytest.mark.filterwarnings("ignore")
def test_skos_has_relations_to_other_sites() -> None:
    rdflib = needed("rdflib")
    graph = rdflib.Graph().parse(data=content("skos", *FOREIGN_TERMS), format="turtle")
    mine, upper = (rdflib.URIRef(f"{BASE}t.html#term-{name}") for name in ("mine", "upper"))
    skos, terms = rdflib.SKOS, rdflib.DCTERMS

    def named(of: Any, relation: Any) -> set[str]:
        return {str(found) for found in graph.objects(of, relation)}

    assert named(mine, skos.related) == {f"{ELSEWHERE}#token"}  # not one that is broader, S27
    assert named(upper, skos.broader) == {f"{ELSEWHERE}#top"}
    assert named(mine, terms.requires) == {f"{ELSEWHERE}#piece"}
    assert named(mine, terms.isReplacedBy) == {f"{ELSEWHERE}#new"}


def test_markdown_and_tbx_have_relations_to_other_sites() -> None:
    page = content("markdown", *FOREIGN_TERMS).decode()
    token = f"[\\*Token\\* (U)](<{ELSEWHERE}#token>), [Top (U)](<{ELSEWHERE}#top>)"
    assert f"- Related: {token}, Local (U), Script (U)\n" in page
    assert f"- Read first: [Piece (U)](<{ELSEWHERE}#piece>)\n" in page
    assert f"- Use instead: [New (U)](<{ELSEWHERE}#new>)\n" in page
    assert f"- Kind of: [Top (U)](<{ELSEWHERE}#top>)\n" in page
    assert "javascript" not in page
    assert "Use “New (U)”. My own." in content("tbx", *FOREIGN_TERMS).decode()


@pytest.mark.filterwarnings("ignore")
def test_skosify_has_nothing_to_mend(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    skosify = needed("skosify")
    (tmp_path / "a.ttl").write_bytes(content("skos"))
    skosify.skosify(str(tmp_path / "a.ttl"))
    assert [r.getMessage() for r in caplog.records if r.levelname in {"WARNING", "ERROR"}] == []


@pytest.mark.filterwarnings("ignore")
def test_skos_without_an_address_is_relative_to_the_file() -> None:
    rdflib = needed("rdflib")
    turtle = maker_of_content("skos")(read_vocabulary(glossary(*TERMS)), "terms")
    graph = rdflib.Graph().parse(data=turtle, format="turtle", publicID=f"{BASE}modelterms.ttl")
    assert rdflib.URIRef(f"{BASE}t.html#term-token") in set(graph.subjects())


@pytest.mark.filterwarnings("ignore")
def test_skos_has_a_collection_for_each_category() -> None:
    """Different categories can make one slug, and a term can have the address of a collection."""
    rdflib = needed("rdflib")
    names = {"AI": "a", "Ai": "b", "ai": "#category-ai"}
    terms = [
        {"id": url, "name": name, "summary": "s", "url": url, "category": name}
        for name, url in names.items()
    ]
    graph = rdflib.Graph().parse(data=content("skos", *terms), format="turtle")
    skos = rdflib.SKOS
    collections = set(graph.subjects(rdflib.RDF.type, skos.Collection))
    assert collections.isdisjoint(graph.subjects(rdflib.RDF.type, skos.Concept))
    found = {
        str(graph.value(one, skos.prefLabel)): [*map(str, graph.objects(one, skos.member))]
        for one in collections
    }
    assert found == {name: [f"{BASE}{url}"] for name, url in names.items()}


# --- TBX ----------------------------------------------------------------------------------------


def test_the_translate_toolkit_reads_tbx() -> None:
    tbx = needed("translate.storage.tbx")
    units = tbx.tbxfile.parsestring(content("tbx")).units
    read = {unit.source: unit for unit in units}
    token = read["Token"]
    assert [term.text for term in token.get_source_terms()] == [
        "Token",
        "TK",
        *TERMS[0]["aliases"],
    ]
    assert token.getnotes("definition") == TERMS[0]["summary"]
    statuses = {
        unit.source: {term.administrative_status for term in unit.get_source_terms()}
        for unit in units
    }
    assert statuses == {
        "Token": {None},
        "word piece": {"forbidden"},
        "C++": {"forbidden"},
        "chunk": {"forbidden"},
        "Model": {None},
        "lexeme": {"obsolete"},
        "Unit": {None},
        "Old model": {"obsolete"},
        "Gone thing": {"obsolete"},
    }
    assert read["chunk"].getnotes("definition") == "Use “Token”."
    assert read["Old model"].getnotes("definition") == "Use “Model (AI)”. An old thing."
    assert len({unit.getid() for unit in units}) == len(units)


def test_tbx_names_its_language() -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for code, tag in (("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("a b", "und")):
        root = ElementTree.fromstring(content("tbx", language=code))
        assert {e.get(lang) for e in root.iter() if e.get(lang)} == {tag}


# --- CSV ----------------------------------------------------------------------------------------


def rows(*terms: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content("csv", *terms).decode())))


def test_csv_has_a_row_for_each_term() -> None:
    token = rows()[0]
    assert (token["name"], token["abbr"], token["language"]) == ("Token", "TK", "en-GB")
    assert token["url"] == f"{BASE}t.html#term-token"
    assert [row["status"] for row in rows()] == ["", "", "", "deprecated", "deprecated"]


@pytest.mark.parametrize("start", [*"=+-@", "\t=", " ="])
def test_no_cell_is_a_formula(start: str) -> None:
    bad = f"{start}cmd|' /C calc'!A0"
    term = dict.fromkeys(("id", "name", "summary", "abbr", "category", "level", "scope"), bad)
    table = csv.reader(io.StringIO(content("csv", {**term, "url": "a", "avoid": [bad]}).decode()))
    assert not [cell for row in table for cell in row if cell[:1] in set("=+-@\t\r")]


def test_a_data_file_can_be_made_of_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Columns are called as in data files, so what comes back from translators can be read."""
    (tmp_path / "t.csv").write_bytes(content("csv"))
    data = tmp_path / "terms.yml"
    assert main(["import-glossary", str(tmp_path / "t.csv"), "--data", str(data), "--write"]) == 0
    first = yaml.safe_load(data.read_text(encoding="utf-8"))["terms"][0]
    assert first["name"] == "Token"
    assert first["aliases"] == ["piece, small", "=cmd|' /C calc'!A0"]
    assert first["avoid"] == ["word piece", "C++", "chunk", "Model"]
    assert first["former-names"] == ["lexeme"]
    assert "not used" not in capsys.readouterr().err.replace("url (not used)", "").replace(
        "language (not used)", ""
    )


GUARDED = ["@property", "=x", "+1", "-v", "@a, @b", "- a"]


def imported(table: bytes, folder: Path) -> list[dict[str, Any]]:
    (folder / "t.csv").write_bytes(table)
    data = folder / "terms.yml"
    command = ["import-glossary", str(folder / "t.csv"), "--data", str(data), "--write"]
    assert main(command) == 0
    read: list[dict[str, Any]] = yaml.safe_load(data.read_text(encoding="utf-8"))["terms"]
    return read


def test_no_guard_of_a_cell_comes_back_from_a_table(tmp_path: Path) -> None:
    terms = [
        {
            "id": f"t{number}",
            "name": name,
            "summary": f"{name} means it.",
            "aliases": [f"{name}2"],
            "avoid": [f"{name}3", "chunk", '"a" b', "[c]", "Moore's", "'d', e", "\\f"],
            "url": f"t.html#t{number}",
        }
        for number, name in enumerate(GUARDED)
    ]
    assert [row["name"] for row in rows(*terms)] == [f"'{name}" for name in GUARDED]
    for term, read in zip(terms, imported(content("csv", *terms), tmp_path), strict=True):
        assert read["name"] == term["name"]
        assert read["definition"].strip() == term["summary"]
        assert read["aliases"] == term["aliases"]
        assert read["avoid"] == term["avoid"]


@pytest.mark.parametrize("cell", ["'-v' is an option", "'@a'", "'tis", "'+1', or more", "''-x"])
def test_other_apostrophes_of_a_table_stay(cell: str, tmp_path: Path) -> None:
    (read,) = imported(f'name,definition\n"{cell}","{cell}."\n'.encode(), tmp_path)
    assert (read["name"], read["definition"].strip()) == (cell, f"{cell}.")


# --- Vale ---------------------------------------------------------------------------------------


def vale_files(*terms: dict[str, Any]) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content("vale", *terms))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def alerts(files: dict[str, str], text: str) -> set[tuple[str, str]]:
    """What the rules find in a text, by Vale's documentation: words and what to use instead."""
    found = set()
    for name, source in files.items():
        if name.endswith(".yml"):
            rule = yaml.safe_load(source)
            assert (
                rule["message"].count("%s") == {"substitution": 2, "existence": 1}[rule["extends"]]
            )
            edge = "" if rule.get("nonword") else r"\b"
            for word, better in (
                rule.get("swap") or dict.fromkeys(rule.get("tokens"), "")
            ).items():
                for match in re.finditer(f"{edge}(?:{word}){edge}", text, re.IGNORECASE):
                    found.add((match[0], better))
    return found


def test_rules_for_vale_find_words_not_to_use() -> None:
    files = vale_files()
    text = "A Word Piece in C++, a lexeme, an old model and a gone thing; C++17 and chunky models."
    assert alerts(files, text) == {
        ("Word Piece", "Token"),
        ("C++", "Token"),
        ("lexeme", "Token"),
        ("old model", "Model"),
        ("gone thing", ""),
    }


def test_a_valid_name_is_not_a_word_to_avoid() -> None:
    """Token avoids the word Model, which is another term."""
    assert alerts(vale_files(), "The Model is here.") == set()


def test_the_vocabulary_for_vale_accepts_names_in_any_letter_case_unless_it_matters() -> None:
    lines = vale_files()["terms/styles/config/vocabularies/terms/accept.txt"].splitlines()
    assert {"(?i)Token", "TK", "(?i)toks", "(?i)Model"} <= set(lines)
    assert "(?i)Old model" not in lines
    for line in lines:
        assert re.compile(line)


def test_words_for_vale_are_no_regular_expressions() -> None:
    word = "a.b (c)* [d] {e} ^f$ #g | h\\"
    term = {"id": "t", "name": "X$1|Y", "summary": "", "url": "t", "avoid": [word]}
    files = vale_files(term)
    assert not [text for text in files.values() if "\\(" in text]  # older Vale sees a group there
    assert alerts(files, f"See {word} there.") == {(word, "")}
    assert not [name for name in files if "Terms" in name.rpartition("/")[2]]  # no replacement


TYPOGRAPHIC = {
    "Moore’s law": ["Moore's law", "Moore’s law"],
    "Moore's law": ["Moore's law", "Moore’s law"],
    "“good” data": ['"good" data', "“good” data", "„good“ data"],
    "fine\u2011tuning": ["fine-tuning", "fine\u2011tuning"],
    "fine-tuning": ["fine-tuning", "fine\u2010tuning"],
    "Kullback–Leibler": ["Kullback--Leibler", "Kullback–Leibler"],
    "one—two": ["one---two", "one—two"],
    "and… so": ["and... so", "and… so"],
}
"""Names and what authors type for them, and what other authors type."""


@pytest.mark.parametrize("name", TYPOGRAPHIC)
def test_vale_finds_what_authors_type_for_a_typographic_name(name: str) -> None:
    term = {"id": "t", "name": "Better", "summary": "", "url": "t", "avoid": [name]}
    named = {"id": "n", "name": name, "summary": "", "url": "n"}
    files = vale_files(term)
    (line,) = vale_files(named)["terms/styles/config/vocabularies/terms/accept.txt"].splitlines()
    for text in TYPOGRAPHIC[name]:
        assert alerts(files, f"See {text} there.") == {(text, "Better")}
        assert re.fullmatch(line, text)
    assert alerts(files, f"See {name.replace(name[4], 'xx')} there.") == set()


def test_a_valid_name_is_not_a_word_to_avoid_with_other_quotes() -> None:
    term = {"id": "t", "name": "Moore’s law", "summary": "", "url": "t", "avoid": ["Moore's Law"]}
    assert alerts(vale_files(term), "Moore's law, Moore’s law") == set()


def test_vale_itself_reads_the_package(tmp_path: Path) -> None:
    program = shutil.which("vale")
    if not program:
        pytest.skip("not read by another program: the format for Vale, as there is no Vale")
    (tmp_path / "terms.zip").write_bytes(content("vale"))
    (tmp_path / ".vale.ini").write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\nPackages = terms.zip\nVocab = terms\n"
        "[*.md]\nBasedOnStyles = Vale, terms\n",
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text("The lexeme of toks. A C++ thing.\n", encoding="utf-8")
    subprocess.run([program, "sync"], cwd=tmp_path, check=True)
    done = subprocess.run(
        [program, "--output=JSON", "a.md"], cwd=tmp_path, capture_output=True, check=False
    )
    found = {alert["Match"] for alert in json.loads(done.stdout)["a.md"]}
    assert {"lexeme", "C++"} <= found
    assert "toks" not in found


# --- Anki ---------------------------------------------------------------------------------------


def test_a_second_import_into_anki_updates_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed("genanki")
    needed("anki")
    # Anki's library is imported apart: it sets up its own logging and translations.
    paths = [tmp_path / "1.apkg", tmp_path / "2.apkg"]
    changed = [
        TERMS[0],
        {**TERMS[1], "summary": "Changed & <new>.", "url": "moved.html#term-unit"},
    ]
    for number, (path, terms) in enumerate(zip(paths, (TERMS[:2], changed), strict=True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + 1000 * number))
        path.write_bytes(content("anki", *terms))
    code = dedent(
        """\
        import json, sys
        from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
        collection = Collection(sys.argv[1])
        logs = []
        for path in sys.argv[2:]:
            request = ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
            log = collection.import_anki_package(request).log
            logs.append([len(log.new), len(log.updated), len(log.conflicting)])
        notes = [collection.get_note(n) for n in collection.find_notes("")]
        decks = [deck.name for deck in collection.decks.all_names_and_ids()]
        print(json.dumps([logs, [[note.fields, note.tags] for note in notes], decks]))
        """
    )
    command = [sys.executable, "-c", code, tmp_path / "c.anki2", *paths]
    done = subprocess.run(command, capture_output=True, check=True)
    logs, notes, decks = json.loads(done.stdout)
    assert logs == [[2, 0, 0], [0, 2, 0]]
    (token, tags), (unit, _) = notes
    assert token[0] == "Token"
    assert token[2] == "-1 A *unit* of &lt;b&gt;text&lt;/b&gt; &amp; more."
    assert {"beginner", "one-two"} <= set(tags)
    assert unit[2] == "Changed &amp; &lt;new&gt;."
    assert "AI terms" in decks


def test_an_epoch_makes_flashcards_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    needed("genanki")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = content("anki")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(now + 100_000))
    later = content("anki")
    with zipfile.ZipFile(io.BytesIO(later)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
    assert first == later


# --- Markdown, JSON-LD --------------------------------------------------------------------------


def shown(markdown: str) -> str:
    """The text that readers see, from another program's HTML."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    return " ".join("".join(ElementTree.fromstring(f"<div>{html}</div>").itertext()).split())


def test_markdown_shows_texts_as_they_are() -> None:
    page = shown(content("markdown").decode())
    for text in (TERMS[0]["summary"], *TERMS[0]["aliases"], "1. the *first*", "A [book]"):
        assert text in page
    assert "Related: Model (AI)" in page


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "1. a",
        "12) a",
        "- a",
        "+ a",
        "> a",
        "a | b",
        ":::{note}",
        "`a`",
        "(a)=",
        "% a",
        "&amp;",
    ],
)
def test_no_text_is_markup_in_markdown(text: str) -> None:
    term = {"id": "t", "name": text, "summary": text, "url": "t", "examples": [text]}
    page = shown(content("markdown", term).decode())
    assert page.count(text) == 3
    tokens = MarkdownIt("commonmark").parse(content("markdown", term).decode())
    assert {token.tag for token in tokens if token.tag} == {"h1", "h2", "p", "ul", "li"}


SIGNS = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
"""The parts of schema.org's own context that the files need, as tests have no network."""


@pytest.mark.filterwarnings("ignore")
def test_json_ld_is_in_the_vocabulary_of_schema_org() -> None:
    rdflib = needed("rdflib")
    document = json.loads(content("jsonld"))
    assert document["@context"] == "https://schema.org"
    document["@context"] = SIGNS
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    prefix = str(schema)
    for _, verb, value in graph:
        for word in (verb, value):
            if str(word).startswith(prefix):
                assert str(word)[len(prefix) :] in rdflib.SDO, word
    (whole,) = graph.subjects(rdflib.RDF.type, schema.DefinedTermSet)
    terms = set(graph.subjects(rdflib.RDF.type, schema.DefinedTerm))
    assert set(graph.objects(whole, schema.hasDefinedTerm)) == terms
    assert len(terms) == 5
    token = rdflib.URIRef(f"{BASE}t.html#term-token")
    assert str(graph.value(token, schema.description)) == TERMS[0]["summary"]
    assert str(graph.value(whole, schema.inLanguage)) == "en-GB"


# --- every format -------------------------------------------------------------------------------

WELL_FORMED: dict[str, Callable[[bytes], object]] = {
    "skos": lambda data: needed("rdflib").Graph().parse(data=data, format="turtle"),
    "tbx": ElementTree.fromstring,
    "csv": lambda data: list(csv.reader(io.StringIO(data.decode()), strict=True)),
    "vale": lambda data: zipfile.ZipFile(io.BytesIO(data)).testzip(),
    "anki": lambda data: zipfile.ZipFile(io.BytesIO(data)).testzip(),
    "markdown": lambda data: MarkdownIt().parse(data.decode()),
    "jsonld": json.loads,
}


def test_each_format_is_known_here() -> None:
    assert WELL_FORMED.keys() == FORMATS.keys()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", FORMATS)
def test_nasty_texts_are_only_texts(name: str) -> None:
    needs_library(name)
    texts = ("id", "name", "summary", "abbr", "scope", "category", "level")
    lists = ("aliases", "forms", "avoid", "former_names", "tags", "examples")
    term = {**dict.fromkeys(texts, NASTY), **{key: [NASTY, ""] for key in lists}}
    term |= {"url": f"p.html#{NASTY}", "sources": [{"title": NASTY, "url": "https://a.b/"}]}
    data = content(name, term, project=NASTY, language=NASTY)
    WELL_FORMED[name](data)
    if FORMATS[name].is_text:
        assert not re.search("[\0\x1b\u202e]", data.decode())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", FORMATS)
def test_drafts_are_exported_only_if_asked_for(name: str, tmp_path: Path) -> None:
    needs_library(name)
    file = tmp_path / "modelterms.json"
    file.write_bytes(glossary(*TERMS))
    sizes = []
    for more in ([], ["--drafts"]):
        output = tmp_path / f"o{len(more)}"
        assert main(["export", name, str(file), "-o", str(output), *more]) == 0
        data = output.read_bytes()
        if FORMATS[name].is_text:
            assert (b"Draft" in data) == bool(more)
        sizes.append(len(data))
    assert sizes[0] <= sizes[1]


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "modelterms.json"
    path.write_bytes(glossary(*TERMS))
    return path


def test_text_is_printed_and_nothing_else(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "csv", str(file.parent)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("name,definition,")
    assert not err


def test_what_was_written_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = file.parent / "new" / "a.tbx"
    assert main(["export", "tbx", str(file), "-o", str(output)]) == 0
    assert output.exists()
    assert "terms written: 5; drafts left out: 1" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_the_file_behind_a_link_is_written(file: Path) -> None:
    link, target = file.parent / "link.csv", file.parent / "target.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert main(["export", "csv", str(file), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("name,definition,")


@pytest.mark.parametrize("name", ["csv", "vale"])
def test_a_hyphen_is_standard_output(
    name: str,
    file: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(file.parent)
    assert main(["export", name, str(file), "-o", "-"]) == 0
    written = file.parent / FORMATS[name].file_name
    out, err = capsysbinary.readouterr()
    assert not err
    assert main(["export", name, str(file), "-o", str(written)]) == 0
    assert out == written.read_bytes()
    assert set(file.parent.iterdir()) == {file, written}


def test_a_terminal_gets_no_zip_file(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_modelterms.commands.export.is_terminal", lambda: True)
    assert main(["export", "vale", str(file), "-o", "-"]) == 2
    assert "can't be printed. Give a file: -o modelterms-vale.zip" in capsys.readouterr().err


WRONG: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"\xff{", "isn't JSON, so it isn't a modelterms.json"),
    "deep": (b"[" * 100_000, "isn't JSON"),
    "other JSON": (b'{"terms": []}', "is JSON, but isn't a modelterms.json"),
    "a list": (b"[]", "is JSON, but isn't a modelterms.json"),
    "newer": (
        glossary(version=2),
        "version 2 of the format, but this command reads version 1. Update",
    ),
    "odd version": (glossary(version=True), "has version True of the format"),
    "no name": (glossary({"id": "a", "summary": "", "url": "a"}), "terms[0] has no 'name'"),
    "wrong type": (
        glossary({**TERMS[1], "aliases": "a"}),
        "terms[0].aliases must be a list, not 'a'",
    ),
    "wrong item": (
        glossary({**TERMS[1], "tags": [1]}),
        "terms[0].tags[0] must be a string, not a number",
    ),
    "status": (
        glossary({**TERMS[1], "status": "new"}),
        "terms[0].status must be 'draft' or 'deprecated'",
    ),
    "no status": (
        glossary({**TERMS[1], "status": {}}),
        "terms[0].status must be 'draft' or 'deprecated', not an object",
    ),
    "script": (
        glossary({**TERMS[1], "url": "javascript:alert(1)"}),
        "isn't relative to the file (in the term 'Unit')",
    ),
    "elsewhere": (glossary({**TERMS[1], "url": "//evil.example/"}), "isn't relative to the file"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_cannot_be_used_is_explained(
    case: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, told = WRONG[case]
    file.write_bytes(data)
    output = file.parent / "out"
    assert main(["export", "jsonld", str(file), "-o", str(output)]) == 2
    error = capsys.readouterr().err
    assert f"export: {file}" in error
    assert told in error
    assert not output.exists()


def test_other_mistakes_are_explained(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = file.parent / "none"
    for arguments, told in (
        (["csv", str(missing)], f"can't read {missing}: No such file"),
        (["vale", str(file)], "can't be printed. Give a file: -o modelterms-vale.zip"),
        (["csv", str(file), "-o", str(file / "x")], "can't write"),
    ):
        assert main(["export", *arguments]) == 2
        assert told in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "rdflib", None)
    monkeypatch.delitem(sys.modules, "sphinx_modelterms.formats.skos", raising=False)
    assert main(["export", "skos", str(file)]) == 2
    told = "python -m pip install 'sphinx-modelterms[skos]'"
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "base", ["docs", "arxiv:2005.11401", "rfc:9110", "doi:10.1000/1", "mailto:a@b.c", "ftp://a.b/"]
)
def test_a_base_is_an_address_in_the_web(
    base: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "csv", str(file), "--base", base]) == 2
    told = f"the address {base!r} isn't a complete http or https address. Give the address of"
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("base", ["http://a.b", "HTTPS://A.B/c/"])
def test_a_base_can_be_in_capitals(base: str) -> None:
    (term, *_) = read_vocabulary(glossary(*TERMS), base=base).terms
    assert term.url.lower() == f"{base.rstrip('/')}/t.html#term-token".lower()


# --- files of a build ---------------------------------------------------------------------------

PAGE = """
    Home
    ====

    .. term:: Token
       :avoid: chunk

       A unit.

    .. term:: Raw
       :status: draft

       Unfinished.
    """


@pytest.mark.filterwarnings("ignore")
def test_a_build_writes_the_files(project: Project) -> None:
    needed("rdflib")
    needed("genanki")
    project.write({"index": PAGE})
    settings = {"modelterms_exports": list(FORMATS), "html_baseurl": BASE, "project": "Words"}
    built = project.build(**settings)
    assert built.warnings == []
    for name, form in FORMATS.items():
        WELL_FORMED[name](built.outdir.joinpath(form.file_name).read_bytes())
    assert f"{BASE}index.html#term-token" in built.text("modelterms.csv")
    assert "Raw" not in built.text("modelterms.md")
    assert built.text("modelterms.md").startswith("# Words")


@pytest.mark.filterwarnings("ignore")
def test_an_incremental_build_keeps_the_files_up_to_date(project: Project) -> None:
    needed("genanki")
    project.write({"index": PAGE, "other": ":orphan:\n\nOther\n=====\n\nText.\n"})
    settings = {"modelterms_exports": ["csv", "anki"]}
    built = project.build(**settings)
    deck = built.outdir / "modelterms.apkg"
    before = deck.stat().st_mtime_ns
    project.write({"other": ":orphan:\n\nOther\n=====\n\nA :term:`token`.\n"})
    project.build(**settings)
    assert deck.stat().st_mtime_ns == before  # only a mention has changed
    project.write({"index": PAGE.replace("A unit.", "A whole.")})
    assert "A whole." in project.build(**settings).text("modelterms.csv")
    assert deck.stat().st_mtime_ns > before
    (built.outdir / "modelterms.csv").write_text("mine", encoding="utf-8")
    project.build(modelterms_exports=[])
    assert not deck.exists()
    assert (built.outdir / "modelterms.csv").exists()  # somebody has changed it


def test_files_do_not_need_the_json(project: Project) -> None:
    project.write({"index": PAGE})
    built = project.build(modelterms_exports=["csv"], modelterms_json=False)
    assert "chunk" in built.text("modelterms.csv")
    assert not (built.outdir / "modelterms.json").exists()


def test_a_missing_extra_is_a_warning(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    monkeypatch.delitem(sys.modules, "sphinx_modelterms.formats.skos", raising=False)
    project.write({"index": PAGE})
    built = project.build(modelterms_exports=["skos", "csv"])
    (warning,) = built.warnings
    assert "modelterms_exports: the format 'skos' needs a package" in warning
    assert "'sphinx-modelterms[skos]'" in warning
    assert built.text("modelterms.csv")


def test_an_address_that_is_none_is_a_warning(project: Project) -> None:
    project.write({"index": PAGE})
    built = project.build(modelterms_exports=["csv"], html_baseurl="docs")
    (warning,) = built.warnings
    assert "html_baseurl can't be used: the address 'docs'" in warning
    assert ",index.html#term-token," in built.text("modelterms.csv")


def test_other_builds_load_no_format(project: Project, tmp_path: Path) -> None:
    project.write({"index": PAGE})
    code = (
        "import sys; from sphinx.cmd.build import main; "
        "main(['-q', '-C', '-D', 'extensions=sphinx_modelterms', *sys.argv[1:]]); "
        "print(*(name for name in sys.modules if 'modelterms.formats.' in name))"
    )
    command = [sys.executable, "-c", code, project.source, tmp_path / "output"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["sphinx_modelterms.formats.table"]


@pytest.mark.parametrize("entry", ["extra", "extra/", "extra/modelterms.csv"])
def test_a_file_of_html_extra_path_is_kept(project: Project, entry: str) -> None:
    project.write({"index": PAGE, "extra/modelterms.csv": "mine\n"})
    settings: dict[str, Any] = {
        "modelterms_exports": ["csv", "markdown"],
        "html_extra_path": [entry],
        "exclude_patterns": ["extra"],
    }
    for _ in range(2):  # also if nothing has changed
        built = project.build(**settings)
        assert built.warnings == [
            "WARNING: modelterms_exports: html_extra_path puts 'extra/modelterms.csv' at 'modelterms.csv', "
            "so the terms aren't written there. Rename your file, or remove 'csv' from modelterms_exports. "
            "[modelterms.config]"
        ]
        assert built.text("modelterms.csv") == "mine\n"
        assert "Token" in built.text("modelterms.md")
    built = project.build(modelterms_exports=["csv"])
    assert "Token" in built.text("modelterms.csv")
    project.write({"index": f"{PAGE}\n.. term:: More\n\n   More.\n"})
    assert project.build(**settings).text("modelterms.csv") == "mine\n"
