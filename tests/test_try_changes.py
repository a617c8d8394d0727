"""``try``: what new terms, names or settings would link, without touching the real build."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.commands.try_changes import SETTINGS
from sphinx_modelterms.config import ModelTermsConfig
from tests.test_report_diff import EXPECTED, PAGE, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

NEW = """\
terms:
  - name: Context Window
    abbr: CW
    definition: All that a model sees.
    example: none
  - name: token
    aliases: [chunk]
"""


@pytest.fixture
def site(project: Project) -> Project:
    write_site(project).build()
    return project


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def test_terms_are_tried_without_touching_the_build(
    site: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "elsewhere" / "new.yml"
    new.parent.mkdir()
    new.write_text(NEW, encoding="utf-8")
    before = contents(site.source), contents(site.builddir)
    assert main(["try", str(site.source), str(new)]) == 1
    assert (contents(site.source), contents(site.builddir)) == before
    out, err = capsys.readouterr()
    assert out.splitlines() == EXPECTED
    mistake = "there is no field 'example' in a term. Did you mean 'examples'?"
    assert err == f"{new}:5: {mistake}\n"


def test_the_next_try_starts_from_the_project_as_it_is(
    site: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.yml"
    new.write_text(NEW, encoding="utf-8")
    command = ["try", str(site.source), str(new), "-d", str(site.builddir)]
    before = contents(site.builddir / "doctrees")
    for _ in range(2):
        assert main(command) == 1
        assert capsys.readouterr().out.splitlines() == EXPECTED
    assert contents(site.builddir / "doctrees") == before
    new.write_text("terms:\n  - name: Nothing at all\n", encoding="utf-8")
    assert main(command) == 1
    assert capsys.readouterr().out.splitlines()[0].startswith("Links: 0 appear, 0 go, 0 move")


def test_a_setting_is_tried(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", str(site.source), "--set", "modelterms_autolink=all"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "  page.rst:4: token → Token" in out.splitlines()
    assert "    before: rule later" in out.splitlines()
    assert main(["try", str(site.source), "--set", "modelterms_autolink_limit=9"]) == 0


def test_markdown_for_a_pull_request(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--set", "modelterms_autolink=all", "--format", "markdown"]
    assert main(["try", str(site.source), *options]) == 1
    assert "- `page.rst:4`: `token` → `Token`" in capsys.readouterr().out.splitlines()


def test_new_warnings_are_shown_and_others_not(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"page": PAGE + "\n:nonsense:`x`\n"})
    assert main(["try", str(site.source), "--set", "modelterms_autolink_exclude=a/*"]) == 0
    err = capsys.readouterr().err
    assert "'a/*' matches no page" in err and "nonsense" not in err


@pytest.mark.parametrize("setting", ["modelterms_pages=gen", "modelterms_autolinks=all", "x=1"])
def test_other_settings_are_not_tried(
    site: Project, setting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(site.source)
    assert main(["try", str(site.source), "--set", setting]) == 2
    assert "isn't a setting that can be tried. These are: modelterms_a" in capsys.readouterr().err
    assert contents(site.source) == before


def test_known_settings_can_be_tried() -> None:
    names = {f"modelterms_{field.name}" for field in dc.fields(ModelTermsConfig)}
    links = {name for name in names if name.startswith("modelterms_autolink")}
    assert {*SETTINGS} == links | {"modelterms_word_forms"}


def test_links_that_are_off_are_mentioned(
    site: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build(modelterms_autolink="off")
    new = tmp_path / "new.yml"
    new.write_text(NEW, encoding="utf-8")
    assert main(["try", str(site.source), str(new)]) == 1  # the terms differ
    err = capsys.readouterr().err
    assert err.count("Automatic links are off. Add: -D modelterms_autolink=page\n") == 1
    assert main(["try", str(site.source), str(new), "-D", "modelterms_autolink=page"]) == 1
    assert capsys.readouterr().out.splitlines() == EXPECTED


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "can't read"), ("terms: [", "has no terms"), ("terms: []", "has no terms")],
)
def test_a_file_without_terms_is_reported(
    site: Project, tmp_path: Path, text: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.yml"
    if text is not None:
        new.write_text(text, encoding="utf-8")
    assert main(["try", str(site.source), str(new)]) == 2
    err = capsys.readouterr().err.splitlines()
    assert err[-1].startswith("try: ") and said in err[-1]


def test_something_to_try_is_needed(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", str(site.source)]) == 2
    assert "name a data file with terms, or a setting" in capsys.readouterr().err
