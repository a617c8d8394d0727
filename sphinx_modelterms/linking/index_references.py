"""References to the index from A to Z in output without its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.builders import builder_names
from sphinx_modelterms.doctree.links import put_in_place
from sphinx_modelterms.term_index import PAGE, TermIndex

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain


class IndexReferences(SphinxPostTransform):
    """Replace references to the index by their text where there is no page to lead to::

        <pending_xref refdomain="std" reftype="ref" reftarget="modelterms-index">
            <inline classes="xref std std-ref">
    ->
        <inline classes="xref std std-ref">

    Sphinx has the label whatever the builder.
    """

    default_priority: ClassVar[int] = 7
    """Before MyST's and Sphinx's resolvers (9, 10)."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        if (
            PAGE not in self.env.domains["std"].anonlabels
            or PAGE in self.env.found_docs
            or has_index_page(domain.build.builder)
        ):
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("reftarget") != PAGE or node["reftype"] not in {"ref", "any", "myst"}:
                continue
            content = node.children
            if not node.get("refexplicit"):
                title = TermIndex.localname
                content = [nodes.inline(title, title, classes=["std", "std-ref"])]
            put_in_place(node, nodes.inline("", "", *content))


def has_index_page(builder: Builder) -> bool:
    """Return True if *builder* makes the page of the index."""
    indices = getattr(builder, "domain_indices", ())
    return "singlehtml" not in builder_names(builder) and any(name == PAGE for name, *_ in indices)
