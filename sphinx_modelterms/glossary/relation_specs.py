"""Table of the relations between terms, each with its place on cards."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

INVERSE = "inverse-"
"""Prefix of the line on a card that links the terms that name this one."""


class Relation(NamedTuple):
    """A relation between terms; the option and the field of a term have the same name."""

    part: str
    """The part of a card that shows both directions."""
    with_definitions: bool = False
    """True if the named terms are shown with category and definition, instead of in a line."""
    is_context: bool = True
    """True if text that mentions the named terms is likely to be about the term itself."""


RELATIONS = {
    "related": Relation("related", with_definitions=True),
    # Prerequisites are basic, and named everywhere.
    "requires": Relation("prerequisites", is_context=False),
    "broader": Relation("prerequisites"),
}
"""The relations by name; ``RELATIONS`` of ``rendering/labels.py`` has their labels."""


def _lines() -> dict[str, str]:
    parts = dict.fromkeys(relation.part for relation in RELATIONS.values())
    return {
        line: part
        for part in sorted(parts)
        for name, relation in RELATIONS.items()
        if relation.part == part
        for line in (name, f"{INVERSE}{name}")
        if not (relation.with_definitions and line == name)
    }


LINES = _lines()
"""The lines of links on a card in order, each with the part that contains it."""
