"""What only print needs: the numbers of pages, and headings that tell a card from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.rendering.labels import PAGE, filled

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.latex import LaTeXTranslator


class page_number(OwnNode, nodes.Inline, nodes.Element):
    """The number of the page that ``refuri`` leads to."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.Text("…")]  # only TeX knows it


def visit_page_number(self: LaTeXTranslator, node: nodes.Element) -> None:
    docname, _, anchor = node["refuri"].removeprefix("%").partition("#")
    label = f"{docname}:{anchor or ':doc'}"
    self.body.append(rf"\pageref*{{{self.idescape(label)}}}")
    raise nodes.SkipNode


def setup_print(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(page_number, latex=(visit_page_number, None))


def with_page(link: nodes.TextElement, builder: Builder, docname: str) -> list[nodes.Node]:
    """*link*, in print with the number of the page that it leads to.

    :param docname: the page that the link stands on
    """
    shown: list[nodes.Node] = [link]
    in_print = builder.format == "latex" and isinstance(link, nodes.reference)
    if in_print and not builder.config.latex_show_pagerefs:  # else Sphinx does it
        address = link.get("refuri") or f"%{docname}#{link['refid']}"
        number = page_number(refuri=address)
        shown += [nodes.Text(" "), *filled(PAGE, "page", [number])]
    return shown


def part_heading(card: nodes.Element, title: str, builder: Builder) -> nodes.TextElement:
    """The heading of a part of *card*; bold text where a rubric would look like the card's own
    title, as in print from the fourth level on."""
    deep = isinstance(card, nodes.container) or _level(card) >= 4
    if builder.format == "latex" and deep:
        return nodes.paragraph("", "", nodes.strong(title, title))
    return nodes.rubric(title, title)


def _level(node: nodes.Element) -> int:
    level, above = 0, node
    while above is not None:
        level += isinstance(above, nodes.section)
        above = above.parent
    return level
