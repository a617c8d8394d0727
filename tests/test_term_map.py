"""Maps of terms: as pictures, as text, and which pages they rewrite."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from sphinx_modelterms.doctree.blocks import PARTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

TERMS = """
    .. term:: Token
       :category: Basics

       A piece of text.

    .. term:: Embedding
       :category: Basics
       :requires: Token

       Numbers for a text.

    .. term:: Search
       :requires: Embedding
       :related: Token, Index
       :broader: Tool
       :status: draft

       Looks things up.

    .. term:: Index

       A list of places.

    .. term:: Tool

       Something to use.
    """

MAPS = """
    Maps
    ====

    .. term-map:: embedding

    .. term-map::

    .. term-map:: Index, Tool
       :id: two

    .. term-map::
       :category: Basics
    """

SVG = re.compile(r"<svg class=\"mt-picture.*?</svg>", re.DOTALL)
NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def maps(project: Project) -> Project:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n   maps\n"})
    project.write({"terms": f"    Terms\n    =====\n{TERMS}", "maps": MAPS})
    project.conf["modelterms_categories"] = {"Basics": {"colour": "red"}}
    return project


def pictures(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in SVG.findall(text)]


def links(picture: ElementTree.Element) -> dict[str, str]:
    """The targets of a picture by what a screen reader says."""
    return {
        a.get("aria-label") or "".join(a.itertext()): a.get("href", "")
        for a in picture.iter(f"{NAMESPACE}a")
    }


def test_a_map_links_each_term_once_and_says_how_it_is_related(maps: Project) -> None:
    built = maps.build()
    assert built.warnings == []
    one, several, two, basics = pictures(built.text("maps.html"))
    assert one.get("aria-label") == "Map of Embedding"
    assert links(one) == {
        "Embedding": "terms.html#term-embedding",
        "Token": "terms.html#term-token",
        "Search. draft": "terms.html#term-search",
    }
    assert "Read first" in "".join(one.itertext())
    assert "Leads to" in "".join(one.itertext())
    assert several.get("aria-label") == "Map of terms"
    said = sorted(links(several))
    assert said == [
        "Embedding. Basics. Leads to: Search.",
        "Index. Related: Search.",
        "Search. draft",
        "Token. Basics. Leads to: Embedding.",
        "Tool. Kinds: Search.",
    ]
    assert len(links(two)) == 2
    assert set(links(basics)) == {"Embedding", "Token. Leads to: Embedding."}
    text = built.text("maps.html")
    assert "Arrows lead from what to read first. Dashed lines lead to kinds of a term." in text
    assert 'id="two"' in text


@pytest.mark.parametrize(
    ("builder", "page", "target"),
    [
        ("dirhtml", "maps/index.html", "../terms/#term-token"),
        ("singlehtml", "index.html", "#term-token"),
        ("epub", "maps.xhtml", "terms.xhtml#term-token"),
    ],
)
def test_links_of_maps_lead_to_the_terms(
    maps: Project, builder: str, page: str, target: str
) -> None:
    built = maps.build(builder)
    (found, *_) = pictures(built.text(page))
    assert links(found)["Token"] == target


def test_an_ebook_says_which_documents_contain_pictures(maps: Project) -> None:
    manifest = maps.build("epub").text("content.opf")
    marked = re.findall(r'<item [^>]*href="([^"]+)"[^>]* properties="svg"', manifest)
    assert marked == ["maps.xhtml"]


def test_cards_have_no_map_unless_the_project_wants_it(maps: Project) -> None:
    built = maps.build()
    assert "mt-map" not in built.text("terms.html")
    assert "modelterms-map.css" not in built.text("terms.html")
    assert "modelterms-map.css" in built.text("maps.html")
    assert "modelterms.js" not in built.text("maps.html")
    assert (built.outdir / "_static" / "modelterms-map.css").stat().st_size < 1500


def test_cards_show_the_part_map_where_there_are_relations(maps: Project) -> None:
    maps.write({"lonely": "Lonely\n======\n\n.. term:: Lonely\n\n   By itself.\n"})
    built = maps.build(modelterms_card_parts=list(PARTS))
    found = pictures(built.text("terms.html"))
    names = ["Token", "Embedding", "Search", "Index", "Tool"]
    assert [p.get("aria-label") for p in found] == [f"Map of {name}" for name in names]
    assert links(found[0])["Embedding"] == "#term-embedding"
    assert built.text("terms.html").count("modelterms-map.css") == 1
    assert "mt-map" not in built.text("lonely.html")
    assert "modelterms-map.css" not in built.text("lonely.html")


def test_terms_without_relations_and_empty_maps_say_so(maps: Project) -> None:
    page = "Page\n====\n\n.. term:: Lonely\n\n   X.\n\n.. term-map:: Lonely\n\n"
    maps.write({"page": f"{page}.. term-map::\n   :status: deprecated\n"})
    text = maps.build().text("page.html")
    assert "Lonely</a> has no related terms." in text
    assert "No terms." in text
    assert not pictures(text)


def test_terms_beyond_fifteen_are_counted_and_linked(project: Project) -> None:
    names = ", ".join(f"T{n}" for n in range(30))
    terms = "".join(f".. term:: T{n}\n\n   X.\n\n" for n in range(30))
    hub = f".. term:: Hub\n   :related: {names}\n\n   X.\n\n"
    project.write({"index": f"Home\n====\n\n.. term-map:: Hub\n\n.. term-map::\n\n{hub}{terms}"})
    text = project.build().text("index.html")
    first, second = pictures(text)
    assert len(links(first)) == 10
    assert len(links(second)) == 15
    assert re.findall(r"<summary>(.*?)</summary>", text) == ["21 more", "16 more"]
    for part in text.split("<summary>")[1:]:
        count = int(part.split()[0])
        assert part.partition("</details>")[0].count('href="#term-t') == count


def test_other_formats_have_the_same_relations_as_text(maps: Project) -> None:
    text = maps.build("text").text("maps.txt")
    assert "Embedding\n\nRead first: Token\n\nLeads to: Search\n" in text
    assert "* Tool\n\n  Kinds: Search\n" in text
    for builder, page in (("man", "*.1"), ("xml", "maps.xml"), ("texinfo", "*.texi")):
        built = maps.build(builder)
        (path,) = built.outdir.glob(page)
        shown = path.read_text(encoding="utf-8")
        assert "Leads to:" in shown
        assert "svg" not in shown


def test_cards_as_text_do_not_say_relations_twice(maps: Project) -> None:
    def relations() -> int:
        path = maps.build("text", modelterms_card_parts=parts).outdir / "terms.txt"
        return path.read_text(encoding="utf-8").count("Embedding")

    parts = list(PARTS)
    with_map = relations()
    parts.remove("map")
    assert relations() == with_map
    parts.remove("prerequisites")
    without = relations()
    parts.append("map")
    assert relations() > without


def test_latex_draws_maps_without_packages(maps: Project) -> None:
    built = maps.build("latex")
    (path,) = built.outdir.glob("*.tex")
    tex = path.read_text(encoding="utf-8")
    assert tex.count(r"\begin{picture}") == 4
    assert r"\hyperref[\detokenize{terms:term-token}]" in tex
    assert r"\vector(1,0)" in tex
    assert r"\qbezier[" in tex  # dashed


def test_names_of_data_files_are_escaped(project: Project) -> None:
    names = ["<script>alert(1)</script>", 'a" onload="x', r"\(\href{javascript:x}{y}\)", "&amp;"]
    records = [{"name": n, "related": names[:i], "definition": "X."} for i, n in enumerate(names)]
    project.write({"terms.json": json.dumps({"terms": records}), "index": "Home\n====\n"})
    project.conf |= {
        "modelterms_data": ["terms.json"],
        "modelterms_pages": "terms",
        "modelterms_card_parts": list(PARTS),
    }
    project.write({"maps": ":orphan:\n\nMaps\n====\n\n.. term-map::\n"})
    built = project.build()
    text = built.text("maps.html")
    assert "<script>alert" not in text
    assert 'onload="' not in text
    (picture,) = pictures(text)
    found = " ".join(links(picture))
    assert [name for name in names if name.replace('"', "”") not in found] == []
    assert "mathjax_ignore" in text


def test_right_to_left_languages_mirror_the_map(maps: Project) -> None:
    maps.write({"maps": "Maps\n====\n\n.. term-map:: Embedding\n"})
    places = {}
    for language in ("en", "he"):
        (picture,) = pictures(maps.build(language=language).text("maps.html"))
        places[language] = [int(r.get("x", "")) for r in picture.iter(f"{NAMESPACE}rect")]
    assert places["he"] == [360 - x - 104 for x in places["en"]]
    assert places["en"][1] < places["en"][0] < places["en"][2]


def test_meanings_of_one_name_are_different_terms(project: Project) -> None:
    text = """
        Home
        ====

        .. term-map:: Port (os)

        .. term:: Port
           :scope: os

           X.

        .. term:: Port
           :scope: network
           :requires: Port (os)

           X.
        """
    project.write({"index": text})
    (picture,) = pictures(project.build().text("index.html"))
    assert list(links(picture)) == ["Port (os)", "Port (network)"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (".. term-map:: Tokn", "term-map: there is no term 'Tokn'. Did you mean 'Token'?"),
        (".. term-map::\n   :category: Basic", "term-map: there is no category 'Basic'"),
        (".. term-map::\n   :display: table", "'term-map' has no option 'display'"),
        (".. term-map::\n   :path-to: Tokn", "path-to: there is no term 'Tokn'"),
        (".. term-map::\n\n   Token", "term-map: this text is left out"),
    ],
)
def test_mistakes_are_named(maps: Project, wrong: str, message: str) -> None:
    maps.write({"maps": f"Maps\n====\n\n{wrong}\n"})
    (warning,) = maps.build().warnings
    assert message in warning
    assert warning.startswith("maps.rst:")


def test_pictures_are_the_same_in_every_build(maps: Project, tmp_path: Path) -> None:
    maps.conf["modelterms_card_parts"] = list(PARTS)
    one = maps.build(builddir=tmp_path / "one")
    two = maps.build(builddir=tmp_path / "two", parallel=2)
    for page in ("maps.html", "terms.html"):
        assert one.text(page) == two.text(page)


def test_an_edit_elsewhere_rewrites_maps_only_if_they_change(maps: Project) -> None:
    maps.write({"maps": "Maps\n====\n\n.. term-map:: Embedding\n"})
    maps.build()
    maps.write({"terms": f"    Terms\n    =====\n{TERMS}".replace("Numbers", "Figures")})
    assert "maps" not in maps.build().resolved
    changed = TERMS.replace(":status: draft", ":category: Basics")
    maps.write({"terms": f"    Terms\n    =====\n{changed}"})
    built = maps.build()
    assert "maps" in built.resolved
    assert "draft" not in built.text("maps.html")
