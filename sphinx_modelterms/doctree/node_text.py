"""The text of nodes: the only place where it is taken.

docutils keeps what a backslash escapes with a NUL before it in :class:`~docutils.nodes.Text`,
which is a ``str``. So neither ``str()``, nor an f-string, nor a join shows what readers see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import clean_astext

from sphinx_modelterms.glossary.text.characters import without_controls

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def text_of(node: nodes.Node) -> str:
    """The text of *node*, to be shown elsewhere."""
    return without_controls(node.astext())


def title_of(title: nodes.Element) -> str:
    """The same of a title: as Sphinx cleans it, with the words that stand for images."""
    if all(isinstance(child, nodes.Text) for child in title.children):
        return text_of(title)  # without copying it first
    return without_controls(clean_astext(title))


def letters_of(text: nodes.Text) -> str:
    """The letters of *text* where it stands: places in it are those that a writer counts."""
    return text.astext() if "\0" in text else str(text)


NO_TITLE = "<no title>"
"""What Sphinx calls pages without a heading."""


def page_title(env: BuildEnvironment, docname: str) -> str:
    """The title of a page, or ``""`` if it has none."""
    title = env.titles.get(docname)
    text = title_of(title) if title is not None else ""
    return text if text != NO_TITLE else ""
