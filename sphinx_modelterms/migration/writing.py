"""Writing terms as directives, and as records of a data file in YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from sphinx_modelterms.glossary.tuples import NamedTuple
from sphinx_modelterms.migration.entries import glossaries
from sphinx_modelterms.migration.terms import KeptEntry, TermMaker, paragraphs, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.migration.entries import WrittenGlossary
    from sphinx_modelterms.migration.terms import NewTerm, Piece


class Converted(NamedTuple):
    """A page whose glossaries have become terms."""

    lines: list[str]
    terms: list[NewTerm]
    kept: list[str]
    """Why entries stay as they are."""


def convert(lines: Sequence[str], markdown: bool, placed: bool) -> Converted:
    """Make terms of the entries of all glossaries on a page.

    :param placed: whether the terms stand in a data file, so that the page only places them
    """
    maker = TermMaker(markdown)
    writer = _Markdown(placed) if markdown else _Rest(placed)
    converted = Converted([], [], [])
    position = 0
    for glossary in glossaries(lines, markdown):
        converted.lines.extend(lines[position : glossary.first])
        pieces = maker.pieces(glossary)
        converted.lines.extend(writer.glossary(glossary, pieces))
        for piece in pieces:
            if isinstance(piece, KeptEntry):
                converted.kept.append(piece.why)
            else:
                converted.terms.append(piece)
        position = glossary.end
    converted.lines.extend(lines[position:])
    return converted


class _Rest:
    """Directives of reST."""

    def __init__(self, placed: bool) -> None:
        self.placed = placed

    def glossary(self, glossary: WrittenGlossary, pieces: Sequence[Piece]) -> Iterator[str]:
        """What stands on the page instead of *glossary*."""
        blocks: list[list[str]] = []
        kept: list[KeptEntry] = []
        for piece in pieces:
            if isinstance(piece, KeptEntry):
                kept.append(piece)
                continue
            if kept:
                blocks.append(self.rest_of(glossary, kept))
                kept = []
            if piece.comments and not self.placed:
                blocks.append(self.comment(piece.comments))
            blocks.append(self.term(piece))
        if kept:
            blocks.append(self.rest_of(glossary, kept))
        if glossary.left:
            blocks.append(self.comment(glossary.left))
        for number, block in enumerate(blocks):
            if number:
                yield ""
            yield from (f"{glossary.indent}{line}" if line else "" for line in block)

    def comment(self, lines: Sequence[str]) -> list[str]:
        return list(lines)

    def term(self, term: NewTerm) -> list[str]:
        if self.placed:
            return [f".. term:: {term.name}"]
        options = (f":{name}: {', '.join(quoted(items))}" for name, items in term.options.items())
        body = [*options, "", *term.definition]
        return [f".. term:: {term.name}", *_indented(body)]

    def rest_of(self, glossary: WrittenGlossary, kept: Sequence[KeptEntry]) -> list[str]:
        """The glossary with those entries only that stay in it."""
        head = [line.removeprefix(glossary.indent) for line in glossary.head]
        return [*head, *_indented(_kept_lines(kept))]


class _Markdown(_Rest):
    """Directives of MyST."""

    def comment(self, lines: Sequence[str]) -> list[str]:
        return [f"% {line.removeprefix('..').strip()}".rstrip() for line in lines]

    def term(self, term: NewTerm) -> list[str]:
        if self.placed:
            return [f"```{{term}} {term.name}", "```"]
        options = (f":{name}: {', '.join(quoted(items))}" for name, items in term.options.items())
        fences = re.findall(r"(?m)^\s*([`~:]{3,})", "\n".join(term.definition))
        fence = "`" * max(3, 1 + max(map(len, fences), default=0))
        return [f"{fence}{{term}} {term.name}", *options, "", *term.definition, fence]

    def rest_of(self, glossary: WrittenGlossary, kept: Sequence[KeptEntry]) -> list[str]:
        head = [line.removeprefix(glossary.indent) for line in glossary.head]
        foot = [line.removeprefix(glossary.indent) for line in glossary.foot]
        if not foot:  # a list
            lines = []
            for piece in kept:
                first, *more = piece.entry.definition
                lines += [*piece.entry.names, f": {first}", *_indented(more, 2), ""]
            return [*head, *lines[:-1]]
        return [*head, *_kept_lines(kept)[1:], *foot]


def _kept_lines(kept: Iterable[KeptEntry]) -> list[str]:
    """Entries as they stand in the content of a ``glossary``."""
    lines = []
    for piece in kept:
        entry = piece.entry
        lines += ["", *entry.comments, *([""] if entry.comments else [])]
        lines += [*entry.names, *_indented(entry.definition)]
    return lines


def _indented(lines: Iterable[str], width: int = 3) -> list[str]:
    return [f"{' ' * width}{line}" if line else "" for line in lines]


LISTS = frozenset({"aliases", "former-ids", "tags"})


def data_file(terms: Iterable[NewTerm], markup: str) -> list[str]:
    """The lines of a data file with *terms*.

    :param markup: ``rst`` or ``md``
    """
    lines = [f"markup: {markup}", "terms:"]
    for term in terms:
        comments = (re.sub(r"^\.\. ?|^%", "", line).strip() for line in term.comments)
        lines += (f"  # {comment}".rstrip() for comment in comments)
        lines.append(f"  - name: {_scalar(term.name)}")
        for name, items in term.options.items():
            value = items if name in LISTS else ", ".join(items)
            lines.append(f"    {name}: {_scalar(value)}")
        definition, explanation = paragraphs(term.definition)
        for name, text in (("definition", definition), ("explanation", explanation)):
            if text:
                lines += [f"    {name}: |", *_indented(text.splitlines(), 6)]
        lines.append("")
    return lines[:-1]


def _scalar(value: str | list[str]) -> str:
    """A value in one line of YAML."""
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")
