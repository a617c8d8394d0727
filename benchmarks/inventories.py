"""What other projects publish: inventories for intersphinx, and terms. Nothing is requested."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

GLOSSARY, LANGUAGE = "house", "language"
"""A project that has the terms of several projects, and one that is as large as Python."""

FUNCTIONS, LABELS = 15_000, 4000
"""About as many as the documentation of Python has."""

CONF = f"""\
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {{
    name: (f"https://{{name}}.example/", f"{{name}}.inv")
    for name in ({GLOSSARY!r}, {LANGUAGE!r})
}}
"""
"""Lines of ``conf.py``."""

NEIGHBOURS = ("north", "east", "west")
"""Projects that publish their terms."""

NEIGHBOURS_CONF = f"""\
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {{
    name: (f"https://{{name}}.example/", f"{{name}}.inv") for name in {NEIGHBOURS!r}
}}
"""
"""Lines of ``conf.py``."""


def write_inventories(folder: Path, terms: Sequence[str]) -> None:
    """Write both; the glossary has these *terms*."""
    write_inventory(folder / f"{GLOSSARY}.inv", (f"{name} std:term -1" for name in terms))
    write_inventory(folder / f"{LANGUAGE}.inv", _language())


def write_neighbours(folder: Path, terms: Sequence[tuple[str, str]]) -> None:
    """Write the files of :data:`NEIGHBOURS`, which share these *terms* with their definitions."""
    for number, key in enumerate(NEIGHBOURS):
        some = terms[number :: len(NEIGHBOURS)]
        write_inventory(folder / f"{key}.inv", (f"{name} std:term -1" for name, _ in some))
        made = [
            {
                "id": f"place{place}",
                "name": name,
                "abbr": "".join(word[0] for word in name.split()),
                "aliases": [f"{name} Kind"],
                "category": "Words",
                "level": "beginner",
                "summary": definition,
                "url": f"page.html#place{place}",
            }
            for place, (name, definition) in enumerate(some)
        ]
        document = {"version": 1, "language": "en", "project": key.title(), "terms": made}
        text = json.dumps(document, ensure_ascii=False)
        (folder / f"{key}-terms.json").write_text(text, encoding="utf-8", newline="\n")


def write_inventory(path: Path, objects: Iterator[str]) -> None:
    """*objects* are lines up to the place of each."""
    head = (
        "# Sphinx inventory version 2\n# Project: {}\n# Version: 1\n# It is compressed by zlib.\n"
    )
    lines = "".join(f"{line} page.html#place{n} -\n" for n, line in enumerate(objects))
    path.write_bytes(head.format(path.stem).encode() + zlib.compress(lines.encode()))


def _language() -> Iterator[str]:
    for number in range(FUNCTIONS):
        yield f"package{number % 100}.function{number} py:function 1"
    for number in range(LABELS):
        yield f"label-{number} std:label -1"
