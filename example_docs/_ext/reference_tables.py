"""Generates the tables of options, fields and warnings in the manual from the code."""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_modelterms.config import PREFIX, ModelTermsConfig
from sphinx_modelterms.config_field import default_of
from sphinx_modelterms.diagnostics import WARNING_TYPE, Subtype
from sphinx_modelterms.export import glossary_json, link_report
from sphinx_modelterms.glossary import list_option_specs as lists
from sphinx_modelterms.glossary import option_specs as options
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.datafiles import keys, tree
from sphinx_modelterms.glossary.limits import LIMITS
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.sources import allowed_markup as markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_modelterms.export.shapes import Kind
    from sphinx_modelterms.glossary.option_kinds import Option


class ReferenceTable(SphinxDirective):
    """``reference-table:: NAME``: a definition list of options, fields or warnings."""

    required_arguments = 1
    has_content = True  # shown instead where the manual is read without being built

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        rows = {
            "config": config_rows,
            "warnings": warning_rows,
            "quality": quality_rows,
            "term": lambda: option_rows("term", options.TERM_OPTIONS),
            "question": lambda: option_rows("question", options.QUESTION_OPTIONS),
            "source": lambda: option_rows("source", options.SOURCE_OPTIONS),
            "compare": lambda: option_rows("compare", options.COMPARE_OPTIONS),
            "categories": lambda: option_rows("categories", lists.CATEGORIES_OPTIONS),
            "list": lambda: option_rows("list", lists.LIST_OPTIONS),
            "faq": lambda: option_rows("faq", lists.FAQ_OPTIONS),
            "map": lambda: option_rows("map", lists.MAP_OPTIONS),
            "quiz": lambda: option_rows("quiz", lists.QUIZ_OPTIONS),
            "of-the-day": lambda: option_rows("of-the-day", lists.DAY_OPTIONS),
            "box": lambda: option_rows("box", lists.BOX_OPTIONS),
            "changes": lambda: option_rows("changes", lists.CHANGES_OPTIONS),
            "data": data_rows,
            "data-file": data_file_rows,
            "data-question": lambda: text_rows(
                "data-question", keys.QUESTION, keys.QUESTION_NEEDS, options.QUESTION_OPTIONS
            ),
            "data-source": lambda: text_rows(
                "data-source", keys.SOURCE, keys.SOURCE_NEEDS, options.SOURCE_OPTIONS
            ),
            "data-quiz-question": lambda: text_rows(
                "data-quiz-question", keys.QUIZ_QUESTION, keys.QUIZ_QUESTION_NEEDS
            ),
            "data-markup": markup_rows,
            "data-limits": limit_rows,
            "link-rules": rule_rows,
            **{
                f"{place}-{name.replace(' ', '-')}": partial(field_rows, place, kind)
                for place, kinds in (("json", glossary_json.KINDS), ("report", link_report.KINDS))
                for name, kind in kinds.items()
            },
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


def rule_rows() -> Iterator[Row]:
    """The rules of automatic links."""
    for rule in LinkRule:
        yield rule.value, f"link-rule-{rule.value}", "", rule.help


def option_rows(directive: str, table: dict[str, Option]) -> Iterator[Row]:
    """The options of a directive."""
    for name, option in table.items():
        yield f":{name}:", f"option-{directive}-{name}", option.form, option.help


def data_rows() -> Iterator[Row]:
    """The fields of a term in a data file."""
    yield "name", "data-name", "text, required", keys.NAME
    yield from text_rows("data", keys.TEXTS)
    forms = {
        "examples": "list of texts in markup",
        "questions": "list of questions",
        "facts": "keys with texts in markup",
        "sources": "list of sources",
        "quiz": "list of questions with choices",
    }
    for name, help_ in keys.PARTS.items():
        yield name, f"data-{name}", forms[name], help_
    yield from header_rows("data", keys.DATA_OPTIONS)


def data_file_rows() -> Iterator[Row]:
    """The fields of a data file."""
    yield from header_rows("data-file", keys.HEADER)
    yield "terms", "data-file-terms", "list of terms, required", keys.TERMS


def header_rows(place: str, table: Mapping[str, Option]) -> Iterator[Row]:
    """Fields of data files that are read as options are."""
    for name, option in table.items():
        yield name, f"{place}-{name}", option.form, option.help


def text_rows(
    place: str,
    table: Mapping[str, str],
    needed: Collection[str] = (),
    known: Mapping[str, Option] | None = None,
) -> Iterator[Row]:
    """Fields of data files that are texts in markup, but for those that are *known* options."""
    for name, help_ in table.items():
        form = known[name].form if known and name in known else "text in markup"
        yield name, f"{place}-{name}", f"{form}, required" if name in needed else form, help_


def markup_rows() -> Iterator[Row]:
    """List the markup that data-file text may use."""
    for name, allowed in (("directives", markup.DIRECTIVES), ("roles", markup.ROLES)):
        text = ", ".join(f"`{one}`" for one in sorted(allowed) if one)
        yield name, f"data-markup-{name}", "", text


def limit_rows() -> Iterator[Row]:
    """List the limits on the output of data files."""
    for name, limit in LIMITS.items():
        form = f"by default {limit.most:,} {limit.unit}"
        yield name, f"data-limit-{name}", form, limit.help
    fixed = {
        "depth": (tree.DEEPEST, "levels", "The depth to which lists and tables can be nested."),
        "marks": (tree.MOST_MARKS, "marks", "The number of accents on a letter."),
    }
    for name, (most, unit, text) in fixed.items():
        yield f"{most:,} {unit}", f"data-limit-{name}", "", text


def field_rows(place: str, kind: Kind[Any, Any]) -> Iterator[Row]:
    """The fields of an object in a file for programs.

    :param place: ``json`` for ``modelterms.json``, ``report`` for the report
    """
    for name, field in kind.fields.items():
        form = f"{field.shape.form}, always" if field.always else field.shape.form
        yield name, f"{place}-{kind.name.replace(' ', '-')}-{name}", form, field.help


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("reference-table", ReferenceTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
