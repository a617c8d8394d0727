"""Tabs in the e-book: their contents one below the other, each under its label.

sphinx-design makes tabs with form fields, which an e-book cannot have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class FlatTabs(SphinxPostTransform):
    """Replace tabs by their labels and contents::

    <container design_component="tab-set">
        <container design_component="tab-item">     ->  <container>
            <rubric>                                        <rubric>
            <container design_component="tab-content">      ...
    """

    default_priority = 100  # before sphinx-design (200)
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        for container in list(self.document.findall(nodes.container)):
            if container.get("design_component") == "tab-item":
                label, content = container.children
                assert isinstance(content, nodes.container)
                head = nodes.rubric("", "", *label.children)
                container.replace_self(nodes.container("", head, *content.children))
        for container in list(self.document.findall(nodes.container)):
            if container.get("design_component") == "tab-set":
                container.replace_self(container.children)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(FlatTabs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
