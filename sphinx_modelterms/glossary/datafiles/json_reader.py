"""JSON reader, built of the standard library's own scanners so that line numbers are kept."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from json import decoder, scanner
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.datafiles.json_mistakes import explain
from sphinx_modelterms.glossary.datafiles.tree import (
    DEEPEST,
    TOO_DEEP,
    Counter,
    FileProblem,
    Scalar,
    Sequence,
    Tree,
    UnreadableFile,
    make_mapping,
    make_scalar,
)
from sphinx_modelterms.glossary.limits import DEFAULTS

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.limits import Limits


def read_json(text: str, problems: list[FileProblem], limits: Limits = DEFAULTS) -> Tree:
    """Return the tree of a JSON file.

    :param problems: mistakes are appended here
    :raises UnreadableFile: if the file is not valid JSON
    """
    try:
        value = _Decoder(text, problems, limits["values"]).decode(text)
    except json.JSONDecodeError as error:
        line, message = explain(text, error)
        raise UnreadableFile(line, f"can't read this as JSON: {message}") from None
    assert isinstance(value, Tree)
    return value


_ARRAY: Any = decoder.JSONArray  # type: ignore[attr-defined]
_SPACE: Any = decoder.WHITESPACE  # type: ignore[attr-defined]


class _Decoder(json.JSONDecoder):
    """Decoder that makes trees; each method takes the start of a value and returns its end."""

    def __init__(self, text: str, problems: list[FileProblem], most: int) -> None:
        super().__init__(parse_int=str, parse_float=str, parse_constant=str)
        self.problems = problems
        self.values = Counter(most)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.depth = 0
        self.parse_string = self._string
        self.parse_array = self._array
        self.parse_object = self._object
        self.scan_once = self._value
        self._scan: Any = scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def line(self, position: int) -> int:
        return bisect_right(self.starts, position)

    def _value(self, text: str, position: int) -> tuple[Tree, int]:
        line = self.line(position)
        self.values.add(line)
        value, end = self._scan(text, position)
        if isinstance(value, Tree):
            return value, end
        if value in {"NaN", "Infinity", "-Infinity"}:
            raise json.JSONDecodeError(f"{value} isn't allowed", text, position)
        word = "" if value is None else str(value).lower() if isinstance(value, bool) else value
        return Scalar(word, line, line), end

    def _string(self, text: str, end: int, strict: bool = True) -> tuple[Scalar, int]:
        line = self.line(end)
        value, end = scanstring(text, end, strict)
        return make_scalar(value, line, self.problems), end

    def _array(self, start: tuple[str, int], *_: Any) -> tuple[Tree, int]:
        line = self.line(start[1] - 1)
        items, end = self._nested(_ARRAY, start, self._value)
        return Sequence(tuple(items), line), end

    def _object(self, start: tuple[str, int], strict: bool, *_: Any) -> tuple[Tree, int]:
        line = self.line(start[1] - 1)
        entries, end = self._nested(self._entries, start, strict)
        begin = "Put the next item in braces of its own"
        return make_mapping(entries, line, self.problems, begin), end

    def _nested(self, read: Any, start: tuple[str, int], last: Any) -> tuple[list[Any], int]:
        if self.depth >= DEEPEST:
            raise UnreadableFile(self.line(start[1] - 1), TOO_DEEP)
        self.depth += 1
        result: tuple[list[Any], int] = read(start, last)
        self.depth -= 1
        return result

    def _entries(
        self, start: tuple[str, int], strict: bool
    ) -> tuple[list[tuple[Scalar, Tree]], int]:
        """Return the pairs of an object whose ``{`` is right before *start*, and the end of the
        object.
        """
        text, end = start
        entries: list[tuple[Scalar, Tree]] = []
        end = _past_space(text, end)
        if text[end : end + 1] == "}":
            return entries, end + 1
        while True:
            if text[end : end + 1] != '"':
                raise json.JSONDecodeError("a key in double quotes is missing", text, end)
            key, end = self._string(text, end + 1, strict)
            end = _past_space(text, end)
            if text[end : end + 1] != ":":
                raise json.JSONDecodeError("a colon is missing", text, end)
            end = _past_space(text, end + 1)
            try:
                value, end = self._value(text, end)
            except StopIteration as error:
                raise json.JSONDecodeError("a value is missing", text, error.value) from None
            entries.append((key, value))
            end = _past_space(text, end)
            if text[end : end + 1] == "}":
                return entries, end + 1
            if text[end : end + 1] != ",":
                raise json.JSONDecodeError("a comma is missing", text, end)
            end = _past_space(text, end + 1)


def _past_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return int(match.end())
