"""Lines that look like an option of a directive, but lack a colon or a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Container

_FLAWED = late_pattern(
    r"\s*(?:(?P<second>:)(?P<a>[\w-]+)(?:\s+(?![:=\s])(?P<x>.*))?"
    r"|(?P<b>[\w-]+)(?P<first>:)(?:\s+(?P<y>.*))?"
    r"|:(?P<c>[\w-]+):(?P<space>[^\s:`].*)"
    r"|:?(?P<d>[\w-]+):?\s*(?P<equals>=)\s*(?P<z>.*))$"
)


class Misspelt(NamedTuple):
    """A line that names an option, but lacks the signs of one."""

    name: str
    text: str
    message: str


def misspelt_option(line: str, known: Container[str]) -> Misspelt | None:
    """Return the option that *line* was meant as, if it names one of the *known* options.

    Without a leading colon, a line that reads like a sentence is rather text.

    >>> misspelt_option("level = beginner", {"level"}).message
    "'level = beginner' is no option: write :level: beginner"
    """
    found = _FLAWED.match(line)
    name = found and (found["a"] or found["b"] or found["c"] or found["d"])
    if not found or not name or name not in known:
        return None
    text = next((found[part] for part in ("x", "y", "space", "z") if found[part]), "")
    if not line.lstrip().startswith(":") and is_sentence(text):
        return None
    if found["second"] or found["first"]:
        which = "second" if found["second"] else "first"
        message = f"{line.strip()!r} lacks the {which} colon: write :{name}:"
    elif found["space"]:
        message = f"{line.strip()!r} lacks the space after the second colon: write :{name}: {text}"
    else:
        message = f"{line.strip()!r} is no option: write :{name}: {text}"
    return Misspelt(name, text, message)
