"""Collector of the references of a page that can lead to other projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.glossary.outside_references import OutsideReference
from sphinx_modelterms.reading.term_record import mention_role

if TYPE_CHECKING:
    from sphinx_modelterms.reading.place import NodePlace

KINDS = frozenset({"term", "ref", "any", "myst"})
"""Roles that can lead to a term."""


def outside_reference(node: nodes.Element, place: NodePlace) -> OutsideReference | None:
    """Return *node* as a reference, or ``None`` if it can't lead to a term of another project, or
    if a :class:`~sphinx_modelterms.glossary.model.Mention` tells everything about it.
    """
    kind = project = target = ""
    if isinstance(node, addnodes.pending_xref):
        kind = node.get("reftype", "")
        if kind in KINDS and node.get("refdomain") in {"std", "", None}:
            target, project = node["reftarget"], node.get("inventory") or ""
    elif isinstance(node, nodes.reference) and not node.get("internal"):
        target = node.get("refuri", "")
    if not target:  # as most references
        return None
    answer_of = _answer_of(node, place)
    if not answer_of and isinstance(node, addnodes.pending_xref) and mention_role(node) == "term":
        return None
    return OutsideReference(kind, target, project, place.conditions, answer_of)


def _answer_of(node: nodes.Node, place: NodePlace) -> str:
    """Return the anchor of the card if *node* is in one of its answers, else ``""``."""
    around = node.parent if place.card else None
    while around is not None and around.get(PART) != "card":
        if around.get(PART) == "question":
            return place.card
        around = around.parent
    return ""
