"""Markup that looks like a directive or role of ours and is none: parsers say nothing about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.reading.misspelt_comments import NAME, warn_of_comment
from sphinx_modelterms.reading.misspelt_roles import Lookalike, roles_meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

CODE_LANGUAGE = late_pattern(NAME)
REST_LINE = late_pattern(r"(?m)^[ \t]*\.{2,3}[ \t]*" + NAME + r"[ \t]?::[ \t]*([^\n]*)$")
"""A line that begins like a directive of reST."""

FENCE = late_pattern(r"(`{3,}|~{3,}|:{3,})[ \t]*\{" + NAME + r"\}[ \t]*([^\n]*)")
"""The first line of a directive of MyST."""


def is_markdown_page(app: Sphinx, docname: str) -> bool:
    """Return True if the page is not in reST: MyST-Parser and MyST-NB have kinds of their own."""
    suffix = Path(app.env.doc2path(docname)).suffix
    return bool(app.config.source_suffix.get(suffix) != "restructuredtext")


def warn_of_lookalike(
    node: nodes.comment | nodes.paragraph | nodes.literal_block, markdown: bool
) -> None:
    """Warn of text, a comment or a block of code that was meant as a directive or a role.

    :param markdown: the markup of the page
    """
    if isinstance(node, nodes.comment):
        warn_of_comment(node)
    elif isinstance(node, nodes.literal_block):
        if markdown and CODE_LANGUAGE.fullmatch(language := node.get("language", "")):
            message = (
                f"this is a block of code in a language {language!r}: write ```{{{language}}}"
            )
            warn(Subtype.NO_DIRECTIVE, f"{message}, with braces, for the directive", node)
    elif "term" in node.rawsource:
        for found in (*_directives(node, markdown), *roles_meant(node, markdown)):
            line = node.rawsource.count("\n", 0, max(node.rawsource.find(found.text), 0))
            warn(found.subtype, found.message, f"{node.source}:{(node.line or 1) + line}")


def _directives(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What begins like a directive in a paragraph."""
    raw = node.rawsource
    for found in REST_LINE.finditer(raw):
        rest = f".. {found[1]}:: {found[2]}".strip()
        if markdown:
            message = f"this is reStructuredText on a page in Markdown: write ```{{{found[1]}}}"
        elif found.start():
            message = f"this is text of the paragraph above: put an empty line above {rest!r}"
        else:
            message = f"this is plain text: write {rest!r}, with two dots, a space and two colons"
        yield Lookalike(Subtype.NO_DIRECTIVE, message, found[0])
    fence = FENCE.match(raw)
    if fence is None or "```" in fence[3]:  # the latter is a whole span of code
        return
    signs, name, argument = fence.groups()
    if not markdown:
        rest = f".. {name}:: {argument}".strip()
        message = f"this is Markdown on a page in reStructuredText: write {rest!r}"
    elif signs[0] == ":":
        message = f"this is plain text: write a fence of backticks for {name!r}, or add "
        message += "'colon_fence' to myst_enable_extensions"
    elif "`" in argument:
        message = "this is plain text, as the line after a fence of backticks cannot have a "
        message += f"backtick: write a fence of tildes, ~~~{{{name}}}"
    else:
        return
    yield Lookalike(Subtype.NO_DIRECTIVE, message, fence[0])
