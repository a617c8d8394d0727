"""What looks like a directive of ours and is none: parsers say nothing about it."""

from __future__ import annotations

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.patterns import late_pattern

NAME = (
    r"(modelterms:[\w-]+|term(?:-(?:example|question|facts|source|compare|list|faq|categories"
    r"|of-the-day))?)"
)
COMMENT = late_pattern(NAME + r": \S[^\n]*\n\s*\S")
"""A comment of reST that begins like a directive with one colon, and has a body."""

COLON_FENCE = late_pattern(r":{3,}\{" + NAME + r"\}")


def warn_of_lookalike(node: nodes.comment | nodes.paragraph) -> None:
    """Warn of ``.. term: X``, which is a comment, and of ``:::{term} X`` as plain text."""
    first = node.children[0] if node.children else None
    if not isinstance(first, nodes.Text):
        return
    if isinstance(node, nodes.comment):
        if found := COMMENT.match(first):
            message = f"this is a comment: write two colons after {found[1]!r} for the directive"
            # docutils notes the last line of a comment.
            line = (node.line or 0) - first.count("\n")
            warn(Subtype.NO_DIRECTIVE, message, f"{node.source}:{line}")
    elif first.startswith(":::") and (found := COLON_FENCE.match(first)):
        message = (
            f"this is plain text: write a fence of backticks for {found[1]!r}, or add "
            "'colon_fence' to myst_enable_extensions"
        )
        warn(Subtype.NO_DIRECTIVE, message, node)
