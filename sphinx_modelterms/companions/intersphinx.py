"""Index for intersphinx's case-insensitive look-up (Sphinx before 9.3).

For a term or a label that no project has in just that spelling, Sphinx compares the lower-case
form of every name of every project with it, once for each reference.

https://github.com/sphinx-doc/sphinx/pull/14628

This module can be removed when Sphinx 9.3 is the oldest supported version.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sphinx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    Names = dict[str, Any]
    """Targets in other projects by name."""
    Inventory = dict[str, Names]
    """Names by object type."""

SEARCHED = {"term": ("std:term",), "ref": ("std:label",), "any": ("std:term", "std:label")}
"""Object types that a role looks up in any letter case."""

SEARCHES = sphinx.version_info < (9, 3)
"""True if intersphinx compares every name.

Newer versions index names themselves, possibly by inventory, and so must not see a part of one.
"""


class IntersphinxIndex:
    """Wrapper around intersphinx's listener for ``missing-reference``.

    The listener is called as usual, but while it runs, the inventories contain only the names that
    equal the target in lower case. So it resolves to, and warns of, the same as with all names.
    Other listeners see the whole inventories, as does one that replaces intersphinx's.
    """

    def __init__(self) -> None:
        self._original: Callable[..., nodes.reference | None]
        self._folded: dict[int, dict[str, Names]] = {}
        """Names by their lower-case form, for the table of each object type, by the identity of
        the table.
        """

    def replace_listener(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: replace intersphinx's listener with :meth:`resolve`.

        By then all listeners are connected, and the inventories are loaded.
        """
        self._folded.clear()
        listeners = app.events.listeners["missing-reference"]
        for place, listener in enumerate(listeners if SEARCHES else ()):
            if _is_of_intersphinx(listener.handler):
                self._original = listener.handler
                listeners[place] = listener._replace(handler=self.resolve)

    def resolve(
        self, app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
    ) -> nodes.reference | None:
        """On ``missing-reference``: call intersphinx's listener with the matching names only."""
        whole: list[tuple[Inventory, str, Names]] = []
        for inventory, word in _searched_inventories(env, node["reftarget"]):
            for kind in SEARCHED.get(node["reftype"], ()):
                names = inventory.get(kind, {})
                if names and word not in names:
                    whole.append((inventory, kind, names))
                    inventory[kind] = self._by_lower_case(names).get(word.lower(), {})
        try:
            return self._original(app, env, node, content)
        finally:
            for inventory, kind, names in whole:
                inventory[kind] = names

    def _by_lower_case(self, names: Names) -> dict[str, Names]:
        folded = self._folded.get(id(names))
        if folded is None:
            folded = self._folded[id(names)] = defaultdict(dict)
            for name, place in names.items():
                folded[name.lower()][name] = place
        return folded


def _is_of_intersphinx(handler: Callable[..., object]) -> bool:
    """Return True for intersphinx's own listener.

    Compared by name: importing the module takes long, and few projects use it. Other listeners
    can be without names, and the module of a function in ``conf.py`` is ``None``.
    """
    module = str(getattr(handler, "__module__", ""))
    name = getattr(handler, "__name__", "")
    return module.startswith("sphinx.ext.intersphinx") and name == "missing_reference"


def _searched_inventories(env: BuildEnvironment, target: str) -> Iterator[tuple[Inventory, str]]:
    """Yield the inventories that intersphinx searches, each with the name: those of all projects,
    and for "python:iterator" that of one.
    """
    yield getattr(env, "intersphinx_inventory", {}), target
    project, _, word = target.partition(":")
    yield getattr(env, "intersphinx_named_inventory", {}).get(project, {}), word
