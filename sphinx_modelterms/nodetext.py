"""The text of nodes: the only place where it is taken.

docutils keeps what a backslash escapes with a NUL before it in :class:`~docutils.nodes.Text`,
which is a ``str``. So neither ``str()``, nor an f-string, nor a join shows what readers see.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import clean_astext

from sphinx_modelterms.glossary.characters import without_controls


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
