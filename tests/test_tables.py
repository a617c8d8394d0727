"""Tables that close: what is added in one place is known in all others, or a sentence says where.

Each check yields sentences that say what to add. The recipes of the manual
(``contributing-recipes.md``) are followed with the same checks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import babel
import pytest

import sphinx_modelterms
from sphinx_modelterms.directives import card
from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.export import glossary_json
from sphinx_modelterms.export.schema import schema_texts
from sphinx_modelterms.glossary.consistency import CHECKED_OPTIONS
from sphinx_modelterms.glossary.datafiles import schema
from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.model import Term
from sphinx_modelterms.glossary.option_specs import (
    COMPARE_OPTIONS,
    FIELDS,
    TERM_OPTIONS,
    TRANSLATED,
)
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.glossary.relation_specs import LINES, RELATIONS
from sphinx_modelterms.glossary.views.comparison import ROWS
from sphinx_modelterms.glossary.views.hidden_parts import PARTS_OF_VIEWS
from sphinx_modelterms.glossary.views.records import CardView
from sphinx_modelterms.migration import csv_table
from sphinx_modelterms.rendering import labels, term_card
from sphinx_modelterms.rendering.term_list import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE = Path(sphinx_modelterms.__file__).parent
HERE = Path(__file__).parent

Exceptions = dict[str, str]

ANYWHERE = "any table"

MADE = "no author writes it: it is found out when a page is read"
SAID = "it says how a build treats the term, nothing that readers or programs need"
NAMES = "these are names of terms, which are found in both languages"
WORDS = "these words are the same in all languages, as keys are"
PART = "it is a part of the card with content of its own, not a line"
BODY = "it is written in the body of the directive"

EXCEPTIONS: dict[str, Exceptions] = {
    "docname": {ANYWHERE: MADE},
    "location": {ANYWHERE: MADE},
    "conditions": {ANYWHERE: MADE},
    "data": {ANYWHERE: MADE},
    "data_lines": {ANYWHERE: MADE},
    "source_name": {ANYWHERE: MADE},
    "source_names": {ANYWHERE: MADE},
    "shown_tags": {ANYWHERE: MADE},
    "shown_scope": {ANYWHERE: MADE},
    "scopes": {ANYWHERE: MADE},
    "anchor": {
        "options": "the option is called `id`",
        "data files": "the key is called `id`",
        "modelterms.json": "the field is called `id`",
        "import": "the column is called `id`",
        "translation": "anchors are those of the original",
        "card": "it is the id of the card",
    },
    "name": {
        "options": "it is the argument of the directive; the option `name` is a label",
        "card": "it is the title of the card",
    },
    "definition": {
        "options": BODY,
        "modelterms.json": "the field is called `summary`, as it has no markup",
        "card": PART,
    },
    "examples": {"options": BODY, "import": BODY, "card": PART},
    "facts": {"options": BODY, "import": BODY, "card": PART},
    "questions": {"options": BODY, "import": BODY, "card": PART},
    "sources": {"options": BODY, "import": BODY, "card": PART},
    "quiz": {
        "options": BODY,
        "modelterms.json": SAID,
        "import": BODY,
        "card": PART,
    },
    "not_in_quiz_with": {"modelterms.json": SAID, "translation": NAMES, "card": SAID},
    "forms": {"card": "forms find the term; readers know them"},
    "not_in": {"card": "it is about links in texts; readers of the card know the phrases"},
    "scope": {"card": "it is a badge of the part `meta`"},
    "category": {
        "translation": "it is a key; its title is translated in conf.py",
        "card": "it is a badge of the part `meta`",
    },
    "level": {
        "translation": "it is a key; its title is translated in conf.py",
        "card": "it is a badge of the part `meta`",
    },
    "tags": {"card": "they are badges of the part `meta`"},
    "related": {"translation": NAMES},
    "requires": {"translation": NAMES},
    "broader": {"translation": NAMES},
    "replaced_by": {"translation": NAMES, "card": "the part `status` links it"},
    "status": {"translation": WORDS, "card": "the part `status` says it in a sentence"},
    "reviewed": {
        "modelterms.json": SAID,
        "translation": "it is a date, which is written as the language does",
        "card": "it is a badge of the part `meta`",
    },
    "since": {"translation": WORDS, "card": "the part `versions` says it"},
    "changed": {"card": "the part `versions` says it"},
    "case": {"translation": WORDS, "card": SAID},
    "no_autolink": {"translation": WORDS, "card": SAID},
    "faq": {"modelterms.json": SAID, "translation": WORDS, "card": SAID},
}
"""The fields of a term that a table does not have, each with the reason."""

IN_THE_TREE = {"name", "definition", "examples", "facts", "questions", "sources", "quiz"}
"""Fields that are read from the document, which Sphinx has translated."""

TABLES: dict[str, tuple[set[str], str]] = {
    "options": (set(FIELDS.values()), "TERM_OPTIONS in glossary/option_specs.py"),
    "data files": (
        {key.replace("-", "_") for key in schema.terms_schema()["$defs"]["term"]["properties"]},
        "TERM_OPTIONS in glossary/option_specs.py or PARTS in glossary/datafiles/keys.py",
    ),
    "modelterms.json": (set(glossary_json.TERM.fields), "TERM in export/glossary_json.py"),
    "import": (
        {field.replace("-", "_") for field in csv_table.FIELDS},
        "FIELDS in migration/csv_table.py",
    ),
    "translation": (
        {FIELDS[name] for name in TRANSLATED} | IN_THE_TREE,
        "its line in TERM_OPTIONS of glossary/option_specs.py, as translated=",
    ),
    "card": (set(labels.NAMES) | set(RELATIONS), "NAMES in rendering/labels.py"),
}
"""Tables of the fields of a term: the fields in it, and where to add one."""

PLAIN_PARTS = {
    "meta": "badges need no heading",
    "names": "each line begins with a label",
    "status": "it is a notice",
    "definition": "it is right below the name",
    "prerequisites": "each line begins with a label",
    "versions": "each line says what happened in the version",
}
"""Parts of a card without a heading, each with the reason."""


def fields_of_terms() -> Iterator[str]:
    for name, option in TERM_OPTIONS.items():
        field = name.replace("-", "_")
        if option.about == "term" and field not in Term._fields:
            yield (
                f"the option {name!r} has no field: add {field!r} with a default to Term in "
                "glossary/model.py, or say about= at the option"
            )
        if option.translated == "key" and f"shown_{field}" not in Term._fields:
            yield f"add 'shown_{field}', what readers see, to Term in glossary/model.py"
    for field in Term._fields:
        reasons = EXCEPTIONS.get(field, {})
        for table, (known, place) in TABLES.items() if ANYWHERE not in reasons else ():
            if field not in known and table not in reasons:
                yield (
                    f"{table}: add {field!r} of Term to {place}, or a reason to EXCEPTIONS in "
                    "tests/test_tables.py"
                )
            if field in known and table in reasons:
                yield f"{table} has {field!r}: remove its exception in tests/test_tables.py"
    for field in EXCEPTIONS.keys() - set(Term._fields):
        yield f"Term has no field {field!r}: remove its exceptions in tests/test_tables.py"


def displays() -> Iterator[str]:
    for name in DISPLAYS.keys() - LAYOUTS.keys():
        yield f"add the function that makes the display {name!r} to LAYOUTS in rendering/term_list.py"
    for name in LAYOUTS.keys() - DISPLAYS.keys():
        yield f"add what the display {name!r} shows to DISPLAYS in glossary/display_specs.py"


def relations() -> Iterator[str]:
    for name, relation in RELATIONS.items():
        if name not in TERM_OPTIONS:
            yield f"add the relation {name!r} to TERM_OPTIONS in glossary/option_specs.py"
        elif not TERM_OPTIONS[name].is_list:
            yield f"the option {name!r} is a relation: read it with split_list"
        if relation.part not in term_card.MAKERS:
            yield f"{name!r}: rendering/term_card.py does not fill the part {relation.part!r}"
    for line in LINES.keys() - labels.RELATIONS.keys():
        yield f"add the words of the line {line!r} to RELATIONS in rendering/labels.py"
    for line in labels.RELATIONS.keys() - LINES.keys():
        yield f"{line!r} of rendering/labels.py is in no relation of glossary/relation_specs.py"


def parts_of_cards() -> Iterator[str]:
    made = term_card.MAKERS.keys() | card.MAKERS.keys()
    for part in PARTS:
        if part not in made:
            yield (
                f"nothing makes the part {part!r}: add it to MAKERS in rendering/term_card.py, or "
                "in directives/card.py if authors write its content"
            )
        if not labels.heading(part) and part not in PLAIN_PARTS:
            yield (
                f"the part {part!r} has no heading: add one in rendering/labels.py, or a reason "
                "to PLAIN_PARTS in tests/test_tables.py"
            )
    for part in made - set(PARTS):
        yield f"add the part {part!r} to PARTS in doctree/blocks.py, at its place in the order"
    for field in set(CardView._fields) - {"relations"} - PARTS_OF_VIEWS.keys():
        yield f"add the part that shows {field!r} to PARTS_OF_VIEWS in glossary/views/hidden_parts.py"


def rows_of_comparisons() -> Iterator[str]:
    for key in ROWS:
        try:
            labels.row(key)
        except KeyError:
            yield f"add the head of the row {key!r} to row() in rendering/labels.py"
        if f"`{key}`" not in COMPARE_OPTIONS["rows"].help:
            yield f"name {key!r} in the help of 'rows' in glossary/option_specs.py"


def rules_of_quality() -> Iterator[str]:
    tested = "".join(
        path.read_text(encoding="utf-8")
        for path in (*(HERE / "unit").glob("test_*.py"), *HERE.glob("test_text_rules.py"))
    )
    for key, rule in RULES.items():
        if rule.option not in {"", *CHECKED_OPTIONS}:
            yield (
                f"the rule {key!r} blames {rule.option!r}: add that option to CHECKED_OPTIONS in "
                "glossary/consistency.py, so that messages have its line"
            )
        if key not in tested:
            file = "unit/test_quality.py" if rule.check else "test_text_rules.py"
            yield f"add a test of the rule {key!r} to tests/{file}"


def languages() -> Iterator[str]:
    page = HERE.parent / "example_docs" / "guides" / "languages.md"
    manual = page.read_text(encoding="utf-8")
    for folder in sorted(path for path in (PACKAGE / "locale").iterdir() if path.is_dir()):
        locale = babel.Locale.parse(folder.name)
        name = str(locale.get_language_name("en"))
        if name not in manual:
            yield f"name {name} in example_docs/guides/languages.md"
        for suffix in ("po", "mo"):
            if not (folder / "LC_MESSAGES" / f"sphinx_modelterms.{suffix}").exists():
                yield f"locale/{folder.name} has no sphinx_modelterms.{suffix}: run python noxfile.py messages"


def schemas() -> Iterator[str]:
    for path, text in schema_texts().items():
        if path.read_text(encoding="utf-8") != text:
            yield f"{path.name} is old: run python -m sphinx_modelterms.export.schema"


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    fields_of_terms,
    displays,
    relations,
    parts_of_cards,
    rows_of_comparisons,
    rules_of_quality,
    languages,
    schemas,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_everything_in_one_table_is_in_all_tables(check: Callable[[], Iterator[str]]) -> None:
    assert list(check()) == []


def test_no_class_of_html_is_read_back_as_state() -> None:
    """Classes are for style sheets, and authors add their own."""
    reads = re.compile(r'"mt-[\w-]+" (?:not )?in |\.startswith\("mt-list')
    allowed = {"hover_card.py", "links.py"}  # `mt-ref` is the only mark of a link to a term
    for path in PACKAGE.rglob("*.py"):
        if path.name not in allowed:
            found = reads.findall(path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: say it in the view or in an attribute, not by {found}"
