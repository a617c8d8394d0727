"""Fill term boxes from the views of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.rendering.term_list import fill_groups, link_maker
from sphinx_modelterms.rendering.transforms import ListFiller

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_modelterms.glossary.views.records import TermListView


class TermBoxes(ListFiller):
    """Fill each term box from the page's view::

    <container classes="mt-list mt-list-definitions mt-box" modelterms="box">
        <container classes="mt-group" ids="term-box-1-used" modelterms="group">
            <rubric>
            <definition_list>
    """

    kinds = ("box",)

    def fill(self, docname: str, root: nodes.Element, view: TermListView) -> None:
        make_link = link_maker(self.domain.build.builder, docname)
        fill_groups(root, view.groups, "definitions", make_link)
