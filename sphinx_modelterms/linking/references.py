"""Links: every ``:term:`` that we own becomes a reference before Sphinx looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

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
            if mention_role(node) != "term":
                continue
            target = domain.glossary.find(node["reftarget"])
            if target is None:
                continue
            # The content is moved, not copied as in Sphinx's resolver: the old node goes away.
            reference = make_refnode(
                domain.builder,
                node.get("refdoc", here),
                target.docname,
                target.anchor,
                node.children,
            )
            reference["classes"].append("mt-ref")
            node.replace_self(reference)
