"""Adding the extension to a project that does not use it changes links to terms only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import sphinx
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Built, Project

PAGES = {
    "index": """
        Home
        ====

        :term:`Token` :term:`token` :term:`LLM` :term:`shown <LLM>` :any:`token` :term:`none`

        A :term:`LLM` in a title
        ------------------------

        .. toctree::

           gloss
           second
           md
        """,
    "gloss": """
        G
        =

        .. glossary::
           :sorted:

           Token
           Piece : classifier
              A piece of text, see :term:`LLM`.

           LLM
              A model.
        """,
    "second": """
        Second
        ======

        .. glossary::

           token
              In lower case.
        """,
    "md.md": """
        # Markdown

        {term}`LLM` and [any](#token).

        ```{glossary}
        Other
            Thing.
        ```
        """,
}


HOVERING = {"index.html", "md.html"}


def outputs(built: Built) -> dict[str, str]:
    """All pages without what may differ: our class, hover cards with their files, and the
    checksum of the configuration."""
    pages = {}
    for path in sorted(built.outdir.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text = text.replace('class="mt-ref reference', 'class="reference')
        text = re.sub(r' aria-describedby="mt-tip-[^"]*"', "", text)
        text = re.sub(r'<aside class="mt-tips[^"]*".*?\n</aside>\n', "", text, flags=re.DOTALL)
        text = re.sub(r"\n *<(?:link|script)[^>]*modelterms[^\n]*", "", text)
        pages[path.name] = re.sub(r"\?v=[0-9a-f]+", "", text)
    pages["objects.inv"] = (built.outdir / "objects.inv").read_bytes().hex()
    return pages


@pytest.mark.parametrize("parallel", [0, 3])
def test_nothing_changes_but_links_to_terms(
    new_project: Callable[[str], Project], parallel: int
) -> None:
    built = []
    for name, extensions in (("without", []), ("with", ["sphinx_modelterms"])):
        project = new_project(name)
        project.write(PAGES)
        built.append(project.build(parallel=parallel, extensions=["myst_parser", *extensions]))
    without, with_ = built
    assert with_.warnings == without.warnings
    before, after = outputs(without), outputs(with_)
    assert before.keys() == after.keys()
    for name in before:
        assert after[name] == before[name], name
    assert {name for name in HOVERING if "mt-tip" in with_.text(name)} == HOVERING
    others = {path.name for path in with_.outdir.glob("*.html")} - HOVERING
    assert not {name for name in others if "modelterms" in with_.text(name)}


GLOSSARY = """
G
=

.. glossary::

   Plugins
      Small programs.

   .. term: a remark
      of two lines
"""

LOOKALIKES = {
    "a": (
        "A\n=\n\nA :term:``Plugins`` and `Plugins`:term:, :term:Plugins, :term:'Plugins'\n"
        "and (term)`Plugins`.\n\n.. term: Plugins\n   are small.\n\n..term:: Plugins\n"
    ),
    "b.md": (
        "# B\n\nA {term}Plugins, {term} `Plugins`, {term}[Plugins].\n\n.. term:: Plugins\n\n"
        "```term\nPlugins\n```\n\n```{term}Plugins\n```\n\n    ```{term} Plugins\n    ```\n"
    ),
}


@pytest.mark.parametrize("parallel", [0, 2])
def test_text_that_resembles_a_term_warns_once_the_project_has_terms(
    project: Project, parallel: int
) -> None:
    more = {f"p{n}": ":orphan:\n\nText.\n" for n in range(6)}
    index = "Home\n====\n\n.. toctree::\n\n   gloss\n   a\n   b\n"
    project.write({"index": index, "gloss": GLOSSARY} | LOOKALIKES | more)
    # Pygments does not know languages that are misspelt names of directives.
    settings: dict[str, Any] = {
        "extensions": ["sphinx_modelterms", "myst_parser"],
        "suppress_warnings": ["misc.highlighting_failure"],
    }
    assert project.build("dummy", parallel=parallel, **settings).warnings == []
    project.write({"index": f"{index}\n.. term:: Token\n\n   A piece.\n"})
    told = project.build("dummy", **settings)
    assert told.read == ["index"]
    assert {warning.rpartition(" ")[2] for warning in told.warnings} == {
        "[modelterms.no-role]",
        "[modelterms.no-directive]",
    }
    clean = project.build("dummy", builddir=project.builddir / "clean", **settings)
    assert sorted(told.warnings) == sorted(clean.warnings)
    assert project.build("dummy", **settings).warnings == []


class OtherTerm(SphinxDirective):
    """Somebody else's directive of the same name."""

    has_content = True
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [nodes.paragraph("", "From the other extension.")]


def test_the_bare_name_yields_to_whoever_had_it(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. term:: X\n\n.. modelterms:term:: Y\n\n   Def.\n\n"
            "   .. modelterms:example::\n\n      An example.\n"
        }
    )

    def register(app: Sphinx) -> None:
        app.add_directive("term", OtherTerm, override=True)

    built = project.build(before=register)
    assert built.warnings == []
    assert "From the other extension." in built.body("index")
    assert [term.name for term in built.domain.build.glossary.terms] == ["Y"]


def test_an_extension_that_registers_late_has_the_name_too(project: Project) -> None:
    (project.source / "late.py").write_text(
        "from docutils import nodes\n"
        "from sphinx.util.docutils import SphinxDirective\n"
        "class Term(SphinxDirective):\n"
        "    optional_arguments = 1\n"
        "    def run(self):\n"
        "        return [nodes.paragraph('', 'Late.')]\n"
        "def setup(app):\n"
        "    app.connect('config-inited', lambda app, config: app.add_directive('term', Term))\n",
        encoding="utf-8",
    )
    project.conf_head = "import sys, os; sys.path.insert(0, os.path.dirname(__file__))"
    project.write({"index": "Home\n====\n\n.. term:: X\n"})
    built = project.build(extensions=["sphinx_modelterms", "late"])
    assert built.warnings == []
    assert "Late." in built.body("index")


@pytest.mark.parametrize("markdown", [False, True])
def test_every_directive_has_its_qualified_name(project: Project, markdown: bool) -> None:
    rest = """
        Home
        ====

        .. modelterms:term:: X

           Def.

           .. modelterms:example::

              E1.

           .. modelterms:question:: Q?

              A.

           .. modelterms:facts::

              Key: value

           .. modelterms:source:: S
        """
    md = """
        # Home

        `````{modelterms:term} X

        Def.

        ```{modelterms:example}
        E1.
        ```
        ```{modelterms:question} Q?
        A one.
        ```
        ```{modelterms:facts}
        Key: value
        ```
        ```{modelterms:source} S
        ```
        `````
        """
    project.write({"index.md": md} if markdown else {"index": rest})
    built = project.build()
    assert built.warnings == []
    (term,) = built.domain.build.glossary.terms
    assert (len(term.examples), len(term.questions), len(term.facts), len(term.sources)) == (
        1,
    ) * 4


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "json", "epub"])
def test_static_files_of_the_project_stay_whatever_their_names(
    project: Project, builder: str
) -> None:
    names = ("modelterms.css", "modelterms-hover.js", "modelterms.js")
    project.write({"index": "T\n=\n\n.. glossary::\n\n   Zed\n      Last. See :term:`zed`.\n"})
    project.write({f"static/{name}": "/* mine */" for name in names})
    project.conf |= {"html_static_path": ["static"], "version": "1"}
    for _ in range(2):
        built = project.build(builder, force_all=True)
        assert [built.text(f"_static/{name}") for name in names] == ["/* mine */"] * 3
        assert "mine" not in built.text("_static/modelterms-reader.js")
        assert [line for line in built.warnings if "epub" not in line] == []
    (project.source / "static" / "modelterms.css").unlink()
    assert ".mt-" in project.build(builder, force_all=True).text("_static/modelterms.css")


def both(project: Project, builder: str) -> tuple[Built, Built]:
    """Build without and with the extension."""
    plain, ours = (
        project.build(builder, builddir=project.builddir / name, extensions=extensions)
        for name, extensions in (("plain", []), ("ours", ["sphinx_modelterms"]))
    )
    return plain, ours


def test_manual_pages_show_references_to_entries_as_sphinx_does(project: Project) -> None:
    text = "See :term:`Zed`, :term:`zed`, :term:`shown <zed>`, :term:`far`, :any:`far`.\n"
    glossary = "\n.. glossary::\n\n   Zed\n      Last.\n\n.. toctree::\n\n   other\n"
    other = "Other\n=====\n\n.. glossary::\n\n   far\n      Not near.\n"
    project.write({"index": f"T\n=\n\n{text}{glossary}", "other": other})
    plain, ours = both(project, "man")
    (page,) = (path.name for path in plain.outdir.glob("*.1"))
    assert ours.text(page) == plain.text(page)
    head = "T\n=\n\n:term:`zeds` :term:`A` :any:`B` :any:`bs` :any:`b`\n\n"
    terms = ".. term:: A\n\n   One.\n\n.. term:: B\n\n   Two.\n"
    project.write({"index": f"{head}{terms}{glossary}"})
    again = project.build("man").text(page)
    assert "zeds" in again
    assert r"\fIA\fP" in again
    assert again.count("<#") == max(0, plain.text(page).count("<#") - 2)  # docutils 0.20: none


LINKS_IN_TITLES = sphinx.version_info >= (9,)
"""True if Sphinx keeps links in headings and captions in LaTeX."""

TITLES = """
Home
====

.. table:: A table of :term:`API`

   == ==
   a  b
   == ==

About :term:`API`
-----------------

.. topic:: A topic of :term:`API`

   Text.

.. sidebar:: Beside :term:`API`

   Text.

.. code-block:: text
   :caption: Code of :term:`API`

   Code.

.. glossary::

   API
      An interface.
"""


def test_links_to_entries_in_titles_on_paper_stay(project: Project) -> None:
    project.write({"index": TITLES})
    plain, ours = both(project, "latex")
    (book,) = (path.name for path in plain.outdir.glob("*.tex"))
    assert ours.text(book) == plain.text(book)
    assert plain.text(book).count("sphinxtermref{API}") == (4 if LINKS_IN_TITLES else 0)


@pytest.mark.parametrize("reference", [":term:`Api`", ":term:`apis`", ":any:`api`", ":any:`Api`"])
def test_links_to_terms_in_headings_on_paper_are_plain_text(
    project: Project, reference: str
) -> None:
    term = ".. term:: Api\n\n   An interface.\n"
    titles = TITLES.partition(".. glossary")[0].replace(":term:`API`", reference)
    project.write({"index": f"{titles}{term}"})
    built = project.build("latex")
    (book,) = built.outdir.glob("*.tex")
    text = book.read_text(encoding="utf-8")
    (heading,) = re.findall(r"\\chapter\{About.*", text)
    (caption,) = re.findall(r"\\sphinxcaption\{A table.*", text)
    assert "hyperref" not in heading
    assert ("hyperref" in caption) is LINKS_IN_TITLES
