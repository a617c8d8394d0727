"""Anchors where writers drop the ids of our nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.cardtree import part_of
from sphinx_modelterms.glossary.names import FreeNames
from sphinx_modelterms.rendering.parts import PartTransform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar


class CardAnchors(PartTransform):
    """LaTeX and Texinfo write no anchors for containers and definitions: give them targets::

    <container ids="term-SLUG" modelterms="card">
        <target ids="term-SLUG">
    """

    default_priority: ClassVar[int] = 200
    formats = ("latex", "texinfo")

    kinds = ("card", "comparison", "list", "categories", "day", "faq-section")

    def work_on(self, docname: str, root: nodes.Element) -> None:
        for node in list(_without_anchor(root)):
            node.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


class UniqueIds(PartTransform):
    """Where all documents come on one page, blocks of two of them can have one id: the second gets
    a number. Links to the inside of a block come from the block itself."""

    default_priority: ClassVar[int] = 210
    """After blocks have their HTML shape (200)."""

    formats = ("html",)
    kinds = ("card", "comparison", "list", "categories", "day", "faq-section")

    def run(self, **kwargs: Any) -> None:
        if self.domain.assembled:
            self._free = FreeNames()
            self._done: set[int] = set()
            super().run(**kwargs)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        renamed = {}
        # A block inside of another one is done with that.
        elements = [node for node in root.findall(nodes.Element) if id(node) not in self._done]
        self._done |= set(map(id, elements))
        for node in elements:
            for number, wanted in enumerate(node["ids"]):
                if wanted in renamed:
                    continue
                free = self._free.take(wanted)
                if free != wanted:
                    renamed[wanted] = node["ids"][number] = free
        for node in elements:
            if node.get("refid") in renamed:
                node["refid"] = renamed[node["refid"]]


def _without_anchor(root: nodes.Element) -> Iterator[nodes.Element]:
    if isinstance(root, nodes.container):
        yield root
    for part in root.children:
        if part_of(part) == "group" and part["ids"]:  # type: ignore[index]
            yield part  # type: ignore[misc]
        elif part_of(part) == "faq" or (part_of(part), part_of(root)) == ("group", "faq-section"):
            yield from _answers(part)


def _answers(faq: nodes.Node) -> Iterator[nodes.definition]:
    for item in faq.children[-1].children:
        if isinstance(item, nodes.definition_list_item):
            definition = item.children[1]
            assert isinstance(definition, nodes.definition)
            yield definition
