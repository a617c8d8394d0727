"""Parts of cards that a project does not show: their content is left out of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.views.records import CardView

if TYPE_CHECKING:
    from collections.abc import Container

EMPTY_CARD = CardView("", None, None, None, None, (), (), (), (), (), (), ())

PARTS_OF_VIEWS = {
    **dict.fromkeys(("scope", "category", "home", "level"), "meta"),
    "replaced_by": "status",
    **dict.fromkeys(("questions", "answered"), "faq"),
    **dict.fromkeys(("used_in", "folded"), "used-in"),
    **{part: part for part in ("related", "comparisons", "map", "quiz")},
}
"""The part of the card that shows each field of its view; a line of links has its own."""


def without_parts(view: CardView, hidden: Container[str]) -> CardView:
    """Return *view* without the content of the parts in *hidden*, which cards do not show."""
    gone = {f: getattr(EMPTY_CARD, f) for f, part in PARTS_OF_VIEWS.items() if part in hidden}
    lines = tuple(line for line in view.relations if line.part not in hidden)
    return view._replace(relations=lines, **gone)
