"""Unique ids and working links if a builder puts several documents on one HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.blocks import BLOCKS, TARGET
from sphinx_modelterms.doctree.links import is_plain_term_link
from sphinx_modelterms.doctree.walking import (
    blocks_by_document,
    documents_in,
    elements_of_documents,
)
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.names import FreeNames

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain


class OnePage(SphinxPostTransform):
    """If several documents are on one page, make the ids of our blocks unique, and adapt our links
    to them::

        <reference refuri="#document-words#term-x">     ->  <reference refid="term-x">

    Sphinx 8.2 and newer write the first form as it is, which is a dead link. Links to documents
    that are not on the page become text.
    """

    default_priority: ClassVar[int] = 230
    """After all links are created (10), blocks are converted to HTML elements (200), and links
    have hover cards (220).
    """

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        here = self.env.docname
        documents = documents_in(self.document, here)
        if len(documents) == 1:
            return
        blocks = [*blocks_by_document(self.document, here, *BLOCKS)]
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        if domain.build.glossary.scopes:  # otherwise Sphinx warns of entries with the same name
            blocks += elements_of_documents(self.document, here, _is_entry)
        renamed = rename(blocks, self.document)
        for source, node in elements_of_documents(self.document, here, _is_link):
            target = node.get(TARGET, Target(source, node.get("refid", "")))
            if target.docname not in documents:
                node.replace_self(nodes.inline("", "", *node.children))
            elif target.anchor:
                link_within_page(node, renamed.get(target, target.anchor))
            elif TARGET in node and target.docname == here:
                node["refuri"] = "#"  # the first document has no anchor of its own
            elif isinstance(node, nodes.reference) and is_plain_term_link(node):
                page, *document, anchor = node.get("refuri", "").split("#")
                if not page and document:
                    link_within_page(node, anchor)


def rename(blocks: list[tuple[str, nodes.Element]], tree: nodes.document) -> dict[Target, str]:
    """Append a number to each id of a block that another node in *tree* has, too.

    :return: the new ids by docname and old id
    """
    owned = {id(node) for _, root in blocks for node in root.findall(nodes.Element)}
    others = (node for node in tree.findall(nodes.Element) if id(node) not in owned)
    names = FreeNames(name for node in others for name in node["ids"])
    renamed: dict[Target, str] = {}
    for docname, root in blocks:
        for node in root.findall(nodes.Element):
            if id(node) in owned:  # otherwise the block is inside an earlier one
                owned.remove(id(node))
                for number, name in enumerate(node["ids"]):
                    free = names.take(name)
                    if free != name:
                        node["ids"][number] = renamed[Target(docname, name)] = free
    return renamed


def _is_entry(node: nodes.Element) -> bool:
    """Return True if *node* has the name of an entry of a plain ``glossary``."""
    return (
        isinstance(node, nodes.term)
        and bool(node["ids"])
        and isinstance(node.parent.parent.parent, addnodes.glossary)
    )


def _is_link(node: nodes.Element) -> bool:
    return TARGET in node or "refid" in node or isinstance(node, nodes.reference)


def link_within_page(link: nodes.Element, anchor: str) -> None:
    """Change the target of *link* to an id on the same page."""
    link.attributes.pop("refuri", None)
    link["refid"] = anchor
