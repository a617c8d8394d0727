"""What only plain text needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar


class InnerClassifiers(SphinxPostTransform):
    """Make classifiers part of their terms in definition lists that stand in another one.

    Sphinx's writer counts them for the outer item too, and then loses the whole page; answers to
    questions are such an item.
    """

    default_priority: ClassVar[int] = 200
    formats = ("text",)

    def run(self, **kwargs: Any) -> None:
        for classifier in list(self.document.findall(nodes.classifier)):
            item = classifier.parent
            if _stands_in_an_item(item):
                term = item.children[0]
                assert isinstance(term, nodes.term)
                term += [nodes.Text(" : "), *classifier.children]
                item.remove(classifier)


def _stands_in_an_item(item: nodes.Element) -> bool:
    around: nodes.Element | None = item.parent
    while around is not None and not isinstance(around, nodes.definition_list_item):
        around = around.parent
    return around is not None
