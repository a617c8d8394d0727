"""Page numbers of links, and headings of card parts, in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.doctree.walking import section_level
from sphinx_modelterms.rendering.labels import PAGE, filled

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.latex import LaTeXTranslator


class page_number(OwnNode, nodes.Inline, nodes.Element):
    """The page number of the target of ``refuri``."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.Text("…")]  # only TeX knows it


def visit_page_number(self: LaTeXTranslator, node: nodes.Element) -> None:
    docname, _, anchor = node["refuri"].removeprefix("%").partition("#")
    label = f"{docname}:{anchor or ':doc'}"
    self.body.append(rf"\pageref*{{{self.idescape(label)}}}")
    raise nodes.SkipNode


def setup_print(app: Sphinx) -> None:
    """Register the node for page numbers."""
    app.add_node(page_number, latex=(visit_page_number, None))


def with_page(link: nodes.TextElement, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return *link*, in LaTeX followed by the page number of its target.

    :param docname: the docname of the page with the link
    """
    shown: list[nodes.Node] = [link]
    in_print = builder.format == "latex" and isinstance(link, nodes.reference)
    if in_print and not builder.config.latex_show_pagerefs:  # otherwise Sphinx adds it
        address = link.get("refuri") or f"%{docname}#{link['refid']}"
        number = page_number(refuri=address)
        shown += [nodes.Text(" "), *filled(PAGE, "page", [number])]
    return shown


def part_heading(card: nodes.Element, title: str, builder: Builder) -> nodes.TextElement:
    """Return the heading of a part of *card*.

    It is bold text if a rubric would look like the title of the card, as in LaTeX from the fourth
    level on.
    """
    deep = isinstance(card, nodes.container) or section_level(card) >= 4
    if builder.format == "latex" and deep:
        return nodes.paragraph("", "", nodes.strong(title, title))
    return nodes.rubric(title, title)
