"""Scopes: fields in which a name has a meaning of its own, such as ``os`` for the ports of a
computer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import digest_of_name, fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLASS = "mt-scope-"
"""Beginning of the classes that give a section, or another element, a scope."""

SIGNS = frozenset(" -_.+#/&'")
"""Signs that scopes can contain. Others have a meaning where names are written: brackets, commas,
semicolons, colons.
"""

LONGEST_SCOPE = 60


class Origin(NamedTuple):
    """The place that a name is used in, as far as it decides about the meaning."""

    docname: str
    scopes: tuple[str, ...] = ()
    """The keys of the scopes around it, the nearest first."""


ANYWHERE = Origin("")
"""A place without scopes."""


class ScopedPart(NamedTuple):
    """A part of a page, such as a section, with a scope of its own."""

    scope: str
    """The key of the scope."""
    source: str
    """The file, if it is not the document's own, else ``""``."""
    line: int


@lru_cache(maxsize=1024)
def scope_key(scope: str) -> str:
    """Return the form of *scope* by which scopes are compared, and that classes contain.

    >>> scope_key("Real-time OS"), scope_key("")
    ('real-time-os', '')
    """
    return slug(scope) if scope else ""


def read_scope(text: str) -> str:
    """Return *text* with its white space collapsed, if it can be a scope.

    >>> read_scope(" operating  systems ")
    'operating systems'
    """
    scope = " ".join(without_controls(text).split())
    if len(scope) > LONGEST_SCOPE:
        raise ValueError(f"{scope[:20]!r}… has more than {LONGEST_SCOPE} characters")
    for char in scope:
        if char not in SIGNS and unicodedata.category(char)[0] not in "LMN":
            raise ValueError(
                f"{scope!r} contains {char!r}. Use only letters, digits, spaces and the signs "
                f"{''.join(sorted(SIGNS - {' '}))}"
            )
    if scope and not any(map(str.isalnum, scope)):
        raise ValueError(f"{scope!r} has no letter or digit")
    return scope


def meaning_key(name: str, scope: str = "") -> str:
    """Return the key of a meaning: the folded name, and the scope if there is one."""
    return f"{fold(name)}\0{scope_key(scope)}" if scope else fold(name)


def distinct_key(scope: str) -> str:
    """Return the key of *scope* with a digest, which it shares with no other scope.

    >>> distinct_key("C++"), distinct_key("C")
    ('c-cedb1b', 'c-2e7d2c')
    """
    key, digest = scope_key(scope), digest_of_name(scope)
    return key if key.endswith(digest) else f"{key}-{digest}"


def scopes_of_classes(classes: Iterable[str]) -> tuple[str, ...]:
    """Return what the *classes* of an element name as its scopes: the part of each after
    ``mt-scope-``. docutils leaves nothing of a scope without ASCII letters and digits.

    >>> scopes_of_classes(["wide", "mt-scope-os"]), scopes_of_classes(["mt-scope"])
    (('os',), ('',))
    """
    whole = (f"{name}-" for name in classes)
    return tuple(name[len(CLASS) : -1] for name in whole if name.startswith(CLASS))


class ScopeClasses(NamedTuple):
    """The scopes that classes can name, by the part of a class after ``mt-scope-``.

    docutils keeps only ASCII letters, digits and hyphens of classes, so several scopes can share
    one.
    """

    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The keys of the scopes: first the one that is spelt like the class."""
    written: Mapping[str, str] = MappingProxyType({})
    """The scopes as authors wrote them, by key."""

    def of(self, name: str) -> tuple[str, ...]:
        """Return the keys of the scopes that a class can name; that of a new one if it names none.

        :param name: an item of :func:`scopes_of_classes`
        """
        return self.keys.get(name) or ((name,) if name else ())

    def every(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of the scopes that several classes can name."""
        return tuple(key for name in names for key in self.of(name))

    def first(self, name: str) -> str:
        """Return the first of the scopes that a class can name, as written."""
        return next((self.written.get(key, key) for key in self.of(name)), "")


def with_scope(name: str, scope: str) -> str:
    """Return *name* with its scope, as references write it and readers see it.

    >>> with_scope("Port", "os"), with_scope("Port", "")
    ('Port (os)', 'Port')
    """
    return f"{name} ({scope})" if scope else name


_WITH_SCOPE = lazy_pattern(r"(.*\S)\s*[(（]([^()（）]+)[)）]\s*", re.DOTALL)


def split_scope(written: str) -> tuple[str, str]:
    """Return name and scope of a reference such as ``Port (os)``; a reference without a scope is
    returned with ``""``.

    >>> split_scope("Port (os)"), split_scope("Port")
    (('Port', 'os'), ('Port', ''))
    """
    found = _WITH_SCOPE.fullmatch(written) if written.rstrip()[-1:] in {")", "）"} else None
    return (found[1], found[2].strip()) if found else (written, "")
