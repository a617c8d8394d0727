"""Undocumented parts of the standard library that JSON is read with, tested with each Python.

If one of these tests fails, a new Python has changed a part that
:mod:`sphinx_modelterms.glossary.datafiles.json_reader` is made of: mend the reader, or write the
scanner out.
"""

from __future__ import annotations

import inspect
import json
from json import decoder, scanner

import pytest

from sphinx_modelterms.glossary.datafiles.json_reader import read_json
from sphinx_modelterms.glossary.datafiles.tree import Mapping, Scalar, Sequence, UnreadableFile


def test_parts_of_the_json_decoder_take_what_we_give_them() -> None:
    array = inspect.signature(decoder.JSONArray)  # type: ignore[attr-defined]
    assert list(array.parameters)[:2] == ["s_and_end", "scan_once"]
    assert decoder.JSONArray(("1, 2]", 0), lambda s, i: (int(s[i]), i + 1)) == ([1, 2], 5)  # type: ignore[attr-defined]
    assert decoder.WHITESPACE.match("  x", 0).end() == 2  # type: ignore[attr-defined]
    assert decoder.scanstring('a\\u00e9" rest', 0, True) == ("aé", 8)  # type: ignore[attr-defined]


def test_the_scanner_in_python_asks_its_context_for_each_kind_of_value() -> None:
    asked = []

    class Context(json.JSONDecoder):
        def __init__(self) -> None:
            super().__init__(parse_int=str, parse_float=str, parse_constant=str)
            self.parse_array = lambda start, *rest: (asked.append(("array", rest)), len(start[0]))
            self.parse_object = lambda start, *rest: (
                asked.append(("object", rest)),
                len(start[0]),
            )
            self.parse_string = lambda text, end, *rest: (asked.append(("text", rest)), len(text))

    scan = scanner.py_make_scanner(Context())  # type: ignore[attr-defined]
    for text in ("[1]", "{}", '"a"'):
        scan(text, 0)
    assert [kind for kind, _ in asked] == ["array", "object", "text"]
    assert scan("12.5", 0) == ("12.5", 4)
    assert scan("NaN", 0) == ("NaN", 3)
    assert scan("null", 0) == (None, 4)
    with pytest.raises(StopIteration):
        scan("", 0)


def test_each_value_of_a_json_file_has_its_line() -> None:
    tree = read_json('[\n {"name": "A",\n  "level":\n   1},\n null\n]', [])
    assert isinstance(tree, Sequence)
    first, last = tree.items
    assert isinstance(first, Mapping)
    assert isinstance(last, Scalar)
    assert [(key.text, key.line, value.line) for key, value in first.entries] == [
        ("name", 2, 2),
        ("level", 3, 4),
    ]
    assert last.line == 5
    with pytest.raises(UnreadableFile):
        read_json('{"a": Infinity}', [])
