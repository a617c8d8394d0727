"""Every builder shows a full card without a warning, and with all its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.test_term_card import FULL

if TYPE_CHECKING:
    from tests.conftest import Project

BUILDERS = {
    "html": "terms.html",
    "dirhtml": "terms/index.html",
    "singlehtml": "index.html",
    "json": "terms.fjson",
    "epub": "terms.xhtml",
    "latex": "*.tex",
    "man": "*.1",
    "texinfo": "*.texi",
    "text": "terms.txt",
    "xml": "terms.xml",
    "pseudoxml": "terms.pseudoxml",
}

CONTENT = [
    "intermediate",
    "Abbreviation",
    "grounded generation",
    "The explanation",
    "A support bot",
    "Needs training",
    "What does Retrieval",
    "training?",
    "Read first",
    "A vector",
    "The paper",
    "Lewis and others",
    "Terms: Token",
    "deprecated",
]

SITE = {
    "index": """
        Home
        ====

        .. toctree::

           terms

        :term:`RAG` in a page, and in a block:

        .. note::

           .. term:: Block

              A card in a note, see :term:`Token`.

              .. term-quiz-question:: Which of these is a card?

                 * The block
                 * The page

        See :term:`block` and :term-compare:`RAG; token`.

        .. term-compare:: Embedding, RAG

           Choose by need.

        .. term-compare:: Token, RAG

        .. term-list::
           :filter:

        .. term-list::
           :display: table

        .. term-faq:: RAG, token

        .. term-of-the-day::

        .. term-map:: RAG

        .. term-quiz::

        .. term-map::
        """,
    "terms": FULL,
}


@pytest.mark.parametrize("builder", BUILDERS)
def test_all_content_is_there(project: Project, builder: str) -> None:
    project.write(SITE)
    conf = {"epub_copyright": "x", "version": "1", "man_pages": [("index", "t", "T", ["A"], 1)]}
    built = project.build(builder, **(conf if builder in {"epub", "man"} else {}))
    assert built.warnings == []
    text = next(built.outdir.glob(BUILDERS[builder])).read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", text.replace("\\", "").replace("@", ""))
    words = words.replace("Terms; Token", "Terms: Token")  # as Texinfo writes it
    for expected in CONTENT:
        assert expected in words, expected


def test_latex_and_texinfo_have_the_anchors_of_blocks_and_questions(project: Project) -> None:
    project.write(SITE)
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", tex))
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex))
    assert "index:term-block" in links
    assert links <= labels
    assert "index:compare-token-vs-rag" in links
    assert "terms:question-retrieval-augmented-generation-training" in labels


def test_an_ebook_builds_twice_without_a_warning(project: Project) -> None:
    """It warns about foreign files in its folder, so the digests are elsewhere."""
    project.write(SITE)
    for _ in range(2):
        assert project.build("epub", epub_copyright="x", version="1").warnings == []


def test_gettext_extracts_the_text_of_terms_but_no_copies(project: Project) -> None:
    project.write(SITE)
    pot = (project.build("gettext").outdir / "terms.pot").read_text(encoding="utf-8")
    for extracted in (
        "Embedding",
        "A vector.",
        "A support bot.",
        "No.",
        "Needs training",
        "The paper",
    ):
        assert f'msgid "{extracted}"' in pot, extracted
    for ours in ("Examples", "Frequently asked", "Read first", "What is"):
        assert ours not in pot, ours


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man"])
def test_a_page_outside_of_the_output_leaves_text_without_a_link(
    project: Project, builder: str
) -> None:
    """A PDF has the pages of its toctrees only."""
    project.write(
        {
            "index": """
                Home
                ====

                .. term:: Inside
                   :related: Outside
                   :requires: Outside

                   Def.

                See :term:`Outside`, :term:`Zed`, :any:`outside`, :term-abbr:`Outside`.

                .. term-compare:: Inside, Outside

                .. term-list::
                """,
            "apart": """
                :orphan:

                Apart
                =====

                .. term:: Outside

                   Def. See :term:`Inside`.

                .. glossary::

                   Zed
                      The last.
                """,
        }
    )
    conf = {"man_pages": [("index", "t", "T", ["A"], 1)]} if builder == "man" else {}
    built = project.build(builder, **conf)
    assert [w for w in built.warnings if "any" not in w] == []
    pattern = {"latex": "*.tex", "texinfo": "*.texi", "man": "*.1"}[builder]
    assert "Zed" in next(built.outdir.glob(pattern)).read_text(encoding="utf-8")


def test_a_single_page_builder_of_somebody_else_has_all_content(project: Project) -> None:
    (project.source / "single.py").write_text(
        "from sphinx.builders.singlehtml import SingleFileHTMLBuilder\n"
        "class Single(SingleFileHTMLBuilder):\n"
        "    name = 'mysingle'\n"
        "def setup(app):\n"
        "    app.add_builder(Single)\n",
        encoding="utf-8",
    )
    project.conf_head = "import sys, os; sys.path.insert(0, os.path.dirname(__file__))"
    project.write(SITE)
    built = project.build("mysingle", extensions=["sphinx_modelterms", "single"])
    text = re.sub(r"\s+", " ", built.text("index.html"))
    for expected in CONTENT:
        assert expected in text, expected
