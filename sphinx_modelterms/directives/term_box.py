"""The directive ``term-box``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.directives.term_list import ListingDirective
from sphinx_modelterms.doctree.blocks import BOX_CLASSES
from sphinx_modelterms.glossary.display_specs import GROUPS
from sphinx_modelterms.glossary.list_option_specs import BOX_OPTIONS
from sphinx_modelterms.glossary.views.selection import BOX

if TYPE_CHECKING:
    from typing import Any, ClassVar


class BoxDirective(ListingDirective):
    """Show the terms that the page uses and those that it defines::

    <container classes="mt-list mt-list-definitions mt-box" modelterms="box">
        # filled by a post-transform
    """

    known_options = BOX_OPTIONS
    kind = "box"
    display = BOX
    classes: ClassVar[list[str]] = [*BOX_CLASSES]

    def draft(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**super().draft(values), "shown": values.get("show", GROUPS)}
