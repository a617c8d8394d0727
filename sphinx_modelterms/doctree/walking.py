"""Walks over trees, which may hold several documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART

if TYPE_CHECKING:
    from collections.abc import Iterator


LINKABLE = (nodes.paragraph, nodes.line)
"""What is linked: exactly these classes, for others made of them have a meaning of their own."""


UNSEEN = (nodes.Text, nodes.Invisible, nodes.system_message)
"""What is no text of the page: ``rst_epilog`` puts definitions of substitutions on every page, and
messages of docutils are taken out after the text was read."""


def above(node: nodes.Node) -> Iterator[nodes.Element]:
    """The nodes around *node*, from its parent to the document."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def root_of(node: nodes.Node) -> nodes.document:
    """The document that *node* stands in."""
    *_, root = above(node)
    assert isinstance(root, nodes.document)
    return root


def linkable_nodes(tree: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """The nodes of :data:`LINKABLE` in *tree*, each with the document it was written in.

    :param docname: the document of *tree* itself
    """
    for child in tree.children:
        if isinstance(child, UNSEEN):
            continue
        assert isinstance(child, nodes.Element)
        if child.__class__ in LINKABLE:
            yield docname, child
        elif child.children:
            yield from linkable_nodes(child, document_of(child, docname))


def document_of(node: nodes.Element, docname: str) -> str:
    """The document that the content of *node* was written in.

    Some builders put several documents into one tree. Parents do not tell whose a node is then:
    Sphinx hangs the content of a document under ``start_of_file`` without telling it, and rst2pdf
    hangs whole documents under another one.

    :param docname: the document that *node* itself was written in
    """
    return str(node.get("docname", docname)) if isinstance(node, _BEGINNINGS) else docname


_BEGINNINGS = (addnodes.start_of_file, nodes.document)


_DOCUMENTS: WeakKeyDictionary[nodes.document, tuple[str, ...]] = WeakKeyDictionary()
"""What :func:`documents_in` has found in the trees that are being written."""


def documents_in(tree: nodes.document, docname: str) -> tuple[str, ...]:
    """The documents whose content is in *tree*: one, or more if a builder has put them together.

    :param docname: the document of *tree* itself
    """
    if tree not in _DOCUMENTS:
        _DOCUMENTS[tree] = tuple(dict.fromkeys((docname, *_further_documents(tree))))
    return _DOCUMENTS[tree]


def _further_documents(tree: nodes.Element) -> Iterator[str]:
    for child in tree.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.TextElement):
            if further := document_of(child, ""):
                yield further
            yield from _further_documents(child)


def placed(tree: nodes.Element, docname: str, *kinds: str) -> Iterator[tuple[str, nodes.Element]]:
    """The blocks of some *kinds* in *tree*, each with the document it was written in.

    :param docname: the document of *tree* itself
    :param kinds: some of ``card``, ``comparison``, ``list``, …
    """
    for child in tree.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.TextElement):
            if child.get(PART) in kinds:
                yield docname, child
            yield from placed(child, document_of(child, docname), *kinds)
