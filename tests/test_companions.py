"""Together with extensions that many projects have, in any order of ``extensions``."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Project, page_body
from tests.real.compare import Page, differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMPANIONS = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.intersphinx",
    "sphinx.ext.todo",
    "sphinx_design",
    "sphinx_tabs.tabs",
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "myst_nb",
    "sphinxcontrib.bibtex",
    "sphinx_needs",
    "sphinx_llms_txt",
    "sphinx_sitemap",
    "sphinxext.opengraph",
]


def is_missing(name: str) -> bool:
    """Return True if an extension is not installed; ``sphinxext.x`` is in a namespace package."""
    try:
        return importlib.util.find_spec(name) is None
    except ModuleNotFoundError:
        return True


MISSING = [name for name in COMPANIONS if is_missing(name)]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

CONF = {
    "autosectionlabel_prefix_document": True,
    "autosummary_generate": True,
    "bibtex_bibfiles": ["refs.bib"],
    "html_baseurl": "https://example.org/",
    "html_show_sphinx": False,
    "intersphinx_mapping": {},
    "myst_enable_extensions": ["colon_fence", "deflist"],
    "nb_execution_mode": "off",
    "needs_types": [
        {"directive": "term", "title": "Term", "prefix": "T_", "color": "#fff", "style": "node"}
    ],
    "ogp_site_url": "https://example.org/",
    "sitemap_url_scheme": "{link}",
    "suppress_warnings": ["myst-nb.lexer"],
    "todo_include_todos": True,
}

PAGES = {
    "index": """
        Home
        ====

        A :term:`token` first. :cite:p:`knuth`

        .. tabs::

           .. tab:: One

              A :term:`Token` in a tab.

           .. tab:: Two

              An :term:`LLM`.

        .. dropdown:: Folded

           A :term:`Token` in a dropdown.

        .. grid:: 2

           .. grid-item-card:: Card
              :link: glossary
              :link-type: doc

              A :term:`Token` under a link.

           .. grid-item-card:: Card

              :term:`LLM`

        .. admonition:: Toggled
           :class: dropdown

           An :term:`LLM`.

        .. code-block:: python

           print("token")

        .. todo:: Explain :term:`LLM`.

        .. toctree::

           glossary
           api
           notebook
           needs

        .. bibliography::
        """,
    "glossary": """
        Glossary
        ========

        .. glossary::
           :sorted:

           Token
           Piece
              A piece of text, see :term:`LLM` and :cite:t:`knuth`.

           LLM
              A model.
        """,
    "api": """
        API
        ===

        .. autosummary::
           :toctree: made

           tokens.count

        .. automodule:: tokens
           :members: split
        """,
    "notebook.md": """
        ---
        file_format: mystnb
        kernelspec:
          name: python3
        ---

        # Notebook

        A {term}`Token` and an {term}`LLM`.

        ```{code-cell} ipython3
        print("token")
        ```

        Word
        : No {term}`Token`.
        """,
    "needs": """
        Needs
        =====

        .. term:: A need
           :id: T_001

           Somebody else's directive about a :term:`Token`.

        .. needlist::
        """,
    "refs.bib": """
        @book{knuth, author = {Donald Knuth}, title = {The Art}, publisher = {AW}, year = {1968}}
        """,
    "tokens.py": '''
        """Tokens."""


        def count(text):
            """Count each :term:`Token` of *text*."""


        def split(text):
            """Cut *text* into the pieces that an :term:`LLM` reads."""
        ''',
}


class Output(NamedTuple):
    """Result of a build."""

    folder: Path
    warnings: list[str]

    def text(self, name: str) -> str:
        """A file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def body(self, docname: str) -> str:
        """The body of a page."""
        return page_body(self.text(f"{docname}.html"))


def build(root: Path, name: str, extensions: list[str], pages: dict[str, str]) -> Output:
    """Build in a process of its own: some of the extensions change what others share."""
    project = Project(root / name)
    project.write(pages)
    conf = CONF | {"extensions": extensions, "html_theme": "basic"}
    lines = [f"{key} = {value!r}" for key, value in conf.items()]
    head = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))"
    (project.source / "conf.py").write_text("\n".join((head, *lines, "")), encoding="utf-8")
    out, said = root / name / "html", root / name / "warnings.txt"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-d",
        str(root / name / "trees"),
    ]
    done = subprocess.run(
        [*command, "-w", str(said), str(project.source), str(out)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # What is made by chance, and how long a check took.
    for path in out.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("SNCB-[0-9a-f]{8}", "SNCB-0", text), encoding="utf-8")
    (out / "schema_violations.json").unlink()
    warnings = said.read_text(encoding="utf-8").replace(str(project.source), "").splitlines()
    return Output(out, warnings)


def with_ours(place: int) -> list[str]:
    """All extensions, ours as number *place*."""
    return [*COMPANIONS[:place], "sphinx_modelterms", *COMPANIONS[place:]]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The pages without our extension."""
    return build(tmp_path_factory.mktemp("companions"), "plain", COMPANIONS, PAGES)


@pytest.mark.parametrize("place", [0, 6, len(COMPANIONS)])
def test_output_only_changes_in_links_to_terms(plain: Output, tmp_path: Path, place: int) -> None:
    built = build(tmp_path, "with", with_ours(place), PAGES)
    assert built.warnings == plain.warnings
    assert differences(plain.folder, built.folder) == []
    links = Page(built.text("index.html")).links
    assert links == plain.text("index.html").count('<span class="xref std std-term">')


OURS = {
    "glossary": """
        Glossary
        ========

        .. modelterms:term:: Embedding
           :abbr: EMB
           :related: Vector

           A list of numbers, says :cite:t:`knuth`.

           .. tabs::

              .. tab:: Short

                 It is short, and no :term:`Token`.

           .. modelterms:example::

              .. code-block:: python

                 embed("word")

           .. modelterms:question:: Is it long?

              See :ref:`glossary:Plain`.

        Plain
        -----

        .. dropdown:: Folded

           .. modelterms:term:: Vector

              An arrow.

        .. glossary::

           Token
              A piece.

           LLM
              A model.

        .. term-compare:: Embedding, Vector

        .. term-list::
        """,
    "notebook.md": """
        ---
        file_format: mystnb
        kernelspec:
          name: python3
        ---

        # Notebook

        A {term}`Token`, {term}`EMB`s and {term}`Words`.

        ````{modelterms:term} Word
        Letters.

        ```{modelterms:facts}
        Size: small
        ```
        ````

        ```{code-cell} ipython3
        print("token")
        ```
        """,
    "tokens.py": '''
        """Tokens.

        .. modelterms:term:: Counting

           One, two, three.
        """


        def count(text):
            """Count each :term:`Word` of *text* by :term:`counting`."""


        def split(text):
            """Cut *text* into :term:`vectors`."""
        ''',
}


def test_our_terms_among_theirs(tmp_path: Path) -> None:
    first = build(tmp_path, "first", with_ours(0), PAGES | OURS)
    last = build(tmp_path, "last", with_ours(len(COMPANIONS)), PAGES | OURS)
    for built in (first, last):
        assert built.warnings == []
        terms = json.loads(built.text("modelterms.json"))["terms"]
        names = sorted(term["name"] for term in terms)
        assert names == ["Counting", "Embedding", "LLM", "Token", "Vector", "Word"]
        for text in ("Embedding", "A list of numbers, says", "An arrow.", "Letters."):
            assert text in built.text("llms-full.txt"), text
    for name in ("index", "glossary", "api", "notebook", "needs", "made/tokens.count"):
        assert first.body(name) == last.body(name), name
        assert f"https://example.org/{name}.html" in first.text("sitemap.xml") or name == "index"
    body = first.body("glossary")
    for text in (
        '<section class="mt-card mathjax_ignore tex2jax_ignore" id="term-embedding">',
        "Knuth",
        'class="sphinx-tabs-tab"',
        '<details class="mt-question',
        'href="#plain"',
        'href="notebook.html"',
    ):
        assert text in body, text
    assert "Somebody else" in first.body("needs")
    described = re.search(
        r'property="og:description" content="([^"]*)"', first.text("glossary.html")
    )
    assert described
    assert "A list of numbers, says" in described[1]
    assert "mt-" not in described[1]


def test_two_projects_that_know_each_other(new_project: Callable[[str], Project]) -> None:
    projects = [new_project(name) for name in ("one", "two")]
    term = ".. term:: {}\n   :aliases: {} alias\n\n   It is {}.\n\n"
    inventories = {}
    for project, name in zip(projects, ("Alpha", "Beta"), strict=True):
        shared = "   Shared\n      In both.\n"
        project.write(
            {
                "index": "Home\n====\n\n"
                + term.format(name, name, name)
                + f".. glossary::\n\n{shared}\n"
                + ":term:`alpha alias`, :term:`Beta alias`, :term:`Shared`, :external:term:`Shared`"
            }
        )
        key = name.lower()
        inventory = project.builddir / "html" / "objects.inv"
        inventories[key] = (f"https://{key}.example/", str(inventory))
        project.build()  # its inventory
    for project, own, other in zip(projects, ("alpha", "beta"), ("beta", "alpha"), strict=True):
        built = project.build(
            extensions=["sphinx.ext.intersphinx", "sphinx_modelterms"],
            intersphinx_mapping={other: inventories[other]},
        )
        assert built.warnings == []
        links = re.findall(r'href="([^"]*#[^"]*)"[^>]*><span class="xref', built.body("index"))
        own_link, other_link = f"#term-{own}", f"https://{other}.example/index.html#term-{other}"
        ordered = [own_link, other_link] if own == "alpha" else [other_link, own_link]
        shared = f"https://{other}.example/index.html#term-Shared"
        assert links == [*ordered, "#term-Shared", shared]
