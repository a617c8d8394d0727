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
    same_in_parallel: bool = True
    """True if Sphinx itself makes the same links in parallel: of several objects of one name it
    takes the first."""
    is_big: bool = False
    """True if builders other than ``html`` only run on request."""
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
        is_big=True,
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
        is_big=True,
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
    RealProject(
        "aiohttp",
        "3.14.5",
        "5558a7f5a05af9ecf744af91e5baefc436f93c9333e656c27ec253f9a6bbe178",
        is_big=True,
        docs="docs",
        extensions=(
            "sphinx.ext.autodoc",
            "sphinx.ext.extlinks",
            "sphinx.ext.viewcode",
            "myst_parser",
        ),
        code="nothing-to-import",  # its C code is not built
        same_in_parallel=False,
        edits=(('html_theme = "aiohttp_theme"', 'html_theme = "alabaster"'),),
    ),
    RealProject(
        "colander",
        "2.0",
        "419cd68178d2ee6ee4cae5d5cb1830725634b0a2840917156e89eb2592237ef3",
        docs="docs",
        extensions=("sphinx.ext.autodoc",),
        edits=(
            *PYLONS_THEME,
            ("import pkg_resources", ""),
            ("pkg_resources.get_distribution('colander').version", "'2.0'"),
        ),
    ),
    RealProject(
        "deform",
        "3.0.1",
        "e35c015252725e52e194900f8a50314bd764b66e3d2a986b46f4676f0dafe6e9",
        docs="docs",
        extensions=("sphinx.ext.autodoc",),
        code=".",
        edits=(
            *PYLONS_THEME[:-1],
            ("import pkg_resources", ""),
            ("pkg_resources.get_distribution('deform').version", "'3.0.1'"),
        ),
    ),
    RealProject(
        "structlog",
        "26.1.0",
        "f63a716cbd1b1291cf7661de7794b455acfa4c43c5bcf1630e6ad5ddc1adb3b7",
        docs="docs",
        extensions=(
            "myst_parser",
            "sphinx.ext.autodoc",
            "sphinx.ext.napoleon",
            "sphinx.ext.doctest",
            "sphinx.ext.viewcode",
        ),
        code="nothing-to-import",  # autodoc of Sphinx 9.0 fails on its module for Twisted
        edits=(('html_theme = "sphinx_book_theme"', 'html_theme = "alabaster"'),),
    ),
    RealProject(
        "pyramid_jinja2",
        "2.10.1",
        "8c508cb35c135f95149ca236110f9c8875343575740d16c5cb73a50ef1c21677",
        docs="docs",
        extensions=("sphinx.ext.autodoc",),
        edits=(
            ("import pylons_sphinx_themes", ""),
            ("import pkg_resources", ""),
            ("pkg_resources.get_distribution(project).version", '"2.10.1"'),
            ("html_theme_path = pylons_sphinx_themes.get_html_themes_path()", ""),
            ('html_theme = "pyramid"', 'html_theme = "alabaster"'),
            ("html_theme_options = ", "_not_used = "),
            ("html_sidebars = ", "_not_used = "),
        ),
    ),
)
