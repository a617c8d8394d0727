"""The texts of ``modelterms.json`` and ``modelterms-terms.json``: one record on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export.glossary_json import DOCUMENT
from sphinx_modelterms.export.shapes import KnownJson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.export.exported_parts import Export

MENTIONS = ', "mentions": '
"""The last field of a term in the file, up to its value. JSON escapes quotes in texts."""


LEFT_OUT = frozenset({"mentions", "questions", "examples", "facts"})
"""Fields of terms that the small file doesn't have: most of the bytes, and no help to link terms
or to show what they mean.
"""


def document_texts(export: Export) -> tuple[str, str]:
    """Return the texts of both files: one record on each line, so that a diff of two versions is
    short.
    """
    made = DOCUMENT.made(export, None)
    terms = [
        {name: value for name, value in term.items() if name not in LEFT_OUT}
        for term in made["terms"]
    ]
    small = {name: value for name, value in made.items() if name != "foreign"}
    return _text(made), _text(small | {"terms": terms})


def _text(made: Mapping[str, Any]) -> str:
    fields = ",\n".join(f"{_line(name)}: {_value(value)}" for name, value in made.items())
    return f"{{\n{fields}\n}}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n{}\n]".format(",\n".join(map(_line, value)))
    return _line(value)


def _line(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("mentions"), KnownJson):
        known = value.pop("mentions")
        return f"{_encode(value)[:-1]}{MENTIONS}{known}}}"
    return _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: :func:`json.dumps` makes an encoder for each call."""


def mention_spans(content: bytes) -> list[tuple[int, int]]:
    """Return start and end of the mentions of each term in a file, in its order; the same position
    twice for a term without mentions.
    """
    first = content.find(b'"terms": [\n')
    found: list[tuple[int, int]] = []
    start = content.find(b"\n", first) + 1
    while first >= 0 and content.startswith(b"{", start):
        end = content.find(b"\n", start)
        line = content[start:end].removesuffix(b",")
        # A fact can have the key "mentions" too, but its value is a text.
        place = line.rfind(f"{MENTIONS}[".encode())
        mentions = (place + len(MENTIONS), len(line) - 1) if place >= 0 else (0, 0)
        found.append((start + mentions[0], start + mentions[1]))
        start = end + 1
    return found
