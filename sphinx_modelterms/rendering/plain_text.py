"""Workaround for nested definition lists in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar


class InnerClassifiers(SphinxPostTransform):
    """Merge classifiers into their terms in definition lists inside another definition list.

    Sphinx's text writer counts them for the outer item, too, and then fails on the whole page. The
    answer to a question is such an outer item.
    """

    default_priority: ClassVar[int] = 200
    formats = ("text",)

    def run(self, **kwargs: Any) -> None:
        for classifier in list(self.document.findall(nodes.classifier)):
            item = classifier.parent
            if _is_nested(item):
                term = item.children[0]
                assert isinstance(term, nodes.term)
                term += [nodes.Text(" : "), *classifier.children]
                item.remove(classifier)


def _is_nested(item: nodes.Element) -> bool:
    around: nodes.Element | None = item.parent
    while around is not None and not isinstance(around, nodes.definition_list_item):
        around = around.parent
    return around is not None
