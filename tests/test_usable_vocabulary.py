"""Files with terms from elsewhere, in which names are empty, or URLs, ids and relations strange."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from sphinx_modelterms.__main__ import main
from sphinx_modelterms.formats.spreadsheet import FORMULA, harmless_cell, original_cell
from sphinx_modelterms.formats.table import FORMATS, maker_of_content
from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_modelterms.formats.vocabulary import Vocabulary
    from tests.conftest import Project

BLANK = ("", "\n", "\u200b", "\u202e", "\u3164 ", "\ufe0f")
"""Names that show nothing."""


def term(name: str, url: str, **fields: Any) -> dict[str, Any]:
    return {"id": url, "name": name, "summary": "s", "url": url, **fields}


def file_of(*terms: dict[str, Any]) -> bytes:
    return json.dumps({"version": 1, "language": "en", "comparisons": [], "terms": terms}).encode()


def read(*terms: dict[str, Any], base: str = "https://e.org/") -> Vocabulary:
    return read_vocabulary(file_of(*terms), base=base)


def content(name: str, vocabulary: Vocabulary) -> bytes:
    extra = {"skos": "rdflib", "anki": "genanki"}
    if FORMATS[name].extra:
        pytest.importorskip(extra[name], reason=f"the library of the format {name} is missing")
    return maker_of_content(name)(vocabulary, "terms")


LISTS = ("aliases", "forms", "former_names", "avoid", "tags", "examples")
TEXTS = ("abbr", "scope", "category", "level", "since")

NAMELESS = [
    *(term(name, f"u.html#{number}") for number, name in enumerate(BLANK)),
    term(
        "Real",
        "u.html#real",
        **{field: [*BLANK] for field in LISTS},
        **dict.fromkeys(TEXTS, "\u200b"),
        changed=[{"version": "\u200b", "text": "x"}],
        sources=[{"title": "\u200b"}, {"title": "\u200b", "url": "https://e.org/s"}],
        foreign=[{"relation": "related", "name": "\u200b", "url": "https://o.org/x"}],
    ),
]


def test_names_that_show_nothing_are_left_out() -> None:
    found = read(*NAMELESS)
    (real,) = found.terms
    assert found.problems == (f"terms without a name are left out: {len(BLANK)}",)
    assert real.full_name == "Real"
    assert not any(getattr(real, field) for field in (*LISTS, *TEXTS, "changed", "foreign"))
    assert real.sources == (("https://e.org/s", "https://e.org/s"),)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.is_text])
def test_no_format_has_names_that_show_nothing(name: str) -> None:
    text = content(name, read(*NAMELESS)).decode()
    assert "Real" in text
    assert not re.search("[\u200b\u202e\u3164\ufe0f]", text)
    if name == "tbx":
        assert [e.text for e in ElementTree.fromstring(text).iter("term")] == ["Real"]


def test_vale_gets_no_pattern_that_matches_nothing() -> None:
    with zipfile.ZipFile(BytesIO(content("vale", read(*NAMELESS)))) as package:
        texts = {name: package.read(name).decode() for name in package.namelist()}
    assert list(texts.values()) == ["(?i)Real\n"]


@pytest.mark.parametrize("base", ["", "https://e.org/"])
def test_each_term_has_a_url_of_its_own(base: str) -> None:
    urls = ["u.html", "u.html", "u.html", "u.html#a", "u.html#a", ""]
    terms = [term(f"Name {number}", url) for number, url in enumerate(urls)]
    terms.append(term("Last", "l.html", related=[{"name": "Name 0", "url": "u.html"}]))
    found = read(*terms, base=base)
    assert [one.url.removeprefix(base) for one in found.terms] == [
        "u.html",
        "u.html#term",
        "u.html#term-2",
        "u.html#a",
        "u.html#a-2",
        "#term",
        "l.html",
    ]
    assert found.by_url()[found.terms[-1].related[0]].name == "Name 0"
    (problem,) = found.problems
    assert f"have the URL '{base}u.html', so links can't tell them apart" in problem


@pytest.mark.filterwarnings("ignore")
def test_skos_has_a_concept_for_each_term() -> None:
    vocabulary = read(*(term(name, url) for name, url in (("A", "u"), ("B", "u"), ("C", ""))))
    text = content("skos", vocabulary)
    import rdflib

    graph = rdflib.Graph().parse(data=text, format="turtle")
    concepts = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert len(concepts) == 3
    assert concepts.isdisjoint(graph.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme))


@pytest.mark.parametrize("name", ["tbx", "anki", "jsonld"])
def test_every_term_has_an_id_of_its_own(name: str, tmp_path: Path) -> None:
    """Also if one has the id that is made for another."""
    ids = ["a", "a", "a-2", "u", "a-not-1", "a"]
    vocabulary = read(
        *({**term(f"N{n}", "u", avoid=[f"x{n}"]), "id": key} for n, key in enumerate(ids))
    )
    made = content(name, vocabulary)
    if name == "tbx":
        found = [e.get("id") for e in ElementTree.fromstring(made).iter("termEntry")]
        wanted = 2 * len(ids)
    elif name == "jsonld":
        found = [node["@id"] for node in json.loads(made)["@graph"][1:]]
        wanted = len(ids)
    else:
        import sqlite3

        with zipfile.ZipFile(BytesIO(made)) as package:
            package.extract("collection.anki2", tmp_path)
        connection = sqlite3.connect(tmp_path / "collection.anki2")
        found = [guid for (guid,) in connection.execute("select guid from notes")]
        connection.close()
        wanted = len(ids)
    assert len(found) == len(set(found)) == wanted


def test_ids_in_tbx_are_names_of_xml() -> None:
    ids = ["term-token", "größe", 'term-1"><img src=x>', "1", " ", "a b", "\u0301"]
    vocabulary = read(*({**term(f"N{n}", str(n)), "id": key} for n, key in enumerate(ids)))
    root = ElementTree.fromstring(content("tbx", vocabulary))
    found = [str(entry.get("id")) for entry in root.iter("termEntry")]
    assert found[:2] == ids[:2]
    assert all(re.fullmatch(r"[a-zöß][-\w]*", key) for key in found)
    assert len(set(found)) == len(ids)


ITSELF = {"name": "A", "url": "u.html"}

SELFISH = term(
    "A",
    "u.html",
    status="deprecated",
    replaced_by=ITSELF,
    **{field: [ITSELF] for field in ("related", "requires", "broader")},
    foreign=[
        {"relation": kind, "name": "A (O)", "url": f"https://e.org/{path}"}
        for kind in ("related", "requires", "broader", "replaced_by")
        for path in ("u.html", "", "b.html")
    ],
)
"""A term with relations to itself, and through other projects to itself, its site and *B*."""


@pytest.mark.parametrize("name", ["skos", "tbx", "markdown"])
@pytest.mark.filterwarnings("ignore")
def test_no_term_has_a_relation_to_itself(name: str) -> None:
    text = content(name, read(SELFISH, term("B", "b.html"))).decode()
    if name == "skos":
        assert not re.search(r"skos:(broader|narrower|related)\b|dcterms:(requires|isRepl)", text)
    else:
        assert "Use “A”" not in text
        assert "Related: A" not in text
        assert "(<https://e.org/u.html>)" not in text


def test_the_commands_say_what_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "modelterms.json"
    file.write_bytes(file_of(term("\u200b", "a"), term("B", "b"), term("C", "b")))
    assert main(["export", "csv", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 3
    assert f"{file}: terms without a name are left out: 1\n" in err
    assert f"{file}: several terms, or a term and the site, have the URL 'b'" in err
    assert main(["changes", str(tmp_path), str(tmp_path)]) == 0
    assert capsys.readouterr().err.count("without a name") == 2


def test_the_directive_says_what_is_left_out(project: Project) -> None:
    project.source.joinpath("a.json").write_bytes(file_of(term("\u200b", "a"), term("B", "b")))
    project.source.joinpath("b.json").write_bytes(file_of(term("B", "b"), term("C", "c")))
    project.write({"index": "Home\n====\n\n.. term-changes:: a.json, b.json\n"})
    built = project.build()
    (warning,) = built.warnings
    assert "'a.json': terms without a name are left out: 1" in warning
    assert "index.rst:4:" in warning
    assert "C" in built.body("index")


@pytest.mark.parametrize(
    "text",
    ["'=b", "''=b", "'''=b", "=x' y", "'=x' y", "'-v' is", "=1", "'tis", "''", "@a", "'@a", "'"],
)
def test_cells_come_back_as_they_were(text: str) -> None:
    cell = harmless_cell(text)
    assert original_cell(cell) == text
    assert not cell.startswith(FORMULA)
