"""Text that was meant as a role of ours: with other signs, in the wrong place or not closed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLE = r"(term(?:-(?:def|abbr|compare))?|no-autolink)"
"""The names of our roles."""

BEFORE_CODE_IN_REST = late_pattern(rf"\{{{ROLE}\}}\s?$|(?<!\S):{ROLE}:\s?$|(?<![^\s(\[]){ROLE}:$")
"""``:term: `x```, ``:term:``x````, ``term:`x```, and with braces."""
BEFORE_CODE_IN_MYST = late_pattern(rf":{ROLE}:\s?$|\{{{ROLE}\}}\s$|(?<!\S)[(\[]{ROLE}[)\]]$")
"""``:term:`x```, ``{term} `x```, ``(term)`x```."""

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
AFTER_CODE = late_pattern(rf"(?:\{{{ROLE}\}}|:{ROLE}:)")
"""```x`{term}`` and ```x`:term:`` in Markdown; docutils reads the one and tells the other."""
WITHIN = late_pattern(rf"(?<!`):{ROLE}:`([^`\n]+)`(?!`)")
"""A role of reST within bold text or emphasis, which have no other markup in them."""
QUOTED = late_pattern(r"[:{]" + ROLE + r"[:}]\s?['\"‘’“”´]([^'\"‘’“”´\n]+)['\"‘’“”´]")


class Lookalike(NamedTuple):
    """Something that was meant as markup."""

    subtype: Subtype
    message: str
    text: str
    """As it is written: for its line."""


def roles_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What looks like a role in the text of a paragraph."""
    before: nodes.Node | None = None
    for child, after in pairwise((*node.children, None)):
        if isinstance(child, nodes.Text):
            around = _beside_code(before, child.astext(), after, markdown)
            yield from filter(None, (around,))
        elif isinstance(child, nodes.strong | nodes.emphasis):
            yield from _within(child, markdown)
        before = child
        if not isinstance(child, nodes.Text):
            continue
        text = child.astext()
        if markdown:  # MyST-Parser reads such a role, but not in ``eval-rst``
            code = " ".join(literal.astext() for literal in node.findall(nodes.literal))
            for found in IN_BRACES.finditer(text):
                if found[0] in node.rawsource and found[0] not in code:
                    yield _role(found[1], found[2], found[0], markdown=False)
        seen = 0
        for pattern in (QUOTED, *(MYST_TEXTS if markdown else REST_TEXTS)):
            for found in pattern.finditer(text):
                if found.start() >= seen and f"\\{found[0]}" not in node.rawsource:
                    seen = found.end()
                    yield _role(found[1], found[2], found[0], markdown)


def _beside_code(
    before: nodes.Node | None, text: str, after: nodes.Node | None, markdown: bool
) -> Lookalike | None:
    """The role that *text* was meant as, between what stands *before* and *after* it."""
    if isinstance(after, nodes.literal | nodes.title_reference):
        # MyST-Parser makes no title references: such a one stands in ``eval-rst``.
        markdown = markdown and not isinstance(after, nodes.title_reference)
        if found := (BEFORE_CODE_IN_MYST if markdown else BEFORE_CODE_IN_REST).search(text):
            role = next(filter(None, found.groups()))
            return _role(role, after.astext(), found[0].strip(), markdown)
    elif markdown and isinstance(before, nodes.literal) and (found := AFTER_CODE.match(text)):
        role = next(filter(None, found.groups()))
        return _role(role, before.astext(), found[0], markdown)
    return None


def _within(node: nodes.Element, markdown: bool) -> Iterator[Lookalike]:
    """The roles that were meant in bold text or emphasis of reST."""
    if markdown:
        return
    what = "bold text" if isinstance(node, nodes.strong) else "emphasis"
    for found in WITHIN.finditer(node.astext()):
        message = f"this is {what}, which has no roles in it: write {found[0]} without asterisks"
        yield Lookalike(Subtype.NO_ROLE, message, found[0])


def _role(role: str, content: str, written: str, markdown: bool) -> Lookalike:
    right = f"{{{role}}}`{content}`" if markdown else f":{role}:`{content}`"
    return Lookalike(Subtype.NO_ROLE, f"this is plain text: write {right} for the role", written)
