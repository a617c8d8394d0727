"""Conversion of lists of terms and of categories, and of terms of the day, to HTML elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.doctree.html_elements import block, hide_dots, into_division
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.rendering.html_table import scrolling_table
from sphinx_modelterms.rendering.term_list import SHOWN, count_line
from sphinx_modelterms.rendering.transforms import PartTransform
from sphinx_modelterms.translations import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar


DOTTED = frozenset({"mt-item-name", "mt-letters", "mt-levels", "mt-meta"})
"""Classes of lines with separators."""


class HtmlDays(PartTransform):
    """Convert terms of the day to HTML elements::

    <bullet_list modelterms="later">     ->  template, from which the script takes one
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("day",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        hide_dots_in_list(root)
        if date := root.attributes.pop("date", ""):
            root["html"] = {"data-mt-day": date}
            later = root.children[-1]
            root.replace(later, block("template", *later.children))
        into_division(root)


class HtmlLists(PartTransform):
    """Convert lists to HTML elements::

    <container modelterms="list">    ->  div; with a filter, its words as data for the script,
                                         and a place where the script puts the search box
    <table>                          ->  see :func:`~.html_table.scrolling_table`; its caption is
                                         the <rubric> of the group, or the number of terms
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("list", "categories", "box")

    def work_on(self, docname: str, root: nodes.Element) -> None:
        into_tables(root)
        hide_dots_in_list(root)
        for part in root.children:
            if isinstance(part, nodes.container) and part.get(PART):
                into_tables(part)
                hide_dots_in_list(part)
                into_division(part)
        if root.attributes.pop("filter", False):
            words = {
                "data-mt-label": _("Filter the terms"),
                "data-mt-count": SHOWN.text,
            }
            root.insert(0, block("div", classes=["mt-filter"], html=words))
        into_division(root)


def into_tables(root: nodes.Element) -> None:
    """Convert the table at the end of a list or of a group to HTML elements, if there is one."""
    table = root.children[-1] if root.children else None
    if not isinstance(table, nodes.table):
        return
    group = table.children[-1]
    assert isinstance(group, nodes.tgroup)
    title = root.children[-2] if len(root.children) > 1 else None
    if isinstance(title, nodes.rubric | nodes.paragraph):  # of a group, or the number of terms
        root.remove(title)
        caption = block("caption", title)
    else:
        body = group.children[-1]
        caption = block("caption", count_line(len(body.children)), classes=["mt-unseen"])
    root.replace(table, scrolling_table(group, caption, text_of(caption), ["mt-terms"]))


def hide_dots_in_list(root: nodes.Element) -> None:
    """Hide the separators of badges and letters (see :func:`~.html_elements.hide_dots`)."""
    for part in root.children:
        lines: Iterable[nodes.Node] = (part,)
        if isinstance(part, nodes.bullet_list | nodes.enumerated_list):
            lines = (line for item in part.children for line in item.children)
        for line in lines:
            if isinstance(line, nodes.paragraph) and not DOTTED.isdisjoint(line["classes"]):
                hide_dots(line)
