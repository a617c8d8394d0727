"""Functions and classes of any kind that ``conf.py`` itself defines and registers.

Sphinx executes ``conf.py`` without a module name, so the ``__module__`` of its functions is
``None``. Other callables have no ``__name__`` or no ``__qualname__``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

CONF_HEAD = """
import functools
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.parsers import RSTParser
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

def listen(*arguments):
    return None

class Listener:
    def __call__(self, *arguments):
        return None

    def listen(self, *arguments):
        return None

class Unhashable(Listener):
    __hash__ = None

class Anything(Listener):
    "It has an attribute of any name, which isn't text."

    def __getattr__(self, name):
        return self

HANDLERS = [
    listen,
    lambda *arguments: None,
    functools.partial(listen),
    Listener().listen,
    Listener(),
    Unhashable(),
    Anything(),
]

def emphasize(name, rawtext, text, lineno, inliner, options=None, content=()):
    return [nodes.emphasis(text, text)], []

class Says(Directive):
    def run(self):
        return [nodes.paragraph("", "Said.")]

class Reads(SphinxTransform):
    default_priority = 1

    def apply(self, **kwargs):
        pass

class Writes(SphinxPostTransform):
    default_priority = 1

    def run(self, **kwargs):
        pass

class Collects(EnvironmentCollector):
    def clear_doc(self, app, env, docname):
        pass

    def process_doc(self, app, doctree):
        pass

parser = functools.partial(RSTParser)
parser.supported = ("mine",)

def setup(app):
    lists = {"env-get-outdated", "env-get-updated", "html-collect-pages"}
    for event in app.events.events.keys() - lists:
        for handler in HANDLERS:
            app.connect(event, handler)
    for event in lists:
        app.connect(event, lambda *arguments: [])
    app.add_config_value("settings", None, "env")
    app.add_role("emphasize", emphasize)
    app.add_role("partial", functools.partial(emphasize))
    app.add_directive("says", Says)
    app.add_transform(Reads)
    app.add_post_transform(Writes)
    app.add_env_collector(Collects)
    app.add_source_parser(parser)

settings = [HANDLERS, {1, "two", None, listen}]
source_suffix = {".rst": "restructuredtext", ".mine": "mine"}
"""

PAGES = {
    "index": """
        Home
        ====

        A :term:`token`, :term:`none`, :emphasize:`role`, :partial:`role`.

        .. says::

        .. toctree::

           other
           gloss
        """,
    "other.mine": """
        Other
        =====

        An :any:`other` page.
        """,
    "gloss": """
        Glossary
        ========

        .. glossary::

           Token
              A piece of text.
        """,
}


@pytest.mark.parametrize("builder", ["html", "latex", "text", "gettext"])
def test_whatever_conf_py_registers_works_as_without_the_extension(
    new_project: Callable[[str], Project], builder: str
) -> None:
    built = []
    for name, extensions in (("plain", []), ("ours", ["sphinx_modelterms"])):
        project = new_project(name)
        project.conf_head = CONF_HEAD
        project.conf = {"extensions": extensions, "html_theme": "basic"}
        project.write(PAGES)
        built.append(project.build(builder))
    plain, ours = (one.warnings for one in built)
    assert ours == plain
    assert len(ours) < 4
