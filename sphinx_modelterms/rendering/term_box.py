"""Fill term boxes from the views of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.rendering.term_list import GroupFiller, fill_groups, link_maker

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_modelterms.glossary.views.records import TermListView


class TermBoxes(GroupFiller):
    """Fill each term box from the page's view::

    <container classes="mt-list mt-list-definitions mt-box" modelterms="box">
        <container classes="mt-group" ids="term-box-1-used" modelterms="group">
            <rubric>
            <definition_list>
    """

    kinds = ("box",)

    def fill(self, docname: str, root: nodes.Element, view: TermListView) -> None:
        make_link = link_maker(self.domain.build.builder, docname)
        fill_groups(root, self.groups(docname, view), "definitions", make_link)
