"""Badges: the category and the level of a term, in the colours of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.views.presentation import Badge
    from sphinx_modelterms.glossary.views.records import Column, Item


def badge(shown: Badge, kind: str, reference: nodes.TextElement | None = None) -> nodes.inline:
    """Return a category or level, with *reference* as its content if given."""
    steps = [f"mt-step-{shown.step}"] if shown.step else []
    classes = [kind, *colour_classes(shown), *steps]
    return nodes.inline(shown.title, "", reference or nodes.Text(shown.title), classes=classes)


def badges(shown: Item | Column) -> list[nodes.inline]:
    """Return the category and the level of a term, as far as it has them."""
    kinds = ((shown.category, "mt-category"), (shown.level, "mt-level"))
    return [badge(kind, name) for kind, name in kinds if kind]


def colour_classes(shown: Badge | None) -> list[str]:
    """Return the class of the colour of a category or level, if it has one."""
    return [f"mt-colour-{shown.colour}"] if shown and shown.colour else []
