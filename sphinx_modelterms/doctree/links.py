"""Creation of links for any builder."""

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
    """A link to a term in HTML; ``html``, if present, has further HTML attributes."""

    def standard(self) -> list[nodes.Node]:
        attributes = {name: value for name, value in self.attributes.items() if name != "html"}
        return [nodes.reference("", "", *self.children, **attributes)]


_ADDRESSES: WeakKeyDictionary[Builder, dict[tuple[str, str], str]] = WeakKeyDictionary()
"""Relative URIs by builder, source docname and target docname.

Pages have many links to few pages, and computing the URI takes as long as the rest of a link.
"""


def address(builder: Builder, from_docname: str, target: Target) -> str:
    """Return the URI of *target* relative to a page; ``#`` for the top of that page.

    :raises NoUri: if the other page is not part of the builder's output
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
    """Return a link, or only its text if the target page is not part of the builder's output.

    A PDF, for example, contains only the pages of its toctrees. Manual pages get emphasized text,
    since their readers cannot follow links, and the writer would print the URI after the text.

    :param classes: the classes of the link; ``mt-ref`` marks links to terms, which can have hover
        cards
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
    """Return True for a link to a term that Sphinx has resolved, as for ``:any:``."""
    inner = link.children[0] if link.children else None
    return isinstance(inner, nodes.Element) and "std-term" in inner["classes"]
