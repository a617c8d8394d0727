"""The options: each refuses a wrong value, and all are registered and documented."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.config import PREFIX, ModelTermsConfig, default_of
from sphinx_modelterms.glossary.model import Term
from sphinx_modelterms.glossary.options import (
    EXAMPLE_OPTIONS,
    FACTS_OPTIONS,
    QUESTION_OPTIONS,
    SOURCE_OPTIONS,
    TERM_OPTIONS,
)

if TYPE_CHECKING:
    from tests.conftest import Project

WRONG: dict[str, list[Any]] = {
    "categories": [
        ["Training"],
        {"": "x"},
        {1: "x"},
        {"a": 1},
        {"a": {"titel": "x"}},
        {"a": {"title": 1}},
        {"a": {"colour": "mauve"}},
    ],
    "levels": ["beginner", {"a": None}],
    "card_parts": ["definition", ["definition", "nonsense"], ["faq", "faq"]],
    "faq": ["definition", ["nonsense"], None],
    "faq_templates": [
        [],
        {"nonsense": ("a", "b")},
        {"definition": "a"},
        {"definition": ("a",)},
        {"definition": ("{nam}", "b")},
        {"definition": ("{name", "b")},
        {"definition": ("{name.x}", "b")},
    ],
    "faq_related": [-1, 1.5, True, "2"],
    "used_in": [-1, None, "ten"],
    "quality": [1, "too-long", ["too-long", "nonsense"], ["too-long", "too-long"], None],
    "glossary_backlinks": [1, "yes", None],
    "hover": [1, "first", None],
    "hover_describe": ["last", True, None],
    "reader_controls": [1, "yes", None],
    "json": [1, "yes", None],
    "autolink": ["first", True, None],
    "autolink_limit": [-1, None, "2"],
    "autolink_budget": [-1, None, "2"],
    "autolink_exclude": ["news/*", [1], None],
    "freeze": [1, "yes", None],
    "report": ["/etc/passwd", "../report.json", "a\\b", 1, None],
    "data": ["terms.yml", [1], None],
    "pages": ["/etc", "../outside", "a/../b", "_static", 1, "a\\b"],
    "pages_nav": ["sidebar", None],
    "formula_limit": [-1, None, "2"],
    "formula_commands": [["R"], {"\\R": 0}, {"R": "1"}, {"R": True}, {"R": 10}, {1: 1}, None],
}


def test_every_option_has_a_wrong_sample() -> None:
    assert set(WRONG) == {field.name for field in dc.fields(ModelTermsConfig)}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_value_warns_and_gives_way_to_the_default(
    project: Project, name: str, value: Any
) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n\n   Def.\n"})
    built = project.build("dummy", **{PREFIX + name: value})
    (warning,) = built.warnings
    assert f"{PREFIX}{name}: " in warning
    assert "the default is used [modelterms.config]" in warning
    field = next(f for f in dc.fields(ModelTermsConfig) if f.name == name)
    assert built.app.config[PREFIX + name] == default_of(field)


def test_right_values_are_taken(project: Project) -> None:
    project.write(
        {"index": "Home\n====\n\n.. term:: X\n   :category: a\n   :level: l\n\n   Def.\n"}
    )
    built = project.build(
        modelterms_categories={"a": {"title": "Tee & Co", "description": "d", "colour": "teal"}},
        modelterms_levels={"l": "Elementary"},
    )
    assert built.warnings == []
    body = built.body("index")
    assert '<span class="mt-category mt-colour-teal">Tee &amp; Co</span>' in body
    assert '<span class="mt-level">Elementary</span>' in body


def test_lazily_translated_titles_are_taken(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n   :category: a\n\n   Def.\n"})
    (project.source / "lazy.py").write_text(
        "from sphinx.locale import get_translation\n"
        "def early(app, config):\n"
        "    title = get_translation('lazy')('Lazy title')\n"
        "    config.modelterms_categories = {'a': {'title': title}}\n"
        "def setup(app):\n"
        "    app.connect('config-inited', early, priority=1)\n",
        encoding="utf-8",
    )
    project.conf_head = "import sys, os; sys.path.insert(0, os.path.dirname(__file__))"
    built = project.build(extensions=["sphinx_modelterms", "lazy"])
    assert built.warnings == []
    assert "Lazy title" in built.body("index")


def test_every_term_option_is_read_into_the_record() -> None:
    fields = set(Term._fields)
    shaping = {"id", "former-ids", "name", "class", "layout", "scope"}
    assert {name.replace("-", "_") for name in TERM_OPTIONS if name not in shaping} <= fields


def test_every_option_has_help_for_the_manual() -> None:
    tables = (TERM_OPTIONS, EXAMPLE_OPTIONS, QUESTION_OPTIONS, FACTS_OPTIONS, SOURCE_OPTIONS)
    for table in tables:
        for name, option in table.items():
            assert option.help.endswith("."), name
            assert option.form, name
    for field in dc.fields(ModelTermsConfig):
        assert field.metadata["help"].endswith("."), field.name
