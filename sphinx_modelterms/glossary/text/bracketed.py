"""The parts of names that have another name in brackets, which are names of the same thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.abbreviations import named_with_abbreviation
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_BRACKETS = lazy_pattern(r"([^()（）]*[^()（）\s])\s*[(（]([^()（）]+)[)）]")

_OR = "or|also|oder|auch|ou|aussi|o|también|anche|também|of|ook|или|также|eller|också|tai|albo|lub"

_QUOTED = lazy_pattern(
    rf"(?:(?:{_OR})\s+)?[\"'“”„«»‘’「『]\s*([^\"'“”„«»‘’「」『』]+?)\s*[\"'“”»«‘’」』]",
    re.IGNORECASE,
)
"""A quoted name, alone or after a word such as "or"."""

_CALLED = lazy_pattern(
    r"(?:aka|a\.k\.a\.|also\s+(?:called|known\s+as)|abbreviated(?:\s+as)?|abbr\.|short:?|short\s+for)"
    r"\s+(\w[\w .+#&/-]*)",
    re.IGNORECASE,
)

_OPTIONAL_PLURAL = lazy_pattern(r"(.*\w)\((e?s)\)")


@lru_cache(maxsize=20_000)
def parts_of(name: str) -> tuple[str, ...]:
    """Return the names that a name with brackets consists of; none for any other name.

    What is in brackets is another name if it is an abbreviation of what is before them, if it is
    quoted, or if words such as "also called" say so. Anything else can tell two meanings apart.

    >>> parts_of("Python Package Index (PyPI)"), parts_of('Source Distribution (or "sdist")')
    (('Python Package Index', 'PyPI'), ('Source Distribution', 'sdist'))
    >>> parts_of("Port (hardware)"), parts_of("Set (data structure)"), parts_of("Argument(s)")
    ((), (), ('Argument', 'Arguments'))
    """
    if not name.endswith((")", "）")):
        return ()
    return tuple(dict.fromkeys(_parts(name)))


def _parts(name: str) -> Iterator[str]:
    if found := _OPTIONAL_PLURAL.fullmatch(name):
        yield from (found[1], found[1] + found[2])
        return
    phrase, abbreviation = named_with_abbreviation(name)
    if abbreviation:
        yield from (phrase, abbreviation)
        return
    if found := _IN_BRACKETS.fullmatch(name):
        inner = found[2].strip()
        other = _QUOTED.fullmatch(inner) or _CALLED.fullmatch(inner)
        if other:
            yield from (found[1], other[1].strip())
