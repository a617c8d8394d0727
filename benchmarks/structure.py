"""Figures of the structure of the package: ``python -m benchmarks.structure``.

Size of modules and functions, circles of imports, names used twice, docstrings that begin with a
question word; and, for a few small projects, the files and functions that run because of one
feature: those that do not run for the same page without it.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tempfile
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType, FrameType

PACKAGE = Path(sphinx_modelterms.__file__).parent

PLAIN = """
Title
=====

A token is a piece of a word.
"""

TERMS = """
Title
=====

.. term:: Token

   A token is a piece of text.

.. term:: Window

   A window is what a model sees.
"""

FEATURES: dict[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "two cards and a mention": (
        {"index.rst": PLAIN},
        "",
        {"index.rst": TERMS + "\nA :term:`token`.\n"},
    ),
    "an automatic link": (
        {"index.rst": TERMS, "other.rst": PLAIN},
        'modelterms_autolink = "page"',
        {},
    ),
    "a comparison": (
        {"index.rst": TERMS},
        "",
        {"index.rst": TERMS + "\n.. term-compare:: Token, Window\n"},
    ),
    "a term of a data file": (
        {"index.rst": TERMS},
        'modelterms_data = ["data.yml"]',
        {
            "index.rst": TERMS.replace("\n   A token is a piece of text.\n", ""),
            "data.yml": "- name: Token\n  definition: A token is a piece of text.\n",
        },
    ),
}
"""For each feature the files of a project without it, and the settings and files that add it."""


def modules() -> dict[str, Path]:
    """The modules of the package by dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(tree: ast.Module, known: dict[str, Path]) -> set[str]:
    """The modules of the package that one imports, for typing too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known.keys()
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Circles of imports; after each that is found, one of its arrows is taken out."""
    found = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = error.args[1]
            found.append(circle)
            graph[circle[1]].discard(circle[0])
        else:
            return found


def definitions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """All functions and classes of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node


def docstrings(tree: ast.Module) -> Iterator[str]:
    """The docstrings of a module, and the strings below its attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            for child in node.body:
                match child:
                    case ast.Expr(value=ast.Constant(value=str() as text)):
                        yield text


def built(files: dict[str, str], settings: str) -> set[CodeType]:
    """Build a project in this process, and return the functions of the package that run."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    ran: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(str(PACKAGE)):
            ran.add(frame.f_code)

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source")
        source.mkdir()
        conf = f'extensions = ["sphinx_modelterms"]\nexclude_patterns = []\n{settings}\n'
        for name, text in {"conf.py": conf, **files}.items():
            (source / name).write_text(text, encoding="utf-8", newline="\n")
        out = Path(folder, "out")
        with patch_docutils(), docutils_namespace():
            sys.setprofile(note)
            try:
                app = Sphinx(
                    source, source, out, out / "d", "html", status=None, warning=io.StringIO()
                )
                app.build()
            finally:
                sys.setprofile(None)
    return {code for code in ran if code.co_name not in {"<module>"}}


def figures() -> Iterator[tuple[str, object]]:
    """Each figure with its name."""
    known = modules()
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in known.items()}
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in known.items()}
    sizes = [
        (node.end_lineno or 0) - node.lineno + 1
        for tree in trees.values()
        for node in definitions(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    classes = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    files = Counter(path.name for path in known.values() if path.name != "__init__.py")
    texts = [text for tree in trees.values() for text in docstrings(tree)]
    asking = [text for text in texts if re.match(r"\s*(What|Whether|Where)\b", text)]
    yield "modules", len(known)
    yield "lines", sum(lines.values())
    yield "median function, lines", statistics.median(sizes)
    yield "longest function, lines", max(sizes)
    yield "longest module, lines", max(lines.values())
    yield (
        "circles of imports, for typing too",
        len(circles({name: imports(tree, known) for name, tree in trees.items()})),
    )
    yield "class names used twice", sorted(name for name, count in classes.items() if count > 1)
    yield "file names used twice", sorted(name for name, count in files.items() if count > 1)
    yield (
        "docstrings that begin with What, Whether or Where",
        (f"{len(asking)} of {len(texts)} ({100 * len(asking) / len(texts):.1f} %)"),
    )
    built({"index.rst": PLAIN}, "")  # what happens once in a process
    for name, (before, settings, after) in FEATURES.items():
        without, with_it = built(before, ""), built(before | after, settings)
        new = with_it - without
        yield f"{name}: run in all", counted(with_it)
        yield f"{name}: run because of it", counted(new)


def counted(codes: set[CodeType]) -> str:
    """The number of functions, and of the files that they are in."""
    return f"{len(codes)} functions in {len({code.co_filename for code in codes})} files"


if __name__ == "__main__":
    for title, value in figures():
        print(f"{title}: {value if not isinstance(value, list) else ', '.join(value) or 'none'}")
