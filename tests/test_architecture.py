"""The rooms of the package and which way imports may point."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import sphinx_modelterms

PACKAGE = Path(sphinx_modelterms.__file__).parent

LAYERS: tuple[tuple[str, ...], ...] = (
    ("glossary", "collector", "wholefiles", "fallback"),
    ("diagnostics", "logrecords"),
    ("keptfiles", "nodetext", "ownwords"),
    ("cardtree", "configchecks", "wording"),
    ("configkinds", "azindex"),
    ("config",),
    ("presentation", "meanings", "configsetup", "unplaced"),
    ("domain",),
    ("linking", "data"),
    ("rendering", "export", "migration"),
    ("authoring",),
    ("extension", "__main__"),
)
"""From the bottom to the top: a room imports from itself and from lower layers only."""

OFF_LIMITS = {"env.app", "builder.app", "self.app"}
"""Gone in Sphinx 11."""


LIBRARIES = {"__future__", "inflection", "yaml"}
"""What the pure core may use beside the standard library."""


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer(name: str) -> int:
    return next(i for i, rooms in enumerate(LAYERS) if name in rooms)


def imported(path: Path) -> set[str]:
    """All modules imported anywhere in a file, within functions and for typing too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = room(path)
    for name in imported(path):
        if name.startswith("sphinx_modelterms."):
            other = name.split(".")[1]
            assert other == own or layer(other) < layer(own), f"{own} imports {other}"


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "glossary").rglob("*.py")), ids=lambda p: p.name
)
def test_the_core_is_pure(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        if top == "sphinx_modelterms":
            assert name.startswith("sphinx_modelterms.glossary"), name
        else:
            assert top in sys.stdlib_module_names or top in LIBRARIES, name


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_deprecated_ways_to_the_application_are_not_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [name for name in OFF_LIMITS if name in text]


def test_only_one_module_knows_sphinx_design() -> None:
    knowing = [p.name for p in modules() if '"sd-' in p.read_text(encoding="utf-8")]
    assert knowing == ["sphinx_design.py"]


def test_importing_the_core_loads_neither_sphinx_nor_docutils() -> None:
    import subprocess

    code = (
        "import sys, sphinx_modelterms.glossary.views.page, sphinx_modelterms.glossary.consistency;"
        "sys.exit(bool({'sphinx', 'docutils'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_node_is_made_of_raw_markup() -> None:
    for path in modules():
        assert "nodes.raw(" not in path.read_text(encoding="utf-8"), path


def test_named_tuples_are_those_that_are_made_quickly() -> None:
    for path in modules():
        if path.name != "named_tuples.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"from typing import .*\bNamedTuple", text), path
