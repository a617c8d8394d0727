"""Plain messages for JSON syntax errors: those of Python vary by release and suggest no cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

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

_QUOTES = (
    'a text ends at the first quote in it: write \\" for a quote within a text, or other quotes'
)
_WORDS = lazy_pattern(
    r"(?!//|/\*|#|(?:true|false|null|-?\d[\d.eE+-]*)\s*[,\]}])[^\s\",:\[\]{}][^\n]*\""
)
"""Words right behind a text, with a further quote on their line."""

_CLOSED = lazy_pattern(r",?\s*[\]}]")


_TEXT_OR_BRACKET = lazy_pattern(r'"(?:[^"\\\n]|\\.)*"?|[\[\]{}]')


def explain(text: str, error: JSONDecodeError) -> tuple[int, str]:
    """Return the message about the place where the JSON parser gave up, with the cure.

    :returns: the line to blame, and the message

    >>> from json import JSONDecodeError
    >>> explain("[// one", JSONDecodeError("Expecting value", "[// one", 1))
    (1, 'JSON has no comments: remove this one')
    """
    before, after = text[: error.pos].rstrip(), text[error.pos : error.pos + 200]
    # Python 3.13 reports the position of the comma, older versions that of the bracket.
    if (after.startswith(",") or before.endswith(",")) and _CLOSED.match(after):
        return error.lineno, "remove the comma before the bracket that closes"
    within = error.msg.startswith(("Invalid", "Unterminated"))
    if not within and not text[error.pos :].strip():
        return before.count("\n") + 1, _about_end(before)
    stated = next((cure for start, cure in _MESSAGES.items() if error.msg.startswith(start)), "")
    if before.endswith('"') and "\n" not in text[len(before) : error.pos] and _WORDS.match(after):
        return error.lineno, _QUOTES
    if not within:
        found = next((cure for start, cure in _STARTS.items() if after.startswith(start)), "")
        if found := found or _about_brackets(before, after):
            return error.lineno, found
    return error.lineno, stated or error.msg


def _about_end(text: str) -> str:
    """Return the message about the missing end of *text*, which is cut off."""
    missing = "".join("]" if bracket == "[" else "}" for bracket in reversed(_opened(text)))
    message = f"the file ends before all is closed: write {missing} at its end"
    if text.endswith(","):
        return f"{message}, and remove the comma there"
    if text.endswith(":"):
        return f"{message}, and a text in double quotes before it"
    return message if missing else "the file has nothing to read: write a list of terms in [ and ]"


def _about_brackets(text: str, after: str) -> str:
    """Return the message about the wrong bracket at the start of *after*; ``""`` if it is right.

    :param text: the text before it
    """
    bracket, opened = after[:1], _opened(text)
    if bracket not in {"]", "}"}:
        return ""
    if not opened:
        return f"the {bracket} closes nothing: remove it"
    wanted = "]" if opened[-1] == "[" else "}"
    return f"{wanted} is missing before {bracket}" if wanted != bracket else ""


def _opened(text: str) -> list[str]:
    """Return the brackets that are open at the end of *text*."""
    opened: list[str] = []
    for found in _TEXT_OR_BRACKET.finditer(text):
        if found[0] in "[{":
            opened.append(found[0])
        elif found[0] in "]}" and opened:
            opened.pop()
    return opened
