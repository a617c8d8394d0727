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
QUOTES = "'\"\u2018\u2019\u201c\u201d\u00b4"
ANY_QUOTE = f"[{QUOTES}]"
QUOTED = late_pattern(rf"[:{{]{ROLE}[:}}]\s?{ANY_QUOTE}([^{QUOTES}\n]+){ANY_QUOTE}")


class _Meant(NamedTuple):
    """A piece of a text that was meant as a role."""

    start: int
    end: int
    role: str
    content: str


def roles_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """What looks like a role in the text of a paragraph."""
    before_code = BEFORE_CODE_IN_MYST if markdown else BEFORE_CODE_IN_REST
    position = 0
    for child, after in pairwise((*node.children, None)):
        if not isinstance(child, nodes.Text):
            continue
        text = child.astext()
        meant = list(_in_text(text, markdown))
        found = before_code.search(text)
        if found and isinstance(after, nodes.literal | nodes.title_reference):
            role = next(filter(None, found.groups()))
            meant.append(_Meant(found.start(), found.end(), role, after.astext()))
        seen = 0
        for some in sorted(meant):
            written = text[some.start : some.end]
            if some.start < seen or f"\\{written}" in node.rawsource:
                continue
            seen = some.end
            position = _position(node.rawsource, written.strip(), some.role, position)
            line = node.rawsource.count("\n", 0, position)
            yield _role(some, markdown, location_of(node, line))
            position += 1


def _in_text(text: str, markdown: bool) -> Iterator[_Meant]:
    for pattern in (QUOTED, *(MYST_TEXTS if markdown else REST_TEXTS)):
        for found in pattern.finditer(text):
            yield _Meant(found.start(), found.end(), found[1], found[2])


def _position(source: str, written: str, role: str, start: int) -> int:
    """Where the source of a paragraph has *written*, from *start* on.

    Texts have typographic signs where the source has straight ones; at least the role is the same.
    """
    pattern = "".join(ANY_QUOTE if c in QUOTES else re.escape(c) for c in written)
    found = re.compile(pattern).search(source, start)
    return found.start() if found else max(source.find(role, start), start)


def _role(meant: _Meant, markdown: bool, location: str) -> Lookalike:
    code = f"`{meant.content}`"
    right = f"{{{meant.role}}}{code}" if markdown else f":{meant.role}:{code}"
    message = f"this is plain text: write {right} for the role"
    return Lookalike(Subtype.NO_ROLE, meant.role, message, location)
