r"""Escaping for groff, which executes lines of a manual page that begin with a dot.

``.so /etc/passwd`` shows a file, ``.while 1 .nop`` never ends. Docutils escapes dots and
apostrophes at the start of lines in paragraphs and code. In formulas, captions, titles and other
nodes, it escapes only the first line, and it writes a few texts without escaping backslashes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.walking import ancestors

if TYPE_CHECKING:
    from typing import Any, ClassVar

AS_WRITTEN = (nodes.literal_block, nodes.doctest_block, nodes.raw, nodes.comment)
"""Nodes that need no change.

docutils escapes their lines; ``raw`` is meant for groff, and comments are left out.
"""

FILLED = (nodes.paragraph, nodes.math_block)
"""Nodes whose line breaks stay, except before a dot or apostrophe."""

TITLED = (nodes.topic, nodes.sidebar, nodes.Admonition, addnodes.seealso)
"""Parents of titles that the writer escapes."""


class NoRequests(SphinxPostTransform):
    """Prevent lines of text from being executed by groff as requests."""

    default_priority: ClassVar[int] = 900
    """After all text is in the doctree."""
    formats = ("man",)

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            around = [*ancestors(text)]
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
    r"""Return *text* as one line, escaped for nodes that the writer does not escape.

    Escapes use character codes, since Sphinx converts headings to upper case.

    >>> escaped("a\\b\n.c")
    "a\\N'92'b .c"
    >>> escaped("'c")
    "\\N'39'c"
    """
    line = " ".join(text.split("\n")).replace("\\", r"\N'92'")
    return re.sub(r"^\s*([.'])", lambda found: rf"\N'{ord(found[1])}'", line)


def _is_unescaped(node: nodes.Element) -> bool:
    """Return True for a title, of a section or table, that the writer takes for a main heading or
    for the title of the manual page, and so does not escape.
    """
    if not isinstance(node, nodes.title) or isinstance(node.parent, TITLED):
        return False
    sections = [around for around in ancestors(node) if isinstance(around, nodes.section)]
    return len(sections) in {1, 2}
