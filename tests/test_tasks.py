"""The tasks of development in ``noxfile.py``: their set-up, and the shortcuts of the Makefile."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

REPOSITORY = Path(__file__).parent.parent
NOXFILE = REPOSITORY / "noxfile.py"


def listed() -> dict[str, str]:
    """Return the description of each task, as nox lists them."""
    command = [sys.executable, "-m", "nox", "--noxfile", NOXFILE, "--list"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return dict(re.findall(r"(?m)^[*-] (\w+)(?: -> (.*))?$", done.stdout))


def test_nox_lists_the_tasks() -> None:
    tasks = listed()
    assert {
        "docs",
        "tests",
        "lint",
        "types",
        "format",
        "messages",
        "real",
        "bench",
    } <= tasks.keys()
    assert all(tasks.values()), "each task has a docstring"


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_shortcuts_of_make_are_tasks() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    tasks = listed()
    targets = re.findall(r"(?m)^TASKS := (.*)|^OTHER_TESTS := (.*)", makefile)
    words = " ".join(map(" ".join, targets)).split()
    assert {"docs", "test-real"} <= set(words)
    # Under another make, as in `make test`, this one would take its flags and name the folder.
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    for target in (*words, "test", "bench", "bench-quick", "bench-tables"):
        done = subprocess.run(
            ["make", "-n", target, "PYTHON=py"],
            capture_output=True,
            check=True,
            cwd=REPOSITORY,
            encoding="utf-8",
            env=env,
        )
        match = re.fullmatch(r"py noxfile\.py (\w+)", done.stdout.strip())
        assert match, done.stdout
        assert match[1] in tasks


@cache
def noxfile() -> Any:
    """Return the module; nox refuses to register its tasks twice in a process."""
    spec = importlib.util.spec_from_file_location("noxfile", NOXFILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Checkout:
    """An empty checkout, in which programs are noted instead of run."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.venv = root / ".venv"
        self.python = self.venv / "python"
        self.pyproject = root / "pyproject.toml"
        self.pyproject.write_bytes(b"one")
        self.ran: list[str] = []
        self.failures = 0
        """Number of programs that fail before one is run."""
        monkeypatch.delenv("MODELTERMS_PYTHON", raising=False)
        monkeypatch.setattr(subprocess, "run", self._run)
        for name, value in {"ROOT": root, "VENV": self.venv, "PYTHON": self.python}.items():
            monkeypatch.setattr(noxfile(), name, value)

    def _run(self, command: Sequence[str], **options: object) -> None:
        self.venv.mkdir(exist_ok=True)
        self.python.touch()
        if self.failures:
            self.failures -= 1
            raise subprocess.CalledProcessError(1, command)
        self.ran.append(" ".join(map(str, command[1:])))

    def set_up(self) -> str:
        return str(noxfile().ready_python())


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_the_environment_is_set_up_once(checkout: Checkout) -> None:
    assert checkout.set_up() == str(checkout.python)
    venv, pip, install = checkout.ran
    assert venv.startswith("-m venv ")
    assert pip.endswith("pip>=25.1")
    assert install.endswith("--editable . --group dev")
    assert checkout.set_up() == str(checkout.python)
    assert len(checkout.ran) == 3


def test_the_environment_follows_pyproject(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.pyproject.write_bytes(b"two")
    checkout.set_up()
    assert len(checkout.ran) == 6


def test_a_set_up_that_failed_is_tried_again(checkout: Checkout) -> None:
    checkout.failures = 1
    with pytest.raises(subprocess.CalledProcessError):
        checkout.set_up()
    checkout.set_up()
    assert len(checkout.ran) == 3


def test_a_running_environment_is_not_overwritten(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows does not let a program be replaced while it runs."""
    monkeypatch.setattr(sys, "prefix", str(checkout.venv))
    checkout.venv.mkdir()
    checkout.set_up()
    assert [command.split()[1] for command in checkout.ran] == ["pip", "pip"]


def test_another_python_is_used_as_it_is(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELTERMS_PYTHON", sys.executable)
    assert checkout.set_up() == sys.executable
    assert checkout.ran == []


def test_arguments_go_to_the_task() -> None:
    environment = os.environ | {"MODELTERMS_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, NOXFILE, "tests", "--version"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
    )
    assert "pytest " in done.stdout + done.stderr
    assert done.returncode == 0
