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
    "since": ("version", "added", "versionadded", "added-in", "new-in", "introduced"),
    "changed": ("changes", "versionchanged", "changed-in"),
    "avoid": ("forbidden", "do-not-use"),
    "not-in": ("except", "except-in", "unless", "unless-in", "exclude"),
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
    "sorted": "Lists of terms are always sorted",
    "definition": "The definition is the first paragraph below the options",
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
    ("Did you mean 'aliases'?", '')
    """
    name = name.lower().replace("_", "-")
    if name in _CURES and "abbr" in known:
        return _CURES[name]
    meant = next((option for option, names in _MEANT.items() if name in names), "")
    return f"Did you mean {meant!r}?" if meant in known else ""


class Misspelt(NamedTuple):
    """A line that names an option, but lacks the signs of one."""

    name: str
    text: str
    message: str
    """``""`` if the option does not exist."""


def misspelt_option(line: str, known: Container[str]) -> Misspelt | None:
    """Return the option that *line* was meant as, if it names one of the *known* options.

    A sentence without a colon in front is probably text. An option with a space before the second
    colon can have any name: another message reports unknown ones.

    >>> misspelt_option("level = beginner", {"level"}).message
    "'level = beginner' isn't an option. Write ':level: beginner'"
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
    right = f":{name}: {text}".rstrip()
    if found["second"] or found["first"]:
        which = "second" if found["second"] else "first"
        problem = f"lacks the {which} colon"
    elif found["space"]:
        problem = "lacks the space after the second colon"
    elif _WITH_SPACE.match(line):
        problem = "has a space before the second colon"
    else:
        problem = "isn't an option"
    return Misspelt(name, text, f"{line.strip()!r} {problem}. Write {right!r}")


_TEXTS = ("x", "y", "space", "z", "u", "v", "w")
