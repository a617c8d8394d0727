"""The references that text of data files may make: with which target, and with which text.

Sphinx resolves a reference long after the text has been read, and trusts what it finds in it: the
text of ``:numref:`` is a template of :meth:`str.format`, and targets of ``any`` and of links in
Markdown go through the parser of every domain, of which that of C++ takes a time that doubles with
each bracket. So targets are names, and templates have what they are made for.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref

LOOKED_UP_IN = frozenset({"std", "modelterms", "math", "doc"})
"""The domains that look a target up as it is; ``doc`` is what MyST-Parser calls pages."""

LONGEST_TARGET = 300
"""The most characters of a target that is looked up: those of a name in a data file."""

LONGEST_PARSED = 100
"""The most characters of a target that is asked of another domain, or of all of them."""

_PARSED = late_pattern(r"[^()\[\]{}<>]+(?:\([\w ,.'’-]*\))?")
"""A name, and after it at most one pair of round brackets with words in them."""

_MARKS = late_pattern(r"(\{number\}|\{name\}|%s)")

_TEMPLATES = (["%s"], ["{name}"], ["{name}", "{number}"], ["{number}"])
"""The marks that the text of ``:numref:`` may have, sorted."""

_SIGNS = frozenset(" \n.,:;()!?/0123456789")


def refused_reference(node: pending_xref) -> str:
    """Return what is wrong with a reference in data text; ``""`` if nothing is."""
    target = node.get("reftarget") or ""
    looked_up = (node.get("refdomain") or "") in LOOKED_UP_IN
    most = LONGEST_TARGET if looked_up else LONGEST_PARSED
    if not target.strip():
        return "a reference leads nowhere: write what it refers to"
    if len(target) > most:
        return f"a reference to {target[:40]!r}... is longer than {most} characters"
    if not looked_up and not _PARSED.fullmatch(target):
        cure = "leave the brackets out, all but one pair of round brackets at the end"
        return f"a reference to {target[:60]!r} has brackets that take long to read: {cure}"
    if node.get("reftype") == "numref" and looked_up and node.get("refexplicit"):
        return _problem_of_template(node.astext())
    return ""


def _problem_of_template(text: str) -> str:
    """Return what is wrong with the text of ``:numref:``, in which a figure's number is put."""
    parts = _MARKS.split(text)
    if sorted(parts[1::2]) not in _TEMPLATES:
        need = "needs '{number}' or '{name}', each once at most"
        return f"numref: the text {text[:60]!r} {need}"
    if odd := [char for part in parts[::2] for char in part if not _is_plain(char)]:
        return f"numref: the text {text[:60]!r} cannot have {odd[0]!r} beside '{{number}}'"
    return ""


def _is_plain(char: str) -> bool:
    """Return True for a character that stays what it is when LaTeX is written: no braces."""
    if char in _SIGNS:
        return True
    return unicodedata.category(char)[0] in "LM" and unicodedata.is_normalized("NFKC", char)
