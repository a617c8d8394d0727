"""Docstrings say what a function does or define a thing; they do not ask questions."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_modelterms
from tests.reference_texts import reference_texts

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
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_no_docstring_begins_like_a_question(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"{name}:{line}: {text[:50]}" for line, text in docstrings(tree.body)]
    wrong = [entry for entry in found if RIDDLE.match(entry.split(": ", 1)[1])]
    assert not wrong, "begin with a verb (Return True if ...) or name the thing: " + str(wrong)


PRIVATE = {
    r"\b(?:is|are|was|were|be|been) told\b": "is reported, gives a warning",
    r"\bgo(?:es)? on\b": "continues",
    r"\bstands? (?:in|on|at|alone|above|below|before|beside|next|outside)\b": "is",
    r"\bwill do\b(?! \w)": "is enough, is accepted",
    r"\bas good as\b": "the same as",
    r"\bof (?:its|their) like\b|\band (?:its|their) (?:kin|siblings)\b": "name them",
    r"\bwhat \w+ follows? from\b": "say what causes it",
    r"(?<!there )\b(?:is|are) none\b|\bnone any more\b": "isn't, no longer",
    r"(?<!there )\b(?:is|are) no (?!longer\b|more\b|less\b)\w": "isn't a",
    r"\bgives? way\b": "is replaced",
    r"\bours\b": "the extension's",
    r"\bbut for\b|\bsave for\b": "except",
    r"\ball the same\b": "still, anyway",
    r"\bsays? of\b": "says about",
    r"\bdoes no harm\b|\bdo no harm\b": "is allowed",
    r"\bby which our\b": "name the thing",
}
"""Phrases that must be read twice, each with what to write instead."""


def private_phrases(text: str) -> Iterator[str]:
    """Yield the phrases of :data:`PRIVATE` in *text*, which may be a docstring with examples."""
    prose = " ".join(re.sub(r"(?m)^ *>>>(?:.*\n?)(?:^ *\S.*\n?)*", "", text).split())
    for pattern, better in PRIVATE.items():
        for match in re.finditer(f"(?i){pattern}", prose):
            yield f"{match[0]!r} (write: {better}): {prose[max(0, match.start() - 30) :][:90]}"


def test_no_docstring_has_a_private_phrase() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {phrase}"
        for path in modules()
        for line, text in docstrings(ast.parse(path.read_text(encoding="utf-8")).body)
        for phrase in private_phrases(text)
    ]
    assert not found, "\n".join(found)


def test_no_text_of_the_reference_has_a_private_phrase() -> None:
    found = [f"{name}: {p}" for name, text in reference_texts() for p in private_phrases(text)]
    assert not found, "\n".join(found)


def test_texts_of_the_reference_are_sentences() -> None:
    for name, text in reference_texts():
        assert re.match(r"[A-Z0-9`]", text), f"{name}: begin with a capital: {text}"
        assert text.endswith("."), f"{name}: end with a full stop: {text}"
        assert "  " not in text, f"{name}: {text}"
        words = max(len(clause.split()) for clause in re.split(r"[.,:;] ", text))
        assert words <= 25, f"{name}: {words} words without a pause: {text}"


def test_private_phrases_are_found() -> None:
    assert list(private_phrases("A term that is\ntold stands alone."))
    assert not list(private_phrases("0 if there is none; a letter that stands for a word."))
    assert not list(private_phrases("Return it.\n\n>>> f()\n'x is no term'\n"))
