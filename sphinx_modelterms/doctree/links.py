"""Making links that every builder can take."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.errors import NoUri

from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.doctree.fallback import OwnNode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import Target


class term_link(OwnNode, nodes.reference):
    """A link to a term in HTML, with further attributes in ``html`` where it has any."""

    def standard(self) -> list[nodes.Node]:
        attributes = {name: value for name, value in self.attributes.items() if name != "html"}
        return [nodes.reference("", "", *self.children, **attributes)]


_ADDRESSES: WeakKeyDictionary[Builder, dict[tuple[str, str], str]] = WeakKeyDictionary()
"""The address of one page seen from another, by builder: a page has many links to few pages, and
making an address takes as long as making all the rest of a link."""


def address(builder: Builder, from_docname: str, target: Target) -> str:
    """Return the address of a place, seen from a page; ``#`` is the top of that page itself.

    :raises NoUri: if the builder's output does not hold the other page
    """
    docname, anchor = target
    if from_docname == docname and anchor:
        return f"#{anchor}"
    return _outside(builder, from_docname, target) or "#"


def _outside(builder: Builder, from_docname: str, target: Target) -> str:
    docname, anchor = target
    known = _ADDRESSES.setdefault(builder, {})
    relative = known.get((from_docname, docname))
    if relative is None:
        relative = builder.get_relative_uri(from_docname, docname)
        known[from_docname, docname] = relative
    return f"{relative}#{anchor}" if anchor else relative


def make_link(
    builder: Builder,
    from_docname: str,
    target: Target,
    content: Sequence[nodes.Node],
    *classes: str,
) -> nodes.TextElement:
    """Return a link, or only its text where the builder's output does not hold the other page.

    A PDF, for one, has the pages of its toctrees only. In a manual page nothing can be followed:
    it would print the address behind the text.

    :param classes: with ``mt-ref`` among them it is a link to a term, which can have a hover card
    """
    if builder.name == "man":
        return nodes.emphasis("", "", *content, classes=[*classes])
    attributes: dict[str, Any] = {"classes": [*classes]}
    if from_docname == target.docname and target.anchor:
        attributes["refid"] = target.anchor
    else:
        try:
            attributes["refuri"] = _outside(builder, from_docname, target)
        except NoUri:
            return nodes.inline("", "", *content, **attributes)
        if builder.format == "html":
            attributes[TARGET] = target
    if "mt-ref" not in classes or builder.format != "html":
        return nodes.reference("", "", *content, internal=True, **attributes)
    return term_link("", "", *content, internal=True, **attributes)


def is_plain_term_link(link: nodes.reference) -> bool:
    """Return True for a link to a term that Sphinx itself has made, as for ``:any:``."""
    inner = link.children[0] if link.children else None
    return isinstance(inner, nodes.Element) and "std-term" in inner["classes"]
