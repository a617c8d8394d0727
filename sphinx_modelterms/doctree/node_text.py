"""Text of nodes as readers see it; no other module takes text from nodes.

:class:`~docutils.nodes.Text` is a ``str`` in which docutils keeps a NUL before each character that
a backslash escapes. So ``str()``, f-strings and joins return other text than readers see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import clean_astext

from sphinx_modelterms.glossary.text.characters import without_controls

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def text_of(node: nodes.Node) -> str:
    """Return the text of *node* without control characters, for another place."""
    return without_controls(node.astext())


def title_of(title: nodes.Element) -> str:
    """Return the text of a title as Sphinx cleans it, with the alternative text of images."""
    if all(isinstance(child, nodes.Text) for child in title.children):
        return text_of(title)  # clean_astext copies the title first
    return without_controls(clean_astext(title))


def letters_of(text: nodes.Text) -> str:
    """Return the characters of *text* as writers see them, so that offsets agree with theirs."""
    return text.astext() if "\0" in text else str(text)


NO_TITLE = "<no title>"
"""Title that Sphinx gives pages without a heading."""


def page_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a page, or ``""`` if it has none."""
    title = env.titles.get(docname)
    text = title_of(title) if title is not None else ""
    return text if text != NO_TITLE else ""
