"""The walk over trees in which a builder has put several documents together."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART, TEXT_BLOCK, TextBlock
from sphinx_modelterms.doctree.walking import (
    blocks_by_document,
    documents_in,
    elements_of_documents,
    take_text_blocks,
)


def merged() -> nodes.document:
    """The document "a", with "b" in it as Sphinx puts it, and "c" as rst2pdf does."""
    tree = new_document("a")
    sphinx = addnodes.start_of_file(docname="b")
    sphinx += nodes.container("", nodes.paragraph("", "two"), **{PART: "card"})
    rst2pdf = new_document("c")
    rst2pdf["docname"] = "c"
    rst2pdf += nodes.section("", nodes.paragraph("", "three"), sphinx)
    tree += nodes.paragraph("", "one", nodes.emphasis("", "more"))
    tree += rst2pdf
    tree += nodes.section("", nodes.paragraph("", "four"), **{PART: "card"})
    return tree


def test_each_element_belongs_to_the_nearest_document_that_began_around_it() -> None:
    tree = merged()
    paragraphs = elements_of_documents(tree, "a", lambda node: node.tagname == "paragraph")
    found = [(docname, node.astext()) for docname, node in paragraphs]
    assert found == [("a", "onemore"), ("c", "three"), ("b", "two"), ("a", "four")]
    assert [docname for docname, _ in blocks_by_document(tree, "a", "card")] == ["b", "a"]
    assert documents_in(tree, "a") == ("a", "c", "b")


def test_a_text_is_found_in_its_own_document_and_once() -> None:
    tree = merged()
    for number, (_, node) in enumerate(
        elements_of_documents(tree, "a", lambda node: node.tagname == "paragraph")
    ):
        node[TEXT_BLOCK] = TextBlock("b" if number == 1 else "a", number)
    tree += tree[0].deepcopy()
    found = [(block.number, node.astext()) for block, node in take_text_blocks(tree, "a")]
    assert found == [(0, "onemore"), (3, "four")]
    assert TEXT_BLOCK not in tree.pformat()
    assert list(take_text_blocks(tree, "a")) == []


def test_the_walk_leaves_out_classes() -> None:
    tree = merged()

    def texts(**options: object) -> list[str]:
        found = elements_of_documents(tree, "a", lambda _: True, **options)  # type: ignore[arg-type]
        return [node.tagname for _, node in found if isinstance(node, nodes.TextElement)]

    assert texts() == ["paragraph", "emphasis", "paragraph", "paragraph", "paragraph"]
    assert texts(without=(nodes.Text, nodes.section)) == ["paragraph", "emphasis"]
