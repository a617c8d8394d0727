r"""Formulas and what looks like them: of data files, in names, and in all that shows names."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.glossary.text.characters import harmless
from tests import formulas

if TYPE_CHECKING:
    from tests.conftest import Built, Project

IGNORED = {"mathjax_ignore", "tex2jax_ignore"}
PROCESSED = {"mathjax_process", "tex2jax_process"}
SKIPPED = {"script", "noscript", "style", "textarea", "pre", "code"}
"""Elements that MathJax passes over."""


VOID = {"meta", "link", "img", "br", "hr", "input", "col", "wbr"}

ALWAYS = "def setup(app):\n    app.set_html_assets_policy('always')\n"
"""For ``conf.py``: MathJax on all pages."""

MATHJAX = re.compile(r'<script[^>]* src="[^"]*mathjax@')


class Seen(HTMLParser):
    """The texts of a page that MathJax reads: all but those in ignored elements."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = [("", False)]
        self.texts: list[str] = []
        self.formulas: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        ignored = self.stack[-1][1]
        if classes & PROCESSED:
            ignored = False
        elif classes & IGNORED or tag in SKIPPED | {"head"}:
            ignored = True
        self.stack.append((tag, ignored))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and len(self.stack) > 1 and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.stack[-1][1]:
            self.texts.append(data)


def seen(html: str) -> str:
    """All text that MathJax reads on a page."""
    parser = Seen()
    parser.feed(html)
    return "\n".join(parser.texts)


def data(project: Project, terms: list[dict[str, Any]], **conf: Any) -> None:
    """Write data that pages are made of, and a page of the project's own that shows its terms."""
    project.conf |= {"modelterms_data": ["a.json"], "modelterms_pages": "gen", **conf}
    text = json.dumps({"markup": "rst", "terms": terms, "glossary": formulas.NAMES[1]})
    names = "; ".join(term["name"] for term in terms[:2])
    project.write({"a.json": text})
    page = [
        "Home :math:`x`",
        "==============",
        "",
        ".. toctree::",
        "",
        "   gen/index",
        "",
        ".. term-list::",
        "",
        ".. term-faq::",
        "",
        f".. term-compare:: {names.replace(';', ',')}",
        "",
        "See :doc:`gen/index`, :term:`Other` and :term-def:`Other`.",
        "",
    ]
    (project.source / "index.rst").write_text("\n".join(page), encoding="utf-8")


def nasty(name: str) -> list[dict[str, Any]]:
    """Terms that have *name* wherever a record has text."""
    literal = "\\" + "\\".join(name) if name else ""  # each sign as itself in reST
    return [
        {
            "name": name,
            "definition": f"Def {literal} and :math:`a+b`.",
            "explanation": f"More {literal}.\n\n.. math:: c+d\n",
            "category": f"K {name}",
            "tags": [name],
            "abbr": f"{name}!",
            "aliases": [f"{name}?"],
            "former-names": [f"{name} old"],
            "related": ["Other"],
            "examples": [f"Ex {literal}"],
            "facts": {f"Key {name}": f"Value {literal}"},
            "questions": [{"question": f"Q {literal}?", "answer": f"A {literal}."}],
            "sources": [{"title": f"S {literal}"}],
        },
        {"name": "Other", "definition": f"Rest {literal} and :math:`e+f`.", "related": [name]},
    ]


@pytest.mark.parametrize("name", formulas.NAMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_mathjax_sees_nothing_but_formulas(project: Project, name: str, builder: str) -> None:
    data(project, nasty(name), html_theme="alabaster", modelterms_glossary_backlinks=True)
    project.conf_head = ALWAYS
    built = project.build(builder)
    pages = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*.html")]
    assert len(pages) > 3 or builder == "singlehtml"
    assert any("javascript:hit()" in page or "evil.test" in page for page in pages)
    for page in filter(MATHJAX.search, pages):
        text = seen(page)
        assert "hit()" not in text
        assert "evil" not in text
        assert not re.search(r"\\begin|\\\[\\bbox", text)
    home = seen(next(p for p in pages if "See " in p and "e+f" in p))
    assert r"\(e+f\)" in home  # formulas are still seen


@pytest.mark.parametrize("builder", ["latex", "epub", "text", "man", "texinfo", "xml", "json"])
def test_names_like_formulas_are_text_for_every_builder(project: Project, builder: str) -> None:
    data(project, nasty(formulas.NAMES[0]))
    built = project.build(builder)
    assert not [w for w in built.warnings if "unsafe-text" in w]
    if builder == "latex":
        text = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
        assert "mathjax" not in text
        assert r"\href{javascript" not in text


@pytest.mark.parametrize("markup", ["rst", "md"])
@pytest.mark.parametrize("block", [False, True])
def test_attacks_are_shown_as_text(project: Project, markup: str, block: bool) -> None:
    texts = [t for t in formulas.ATTACKS if not re.search(r"[\n\f`\u2028]|\$|\\begin\{eq", t)]
    # Data files lose such characters before anything is parsed.
    texts = [text for text in texts if harmless(text) == text]
    terms = []
    for number, text in enumerate(texts):
        if markup == "rst":
            shown = f".. math:: {text}" if block else f":math:`{text}`"
        else:
            shown = f"$$\n{text}\n$$" if block else f"${text}$"
        terms.append({"name": f"t{number}", "definition": "Def.", "explanation": shown})
    project.conf |= {"modelterms_data": ["a.json"], "myst_enable_extensions": ["dollarmath"]}
    fence = "```"
    page = "# Home\n\n" if markup == "md" else "Home\n====\n\n"
    for term in terms:
        head = f"{fence}{{term}} {term['name']}\n{fence}"
        page += f"{head if markup == 'md' else '.. term:: ' + term['name']}\n\n"
    name = "index.md" if markup == "md" else "index.rst"
    project.write({name: page, "a.json": json.dumps({"markup": markup, "terms": terms})})
    built = project.build()
    html = built.body("index")
    assert not re.search(r'class="[^"]*math notranslate', html)
    unsafe = [w for w in built.warnings if "unsafe-text" in w]
    assert all(re.match(r"a\.json:\d+: ", w) for w in unsafe), unsafe
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    body = tex[tex.index(r"\begin{document}") :]
    for command in ("InputIfFileExists", "pdffiledump", "pdfcatalog", "write18", "newenvironment"):
        assert f"\\{command}" not in body


def with_formula(project: Project, text: str, **conf: Any) -> Built:
    project.conf |= {"modelterms_data": ["a.json"], **conf}
    terms = [{"name": "A", "definition": "Def.", "explanation": text}]
    page = "Home\n====\n\n.. term:: A\n"
    project.write({"index": page, "a.json": json.dumps({"markup": "rst", "terms": terms})})
    return project.build()


@pytest.mark.parametrize("text", formulas.ORDINARY)
def test_ordinary_formulas_stay_formulas(project: Project, text: str) -> None:
    built = with_formula(project, f"A :math:`{text}`.\n\n.. math:: {text}\n")
    assert built.warnings == []
    visible = seen(built.body("index"))
    assert visible.count(r"\(") >= 1
    assert visible.count(r"\[") >= 1


def test_no_wrap_takes_one_environment_only(project: Project) -> None:
    built = with_formula(
        project, ".. math::\n   :nowrap:\n\n   \\begin{align} a &= b \\end{align} \\input{x}\n"
    )
    assert "there is more after the end of its environment" in built.warnings[0]
    built = with_formula(
        project, ".. math::\n   :nowrap:\n\n   \\begin{align} a &= b \\end{align}\n"
    )
    assert built.warnings == []
    assert r"\begin{align}" in seen(built.body("index"))


def test_text_of_data_cannot_ask_for_mathjax(project: Project) -> None:
    text = (
        ".. admonition:: T\n   :class: mathjax_process\n\n   evil\n\n"
        ".. rubric:: evil\n   :class: tex2jax_process\n\n"
        ".. compound::\n   :class: math output_area\n\n   evil\n"
    )
    html = with_formula(project, text).body("index")
    assert "evil" in html
    assert not re.search(r'jax_process|output_area|class="([^"]* )?math[ "]', html)


def test_the_limit_and_further_commands_are_settable(project: Project) -> None:
    long = "x" * 1200
    assert (
        "1,200 characters, but at most 1,000 are allowed"
        in with_formula(project, f":math:`{long}`").warnings[0]
    )
    assert (
        with_formula(project, f":math:`{long}`", modelterms_limits={"formula": 2000}).warnings
        == []
    )
    assert r"the command \R" in with_formula(project, r":math:`\R^n`").warnings[0]
    built = with_formula(project, r":math:`\R^n`", modelterms_formula_commands={"R": 0})
    assert built.warnings == []


@pytest.mark.parametrize("value", [["R"], {"\\R": 0}, {"R": "x"}, {"R": True}, {"R": 10}])
def test_wrong_commands_are_reported(project: Project, value: Any) -> None:
    built = with_formula(project, "x", modelterms_formula_commands=value)
    assert "modelterms_formula_commands" in built.warnings[0]


DOLLARS = """
import re
from docutils import nodes
from sphinx.transforms import SphinxTransform

class Dollars(SphinxTransform):
    default_priority = 500
    def apply(self, **kwargs):
        for text in list(self.document.findall(nodes.Text)):
            found = re.fullmatch(r"(.*?)[$](.*)[$](.*)", text)
            if found:
                text.parent.replace(text, [nodes.Text(found[1]), nodes.math(found[2], found[2]), nodes.Text(found[3])])

def setup(app):
    app.add_transform(Dollars)
"""


def test_formulas_that_other_extensions_make_of_text_are_checked_too(project: Project) -> None:
    project.conf_head = DOLLARS
    text = r"Evil $\\pdfcatalog{x}$ text.\n\nGood $x^2$ text."
    built = with_formula(project, text.replace(r"\n", "\n"))
    assert any(r"the command \pdfcatalog" in w for w in built.warnings)
    assert seen(built.body("index")).count(r"\(") == 1
    project.write({"index": "Home\n====\n\n.. term:: x $\\input{y}$\n\n   Def.\n"})
    built = project.build()
    assert any(r"the command \input" in w for w in built.warnings)


def test_pages_that_list_names_have_no_mathjax(project: Project) -> None:
    data(project, nasty(formulas.NAMES[0]))
    project.conf_head = ALWAYS
    built = project.build()
    for page in ("search", "genindex", "modelterms-index"):
        html = built.text(f"{page}.html")
        assert "mathjax@" not in html
    assert "mathjax@" in built.text("index.html")


def test_projects_without_data_keep_mathjax_on_all_pages(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. glossary::\n\n   $$x$$ y\n      Def.\n\nSee :term:`$$x$$ y`.\n"
        }
    )
    project.conf_head = ALWAYS
    built = project.build()
    assert "mathjax@" in built.text("genindex.html")
    assert '<span class="mathjax_ignore' not in built.text("index.html")
