"""The relations between terms: each once, with where a card shows it."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

INVERSE = "inverse-"
"""What the line of the terms that name a term begins with."""


class Relation(NamedTuple):
    """A relation; the option and the field of a term have its name."""

    part: str
    """The part of a card that shows both directions."""
    with_definitions: bool = False
    """The terms that are named are shown with category and definition instead of in a line."""
    is_context: bool = True
    """A page that mentions the terms that are named is about the term, too."""


RELATIONS = {
    "related": Relation("related", with_definitions=True),
    # What a term requires is basic, and named everywhere.
    "requires": Relation("prerequisites", is_context=False),
    "broader": Relation("prerequisites"),
}
"""Each relation under its name; ``RELATIONS`` of ``rendering/labels.py`` has the words."""


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
"""The lines of links on a card in their order, each with the part that it is in."""
