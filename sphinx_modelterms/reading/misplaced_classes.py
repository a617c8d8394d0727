"""Class ``no-autolink`` in MyST attributes that are plain text: because the MyST extension for
them is off, in the wrong place, or on a page in reST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.reading.block_text import NO_AUTOLINK
from sphinx_modelterms.reading.lookalikes import Lookalike, location_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

ATTRIBUTES = lazy_pattern(r"\{[^{}\n]*\." + NO_AUTOLINK + r"(?![\w-])[^{}\n]*\}")


IN_REST = "write ':no-autolink:`words`', or '.. rst-class:: no-autolink' above the block"
ADD = "add '{}' to myst_enable_extensions in conf.py"


def classes_meant(node: nodes.paragraph, markdown: bool) -> Iterator[Lookalike]:
    """Yield a warning for each attribute list with the class ``no-autolink`` in the text of a
    paragraph."""
    settings = getattr(node.document, "settings", None)
    config = settings.env.config if settings else None
    enabled: Container[str] = getattr(config, "myst_enable_extensions", ())
    position = 0
    for child in node.children:
        if not isinstance(child, nodes.Text):
            continue
        for found in ATTRIBUTES.finditer(child.astext()):
            start = node.rawsource.find(found[0], position)
            position = max(start, position)
            line = node.rawsource.count("\n", 0, position)
            position += 1
            is_alone = node.rawsource.split("\n")[line].strip() == found[0]
            cure = _cure_of_block(line, enabled) if is_alone else _cure_of_words(enabled)
            cure = cure if markdown else IN_REST
            message = f"{found[0]!r} is plain text here. {cure[0].upper()}{cure[1:]}"
            yield Lookalike(Subtype.NO_ROLE, NO_AUTOLINK, message, location_of(node, line))


def _cure_of_block(line: int, enabled: Container[str]) -> str:
    """Return the cure for attributes on a line of their own.

    :param line: line within the paragraph, from 0
    """
    above = "put a blank line above it" if line else ""
    if "attrs_block" in enabled:
        return above or "put it right above a paragraph or block"
    return f"{ADD.format('attrs_block')}{' and ' if above else ''}{above}"


def _cure_of_words(enabled: Container[str]) -> str:
    if "attrs_inline" in enabled:
        return "write '[words]{.no-autolink}' without a space, or '{no-autolink}`words`'"
    return (
        "write the role '{no-autolink}`words`', or "
        f"{ADD.format('attrs_inline')} and write '[words]{{.no-autolink}}'"
    )
