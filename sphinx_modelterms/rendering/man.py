r"""Keeping text from groff, which obeys lines of a manual page that begin with a dot.

``.so /etc/passwd`` shows a file, ``.while 1 .nop`` never ends. Docutils escapes dots and
apostrophes at the start of lines in paragraphs and code; formulas, captions, titles and more have
only their first line escaped, and a few texts are written as they are, with their backslashes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar

AS_WRITTEN = (nodes.literal_block, nodes.doctest_block, nodes.raw, nodes.comment)
"""What keeps its lines: docutils escapes them, ``raw`` is meant for groff, and comments are left
out."""

FILLED = (nodes.paragraph, nodes.math_block)
"""What has many lines, of which only some could be requests."""

TITLED = (nodes.topic, nodes.sidebar, nodes.Admonition, addnodes.seealso)
"""What has titles that the writer escapes everywhere."""


class NoRequests(SphinxPostTransform):
    """Let no line of a text begin with what groff would obey."""

    default_priority: ClassVar[int] = 900
    """After all text is there."""
    formats = ("man",)

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            around = [*_ancestors(text)]
            if any(isinstance(node, AS_WRITTEN) for node in around):
                continue
            shown = text.astext()
            if any(_is_unescaped(node) for node in around):
                shown = escaped(shown)
            elif any(isinstance(node, FILLED) for node in around):
                shown = re.sub(r"\n(?=[.'])", " ", shown)
            else:
                shown = shown.replace("\n", " ")
            if shown != text.astext():
                text.parent.replace(text, nodes.Text(shown))
        for image in self.document.findall(nodes.image):
            if "alt" in image:
                image["alt"] = escaped(image["alt"])


def escaped(text: str) -> str:
    r"""*text* in one line of groff's language, for what is written as it is.

    By numbers, which are the same in capitals: Sphinx writes headings so.

    >>> escaped("a\\b\n.c")
    "a\\N'92'b .c"
    >>> escaped("'c")
    "\\N'39'c"
    """
    line = " ".join(text.split("\n")).replace("\\", r"\N'92'")
    return re.sub(r"^\s*([.'])", lambda found: rf"\N'{ord(found[1])}'", line)


def _ancestors(node: nodes.Node) -> list[nodes.Element]:
    """The elements around *node*, from the inside."""
    found: list[nodes.Element] = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _is_unescaped(node: nodes.Element) -> bool:
    """Return True for a title, of a section or a table, that the writer takes for a main heading
    or for the title of the manual page."""
    if not isinstance(node, nodes.title) or isinstance(node.parent, TITLED):
        return False
    sections = [around for around in _ancestors(node) if isinstance(around, nodes.section)]
    return len(sections) in {1, 2}
