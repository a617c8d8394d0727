"""From entries of a glossary to terms, with the anchors that they had."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from docutils.utils import new_document
from sphinx.util.nodes import make_id

from sphinx_modelterms.glossary.names import anchor
from sphinx_modelterms.glossary.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.migration.entries import GlossaryEntry, WrittenGlossary


class NewTerm(NamedTuple):
    """A term made of an entry."""

    name: str
    options: dict[str, list[str]]
    """Options of ``term`` and their items."""
    definition: tuple[str, ...]
    comments: tuple[str, ...]


class KeptEntry(NamedTuple):
    """An entry that stays in the glossary."""

    entry: GlossaryEntry
    why: str


Piece = NewTerm | KeptEntry

MARKUP = {False: re.compile(r"[`*\\|<]|\w_(?!\w)"), True: re.compile(r"[`*\\\[{$<]|\b_|_\b")}
"""What may be markup in a name, in reST and in Markdown."""


class TermMaker:
    """Makes terms of the entries of one page, in order: Sphinx numbers some anchors."""

    def __init__(self, markdown: bool) -> None:
        self._markup = MARKUP[markdown]
        self._document = new_document("")
        self._numbers: Counter[str] = Counter()

    def new_serialno(self, category: str = "") -> int:
        """The next number, as the build environment has it for a page."""
        self._numbers[category] += 1
        return self._numbers[category] - 1

    def pieces(self, glossary: WrittenGlossary) -> list[Piece]:
        """What becomes of each entry, in the order that readers see."""
        pieces = [(entry, self._piece(entry)) for entry in glossary.entries]
        if glossary.sorted:
            pieces.sort(key=lambda pair: _sort_key(pair[0].names[0]))
        return [piece for _, piece in pieces]

    def _piece(self, entry: GlossaryEntry) -> Piece:
        split = [re.split(" +: +", name) for name in entry.names]
        names = [parts[0].strip() for parts in split]
        ids = [self._anchor(name) for name in names]
        if odd := [name for name in names if self._markup.search(name)]:
            return KeptEntry(entry, f"{odd[0]!r} has markup in its name, which is plain text")
        if not entry.definition:
            return KeptEntry(entry, f"{names[0]!r} has no definition")
        first, *others = ids
        options = {
            "id": [first] if first != anchor(names[0]) else [],
            "aliases": names[1:],
            "former-ids": others,
            "tags": list(dict.fromkeys(part for parts in split for part in parts[1:2])),
        }
        filled = {option: items for option, items in options.items() if items}
        return NewTerm(names[0], filled, tuple(entry.definition), tuple(entry.comments))

    def _anchor(self, name: str) -> str:
        """The anchor that Sphinx gives the entry."""
        made: str = make_id(self, self._document, "term", name)  # type: ignore[arg-type]
        self._document.ids[made] = self._document
        return made


def _sort_key(name: str) -> str:
    """As Sphinx sorts."""
    name = re.split(" +: +", name)[0]
    return unicodedata.normalize("NFD", name.lower().removeprefix("\N{RIGHT-TO-LEFT MARK}"))


def paragraphs(definition: Iterable[str]) -> tuple[str, str]:
    """The first paragraph of a definition, and the rest of it."""
    lines = list(definition)
    border = lines.index("") if "" in lines else len(lines)
    return "\n".join(lines[:border]), "\n".join(lines[border + 1 :])


def quoted(items: Iterable[str]) -> Iterator[str]:
    """*items* as they stand in a list with commas."""
    for item in items:
        if re.search(r"""[,"']""", item) or item.startswith("["):
            escaped = item.replace("\\", "\\\\").replace('"', '\\"')
            yield f'"{escaped}"'
        else:
            yield item
