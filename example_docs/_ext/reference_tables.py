"""Prints the options and warnings of sphinx_modelterms from its code, so they cannot go stale."""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_modelterms.config import PREFIX, ModelTermsConfig, default_of
from sphinx_modelterms.diagnostics import WARNING_TYPE, Subtype
from sphinx_modelterms.export.document import KINDS
from sphinx_modelterms.glossary import options
from sphinx_modelterms.glossary.quality import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_modelterms.export.shapes import Kind


class ReferenceTable(SphinxDirective):
    """``reference-table:: NAME``: a definition list of options or warnings."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        rows = {
            "config": config_rows,
            "warnings": warning_rows,
            "quality": quality_rows,
            "term": lambda: option_rows("term", options.TERM_OPTIONS),
            "question": lambda: option_rows("question", options.QUESTION_OPTIONS),
            "source": lambda: option_rows("source", options.SOURCE_OPTIONS),
            "compare": lambda: option_rows("compare", options.COMPARE_OPTIONS),
            "categories": lambda: option_rows("categories", options.CATEGORIES_OPTIONS),
            "list": lambda: option_rows("list", options.LIST_OPTIONS),
            "faq": lambda: option_rows("faq", options.FAQ_OPTIONS),
            "of-the-day": lambda: option_rows("of-the-day", options.DAY_OPTIONS),
            **{f"json-{name}": partial(field_rows, kind) for name, kind in KINDS.items()},
        }[self.arguments[0]]()
        items = nodes.definition_list()
        for name, anchor, form, text in rows:
            term = nodes.term("", "", nodes.literal(name, name))
            if form:
                term += [nodes.Text(" · "), *self._inline(form)]
            definition = nodes.definition("", nodes.paragraph("", "", *self._inline(text)))
            definition["ids"] = [anchor]
            items += nodes.definition_list_item("", term, definition)
        return [items]

    def _inline(self, text: str) -> list[nodes.Node]:
        """Single backticks in the code's texts are literals."""
        parsed: list[nodes.Node] = []
        for number, part in enumerate(text.split("`")):
            if part:
                parsed.append(nodes.literal(part, part) if number % 2 else nodes.Text(part))
        return parsed


Row = tuple[str, str, str, str]
"""Name, anchor, form, text."""


def config_rows() -> Iterator[Row]:
    """The configuration values."""
    for field in dc.fields(ModelTermsConfig):
        name = PREFIX + field.name
        default = default_of(field)
        form = f"`{field.metadata['type']}`, by default `{default!r}`"
        yield name, f"confval-{name}", form, field.metadata["help"]


def warning_rows() -> Iterator[Row]:
    """The subtypes of warnings."""
    for subtype in Subtype:
        yield f"{WARNING_TYPE}.{subtype.value}", f"warning-{subtype.value}", "", subtype.help


def quality_rows() -> Iterator[Row]:
    """The rules of quality."""
    for key, rule in RULES.items():
        yield key, f"quality-{key}", "", rule.help


def option_rows(directive: str, table: dict[str, options.Option]) -> Iterator[Row]:
    """The options of a directive."""
    for name, option in table.items():
        yield f":{name}:", f"option-{directive}-{name}", option.form, option.help


def field_rows(kind: Kind[Any, Any]) -> Iterator[Row]:
    """The fields of an object in ``modelterms.json``."""
    for name, field in kind.fields.items():
        form = f"{field.shape.form}, always" if field.always else field.shape.form
        yield name, f"json-{kind.name}-{name}", form, field.help


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("reference-table", ReferenceTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
