"""Docstrings say what a function does or define a thing; they do not ask questions."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = Path(sphinx_modelterms.__file__).parent

RIDDLE = re.compile(r"(What|Whether|Where|Which|How)\b")


def modules() -> list[Path]:
    """Return all modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def docstrings(body: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    """Yield line and text of the docstrings of a module, its classes, functions and attributes."""
    for node in body:
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from docstrings(node.body)
            case ast.If():
                yield from docstrings([*node.body, *node.orelse])


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_no_docstring_begins_like_a_question(path: Path) -> None:
    name = str(path.relative_to(PACKAGE))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"{name}:{line}: {text[:50]}" for line, text in docstrings(tree.body)]
    wrong = [entry for entry in found if RIDDLE.match(entry.split(": ", 1)[1])]
    assert not wrong, "begin with a verb (Return True if ...) or name the thing: " + str(wrong)
