"""Anchors where writers drop the ids of our nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.cardtree import find_part, part_of, placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain


class CardAnchors(SphinxPostTransform):
    """LaTeX and Texinfo write no anchors for containers and definitions: give them targets::

    <container ids="term-SLUG" modelterms="card">
        <target ids="term-SLUG">
    """

    default_priority: ClassVar[int] = 200
    formats = ("latex", "texinfo")

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.current_document.docname
        if not domain.has_parts(here):
            return
        for kind in ("card", "comparison", "list"):
            for _, root in list(placed(self.document, here, kind)):
                for node in _without_anchor(root):
                    node.insert(0, nodes.target("", "", ids=node["ids"]))
                    node["ids"] = []


def _without_anchor(card: nodes.Element) -> Iterator[nodes.Element]:
    if isinstance(card, nodes.container):
        yield card
    for group in card.children:
        if part_of(group) == "group":
            yield group  # type: ignore[misc]
    faq = find_part(card, "faq")
    if faq is not None:
        for item in faq.children[-1].children:
            definition = item.children[1]
            assert isinstance(definition, nodes.definition)
            yield definition
