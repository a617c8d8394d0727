"""HTML of several documents on one page: ids that are unique, and links that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
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


class OnePage(SphinxPostTransform):
    """Where several documents come on one page, give our blocks ids that nothing else has, and
    lead our links to them::

        <reference refuri="#document-words#term-x">     ->  <reference refid="term-x">

    Sphinx 8.2 and later leave the first form as it is, which leads nowhere. Links to documents
    that are not on the page become their text.
    """

    default_priority: ClassVar[int] = 230
    """After all links are made (10), blocks have their HTML shape (200), and links have their
    hover cards (220)."""

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        here = self.env.docname
        documents = documents_in(self.document, here)
        if len(documents) == 1:
            return
        renamed = rename([*blocks_by_document(self.document, here, *BLOCKS)], self.document)
        for source, node in elements_of_documents(self.document, here, _leads_somewhere):
            target = node.get(TARGET, Target(source, node.get("refid", "")))
            if target.docname not in documents:
                node.replace_self(nodes.inline("", "", *node.children))
            elif target.anchor:
                lead_to(node, renamed.get(target, target.anchor))
            elif TARGET in node and target.docname == here:
                node["refuri"] = "#"  # the first document has no anchor of its own
            elif isinstance(node, nodes.reference) and is_plain_term_link(node):
                page, *document, anchor = node.get("refuri", "").split("#")
                if not page and document:
                    lead_to(node, anchor)


def rename(blocks: list[tuple[str, nodes.Element]], tree: nodes.document) -> dict[Target, str]:
    """Give a number to each id of a block that something else in *tree* has too.

    :return: the new ids, by document and old id
    """
    owned = {id(node) for _, root in blocks for node in root.findall(nodes.Element)}
    others = (node for node in tree.findall(nodes.Element) if id(node) not in owned)
    names = FreeNames(name for node in others for name in node["ids"])
    renamed: dict[Target, str] = {}
    for docname, root in blocks:
        for node in root.findall(nodes.Element):
            if id(node) in owned:  # else the block stands in another one that was before it
                owned.remove(id(node))
                for number, name in enumerate(node["ids"]):
                    free = names.take(name)
                    if free != name:
                        node["ids"][number] = renamed[Target(docname, name)] = free
    return renamed


def _leads_somewhere(node: nodes.Element) -> bool:
    return TARGET in node or "refid" in node or isinstance(node, nodes.reference)


def lead_to(link: nodes.Element, anchor: str) -> None:
    """Let *link* lead to an id of the same page."""
    link.attributes.pop("refuri", None)
    link["refid"] = anchor
