"""Walks over doctrees, which may contain several documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART, TEXT_BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sphinx_modelterms.doctree.blocks import TextBlock


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
    """
    found: list[tuple[str, nodes.Element]] = []

    def search(parent: nodes.Element, docname: str) -> None:
        node: Any
        for node in parent.children:
            if isinstance(node, without):
                continue
            if wanted(node):
                found.append((docname, node))
            if node.children:
                begins = isinstance(node, _BEGINNINGS)
                search(node, (begins and begun_document(node)) or docname)

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


def section_level(node: nodes.Element) -> int:
    """Return the number of sections around *node*, which is itself counted if it is one."""
    return sum(isinstance(above, nodes.section) for above in (node, *ancestors(node)))


def root_of(node: nodes.Node) -> nodes.document:
    """Return the document that contains *node*."""
    *_, root = ancestors(node)
    assert isinstance(root, nodes.document)
    return root


def take_text_blocks(
    tree: nodes.Element, docname: str
) -> Iterator[tuple[TextBlock, nodes.Element]]:
    """Yield the nodes in *tree* whose text was read, each with its identity, and remove that from
    them.

    Copies in other documents are left out, and in one document all copies but the first.

    :param docname: the docname of *tree* itself
    """
    seen: set[TextBlock] = set()
    for within, node in elements_of_documents(tree, docname, _has_text_block):
        block: TextBlock | None = node.attributes.pop(TEXT_BLOCK, None)
        if block is not None and block.docname == within and block not in seen:
            seen.add(block)
            yield block, node


def _has_text_block(node: nodes.Element) -> bool:
    return TEXT_BLOCK in node.attributes


_DOCUMENTS: WeakKeyDictionary[nodes.document, tuple[str, ...]] = WeakKeyDictionary()
"""Results of :func:`documents_in` for the doctrees that are being written."""


def documents_in(tree: nodes.document, docname: str) -> tuple[str, ...]:
    """Return the docnames of the documents in *tree*: several if a builder has merged them.

    :param docname: the docname of *tree* itself
    """
    documents = _DOCUMENTS.get(tree)
    if documents is None:
        begun = (begun_document(node) for _, node in beginnings(tree, docname))
        documents = _DOCUMENTS[tree] = tuple(dict.fromkeys((docname, *begun)))
    return documents


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
