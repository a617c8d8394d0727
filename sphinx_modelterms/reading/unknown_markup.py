"""Hints for unknown directives and roles: the parsers' warnings get the nearest name of the
extension."""

from __future__ import annotations

import logging as standard_logging
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

DOMAIN = "modelterms"
LONGEST_NAME = 60
ALIKE = 0.8
"""Minimum similarity of a name to one of the extension's: ``item`` is not meant as ``term``."""

_DIRECTIVE = lazy_pattern(r"^Unknown directive type(?: \"([^\"\n]+)\"\.|: '([^'\n]+)'(?=$| \[))")
"""Warnings of docutils and of MyST-Parser."""
_ROLE = lazy_pattern(r"^Unknown interpreted text role \"([^\"\n]+)\"\.")


def suggest_markup(directives: Collection[str], roles: Collection[str]) -> None:
    """Add the nearest name to this build's warnings about unknown directives and roles.

    :param directives: names of the extension's directives
    :param roles: names of the extension's roles, and Sphinx's ``term``
    """
    hints = _Hints(directives, roles)
    for handler in standard_logging.getLogger(logging.NAMESPACE).handlers:
        if handler.level == standard_logging.WARNING:
            handler.addFilter(hints)


class _Hints(standard_logging.Filter):
    def __init__(self, directives: Collection[str], roles: Collection[str]) -> None:
        super().__init__()
        self._known = {"directive": directives, "role": roles}

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True, so that every warning is shown; add a hint to some."""
        text = record.msg
        if isinstance(text, str) and text.startswith("Unknown ") and not record.args:
            if found := _DIRECTIVE.match(text):
                hint = self.hint((found[1] or found[2]).lower(), "directive")
            elif found := _ROLE.match(text):
                hint = self.hint(found[1].lower(), "role")
            else:
                return True
            if hint:
                record.msg = f"{found[0].removesuffix('.')}. {hint}{text[found.end() :]}"
        return True

    def hint(self, name: str, kind: str) -> str:
        """Return the hint for an unknown *name*; ``""`` if nothing of the extension is similar.

        :param kind: ``directive`` or ``role``
        """
        domain, colon, own = name.strip(":").rpartition(":")
        if colon and _likeness(domain, DOMAIN) < ALIKE:
            return ""
        own = own.removeprefix("term-") if colon else own
        names = self._names(kind, colon)
        other = "role" if kind == "directive" else "directive"
        if own not in names and own in self._names(other, colon):
            return f"{name!r} is a {other}. Write it as one."
        if own == "definition" and kind == "directive" and not colon:
            return "The first paragraph of a 'term' is its definition, without a directive."
        near = _longer_or_shorter(own, names)
        if not near:
            near = max(names, key=partial(_likeness, own))
            if _likeness(own, near) < ALIKE:
                return ""
        near = f"{DOMAIN}:{near}" if colon else near
        return f"Did you mean {near!r}?"

    def _names(self, kind: str, colon: str) -> list[str]:
        """Return the names of directives or roles; with a *colon*, those that follow the domain's
        name."""
        names = sorted(self._known[kind])
        if not colon:
            return names
        in_domain = (n for n in names if kind == "directive" or n.startswith("term"))
        return [name.removeprefix("term-") for name in in_domain]


def _longer_or_shorter(name: str, known: Collection[str]) -> str:
    """Return the one of the *known* names that *name* spells out or lacks the beginning of; ``""``
    if there is none.

    >>> _longer_or_shorter("term-definition", ["term-def"])
    'term-def'
    >>> _longer_or_shorter("examples", ["term-example"])
    'term-example'
    """
    found = (one for one in known if "-" in one and name.startswith(one))
    parts = (f"term-{name}", f"term-{name.removesuffix('s')}", f"term-{name}s")
    return next(found, "") or next((part for part in parts if part in known), "")


def _likeness(name: str, ours: str) -> float:
    """Return the similarity of two names, from 0 to 1; transposed letters don't reduce it."""
    if len(name) > LONGEST_NAME:
        return 0
    if sorted(name) == sorted(ours):
        return 1
    return SequenceMatcher(None, name, ours).ratio()
