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

ROLE = r"(term(?:-(?:def|abbr|compare))?)"
"""The names of our roles."""

BEFORE_CODE_IN_REST = late_pattern(rf"\{{{ROLE}\}}\s?$|(?<!\S):{ROLE}:\s?$|(?<![^\s(\[]){ROLE}:$")
"""``:term: `x```, ``:term:``x````, ``term:`x```, and with braces."""
BEFORE_CODE_IN_MYST = late_pattern(rf":{ROLE}:\s?$|\{{{ROLE}\}}\s$|(?<!\S)[(\[]{ROLE}[)\]]$")
"""``:term:`x```, ``{term} `x```, ``(term)`x```."""

REST_TEXTS = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"(?<!\S)[{{(\[]{ROLE}[}})\]]`([^`\n]+)`",
        rf"\{{{ROLE}\}}`([^`\n]+)`",
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
QUOTED = late_pattern(r"[:{]" + ROLE + r"[:}]\s?['\"‘’“”´]([^'\"‘’“”´\n]+)['\"‘’“”´]")


class Lookalike(NamedTuple):
    """Something that was meant as markup."""

    subtype: Subtype
    message: str
    text: str
    """As it is written: for its line."""


def roles_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What looks like a role in the text of a paragraph."""
    before_code = BEFORE_CODE_IN_MYST if markdown else BEFORE_CODE_IN_REST
    for child, after in pairwise((*node.children, None)):
        if not isinstance(child, nodes.Text):
            continue
        text = child.astext()
        found = before_code.search(text)
        if found and isinstance(after, nodes.literal | nodes.title_reference):
            role = next(filter(None, found.groups()))
            yield _role(role, after.astext(), found[0].strip(), markdown)
        seen = 0
        for pattern in (QUOTED, *(MYST_TEXTS if markdown else REST_TEXTS)):
            for found in pattern.finditer(text):
                if found.start() >= seen and f"\\{found[0]}" not in node.rawsource:
                    seen = found.end()
                    yield _role(found[1], found[2], found[0], markdown)


def _role(role: str, content: str, written: str, markdown: bool) -> Lookalike:
    right = f"{{{role}}}`{content}`" if markdown else f":{role}:`{content}`"
    return Lookalike(Subtype.NO_ROLE, f"this is plain text: write {right} for the role", written)
