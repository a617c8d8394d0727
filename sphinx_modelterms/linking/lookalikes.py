"""Markup that looks like a directive or role of ours and is none: parsers say nothing about it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.patterns import late_pattern
from sphinx_modelterms.glossary.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME = (
    r"(modelterms:[\w-]+|term(?:-(?:example|question|facts|source|compare|list|faq|categories"
    r"|of-the-day))?)"
)
CODE_LANGUAGE = late_pattern(NAME)
ROLE = r"(term(?:-(?:def|abbr|compare))?)"

COMMENT = late_pattern(NAME + r"(?:(: )\S[^\n]*\n\s*\S|::\S)")
"""A comment of reST that begins like a directive: with one colon and a body, or no space."""

REST_LINE = late_pattern(r"(?m)^[ \t]*\.{2,3}[ \t]*" + NAME + r"[ \t]?::[ \t]*([^\n]*)$")
"""A line that begins like a directive of reST."""

FENCE = late_pattern(r"(`{3,}|~{3,}|:{3,})[ \t]*\{" + NAME + r"\}[ \t]*([^\n]*)")
"""The first line of a directive of MyST."""

REST_ROLE = late_pattern(r":" + ROLE + r":\s?$")
MYST_ROLE = late_pattern(r"\{" + ROLE + r"\}\s?$")
MYST_ROLE_AND_TEXT = late_pattern(r"\{" + ROLE + r"\}`([^`\n]+)`")
QUOTED_ROLE = late_pattern(r"[:{]" + ROLE + r"[:}]\s?['\"‘’“”´]([^'\"‘’“”´\n]+)['\"‘’“”´]")


def is_markdown_page(app: Sphinx, docname: str) -> bool:
    """Return True if the page is not in reST: MyST-Parser and MyST-NB have kinds of their own."""
    suffix = app.env.doc2path(docname).suffix
    return bool(app.config.source_suffix.get(suffix) != "restructuredtext")


class Lookalike(NamedTuple):
    """Something that was meant as markup."""

    subtype: Subtype
    message: str
    text: str
    """As it is written: for its line."""


def warn_of_lookalike(
    node: nodes.comment | nodes.paragraph | nodes.literal_block, markdown: bool
) -> None:
    """Warn of text, a comment or a block of code that was meant as a directive or a role.

    :param markdown: the markup of the page
    """
    if isinstance(node, nodes.comment):
        _warn_of_comment(node)
    elif isinstance(node, nodes.literal_block):
        if markdown and CODE_LANGUAGE.fullmatch(language := node.get("language", "")):
            message = (
                f"this is a block of code in a language {language!r}: write ```{{{language}}}"
            )
            warn(Subtype.NO_DIRECTIVE, f"{message}, with braces, for the directive", node)
    elif "term" in node.rawsource:
        for found in (*_directives(node, markdown), *_roles(node, markdown)):
            line = node.rawsource.count("\n", 0, max(node.rawsource.find(found.text), 0))
            warn(found.subtype, found.message, f"{node.source}:{(node.line or 1) + line}")


def _warn_of_comment(node: nodes.comment) -> None:
    text = node.astext()
    if found := COMMENT.match(text):
        cure = "two colons after" if found[2] else "a space after the colons of"
        # docutils notes the last line of a comment.
        line = (node.line or 0) - text.count("\n")
        message = f"this is a comment: write {cure} {found[1]!r} for the directive"
        warn(Subtype.NO_DIRECTIVE, message, f"{node.source}:{line}")


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


def _roles(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What looks like a role in the text of a paragraph."""
    for child, after in pairwise((*node.children, None)):
        if not isinstance(child, nodes.Text):
            continue
        text = child.astext()
        found = (REST_ROLE if markdown else MYST_ROLE).search(text)
        if markdown and not found and text[-1:].isspace():
            found = MYST_ROLE.search(text)
        if found and isinstance(after, nodes.literal | nodes.title_reference):
            yield _role(found[1], after.astext(), found[0], markdown)
        for found in QUOTED_ROLE.finditer(text):
            yield _role(found[1], found[2], found[0], markdown)
        if not markdown:
            for found in MYST_ROLE_AND_TEXT.finditer(text):
                yield _role(found[1], found[2], found[0], markdown)


def _role(role: str, content: str, written: str, markdown: bool) -> Lookalike:
    right = f"{{{role}}}`{content}`" if markdown else f":{role}:`{content}`"
    return Lookalike(Subtype.NO_ROLE, f"this is plain text: write {right} for the role", written)
