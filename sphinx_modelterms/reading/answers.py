"""Answers that other pages show: detached copies, in a small file beside the page's doctree.

Records hold no nodes, and an answer can be anything: code, math, lists, images. So a page that has
written questions keeps a copy of each answer, and an FAQ section takes them from there, without
loading the page's own doctree.
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
"""The content of each answer, by the id it has on its own page."""

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
    """The answers of a page; none if its file is missing or spoilt."""
    return ANSWERS.load(env, docname) or {}


def pages_without_answers(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: the pages to read again because their answers are lost."""
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
    """A copy of the content of *answer* that can stand on another page.

    It has no ids, for those are the page's own, and no footnotes; what refers to something on its
    page is marked with the name of that page. See :func:`settled`.
    """
    copy = answer.deepcopy()
    for node in list(copy.findall()):
        if isinstance(node, LEFT_BEHIND):
            node.parent.remove(node)
        elif isinstance(node, nodes.target | nodes.problematic):
            node.parent.replace(node, node.children)
        elif isinstance(node, nodes.Element):
            _detach(node, docname)
        node.document = None  # type: ignore[assignment]  # else it would take the whole page along
    for child in copy.children:
        child.parent = None
    return copy.children


LEFT_BEHIND = (
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.comment,
    nodes.substitution_definition,
    addnodes.highlightlang,
    addnodes.index,
    addnodes.toctree,
)
"""What is the page's own, or means nothing on another one."""

HOME = "modelterms_home"
"""The attribute of a copied reference within a page: the page's name."""


def _detach(node: nodes.Element, docname: str) -> None:
    for attribute in ("ids", "names", "dupnames", "backrefs"):
        if node.get(attribute):
            node[attribute] = []
    if "refid" in node:
        node[HOME] = docname
    if isinstance(node, nodes.math_block):
        node["number"] = node["label"] = None  # else the equation would be there twice
    if isinstance(node, addnodes.pending_xref) and node.get("reftype") == "doc":
        node["reftarget"] = "/" + docname_join(docname, node["reftarget"])


def settled(
    content: Sequence[nodes.Node], builder: Builder, docname: str, anchor: str
) -> list[nodes.Node]:
    """A fresh copy of what :func:`detached` made, to stand on the page *docname*.

    :param anchor: the id of the answer there; what has to have an id begins its own with it
    """
    standard = builder.env.domains["std"]
    holder = nodes.container("", *(child.deepcopy() for child in content))
    elements = [node for node in holder.findall(nodes.Element) if node is not holder]
    for number, node in enumerate(elements, 1):
        if isinstance(node, addnodes.pending_xref):
            node["refdoc"] = docname
            node["refwarn"] = False  # it warns on its own page
        elif home := node.attributes.pop(HOME, ""):
            node.replace_self(_link_home(node, builder, docname, home))
        elif standard.get_enumerable_node_type(node):
            node["ids"] = [f"{anchor}-{number}"]  # Sphinx warns if such a thing has none
    return holder.children


def _link_home(node: nodes.Element, builder: Builder, docname: str, home: str) -> nodes.Node:
    """A link to what *node* refers to on its own page; only HTML can link footnotes from afar."""
    footnote = isinstance(node, nodes.footnote_reference)
    if footnote and builder.format != "html":
        return nodes.superscript("", "", *node.children)
    link = make_link(builder, docname, Target(home, node["refid"]), node.children)
    return nodes.superscript("", "", link) if footnote else link
