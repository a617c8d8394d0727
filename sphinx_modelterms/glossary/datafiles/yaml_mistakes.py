"""Plain messages for mistakes in YAML files: the parser's own messages describe its internals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUE = lazy_pattern(r"\s*(?:-\s+)*(?:[^\s:#'\"\[{][^:]*:\s+)?(.*?)\s*$")
_TAB = lazy_pattern(r" *\t")
_NO_SPACE = lazy_pattern(r"\s*-[^\s-]")
_NO_SPACE_AFTER = lazy_pattern(r"\s*(?:-\s+)?([A-Za-z][\w-]*):[^\s/]")
_CLOSED = {'"': lazy_pattern(r'"(?:[^"\\]|\\.)*"$'), "'": lazy_pattern(r"'(?:[^']|'')*'$")}


def explain(lines: Sequence[str], number: int, opened: int) -> tuple[int, str]:
    """Return the message about the place where the YAML parser gave up.

    :param number: line of that place, from 1
    :param opened: line where the construct that it was reading begins, from 1
    :returns: the line to blame, and the mistake with its cure

    >>> explain(["- name: Token", "  definition: A piece: of text"], 2, 1)
    (2, "the text contains ': '. Put the whole text in double quotes")
    """
    for line in dict.fromkeys((number, opened, number - 1)):
        if 0 < line <= len(lines) and (found := _mistake(lines[line - 1])):
            return line, found
    for line in dict.fromkeys((number - 1, opened, number)):
        if 0 < line <= len(lines) and (found := _slip(lines[line - 1])):
            return line, found
    if below := _not_indented(lines, number):
        text = _shortened(lines[below - 1])
        message = f"{text!r} isn't part of the text above it. Indent it further than the key of "
        or_key = "" if " " in text else f", or write '{text}: ' if it is a key"
        return below, f"{message}that text{or_key}"
    return number, _about_indentation(lines, number)


def _mistake(line: str) -> str:
    """Return the mistake that a line shows by itself; ``""`` if it shows none."""
    if _TAB.match(line):
        return "a tab is used for indentation. Indent with spaces"
    if _NO_SPACE.match(line) and not line.startswith("---"):
        return "there is no space after a hyphen. Write '- ' before each item"
    found = _VALUE.match(line)
    text = found[1] if found else ""
    first = text[:1]
    if first and first in "`@%*&!":
        return f"a text that begins with {first!r} needs quotes. Put it in double quotes"
    if first and first in "|>" and text.rstrip("+-0123456789 ") != first:
        return f"there is text after {first!r}. Begin it on the next line, indented"
    if first and first in _CLOSED and not _CLOSED[first].match(text):
        return _about_quotes(first, text)
    if first == "[" and text.count("[") > text.count("]"):
        return "a list that begins with '[' isn't closed. Add ']'"
    if first == "{":
        return "a text that begins with '{' needs quotes. Put it in double quotes"
    if first and first in "\u201c\u201d\u201e" and ": " in text:
        return f"{first} isn't a quote in YAML. Write \" at both ends of the text"
    if first and first in "\u2018\u2019\u201a" and ": " in text:
        return f"{first} isn't a quote in YAML. Write ' at both ends of the text"
    if first == "?":
        return "a text that begins with '? ' needs quotes. Put it in double quotes"
    if ": " in text or (text.endswith(":") and " " in text):
        return "the text contains ': '. Put the whole text in double quotes"
    return ""


def _slip(line: str) -> str:
    """Return the mistake in a line that is valid by itself, but not before the next one."""
    if line.lstrip().startswith(("//", "/*")):
        return "comments in YAML begin with '#'. Write '# ' instead of '//'"
    if found := _NO_SPACE_AFTER.match(line):
        return f"there is no space after the colon of {found[1]!r}. Write '{found[1]}: '"
    return ""


def _about_quotes(quote: str, text: str) -> str:
    if quote in text[1:]:
        within = '\\"' if quote == '"' else "''"
        return (
            f"a text that begins with {quote} continues after the next {quote}. Put the whole "
            f"text in quotes, and write {within} for a {quote} in it"
        )
    return f"a text that begins with {quote} isn't closed. Write {quote} at its end"


_BEGINNING = lazy_pattern(r"( *(?:- +)*)(?:[^\s:#'\"\[{-][^:]*:(?: |$)|-(?: |$))|( *(?:- +)+)")
"""Beginning of a line with a key or a hyphen; continuation lines are indented by more."""


def _not_indented(lines: Sequence[str], number: int) -> int:
    """Return the first continuation line of a text that is not indented below its key, among the
    lines up to *number*; 0 if there is none.
    """
    texts: list[int] = []
    for line in range(min(number, len(lines)), 0, -1):
        written = lines[line - 1]
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        if not (begins := _BEGINNING.match(written)):
            texts.append(line)
        elif texts:
            least = len(begins[1]) if begins[1] is not None else begins[2].rindex("-")
            goes_on = written.rstrip()[-1] not in ":-]}"
            return next(
                (n for n in reversed(texts) if goes_on and _indentation(lines[n - 1]) <= least), 0
            )
        elif line < number:
            return 0
    return 0


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _shortened(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else f"{line[:40]}…"


def _about_indentation(lines: Sequence[str], number: int) -> str:
    written = _shortened(lines[number - 1]) if 0 < number <= len(lines) else ""
    return (
        f"{written!r} doesn't fit the lines above it. Begin each term with '- ', indent all of "
        "its keys equally, and write ': ' after each key"
    )


_PAIR = lazy_pattern(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""A character above U+FFFF as JSON writes it."""

_ESCAPE = lazy_pattern(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.?)")

_ABOVE = lazy_pattern(r"\\U(?!000[0-9a-fA-F]|0010)[0-9a-fA-F]{8}")


def wrong_escape(lines: Sequence[str], error: Any) -> str:
    """Return the message about a wrong escape in a text in double quotes; ``""`` if *error* of the
    parser has another reason.
    """
    problem, mark = getattr(error, "problem", None) or "", getattr(error, "problem_mark", None)
    if mark is None or not any(word in problem for word in ("escape", "hexdecimal")):
        return ""
    line = lines[mark.line] if mark.line < len(lines) else ""
    # The parsers mark a number behind "\\x", and a letter or what is before it.
    start = mark.column - 2
    if "unknown" in problem:
        start = mark.column - (line[mark.column : mark.column + 1] != "\\")
    if pair := _PAIR.match(line, start):
        char = json.loads(f'"{pair[0]}"')
        return f"'{pair[0]}' isn't an escape of YAML, but of JSON. Write the character: {char}"
    found = _ESCAPE.match(line, start)
    return _about_escape(found[0] if found else "\\")


def above_unicode(text: str) -> tuple[int, str]:
    """Return line and message about the first escape with a number that no character has."""
    found = _ABOVE.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return line, f"can't read this as YAML: {_about_escape(found[0] if found else '')}"


def _about_escape(escape: str) -> str:
    cure = "Write two backslashes for one, or put the text in single quotes"
    return f"'{escape}' isn't an escape that a text in double quotes can have. {cure}"


_NUMBER = lazy_pattern(r" +# ?\d")
_ITEM = lazy_pattern(r" *(?:[-*+]|\d+[.)]) ")


def odd_text(lines: Sequence[str], event: Any) -> str:
    """Return the message about a text that is valid YAML but not read as its author means, else
    ``""``.

    :param event: the parser's event for the text
    """
    start, end = event.start_mark, event.end_mark
    if event.style == ">":
        items = [line for line in lines[start.line + 1 : end.line + 1] if _ITEM.match(line)]
        if len(items) > 1:
            return "'>' joins lines, including those of a list. Write '|' instead"
    elif not event.style and _NUMBER.match("".join(lines[end.line : end.line + 1]), end.column):
        return "the text ends before ' #', which begins a comment. Put it in double quotes"
    return ""
