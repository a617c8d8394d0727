"""The options: each refuses a wrong value, and all are registered and documented."""

from __future__ import annotations

import dataclasses as dc
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_modelterms.config import PREFIX, ModelTermsConfig
from sphinx_modelterms.config_checks import quoted
from sphinx_modelterms.config_field import default_of
from sphinx_modelterms.glossary.list_option_specs import (
    CATEGORIES_OPTIONS,
    DAY_OPTIONS,
    FAQ_OPTIONS,
    LIST_OPTIONS,
)
from sphinx_modelterms.glossary.option_specs import (
    COMPARE_OPTIONS,
    EXAMPLE_OPTIONS,
    FACTS_OPTIONS,
    QUESTION_OPTIONS,
    SOURCE_OPTIONS,
    TERM_OPTIONS,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

WRONG: dict[str, list[Any]] = {
    "categories": [
        ["Training"],
        {"": "x"},
        {1: "x"},
    ],
    "levels": ["beginner", ["beginner"], {None: "x"}],
    "card_parts": ["definition", ["nonsense"], [["faq"]]],
    "faq": ["definition", ["nonsense"], None],
    "faq_templates": [
        [],
        {"nonsense": ("a", "b")},
        {"definition": "a"},
        {"definition": ("a",)},
        {"definition": ("{nam}", "b")},
        {"definition": ("{name", "b")},
        {"definition": ("{name.x}", "b")},
        {"definition": ("{", "b")},
    ],
    "faq_repeats": [1, "yes", None],
    "faq_related": [-1, 1.5, True, "2"],
    "used_in": [-1, None, "ten"],
    "quality": [1, "too-long", ["nonsense"], None],
    "glossary_backlinks": [1, "yes", None],
    "hover": [1, "first", None],
    "page_terms": ["first", True, None],
    "latex_gloss": ["page", True, None],
    "hover_describe": ["last", True, None],
    "hover_touch": ["tap", True, None],
    "reader_controls": [1, "yes", None],
    "search": ["always", True, None],
    "index": ["yes", True, None],
    "json": [1, "yes", None],
    "jsonld": [1, "yes", None],
    "exports": ["skos", ["rdf"], [1], None],
    "other": [1, "python", [1], [""], None],
    "other_lock": ["/etc/passwd", "../lock.json", "a\\b", 1, None, "a\0.json", "x" * 300],
    "word_forms": [1, "de", ["german"], [1], None],
    "autolink": ["first", True, None],
    "autolink_projects": [1, "python", [1], [""], None],
    "autolink_limit": [-1, None, "2"],
    "autolink_budget": [-1, None, "2"],
    "autolink_exclude": ["news/*", [1], None],
    "report": ["/etc/passwd", "../report.json", "a\\b", 1, None, "a\0.json", "x" * 300 + ".json"],
    "review_months": [-1, None, "2"],
    "baseline": ["/etc/passwd", "../base.txt", "a\\b", 1, None, "a\0.txt", "x" * 300],
    "limits": [["items"], {"itms": 5}, {"items": 0}, {"items": "many"}, {"items": True}, None],
    "data": ["terms.yml", [1], [""], ["a\0b"], None],
    "scopes": ["os", {"a": 1}, {"a": ""}, {"": "os"}, {1: "os"}, {"a": "b (c)"}, None],
    "pages": ["/etc", "../outside", "a/../b", "_static", 1, "a\\b", "a\0b", "a//b", "x" * 300],
    "pages_nav": ["sidebar", None],
    "formula_commands": [["R"], {"\\R": 0}, {"R": "x"}, {"R": True}, {"R": 10}, {1: 1}, None],
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
    field = next(f for f in dc.fields(ModelTermsConfig) if f.name == name)
    assert f"Using the default, {quoted(default_of(field))}. [modelterms.config]" in warning
    assert built.app.config[PREFIX + name] == default_of(field)


PARTLY: list[tuple[str, Any, Any, str]] = [
    (
        "categories",
        {"a": {"title": "A", "color": "green"}, "b": "B"},
        {"a": {"title": "A"}, "b": "B"},
        "'a': the key 'color' isn't one of 'title', 'description', 'colour'. "
        "Did you mean 'colour'? The rest is used",
    ),
    ("categories", {"a": 1}, {"a": {}}, "'a' must be a title or a dictionary, not 1"),
    ("categories", {"a": {"title": 1}}, {"a": {}}, "'a': title must be a string, not 1"),
    ("categories", {"a": {"colour": ["red"]}}, {"a": {}}, "'a': colour ['red'] isn't one of"),
    ("categories", {"a": {"colour": "gren"}}, {"a": {}}, "Did you mean 'green'"),
    ("categories", {"a": "A", 1: "B"}, {"a": "A"}, "the key 1 must be a string"),
    ("levels", {"a": None, "b": "B"}, {"a": {}, "b": "B"}, "'a' must be a title"),
    ("card_parts", ["definition", "exampels"], ["definition"], "Did you mean 'examples'"),
    ("card_parts", ["faq", "faq"], ["faq"], "'faq' is listed twice"),
    ("faq", ("level", "defintion"), ["level"], "Did you mean 'definition'?"),
    ("quality", ["too-long", "to-long"], ["too-long"], "Did you mean 'too-long'?"),
    ("exports", ["csv", "markdwon"], ["csv"], "Did you mean 'markdown'?"),
    ("data", [1, "a.yml"], ["a.yml"], "1 must be a string"),
    ("autolink_exclude", ["index", None], ["index"], "None must be a string"),
    (
        "faq_templates",
        {"level": ("{name}", "{level}"), "definition": ("{nam}", "b")},
        {"level": ("{name}", "{level}")},
        "'definition': the field 'nam' isn't one of 'definition', 'name'. Did you mean 'name'?",
    ),
    ("limits", {"items": 5, "itmes": 5}, {"items": 5}, "Did you mean 'items'"),
]


@pytest.mark.parametrize(("name", "value", "kept", "said"), PARTLY)
def test_valid_parts_of_a_value_are_kept(
    project: Project, name: str, value: Any, kept: Any, said: str
) -> None:
    project.write({"index": "Home\n====\n", "a.yml": "[]"})
    built = project.build("dummy", **{PREFIX + name: value})
    warning, *others = built.warnings
    assert f"{PREFIX}{name}: " in warning
    assert said in warning
    assert "rest" in warning or "The key is used" in warning
    assert not others
    assert built.app.config[PREFIX + name] == kept


def test_a_wrong_key_leaves_the_check_of_categories_on(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n   :category: trainin\n\n   Def.\n"})
    built = project.build("dummy", modelterms_categories={"Training": {"color": "green"}})
    assert "Did you mean 'colour'?" in built.warnings[0]
    assert "there is no category 'trainin' in modelterms_categories" in built.warnings[1]
    assert len(built.warnings) == 2


@pytest.mark.parametrize("pattern", [".", "..", "x" * 300, "[", "/etc/*.yml", "~/a.yml"])
def test_odd_patterns_of_data_files_are_reported(project: Project, pattern: str) -> None:
    project.write({"index": "Home\n====\n"})
    built = project.build("dummy", modelterms_data=[pattern])
    (warning,) = built.warnings
    assert "modelterms_data: " in warning
    assert repr(pattern[:200])[:-1] in warning
    assert ". Write " in warning or "Correct the pattern" in warning


def test_the_directory_of_the_project_is_no_directory_of_data_files(project: Project) -> None:
    project.write({"index": "Home\n====\n", "a.yml": "[]"})
    (warning,) = project.build("dummy", modelterms_data=["."]).warnings
    assert "modelterms_data: '.' is a directory. Write '*.yml' for the files in it" in warning


@pytest.mark.parametrize("pattern", ["[z-a]", "[", "\\", "*" * 300])
def test_odd_patterns_of_pages_are_reported(project: Project, pattern: str) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n\n   Def.\n"})
    conf = {"modelterms_autolink": "page", "modelterms_autolink_exclude": [pattern]}
    warnings = project.build("dummy", **conf).warnings
    if pattern.startswith("*"):
        assert not warnings
    else:
        assert "matches no page" in warnings[0]


COMMAND_LINE: list[tuple[str, str, Any]] = [
    ("data", "data/*.yml", ["data/*.yml"]),
    ("data", "a.yml, data/*.yml", ["a.yml", "data/*.yml"]),
    ("data", "", []),
    ("card_parts", "definition,faq", ["definition", "faq"]),
    ("faq", "level", ["level"]),
    ("quality", "too-long,no-example", ["too-long", "no-example"]),
    ("quality", "1", True),
    ("quality", "true", True),
    ("quality", "0", False),
    ("autolink_exclude", "news/*,.quiet", ["news/*", ".quiet"]),
    ("categories.a", "Title", {"a": "Title"}),
    ("categories.a.colour", "green", {"a": {"colour": "green"}}),
    ("levels.1", "first", {"1": "first"}),
    ("faq_templates.level", "How hard is {name}? | {level}", None),
    ("limits.items", "500", {"items": 500}),
    ("scopes.net/*", "os", {"net/*": "os"}),
]


def configured(tmp_path: Path, **overrides: str) -> tuple[Sphinx, list[str]]:
    """The application as ``-D`` configures it, and its warnings."""
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_modelterms']\n", encoding="utf-8")
    warning = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            tmp_path,
            tmp_path,
            tmp_path / "out",
            tmp_path / "trees",
            "dummy",
            confoverrides={PREFIX + name: text for name, text in overrides.items()},
            status=None,
            warning=warning,
        )
    lines = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue()).splitlines()
    return app, [line for line in lines if "no file matches" not in line]


@pytest.mark.parametrize(("name", "text", "value"), COMMAND_LINE)
def test_the_command_line_gives_lists_and_tables(
    tmp_path: Path, name: str, text: str, value: Any
) -> None:
    app, lines = configured(tmp_path, **{name: text})
    assert lines == []
    wanted = {"level": ("How hard is {name}?", "{level}")} if value is None else value
    assert app.config[PREFIX + name.partition(".")[0]] == wanted


@pytest.mark.parametrize(
    ("name", "text", "value", "told"),
    [
        (
            "categories.Text.color",
            "green",
            {"Text": {}},
            "'Text': the key 'color' isn't one of 'title', 'description', 'colour'. Did you mean "
            "'colour'?",
        ),
        ("categories.v1.0.Titel", "Old", {"v1.0": {}}, "'v1.0': the key 'Titel' isn't one of"),
        ("levels.easy.descripton", "x", {"easy": {}}, "'easy': the key 'descripton' isn't one"),
        ("limits.item", "5", {}, "'item' isn't one of"),
        ("faq_templates.levels", "a|b", {}, "'levels' isn't one of"),
        ("formula_commands.a.b", "1", {}, "'a.b' must be the name of a command"),
    ],
)
def test_a_wrong_key_on_the_command_line_is_reported(
    tmp_path: Path, name: str, text: str, value: Any, told: str
) -> None:
    app, (line,) = configured(tmp_path, **{name: text})
    option = PREFIX + name.partition(".")[0]
    assert line.startswith(f"WARNING: {option}: {told}")
    assert app.config[option] == value


def test_categories_may_have_dots(tmp_path: Path) -> None:
    app, lines = configured(tmp_path, **{"categories.v1.0": "Old", "categories.Web.api": "API"})
    assert lines == []
    assert app.config[PREFIX + "categories"] == {"v1.0": "Old", "Web.api": "API"}


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
    assert '<span class="mt-level" id="question-x-level">Elementary</span>' in body


@pytest.mark.parametrize("entry", ["", " ", {"title": ""}, {}])
def test_without_a_title_readers_see_the_key(project: Project, entry: object) -> None:
    project.write(
        {"index": "Home\n====\n\n.. term:: X\n   :category: Tools\n   :level: low\n\n   Def.\n"}
    )
    built = project.build(modelterms_categories={"Tools": entry}, modelterms_levels={"low": entry})
    assert built.warnings == []
    body = built.body("index")
    assert '<span class="mt-category">Tools</span>' in body
    assert '<span class="mt-level" id="question-x-level">low</span>' in body


def test_an_empty_title_of_a_level_of_ours_is_the_key_in_the_language(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n   :level: beginner\n\n   Def.\n"})
    built = project.build(modelterms_levels={"beginner": ""}, language="de")
    assert ">Grundlagen</span>" in built.body("index")


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


def test_every_option_has_help_for_the_manual() -> None:
    parts = (EXAMPLE_OPTIONS, QUESTION_OPTIONS, FACTS_OPTIONS, SOURCE_OPTIONS)
    lists = (LIST_OPTIONS, CATEGORIES_OPTIONS, FAQ_OPTIONS, DAY_OPTIONS)
    for table in (TERM_OPTIONS, *parts, COMPARE_OPTIONS, *lists):
        for name, option in table.items():
            assert option.help.endswith("."), name
            assert option.form, name
    for field in dc.fields(ModelTermsConfig):
        assert field.metadata["help"].endswith("."), field.name
