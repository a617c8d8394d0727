"""Builds of a project that is as it was: nothing is loaded, made or written without need."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.export import json_file as writing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   one\n   two\n   user\n",
    "one": "One\n===\n\n.. term:: Alpha\n   :related: Beta\n   :level: beginner\n\n   First.\n",
    "two": "Two\n===\n\n.. glossary::\n\n   Beta\n      Second.\n",
    "user": """
        User
        ====

        The word beta, and :term:`Alpha`.

        .. only:: extra

           See :term:`Beta`.
        """,
}

NOT_LOADED = {
    "jsonschema",
    "myst_parser",
    "sphinx_design",
    "yaml",
    "sphinx_modelterms.export.exported_parts",
    "sphinx_modelterms.export.glossary_json",
    "sphinx_modelterms.export.link_report",
    "sphinx_modelterms.glossary.datafiles.reader",
    "sphinx_modelterms.glossary.datafiles.records",
    "sphinx_modelterms.glossary.datafiles.tree",
    "sphinx_modelterms.glossary.text.matcher",
    "sphinx_modelterms.glossary.text.tokens",
    "sphinx_modelterms.migration",
}
"""Modules that an unchanged project in reST doesn't need."""

BUILD = """
import sys
from sphinx.cmd.build import main
failed = main(sys.argv[1:])
print(*sys.modules, sep="\\n")
sys.exit(failed)
"""


@pytest.fixture
def site(project: Project) -> Project:
    project.conf["extensions"] = ["sphinx_modelterms"]
    project.conf["modelterms_autolink"] = "page"
    project.write(PAGES)
    assert project.build().warnings == []
    return project


def has_made_views(built: Built) -> bool:
    """Return True if a build computed any views."""
    build = built.domain.build
    return bool(build.planned or build.shown or build.views.page.cache_info().misses)


def test_nothing_is_loaded_that_has_no_use(site: Project) -> None:
    out = site.builddir
    command = [
        sys.executable,
        "-c",
        BUILD,
        "-q",
        "-d",
        out / "doctrees",
        site.source,
        out / "html",
    ]
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    for _ in range(2):  # the first one may have been made with what other tests left
        done = subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", env=surroundings
        )
    loaded = set(done.stdout.split())
    assert "sphinx_modelterms.domain" in loaded
    assert NOT_LOADED & loaded == set()


def test_no_view_is_made(site: Project) -> None:
    built = site.build()
    assert not has_made_views(built)
    assert "linker" not in vars(built.domain.build.planner)
    assert built.resolved == {}


def test_pages_that_are_written_all_the_same_are_whole(site: Project) -> None:
    before = site.build().body("user")
    assert "mt-auto" in before
    built = site.build(force_all=True)
    assert set(built.resolved) == set(PAGES)
    assert built.body("user") == before
    assert not has_made_views(site.build())


@pytest.mark.parametrize(
    "change",
    [
        {"modelterms_autolink": "off"},
        {"modelterms_used_in": 0},
        {"modelterms_hover": False},
        {"modelterms_levels": {"beginner": "Easy"}},
        {"language": "de"},
        {"html_link_suffix": ".htm"},
        {"tags": ("extra",)},
    ],
)
def test_views_are_made_when_they_may_differ(
    site: Project, change: dict[str, object], tmp_path: Path
) -> None:
    changed = site.build(**change)  # type: ignore[arg-type]
    assert has_made_views(changed)
    clean = site.build(builddir=tmp_path / "clean", **change)  # type: ignore[arg-type]
    for name in PAGES:
        assert changed.body(name) == clean.body(name)
    assert changed.text("modelterms.json") == clean.text("modelterms.json")
    assert not has_made_views(site.build(**change))  # type: ignore[arg-type]


def test_a_change_of_conditions_is_seen_without_reading(site: Project) -> None:
    assert "Used in" not in site.build("text").text("two.txt")
    built = site.build("text", tags=("extra",), modelterms_glossary_backlinks=True)
    assert "Used in" in built.text("two.txt")


def test_names_of_other_projects_count(site: Project) -> None:
    def know(app: object, *_: object) -> None:
        app.env.intersphinx_inventory = {"std:term": {"alphas": ("", "", "", "")}}  # type: ignore[attr-defined]

    built = site.build(before=lambda app: app.connect("env-before-read-docs", know))
    assert has_made_views(built)


def test_the_day_counts_where_a_page_shows_it(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert not has_made_views(site.build())
    site.write({"index": PAGES["index"] + "\n.. term-of-the-day::\n"})
    site.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "172800")
    built = site.build()
    assert built.domain.build.shown == {"index"}
    assert built.domain.build.planned == set()
    assert list(built.resolved) == ["index"]
    assert not has_made_views(site.build())


def test_an_output_that_lacks_pages_is_no_last_output(site: Project, tmp_path: Path) -> None:
    place = tmp_path / "part"
    site.build(builddir=place, filenames=[str(site.source / "user.rst")])
    assert has_made_views(site.build(builddir=place))
    assert not has_made_views(site.build(builddir=place))


def test_a_build_that_was_cut_off_is_no_last_output(site: Project) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    site.write({"two": PAGES["two"].replace("Second.", "Third.")})
    with pytest.raises(Exception, match=r".*"):
        site.build(before=lambda app: app.connect("doctree-resolved", fail))
    site.write({"two": PAGES["two"]})
    built = site.build()
    assert has_made_views(built)
    assert {"one", "two"} <= set(built.resolved)
    assert not has_made_views(site.build())


def test_the_json_file_is_made_only_if_it_is_not_there(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    write_json = writing.write_json
    monkeypatch.setattr(writing, "write_json", lambda *x: (made.append(x), write_json(*x))[1])
    folder = site.build().outdir
    paths = folder / "modelterms.json", folder / "modelterms-terms.json"
    assert made == []
    before = [path.read_bytes() for path in paths]
    for path in paths:
        for spoil in (path.unlink, partial(path.write_text, "{}", encoding="utf-8")):
            spoil()
            assert not has_made_views(site.build()) or made
            assert [path.read_bytes() for path in paths] == before
    assert len(made) == 4
    site.build()
    assert len(made) == 4
