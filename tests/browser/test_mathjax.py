r"""MathJax 3 and 4 on pages with text of data files: formulas are shown, nothing else is one.

Left out where npm has not put MathJax beside the checkers, see ``.ci/run``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from sphinx_modelterms.glossary.formulas.commands import COMMANDS, DELIMITERS, SYMBOLS
from sphinx_modelterms.glossary.text.characters import harmless as without_forbidden
from tests import formulas
from tests.browser.waiting import drawn
from tests.conftest import MATHJAX, TOOLS, Project
from tests.test_formulas import ALWAYS, nasty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    Opened = tuple[Page, list[str]]
    Open = Callable[..., Opened]

TABLE = (
    [rf"a \{name} b" for name in sorted(SYMBOLS)]
    + [
        rf"\{name}" + "".join(formulas.ARGUMENTS[kind] for kind in COMMANDS[name])
        for name in COMMANDS
    ]
    + [rf"\left{sign} x \right{sign}" for sign in sorted(DELIMITERS)]
)
"""A formula for each entry of the tables."""

COUNT = "() => document.querySelectorAll('mjx-container').length"
ERRORS = """() => [...document.querySelectorAll('mjx-merror, [data-mjx-error]')].map(
    (error) => error.getAttribute('data-mjx-error') || error.textContent)"""
TAKEN_OVER = """() => [...document.querySelectorAll('mjx-container')].filter((formula) =>
    formula.querySelector('a, script, iframe, img, [href], [style*="url("], [onclick]'))
    .map((formula) => formula.outerHTML)"""


@pytest.fixture(params=MATHJAX)
def open_page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a page of a site, with MathJax run; and a list of addresses that were asked for."""
    version = request.param
    if not MATHJAX[version].exists():
        pytest.skip(f"npm has not installed MathJax {version}")
    context = chromium.new_context()

    def open_file(site: Path, name: str) -> Opened:
        page = context.new_page()
        page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
        asked: list[str] = []

        def answer(route: Route) -> None:
            address = urlsplit(route.request.url)
            path = address.path.lstrip("/")
            if address.hostname == "docs.test":
                file = site / path
            elif address.hostname == "mathjax.test":
                file = MATHJAX[version].parent / path.replace("mathjax.js", "tex-mml-chtml.js")
            elif address.hostname == "cdn.jsdelivr.net":  # its fonts
                file = TOOLS / re.sub(r"^npm/|(?<=-font)@[^/]*", "", path)
            else:
                asked.append(route.request.url)
                return route.abort()
            return route.fulfill(path=file) if file.is_file() else route.fulfill(status=404)

        page.route("**/*", answer)
        page.goto(f"https://docs.test/{name}")
        page.wait_for_function("() => Boolean(window.MathJax?.startup?.promise)")
        page.evaluate("() => MathJax.startup.promise.then(() => null)")
        return page, asked

    yield open_file
    context.close()


def build(project: Project, terms: list[dict[str, Any]], after: str = "", **conf: Any) -> Path:
    """A site with *terms* on generated pages, and a page of the project's own."""
    project.conf |= {
        "modelterms_data": ["a.json"],
        "modelterms_pages": "gen",
        "mathjax_path": "https://mathjax.test/mathjax.js",
        "html_theme": "furo",
        **conf,
    }
    project.conf_head = ALWAYS
    data = {"markup": "rst", "glossary": formulas.NAMES[0], "terms": terms}
    page = f"Home\n====\n\n.. toctree::\n\n   gen/index\n\n{after}\n"
    (project.source / "index.rst").write_text(page, encoding="utf-8")
    project.write({"a.json": json.dumps(data)})
    return project.build().outdir


def formula_terms(texts: list[str]) -> list[dict[str, Any]]:
    """A term that has *texts* as formulas in lines and as blocks."""
    lines = "\n".join(f"A :math:`{text}`." for text in texts if "`" not in text)
    indented = (text.replace("\n", "\n   ") for text in texts)
    blocks = "\n\n".join(f".. math::\n\n   {text}" for text in indented)
    return [
        {"name": "Lines", "definition": "Def.", "explanation": lines},
        {"name": "Blocks", "definition": "Def.", "explanation": blocks},
    ]


STAY = """() => document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (link && link.href.startsWith(location.origin)) event.preventDefault();
})"""
"""Links of the site itself may have formulas in them; a click would leave the page."""


def harmless(page: Page, asked: list[str]) -> None:
    """Check that nothing was run or asked for, also by clicks on all formulas."""
    page.evaluate(STAY)
    page.evaluate("() => document.querySelectorAll('mjx-container *').forEach((e) => e.click?.())")
    drawn(page)  # what a click starts is run later
    assert page.evaluate("() => window.hits") == 0
    assert page.evaluate(TAKEN_OVER) == []
    assert asked == []


MYST = {"extensions": ["sphinx_modelterms", "myst_parser"]}
CONFIGURATIONS = {
    "Sphinx": {"extensions": ["sphinx_modelterms"]},
    "MyST": MYST | {"myst_enable_extensions": ["dollarmath", "amsmath"]},
}


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_ordinary_formulas_are_shown(
    project: Project, open_page: Open, configuration: str
) -> None:
    texts = list(formulas.ORDINARY)
    site = build(project, formula_terms(texts), **CONFIGURATIONS[configuration])
    for name in ("lines", "blocks"):
        page, asked = open_page(site, f"gen/{name}.html")
        assert page.evaluate(COUNT) == len(texts)
        assert page.evaluate(ERRORS) == []
        harmless(page, asked)


def test_all_entries_of_the_tables_are_known_to_mathjax(project: Project, open_page: Open) -> None:
    site = build(project, formula_terms(TABLE), extensions=["sphinx_modelterms"])
    page, asked = open_page(site, "gen/lines.html")
    assert page.evaluate(COUNT) == len(TABLE)
    assert page.evaluate(ERRORS) == []
    harmless(page, asked)


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_attacks_are_no_formulas(project: Project, open_page: Open, configuration: str) -> None:
    attacks = [text for text in formulas.ATTACKS if not text.startswith(r"\begin{equation}")]
    attacks = [text for text in attacks if not re.search("\f|\n\n|\u2028", text)]
    # Data files lose such characters before anything is parsed.
    attacks = [text for text in attacks if without_forbidden(text) == text]
    site = build(project, formula_terms(attacks), **CONFIGURATIONS[configuration])
    for name in ("lines", "blocks"):
        page, asked = open_page(site, f"gen/{name}.html")
        assert page.evaluate(COUNT) == 0
        harmless(page, asked)


@pytest.mark.parametrize("name", formulas.NAMES)
@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_names_and_text_are_no_formulas(
    project: Project, open_page: Open, name: str, configuration: str
) -> None:
    after = (
        ".. term-list::\n\n.. term-faq::\n\n.. term-of-the-day::\n\n"
        "See :doc:`gen/index`, :term:`Other`, :term-def:`Other` and :math:`x`."
    )
    site = build(project, nasty(name), after, **CONFIGURATIONS[configuration])
    for file in site.rglob("*.html"):
        if "mathjax.js" in file.read_text(encoding="utf-8"):
            page, asked = open_page(site, file.relative_to(site).as_posix())
            sources = page.evaluate(
                "() => [...MathJax.startup.document.math].map((item) => item.math)"
            )
            # Those on hover cards are MathML, without attributes.
            formulas_of = {re.sub(r"</?m[a-z]+>", "", source.strip()) for source in sources}
            assert formulas_of <= {"a+b", "c+d", "e+f", "x"}
            harmless(page, asked)
    page, _ = open_page(site, "index.html")
    assert page.evaluate(COUNT) >= 3


def test_mathjax_still_typesets_text_of_pages(project: Project, open_page: Open) -> None:
    """MathJax does read the text of pages, so that the tests above can fail."""
    evil = r"\\(\\href{javascript:hit()}{x}\\)"
    site = build(project, [], f"Trusted {evil}.", extensions=["sphinx_modelterms"])
    page, _ = open_page(site, "index.html")
    assert page.evaluate(COUNT) == 1
    assert len(page.evaluate(TAKEN_OVER)) == 1


def test_a_formula_on_a_hover_card_takes_no_focus(project: Project, open_page: Open) -> None:
    """MathJax typesets MathML wherever it is, and lets readers move the focus to it."""
    term = {"name": "Vector", "definition": r"A list :math:`\frac{x}{y}` of it."}
    site = build(
        project, [term], "A :term:`Vector` with :math:`x`.", extensions=["sphinx_modelterms"]
    )
    page, asked = open_page(site, "index.html")
    assert page.evaluate(COUNT) == 2
    page.locator("a.mt-ref").hover()
    page.locator(".mt-tip mjx-container").wait_for(state="visible")
    assert page.evaluate(
        "() => { const formula = document.querySelector('.mt-tip mjx-container'); formula.focus();"
        " return document.activeElement !== formula; }"
    )
    described = page.locator("a.mt-ref").evaluate(
        "(link) => document.getElementById(link.getAttribute('aria-describedby')).textContent"
    )
    assert described.strip() == "A list x/y of it."
    harmless(page, asked)
