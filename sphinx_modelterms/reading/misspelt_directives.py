"""Text that resembles a directive or role of the extension but isn't one; parsers don't warn of
it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.doctree.blocks import AS_WRITTEN
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.reading.block_text import NO_AUTOLINK
from sphinx_modelterms.reading.lookalikes import Lookalike, location_of
from sphinx_modelterms.reading.misplaced_classes import classes_meant
from sphinx_modelterms.reading.misspelt_comments import NAME, comment_meant
from sphinx_modelterms.reading.misspelt_roles import roles_meant

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sphinx.application import Sphinx

CODE_LANGUAGE = lazy_pattern(NAME)
REST_LINE = lazy_pattern(
    r"(?m)^[ \t]*\.{2,3}(?:[^\S\n]|\u200b)*" + NAME + r"[^\S\n]?::[^\S\n]*([^\n]*)$"
)
"""Line that begins like a directive in reST, also with spaces that don't count in markup."""

_ODD_SPACE = lazy_pattern(r"[^\S \t\n]|\u200b")

FENCE = lazy_pattern(r"(?m)^([ \t]*)(`{3,}|~{3,}|:{3,})[ \t]*\{" + NAME + r"\}[ \t]*([^\n]*)$")
"""Line that begins like a directive in MyST."""

OTHER_FENCE = lazy_pattern(
    r"(?m)^[ \t]*(?::{3,}|!{3})[ \t]*" + NAME + r"(?![\w-])[ \t]*(?:\[([^\]\n]*)\]|([^\n]*))$"
)
"""Syntax of other programs: ``:::term Token``, ``:::term[Token]`` and ``!!! term "Token"``."""

CODE_INDENTATION = 4
"""Number of spaces that makes CommonMark read a line as code, or as a continuation of a
paragraph."""


def is_markdown_page(app: Sphinx, docname: str) -> bool:
    """Return True if the page isn't in reST: MyST-Parser and MyST-NB register source types of
    their own."""
    kinds = app.config.source_suffix
    if all(kind == "restructuredtext" for kind in kinds.values()):
        return False
    suffix = Path(app.env.doc2path(docname)).suffix
    return bool(kinds.get(suffix) != "restructuredtext")


def lookalikes(
    node: nodes.comment | nodes.paragraph | nodes.literal_block, markdown: bool
) -> Iterator[Lookalike]:
    """Yield a warning for text, a comment or code that was meant as a directive or role.

    :param markdown: True if the page is in Markdown
    """
    if node.get(AS_WRITTEN):
        return
    if isinstance(node, nodes.comment):
        yield from comment_meant(node)
        return
    if isinstance(node, nodes.literal_block):
        if markdown and CODE_LANGUAGE.fullmatch(language := node.get("language", "")):
            message = (
                f"this is a code block in a language {language!r}. For the directive, write "
                f"'```{{{language}}}' with braces"
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
    """Yield a warning for a fence that is code because of its indentation, unless a paragraph
    introduces it."""
    found = FENCE.match(node.rawsource)
    above = node.previous_sibling()
    if found is None or (isinstance(above, nodes.paragraph) and above.rawsource.endswith(":")):
        return
    fence, name = found[0].strip(), found[3]
    if _is_line_of_source(node, fence):
        message = f"this is a code block, because {fence!r} is indented by four or more spaces. "
        message += f"Indent the directive {name!r} less, or show it inside a longer fence"
        yield Lookalike(Subtype.NO_DIRECTIVE, name, message, location_of(node))


def _is_line_of_source(node: nodes.literal_block, first: str) -> bool:
    """Return True if a block of code begins on its own source line, not below a fence around
    it."""
    try:
        written = Path(node.source or "").read_text("utf-8-sig", "replace").split("\n")
    except OSError:
        return False
    number = node.line or 0
    return 0 < number <= len(written) and written[number - 1].rstrip().endswith(first)


def _directives(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """Yield a warning for each line of a paragraph that begins like a directive."""
    raw = node.rawsource
    for found in REST_LINE.finditer(raw):
        rest = f".. {found[1]}:: {found[2]}".strip()
        if markdown:
            message = f"this is reStructuredText on a Markdown page. Write '```{{{found[1]}}}'"
        elif found.start():
            message = f"this belongs to the paragraph above. Put a blank line above {rest!r}"
        else:
            message = (
                f"{found[0].strip()!r} is plain text. Write {rest!r}, with two dots, a space "
            )
            message += "and two colons"
            if odd := _ODD_SPACE.search(found[0][: found.start(2) - found.start()]):
                message += f". The character U+{ord(odd[0]):04X} isn't a plain space"
        line = raw.count("\n", 0, found.start())
        yield Lookalike(Subtype.NO_DIRECTIVE, found[1], message, location_of(node, line))
    for fence in FENCE.finditer(raw):
        line = raw.count("\n", 0, fence.start())
        if "```" in fence[4]:  # complete inline code
            if markdown and fence[4].rstrip().endswith(fence[2]):
                message = (
                    f"this is inline code. Write '```{{{fence[3]}}}' with the name, the text and "
                )
                message += "the closing fence on separate lines"
                yield Lookalike(Subtype.NO_DIRECTIVE, fence[3], message, location_of(node, line))
            continue
        if message := _no_fence(fence, markdown):
            yield Lookalike(Subtype.NO_DIRECTIVE, fence[3], message, location_of(node, line))
    for other in OTHER_FENCE.finditer(raw):
        argument = (other[2] or other[3] or "").strip(" \t\"'")
        right = f"```{{{other[1]}}} {argument}" if markdown else f".. {other[1]}:: {argument}"
        message = f"{other[0].strip()!r} is plain text. For the directive, write {right.strip()!r}"
        line = raw.count("\n", 0, other.start())
        yield Lookalike(Subtype.NO_DIRECTIVE, other[1], message, location_of(node, line))


def _no_fence(fence: re.Match[str], markdown: bool) -> str:
    """Explain why a line of a paragraph doesn't begin a directive; return ``""`` if the reason is
    unknown."""
    indentation, signs, name, argument = fence.groups()
    if not markdown:
        rest = f".. {name}:: {argument}".strip()
        return f"this is Markdown on a reStructuredText page. Write {rest!r}"
    if len(indentation.expandtabs(4)) >= CODE_INDENTATION:
        message = f"this belongs to the paragraph above, because {fence[0].strip()!r} is indented "
        return f"{message}by four or more spaces. Indent the directive {name!r} less"
    if signs[0] == ":":
        message = f"{fence[0].strip()!r} is plain text. Write a fence of backticks, or add "
        return f"{message}'colon_fence' to myst_enable_extensions in conf.py"
    if "`" in argument:
        message = (
            f"{fence[0].strip()!r} is plain text, because the first line of a backtick fence "
        )
        return f"{message}can't contain a backtick. Write a fence of tildes, '~~~{{{name}}}'"
    return ""
