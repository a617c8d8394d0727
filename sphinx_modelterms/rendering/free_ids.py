"""Ids of generated parts: no other node of their document has them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx_modelterms.doctree.walking import elements_of_documents
from sphinx_modelterms.glossary.text.names import FreeNames

if TYPE_CHECKING:
    from docutils import nodes

_TAKEN: WeakKeyDictionary[nodes.document, dict[str, FreeNames]] = WeakKeyDictionary()
"""The ids of each document in the doctrees that are being written."""


def free_ids(tree: nodes.document, here: str, docname: str) -> FreeNames:
    """Return the ids that are taken in a document, which gives out others.

    :param here: the docname of *tree* itself, in which a builder can have merged several documents
    :param docname: the docname of the document
    """
    by_document = _TAKEN.get(tree)
    if by_document is None:
        ids: dict[str, list[str]] = defaultdict(list, {here: list(tree["ids"])})
        for within, node in elements_of_documents(tree, here, _has_ids):
            ids[within] += node["ids"]
        by_document = {within: FreeNames(taken) for within, taken in ids.items()}
        _TAKEN[tree] = by_document
    return by_document.setdefault(docname, FreeNames())


def _has_ids(node: nodes.Element) -> bool:
    return bool(node.attributes["ids"])
