"""Comments in reST that were meant as directives: with one colon, or without a space."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.reading.lookalikes import Lookalike, file_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

NAME = (
    r"(modelterms:[\w-]+|term(?:-(?:example|question|facts|source|compare|list|faq|categories"
    r"|of-the-day|map))?)"
)
"""Pattern of the names of the extension's directives."""

COMMENT = lazy_pattern(
    NAME + r"(?:([^\S \t\n]::|::(?=[^ \t\n]))|:(?:[ \t]+(\S[^\n]*))?(?:(\n)\s*\S|$))"
)
"""Pattern of such a comment: it captures two colons without a plain space, or the text after one
colon and whether a body follows."""


def comment_meant(node: nodes.comment) -> Iterator[Lookalike]:
    """Yield a warning if a comment was meant as a directive of the extension."""
    text = node.astext()
    found = COMMENT.match(text)
    if found is None:
        return
    name, without_space, argument, has_body = found.groups()
    if not without_space and name == "term" and not (has_body and argument):
        # "term" is an ordinary word: without a body, this can be a real comment
        records = node.document.settings.env.domains["modelterms"].build.data.records  # type: ignore[union-attr]
        if has_body or fold(argument or "") not in records:
            return
    cure = "a space after the colons of" if without_space else "two colons after"
    if without_space and (without_space[0] != ":" or text[found.end(2)].isspace()):
        cure = "plain spaces around the colons of"
    message = f"this is a comment. For the directive, write {cure} {name!r}"
    yield Lookalike(Subtype.NO_DIRECTIVE, name, message, _place(node, text))


def _place(node: nodes.comment, text: str) -> str:
    """Return file and first line of a comment.

    docutils stores its last line, or the blank line below it; within other directives, none.
    """
    owner: nodes.Element = node
    while not (owner.source and owner.line) and owner.parent is not None:
        owner = owner.parent
    file, line = file_of(owner), owner.line or 1
    first, *others = text.split("\n")
    try:
        written = Path(file).read_text("utf-8-sig", "replace").split("\n")
    except OSError:
        written = []
    numbers = range(min(line, len(written)), 0, -1) if owner is node else range(line, len(written))
    for number in numbers:
        above = written[number - 1].strip()
        if above.startswith("..") and above.endswith(first.strip()):
            return f"{file}:{number}"
    return f"{file}:{max(line - len(others), 1)}"
