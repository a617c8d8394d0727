"""Reader of the terms that another project publishes.

The file is not trusted: only the values that are listed here are taken over, and only if they have
the right form.
"""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sphinx_modelterms.glossary.other_projects.records import OtherTerm, packed
from sphinx_modelterms.glossary.text.inline import Run, plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.views.hover_text import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VERSION = 1
"""The version of the format that is understood."""

MOST_BYTES = 16 * 2**20
"""Maximum size of a file."""

MOST_TERMS = 50_000
"""Maximum number of terms that are read from a file."""

MOST_NAMES = 50
"""Maximum number of aliases and of forms of a term."""

LONGEST_NAME = 100
"""Maximum length of a name, in characters."""

LONGEST_PLACE = 1_000
"""Maximum length of an address, in characters."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_KEPT = "\u200c\u200d\u00ad"
"""Joiners and soft hyphens, without which words would be misspelt."""

_LANGUAGE = lazy_pattern(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_SEPARATE = lazy_pattern(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class TermsFile(NamedTuple):
    """The content of a file of terms, each of which is read when a page first needs one."""

    title: str
    """The name of the project, or ``""``."""
    language: str
    content: bytes
    """The file as it is published; once a page has needed a term, the usable ones, packed."""
    is_packed: bool = False

    def read(self) -> tuple[TermsFile, str]:
        """Return the file with its terms packed, and a message about those that can't be used, or
        ``""``.
        """
        if self.is_packed:
            return self, ""
        try:
            written = _parsed(self.content)["terms"][:MOST_TERMS]
        except ValueError as error:  # nested too deeply for the place of this call
            return self._replace(content=packed(()), is_packed=True), str(error)
        terms = tuple(read_terms(written))
        lost = len(written) - len(terms)
        problem = f"has {lost:,} terms without a usable name, summary or address" if lost else ""
        return self._replace(content=packed(terms), is_packed=True), problem


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("isn't JSON") from None


def open_terms(content: bytes) -> tuple[TermsFile, str]:
    """Return a file of terms, and what is wrong with it, or ``""``. Its terms aren't read: most
    builds need none of them.

    :raises ValueError: says why nothing in it can be used
    """
    document = _parsed(content)
    if not isinstance(document, dict) or not isinstance(document.get("terms"), list):
        raise ValueError("isn't a list of terms in the format of sphinx_modelterms")
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        raise ValueError(
            f"is in version {repr(version)[:20]} of the format, and this release reads {VERSION}"
        )
    title = one_line(document.get("project"), LONGEST_NAME)
    found = TermsFile(title, language_code(document.get("language")), content)
    if (count := len(document["terms"])) > MOST_TERMS:
        return found, f"has {count:,} terms, of which the first {MOST_TERMS:,} are read"
    return found, ""


def one_line(value: Any, longest: int) -> str:
    """Return a text as plain text on one line, without invisible and directional characters; or
    ``""`` if it isn't a text.

    >>> one_line("a\\n\\u202eb\\x1b[31m", 20), one_line(7, 20)
    ('a b [31m', '')
    """
    if not isinstance(value, str):
        return ""
    # As most are: on one line, with single spaces.
    if len(value) <= longest and value.isprintable() and "  " not in value:
        return value.strip()
    # Far more than is shown, so that a huge text costs little.
    text = value[: 20 * longest]
    if text.isprintable():  # as most are: no other white space, and nothing invisible
        text = " ".join(text.split())
    else:
        text = _SEPARATE.sub(" ", text)
        text = "".join(
            char for char in text if char in _KEPT or unicodedata.category(char) not in _INVISIBLE
        )
    text = text.strip()
    return text if len(text) <= longest else plain(excerpt((Run("text", text),), longest))


def language_code(value: Any) -> str:
    """Return a value as the code of a language in HTML; ``""`` if it isn't one."""
    is_code = isinstance(value, str) and _LANGUAGE.fullmatch(value)
    return str(value).replace("_", "-") if is_code else ""


def read_terms(written: list[Any]) -> Iterator[OtherTerm]:
    """Yield the usable ones of the terms in a file, at most :data:`MOST_TERMS`."""
    for value in written[:MOST_TERMS]:
        if isinstance(value, dict):
            name = one_line(value.get("name"), LONGEST_NAME)
            place = place_within(value.get("url"))
            if name and place and isinstance(summary := value.get("summary"), str):
                further = {f: read(value[f]) for f, read in FURTHER.items() if f in value}
                yield OtherTerm(name, one_line(summary, 200), place, **further)


def _name(value: Any) -> str:
    return one_line(value, LONGEST_NAME)


def _names(value: Any) -> tuple[str, ...]:
    """Return a list of names as plain text."""
    return tuple(filter(None, map(_name, value[:MOST_NAMES]))) if isinstance(value, list) else ()


FURTHER: dict[str, Callable[[Any], Any]] = {
    "abbr": _name,
    "aliases": _names,
    "forms": _names,
    "scope": _name,
    "case": lambda value: value if value in ("exact", "any") else "",
    "no_autolink": lambda value: value is True,
}
"""Functions that return the usable part of each field that few terms have."""


def place_within(value: Any) -> str:
    """Return an address relative to that of a project without percent-encoding; or ``""`` if it
    isn't an address or leads out of the project.

    >>> place_within("./a%20b.html#term-x"), place_within("../c.html#x")
    ('a b.html#term-x', '')
    """
    if not isinstance(value, str) or len(value) > LONGEST_PLACE:
        return ""
    place = unquote(value.removeprefix("./"))
    folders = place.partition("#")[0].partition("?")[0].split("/")
    # A colon in the first part would end a scheme.
    leads_out = ":" in folders[0] or place.startswith("/") or ".." in folders or "\\" in place
    is_visible = place.isprintable() or not any(map(_is_hidden, place))
    return "" if leads_out or not is_visible else place


def _is_hidden(char: str) -> bool:
    return char not in _KEPT and unicodedata.category(char) in _INVISIBLE
