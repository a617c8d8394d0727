"""Text that was meant as a role of the extension: with other delimiters, misplaced or not
closed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.lookalikes import Lookalike, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLE = r"(term(?:-(?:def|dfn|abbr|compare))?|no-autolink)"
"""Pattern of the names of the extension's roles."""

BEFORE_CODE_IN_REST = lazy_pattern(rf"\{{{ROLE}\}}\s?$|(?<!\S):{ROLE}:\s?$|(?<![^\s(\[]){ROLE}:$")
"""Beginnings of misspelt roles in reST: ``:term: `x```, ``:term:``x````, ``term:`x```, or with
braces."""
BEFORE_CODE_IN_MYST = lazy_pattern(rf":{ROLE}:\s?$|\{{{ROLE}\}}\s$|(?<!\S)[(\[]{ROLE}[)\]]$")
"""Beginnings of misspelt roles in MyST: ``:term:`x```, ``{term} `x```, ``(term)`x```."""

AFTER_CODE = lazy_pattern(rf"(?:\{{{ROLE}\}}|:{ROLE}:)")
"""Roles behind their text, in Markdown: ```x`{term}`` and ```x`:term:``. In reST, docutils reads
the latter and warns of the former."""
WITHIN = lazy_pattern(rf"(?<!`):{ROLE}:`([^`\n]+)`(?!`)")
"""Role of reST within bold text or emphasis, which can't contain other markup."""
IN_BRACES_TEXT = rf"\{{{ROLE}\}}`([^`\n]+)`"
IN_BRACES = lazy_pattern(IN_BRACES_TEXT)
"""Role of Markdown as plain text."""

REST_TEXTS = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"(?<!\S)[{{(\[]{ROLE}[}})\]]`([^`\n]+)`",
        IN_BRACES_TEXT,
        rf"(?<![^\s(\[]):{ROLE}:(\w[\w-]*)(?![\w:])",
    )
)
"""Misspelt roles in the text of reST: ``[term]`x```, ``:term:x``."""
MYST_TEXTS = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"(?<![^\s(\[])\{{{ROLE}\}}(\w[\w-]+)",
        rf"(?<![^\s(\[])\{{{ROLE}\}}\[([^\]\n]+)\]",
        rf"\{{{ROLE}\}}`(\w[^`\n]*?)(?=[.,;:!?)]*(?:\s|$))",
    )
)
"""Misspelt roles in the text of Markdown: ``{term}x``, ``{term}[x]``, and an unclosed backtick."""
QUOTES = "'\"\u2018\u2019\u201c\u201d\u00b4"
ROLE_INSIDE = lazy_pattern(rf":{ROLE}:\s?(\S.*)")
"""Role of reST inside the backticks: ```:term:x```."""
ANY_QUOTE = f"[{QUOTES}]"
QUOTED = lazy_pattern(rf"[:{{]{ROLE}[:}}]\s?{ANY_QUOTE}([^{QUOTES}\n]+){ANY_QUOTE}")


class _Meant(NamedTuple):
    """Piece of text that was meant as a role."""

    start: int
    end: int
    role: str
    content: str
    in_markdown: bool
    code_before: str = ""
    """The inline code before it that is a part of it, as written."""
    code_after: str = ""


def roles_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """Yield a warning for each piece of a paragraph that was meant as a role."""
    position = 0
    before: nodes.Node | None = None
    for child, after in pairwise((*node.children, None)):
        around, before = before, child
        if isinstance(child, nodes.strong | nodes.emphasis) and not markdown:
            yield from _within(child, node)
        if isinstance(child, nodes.title_reference):
            yield from _inside(child, node)
        if not isinstance(child, nodes.Text):
            continue
        text = child.astext()
        meant = [*_in_text(text, markdown), *_beside_code(around, text, after, markdown)]
        if markdown:
            meant += _in_eval_rst(text, node)
        seen = 0
        for some in sorted(meant):
            written = text[some.start : some.end]
            if some.start < seen or f"\\{written}" in node.rawsource:
                continue
            seen = some.end
            position = _position(node.rawsource, written.strip(), some.role, position)
            line = node.rawsource.count("\n", 0, position)
            yield _role(some, written, location_of(node, line))
            position += 1


def _in_text(text: str, markdown: bool) -> Iterator[_Meant]:
    for pattern in (QUOTED, *(MYST_TEXTS if markdown else REST_TEXTS)):
        for found in pattern.finditer(text):
            yield _Meant(found.start(), found.end(), found[1], found[2], markdown)


def _in_eval_rst(text: str, node: nodes.paragraph) -> Iterator[_Meant]:
    """Yield roles of Markdown that are plain text because they are inside ``eval-rst``."""
    code = " ".join(literal.astext() for literal in node.findall(nodes.literal))
    for found in IN_BRACES.finditer(text):
        if found[0] in node.rawsource and found[0] not in code:
            yield _Meant(found.start(), found.end(), found[1], found[2], in_markdown=False)


def _beside_code(
    before: nodes.Node | None, text: str, after: nodes.Node | None, markdown: bool
) -> Iterator[_Meant]:
    """Yield the roles that *text* was meant as, given the nodes *before* and *after* it."""
    if markdown and isinstance(before, nodes.literal) and (found := AFTER_CODE.match(text)):
        role = next(filter(None, found.groups()))
        text, code = before.astext(), _code(before)
        yield _Meant(found.start(), found.end(), role, text, markdown, code_before=code)
    elif isinstance(after, nodes.literal | nodes.title_reference):
        # MyST-Parser makes no title references, so this text is in ``eval-rst``.
        markdown = markdown and not isinstance(after, nodes.title_reference)
        if found := (BEFORE_CODE_IN_MYST if markdown else BEFORE_CODE_IN_REST).search(text):
            role = next(filter(None, found.groups()))
            text, code = after.astext(), _code(after)
            yield _Meant(found.start(), found.end(), role, text, markdown, code_after=code)


def _within(node: nodes.Element, paragraph: nodes.paragraph) -> Iterator[Lookalike]:
    """Yield a warning for each role in bold text or emphasis of reST."""
    what = "bold text" if isinstance(node, nodes.strong) else "emphasis"
    for found in WITHIN.finditer(node.astext()):
        message = f"this is {what}, which can't contain roles. Write {found[0]} without asterisks"
        line = paragraph.rawsource.count("\n", 0, max(paragraph.rawsource.find(found[0]), 0))
        yield Lookalike(Subtype.NO_ROLE, found[1], message, location_of(paragraph, line))


def _position(source: str, written: str, role: str, start: int) -> int:
    """Return the position of *written* in a paragraph's source, from *start* on.

    The doctree has typographic quotes where the source has straight ones. If that fails, return
    the position of the role's name.
    """
    pattern = "".join(ANY_QUOTE if c in QUOTES else re.escape(c) for c in written)
    found = re.compile(pattern).search(source, start)
    return found.start() if found else max(source.find(role, start), start)


def _code(node: nodes.Element) -> str:
    """Return inline code as written; MyST-Parser keeps no backticks."""
    written = node.rawsource
    return written if written.startswith("`") else f"`{node.astext()}`"


def _inside(node: nodes.title_reference, paragraph: nodes.paragraph) -> Iterator[Lookalike]:
    """Yield a warning if all of a role of reST is inside the backticks."""
    if found := ROLE_INSIDE.fullmatch(node.astext()):
        line = paragraph.rawsource.count("\n", 0, max(paragraph.rawsource.find(found[0]), 0))
        meant = _Meant(0, 0, found[1], found[2], in_markdown=False)
        yield _role(meant, _code(node), location_of(paragraph, line))


def _role(meant: _Meant, written: str, location: str) -> Lookalike:
    code = f"`{meant.content}`"
    right = f"{{{meant.role}}}{code}" if meant.in_markdown else f":{meant.role}:{code}"
    written = f"{meant.code_before}{written}{meant.code_after}".strip()
    message = f"{written!r} is plain text. For the role, write {right}"
    return Lookalike(Subtype.NO_ROLE, meant.role, message, location)
