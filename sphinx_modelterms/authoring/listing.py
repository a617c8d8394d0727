"""The ``term-list`` and ``term-categories`` directives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import SphinxDirective

from sphinx_modelterms.authoring.options import (
    CATEGORIES_OPTIONS,
    LIST_OPTIONS,
    AnyOption,
    option_location,
    read_options,
)
from sphinx_modelterms.authoring.placing import add_label, free_id, place_of
from sphinx_modelterms.cardtree import DRAFT, container
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.fields import option_lines
from sphinx_modelterms.glossary.model import Selection
from sphinx_modelterms.glossary.names import nearest
from sphinx_modelterms.glossary.views import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar

    from docutils import nodes
    from sphinx.util.typing import OptionSpec


class ListDirective(SphinxDirective):
    """Terms by what they are, one of four ways::

    <container classes="mt-list mt-list-DISPLAY" ids="term-list-1" modelterms="list">
        # filled late
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = AnyOption()

    def run(self) -> list[nodes.Node]:
        values = read_options(self, LIST_OPTIONS)
        if self.arguments or self.content:
            message = f"{self.name} takes options only, right after its line; the text is left out"
            warn(Subtype.MISPLACED_OPTION, message, option_location(self, 0))
        config = ModelTermsConfig.from_sphinx(self.config)
        path_to = values.get("path-to", "")
        selection = Selection(
            self._known("category", values.get("category", ()), config.categories),
            self._known("level", values.get("level", ()), config.levels),
            values.get("tags", ()),
            values.get("status", ()),
            path_to,
            values.get("limit", 0),
        )
        display = values.get("display", "cards")
        root = container("list")
        root["ids"] = [_list_id(self, values)]
        root["classes"] += [f"mt-list-{display}", *values.get("class", ())]
        if columns := values.get("columns"):
            root["classes"].append(f"mt-columns-{columns}")
        if values.get("filter"):
            root["classes"].append("mt-filterable")
        root[DRAFT] = {
            "selection": selection,
            "display": display,
            "group_by": values.get("group-by", _default_grouping(display, path_to)),
            "home": values.get("home", False),
            "place": place_of(self, ("path-to",)),
        }
        self.set_source_info(root)
        add_label(self, root, values.get("name", ""))
        return [root]

    def _known(self, option: str, keys: Iterable[str], kinds: dict[str, Any]) -> tuple[str, ...]:
        """*keys*, with a warning for those that do not exist (they would match nothing)."""
        subtype = {"category": Subtype.UNKNOWN_CATEGORY, "level": Subtype.UNKNOWN_LEVEL}[option]
        for key in keys:
            if kinds and key not in kinds:
                line = option_lines(self.block_text).get(option, 0)
                hint = " or ".join(nearest(key, kinds)) or ", ".join(kinds)
                message = f"{self.name}: there is no {option} {key!r}; did you mean {hint}?"
                warn(subtype, message, option_location(self, line))
        return tuple(keys)


def _default_grouping(display: str, path_to: str) -> str:
    """A path has an order of its own, and one table is better than one a letter."""
    return "none" if path_to or display == "table" else "letter"


def _list_id(directive: SphinxDirective, values: dict[str, Any]) -> str:
    if "id" in values:
        return free_id(directive, values["id"])
    number = 1
    while f"term-list-{number}" in directive.state.document.ids:
        number += 1
    return f"term-list-{number}"


class CategoriesDirective(SphinxDirective):
    """The categories with their descriptions and how many terms each has::

    <container classes="mt-list mt-list-cards mt-categories" modelterms="categories">
        # filled late
    """

    option_spec: ClassVar[OptionSpec] = AnyOption()

    def run(self) -> list[nodes.Node]:
        values = read_options(self, CATEGORIES_OPTIONS)
        root = container("categories")
        root["ids"] = [_list_id(self, values)]
        root["classes"] += ["mt-list", "mt-list-cards", *values.get("class", ())]
        root[DRAFT] = {
            "selection": Selection(),
            "display": CATEGORIES,
            "group_by": "none",
            "home": False,
            "place": place_of(self, ()),
        }
        self.set_source_info(root)
        add_label(self, root, values.get("name", ""))
        return [root]
