"""Walks over trees, which may hold several documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from typing import Any


LINKABLE = (nodes.paragraph, nodes.line)
"""What is linked: exactly these classes, for others made of them have a meaning of their own."""


UNSEEN = (nodes.Text, nodes.Invisible, nodes.system_message)
"""What is no text of the page: ``rst_epilog`` puts definitions of substitutions on every page, and
messages of docutils are taken out after the text was read."""


_BEGINNINGS = (addnodes.start_of_file, nodes.document)


def elements_of_documents(
    tree: nodes.Element,
    docname: str,
    wanted: Callable[[nodes.Element], object],
    without: tuple[type[Any], ...] = (nodes.Text,),
    closed: Container[type[nodes.Node]] = (),
) -> list[tuple[str, nodes.Element]]:
    """The elements below *tree* that are *wanted*, in document order, each with the document it
    was written in.

    Some builders put several documents into one tree. Parents do not tell whose a node is then:
    Sphinx hangs the content of a document under ``start_of_file`` without telling it, and rst2pdf
    hangs whole documents under another one. So all walks that have to know it are this one.

    :param docname: the document of *tree* itself
    :param without: classes of nodes that are left out, with all that is in them
    :param closed: classes whose content is left out
    """
    found: list[tuple[str, nodes.Element]] = []

    def search(parent: nodes.Element, docname: str) -> None:
        node: Any
        for node in parent.children:
            if isinstance(node, without):
                continue
            if wanted(node):
                found.append((docname, node))
            if node.children and node.__class__ not in closed:
                search(node, begun_document(node) or docname)

    search(tree, docname)
    return found


def begun_document(node: nodes.Node) -> str:
    """The document whose content begins with *node*, or ``""`` if it is in that of its parent."""
    return str(node.get("docname", "")) if isinstance(node, _BEGINNINGS) else ""


BLOCKS_ONLY = (nodes.Text, nodes.TextElement)
"""Left out by walks that look for blocks: what stands in a line of text."""


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


def linkable_nodes(tree: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """The nodes of :data:`LINKABLE` in *tree*, each with the document it was written in.

    :param docname: the document of *tree* itself
    """
    return elements_of_documents(tree, docname, _is_linkable, UNSEEN, LINKABLE)


def _is_linkable(node: nodes.Element) -> bool:
    return node.__class__ in LINKABLE


_DOCUMENTS: WeakKeyDictionary[nodes.document, tuple[str, ...]] = WeakKeyDictionary()
"""What :func:`documents_in` has found in the trees that are being written."""


def documents_in(tree: nodes.document, docname: str) -> tuple[str, ...]:
    """The documents whose content is in *tree*: one, or more if a builder has put them together.

    :param docname: the document of *tree* itself
    """
    if tree not in _DOCUMENTS:
        begun = (begun_document(node) for _, node in beginnings(tree, docname))
        _DOCUMENTS[tree] = tuple(dict.fromkeys((docname, *begun)))
    return _DOCUMENTS[tree]


def beginnings(tree: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """The nodes below *tree* in which further documents begin, each with that around it."""
    return elements_of_documents(tree, docname, begun_document, BLOCKS_ONLY)


def placed(tree: nodes.Element, docname: str, *kinds: str) -> list[tuple[str, nodes.Element]]:
    """The blocks of some *kinds* in *tree*, each with the document it was written in.

    :param docname: the document of *tree* itself
    :param kinds: some of ``card``, ``comparison``, ``list``, …
    """

    def is_of_kinds(node: nodes.Element) -> bool:
        return node.attributes.get(PART) in kinds

    return elements_of_documents(tree, docname, is_of_kinds, BLOCKS_ONLY)
