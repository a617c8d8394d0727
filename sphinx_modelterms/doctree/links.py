"""Creation of links for any builder."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.glossary.other_projects.records import is_remote
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sphinx_modelterms.glossary.model import Target


class term_link(OwnNode, nodes.reference):
    """A link to a term in HTML; ``html``, if present, has further HTML attributes."""

    def standard(self) -> list[nodes.Node]:
        attributes = {name: value for name, value in self.attributes.items() if name != "html"}
        return [nodes.reference("", "", *self.children, **attributes)]


class _Source(NamedTuple):
    """The page that is being written."""

    docname: str
    folder: str
    """The folder of its own URI, on which the relative URIs of other pages depend."""
    known: dict[str, str]
    """Relative URIs by target docname."""


_SOURCES: WeakKeyDictionary[Builder, _Source] = WeakKeyDictionary()
"""By builder: the page with the latest link.

Pages have many links to few pages, and computing the URI takes as long as the rest of a link. But
all folders together have too many different URIs to keep.
"""


def address(builder: Builder, from_docname: str, target: Target) -> str:
    """Return the URI of *target* relative to a page; ``#`` for the top of that page.

    :raises NoUri: if the other page is not part of the builder's output
    """
    docname, anchor = target
    if not docname:
        return outside_address(from_docname, target)
    if from_docname == docname and anchor:
        return f"#{anchor}"
    return _outside(builder, from_docname, target) or "#"


def _outside(builder: Builder, from_docname: str, target: Target) -> str:
    docname, anchor = target
    if docname == from_docname:
        relative = builder.get_relative_uri(docname, docname)
    else:
        known = _known_from(builder, from_docname)
        relative = known.get(docname, "")
        if not relative:
            relative = known[docname] = builder.get_relative_uri(from_docname, docname)
    return f"{relative}#{anchor}" if anchor else relative


def _known_from(builder: Builder, docname: str) -> dict[str, str]:
    """Return the URIs of other pages relative to the page *docname* that are known so far."""
    last = _SOURCES.get(builder)
    if last is None or last.docname != docname:
        folder = _folder(builder, docname)
        known = last.known if last and last.folder == folder else {}
        last = _SOURCES[builder] = _Source(docname, folder, known)
    return last.known


def _folder(builder: Builder, docname: str) -> str:
    """Return the folder of a page's URI, or the page itself if *builder* has its own rule for
    relative URIs.
    """
    if type(builder).get_relative_uri is not Builder.get_relative_uri:
        return docname
    return builder.get_target_uri(docname).partition("#")[0].rpartition("/")[0]


OTHER = "mt-other"
"""Class of links to terms of other projects."""


def outside_address(from_docname: str, target: Target) -> str:
    """Return the address of a term of another project: relative to the page, as intersphinx makes
    it, if that of the project is.
    """
    if is_remote(target.anchor):
        return target.anchor
    start = posixpath.dirname(from_docname) or "."
    path, sign, anchor = target.anchor.partition("#")
    return f"{posixpath.relpath(path, start)}{sign}{anchor}"


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
    if not target.docname:
        # Links with the class mt-ref have hover cards; these get it only if they have one.
        outside = [name for name in classes if name != "mt-ref"] + [OTHER]
        uri = outside_address(from_docname, target)
        return nodes.reference("", "", *content, internal=False, refuri=uri, classes=outside)
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


def reference_link(
    builder: Builder,
    node: nodes.Element,
    from_docname: str,
    target: Target,
    content: Sequence[nodes.Node],
    *classes: str,
    is_entry: bool = False,
) -> nodes.TextElement:
    """Return the link of a reference that an author wrote.

    :param node: the reference
    :param classes: see :func:`make_link`
    :param is_entry: True if *target* is an entry of Sphinx's own glossary. On paper, such links
        are Sphinx's own.
    """
    if is_entry and builder.name == "man":
        return make_refnode(builder, from_docname, *target, [*content])
    link = make_link(builder, from_docname, target, content, *classes)
    if builder.format == "latex" and not is_entry and _is_in_heading(node):
        # LaTeX repeats headings in capitals at the top of each page, which would break the link's
        # name.
        return nodes.inline("", "", *link.children)
    return link


def _is_in_heading(node: nodes.Node) -> bool:
    """Return True if *node* is in the title of a section, rather than in that of a table."""
    parent = node.parent
    while isinstance(parent, nodes.TextElement) and not isinstance(parent, nodes.title):
        parent = parent.parent
    return isinstance(parent, nodes.title) and isinstance(parent.parent, nodes.section)


def put_in_place(node: nodes.Element, link: nodes.Element) -> None:
    """Replace *node* with *link*, which gets its ids, names and classes.

    docutils' ``replace_self`` takes three times as long, and pages can have many links.
    """
    link.update_basic_atts(node)
    link.source, link.line = node.source, node.line
    document = node.document
    if document is not None:
        link.document = document
    parent = node.parent
    link.parent = parent
    parent.children[parent.children.index(node)] = link


def is_plain_term_link(link: nodes.reference) -> bool:
    """Return True for a link to a term that Sphinx has resolved, as for ``:any:``."""
    inner = link.children[0] if link.children else None
    return isinstance(inner, nodes.Element) and "std-term" in inner["classes"]
