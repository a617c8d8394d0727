"""Copies of answers that other pages show, in a file beside the page's doctree.

Records hold no nodes, but an answer can contain any node: code, math, lists, images. A page on
which an author wrote questions therefore keeps a copy of each answer, so that an FAQ section on
another page can show it without loading the page's whole doctree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.doctree.walking import blocks_by_document
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.views.selection import FAQ
from sphinx_modelterms.incremental.page_files import SideFile
from sphinx_modelterms.reading.term_record import written_questions

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

Answers = dict[str, list[nodes.Node]]
"""Content of each answer, by its id on its own page."""

ANSWERS = SideFile("answers")


def keep_answers(env: BuildEnvironment, docname: str, document: nodes.document) -> None:
    """Store the answers of the cards in *document*."""
    answers: Answers = {
        answer["ids"][0]: detached(answer, docname)
        for _, card in blocks_by_document(document, docname, "card")
        for _, answer in written_questions(card)
    }
    ANSWERS.store(env, docname, answers)


def load_answers(env: BuildEnvironment, docname: str) -> Answers:
    """Load the answers of a page; return none if its file is missing or corrupt."""
    return ANSWERS.load(env, docname) or {}


def pages_without_answers(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return the pages whose answers are lost, to be read again."""
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    pages = domain.pages
    if not any(listing.display == FAQ for page in pages.values() for listing in page.listings):
        return []
    return [
        docname
        for docname, page in pages.items()
        if any(term.questions for term in page.terms) and not ANSWERS.exists(env, docname)
    ]


def detached(answer: nodes.definition, docname: str) -> list[nodes.Node]:
    """Return a copy of the content of *answer* that is independent of its page.

    The copy has no ids, which belong to the page, and no footnotes. References within the page are
    marked with its docname, for :func:`adapt_to_page`.
    """
    copy = answer.deepcopy()
    for node in list(copy.findall()):
        if isinstance(node, PAGE_BOUND):
            node.parent.remove(node)
        elif isinstance(node, nodes.target | nodes.problematic):
            node.parent.replace(node, node.children)
        elif isinstance(node, nodes.Element):
            _detach(node, docname)
        node.document = None  # type: ignore[assignment]  # it would keep the whole page in memory
    for child in copy.children:
        child.parent = None
    return copy.children


PAGE_BOUND = (
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.comment,
    nodes.substitution_definition,
    addnodes.highlightlang,
    addnodes.index,
    addnodes.toctree,
)
"""Nodes that belong to their page, or have no meaning on another one."""

HOME = "modelterms_home"
"""Attribute of copied references within a page: the page's docname."""


def _detach(node: nodes.Element, docname: str) -> None:
    for attribute in ("ids", "names", "dupnames", "backrefs"):
        if node.get(attribute):
            node[attribute] = []
    if "refid" in node:
        node[HOME] = docname
    if isinstance(node, nodes.math_block):
        node["number"] = node["label"] = None  # Sphinx would warn of a duplicate equation
    if isinstance(node, addnodes.pending_xref) and node.get("reftype") == "doc":
        node["reftarget"] = "/" + docname_join(docname, node["reftarget"])


def adapt_to_page(
    content: Sequence[nodes.Node], builder: Builder, docname: str, anchor: str
) -> list[nodes.Node]:
    """Copy the result of :func:`detached` for the page *docname*.

    :param anchor: id of the answer on that page; nodes that need an id get one that begins with it
    """
    standard = builder.env.domains["std"]
    holder = nodes.container("", *(child.deepcopy() for child in content))
    elements = [node for node in holder.findall(nodes.Element) if node is not holder]
    for number, node in enumerate(elements, 1):
        if isinstance(node, addnodes.pending_xref):
            node["refdoc"] = docname
            node["refwarn"] = False  # Sphinx warns about it on its own page
        elif home := node.attributes.pop(HOME, ""):
            node.replace_self(_link_home(node, builder, docname, home))
        elif standard.get_enumerable_node_type(node):
            node["ids"] = [f"{anchor}-{number}"]  # Sphinx warns of a numbered node without an id
    return holder.children


def _link_home(node: nodes.Element, builder: Builder, docname: str, home: str) -> nodes.Node:
    """Build a link to the target of *node* on its own page; only HTML can link to footnotes of
    other pages."""
    footnote = isinstance(node, nodes.footnote_reference)
    if footnote and builder.format != "html":
        return nodes.superscript("", "", *node.children)
    link = make_link(builder, docname, Target(home, node["refid"]), node.children)
    return nodes.superscript("", "", link) if footnote else link
