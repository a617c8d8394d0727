"""The node of other projects' hover cards."""

from __future__ import annotations

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode


class other_hover_cards(OwnNode, nodes.General, nodes.Element):
    """The hover cards of other projects' terms on a page.

    ``cards`` has pairs of id and
    :class:`~sphinx_modelterms.glossary.other_projects.records.OtherCard`.
    """

    def standard(self) -> list[nodes.Node]:
        return []
