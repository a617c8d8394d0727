"""Collector of the references of a page that can lead to other projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.glossary.outside_references import OutsideReference

if TYPE_CHECKING:
    from sphinx_modelterms.reading.place import NodePlace

KINDS = frozenset({"term", "ref", "any", "myst"})
"""Roles that can lead to a term."""


def outside_reference(node: nodes.Element, place: NodePlace, role: str) -> OutsideReference | None:
    """Return *node* as a reference, or ``None`` if it can't lead to a term of another project, or
    if a mention tells everything about it.

    :param role: the role of the mention that is noted of it, or ``""``
    """
    answer_of = _answer_of(node, place) if place.card else ""
    if role == "term" and not answer_of:
        return None
    kind = project = target = ""
    if isinstance(node, addnodes.pending_xref):
        kind = node.get("reftype", "")
        if kind in KINDS and node.get("refdomain") in {"std", "", None}:
            target, project = node["reftarget"], node.get("inventory") or ""
    elif isinstance(node, nodes.reference) and not node.get("internal"):
        target = node.get("refuri", "")
    if not target:  # as most references
        return None
    return OutsideReference(kind, target, project, place.conditions, answer_of)


def _answer_of(node: nodes.Node, place: NodePlace) -> str:
    """Return the anchor of the card if *node* is in one of its answers, else ``""``."""
    around = node.parent
    while around is not None and around.get(PART) != "card":
        if around.get(PART) == "question":
            return place.card
        around = around.parent
    return ""
