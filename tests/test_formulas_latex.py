r"""pdfTeX on formulas that data files may have: all of the tables, the ordinary ones, random ones.

Left out where pdflatex is missing.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.formulas.allowed import problem_of_formula
from sphinx_modelterms.glossary.formulas.commands import (
    COMMANDS,
    DELIMITERS,
    ENVIRONMENTS,
    SYMBOLS,
)
from tests import formulas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Project

pytestmark = pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")

HEADERS = {"p": "[t]", "c": "{cc}", "a": "{c}", "n": "{2}"}
SIGNS = "abxyz012+-=<>()[]/|.,;:!*"
SCRIPTS = ("", "", "", " ", "'", "^2", "_i", "^{x_1}", "''^a")


def accepted(text: str, display: bool = False) -> bool:
    return problem_of_formula(text, 1000, {}, display) == ""


def compile_formulas(project: Project, lines: Iterable[str], blocks: Iterable[str]) -> list[str]:
    """The errors of TeX on a page with formulas of a data file; all must be taken for formulas."""
    parts = [f"A :math:`{text}`." for text in lines]
    parts += [".. math::\n\n   " + text.replace("\n", "\n   ") for text in blocks]
    # No text of a data file may be longer than 1,000 lines.
    terms = [
        {"name": f"T{n}", "definition": "Def.", "explanation": "\n\n".join(parts[n : n + 150])}
        for n in range(0, len(parts), 150)
    ]
    project.conf["modelterms_data"] = ["a.json"]
    page = "".join(f".. term:: {term['name']}\n\n" for term in terms)
    data = json.dumps({"markup": "rst", "terms": terms})
    project.write({"index": f"Home\n====\n\n{page}", "a.json": data})
    built = project.build("latex")
    assert built.warnings == []
    (tex,) = built.outdir.glob("*.tex")
    command = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", tex.name]
    subprocess.run(command, cwd=built.outdir, capture_output=True, check=False, timeout=300)
    log = tex.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert "Output written" in log
    found = log.splitlines()
    return [
        f"{line} {' '.join(found[number : number + 8])}"[:600]
        for number, line in enumerate(found)
        if line.startswith("! ")
    ]


def test_ordinary_formulas_are_set(project: Project) -> None:
    blocks = [*formulas.ORDINARY, *formulas.ROWS]
    assert compile_formulas(project, formulas.ORDINARY, blocks) == []


def test_all_entries_of_the_tables_are_known_to_tex(project: Project) -> None:
    commands = [
        rf"\{name}" + "".join(formulas.ARGUMENTS[kind] for kind in kinds)
        for name, kinds in COMMANDS.items()
    ]
    lines = [rf"a \{name} b" for name in sorted(SYMBOLS)]
    lines += [rf"x^\{name}" for name in sorted(SYMBOLS) if accepted(rf"x^\{name}")]
    lines += [f"x^{text}" for text in commands if accepted(f"x^{text}")]
    lines += [rf"\left{sign} x \middle{sign} y \right{sign}" for sign in sorted(DELIMITERS)]
    environments = [
        rf"\begin{{{name}}}{''.join(HEADERS[kind] for kind in environment.header)}"
        rf"x \\ y \end{{{name}}}"
        for name, environment in ENVIRONMENTS.items()
    ]
    found = [*lines, *commands, *environments]
    assert all(map(accepted, found))
    assert compile_formulas(project, found, [*commands, *environments]) == []


class Formulas:
    """Makes random formulas, many of which the grammar refuses."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def some(self, depth: int = 0) -> str:
        parts = (
            self.atom(depth) + self.random.choice(SCRIPTS)
            for _ in range(self.random.choice([1, 1, 2, 3]))
        )
        return "".join(parts)

    def atom(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.3 or depth > 3:
            return self.random.choice(SIGNS)
        if kind < 0.5:
            return f"\\{self.random.choice(sorted(SYMBOLS))} "
        if kind < 0.6:
            return f"{{{self.some(depth + 1)}}}"
        if kind < 0.65:
            first, last = self.random.choices(sorted(DELIMITERS), k=2)
            return rf"\left{first} {self.some(depth + 1)} \right{last} "
        if kind < 0.9:
            name = self.random.choice(sorted(COMMANDS))
            return rf"\{name}" + "".join(self.argument(k, depth + 1) for k in COMMANDS[name])
        name = self.random.choice(sorted(ENVIRONMENTS))
        head = "".join(HEADERS[kind] for kind in ENVIRONMENTS[name].header)
        rows = self.random.choice(["\\\\", "\\\\[2pt]", "\\\\*"]).join(
            self.some(depth + 1) for _ in range(self.random.randint(1, 3))
        )
        return rf"\begin{{{name}}}{head}{rows}\end{{{name}}}"

    def argument(self, kind: str, depth: int) -> str:
        if kind == "O":
            return self.random.choice(["", f"[{self.some(depth)}]"])
        return f"{{{self.some(depth)}}}" if kind in "mMAg" else formulas.ARGUMENTS[kind]


def test_accepted_formulas_compile(project: Project) -> None:
    make = Formulas(15)
    made = [make.some().strip() for _ in range(1500)]
    lines = [text for text in made if "`" not in text and accepted(text)]
    blocks = [text for text in made if accepted(text, display=True)]
    assert len(lines) > 200
    assert compile_formulas(project, lines, blocks) == []
