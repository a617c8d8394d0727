"""The rooms of the package and which way imports may point."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = Path(sphinx_modelterms.__file__).parent

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "version",
        "redirects",
        "atomic_write",
        "regular_files",
        "gc_pause",
        "builders",
        "relative_paths",
        "failed_requests",
    ),
    ("glossary/text",),
    (
        "glossary/scopes",
        "glossary/selection",
        "glossary/term_parts",
        "glossary/term_map",
        "glossary/outside_references",
    ),
    (
        "glossary/model",
        "glossary/display_specs",
        "glossary/relation_specs",
        "glossary/limits",
        "glossary/option_values",
        "glossary/urls",
        "glossary/misspelt_options",
        "glossary/json_schema",
    ),
    ("glossary/option_kinds", "glossary/meanings", "glossary/outside_terms"),
    ("glossary/plain_terms",),
    (
        "glossary/lookup",
        "glossary/formulas",
        "glossary/option_specs",
        "glossary/list_option_specs",
        "glossary/option_block",
    ),
    ("glossary/relations", "glossary/autolink", "glossary/quiz"),
    ("glossary/views", "glossary/table_size"),
    ("glossary/datafiles",),
    ("glossary",),
    ("diagnostics", "log_records", "messages", "terminal", "formats"),
    ("kept_files", "unplaced_records", "translation_checks"),
    ("translations",),
    ("doctree", "config_checks", "term_index"),
    ("any_references",),
    ("config_field", "config_kinds", "config_scopes", "build_state"),
    (
        "config_hover",
        "config_other",
        "config_programs",
    ),
    ("config", "findings", "record_problems"),
    ("config_setup", "settings", "domain", "unknown_kinds"),
    ("incremental", "companions", "sources", "migration"),
    ("reading", "export"),
    ("linking", "rendering", "vocabulary"),
    ("directives", "build"),
    ("extension", "commands"),
    ("__main__",),
)
"""From the bottom to the top: a room imports from itself and from lower layers only.

Files of ``glossary/`` without a line of their own are on the line of ``glossary``.
"""

OFF_LIMITS = {"env.app", "builder.app", "self.app"}
"""Gone in Sphinx 11."""


LIBRARIES = {"__future__", "snowballstemmer", "yaml"}
"""Modules that the pure core may use in addition to the standard library."""


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


ROOMS = {name: number for number, names in enumerate(LAYERS) for name in names}


def room(parts: Sequence[str]) -> str:
    """The room of a module, given the parts of its path or name below the package."""
    name = "/".join(parts[:2])
    return name if name in ROOMS else parts[0]


def imported(path: Path) -> set[str]:
    """All modules imported anywhere in a file, within functions and for typing too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            folder = PACKAGE.parent.joinpath(*(node.module or "").split("."))
            for alias in node.names:
                is_module = folder.joinpath(f"{alias.name}.py").exists()
                names.add(f"{node.module}.{alias.name}" if is_module else node.module or "")
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = room(path.relative_to(PACKAGE).with_suffix("").parts)
    for name in imported(path):
        if name.startswith("sphinx_modelterms."):
            other = room(name.split(".")[1:])
            assert other == own or ROOMS[other] < ROOMS[own], f"{own} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports for typing only are counted, too: who reads one file must not need a circle."""
    names = {
        ".".join(("sphinx_modelterms", *p.relative_to(PACKAGE).with_suffix("").parts)): p
        for p in modules()
    }
    graph = {name: imported(path) & names.keys() for name, path in names.items()}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError


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


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
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


def _types(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """The names of the classes and of the aliases of types among *statements*."""
    for node in statements:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.If):
            yield from _types([*node.body, *node.orelse])
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if re.match("_?[A-Z]+[a-z]", name))


def test_no_name_of_a_class_or_type_means_two_things() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in _types(ast.parse(path.read_text(encoding="utf-8")).body):
            places[name].add(path.relative_to(PACKAGE).as_posix())
    twice = {name: sorted(files) for name, files in places.items() if len(files) > 1}
    assert not twice, f"rename one of each: {twice}"


def test_functions_that_the_manual_leads_to_exist(repository: Path) -> None:
    """The page for contributors names files and functions to read for each feature."""
    page = repository / "example_docs" / "explanation" / "how-a-build-works.md"
    named = re.findall(r"`([\w/.]+\.py):([\w.]+)`", page.read_text(encoding="utf-8"))
    assert len(named) > 30
    for file, name in named:
        nodes: list[ast.AST] = [ast.parse((PACKAGE / file).read_text(encoding="utf-8"))]
        for part in name.split("."):
            nodes = [
                child
                for node in nodes
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.ClassDef | ast.FunctionDef) and child.name == part
            ]
        assert nodes, f"{file} has no {name}: mend {page.name}"
