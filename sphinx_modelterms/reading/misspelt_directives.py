"""Markup that looks like a directive or role of ours and is none: parsers say nothing about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.reading.flat_text import NO_AUTOLINK
from sphinx_modelterms.reading.lookalikes import Lookalike, location_of
from sphinx_modelterms.reading.misplaced_classes import classes_meant
from sphinx_modelterms.reading.misspelt_comments import NAME, comment_meant
from sphinx_modelterms.reading.misspelt_roles import roles_meant

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sphinx.application import Sphinx

CODE_LANGUAGE = late_pattern(NAME)
REST_LINE = late_pattern(r"(?m)^[ \t]*\.{2,3}[ \t]*" + NAME + r"[ \t]?::[ \t]*([^\n]*)$")
"""A line that begins like a directive of reST."""

FENCE = late_pattern(r"(?m)^([ \t]*)(`{3,}|~{3,}|:{3,})[ \t]*\{" + NAME + r"\}[ \t]*([^\n]*)$")
"""A line that begins like a directive of MyST."""

OTHER_FENCE = late_pattern(
    r"(?m)^[ \t]*(?::{3,}|!{3})[ \t]*" + NAME + r"(?![\w-])[ \t]*(?:\[([^\]\n]*)\]|([^\n]*))$"
)
"""``:::term Token``, ``:::term[Token]`` and ``!!! term "Token"`` of other programs."""

CODE_INDENTATION = 4
"""As many spaces make CommonMark take a line for code, or for more of a paragraph."""


def is_markdown_page(app: Sphinx, docname: str) -> bool:
    """Return True if the page is not in reST: MyST-Parser and MyST-NB have kinds of their own."""
    suffix = Path(app.env.doc2path(docname)).suffix
    return bool(app.config.source_suffix.get(suffix) != "restructuredtext")


def lookalikes(
    node: nodes.comment | nodes.paragraph | nodes.literal_block, markdown: bool
) -> Iterator[Lookalike]:
    """Text, a comment or a block of code that was meant as a directive or a role.

    :param markdown: the markup of the page
    """
    if isinstance(node, nodes.comment):
        yield from comment_meant(node)
        return
    if isinstance(node, nodes.literal_block):
        if markdown and CODE_LANGUAGE.fullmatch(language := node.get("language", "")):
            message = (
                f"this is a block of code in a language {language!r}: write ```{{{language}}}, "
                "with braces, for the directive"
            )
            yield Lookalike(Subtype.NO_DIRECTIVE, language, message, location_of(node))
        elif markdown and language == "none" and "{" in node.rawsource:
            yield from _indented_fence(node)
        return
    if "term" in node.rawsource or NO_AUTOLINK in node.rawsource:
        directives = list(_directives(node, markdown))
        yield from directives
        places = {directive.location for directive in directives}
        roles = roles_meant(node, markdown)
        yield from (role for role in roles if role.location not in places)
    if NO_AUTOLINK in node.rawsource:
        yield from classes_meant(node, markdown)


def _indented_fence(node: nodes.literal_block) -> Iterator[Lookalike]:
    """A fence in a block that is code by its indentation, unless text announces it."""
    found = FENCE.match(node.rawsource)
    above = node.previous_sibling()
    if found is None or (isinstance(above, nodes.paragraph) and above.rawsource.endswith(":")):
        return
    fence, name = found[0].strip(), found[3]
    if _is_line_of_source(node, fence):
        message = f"this is a block of code, as {fence!r} is indented by four spaces or more: "
        message += f"indent it less for the directive {name!r}, or show it within a longer fence"
        yield Lookalike(Subtype.NO_DIRECTIVE, name, message, location_of(node))


def _is_line_of_source(node: nodes.literal_block, first: str) -> bool:
    """Return True if a block of code begins on its own line, below no fence around it."""
    try:
        written = Path(node.source or "").read_text("utf-8-sig", "replace").split("\n")
    except OSError:
        return False
    number = node.line or 0
    return 0 < number <= len(written) and written[number - 1].rstrip().endswith(first)


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
        line = raw.count("\n", 0, found.start())
        yield Lookalike(Subtype.NO_DIRECTIVE, found[1], message, location_of(node, line))
    for fence in FENCE.finditer(raw):
        line = raw.count("\n", 0, fence.start())
        if "```" in fence[4]:  # a whole span of code
            if markdown and fence[4].rstrip().endswith(fence[2]):
                message = f"this is code: write '```{{{fence[3]}}}' with what belongs on its line"
                message += ", the text, and the fence that ends it on lines of their own"
                yield Lookalike(Subtype.NO_DIRECTIVE, fence[3], message, location_of(node, line))
            continue
        if message := _no_fence(fence, markdown):
            yield Lookalike(Subtype.NO_DIRECTIVE, fence[3], message, location_of(node, line))
    for other in OTHER_FENCE.finditer(raw):
        argument = (other[2] or other[3] or "").strip(" \t\"'")
        right = f"```{{{other[1]}}} {argument}" if markdown else f".. {other[1]}:: {argument}"
        message = f"this is plain text: write {right.strip()!r} for the directive"
        line = raw.count("\n", 0, other.start())
        yield Lookalike(Subtype.NO_DIRECTIVE, other[1], message, location_of(node, line))


def _no_fence(fence: re.Match[str], markdown: bool) -> str:
    """Say why a line of a paragraph begins no directive; ``""`` if that is not known."""
    indentation, signs, name, argument = fence.groups()
    if not markdown:
        rest = f".. {name}:: {argument}".strip()
        return f"this is Markdown on a page in reStructuredText: write {rest!r}"
    if len(indentation.expandtabs(4)) >= CODE_INDENTATION:
        message = f"this is text of the paragraph above, as {fence[0].strip()!r} is indented by "
        return f"{message}four spaces or more: indent it less for the directive {name!r}"
    if signs[0] == ":":
        message = f"this is plain text: write a fence of backticks for {name!r}, or add "
        return f"{message}'colon_fence' to myst_enable_extensions"
    if "`" in argument:
        message = "this is plain text, as the line after a fence of backticks cannot have a "
        return f"{message}backtick: write a fence of tildes, ~~~{{{name}}}"
    return ""
