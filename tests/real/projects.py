"""The projects whose documentation is built with and without the extension."""

from __future__ import annotations

from typing import NamedTuple


class RealProject(NamedTuple):
    """A project that ships its documentation in its source distribution."""

    name: str
    version: str
    sha256: str
    """Of the source distribution."""
    docs: str
    """The folder with ``conf.py``, seen from the top of the distribution."""
    extensions: tuple[str, ...]
    """Those of its extensions that come with Sphinx or that we work with ourselves."""
    code: str = "src"
    """The folder that its packages are imported from."""
    edits: tuple[tuple[str, str], ...] = ()
    """Replacements in ``conf.py``: what needs packages that are not installed."""

    @property
    def folder(self) -> str:
        """The top folder in the distribution; the file is called so too."""
        return f"{self.name}-{self.version}"


PYLONS_THEME = (
    ("import pylons_sphinx_themes", ""),
    ("html_theme = 'pyramid'", "html_theme = 'alabaster'"),
    ("html_theme_path = pylons_sphinx_themes.get_html_themes_path()", ""),
    ("html_sidebars = ", "_not_used = "),
)

PROJECTS = (
    RealProject(
        "sphinx",
        "9.0.4",
        "594ef59d042972abbc581d8baa577404abe4e6c3b04ef61bd7fc2acbd51f3fa3",
        docs="doc",
        extensions=(
            "sphinx.ext.autodoc",
            "sphinx.ext.doctest",
            "sphinx.ext.todo",
            "sphinx.ext.autosummary",
            "sphinx.ext.extlinks",
            "sphinx.ext.graphviz",
        ),
        code="nothing-to-import",  # the Sphinx that builds is described
    ),
    RealProject(
        "pyramid",
        "2.1",
        "5a24bc1b5f9e0f0d1c0b6ddd1111e84c15dac44a07e3c1d24e74dd9bb4fc22eb",
        docs="docs",
        extensions=("sphinx.ext.autodoc", "sphinx.ext.doctest"),
        edits=PYLONS_THEME,
    ),
    RealProject(
        "attrs",
        "26.1.0",
        "d03ceb89cb322a8fd706d4fb91940737b6642aa36998fe130a9bc96c985eff32",
        docs="docs",
        extensions=(
            "myst_parser",
            "sphinx.ext.napoleon",
            "sphinx.ext.autodoc",
            "sphinx.ext.doctest",
            "sphinx.ext.todo",
        ),
    ),
    RealProject(
        "svcs",
        "26.2.0",
        "129efb89586c2c52295ee00b00562af7d85d5535dad149534993e25fccbd76a6",
        docs="docs",
        extensions=(
            "myst_parser",
            "sphinx.ext.autodoc",
            "sphinx.ext.doctest",
            "sphinx.ext.napoleon",
            "sphinx.ext.viewcode",
            "sphinx_design",
        ),
    ),
    RealProject(
        "cherrypy",
        "18.10.0",
        "6c70e78ee11300e8b21c0767c542ae6b102a49cac5cfd4e3e313d7bb907c5891",
        docs="docs",
        extensions=(
            "sphinx.ext.autodoc",
            "sphinx.ext.extlinks",
            "sphinx.ext.todo",
            "sphinx.ext.viewcode",
            "sphinx.ext.napoleon",
        ),
        code=".",
    ),
)
