"""Transform that restores the ids of cards after other extensions have changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import OWN_IDS

if TYPE_CHECKING:
    from typing import Any, ClassVar


class OwnIds(SphinxTransform):
    """Restore the ids of the sections of cards, in front of those that other extensions added::

        <section ids="Salt" modelterms_own_ids="term-salt">
    ->
        <section ids="term-salt Salt">

    nbsphinx, for example, gives each section of a notebook an id made from its title. But index
    entries, labels and links of other pages lead to the ids that the card had when it was read.
    """

    default_priority: ClassVar[int] = 840
    """After transforms that rename ids, before Sphinx stores labels and index entries (850)."""

    def apply(self, **kwargs: Any) -> None:
        for section in self.document.findall(nodes.section):
            own = section.attributes.pop(OWN_IDS, [])
            section["ids"] = list(dict.fromkeys((*own, *section["ids"])))
