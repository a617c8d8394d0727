"""Plain messages for JSON syntax errors: Python's own vary by release and suggest no fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from json import JSONDecodeError

_STARTS = {
    "//": "JSON has no comments. Remove this one",
    "/*": "JSON has no comments. Remove this one",
    "#": "JSON has no comments. Remove this one",
    "'": "texts and keys need double quotes. Write \" instead of ' around them",
    "\u201c": "\u201c isn't a quote in JSON. Write \" instead",
    "\u201d": "\u201d isn't a quote in JSON. Write \" instead",
    "\u201e": "\u201e isn't a quote in JSON. Write \" instead",
    "True": "True must be in lower case. Write true",
    "False": "False must be in lower case. Write false",
    "None": "JSON has no None. Write null",
}
"""Syntax of other languages that JSON does not allow, by its first characters."""

_MESSAGES = {
    "Invalid control character": "a text contains a line break or a tab. Write \\n for a line "
    "break and \\t for a tab",
    "Invalid \\u": "after '\\u', four hexadecimal digits must follow. Write \\\\ for a backslash",
    "Invalid \\": "a backslash in a text must be doubled. Write \\\\ for each",
    "Unterminated string": 'a text has no closing quote. Write " at its end',
    "Extra data": "there is more after the end of the data. Put all terms into one list, between "
    "[ and ], separated by commas",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting value": "a value is missing. Write a text in double quotes",
}
"""Our messages for those of Python, by their first words."""

_QUOTES = (
    'a quote inside a text ends the text. Write \\" for a quote inside a text, or use other quotes'
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
    (1, 'JSON has no comments. Remove this one')
    """
    before, after = text[: error.pos].rstrip(), text[error.pos : error.pos + 200]
    # Python 3.13 reports the position of the comma, older versions that of the bracket.
    if (after.startswith(",") or before.endswith(",")) and _CLOSED.match(after):
        return error.lineno, "there is a comma before a closing bracket. Remove it"
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
    message = f"the file ends before everything is closed. Write {missing} at its end"
    if text.endswith(","):
        return f"{message}, and remove the comma there"
    if text.endswith(":"):
        return f"{message}, and a text in double quotes before it"
    return message if missing else "the file is empty. Write a list of terms in [ and ]"


def _about_brackets(text: str, after: str) -> str:
    """Return the message about the wrong bracket at the start of *after*; ``""`` if it is right.

    :param text: the text before it
    """
    bracket, opened = after[:1], _opened(text)
    if bracket not in {"]", "}"}:
        return ""
    if not opened:
        return f"there is no opening bracket for this {bracket}. Remove it"
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
