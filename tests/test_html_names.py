"""The manual names every class and CSS variable of the extension, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sphinx_modelterms
from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.glossary.display_specs import DISPLAYS

PACKAGE = Path(sphinx_modelterms.__file__).parent

CODE = {".py", ".js", ".css"}
NAME = re.compile(r"(?<![\w./-])mt-[a-z]+(?:-[a-z]+)*")

COMPOSED = {f"mt-{part}" for part in PARTS} | {f"mt-list-{name}" for name in DISPLAYS}
"""Classes that are made of the names of parts and displays."""

FIRST_HALVES = {"mt-list", "mt-columns", "mt-colour", "mt-tip"}
"""What the code has of classes and ids that end with a value."""

OF_ROLES = {"mt-compare-ref"}
"""Classes that roles make of their names."""

EXAMPLES = re.compile("mt-(tip-x|scope-os|colour-[a-z]+)")


def names_in_the_code() -> set[str]:
    files = (p for p in PACKAGE.rglob("*") if p.suffix in CODE)
    found = {x for file in files for x in NAME.findall(file.read_text(encoding="utf-8"))}
    return {name for name in found if not EXAMPLES.fullmatch(name)}


def test_the_reference_has_all_classes_and_no_others(repository: Path) -> None:
    page = (repository / "example_docs" / "reference" / "html.md").read_text(encoding="utf-8")
    shown, written = set(NAME.findall(page)), names_in_the_code()
    assert written <= shown | FIRST_HALVES
    assert shown <= written | COMPOSED | FIRST_HALVES | OF_ROLES


@pytest.mark.parametrize("page", ["guides/styling.md", "reference/html.md"])
def test_every_variable_of_the_manual_is_used_by_the_stylesheet(
    repository: Path, page: str
) -> None:
    text = (repository / "example_docs" / page).read_text(encoding="utf-8")
    style = PACKAGE / "static" / "modelterms.css"
    used = set(re.findall(r"var\((--mt-[a-z]+)", style.read_text(encoding="utf-8")))
    shown = set(re.findall(r"--mt-[a-z]+", text))
    assert shown
    assert shown <= used
