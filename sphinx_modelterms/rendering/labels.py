"""Our own words on cards, in the reader's language."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("sphinx_modelterms")


def heading(part: str) -> str:
    """The heading of a part, or ``""`` if it has none."""
    return {
        "explanation": _("Explanation"),
        "examples": _("Examples"),
        "facts": _("Facts"),
        "faq": _("Frequently asked"),
        "related": _("Related terms"),
        "comparisons": _("Side-by-side comparisons"),
        "sources": _("Sources"),
        "used-in": _("Used in"),
    }.get(part, "")


def relation(name: str) -> str:
    """What stands before the links of a relation."""
    return {
        "requires": _("Read first:"),
        "inverse-requires": _("Leads to:"),
        "broader": _("Kind of:"),
        "inverse-broader": _("Kinds:"),
        "inverse-related": _("Also related:"),
    }[name]


def row(key: str) -> str:
    """The head of a row of a comparison that is not a fact."""
    return {
        "definition": _("Definition"),
        "category": _("Category"),
        "level": _("Level"),
        "example": _("Example"),
        "requires": _("Read first"),
    }[key]
