"""Digest of everything that a page is made of: equal in any directory, at any time, in any
process.

A time stamp would show that a page was read again. But the digests are stored with the output, and
two clean builds must have the same output byte for byte.
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
    from sphinx.application import Sphinx
    from sphinx.config import Config


def content_digest(app: Sphinx, docname: str, document: nodes.document) -> str:
    """Compute the digest of a finished document, including the values of directives and
    options."""
    folders = (str(app.srcdir), str(app.confdir))
    metadata = sorted(app.env.metadata.get(docname, {}).items())
    settings = _settings_digest(app.config, folders)
    parts = [settings, repr(metadata)]
    _add_parts(document, parts)
    return _digest("".join(parts), folders)


def _add_parts(node: nodes.Element, parts: list[str]) -> None:
    """Add the markup of everything in *node* to *parts*, in a third of the time of docutils'
    ``pformat()``."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            parts.append(letters_of(child))
        elif isinstance(child, nodes.Element):
            attributes = child.attributes
            if DRAFT in attributes:
                attributes = _without_digest(child)
            parts.append(f"<{child.tagname} {attributes!r}>")
            if child.children:
                _add_parts(child, parts)
            parts.append("</>")


def _without_digest(node: nodes.Element) -> dict[str, Any]:
    """Return the attributes of *node* without the digest of a data-file record: that depends on
    the path of the file, and the record's content is in the document anyway."""
    draft = {key: value for key, value in node[DRAFT].items() if key != "data"}
    return node.attributes | {DRAFT: draft}


@lru_cache(maxsize=1)
def _settings_digest(config: Config, folders: tuple[str, ...]) -> str:
    """Compute the digest of the settings whose change makes Sphinx read all pages again.

    Some of them change only the output, such as ``numfig_format``. Without this digest, another
    builder that shares the doctrees would not notice their change.

    :param folders: source and configuration directory, whose paths are left out of the digest
    """
    values = {item.name: item.value for item in config.filter({"env"})}
    return _digest(json.dumps(_plain(values)), folders)


def _digest(text: str, folders: tuple[str, ...]) -> str:
    for folder in folders:
        text = text.replace(folder, "")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: object) -> object:
    """Convert *value* into JSON that is the same in every process."""
    if isinstance(value, dict):
        return sorted(([str(key), _plain(held)] for key, held in value.items()), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(held) for held in value), key=repr)
    if value is None or isinstance(value, str | int | float):
        return value
    # A function or an object: its repr() can contain a memory address.
    name = getattr(value, "__qualname__", None)
    return name if isinstance(name, str) else type(value).__qualname__
