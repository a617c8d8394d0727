"""The recipes for contributors work as they are written in the manual.

Each is followed on a copy of the package: the blocks of the page are the changes, the commands,
the example and what it gives. Then each step but the first is left out, and a check has to say so.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Sequence

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "example_docs" / "contributing" / "recipes.md"
COPIED = (
    "noxfile.py",
    "pyproject.toml",
    "example_docs/guides/languages.md",
    "tests/__init__.py",
    "tests/test_tables.py",
    "tests/test_text_rules.py",
)
CATALOGUE = "sphinx_modelterms/locale/fi/LC_MESSAGES/sphinx_modelterms.po"
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.skipif(
    not (REPOSITORY / "sphinx_modelterms").is_dir(),
    reason="recipes change the sources of a checkout, and only the installed package is here",
)


class CodeBlock(NamedTuple):
    """A block of code on the page."""

    step: int
    """The number of its step; 0 below the steps."""
    language: str
    text: str


class Recipe(NamedTuple):
    """A recipe as the page has it."""

    name: str
    text: str
    blocks: list[CodeBlock]

    def of(self, language: str) -> str:
        """The text of the blocks below the steps in a language."""
        return "".join(b.text for b in self.blocks if b.language == language and not b.step)

    @property
    def steps(self) -> list[int]:
        """The numbers of the steps that change something."""
        return sorted({block.step for block in self.blocks if block.step})


def recipes() -> list[Recipe]:
    _, *parts = re.split(r"(?m)^\(recipe-([\w-]+)\)=\n", PAGE.read_text(encoding="utf-8"))
    return [
        Recipe(name, text, blocks(text))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    ]


def blocks(text: str) -> list[CodeBlock]:
    found = []
    for match in re.finditer(r"(?ms)^( *)```(\w+)\n(.*?)^\1```$", text):
        numbers = re.findall(r"(?m)^(\d+)\. ", text[: match.start()])
        step = int(numbers[-1]) if match[1] else 0
        found.append(CodeBlock(step, match[2], re.sub(f"(?m)^{match[1]}", "", match[3])))
    return found


def change(folder: Path, diff: str) -> None:
    """Make the change of a block."""
    head, *lines = diff.splitlines()
    path = folder / head.removeprefix("--- ")
    text = "\n" + path.read_text(encoding="utf-8")
    for hunk in "\n".join(lines).split("\n@@\n"):
        before = [line[1:] for line in hunk.splitlines() if not line.startswith("+")]
        after = [line[1:] for line in hunk.splitlines() if not line.startswith("-")]
        old, new = ("\n{}\n".format("\n".join(some)) for some in (before, after))
        assert text.count(old) == 1, f"{path.name} has not exactly one place like this:\n{hunk}"
        text = text.replace(old, new)
    path.write_text(text.removeprefix("\n"), encoding="utf-8")


def run(folder: Path, *command: str, **environment: str) -> str:
    """Return the output of a command, run in the copy with its package."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def shell(folder: Path, line: str) -> None:
    """Run a line as a contributor would in an environment that is ready."""
    program, *arguments = shlex.split(line.removeprefix("$ "))
    program = sys.executable if program == "python" else str(BIN / program)
    run(folder, program, *arguments, MODELTERMS_PYTHON=sys.executable)


def translate(folder: Path) -> None:
    """Translate each text that has no translation, in a language that only adds a letter."""
    path = folder / CATALOGUE
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fi")
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            message.string = f"{message.id}ä"
        elif message.id:
            message.string = tuple(f"{text}ä" for text in message.id)
        message.flags.discard("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalogue)


def follow(recipe: Recipe, folder: Path, without: int = 0) -> None:
    """Follow the steps on a new copy; schemas are left as they are if a step is left out."""
    shutil.copytree(REPOSITORY / "sphinx_modelterms", folder / "sphinx_modelterms")
    shutil.copytree(REPOSITORY / "tests" / "unit", folder / "tests" / "unit")
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / name)
    for block in recipe.blocks:
        if block.language == "diff" and block.step != without:
            change(folder, block.text)
        elif block.language == "console":
            if (folder / CATALOGUE).exists():
                translate(folder)
            for line in block.text.splitlines():
                if not (without and "schema" in line):
                    shell(folder, line)


def complaints(folder: Path) -> str:
    code = "from tests.test_tables import CHECKS\nfor c in CHECKS: print(*c(), sep='\\n')"
    return run(folder, sys.executable, "-c", code)


def built(recipe: Recipe, folder: Path) -> str:
    """All that a build of the example says: its page, its warnings, and what programs read."""
    source, output = folder / "source", folder / "output"
    source.mkdir()
    settings = re.findall(r"Try it with `([^`]+)`", recipe.text)
    conf = ["extensions = ['sphinx_modelterms']", *settings]
    (source / "conf.py").write_text("\n".join(conf), encoding="utf-8")
    text = f"Example\n=======\n\n{recipe.of('rst')}"
    (source / "index.rst").write_text(text, encoding="utf-8")
    said = ""
    for builder in ("text", "html"):
        command = ("-m", "sphinx", "-q", "-b", builder, str(source), str(output / builder))
        said += run(folder, sys.executable, *command)
    files = (output / "text" / "index.txt", output / "html" / "modelterms.json")
    return "\n".join([said, *(file.read_text(encoding="utf-8") for file in files)])


ALL = recipes()
each_recipe = pytest.mark.parametrize("recipe", ALL, ids=lambda recipe: recipe.name)


def test_all_recipes_are_found() -> None:
    assert len(ALL) == len(re.findall("(?m)^## Add ", PAGE.read_text(encoding="utf-8"))) == 8
    assert all(recipe.steps and recipe.of("rst") for recipe in ALL)


@each_recipe
def test_a_recipe_works_as_it_is_written(recipe: Recipe, tmp_path: Path) -> None:
    follow(recipe, tmp_path)
    assert complaints(tmp_path).strip() == ""
    result = built(recipe, tmp_path)
    for line in dedent(recipe.of("text") + recipe.of("json")).splitlines():
        assert line in result
    if recipe.name == "language":
        assert "modelterms.translation" not in result
        assert "Piece" in result
        assert "ä" in result
    if recipe.name == "quality-rule":
        tests = run(tmp_path, sys.executable, "-m", "pytest", "-q", "tests/unit/test_quality.py")
        assert "failed" not in tests


def places(recipe: Recipe, step: int) -> Sequence[str]:
    """Return the texts that a check must name if a step is left out: the file, or the command."""
    texts = [block.text for block in recipe.blocks if block.step == step]
    lines = [line for text in texts for line in text.splitlines()]
    files = [line.removeprefix("--- ") for line in lines if line.startswith("--- ")]
    modules = [word for line in lines for word in line.split() if word.endswith(".schema")]
    return [file.removeprefix("sphinx_modelterms/") for file in files] or modules


@pytest.mark.parametrize(
    ("recipe", "step"),
    [(r, s) for r in ALL for s in r.steps[1:] if places(r, s)],
    ids=lambda value: value.name if isinstance(value, Recipe) else f"without-{value}",
)
def test_a_step_that_is_left_out_is_reported(recipe: Recipe, step: int, tmp_path: Path) -> None:
    follow(recipe, tmp_path, without=step)
    told = complaints(tmp_path)
    for place in places(recipe, step):
        assert place in told
