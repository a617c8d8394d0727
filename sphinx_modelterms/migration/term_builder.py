"""Builder of terms from glossary entries, which keep their anchors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import anchor, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.migration.doctree_reader import ReadEntry
    from sphinx_modelterms.migration.written_glossary import GlossaryEntry


class NewTerm(NamedTuple):
    """A term made of an entry."""

    name: str
    options: dict[str, list[str]]
    """Options of ``term`` and their items."""
    definition: tuple[str, ...]
    comments: tuple[str, ...]
    line: int = 0
    """Line of the entry's first name, from 0, which identifies the entry on its page."""


class KeptEntry(NamedTuple):
    """An entry that stays in the glossary."""

    entry: GlossaryEntry
    name: str
    why: str

    @property
    def line(self) -> int:
        """The line of its first name, from 0."""
        return self.entry.line


Piece = NewTerm | KeptEntry

CLASSIFIERS = re.compile(" +: +")
"""The separator between a name and its classifiers, as in Sphinx."""


class PairedGlossary(NamedTuple):
    """The entries of a glossary as written, and as read by Sphinx."""

    written: tuple[GlossaryEntry, ...]
    read: tuple[ReadEntry, ...]
    shown: tuple[ReadEntry, ...]
    """The read entries in display order: a ``glossary`` can sort them."""


def pieces(glossary: PairedGlossary, kept: Mapping[int, str], named: set[str]) -> list[Piece]:
    """Return a term or a kept entry for each entry, in display order.

    :param kept: the reasons for entries to stay in the glossary, by line
    :param named: folded names of the terms that the page already has; new ones are added
    """
    made: dict[tuple[str, ...], Piece] = {}
    for entry, read in zip(glossary.written, glossary.read, strict=True):
        name = fold(read.names[0])
        why = kept.get(entry.line, "") or _obstacle(entry, read)
        if not why and name in named:
            why = "another entry has this name. Rename one, or merge them"
        if not why:
            named.add(name)
        made[read.anchors] = KeptEntry(entry, read.names[0], why) if why else _term(entry, read)
    return [made[read.anchors] for read in glossary.shown]


def _term(entry: GlossaryEntry, read: ReadEntry) -> NewTerm:
    split = [CLASSIFIERS.split(name.strip()) for name in entry.names]
    name = read.names[0]
    first, *others = read.anchors
    # With an id option above it, a definition that looks like an option is not read as one.
    shielded = entry.definition[0].lstrip().startswith((":", "---"))
    options = {
        "id": [first] if shielded or first != anchor(name) else [],
        "aliases": list(dict.fromkeys(alias for alias in read.names if alias != name)),
        "former-ids": others,
        "tags": list(dict.fromkeys(part for parts in split for part in parts[1:] if part)),
    }
    filled = {option: items for option, items in options.items() if items}
    return NewTerm(name, filled, tuple(entry.definition), tuple(entry.comments), entry.line)


def _obstacle(entry: GlossaryEntry, read: ReadEntry) -> str:
    """Return the reason why an entry cannot become a term; ``""`` if it can."""
    written = [CLASSIFIERS.split(name.strip())[0] for name in entry.names]
    for raw, name in zip(written, read.names, strict=True):
        if raw != name or name == read.marked_up:
            return f"{raw!r} contains markup, but the name of a term is plain text"
    if entry.has_gap:
        return "there is a blank line between its names. Give each name a text, or remove the line"
    if not read.begins:
        return "it has no definition"
    if read.begins != "paragraph":
        found = read.begins.replace("_", " ")
        article = "an" if found[0] in "aeiou" else "a"
        return (
            f"it begins with {article} {found}, but the definition of a term must be a paragraph"
        )
    return ""


def paragraphs(definition: Sequence[str]) -> tuple[str, str]:
    """Return the first paragraph, with a literal block that it introduces, and the rest."""
    border = 0
    for border, line in enumerate(definition):
        announced = definition[border - 1].endswith("::") or "" in definition[:border]
        following = next(filter(str.strip, definition[border:]), "")
        if not line.strip() and not (announced and following[:1].isspace()):
            break
    else:
        return "\n".join(definition), ""
    return "\n".join(definition[:border]), "\n".join(definition[border + 1 :])


def quoted(items: Iterable[str]) -> Iterator[str]:
    """Yield *items* quoted as needed in a list with commas."""
    for item in items:
        if re.search(r"""[,"']""", item) or item.startswith(("[", "\u201c", "\u201e", "\xab")):
            escaped = item.replace("\\", "\\\\").replace('"', '\\"')
            yield f'"{escaped}"'
        else:
            yield item
