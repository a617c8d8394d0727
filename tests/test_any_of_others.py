"""``:any:`` and Markdown links: no reference that Sphinx resolves gets another target, or a second
one, if a glossary has the name, too.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Project

NAMES = ["Install", "Cache", "Page", "Mod", "Function", "Far", "Distant", "Anchor", "Hook"]
"""Names of entries. In lower case, each but the last is the name of something else."""

THINGS = """
    Things
    ======

    .. _install:

    How to install
    --------------

    .. option:: cache

       An option.

    .. program:: tool

    .. option:: --anchor, anchor

       An option of a program.

    By :any:`anchor`.

    .. py:module:: mod

    .. py:function:: pack.function()

    .. glossary::

    {}
    """

CONF = """
from docutils import nodes

def resolve(app, env, node, content):
    if node["reftarget"].lower() == "hook":
        return nodes.reference("", "", content, refuri="https://hook.example/")

def setup(app):
    app.connect("missing-reference", resolve, priority=9_000)
"""

LINKS = {
    "rst": ":any:`{0}` :any:`text <{0}>`",
    "md": "[](#{0}) [text](#{0}) <project:#{0}> [text]({0}) {{any}}`{0}`",
}


LOST_IN_MYST = re.compile(
    r'<a class="reference internal" href="#\w+"><\w+ class="xref myst.*?</a>'
)
"""A link that MyST-Parser makes if it finds no target."""


@pytest.fixture
def inventory(tmp_path: Path) -> str:
    """The inventory of another project."""
    head = b"# Sphinx inventory version 2\n# Project: o\n# Version: 1\n"
    names = b"far std:label -1 index.html#far Far away\ndistant py:function 1 index.html#$ -\n"
    path = tmp_path / "objects.inv"
    compressed = b"# The remainder of this file is compressed using zlib.\n" + zlib.compress(names)
    path.write_bytes(head + compressed)
    return str(path)


def pages(words: list[str]) -> dict[str, str]:
    entries = "\n\n".join(f"       {name}\n          A word." for name in NAMES)
    links = {
        markup: "\n\n".join(pattern.format(word) for word in words)
        for markup, pattern in LINKS.items()
    }
    return {
        "index": "Home\n====\n\n.. toctree::\n\n   things\n   page\n   rst\n   md\n",
        "things": THINGS.replace("    {}", entries),
        "page": "The page\n========\n",
        "rst": f"In reST\n=======\n\n{links['rst']}\n",
        "md.md": f"# In Markdown\n\n{links['md']}\n",
    }


def paragraphs(built: Built) -> list[str]:
    """The paragraphs with links."""
    text = "".join(map(built.body, ("things", "rst", "md")))
    text = re.sub(r'<aside class="mt-tips.*?</aside>\n', "", text, flags=re.DOTALL)
    return [found for found in re.findall(r"(?s)<p>.*?</p>", text) if "A word." not in found]


@pytest.mark.filterwarnings("ignore:The iter")  # of MyST-Parser 4
@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("change", [str.lower, str], ids=["lower", "exact"])
def test_what_sphinx_resolves_stays_as_it_is(
    new_project: Callable[[str], Project],
    inventory: str,
    parallel: int,
    change: Callable[[str], str],
) -> None:
    built = []
    for name, extensions in (("plain", []), ("ours", ["sphinx_modelterms"])):
        project = new_project(name)
        project.conf_head = CONF
        project.conf["extensions"] = ["myst_parser", "sphinx.ext.intersphinx", *extensions]
        project.conf["intersphinx_mapping"] = {"o": ("https://o.example/", inventory)}
        project.write(pages([change(name) for name in NAMES]))
        built.append(project.build(parallel=parallel))
    plain, ours = built
    assert set(ours.warnings) <= set(plain.warnings)
    kept = 0
    for before, after in zip(paragraphs(plain), paragraphs(ours), strict=True):
        resolved = Counter(re.findall(r"<a .*?</a>", LOST_IN_MYST.sub("", before)))
        kept += resolved.total()
        assert not resolved - Counter(re.findall(r"<a .*?</a>", after))
    assert kept > 10


def test_links_to_raw_html_stay_as_they_are(project: Project) -> None:
    project.conf["suppress_warnings"] = ["myst.xref_missing"]
    text = '<a id="weight"></a>\n\n[a](#weight) [b](#weights)\n\n<h3 class=x name=weights>W</h3>\n'
    project.write(
        {"index": GLOSSARY.format("Weight"), "p.md": f"---\norphan: 1\n---\n# P\n\n{text}"}
    )
    body = project.build().body("p")
    assert 'href="#weight"' in body
    assert 'href="#weights"' in body
    text = text.replace("<a id", "<a title").replace("<h3", "<p")
    project.write({"p.md": f"---\norphan: 1\n---\n# P\n\n{text}"})
    assert project.build().body("p").count("index.html#term-Weight") == 1


GLOSSARY = "Home\n====\n\n:any:`caches`\n\n.. glossary::\n\n   {}\n      A word.\n"

OLD_DOMAIN = """
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.roles import XRefRole

class Old(Domain):
    name = "old"
    roles = {"thing": XRefRole()}

    def resolve_xref(self, *_):
        raise NoUri

def setup(app):
    app.add_domain(Old)
"""


def test_domains_without_any_can_have_objects_on_pages_that_are_left_out(
    project: Project,
) -> None:
    """They raise an error for such an object, which Sphinx catches."""
    project.conf_head = OLD_DOMAIN
    project.write({"index": GLOSSARY.format("Cache")})
    assert "mt-ref" not in project.build().body("index")
