"""Links: every ``:term:`` that we own becomes a reference before Sphinx looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_modelterms.glossary.views import Link
from sphinx_modelterms.linking.collect import mention_role

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain


class TermReferences(SphinxPostTransform):
    """Resolve references to terms and glossary entries::

        <pending_xref refdomain="std" reftype="term">
            <inline classes="xref std std-term">
    ->
        <reference classes="mt-ref" internal="True" refuri="...">
            <inline classes="xref std std-term">

    What no glossary knows is left to Sphinx, which asks intersphinx and warns.
    """

    default_priority: ClassVar[int] = 7
    """Before MyST's and Sphinx's resolvers (9, 10), between sphinx-design's steps (5, 8)."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.current_document.docname
        for node in list(self.document.findall(addnodes.pending_xref)):
            link = _link(node, domain)
            if link is None:
                continue
            # The content is moved, not copied as in Sphinx's resolver: the old node goes away.
            content: list[nodes.Node] = [nodes.Text(link.text)] if link.text else node.children
            refdoc = node.get("refdoc", here)
            reference = make_refnode(domain.builder, refdoc, link.docname, link.anchor, content)
            if node["reftype"] == "term":
                reference["classes"].append("mt-ref")
            node.replace_self(reference)


def _link(node: addnodes.pending_xref, domain: ModelTermsDomain) -> Link | None:
    """Where *node* leads, with a text if it has none of its own."""
    role, written = mention_role(node), node["reftarget"]
    if role == "term" and (target := domain.glossary.find(written)):
        return Link(target.docname, target.anchor, "")
    if role == "compare" and (comparison := domain.glossary.find_comparison(written)):
        link = domain.views.comparison_link(comparison)
        return link._replace(text="") if node["refexplicit"] else link
    return None
