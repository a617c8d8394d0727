"""Targets for our ids in formats whose writers ignore ids of containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import BLOCKS, part_of
from sphinx_modelterms.rendering.transforms import PartTransform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar


class CardAnchors(PartTransform):
    """Insert targets for the ids of containers and definitions, which LaTeX and Texinfo ignore::

    <container ids="term-SLUG" modelterms="card">
        <target ids="term-SLUG">
    """

    default_priority: ClassVar[int] = 200
    formats = ("latex", "texinfo")

    kinds = BLOCKS

    def work_on(self, docname: str, root: nodes.Element) -> None:
        for node in list(_without_anchor(root)):
            node.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


class MarkdownAnchors(PartTransform):
    """Insert targets for our ids in the Markdown of sphinx-markdown-builder, which writes links to
    them, but ignores the ids::

    <section ids="term-SLUG" modelterms="card">
        <target refid="term-SLUG">
        <title>
    """

    default_priority: ClassVar[int] = 200
    formats = ("markdown",)

    kinds = BLOCKS

    def work_on(self, docname: str, root: nodes.Element) -> None:
        sections = [root] if isinstance(root, nodes.section) else []
        for node in [*sections, *_without_anchor(root)]:
            if isinstance(node, nodes.definition):
                # The ids of the question are written, and a target would break the line.
                question = node.parent.children[0]
                assert isinstance(question, nodes.term)
                question["ids"] += node["ids"]
                continue
            for number, anchor in enumerate(node["ids"]):
                node.insert(number, nodes.target("", "", refid=anchor))


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
