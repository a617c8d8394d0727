"""Anchors where writers drop the ids of our nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.cardtree import find_part, part_of
from sphinx_modelterms.rendering.parts import PartTransform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar


class CardAnchors(PartTransform):
    """LaTeX and Texinfo write no anchors for containers and definitions: give them targets::

    <container ids="term-SLUG" modelterms="card">
        <target ids="term-SLUG">
    """

    default_priority: ClassVar[int] = 200
    formats = ("latex", "texinfo")

    kinds = ("card", "comparison", "list", "categories")

    def work_on(self, docname: str, root: nodes.Element) -> None:
        for node in _without_anchor(root):
            node.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


def _without_anchor(root: nodes.Element) -> Iterator[nodes.Element]:
    if isinstance(root, nodes.container):
        yield root
    for group in root.children:
        if part_of(group) == "group":
            yield group  # type: ignore[misc]
    faq = find_part(root, "faq")
    if faq is not None:
        for item in faq.children[-1].children:
            definition = item.children[1]
            assert isinstance(definition, nodes.definition)
            yield definition
