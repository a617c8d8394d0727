"""Installed packages are complete, and the version is defined in one place."""

from __future__ import annotations

import ast
import importlib.metadata
from pathlib import Path

import sphinx_modelterms

PACKAGE = Path(sphinx_modelterms.__file__).parent


def test_the_files_that_are_no_modules_are_installed() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "static" / "modelterms.css").stat().st_size


def test_the_version_is_that_of_the_installed_package() -> None:
    assert importlib.metadata.version("sphinx-modelterms") == sphinx_modelterms.__version__


def test_the_changelog_names_what_is_released(repository: Path) -> None:
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{sphinx_modelterms.__version__}]" in text


def test_files_and_functions_stay_small() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno <= 60, (path, node.name)
