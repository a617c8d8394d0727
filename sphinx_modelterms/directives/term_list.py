"""Directives of lists: terms, categories, questions and answers, and the term of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config import KIND_WARNINGS, ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.ids import add_label, free_id, location_of
from sphinx_modelterms.directives.options import OptionDirective, option_location
from sphinx_modelterms.doctree.blocks import DRAFT, container
from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.model import Selection
from sphinx_modelterms.glossary.option_specs import (
    CATEGORIES_OPTIONS,
    DAY_OPTIONS,
    FAQ_OPTIONS,
    LIST_OPTIONS,
)
from sphinx_modelterms.glossary.option_values import split_list
from sphinx_modelterms.glossary.views.selection import CATEGORIES, DAY, FAQ

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar

    from docutils import nodes


class ListingDirective(OptionDirective):
    """Base class of the directives that list something."""

    kind: ClassVar[str]
    """Value of the block's marker attribute."""
    classes: ClassVar[list[str]] = []
    takes_names: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        values = self.read_options()
        names = self._names()
        root = container(self.kind)
        root["ids"] = [self._list_id(values)]
        draft = self.draft(values)
        root["classes"] = [*self.classes, *self.shape(values, draft), *values.get("class", ())]
        root[DRAFT] = {
            "selection": self._selection(values, names),
            "home": values.get("home", False),
            "written_only": values.get("questions") == "written",
            "filter": values.get("filter", False),
            "location": location_of(self, ("path-to", "home", "tags", "category")),
            **draft,
        }
        self.set_source_info(root)
        add_label(self, root, values.get("name", ""))
        return [root]

    def draft(self, values: dict[str, Any]) -> dict[str, str]:
        """Return ``display`` and ``group_by`` of the record."""
        raise NotImplementedError

    def shape(self, values: dict[str, Any], draft: dict[str, str]) -> list[str]:
        """Return further classes of the block."""
        return []

    def _names(self) -> tuple[str, ...]:
        """Return the names of terms on the directive's line."""
        if self.content or (self.arguments and not self.takes_names):
            takes = "names on its line, and options" if self.takes_names else "options only"
            message = f"{self.name} takes {takes}, right after its line; the text is left out"
            warn(Subtype.MISPLACED_OPTION, message, option_location(self, 0))
        if not (self.arguments and self.takes_names):
            return ()
        try:
            return split_list(self.arguments[0])
        except ValueError as error:
            warn(Subtype.BAD_VALUE, f"{self.name}: {error}", option_location(self, 0))
            return ()

    def _selection(self, values: dict[str, Any], names: tuple[str, ...]) -> Selection:
        return Selection(
            names,
            self._known("category", values.get("category", ())),
            self._known("level", values.get("level", ())),
            values.get("tags", ()),
            values.get("status", ()),
            values.get("path-to", ""),
            values.get("limit", 0),
        )

    def _known(self, option: str, keys: Iterable[str]) -> tuple[str, ...]:
        """Return *keys*; warn of those that do not exist, as they would match nothing."""
        config = ModelTermsConfig.from_sphinx(self.config)
        for key in keys:
            if message := unknown_kind(option, key, config, in_list=True):
                message = f"{self.name}: {message}"
                warn(KIND_WARNINGS[option], message, self.option_place(option))
        return tuple(keys)

    def _list_id(self, values: dict[str, Any]) -> str:
        if "id" in values:
            return free_id(self, values["id"])
        start, number = ID_STARTS[self.kind], 1
        while f"{start}-{number}" in self.state.document.ids:
            number += 1
        return f"{start}-{number}"


ID_STARTS = {
    "list": "term-list",
    "categories": "term-categories",
    "faq-section": "term-faq",
    "day": "term-of-the-day",
}


class ListDirective(ListingDirective):
    """List selected terms in one of :data:`DISPLAYS`::

    <container classes="mt-list mt-list-DISPLAY" ids="term-list-1" modelterms="list">
        # filled by a post-transform
    """

    known_options = LIST_OPTIONS
    kind = "list"
    classes: ClassVar[list[str]] = ["mt-list"]
    takes_names = True

    def draft(self, values: dict[str, Any]) -> dict[str, str]:
        display = values.get("display", "cards")
        # A path and named terms have an order of their own; a table reads better in one piece than
        # as one table for each letter.
        ordered = "path-to" in values or self.arguments or not DISPLAYS[display].grouped
        grouping = values.get("group-by", "none" if ordered else "letter")
        return {"display": display, "group_by": grouping}

    def shape(self, values: dict[str, Any], draft: dict[str, str]) -> list[str]:
        classes = [f"mt-list-{draft['display']}"]
        if columns := values.get("columns"):
            classes.append(f"mt-columns-{columns}")
        if values.get("filter"):
            classes.append("mt-filterable")
        if self.arguments:
            classes.append("mt-named")
        return classes


class CategoriesDirective(ListingDirective):
    """List the categories, with their descriptions and numbers of terms::

    <container classes="mt-list mt-list-cards mt-categories" modelterms="categories">
        # filled by a post-transform
    """

    known_options = CATEGORIES_OPTIONS
    kind = "categories"
    classes: ClassVar[list[str]] = ["mt-list", "mt-list-cards", "mt-categories"]

    def draft(self, values: dict[str, Any]) -> dict[str, str]:
        return {"display": CATEGORIES, "group_by": "none"}


class FaqDirective(ListingDirective):
    """List questions and answers of several terms::

    <container classes="mt-faq" ids="term-faq-1" modelterms="faq-section">
        # filled by a post-transform
    """

    known_options = FAQ_OPTIONS
    kind = "faq-section"
    classes: ClassVar[list[str]] = ["mt-faq"]
    takes_names = True

    def draft(self, values: dict[str, Any]) -> dict[str, str]:
        return {"display": FAQ, "group_by": "none"}


class DayDirective(ListingDirective):
    """Show the term of the day::

    <container classes="mt-list mt-list-cards mt-day" modelterms="day">
        # filled by a post-transform
    """

    known_options = DAY_OPTIONS
    kind = "day"
    classes: ClassVar[list[str]] = ["mt-list", "mt-list-cards", "mt-columns-1", "mt-day"]

    def draft(self, values: dict[str, Any]) -> dict[str, str]:
        return {"display": DAY, "group_by": "none"}
