"""All texts in the package that can become part of a message."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_modelterms.__file__).parent

OTHER_TEXTS = {
    "diagnostics.py",
    "glossary/autolink/rules.py",
    "glossary/list_option_specs.py",
    "glossary/option_specs.py",
    "glossary/text/alphabets.py",
    "rendering/labels.py",
}
"""Modules with texts of the reference or of cards, or with words of a language."""

OTHER_CALLS = {
    *("Field", "Kind", "Limit", "Option", "Rule", "choice", "option"),
    *("_", "counted", "sentence"),
    *("compile", "fullmatch", "lazy_pattern", "match", "word_set", "words"),
}
"""Functions and classes whose texts are not those of messages."""

FEWEST_WORDS = 3


def message_texts() -> Iterator[tuple[str, str]]:
    """Yield place and text of each text that can become part of a message; values in braces are
    written ``{}``.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in OTHER_TEXTS:
            for line, text in texts_in(path.read_text(encoding="utf-8")):
                yield f"{name}:{line}", text


def texts_in(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each text of several words in *source* that is no docstring."""
    yield from _texts(ast.parse(source))


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in OTHER_CALLS:
            return
        case ast.JoinedStr() | ast.Constant(value=str()):
            text = _template(node)
            if len(text.split()) >= FEWEST_WORDS:
                yield node.lineno, text
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _texts(child)


def _template(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
