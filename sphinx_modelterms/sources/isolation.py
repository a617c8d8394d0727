"""Parsing text of data files without side effects on the document and the environment."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

CHANGED_WHILE_PARSING = {"math": "objects", "changeset": "changes"}
"""Domains whose directives and roles change domain data during parsing, with the changed key."""


LARGE_REGISTRIES = frozenset({"ids", "nameids", "nametypes", "refids", "refnames"})
"""Registries of docutils that grow with the page.

Each text gets empty ones: with a copy for each text, the time would grow with the square of the
number of texts.
"""


@contextmanager
def without_side_effects(document: nodes.document, env: BuildEnvironment) -> Iterator[None]:
    """Return a context in which parsing text into *document* has no lasting side effects.

    Names in the text would change the links of other text, and labels of formulas the numbers of
    others, even on other pages; and the ``changes`` builder does not escape what it collects.
    """
    registries = _name_registries(document)
    for name in LARGE_REGISTRIES:
        setattr(document, name, {})
    transforms = list(document.transformer.transforms)
    with _restored_domains(env):
        try:
            yield
        finally:
            document.transformer.transforms[:] = transforms
            for name, registry in registries.items():
                setattr(document, name, registry)


@contextmanager
def _restored_domains(env: BuildEnvironment) -> Iterator[None]:
    """Return a context after which the data of domains and the serial numbers are as before."""
    stores = {name: env.domains[name].data for name in CHANGED_WHILE_PARSING}
    noted = {name: stores[name].get(key, {}) for name, key in CHANGED_WHILE_PARSING.items()}
    # Sphinx has no way to reset a serial number. Before 8.2, they are in ``env.temp_data``.
    document = getattr(env, "current_document", None)
    numbers: Any = env.temp_data if document is None else getattr(document, "_serial_numbers", {})
    before = dict(numbers)
    for name, key in CHANGED_WHILE_PARSING.items():
        stores[name][key] = {}
    try:
        yield
    finally:
        for name, key in CHANGED_WHILE_PARSING.items():
            stores[name][key] = noted[name]
        numbers.clear()
        numbers.update(before)


def _name_registries(document: nodes.document) -> dict[str, Any]:
    """Return copies of the registries of *document*, such as those of names and ids."""
    kept = {"attributes", "children", "parse_messages", "transform_messages"}
    return {
        name: registry if name in LARGE_REGISTRIES else _copied(registry)
        for name, registry in vars(document).items()
        if isinstance(registry, dict | list) and name not in kept
    }


def _copied(registry: Any) -> Any:
    copied = copy(registry)
    if isinstance(copied, dict):
        copied.update({key: list(v) for key, v in registry.items() if isinstance(v, list)})
    return copied
