"""``term-compare`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.content import parse_body, warn_misplaced_options
from sphinx_modelterms.directives.ids import add_label, add_texts, free_id, location_of
from sphinx_modelterms.directives.options import OptionDirective, option_location
from sphinx_modelterms.doctree.blocks import DRAFT, container
from sphinx_modelterms.glossary.option_specs import COMPARE_OPTIONS
from sphinx_modelterms.glossary.option_values import split_items
from sphinx_modelterms.glossary.text.names import comparison_anchor
from sphinx_modelterms.glossary.text.sentences import is_sentence

if TYPE_CHECKING:
    from docutils import nodes

FEWEST, MOST = 2, 6
"""Minimum and maximum number of terms in a comparison; a table of more does not fit on a page."""


class CompareDirective(OptionDirective):
    """Compare terms side by side, with the author's advice as content::

    <container classes="mt-comparison" ids="compare-A-vs-B" modelterms="comparison">
        <container classes="mt-table" modelterms="table">      # filled by a post-transform
        <container classes="mt-advice" modelterms="advice">
            ...
    """

    known_options = COMPARE_OPTIONS

    def run(self) -> list[nodes.Node]:
        values = self.read_options()
        where = option_location(self, 0)
        advice = parse_body(self)
        warn_misplaced_options(advice, self, self.known_options)
        advice = advice or self._advice_below(where)
        names = self._names(where)
        if names is None:
            return advice
        if len(names) < FEWEST:
            problem = f"{names[0]!r} is not enough to compare" if names else "there is no term"
            message = f"{self.name}: {problem}; name 2 to 6 terms on its line"
            message += ", with commas between them"
            warn(Subtype.BAD_COMPARISON, message, where)
            return advice
        root = container("comparison", container("table"))
        root["ids"] = [free_id(self, values.get("id") or comparison_anchor(names))]
        root["classes"] += values.get("class", ())
        root[DRAFT] = {
            "title": values.get("title", ""),
            "terms": names,
            "rows": values.get("rows", ()),
            "location": location_of(self, ("rows",)),
        }
        if advice:
            root += container("advice", *advice)
        self.set_source_info(root)
        add_texts(self, root, [values.get("title", "")])
        add_label(self, root, values.get("name", ""))
        return [root]

    def _advice_below(self, where: str) -> list[nodes.Node]:
        """Move the advice out of the argument if no blank line separates it from the names."""
        written, _, more = "".join(self.arguments).strip().partition("\n")
        if not ("," in written.rstrip(", ") and is_sentence(more) and written.rstrip()[-1] != ","):
            return []
        message = f"{self.name}: {written!r} goes on with {more.splitlines()[0].strip()!r}: put a "
        warn(Subtype.NAME_LINES, f"{message}blank line between the names and the advice", where)
        self.arguments = [written]
        return self.parse_text_to_nodes(more)

    def _names(self, where: str) -> tuple[str, ...] | None:
        """Read the names of the terms to compare; return ``None`` after a warning."""
        try:
            names = split_items(self.arguments[0]) if self.arguments else []
        except ValueError as error:
            warn(Subtype.BAD_VALUE, f"{self.name}: {error}", where)
            return None
        if len(names) > MOST:
            message = f"{self.name}: only the first {MOST} of {len(names)} terms are compared"
            warn(Subtype.BAD_COMPARISON, message, where)
        return tuple(names[:MOST])
