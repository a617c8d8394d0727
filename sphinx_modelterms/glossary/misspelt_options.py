"""Lines that look like an option of a directive, but lack a colon or a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Container

_MEANT = {
    "abbr": ("abbreviation", "abbreviations", "acronym", "acronyms", "short"),
    "aliases": ("synonyms", "synonym", "alternatives", "also", "also-called", "alt"),
    "related": ("see-also", "seealso", "see"),
    "requires": ("prerequisites", "prerequisite", "needs", "depends", "depends-on"),
    "broader": ("parent", "parents", "is-a", "kind-of"),
    "forms": ("plural", "plurals", "inflections"),
    "tags": ("keywords", "labels", "topics"),
    "level": ("difficulty", "audience"),
    "category": ("group", "topic", "domain"),
    "reviewed": ("date", "updated", "checked"),
    "avoid": ("forbidden", "do-not-use"),
    "replaced-by": ("use-instead", "superseded-by"),
    "url": ("link", "href", "address"),
    "questions": ("faqs",),
    "sources": ("references", "reference"),
    "title": ("caption",),
    "name": ("term", "word", "concept", "headword"),
    "definition": ("description", "meaning", "def"),
    "explanation": ("details", "body"),
    "question": ("q",),
    "answer": ("a",),
}
"""Options by their names in other glossaries."""
_CURES = {
    "sorted": "lists of terms are in order by themselves",
    "definition": "the definition is the first paragraph below the options",
}
"""Advice for options that `term` does not need."""
_FLAWED = lazy_pattern(
    r"\s*(?:(?P<second>:)(?P<a>[\w-]+)(?:\s+(?![:=\s])(?P<x>.*))?"
    r"|(?P<b>[\w-]+)(?P<first>:)(?:\s+(?P<y>.*))?"
    r"|:(?P<c>[\w-]+):(?P<space>[^\s:`].*)"
    r"|:?(?P<d>[\w-]+):?\s*(?P<equals>=)\s*(?P<z>.*)"
    r"|[:\uff1a]\s*(?P<e>[\w-]+)\s*[:\uff1a](?:\s+(?P<u>.*)|(?P<v>[^\s:`].*)|)"
    r"|(?P<f>[\w-]+)(?:\s+:|\s*\uff1a|:(?=[^\s:`]))\s*(?P<w>.*))$"
)
_WITH_SPACE = lazy_pattern(r"\s*:[\w-]+\s+:(?:\s|$)")
"""A line that is meant as an option, whatever its name."""


def meant_option(name: str, known: Container[str]) -> str:
    """Return advice for an option *name* that is not *known*; ``""`` for most.

    >>> meant_option("Synonyms", {"aliases"}), meant_option("synonyms", {"url"})
    ('did you mean aliases?', '')
    """
    name = name.lower().replace("_", "-")
    if name in _CURES and "abbr" in known:
        return _CURES[name]
    meant = next((option for option, names in _MEANT.items() if name in names), "")
    return f"did you mean {meant}?" if meant in known else ""


class Misspelt(NamedTuple):
    """A line that names an option, but lacks the signs of one."""

    name: str
    text: str
    message: str
    """``""`` if the option does not exist."""


def misspelt_option(line: str, known: Container[str]) -> Misspelt | None:
    """Return the option that *line* was meant as, if it names one of the *known* options.

    Without a colon in front a sentence is rather the text. With a space before the second colon an
    option can have any name: what is wrong with an unknown one is said elsewhere.

    >>> misspelt_option("level = beginner", {"level"}).message
    "'level = beginner' is no option: write :level: beginner"
    """
    found = _FLAWED.match(line)
    name = next((found[part] for part in "abcdef" if found[part]), "") if found else ""
    if not found or not name:
        return None
    if name not in known:
        return Misspelt(name, found["u"] or "", "") if _WITH_SPACE.match(line) else None
    text = next((found[part] for part in _TEXTS if found[part]), "")
    if line.lstrip()[0] not in ":\uff1a" and is_sentence(text):
        return None
    if found["second"] or found["first"]:
        which = "second" if found["second"] else "first"
        message = f"{line.strip()!r} lacks the {which} colon: write :{name}:"
    elif found["space"]:
        message = f"{line.strip()!r} lacks the space after the second colon: write :{name}: {text}"
    elif _WITH_SPACE.match(line):
        message = f"{line.strip()!r} has a space before the second colon: write :{name}: {text}"
    else:
        message = f"{line.strip()!r} is no option: write :{name}: {text}"
    return Misspelt(name, text, message.rstrip())


_TEXTS = ("x", "y", "space", "z", "u", "v", "w")
