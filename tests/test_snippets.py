"""Tests of the manual's snippets: each makes the same document in both markups.

The snippets stand in ``example_docs/snippets``; the manual includes them from there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_modelterms.doctree.walking import blocks_by_document
from tests.test_term_card import check_fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

SNIPPETS = Path(__file__).parent.parent / "example_docs" / "snippets"
MARKUPS = {"rst": "index.rst", "myst": "index.md"}
NAMES = sorted(path.stem for path in (SNIPPETS / "rst").glob("*.txt"))

PARSER_S_OWN = {"source", "rawsource", "translated", "myst-content"}


def tree(document: nodes.document) -> str:
    """A document as text, without what the parsers note for themselves."""
    document = document.deepcopy()
    for node in document.findall(nodes.Element):
        for name in PARSER_S_OWN & node.attributes.keys():
            del node.attributes[name]
    return document.pformat()


def test_both_markups_have_the_same_snippets() -> None:
    assert NAMES
    assert sorted(path.stem for path in (SNIPPETS / "myst").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_markups_make_the_same_document(
    new_project: Callable[[str], Project], name: str
) -> None:
    built: list[Built] = []
    for markup, page in MARKUPS.items():
        project = new_project(markup)
        text = (SNIPPETS / markup / f"{name}.txt").read_text(encoding="utf-8")
        (project.source / page).write_text(text, encoding="utf-8")
        built.append(project.build(nitpicky=True))
    rest, md = built
    assert rest.warnings == md.warnings == []
    assert rest.domain.build.glossary.terms
    assert tree(rest.doctree("index")) == tree(md.doctree("index"))
    assert tree(rest.doctree("index", late=True)) == tree(md.doctree("index", late=True))
    assert rest.body("index") == md.body("index")


BLOCKS = ("card", "comparison", "list", "categories", "faq-section", "day")


def blocks(document: nodes.document) -> str:
    """Our blocks as text, without what differs between versions of the parser."""
    text = "\n".join(block.pformat() for _, block in blocks_by_document(document, "", *BLOCKS))
    noise = (
        "xml:space|force|linenos|highlight_args|internal|"
        "refdoc|refwarn|refexplicit|translation_progress|[a-z]+:[a-z]+"
    )
    return re.sub(rf' (?:{noise})="[^"]*"', "", text)


@pytest.mark.parametrize("late", [False, True], ids=["read", "late"])
@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_the_one_that_was_looked_at(
    project: Project, repository: Path, name: str, late: bool
) -> None:
    """Before and after the late phase."""
    text = (SNIPPETS / "rst" / f"{name}.txt").read_text(encoding="utf-8")
    project.write({"index": text})
    tree = project.build().doctree("index", late)
    folder = repository / "tests" / "fixtures" / "snippets"
    check_fixture(folder / f"{name}-{'late' if late else 'read'}.txt", blocks(tree))


@pytest.mark.parametrize("name", NAMES)
def test_the_manual_shows_every_snippet(repository: Path, name: str) -> None:
    manual = repository / "example_docs" / "manual"
    shown = "".join(path.read_text(encoding="utf-8") for path in manual.glob("*.md"))
    for markup in MARKUPS:
        assert f"snippets/{markup}/{name}.txt" in shown
