"""Walks over doctrees, which may contain several documents."""

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
"""Exact classes of nodes whose text gets automatic links; subclasses have other meanings."""


UNSEEN = (nodes.Text, nodes.Invisible, nodes.system_message)
"""Nodes that are not part of the page's text.

``rst_epilog`` adds substitution definitions to every page, and docutils removes its messages only
after the text is collected.
"""


_BEGINNINGS = (addnodes.start_of_file, nodes.document)
"""Nodes in which a document begins."""


def elements_of_documents(
    tree: nodes.Element,
    docname: str,
    wanted: Callable[[nodes.Element], object],
    without: tuple[type[Any], ...] = (nodes.Text,),
    opaque: Container[type[nodes.Node]] = (),
) -> list[tuple[str, nodes.Element]]:
    """Return the elements below *tree* that are *wanted*, in document order, each with the docname
    of the document that it was written in.

    Some builders merge several documents into one doctree. The ancestors of a node do not always
    name its document: Sphinx moves the content of a document into ``start_of_file`` without
    setting its parent, and rst2pdf puts whole documents into another one. So every walk that needs
    docnames uses this function.

    :param docname: the docname of *tree* itself
    :param wanted: a function that returns a true value for elements to return
    :param without: classes of nodes that are skipped with their content
    :param opaque: classes of nodes whose content is skipped
    """
    found: list[tuple[str, nodes.Element]] = []

    def search(parent: nodes.Element, docname: str) -> None:
        node: Any
        for node in parent.children:
            if isinstance(node, without):
                continue
            if wanted(node):
                found.append((docname, node))
            if node.children and node.__class__ not in opaque:
                search(node, begun_document(node) or docname)

    search(tree, docname)
    return found


def begun_document(node: nodes.Node) -> str:
    """Return the docname of the document that begins with *node*, or ``""`` if none does."""
    return str(node.get("docname", "")) if isinstance(node, _BEGINNINGS) else ""


BLOCKS_ONLY = (nodes.Text, nodes.TextElement)
"""Nodes that walks for blocks skip: inline content."""


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the ancestors of *node*, from its parent to the document."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def root_of(node: nodes.Node) -> nodes.document:
    """Return the document that contains *node*."""
    *_, root = ancestors(node)
    assert isinstance(root, nodes.document)
    return root


def linkable_nodes(tree: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """Return the nodes of :data:`LINKABLE` in *tree*, each with its docname.

    :param docname: the docname of *tree* itself
    """
    return elements_of_documents(tree, docname, _is_linkable, UNSEEN, LINKABLE)


def _is_linkable(node: nodes.Element) -> bool:
    return node.__class__ in LINKABLE


_DOCUMENTS: WeakKeyDictionary[nodes.document, tuple[str, ...]] = WeakKeyDictionary()
"""Results of :func:`documents_in` for the doctrees that are being written."""


def documents_in(tree: nodes.document, docname: str) -> tuple[str, ...]:
    """Return the docnames of the documents in *tree*: several if a builder has merged them.

    :param docname: the docname of *tree* itself
    """
    if tree not in _DOCUMENTS:
        begun = (begun_document(node) for _, node in beginnings(tree, docname))
        _DOCUMENTS[tree] = tuple(dict.fromkeys((docname, *begun)))
    return _DOCUMENTS[tree]


def beginnings(tree: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """Return the nodes below *tree* in which documents begin, each with the docname around it."""
    return elements_of_documents(tree, docname, begun_document, BLOCKS_ONLY)


def blocks_by_document(
    tree: nodes.Element, docname: str, *kinds: str
) -> list[tuple[str, nodes.Element]]:
    """Return the blocks of *kinds* in *tree*, each with its docname.

    :param docname: the docname of *tree* itself
    :param kinds: some of :data:`~sphinx_modelterms.doctree.blocks.BLOCKS`
    """

    def is_of_kinds(node: nodes.Element) -> bool:
        return node.attributes.get(PART) in kinds

    return elements_of_documents(tree, docname, is_of_kinds, BLOCKS_ONLY)
