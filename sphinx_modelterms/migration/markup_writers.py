"""Writers of terms as directives that replace a glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.migration.source_file import Edit
from sphinx_modelterms.migration.term_builder import KeptEntry, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_modelterms.migration.source_file import SourceFile
    from sphinx_modelterms.migration.term_builder import NewTerm, Piece
    from sphinx_modelterms.migration.written_glossary import WrittenGlossary


class WrittenBlock(NamedTuple):
    """Lines of the page that belong together."""

    lines: list[str]
    owners: tuple[int, ...] = ()
    """Lines of the entries from which they were made."""


class Rewritten(NamedTuple):
    """The replacement of a glossary."""

    edit: Edit
    owners: list[tuple[int, ...]]
    """For each line, the lines of the entries from which it was made."""


def rewrite(
    page: SourceFile, glossary: WrittenGlossary, pieces: Sequence[Piece], placed: bool
) -> Rewritten:
    """Write *pieces* instead of *glossary*.

    :param placed: True if the terms are in a data file, so that the page only places them
    """
    writer = _Markdown(page, glossary, placed) if page.markdown else _Rest(page, glossary, placed)
    lines: list[str] = []
    owners: list[tuple[int, ...]] = []
    for block in writer.blocks(pieces):
        if lines:
            lines.append("")
            owners.append(block.owners)
        lines += block.lines
        owners += [block.owners] * len(block.lines)
    return Rewritten(Edit(glossary.first, glossary.end, lines), owners)


_EXPLICIT = re.compile(r"\.\. +(?:_|\[[^]]+\]|\||[\w:+.-]+ ?::)")
"""The beginning of a directive, a target, a footnote or a substitution."""


class _Rest:
    """Writer of directives in reST."""

    def __init__(self, page: SourceFile, glossary: WrittenGlossary, placed: bool) -> None:
        self.page = page
        self.glossary = glossary
        self.placed = placed

    def blocks(self, pieces: Sequence[Piece]) -> list[WrittenBlock]:
        """Return the blocks of lines that replace the glossary."""
        blocks: list[WrittenBlock] = []
        kept: list[KeptEntry] = []
        for piece in pieces:
            if isinstance(piece, KeptEntry):
                kept.append(piece)
                continue
            if kept:
                blocks.append(self.rest_of(kept))
                kept = []
            if piece.comments and not self.placed:
                blocks.append(self._block(self.comment(piece.comments)))
            blocks.append(self._block(self.term(piece), piece.line))
        if kept:
            blocks.append(self.rest_of(kept))
        if self.glossary.left:
            blocks.append(self._block(self.comment(self.glossary.left)))
        return blocks

    def _block(self, lines: Iterable[str], *owners: int) -> WrittenBlock:
        return WrittenBlock(
            [f"{self.glossary.indent}{line}" if line else "" for line in lines], owners
        )

    def comment(self, lines: Sequence[str]) -> list[str]:
        """Return comments of a ``glossary``, whose lines may look like directives elsewhere."""
        if any(_EXPLICIT.match(line) for line in lines):
            return ["..", *indented(lines)]
        return list(lines)

    def term(self, term: NewTerm) -> list[str]:
        if self.placed:
            return [f".. term:: {term.name}"]
        body = [*self._options(term), "", *term.definition]
        return [f".. term:: {term.name}", *indented(body)]

    def _options(self, term: NewTerm) -> list[str]:
        return [
            f":{name}: {self.value(', '.join(quoted(items)))}"
            for name, items in term.options.items()
        ]

    def value(self, text: str) -> str:
        """Return the value of an option."""
        return text

    def rest_of(self, kept: Sequence[KeptEntry]) -> WrittenBlock:
        """Return the glossary, as it was written, with only the entries that stay in it."""
        lines = self.page.parsed_lines
        result = list(lines[self.glossary.first : self.glossary.head])
        for piece in kept:
            result += ["", *lines[piece.entry.first : piece.entry.end]]
        return WrittenBlock([*result, *self.glossary.foot], tuple(piece.line for piece in kept))


class _Markdown(_Rest):
    """Writer of directives in MyST Markdown."""

    def comment(self, lines: Sequence[str]) -> list[str]:
        return [f"% {line.removeprefix('..').strip()}".rstrip() for line in lines]

    def term(self, term: NewTerm) -> list[str]:
        if self.placed:
            return [f"```{{term}} {term.name}", "```"]
        fences = re.findall(r"(?m)^\s*([`~:]{3,})", "\n".join(term.definition))
        fence = "`" * max(3, 1 + max(map(len, fences), default=0))
        head = [f"{fence}{{term}} {term.name}", *self._options(term)]
        return [*head, "", *term.definition, fence]

    def value(self, text: str) -> str:
        """Return the value of an option, quoted if YAML, which MyST reads first, would
        change it.
        """
        if re.fullmatch(r"\w[^#]*", text) and not re.search(r":(\s|$)", text):
            return text
        return "'[" + text.replace("'", "''") + "]'"

    def rest_of(self, kept: Sequence[KeptEntry]) -> WrittenBlock:
        lines, owners = super().rest_of(kept)
        return WrittenBlock(lines[:1] + lines[2:] if lines[1:2] == [""] else lines, owners)


def indented(lines: Iterable[str], width: int = 3) -> list[str]:
    """Return *lines* indented; empty lines stay empty."""
    return [f"{' ' * width}{line}" if line else "" for line in lines]
