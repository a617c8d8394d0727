"""Digests of what a page is made of: the same in any folder, at any time, in any process.

Times would do to tell that a page was read again, but two clean builds have to have the same
output byte for byte, and digests lie beside it.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_modelterms.doctree.blocks import DRAFT
from sphinx_modelterms.doctree.node_text import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config


def content_digest(app: Sphinx, docname: str, document: nodes.document) -> str:
    """Digest of a finished document, with all that its directives and options said."""
    folders = (str(app.srcdir), str(app.confdir))
    metadata = sorted(app.env.metadata.get(docname, {}).items())
    settings = _settings_digest(app.config, folders)
    return _digest("".join((settings, repr(metadata), *_parts(document))), folders)


def _parts(node: nodes.Element) -> Iterator[str]:
    """All that is in *node*, in a third of the time that docutils takes to print it."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield f"<{child.tagname} {_attributes(child)!r}>"
            yield from _parts(child)
            yield "</>"
        elif isinstance(child, nodes.Text):
            yield letters_of(child)


def _attributes(node: nodes.Element) -> dict[str, Any]:
    """The attributes of *node*, without the digest of a record: that covers the path of the data
    file, and all that it stands for is in the document."""
    if DRAFT not in node.attributes:
        return node.attributes
    draft = {key: value for key, value in node[DRAFT].items() if key != "data"}
    return node.attributes | {DRAFT: draft}


@lru_cache(maxsize=1)
def _settings_digest(config: Config, folders: tuple[str, ...]) -> str:
    """Digest of the settings for which Sphinx reads all pages again.

    Most of them change what is read, and some only what is written, such as ``numfig_format``.
    Another builder on the same doctrees would not notice those.

    :param folders: the sources and the configuration, wherever they are
    """
    values = {item.name: item.value for item in config.filter({"env"})}
    return _digest(json.dumps(_plain(values)), folders)


def _digest(text: str, folders: tuple[str, ...]) -> str:
    for folder in folders:
        text = text.replace(folder, "")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: object) -> object:
    """*value* as JSON that no process makes differently."""
    if isinstance(value, dict):
        return sorted(([str(key), _plain(held)] for key, held in value.items()), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(held) for held in value), key=repr)
    if value is None or isinstance(value, str | int | float):
        return value
    # A function or an object: their texts hold addresses in memory.
    return getattr(value, "__qualname__", type(value).__qualname__)
