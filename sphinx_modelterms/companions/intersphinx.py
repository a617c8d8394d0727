"""Names of other projects: intersphinx finds them at once.

For a term or a label that none of them has in just that spelling, Sphinx puts each name of all of
them in lower case and compares it, and does so again for each mention.

https://github.com/sphinx-doc/sphinx/pull/14628
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
    """Places in other projects by name."""
    Inventory = dict[str, Names]
    """Names by kind."""

SEARCHED = {"term": ("std:term",), "ref": ("std:label",), "any": ("std:term", "std:label")}
"""The kinds of names that a role searches in any letter case."""

SEARCHES = sphinx.version_info < (9, 3)
"""Later versions are to look names up themselves. They may remember them by inventory, and so must
not see a part of one."""


class ForeignNames:
    """Stands in for intersphinx's listener.

    That is asked as ever, but meanwhile other projects have those names only that are the word in
    some letter case. It finds, and warns of, the same as among all names. No other listener sees
    that, nor does one that replaces intersphinx's.
    """

    def __init__(self) -> None:
        self._ask: Callable[..., nodes.reference | None]
        self._folded: dict[int, dict[str, Names]] = {}
        """Names by what they are in lower case, for all names of a kind: by identity of these."""

    def stand_in(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, when all listeners are connected and inventories are loaded."""
        self._folded.clear()
        listeners = app.events.listeners["missing-reference"]
        for place, listener in enumerate(listeners if SEARCHES else ()):
            if _is_of_intersphinx(listener.handler):
                self._ask = listener.handler
                listeners[place] = listener._replace(handler=self.resolve)

    def resolve(
        self, app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
    ) -> nodes.reference | None:
        """On ``missing-reference``, in place of intersphinx's own."""
        whole: list[tuple[Inventory, str, Names]] = []
        for inventory, word in _asked(env, node["reftarget"]):
            for kind in SEARCHED.get(node["reftype"], ()):
                names = inventory.get(kind, {})
                if names and word not in names:
                    whole.append((inventory, kind, names))
                    inventory[kind] = self._by_lower_case(names).get(word.lower(), {})
        try:
            return self._ask(app, env, node, content)
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
    """By name: the module takes long to import, and few projects use it."""
    module, name = getattr(handler, "__module__", ""), getattr(handler, "__name__", "")
    return module.startswith("sphinx.ext.intersphinx") and name == "missing_reference"


def _asked(env: BuildEnvironment, target: str) -> Iterator[tuple[Inventory, str]]:
    """Where intersphinx looks for what: in all projects, and for "python:iterator" in one."""
    yield getattr(env, "intersphinx_inventory", {}), target
    project, _, word = target.partition(":")
    yield getattr(env, "intersphinx_named_inventory", {}).get(project, {}), word
