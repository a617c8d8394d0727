"""Directives that list terms, categories or questions, and the term of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.ids import add_label, free_id, location_of
from sphinx_modelterms.directives.options import OptionDirective, option_location
from sphinx_modelterms.doctree.blocks import DRAFT, container
from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.list_option_specs import (
    CATEGORIES_OPTIONS,
    DAY_OPTIONS,
    FAQ_OPTIONS,
    LIST_OPTIONS,
    MAP_OPTIONS,
)
from sphinx_modelterms.glossary.option_values import split_list
from sphinx_modelterms.glossary.selection import Selection
from sphinx_modelterms.glossary.views.selection import CATEGORIES, DAY, FAQ, MAP
from sphinx_modelterms.unknown_kinds import KIND_WARNINGS, unknown_kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar

    from docutils import nodes


class ListingDirective(OptionDirective):
    """Base class of the directives that list something."""

    kind: ClassVar[str]
    """Value of the block's marker attribute."""
    display: ClassVar[str]
    """Display of the record, unless the author chooses it."""
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

    def draft(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return ``display`` and ``group_by`` of the record, and further fields."""
        return {"display": self.display, "group_by": "none"}

    def shape(self, values: dict[str, Any], draft: dict[str, Any]) -> list[str]:
        """Return further classes of the block."""
        return []

    def _names(self) -> tuple[str, ...]:
        """Return the names of terms on the directive's line."""
        if self.content or (self.arguments and not self.takes_names):
            takes = "names on its own line, and options" if self.takes_names else "options"
            message = (
                f"{self.name}: this text is left out. The directive takes only {takes} right "
            )
            message += "below that line"
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
            values.get("since", ()),
            values.get("changed", ()),
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
    "box": "term-box",
    "changes": "term-changes",
    "term-map": "term-map",
    "term-quiz": "term-quiz",
}


class ListDirective(ListingDirective):
    """List the selected terms in one of the displays of ``display_specs.py``::

    <container classes="mt-list mt-list-DISPLAY" ids="term-list-1" modelterms="list">
        # filled by a post-transform
    """

    known_options = LIST_OPTIONS
    kind = "list"
    classes: ClassVar[list[str]] = ["mt-list"]
    takes_names = True

    def draft(self, values: dict[str, Any]) -> dict[str, Any]:
        display = values.get("display", "path" if "path-to" in values else "cards")
        # A path and named terms have an order of their own; a table reads better in one piece than
        # as one table for each letter.
        ordered = "path-to" in values or self.arguments or not DISPLAYS[display].grouped
        grouping = values.get("group-by", "none" if ordered else "letter")
        return {"display": display, "group_by": grouping}

    def shape(self, values: dict[str, Any], draft: dict[str, Any]) -> list[str]:
        classes = [f"mt-list-{draft['display']}"]
        if columns := values.get("columns"):
            classes.append(f"mt-columns-{columns}")
        if values.get("filter"):
            classes.append("mt-filterable")
        if self.arguments:
            classes.append("mt-named")
        return classes


class CategoriesDirective(ListingDirective):
    """List the categories, each with its number of terms, their levels and some of them::

    <container classes="mt-list mt-list-cards mt-categories" modelterms="categories">
        # filled by a post-transform
    """

    known_options = CATEGORIES_OPTIONS
    kind = "categories"
    display = CATEGORIES
    classes: ClassVar[list[str]] = ["mt-list", "mt-list-cards", "mt-categories"]


class FaqDirective(ListingDirective):
    """Show the questions and answers of several terms in one section::

    <container classes="mt-faq" ids="term-faq-1" modelterms="faq-section">
        # filled by a post-transform
    """

    known_options = FAQ_OPTIONS
    kind = "faq-section"
    display = FAQ
    classes: ClassVar[list[str]] = ["mt-faq"]
    takes_names = True


class DayDirective(ListingDirective):
    """Show one term, which changes every day::

    <container classes="mt-list mt-list-cards mt-day" modelterms="day">
        # filled by a post-transform
    """

    known_options = DAY_OPTIONS
    kind = "day"
    display = DAY
    classes: ClassVar[list[str]] = ["mt-list", "mt-list-cards", "mt-columns-1", "mt-day"]


class MapDirective(ListingDirective):
    """Show a map of one term or of the selected terms::

    <container classes="mt-map" ids="term-map-1" modelterms="term-map">
        # filled by a post-transform
    """

    known_options = MAP_OPTIONS
    kind = "term-map"
    display = MAP
    classes: ClassVar[list[str]] = ["mt-map"]
    takes_names = True
