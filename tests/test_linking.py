"""References to terms: by every name, beside Sphinx's own glossary, for other projects."""

from __future__ import annotations

import json
import pickle
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

TERMS = """
    Terms
    =====

    .. term:: Retrieval-Augmented Generation
       :abbr: RAG
       :aliases: grounded generation

       Fetches documents first.

    .. term:: Stable Diffusion 3

       A model that draws.

    .. term:: token

       A piece of text.
    """


def hrefs(html: str) -> list[tuple[str, str]]:
    """Address and text of each link in the first paragraph."""
    paragraph = re.search(r"<p>(.*?)</p>", html, re.S)
    assert paragraph
    links = re.findall(r'<a class="[^"]*" href="([^"]*)"[^>]*>(.*?)</a>', paragraph[1], re.S)
    return [(href, re.sub("<[^>]+>", "", text)) for href, text in links]


RAG = "terms.html#term-retrieval-augmented-generation"


@pytest.mark.parametrize(
    "written",
    [
        "Retrieval-Augmented Generation",
        "retrieval-augmented generation",
        "RAG",
        "rag",
        "grounded generation",
        "Grounded Generation",
        "it <RAG>",
    ],
)
def test_a_term_is_found_by_each_name_in_both_markups(project: Project, written: str) -> None:
    project.write(
        {
            "index": f"Home\n====\n\nSee :term:`{written}`.\n\n.. toctree::\n\n   terms\n   page\n",
            "page.md": f"# Page\n\nSee {{term}}`{written}`.\n",
            "terms": TERMS,
        }
    )
    built = project.build()
    assert built.warnings == []
    text = written.removesuffix(" <RAG>")
    assert hrefs(built.body("index")) == hrefs(built.body("page")) == [(RAG, text)]


@pytest.mark.parametrize("written", ["Token", "token", "RAG", "rag", "grounded generation"])
@pytest.mark.parametrize("link", [":any:`{}`", "[]({})"])
def test_any_finds_terms_without_ambiguity(project: Project, written: str, link: str) -> None:
    name = "page" if link.startswith(":") else "page.md"
    target = written if link.startswith(":") else f"<#{written}>"
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n",
            name: f"{'Page' if name == 'page' else '# Page'}\n"
            f"{'====' if name == 'page' else ''}\n\nSee {link.format(target)}.\n",
            "terms": TERMS,
        }
    )
    built = project.build()
    assert built.warnings == []
    assert len(hrefs(built.body("page"))) == 1


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("glossary_page", ["a-glossary", "z-glossary"])
def test_a_glossary_entry_of_the_exact_name_goes_first(
    project: Project, glossary_page: str, parallel: int
) -> None:
    project.write(
        {
            "index": f"""
                Home
                ====

                See :term:`token` and :term:`RAG`.

                .. toctree::

                   terms
                   {glossary_page}
                """,
            "terms": TERMS,
            glossary_page: "G\n=\n\n.. glossary::\n\n   token\n      From the glossary.\n",
        }
    )
    built = project.build(parallel=parallel)
    (warning,) = built.warnings
    assert "'token' is defined twice: as a term here, and as an entry" in warning
    assert f"The other one is at {glossary_page}.rst:6" in warning
    assert hrefs(built.body("index")) == [
        (f"{glossary_page}.html#term-token", "token"),
        (RAG, "RAG"),
    ]


def test_an_unknown_term_keeps_sphinx_s_own_warning(project: Project) -> None:
    project.write(
        {"index": "Home\n====\n\n:term:`nowhere`\n\n.. toctree::\n\n   terms\n", "terms": TERMS}
    )
    (warning,) = project.build().warnings
    assert "term not in glossary: 'nowhere' [ref.term]" in warning


def test_the_inventory_serves_projects_without_the_extension(
    project: Project, new_project
) -> None:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n", "terms": TERMS})
    built = project.build()
    reader = new_project("reader")
    reader.write(
        {
            "index": """
                Reader
                ======

                :term:`RAG`, :term:`maker:token`, :term:`grounded generation`,
                :ref:`maker:term-stable-diffusion-3`
                """
        }
    )
    inventory = str(built.outdir / "objects.inv")
    page = reader.build(
        extensions=["sphinx.ext.intersphinx"],
        intersphinx_mapping={"maker": ("https://example.org/", inventory)},
    )
    assert page.warnings == []
    assert [href for href, _ in hrefs(page.body("index"))] == [
        f"https://example.org/{RAG}",
        "https://example.org/terms.html#term-token",
        f"https://example.org/{RAG}",
        "https://example.org/terms.html#term-stable-diffusion-3",
    ]


def test_the_environment_keeps_none_of_the_borrowed_names(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n", "terms": TERMS})
    built = project.build()
    assert ("term", "RAG") in built.app.env.domains["std"].objects
    stored = pickle.loads((built.app.doctreedir / "environment.pickle").read_bytes())
    assert ("term", "RAG") not in stored.domaindata["std"]["objects"]
    built.app.emit("env-before-read-docs", built.app.env, [])
    assert ("term", "RAG") not in built.app.env.domains["std"].objects
    assert "term-token" not in built.app.env.domains["std"].labels


def test_search_finds_names_abbreviations_and_aliases_as_objects(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n", "terms": TERMS})
    index = project.build().text("searchindex.js")
    objects = json.loads(index[len("Search.setIndex(") : -1])["objects"]
    found = {entry[4] for entries in objects.values() for entry in entries}
    assert found >= {"RAG", "Retrieval-Augmented Generation", "grounded generation", "token"}
    priorities = {entry[2] for entries in objects.values() for entry in entries}
    assert priorities == {1}


def test_a_reference_in_a_part_that_this_builder_leaves_out(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                .. only:: html

                   .. term:: Web

                      Only here.

                .. only:: text

                   .. term:: Plain

                      Only there.

                See :term:`Web` and :term:`Plain`.
                """
        }
    )
    (warning,) = project.build("html").warnings
    assert "'Plain'" in warning
    (warning,) = project.build("text").warnings
    assert "'Web'" in warning


def test_a_term_that_a_condition_leaves_out(project: Project) -> None:
    text = "Home\n====\n\n.. ifconfig:: {}\n\n   .. term:: Sometimes\n\n      Def.\n\n:term:`Sometimes`\n"
    conf = {"extensions": ["sphinx_modelterms", "sphinx.ext.ifconfig"]}
    project.write({"index": text.format("builder == 'html'")})
    built = project.build(**conf)
    assert built.warnings == []
    assert 'id="term-sometimes"' in built.body("index")
    project.write({"index": text.format("builder != 'html'")})
    built = project.build(**conf)
    (warning,) = built.warnings
    assert "'Sometimes'" in warning
    assert "Def." not in built.body("index")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json"])
def test_links_between_folders(project: Project, builder: str) -> None:
    """Pages of one folder share the addresses of others, but not their own."""
    pages = ["a", "b", "deep/a", "deep/b", "deep/er/c", "index"]
    roles = " ".join(f":term:`name of {docname}`" for docname in pages)
    project.write(
        {
            docname: f"Page\n====\n\n{roles}\n\n.. glossary::\n\n   name of {docname}\n      Words.\n"
            for docname in pages
        }
    )
    index = project.source / "index.rst"
    toctree = ".. toctree::\n   :glob:\n\n   **\n"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n{toctree}", encoding="utf-8")
    built = project.build(builder)
    uri = built.app.builder.get_relative_uri
    for docname in pages:
        suffix = {"json": "fjson", "html": "html"}.get(builder, "")
        text = built.text(f"{docname}.{suffix}" if suffix else page_file(docname))
        for target in pages:
            address = f"{uri(docname, target) if target != docname else ''}#term-name-of-"
            assert f'href=\\"{address}' in text or f'href="{address}' in text


def page_file(docname: str) -> str:
    """The file of a page in ``dirhtml``."""
    folder = docname.removesuffix("index")
    return f"{folder}/index.html" if folder else "index.html"
