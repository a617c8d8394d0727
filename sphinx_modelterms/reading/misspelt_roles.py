"""Text that was meant as a role of ours: with other signs, in the wrong place or not closed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.lookalikes import Lookalike, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLE = r"(term(?:-(?:def|abbr|compare))?|no-autolink)"
"""The names of our roles."""

BEFORE_CODE_IN_REST = late_pattern(rf"\{{{ROLE}\}}\s?$|(?<!\S):{ROLE}:\s?$|(?<![^\s(\[]){ROLE}:$")
"""``:term: `x```, ``:term:``x````, ``term:`x```, and with braces."""
BEFORE_CODE_IN_MYST = late_pattern(rf":{ROLE}:\s?$|\{{{ROLE}\}}\s$|(?<!\S)[(\[]{ROLE}[)\]]$")
"""``:term:`x```, ``{term} `x```, ``(term)`x```."""

AFTER_CODE = late_pattern(rf"(?:\{{{ROLE}\}}|:{ROLE}:)")
"""```x`{term}`` and ```x`:term:`` in Markdown; docutils reads the one and tells the other."""
WITHIN = late_pattern(rf"(?<!`):{ROLE}:`([^`\n]+)`(?!`)")
"""A role of reST within bold text or emphasis, which have no other markup in them."""
IN_BRACES_TEXT = rf"\{{{ROLE}\}}`([^`\n]+)`"
IN_BRACES = late_pattern(IN_BRACES_TEXT)
"""A role of Markdown, as text."""

REST_TEXTS = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"(?<!\S)[{{(\[]{ROLE}[}})\]]`([^`\n]+)`",
        IN_BRACES_TEXT,
        rf"(?<![^\s(\[]):{ROLE}:(\w[\w-]*)(?![\w:])",
    )
)
"""In reST: ``[term]`x```, ``:term:x``."""
MYST_TEXTS = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"(?<![^\s(\[])\{{{ROLE}\}}(\w[\w-]+)",
        rf"(?<![^\s(\[])\{{{ROLE}\}}\[([^\]\n]+)\]",
        rf"\{{{ROLE}\}}`(\w[^`\n]*?)(?=[.,;:!?)]*(?:\s|$))",
    )
)
"""In Markdown: ``{term}x``, ``{term}[x]``, and a backtick that is not closed."""
QUOTES = "'\"\u2018\u2019\u201c\u201d\u00b4"
ANY_QUOTE = f"[{QUOTES}]"
QUOTED = late_pattern(rf"[:{{]{ROLE}[:}}]\s?{ANY_QUOTE}([^{QUOTES}\n]+){ANY_QUOTE}")


class _Meant(NamedTuple):
    """A piece of a text that was meant as a role."""

    start: int
    end: int
    role: str
    content: str
    in_markdown: bool


def roles_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What looks like a role in the text of a paragraph."""
    position = 0
    before: nodes.Node | None = None
    for child, after in pairwise((*node.children, None)):
        around, before = before, child
        if isinstance(child, nodes.strong | nodes.emphasis) and not markdown:
            yield from _within(child, node)
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
            yield _role(some, location_of(node, line))
            position += 1


def _in_text(text: str, markdown: bool) -> Iterator[_Meant]:
    for pattern in (QUOTED, *(MYST_TEXTS if markdown else REST_TEXTS)):
        for found in pattern.finditer(text):
            yield _Meant(found.start(), found.end(), found[1], found[2], markdown)


def _in_eval_rst(text: str, node: nodes.paragraph) -> Iterator[_Meant]:
    """Roles of Markdown as text: MyST-Parser reads them, but not in ``eval-rst``."""
    code = " ".join(literal.astext() for literal in node.findall(nodes.literal))
    for found in IN_BRACES.finditer(text):
        if found[0] in node.rawsource and found[0] not in code:
            yield _Meant(found.start(), found.end(), found[1], found[2], in_markdown=False)


def _beside_code(
    before: nodes.Node | None, text: str, after: nodes.Node | None, markdown: bool
) -> Iterator[_Meant]:
    """The roles that *text* was meant as, between what stands *before* and *after* it."""
    if markdown and isinstance(before, nodes.literal) and (found := AFTER_CODE.match(text)):
        role = next(filter(None, found.groups()))
        yield _Meant(found.start(), found.end(), role, before.astext(), markdown)
    elif isinstance(after, nodes.literal | nodes.title_reference):
        # MyST-Parser makes no title references: such a one stands in ``eval-rst``.
        markdown = markdown and not isinstance(after, nodes.title_reference)
        if found := (BEFORE_CODE_IN_MYST if markdown else BEFORE_CODE_IN_REST).search(text):
            role = next(filter(None, found.groups()))
            yield _Meant(found.start(), found.end(), role, after.astext(), markdown)


def _within(node: nodes.Element, paragraph: nodes.paragraph) -> Iterator[Lookalike]:
    """The roles that were meant in bold text or emphasis of reST."""
    what = "bold text" if isinstance(node, nodes.strong) else "emphasis"
    for found in WITHIN.finditer(node.astext()):
        message = f"this is {what}, which has no roles in it: write {found[0]} without asterisks"
        line = paragraph.rawsource.count("\n", 0, max(paragraph.rawsource.find(found[0]), 0))
        yield Lookalike(Subtype.NO_ROLE, found[1], message, location_of(paragraph, line))


def _position(source: str, written: str, role: str, start: int) -> int:
    """Where the source of a paragraph has *written*, from *start* on.

    Texts have typographic signs where the source has straight ones; at least the role is the same.
    """
    pattern = "".join(ANY_QUOTE if c in QUOTES else re.escape(c) for c in written)
    found = re.compile(pattern).search(source, start)
    return found.start() if found else max(source.find(role, start), start)


def _role(meant: _Meant, location: str) -> Lookalike:
    code = f"`{meant.content}`"
    right = f"{{{meant.role}}}{code}" if meant.in_markdown else f":{meant.role}:{code}"
    message = f"this is plain text: write {right} for the role"
    return Lookalike(Subtype.NO_ROLE, meant.role, message, location)
