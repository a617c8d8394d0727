"""Allowed targets and texts of cross-references in text of data files.

Sphinx resolves references after reading, and trusts them: the text of ``:numref:`` is a template
for :meth:`str.format`, and the targets of ``any`` and of Markdown links go through the parser of
every domain; the time that the C++ domain takes doubles with each bracket. So targets must look
like names, and templates may have no other fields than Sphinx documents.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref

LOOKED_UP_IN = frozenset({"std", "modelterms", "math", "doc"})
"""Domains that look a target up without parsing it; MyST-Parser uses ``doc`` for pages."""

LONGEST_TARGET = 300
"""Maximum length of a target that is looked up: that of a name in a data file."""

LONGEST_PARSED = 100
"""Maximum length of a target that other domains parse."""

_PARSED = lazy_pattern(r"[^()\[\]{}<>]+(?:\([\w ,.'’-]*\))?")
"""A name, optionally followed by one pair of parentheses with words in them."""

_MARKS = lazy_pattern(r"(\{number\}|\{name\}|%s)")

_TEMPLATES = (["%s"], ["{name}"], ["{name}", "{number}"], ["{number}"])
"""Allowed fields in the text of ``:numref:``, sorted."""

_SIGNS = frozenset(" \n.,:;()!?/0123456789")


def refused_reference(node: pending_xref) -> str:
    """Return the problem of a cross-reference in text of a data file, or ``""``."""
    target = node.get("reftarget") or ""
    looked_up = (node.get("refdomain") or "") in LOOKED_UP_IN
    most = LONGEST_TARGET if looked_up else LONGEST_PARSED
    if not target.strip():
        return "a reference has no target. Write what it refers to"
    if len(target) > most:
        return f"a reference to {target[:40]!r}… is longer than {most} characters"
    if not looked_up and not _PARSED.fullmatch(target):
        cure = "Remove them, except one pair of parentheses at the end"
        return f"a reference to {target[:60]!r} has brackets, which take long to read. {cure}"
    if node.get("reftype") == "numref" and looked_up and node.get("refexplicit"):
        return _problem_of_template(node.astext())
    return ""


def _problem_of_template(text: str) -> str:
    """Return the problem of a text of ``:numref:``, which is a template, or ``""``."""
    parts = _MARKS.split(text)
    if sorted(parts[1::2]) not in _TEMPLATES:
        need = "needs '{number}' or '{name}', each at most once"
        return f"numref: the text {text[:60]!r} {need}"
    if odd := [char for part in parts[::2] for char in part if not _is_plain(char)]:
        return f"numref: the text {text[:60]!r} can't contain {odd[0]!r} beside '{{number}}'"
    return ""


def _is_plain(char: str) -> bool:
    """Return True for a character without a special meaning in LaTeX, unlike a brace."""
    if char in _SIGNS:
        return True
    return unicodedata.category(char)[0] in "LM" and unicodedata.is_normalized("NFKC", char)
