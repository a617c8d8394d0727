"""Installed packages are complete, and the version is defined in one place."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import shutil
import sys
import tomllib
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from markdown_it import MarkdownIt

import sphinx_modelterms
from sphinx_modelterms.formats.table import FORMATS
from tests.distribution import release
from tests.distribution.index_page import addresses, index_text, relative_addresses

PACKAGE = Path(sphinx_modelterms.__file__).parent
VERSION = sphinx_modelterms.__version__


def test_the_files_that_are_no_modules_are_installed() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "static" / "modelterms.css").stat().st_size


def test_the_version_is_that_of_the_installed_package() -> None:
    assert importlib.metadata.version("sphinx-modelterms") == sphinx_modelterms.__version__


def test_the_project_s_files_agree_on_the_version(repository: Path) -> None:
    """The changelog, the README (which says how to install today) and CITATION.cff."""
    assert list(release.mistakes(repository, VERSION)) == []


def test_the_changelog_says_each_thing_once(repository: Path) -> None:
    """Merges of two branches may keep a line twice, or both its old and its new place."""
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    for section in re.split(r"(?m)^## ", text)[1:]:
        kinds = re.findall(r"(?m)^### .*", section)
        begun = [line[:50] for line in re.findall(r"(?m)^- .*", section)]
        for found in (kinds, begun):
            assert sorted(found) == sorted(set(found))


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """A copy of the files that a release is about, with a version in the making."""
    for name in ("CHANGELOG.md", "README.md", "CITATION.cff", "pyproject.toml"):
        shutil.copy(repository / name, tmp_path)
    (tmp_path / "sphinx_modelterms").mkdir()
    # Not from the checkout: the tests of a wheel have none.
    shutil.copy(PACKAGE / "version.py", tmp_path / "sphinx_modelterms")
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "CHANGELOG.md",
            f"## [{VERSION}] - unreleased",
            "## [99.0.0] - unreleased",
            "has to be that",
        ),
        ("CHANGELOG.md", f"[{VERSION}] - unreleased", f"[{VERSION}]", "write each heading"),
        ("CHANGELOG.md", "- unreleased", "- 2026-13-01", "not an ISO date"),
        ("CHANGELOG.md", "- unreleased", "- 2026-12-01", "how to install today"),
        ("CHANGELOG.md", "### Added", "## [99.0.0] - 2026-12-01", "the newest version first"),
        ("CHANGELOG.md", "### Added", "## [0.0.1] - unreleased", "needs a date"),
        ("README.md", release.NOT_RELEASED, release.RELEASED, "how to install today"),
        ("README.md", f"-{VERSION}-py3", "-99.0.0-py3", "the name of the wheel"),
        ("CITATION.cff", f"version: {VERSION}", "version: 99.0.0", "is missing"),
    ],
)
def test_a_version_or_a_release_that_does_not_exist_is_found(
    copy: Path, name: str, old: str, new: str, told: str
) -> None:
    replace(copy / name, old, new)
    assert told in "\n".join(release.mistakes(copy, VERSION))


def test_a_page_that_denies_the_release_is_found(copy: Path) -> None:
    page = copy / "example_docs" / "page.md"
    page.parent.mkdir()
    text = "**No version\nhas been released yet.** Install it from its source.\n"
    page.write_text(text, encoding="utf-8")
    assert "page.md" not in "\n".join(release.mistakes(copy, VERSION))
    replace(copy / "CHANGELOG.md", "- unreleased", "- 2026-12-01")
    assert "example_docs/page.md: show" in "\n".join(release.mistakes(copy, VERSION))


def test_a_tag_is_published_when_every_step_is_done(copy: Path) -> None:
    tag = f"v{VERSION}"
    steps = "\n".join(release.missing(copy, "v99.0.0"))
    for told in ("call it", "the date of the release", "urls", "no address yet"):
        assert told in steps
    replace(copy / "CHANGELOG.md", "- unreleased", "- 2026-12-01")
    assert "'date-released: 2026-12-01' is missing" in "\n".join(release.missing(copy, tag))
    replace(copy / "README.md", release.NOT_RELEASED, release.RELEASED)
    replace(
        copy / "CITATION.cff",
        f"version: {VERSION}\n",
        f"version: {VERSION}\ndate-released: 2026-12-01\n",
    )
    replace(
        copy / "pyproject.toml",
        "[project.urls]\n",
        '[project.urls]\nIssues = "https://example.org"\n',
    )
    for name in ("CITATION.cff", "pyproject.toml"):
        replace(copy / name, "no address yet", "")
    assert list(release.missing(copy, tag)) == []


def test_the_readme_works_where_its_files_are_missing(
    repository: Path, project_file: dict[str, Any]
) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert relative_addresses(MarkdownIt().render(readme))
    shown = MarkdownIt().render(index_text(readme, project_file))
    assert relative_addresses(shown) == []
    assert "](" not in shown


def test_the_steps_for_an_address_make_it_absolute_everywhere(repository: Path) -> None:
    steps = (repository / "RELEASING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^   ```toml\n(.*?)^   ```$", steps)
    with_address = tomllib.loads(dedent("".join(blocks)))
    assert with_address["project"]["urls"]
    readme = (repository / "README.md").read_text(encoding="utf-8")
    before = addresses(MarkdownIt().render(readme))
    after = addresses(MarkdownIt().render(index_text(readme, with_address)))
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        kind = "raw" if old.endswith((".png", ".svg")) else "blob"
        own = f"https://HOST/OWNER/NAME/{kind}/v$HFPR_VERSION/{old}"
        assert new == (old if old.startswith(("https:", "#")) else own)


def test_files_that_the_guides_of_the_repository_name_exist(repository: Path) -> None:
    guides = [*repository.glob("*.md"), *repository.glob(".github/*.md")]
    assert len(guides) > 5
    for path in guides:
        html = MarkdownIt().render(path.read_text(encoding="utf-8"))
        for address in relative_addresses(html):
            assert (path.parent / address.partition("#")[0]).exists(), f"{path.name}: {address}"


def test_only_the_readme_says_how_to_install_today(repository: Path) -> None:
    """The manual includes its section, so that a release switches one line."""
    section = (repository / "README.md").read_text(encoding="utf-8")
    section = section.partition("<!-- install -->")[2].partition("<!-- /install -->")[0]
    assert release.NOT_RELEASED in section or release.RELEASED in section
    for path in (repository / "example_docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "install sphinx-modelterms" not in text, f"{path}: link the page guides/install"


PACKAGES = re.compile(r"(?m)^\| `(.+?)` \|")
"""The first column of a table."""


def test_the_readme_has_the_dependencies_of_the_metadata(
    repository: Path, project_file: dict[str, Any]
) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    table = readme.partition("\n## Dependencies\n")[2].partition("\n## ")[0]
    table, *extras = re.split(r"(?m)^\| package of `(\w+)` \|.*$", table)
    named = re.findall(PACKAGES, table)
    assert sorted(named) == sorted(project_file["project"]["dependencies"])
    names, tables = extras[::2], extras[1::2]
    of_extras = {
        name: re.findall(PACKAGES, rows) for name, rows in zip(names, tables, strict=True)
    }
    assert of_extras == project_file["project"]["optional-dependencies"]


def test_every_package_that_is_imported_is_a_dependency(project_file: dict[str, Any]) -> None:
    own = {*sys.stdlib_module_names, "sphinx_modelterms"}
    of_formats = {
        PACKAGE / "formats" / f"{form.module}.py": form.extra for form in FORMATS.values()
    }
    project = project_file["project"]
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name.partition(".")[0] for node in ast.walk(tree) for name in imported_by(node)
        }
        foreign = {name.replace("yaml", "pyyaml") for name in imported - own}
        of_room = "vocabulary" if path.parent.name == "vocabulary" else ""
        extra = project["optional-dependencies"].get(of_formats.get(path, of_room), [])
        assert foreign <= names_of([*project["dependencies"], *extra]), path


def names_of(requirements: list[str]) -> set[str]:
    """Return the names of packages, as modules are called."""
    return {re.split(r"[ <>=]", entry)[0].lower().replace("-", "_") for entry in requirements}


def imported_by(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(name), level=0):
            return [name]
    return []


def test_tests_read_the_installed_package(repository: Path) -> None:
    """The tests of a wheel have no sources of the package beside them."""
    reads = re.compile(r'(?i)repository [/] "sphinx_modelterms')
    for path in (repository / "tests").rglob("*.py"):
        if path.name != "test_recipes.py":  # skipped there
            assert not reads.search(path.read_text(encoding="utf-8")), path.name


def test_files_and_functions_stay_small() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno <= 60, (path, node.name)
