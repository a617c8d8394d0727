"""Together with extensions that many projects have, in any order of ``extensions``."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

import pytest

from tests.real.compare import Page, differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.conftest import Built, Project

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
    """Whether an extension is not installed; ``sphinxext.x`` is in a package that others share."""
    try:
        return importlib.util.find_spec(name) is None
    except ModuleNotFoundError:
        return True


MISSING = [name for name in COMPANIONS if is_missing(name)]

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    # What others call that is on its way out.
    pytest.mark.filterwarnings("ignore"),
]

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


@pytest.fixture
def site(project: Project) -> Project:
    """The pages."""
    project.conf |= CONF
    project.conf_head = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))"
    project.write(PAGES)
    return project


def build(site: Project, name: str, extensions: list[str], **conf: Any) -> Built:
    """Build with some extensions, and what is made by chance taken out."""
    built = site.build(builddir=site.builddir / name, extensions=extensions, **conf)
    for path in built.outdir.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("SNCB-[0-9a-f]{8}", "SNCB-0", text), encoding="utf-8")
    # How long a check took.
    (built.outdir / "schema_violations.json").unlink()
    return built


def with_ours(place: int) -> list[str]:
    """All extensions, ours as number *place*."""
    return [*COMPANIONS[:place], "sphinx_modelterms", *COMPANIONS[place:]]


@pytest.mark.parametrize("place", [0, 6, len(COMPANIONS)])
def test_nothing_changes_but_what_should(site: Project, place: int) -> None:
    plain = build(site, "plain", COMPANIONS)
    built = build(site, "with", with_ours(place))
    assert built.warnings == plain.warnings
    assert differences(plain.outdir, built.outdir) == []
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


def test_our_terms_among_theirs(site: Project) -> None:
    site.write(OURS)
    first = build(site, "first", with_ours(0))
    last = build(site, "last", with_ours(len(COMPANIONS)))
    for built in (first, last):
        assert built.warnings == []
        names = [term.name for term in built.domain.glossary.terms]
        assert names == ["Counting", "Embedding", "Vector", "Word"]
        for text in ("Embedding", "A list of numbers, says", "An arrow.", "Letters."):
            assert text in built.text("llms-full.txt"), text
    pages = [path.name for path in first.outdir.rglob("*.html")]
    for name in ("index", "glossary", "api", "notebook", "needs", "made/tokens.count"):
        assert first.body(name) == last.body(name), name
        assert f"https://example.org/{name}.html" in first.text("sitemap.xml") or name == "index"
    assert len(pages) == len(set(pages))
    body = first.body("glossary")
    for text in (
        '<section class="mt-card" id="term-embedding">',
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
