"""Doctrees of data-file text: they contain known nodes with known attributes, and nothing else
that any builder, page or reader would notice."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from docutils import nodes
from sphinx.addnodes import versionmodified

from sphinx_modelterms.glossary.urls import checked_address
from sphinx_modelterms.sources.allowed_nodes import ATTRIBUTES
from tests.test_data_attacks import FENCE, placed, with_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Built, Project

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")

EXTENSIONS = ["attrs_block", "attrs_inline", "colon_fence", "dollarmath", "amsmath", "tasklist"]

RST = {
    "classes": (
        ".. note::\n   :class: toggle sd-stretched-link\n   :name: mt-tip-b\n\n   x\n\n"
        ".. admonition:: Titled\n   :class: dropdown\n\n   x"
    ),
    "sizes": (
        ".. figure:: x.png\n   :figclass: only-light\n   :figwidth: 9999em\n   :width: 9999em\n"
        "   :height: 5000px\n   :scale: 9000\n   :name: searchbox\n\n   Press :guilabel:`&A`\n\n   Legend"
    ),
    "formulas": ".. math:: a\n   :label: eq1\n   :nowrap:\n\n.. math:: b\n   :name: eq2",
    "versions": (
        ".. versionadded:: 1.0 <script>bad()</script>\n\n   <script>bad()</script>\n\n"
        ".. deprecated:: 1.0\n   x"
    ),
    "inner tables": (
        ".. list-table:: Outer\n   :header-rows: 1\n   :class: sd-table\n   :width: 9999em\n\n"
        "   * - Head\n     - .. table:: Inner\n\n          == =====\n          a  b\n"
        "          -- -----\n          c  deep\n          == =====\n   * - x\n     - y"
    ),
    "code": (
        ".. code-block:: nolanguage\n   :caption: C\n   :name: c\n   :linenos:\n"
        "   :emphasize-lines: 1\n\n   x\n\n>>> print(1)\n1\n\n.. parsed-literal::\n\n   *x*"
    ),
    "blocks": (
        "a. x\n\n   1. y\n\nterm : class\n  def\n\n:field: body\n\n-a  opt\n--long=X  o\n\n| l\n|   m\n\n"
        "    quote\n\n    -- me\n\n.. hlist::\n   :columns: 2\n\n   * a\n   * b\n\n.. epigraph::\n\n   q"
        "\n\n.. rubric:: R\n   :class: mt-card\n\n.. compound::\n\n   y\n\n.. comment"
    ),
    "lines": (
        ":guilabel:`&A` :menuselection:`A --> B` :kbd:`Ctrl+C` :file:`a{b}` :samp:`c{d}` "
        ":program:`x` :manpage:`ls(1)` :pep:`8` :abbr:`A (b)` :code:`x` :ref:`genindex` "
        ":doc:`index` :term:`B` :any:`B` :term-def:`B` :sub:`x` :envvar:`PATH` :py:func:`f` "
        ":math:`x^2` `x <https://example.org>`__ _`target` [1]_ |s| \\*args"
    ),
}

MARKDOWN = {
    "inline attributes": (
        "[x](https://example.org/){.sd-stretched-link #mt-tip-b target=_blank rel=opener "
        'style="color:red" onclick=bad() title="t"} `c`{.sd-btn #c} [s]{.tooltip .math}'
    ),
    "block attributes": (
        '{.dropdown #searchbox style="position:fixed"}\nParagraph\n\n{.toggle}\n> quote\n\n'
        "![a](x.png){width=9999em height=9000px .only-dark}"
    ),
    "characters": "a&#12;b &#27;[31m &#x9b; &#xFFFE; &#x202E;x `c&#12;` ![a&#12;](x.png)",
    "formulas": "$$a$$ (eq1)\n\n\\begin{equation}x\\end{equation}\n\n$b$",
    "headings": "# Intro\n\n## Intro\n\ntext",
    "fences": (
        f"{FENCE}{{note}}\n:class: sd-stretched-link\n:name: mt-tip-b\nx\n{FENCE}\n\n"
        ":::{div} sd-stretched-link\nz\n:::\n\n:::{admonition} T\n:class: dropdown\ny\n:::"
    ),
    "blocks": "| a | b |\n|:-|-:|\n| c | d |\n\n- [ ] t\n- [x] d\n\na  \nb\n\n+++\n\n% comment\n",
    "inner tables": (
        f"{FENCE}``{{list-table}}\n* - {FENCE}{{list-table}}\n    * - deep\n    {FENCE}\n  - z\n{FENCE}``"
    ),
}


def write(project: Project, texts: dict[str, str], markup: str) -> None:
    """Terms whose explanation and only answer is each of *texts*, and the term B."""
    terms: list[dict[str, Any]] = [
        {
            "name": f"T {name}",
            "definition": "Def.",
            "explanation": text,
            "questions": [{"question": "Why?", "answer": text}],
        }
        for name, text in texts.items()
    ]
    project.conf |= {
        "latex_documents": [("index", "x.tex", "x", "x", "howto")],
        "man_pages": [("index", "x", "x", ["x"], 1)],
        "texinfo_documents": [("index", "x", "x", "x", "x", "x", "x")],
        "version": "1.0",
        "suppress_warnings": ["ref"],
    }
    placed(project, [*terms, {"name": "B", "definition": "Bee."}], markup)
    project.conf["myst_enable_extensions"] = EXTENSIONS
    (project.source / "x.png").write_bytes(PIXEL)


TEXTS = [("rst", RST), ("md", MARKDOWN)]


def outputs(built: Built) -> Iterator[tuple[str, str]]:
    """The name and content of each file of text that was written."""
    for path in built.outdir.rglob("*"):
        binary = path.suffix in {".png", ".epub", ".pickle", ".inv"}
        if path.is_file() and not binary and "_static" not in path.parts:
            yield path.name, path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize(("markup", "texts"), TEXTS, ids=["rst", "md"])
def test_only_known_nodes_and_attributes_are_left(
    project: Project, markup: str, texts: dict[str, str]
) -> None:
    write(project, texts, markup)
    project.conf["modelterms_faq"] = []
    built = project.build()
    tree = built.app.env.get_doctree("index")
    explanations = [n for n in tree.findall(nodes.container) if "mt-explanation" in n["classes"]]
    assert len(explanations) == len(texts)
    for part in explanations:
        for node in part.findall(nodes.Element):
            if node is part:
                continue
            assert type(node) in ATTRIBUTES, node
            assert not node.get("target"), node
            assert not node.get("style"), node
            for name in node["classes"]:
                assert not re.match("sd-|mt-(?!def)|only-|toggle|dropdown|tool|hide|math$", name)


@pytest.mark.parametrize("builder", ["html", "epub", "text", "man", "texinfo", "latex", "xml"])
@pytest.mark.parametrize(("markup", "texts"), TEXTS, ids=["rst", "md"])
def test_every_builder_writes_it_without_control_characters(
    project: Project, markup: str, texts: dict[str, str], builder: str
) -> None:
    write(project, texts, markup)
    built = project.build(builder)
    found = 0
    for name, content in outputs(built):
        assert not CONTROL.search(content), name
        if name.endswith((".xhtml", ".xml", ".opf", ".ncx")):
            ElementTree.fromstring(content)
        found += "deep" in content
    assert found


@pytest.mark.parametrize(("markup", "texts"), TEXTS, ids=["rst", "md"])
def test_readers_get_no_attribute_that_a_text_asks_for(
    project: Project, markup: str, texts: dict[str, str]
) -> None:
    write(project, texts, markup)
    html = project.build().body("index")
    assert not re.search(r"<[^>]*\s(style|target|onclick)=", html)
    assert not re.search(r'class="[^"]*\b(sd-|only-|toggle|dropdown|tooltip|hide)', html)
    assert not re.search(r'id="(mt-tip-b|searchbox|c|intro)"', html)
    assert not re.search(r"<[^>]*(9999em|9000px|5000px)", html)
    links = re.findall(r'<a [^>]*href="http[^>]*>', html)
    assert links
    assert all('rel="noopener"' in link for link in links)


def test_sources_lead_out_without_a_hold_on_the_page(project: Project) -> None:
    source = {"title": "T", "url": "https://example.org/"}
    placed(project, [{"name": "A", "definition": "Def.", "sources": [source]}])
    html = project.build().body("index")
    assert '<a class="reference external" href="https://example.org/" rel="noopener">T</a>' in html


def test_titles_of_sources_are_one_link(project: Project) -> None:
    title = "`T <https://example.org/b>`__ of :term:`B` and *more*"
    source = {"title": title, "url": "https://example.org/"}
    terms = [{"name": "A", "definition": "Def.", "sources": [source]}]
    placed(project, [*terms, {"name": "B", "definition": "Def."}])
    html = project.build().body("index")
    link = re.search(r'<a class="reference external".*?</a>', html)
    assert link
    assert link[0].count("<a ") == 1
    assert "<em>more</em></a>" in link[0]


CUSTOM_ROLE = """
from docutils import nodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole

class Role(XRefRole):
    def process_link(self, env, refnode, has_explicit_title, title, target):
        refnode["theirs"] = ("any", target)
        return title, target

class Theirs(Domain):
    name = "theirs"
    roles = {"x": Role()}

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        return nodes.reference("", "", contnode, refuri="#" + "-".join(node["theirs"]))

def setup(app):
    app.add_domain(Theirs)
"""


def test_roles_of_other_extensions_find_their_targets(project: Project) -> None:
    project.conf_head = CUSTOM_ROLE
    with_text(project, "See :theirs:x:`y`.")
    assert 'href="#any-y"' in project.build().body("index")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_new_tab_is_for_the_project_to_ask_for(project: Project, wanted: bool) -> None:
    with_text(project, "[x](https://example.org/){target=_top rel=opener}", "md")
    html = project.build(myst_links_external_new_tab=wanted).body("index")
    link = re.search(r'<a [^>]*href="https://example.org/[^>]*>', html)
    assert link
    assert ('target="_blank"' in link[0]) == wanted
    assert 'rel="noopener"' in link[0]
    assert "_top" not in html


# Other pages


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("rst", ".. math:: x\n   :label: own"),
        ("rst", ".. math::\n   :label: other\n\n   x"),
        ("rst", ".. math:: x\n   :name: own"),
        ("md", "$$x$$ (own)"),
        ("md", "\\begin{equation}x\\end{equation}"),
    ],
)
@pytest.mark.parametrize("numbered", [False, True])
def test_formulas_leave_labels_and_numbers_alone(
    project: Project, markup: str, text: str, numbered: bool
) -> None:
    formula = ".. math:: y\n   :label: own\n"
    if markup == "md":
        formula = "$$y$$ (own)\n\n{eq}`own`\n"
    with_text(project, text, markup, after=formula)
    project.conf["myst_enable_extensions"] = EXTENSIONS
    built = project.build(math_number_all=numbered)
    assert built.app.env.domains["math"].data["objects"] == {"own": ("index", 1)}
    assert not [warning for warning in built.warnings if "duplicate" in warning]


def test_headings_leave_the_links_of_the_page_alone(project: Project) -> None:
    after = "See [it](#intro).\n\n## Intro\n\nText.\n"
    with_text(project, "# Intro\n\nEvil.", "md", after=after)
    built = project.build(myst_heading_anchors=3)
    assert 'href="#intro"' in built.body("index")
    assert not [warning for warning in built.warnings if "intro" in warning]


def test_no_change_of_a_version_is_noted(project: Project) -> None:
    text = ".. versionadded:: 1.0\n   <script>bad()</script>"
    after = ".. versionchanged:: 1.0\n   The page's own.\n"
    with_text(project, text, after=after)
    built = project.build("changes", version="1.0")
    shown = (built.outdir / "changes.html").read_text(encoding="utf-8")
    assert "The page's own." in shown
    assert "bad()" not in shown
    assert len(list(built.app.env.get_doctree("index").findall(versionmodified))) == 2


def test_changes_that_hold_a_term_of_data_are_escaped(project: Project) -> None:
    placed(project, [{"name": "A", "definition": "Def <script>bad()</script>."}])
    project.write({"index": "Home\n====\n\n.. versionadded:: 1.0\n\n   .. term:: A\n"})
    for _ in range(2):
        built = project.build("changes", version="1.0")
        shown = (built.outdir / "changes.html").read_text(encoding="utf-8")
        assert "Def &lt;script&gt;bad()" in shown


def test_nothing_is_indexed_or_run(project: Project) -> None:
    secret = project.source / "pwned"
    text = f":pep:`8` :envvar:`EVIL`\n\n>>> _ = open({str(secret)!r}, 'w')\n"
    with_text(project, text)
    project.conf["extensions"] = [*project.conf["extensions"], "sphinx.ext.doctest"]
    project.build("doctest")
    assert not secret.exists()
    built = project.build()
    assert "EVIL" in built.body("index")
    index = (built.outdir / "genindex.html").read_text(encoding="utf-8")
    assert "EVIL" not in index
    assert "Python Enhancement" not in index


@pytest.mark.parametrize("name", ["mt-tip-b", "mt-x"])
@pytest.mark.parametrize("option", ["id", "former-ids"])
def test_ids_of_hover_cards_are_not_for_terms(project: Project, option: str, name: str) -> None:
    placed(project, [{"name": "A", "definition": "Def.", option: name}])
    built = project.build()
    assert f'id="{name}"' not in built.body("index")
    assert any("mt-" in warning for warning in built.warnings)
    project.write({"index": f"Home\n====\n\n.. term:: C\n   :{option}: {name}\n\n   Def.\n"})
    assert f'id="{name}"' not in project.build().body("index")


# Tables


@pytest.mark.parametrize("place", ["data", "page"])
def test_an_answer_with_a_classifier_does_not_lose_the_page(project: Project, place: str) -> None:
    answer = "word : kind\n  Meaning."
    if place == "data":
        question = {"question": "Why?", "answer": answer}
        placed(project, [{"name": "A", "definition": "Def.", "questions": [question]}])
    else:
        body = "   Def.\n\n   .. term-question:: Why?\n\n      word : kind\n        Meaning.\n"
        project.write({"index": f"Home\n====\n\n.. term:: A\n\n{body}"})
    built = project.build("text")
    shown = (built.outdir / "index.txt").read_text(encoding="utf-8")
    assert "word : kind" in shown
    assert "Meaning." in shown


@pytest.mark.parametrize("builder", ["text", "man", "latex"])
def test_a_table_of_data_within_a_table_of_the_page(project: Project, builder: str) -> None:
    table = ".. list-table::\n\n   * - One\n     - Two deep\n"
    placed(project, [{"name": "A", "definition": "Def.", "explanation": table}])
    grid = "+----------------+\n| .. term:: A    |\n+----------------+\n"
    listed = ".. list-table::\n\n   * - .. term:: A\n"
    for page in (listed, grid):
        project.write({"index": f"Home\n====\n\n{page}"})
        built = project.build(builder)
        assert any("a table inside a table" in warning for warning in built.warnings)
        assert any("deep" in content for _, content in outputs(built))


def test_a_single_table_of_data_stays_a_table(project: Project) -> None:
    with_text(project, ".. list-table::\n\n   * - One\n     - Two\n")
    built = project.build()
    assert built.warnings == []
    assert "<table" in built.body("index")


# What Markdown's signs become


def test_line_breaks_and_tasks_are_no_raw_text(project: Project) -> None:
    with_text(project, "one  \ntwo\\\nthree\n\n- [ ] open\n- [x] done\n", "md")
    project.conf["myst_enable_extensions"] = EXTENSIONS
    built = project.build()
    assert built.warnings == []
    html = built.body("index")
    assert re.search(r"☐\s+open", html)
    assert re.search(r"☑\s+done", html)
    assert not re.search(r"&lt;(br|input)|\\\\", html)


# Characters


def test_letters_that_deceive_are_left_out(project: Project) -> None:
    names = ["A\u202eb", "C\u2067d", "E\ufffef", "G\u001b[31mh"]
    text = json.dumps({"terms": [{"name": n, "definition": f"{n} x."} for n in names]})
    project.conf |= {"modelterms_data": ["a.json"]}
    page = "".join(f".. term:: {n}\n\n" for n in ["Ab", "C\u2067d\u2069", "Ef", "G[31mh"])
    project.write({"index": f"Home\n====\n\n{page}", "a.json": text})
    built = project.build()
    html = built.body("index")
    for shown in ("Ab x.", "C\u2067d x.\u2069", "Ef x.", "G[31mh x."):
        assert shown in html
    assert not CONTROL.search(html)


@pytest.mark.parametrize(
    "text",
    ["[a](project:#x%1B[31m)", "[a](b%1B[31m.md)", "{ref}`x&#27;`", "![](x%1B.png)"],
)
def test_messages_hold_nothing_that_a_terminal_obeys(
    project: Project, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_text(project, text, "md")
    built = project.build()
    assert built.warnings
    assert not CONTROL.search("".join(built.warnings))


@pytest.mark.parametrize(
    "address",
    [
        *("https://exa\u202emple.org", "https://example.org/\u2003x", "https://exa\x85mple.org/"),
        *("//example.org", "\\\\example.org", "java\u200bscript:x", "https:\\\\example.org"),
    ],
)
def test_no_link_to_an_address_that_is_not_what_it_looks_like(address: str) -> None:
    with pytest.raises(ValueError, match=r"address|complete"):
        checked_address(address)


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_links_have_only_what_a_url_can_have(project: Project, markup: str) -> None:
    """An e-book with other signs is invalid."""
    address = "https://example.org/%[a]#b#c%zz"
    link = f"`t <{address}>`__" if markup == "rst" else f"[t](<{address}>)"
    record = {
        "name": "A",
        "definition": f"See {link}.",
        "sources": [f"u <{address}>", {"title": "v", "url": address}],
    }
    project.conf |= {"extensions": ["myst_parser", "sphinx_modelterms"]}
    (project.source / "a.json").write_text(
        json.dumps({"markup": markup, "terms": [record]}), encoding="utf-8"
    )
    page = "Home\n====\n\n.. term:: A\n" if markup == "rst" else "# Home\n\n```{term} A\n```\n"
    project.write({f"index.{markup}": page})
    built = project.build("epub", modelterms_data=["a.json"], epub_copyright="c", version="1")
    page = (built.outdir / "index.xhtml").read_text(encoding="utf-8")
    links = re.findall(r'href="(https://example.org[^"]*)"', page)
    assert built.warnings == []
    assert len(links) == 3
    assert set(links) == {"https://example.org/%25%5Ba%5D#b%23c%25zz"}
