"""The ``term-compare`` directive, which compares terms side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.content import parse_body, warn_misplaced_options
from sphinx_modelterms.directives.ids import add_label, add_texts, free_id, location_of
from sphinx_modelterms.directives.options import OptionDirective, option_location
from sphinx_modelterms.doctree.blocks import CHOICE, CHOICES, DRAFT, container
from sphinx_modelterms.glossary.option_specs import COMPARE_OPTIONS
from sphinx_modelterms.glossary.option_values import split_items
from sphinx_modelterms.glossary.text.names import comparison_anchor, fold
from sphinx_modelterms.glossary.text.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEWEST, MOST = 2, 6
"""Minimum and maximum number of terms in a comparison; a table of more does not fit on a page."""


class CompareDirective(OptionDirective):
    """Compare two to six terms side by side; the content is the author's advice::

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
            problem = f"{names[0]!r} is the only term" if names else "there are no terms"
            message = (
                f"{self.name}: {problem} to compare. List 2 to {MOST} terms on the directive's "
            )
            message += "line, separated by commas"
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
            mark_choices(advice, names)
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
        first = more.splitlines()[0].strip()
        message = f"{self.name}: {written!r} is followed directly by {first!r}. Add a blank line "
        warn(Subtype.NAME_LINES, f"{message}between the names and the advice", where)
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
            message = (
                f"{self.name}: only the first {MOST} of these {len(names)} terms are compared. "
            )
            message += f"List at most {MOST}"
            warn(Subtype.BAD_COMPARISON, message, where)
        return tuple(names[:MOST])


def mark_choices(advice: Iterable[nodes.Node], names: Sequence[str]) -> None:
    """Give the bullet lists in *advice* a class of which each item begins with the name of a term
    and a colon; they are displayed as boxes.
    """
    known = _names_in_advice(names)
    for node in advice:
        if isinstance(node, nodes.bullet_list):
            texts = (item.children[0].astext() for item in node if item.children)
            named = [name for text in texts if (name := _chosen(text, known))]
            if len(named) == len(node.children) == len(set(named)) > 1:
                node["classes"].append(CHOICES)
                for item, name in zip(node.children, named, strict=True):
                    assert isinstance(item, nodes.list_item)
                    item[CHOICE] = name


def _names_in_advice(names: Sequence[str]) -> dict[str, str]:
    """Return the folded names by what advice can begin with: also without the project."""
    known = {fold(name.partition(":")[2].strip()): fold(name) for name in names if ":" in name}
    return known | {fold(name): fold(name) for name in names}


def _chosen(text: str, known: Mapping[str, str]) -> str:
    """Return the name of the term at the start of an item of advice, or ``""``."""
    parts = text.split(":")
    starts = (":".join(parts[:end]) for end in range(min(len(parts) - 1, 3), 0, -1))
    found = (
        known[key]
        for start in starts
        if (key := fold(start.strip())) in known and text[len(start) + 1 :].strip()
    )
    return next(found, "")
