"""Lines with too little or too much indentation, which parsers read as other text or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.directives.options import OPTION_LINE, content_line, is_markdown
from sphinx_modelterms.reading.misspelt_directives import CODE_INDENTATION

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective


def indented_less(directive: SphinxDirective) -> int:
    """Return the first line of the content that is indented less than its first line, counted from
    the directive's own line; 0 if there is none."""
    lines = list(directive.content)
    if is_markdown(directive) or not lines or not lines[0][:1].isspace():
        return 0
    less = (n for n, line in enumerate(lines) if line.strip() and not line[0].isspace())
    number = next(less, None)
    return 0 if number is None else content_line(directive, number)


def indented_like_code(directive: SphinxDirective) -> int:
    """Return the first line of the content in Markdown, counted from the directive's own line, if
    its indentation makes code of it; otherwise 0."""
    first = next((n for n, line in enumerate(directive.content) if line.strip()), None)
    if first is None or not is_markdown(directive):
        return 0
    text = directive.content[first].expandtabs(4)
    return content_line(directive, first) if text.startswith(" " * CODE_INDENTATION) else 0


def unindented_option(directive: SphinxDirective) -> str:
    """Return the unindented option directly below the directive; ``""`` if there is none."""
    machine = directive.state_machine
    below = list(machine.input_lines or ())[machine.line_offset + 1 :]
    text = str(below[0]) if below else ""
    return text.strip() if OPTION_LINE.match(text) and not text[0].isspace() else ""
