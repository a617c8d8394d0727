"""Places of entries in the sources of Sphinx's own glossaries, for messages."""

from __future__ import annotations

from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Entry


_DEFINED = lazy_pattern(r"[:{]term-dfn[:}]`([^`]+)`")
"""A word that its sentence defines."""


def _name(content: str) -> str:
    """Return the name in the content of a role.

    >>> _name("words <word>"), _name("two  words")
    ('word', 'two words')
    """
    name = content[:-1].rpartition("<")[2] if content.endswith(">") else content
    return " ".join(name.split())


def place_of_entry(file: str, entry: Entry) -> str:
    """Return file and line of *entry*; only the file if its name isn't written there, as it is if
    the glossary is included.

    Records of entries have no line, so that pages aren't written anew when a line moves.
    """
    try:
        text = Path(file).read_text("utf-8-sig", "replace")
    except OSError:
        return file
    if entry.in_sentence:
        place = next((x.start() for x in _DEFINED.finditer(text) if _name(x[1]) == entry.name), -1)
        return f"{file}:{text.count(chr(10), 0, place) + 1}" if place >= 0 else file
    lines = enumerate(map(str.rstrip, text.split("\n")), 1)
    below = dropwhile(lambda x: not x[1].rstrip("}").endswith(("glossary", "glossary::")), lines)
    found = (n for n, text in below if text.partition(" : ")[0].strip() in entry.own_names)
    number = next(found, 0)
    return f"{file}:{number}" if number else file
