"""The texts in the code from which the manual's reference and the JSON Schemas are generated."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from sphinx_modelterms.config import PREFIX, ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.export import glossary_json, link_report
from sphinx_modelterms.glossary import list_option_specs, option_specs
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.datafiles import keys
from sphinx_modelterms.glossary.limits import LIMITS
from sphinx_modelterms.glossary.quality import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.option_kinds import Option

OPTIONS: dict[str, Mapping[str, Option]] = {
    "term": option_specs.TERM_OPTIONS,
    "term-question": option_specs.QUESTION_OPTIONS,
    "term-source": option_specs.SOURCE_OPTIONS,
    "term-compare": option_specs.COMPARE_OPTIONS,
    "term-list": list_option_specs.LIST_OPTIONS,
    "term-categories": list_option_specs.CATEGORIES_OPTIONS,
    "term-faq": list_option_specs.FAQ_OPTIONS,
    "term-of-the-day": list_option_specs.DAY_OPTIONS,
    "term-box": list_option_specs.BOX_OPTIONS,
    "term-map": list_option_specs.MAP_OPTIONS,
    "term-changes": list_option_specs.CHANGES_OPTIONS,
    "term-quiz": list_option_specs.QUIZ_OPTIONS,
    "data file": keys.HEADER,
}
"""The tables of options, by directive."""

KINDS = {"modelterms.json": glossary_json.KINDS, "report": link_report.KINDS}
"""The kinds of JSON objects, by file."""


def reference_texts() -> Iterator[tuple[str, str]]:
    """Yield every text with a name that says where it is."""
    for field in dc.fields(ModelTermsConfig):
        yield PREFIX + field.name, field.metadata["help"]
    for subtype in Subtype:
        yield f"warning {subtype.value}", subtype.help
    for key, quality_rule in RULES.items():
        yield f"quality rule {key}", quality_rule.help
    for link_rule in LinkRule:
        yield f"link rule {link_rule.value}", link_rule.help
    for name, limit in LIMITS.items():
        yield f"limit {name}", limit.help
    for directive, table in OPTIONS.items():
        for name, option in table.items():
            yield f"{directive} {name}", option.help
    for table_of_texts in (keys.TEXTS, keys.PARTS, keys.QUESTION, keys.QUIZ_QUESTION, keys.SOURCE):
        yield from table_of_texts.items()
    yield from (("name", keys.NAME), ("terms", keys.TERMS))
    for file, kinds in KINDS.items():
        for kind in kinds.values():
            yield f"{file} {kind.name}", kind.help
            for name, made in kind.fields.items():
                yield f"{file} {kind.name} {name}", made.help
