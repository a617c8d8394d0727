"""Directives of the extension in place of entries of a ``glossary``. Sphinx reads them as comments
in reST, and each of their lines as a name in Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.reading.lookalikes import file_of
from sphinx_modelterms.reading.misspelt_comments import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx import addnodes

REST = lazy_pattern(r"\.\.[ ]+" + NAME + r"[ ]?::(?:\s|$)")
FENCE = lazy_pattern(r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{" + NAME + r"\}")
ANYWHERE = lazy_pattern(
    r"(?m)^[ \t]*(?:\.\.[ ]+" + NAME + "|(?:`{3,}|~{3,}|:{3,})[ \t]*\\{" + NAME + ")"
)


def warn_of_terms_in(glossaries: Iterable[addnodes.glossary], markdown: bool) -> None:
    """Warn of directives of the extension in place of entries of the page's glossaries.

    :param markdown: True if the page is in Markdown
    """
    for file in dict.fromkeys(map(file_of, glossaries)):
        for name, taken_for, number in _entries_meant(file, markdown):
            warn(
                Subtype.NO_DIRECTIVE,
                f"{name!r} inside a 'glossary' is {taken_for}. Move the directive above or below "
                "the glossary",
                f"{file}:{number}",
            )


def _entries_meant(file: str, markdown: bool) -> Iterator[tuple[str, str, int]]:
    """Yield name, effect and line of each directive of the extension in the glossaries of
    *file*."""
    try:
        text = Path(file).read_text("utf-8-sig", "replace")
    except OSError:
        return
    if not ANYWHERE.search(text):
        return
    # Imported here, as few pages need it.
    from sphinx_modelterms.migration.glossary_parser import glossaries

    lines = [line.expandtabs(8).rstrip() for line in text.split("\n")]
    for glossary in glossaries(lines, markdown):
        content = [(n, lines[n]) for n in range(glossary.head, glossary.end) if lines[n]]
        width = min((len(line) - len(line.lstrip()) for _, line in content), default=0)
        for number, line in content:
            if found := REST.match(line, width):
                taken_for = "left out, because a glossary ignores lines that begin with '..'"
                yield found[1], taken_for, number + 1
            elif found := FENCE.match(line, width):
                yield (
                    found[1],
                    "shown as text, because a glossary reads each line as a name",
                    number + 1,
                )
