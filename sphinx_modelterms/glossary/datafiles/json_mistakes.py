"""Plain messages for JSON syntax errors: those of Python vary by release and suggest no cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from json import JSONDecodeError

_STARTS = {
    "//": "JSON has no comments: remove this one",
    "/*": "JSON has no comments: remove this one",
    "#": "JSON has no comments: remove this one",
    "'": "texts and keys stand in double quotes: write \" for '",
    "\u201c": '\u201c is no quote for JSON: write "',
    "\u201d": '\u201d is no quote for JSON: write "',
    "\u201e": '\u201e is no quote for JSON: write "',
    "True": "write true in small letters",
    "False": "write false in small letters",
    "None": "write null for None",
}
"""Syntax of other languages that JSON does not allow, by its first characters."""

_MESSAGES = {
    "Invalid control character": "a text goes over the end of a line, or has a tab in it: write "
    "\\n for a new line and \\t for a tab",
    "Invalid \\u": "'\\u' begins the number of a character, four of 0-9 and a-f: for a backslash "
    "write \\\\",
    "Invalid \\": "a backslash in a text stands twice: write \\\\",
    "Unterminated string": 'the quote that ends a text is missing: write " at its end',
    "Extra data": "something follows what is complete: put all terms into one list, between "
    "[ and ], with commas between them",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting value": "a value is missing: write a text in double quotes",
}
"""Our messages for those of Python, by their first words."""

_CLOSED = late_pattern(r",?\s*[\]}]")


def explain(text: str, error: JSONDecodeError) -> str:
    """Return the message about the place where the JSON parser gave up, with the cure.

    >>> from json import JSONDecodeError
    >>> explain("[// one", JSONDecodeError("Expecting value", "[// one", 1))
    'JSON has no comments: remove this one'
    """
    before, after = text[: error.pos].rstrip(), text[error.pos : error.pos + 200]
    # Python 3.13 reports the position of the comma, older versions that of the bracket.
    if (after.startswith(",") or before.endswith(",")) and _CLOSED.match(after):
        return "remove the comma before the bracket that closes"
    stated = next((cure for start, cure in _MESSAGES.items() if error.msg.startswith(start)), "")
    within = error.msg.startswith(("Invalid", "Unterminated"))
    if not within and (
        found := next((cure for start, cure in _STARTS.items() if after.startswith(start)), "")
    ):
        return found
    return stated or error.msg
