"""The property ``svg`` in the manifest of e-books (all supported versions of Sphinx).

EPUB 3 demands it for each document that contains inline SVG, such as our maps; Sphinx writes no
properties. This module can be removed when Sphinx does.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ITEM = re.compile(r'(<item [^>]*href="([^"]+\.xhtml)"[^>]*?)(\s*/>)')


def mark_svg_in_ebooks(app: Sphinx) -> None:
    """Connect the listener."""
    app.connect("builder-inited", _mark_after_writing)


def _mark_after_writing(app: Sphinx) -> None:
    """On ``builder-inited``: let the builder of e-books add the property to its manifest."""
    builder = app.builder
    if not isinstance(builder, Epub3Builder):
        return
    write = builder.build_content

    def write_and_mark() -> None:
        write()
        path = builder.outdir / "content.opf"
        text = path.read_text(encoding="utf-8")
        marked = ITEM.sub(lambda item: _marked(builder, item), text)
        path.write_text(marked, encoding="utf-8", newline="\n")

    builder.build_content = write_and_mark  # type: ignore[method-assign]


def _marked(builder: Epub3Builder, item: re.Match[str]) -> str:
    """Return the line of a document in the manifest, with the property if it contains SVG."""
    start, name, end = item.groups()
    path = builder.outdir / unquote(unescape(name))
    if " properties=" in start or not path.is_file() or b"<svg" not in path.read_bytes():
        return item[0]
    return f'{start} properties="svg"{end}'
