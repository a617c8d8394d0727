"""Parsing text of data files so that nothing is noted of it but the nodes that come out."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

NOTED_WHILE_PARSING = {"math": "objects", "changeset": "changes"}
"""The domains that note things before the tree is finished, and under which key they do."""


LARGE_BOOKS = frozenset({"ids", "nameids", "nametypes", "refids", "refnames"})
"""Those of docutils that grow with the page. Each text gets empty ones: a copy for each would take
a time that grows with the square of the number of texts."""


@contextmanager
def without_traces(document: nodes.document, env: BuildEnvironment) -> Iterator[None]:
    """While text of a data file is parsed into *document*, keep it from changing anything else.

    Names would give other text other links, and labels of formulas other numbers, also on other
    pages; the ``changes`` builder writes what it was told without escaping it.
    """
    books = _books(document)
    for name in LARGE_BOOKS:
        setattr(document, name, {})
    transforms = list(document.transformer.transforms)
    with _nothing_noted(env):
        try:
            yield
        finally:
            document.transformer.transforms[:] = transforms
            for name, book in books.items():
                setattr(document, name, book)


@contextmanager
def _nothing_noted(env: BuildEnvironment) -> Iterator[None]:
    """Let domains and counters note what they want, and have them forget it."""
    stores = {name: env.domains[name].data for name in NOTED_WHILE_PARSING}
    noted = {name: stores[name].get(key, {}) for name, key in NOTED_WHILE_PARSING.items()}
    # Sphinx offers no way to give a number back. Before 8.2 it keeps them with what else is known
    # of the page that is read.
    document = getattr(env, "current_document", None)
    numbers: Any = env.temp_data if document is None else getattr(document, "_serial_numbers", {})
    before = dict(numbers)
    for name, key in NOTED_WHILE_PARSING.items():
        stores[name][key] = {}
    try:
        yield
    finally:
        for name, key in NOTED_WHILE_PARSING.items():
            stores[name][key] = noted[name]
        numbers.clear()
        numbers.update(before)


def _books(document: nodes.document) -> dict[str, Any]:
    """Return what a document notes of names: data text must not give other text other links."""
    kept = {"attributes", "children", "parse_messages", "transform_messages"}
    return {
        name: book if name in LARGE_BOOKS else _copied(book)
        for name, book in vars(document).items()
        if isinstance(book, dict | list) and name not in kept
    }


def _copied(book: Any) -> Any:
    copied = copy(book)
    if isinstance(copied, dict):
        copied.update({key: list(v) for key, v in book.items() if isinstance(v, list)})
    return copied
