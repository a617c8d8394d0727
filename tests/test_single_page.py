"""Builders of others: all documents in one tree, and visitors that know no node of ours."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
import sphinx
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.nodes import inline_all_toctrees

import sphinx_modelterms
from sphinx_modelterms.doctree.blocks import option_texts
from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.doctree.html_elements import html_block, html_line, link_list, permalink
from sphinx_modelterms.doctree.linked_text import TextLink, linked_text
from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.doctree.other_cards import other_hover_cards
from sphinx_modelterms.doctree.walking import documents_in
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.rendering.bidi import own_direction
from sphinx_modelterms.rendering.hover_card import hover_cards, reader_controls
from sphinx_modelterms.rendering.latex import page_number
from sphinx_modelterms.rendering.quiz_choice import quiz_choice
from sphinx_modelterms.rendering.term_map_picture import map_picture
from tests.test_builders import CONTENT, SITE

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from tests.conftest import Project


class Strict(nodes.GenericNodeVisitor):
    """Knows the nodes of docutils, and of Sphinx, by their names; others are errors."""

    def __init__(self, document: nodes.document) -> None:
        super().__init__(document)
        self.texts: list[str] = []
        self.open: list[str] = []
        self.seen: list[str] = []

    def default_visit(self, node: nodes.Node) -> None:
        name = type(node).__name__
        self.seen.append(name)
        self.open.append(name)
        if isinstance(node, nodes.Text):
            self.texts.append(str(node))
        if isinstance(node, nodes.comment):
            self.open.pop()
            raise nodes.SkipNode

    def default_departure(self, node: nodes.Node) -> None:
        assert self.open.pop() == type(node).__name__


for _name, _kind in inspect.getmembers(addnodes, inspect.isclass):
    if issubclass(_kind, nodes.Node):
        setattr(Strict, f"visit_{_name}", Strict.default_visit)
        setattr(Strict, f"depart_{_name}", Strict.default_departure)


class OneFile(Builder):
    """Writes all documents into one file, as rinohtype and rst2pdf do, with a strict visitor."""

    name = "somebody-elses"
    format = "paper"

    def get_outdated_docs(self) -> str:
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def tree(self) -> nodes.document:
        root = self.config.root_doc
        return inline_all_toctrees(self, set(), root, self.env.get_doctree(root), str, [root])

    def write_documents(self, *docnames: object) -> None:
        tree = self.tree()
        self.env.resolve_references(tree, self.config.root_doc, self)
        visitor = Strict(tree)
        tree.walkabout(visitor)
        path = self.outdir / "book.txt"
        path.write_text(" ".join(visitor.texts), encoding="utf-8")


if sphinx.version_info < (8, 1):
    OneFile.write = OneFile.write_documents  # type: ignore[assignment,method-assign]


class Appended(OneFile):
    """Hangs the other documents under the first one, as rst2pdf does with appendices."""

    name = "with-appendices"

    def tree(self) -> nodes.document:
        first = self.env.get_doctree(self.config.root_doc).deepcopy()
        for docname in sorted(self.env.found_docs - {self.config.root_doc}):
            further = self.env.get_doctree(docname)
            further["docname"] = docname
            first.append(further)
        return first


FAR = {
    "index": "Home\n====\n\n.. toctree::\n\n   parts/index\n",
    "parts/index": "Parts\n=====\n\n.. toctree::\n\n   /terms\n   /more\n",
    "terms": SITE["terms"],
    "more": "More\n====\n\n" + inspect.cleandoc(SITE["index"]).partition("   terms\n")[2],
}
"""The first document has nothing of ours, and those that have stand two levels below."""


@pytest.mark.parametrize("kind", [OneFile, Appended])
def test_a_tree_of_several_documents_is_known_by_what_is_in_it(
    project: Project, kind: type[OneFile]
) -> None:
    project.write(FAR)
    built = project.build(
        kind.name,
        before=lambda app: None,
        extensions=["sphinx_modelterms", add(project.source, kind)],
        modelterms_autolink="page",
    )
    assert built.warnings == []
    text = re.sub(r"\s+", " ", built.text("book.txt"))
    for expected in [*CONTENT, "Frequently asked", "Used in", "not stated", "Leads to:"]:
        assert expected in text, expected
    # It writes all of it each time: nothing is kept of what it wrote.
    assert sorted(path.name for path in built.outdir.iterdir()) == ["book.txt"]


def add(source: Path, kind: type[Builder]) -> str:
    """An extension that registers the builder *kind*."""
    name = f"extension_with_{kind.__name__.lower()}"
    (source / f"{name}.py").write_text(
        f"from tests.test_single_page import {kind.__name__}\n"
        f"def setup(app):\n    app.add_builder({kind.__name__})\n",
        encoding="utf-8",
    )
    return name


@pytest.fixture(autouse=True)
def importable(project: Project) -> None:
    project.conf_head = "import sys, os; sys.path.insert(0, os.path.dirname(__file__))"


class Single(SingleFileHTMLBuilder):
    """Somebody else's page of all documents, with a name of its own."""

    name = "their-single"


EQUAL = {
    "index": "Home\n====\n\n.. toctree::\n\n   b\n   a\n\nSee :term:`One`, :term:`Two`, :term:`Apart`, :any:`two`, :any:`plain`.\n",
    "a": """
        A
        =

        .. term:: One
           :id: same

           First. See :term:`Two`.

        .. term-list::
        """,
    "b": """
        B
        =

        .. term:: Two
           :id: same
           :related: One, Apart

           Second, by :term:`Two` and :term:`One`.

           Further.

        .. _term-list-1:

        .. term-list::

        .. glossary::

           plain
              Sphinx's own.
        """,
    "apart": """
        :orphan:

        Apart
        =====

        .. term:: Apart

           Not on the page.
        """,
}


@pytest.mark.parametrize("name", ["singlehtml", "their-single"])
def test_links_lead_to_the_right_one_of_two_equal_ids(project: Project, name: str) -> None:
    project.write(EQUAL)
    built = project.build(
        name, extensions=["sphinx_modelterms", add(project.source, Single)], modelterms_hover=False
    )
    assert built.warnings == []
    body = built.body("index")
    ids = re.findall(r'id="([^"]+)"', body)
    assert len(ids) == len(set(ids)), ids
    # The document b comes first on the page.
    assert body.index('id="same"') < body.index("Second, by") < body.index('id="same-2"')
    found = re.findall(r'href="([^"]*)"[^>]*>(?:<span class="xref[^>]*>)?(One|Two|plain)</', body)
    leads = {(text, address) for address, text in found}
    assert leads == {("One", "#same-2"), ("Two", "#same"), ("plain", "#term-plain")}
    # What is not on the page is text.
    assert "Apart" in body
    assert not re.search(r"<a [^>]*>(?:<[^>]*>)*Apart<", body)


def test_a_link_to_another_project_stays_as_it_is_on_one_page(
    project: Project, new_project: object
) -> None:
    other = new_project("other")  # type: ignore[operator]
    other.write({"index": "Other\n=====\n\n.. glossary::\n\n   Far\n      Away.\n"})
    inventory = other.build().outdir / "objects.inv"
    project.write({**EQUAL, "c": "C\n=\n\n:term:`Far`, :any:`far`"})
    project.write({"index": EQUAL["index"].replace("   a\n", "   a\n   c\n")})
    built = project.build(
        "singlehtml",
        extensions=["sphinx_modelterms", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"o": ("https://o.example/", str(inventory))},
    )
    assert 'href="https://o.example/index.html#term-Far"' in built.body("index")


def own_node_classes() -> set[type[nodes.Node]]:
    """All node classes that the package defines."""
    found = set()
    for module in pkgutil.walk_packages(sphinx_modelterms.__path__, "sphinx_modelterms."):
        if not module.name.endswith("__main__"):
            members = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
            found |= {kind for _, kind in members if issubclass(kind, nodes.Node)}
    return {kind for kind in found if kind.__module__.startswith("sphinx_modelterms.")} - {OwnNode}


def paragraph() -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.emphasis("words", "words"))


def a_linked_text() -> linked_text:
    link = TextLink(2, 7, Target("b", "term-x"), "b.html#term-x")
    return linked_text("a token here").with_links([link])


SAMPLES: list[tuple[nodes.Node, str, list[str]]] = [
    (option_texts(texts=["secret"], translations={}), "", ["comment"]),
    (term_link("", "", nodes.Text("words"), refuri="x", html={"y": "z"}), "words", ["reference"]),
    (a_linked_text(), "a token here", ["reference"]),
    (own_direction("", "", nodes.Text("C++")), "C++", ["inline"]),
    (hover_cards("", cards=[("mt-tip-x", None)]), "", []),
    (reader_controls(), "", []),
    (other_hover_cards(cards=[("mt-tip-other-1", None)]), "", []),
    (
        map_picture("", nodes.reference("", "words", refuri="x")),
        "words",
        ["paragraph", "reference"],
    ),
    (page_number(refuri="%a#x"), "…", []),
    (html_block("", paragraph(), tag="details", ids=["x"]), "words", ["container", "paragraph"]),
    (html_block("", paragraph(), tag="template"), "", []),
    (html_line("", "", nodes.Text("words"), tag="summary"), "words", ["paragraph"]),
    (
        link_list("", links=[("a.html", "A", "It is used."), ("b.html", "B", "")]),
        "A: It is used.B",
        ["bullet_list", "list_item", "reference", "inline"],
    ),
    (permalink(refid="x", title="Link"), "", []),
    (quiz_choice("", "", nodes.Text("words"), name="q", value="0"), "words", ["paragraph"]),
]


def test_there_is_a_sample_of_each_node_class() -> None:
    assert {type(node) for node, _, _ in SAMPLES} == own_node_classes()


@pytest.mark.parametrize("walk", ["walk", "walkabout"])
@pytest.mark.parametrize(
    ("node", "text", "kinds"), SAMPLES, ids=[type(node).__name__ for node, _, _ in SAMPLES]
)
def test_a_strict_visitor_sees_standard_nodes(
    node: nodes.Node,
    text: str,
    kinds: list[str],
    walk: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = new_document("")
    tree += nodes.container("", node)
    before = tree.pformat()
    general = nodes.GenericNodeVisitor  # Sphinx registers nodes there, on app.add_node
    for event, usual in (("visit", general.visit_Text), ("depart", general.depart_Text)):
        monkeypatch.setattr(general, f"{event}_{type(node).__name__}", usual, raising=False)
    visitor = Strict(tree)
    if walk == "walkabout":
        tree.walkabout(visitor)
        assert visitor.open == []
    else:
        tree.walk(visitor)
    assert "".join(visitor.texts) == text
    assert set(kinds) <= set(visitor.seen)
    assert type(node).__name__ not in visitor.seen
    assert tree.pformat() == before
    assert node.parent is tree[0]


def test_exceptions_of_a_visitor_have_their_usual_effect() -> None:
    class Skipping(Strict):
        def visit_container(self, node: nodes.Node) -> None:
            raise nodes.SkipChildren

        def visit_paragraph(self, node: nodes.Node) -> None:
            raise nodes.StopTraversal

        def depart_container(self, node: nodes.Node) -> None:
            self.texts.append("departed")

        depart_paragraph = depart_container

    tree = new_document("")
    tree += [html_block("", paragraph(), tag="div"), html_line("", "", tag="p"), paragraph()]
    visitor = Skipping(tree)
    tree.walkabout(visitor)
    assert visitor.texts == ["departed", "departed"]


def test_documents_are_found_in_sections_and_blocks() -> None:
    tree = new_document("")
    tree += nodes.section("", nodes.compound("", addnodes.start_of_file(docname="b")))
    tree[0] += addnodes.start_of_file("", addnodes.start_of_file(docname="c"), docname="b")
    assert documents_in(tree, "a") == ("a", "b", "c")
    assert documents_in(new_document(""), "a") == ("a",)


def test_a_translated_option_leaves_no_node_of_ours(project: Project) -> None:
    """Writers that use no visitor go by the tags of nodes."""
    assert option_texts(texts=[], translations={}).tagname == "comment"
    project.write(FAR)
    seen: list[nodes.Node] = []

    def keep(app: Sphinx, document: nodes.document, docname: str) -> None:
        seen.extend(n for n in document.findall() if isinstance(n, OwnNode))

    project.build(
        OneFile.name,
        before=lambda app: app.connect("doctree-resolved", keep),
        extensions=["sphinx_modelterms", add(project.source, OneFile)],
        modelterms_autolink="all",
    )
    assert seen == []
