"""Anchors of cards that other extensions have renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import OWN_IDS

if TYPE_CHECKING:
    from typing import Any, ClassVar


class OwnIds(SphinxTransform):
    """Give sections of cards their ids back, before those that others gave them::

        <section ids="Salt" modelterms_own_ids="term-salt">
    ->
        <section ids="term-salt Salt">

    nbsphinx, for one, gives each section of a notebook an id made of its title. Index entries,
    labels and links from elsewhere lead to the ids that the card had when it was read.
    """

    default_priority: ClassVar[int] = 840
    """After transforms that rename ids, before Sphinx stores labels and index entries (850)."""

    def apply(self, **kwargs: Any) -> None:
        for section in self.document.findall(nodes.section):
            own = section.attributes.pop(OWN_IDS, [])
            section["ids"] = list(dict.fromkeys((*own, *section["ids"])))
