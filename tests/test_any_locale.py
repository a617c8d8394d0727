"""The extension and its command work in any locale: UTF-8 inside, whatever the terminal shows."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

NAMES = ("LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONCOERCECLOCALE")

LOCALES = {
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Western Windows": {"PYTHONIOENCODING": "cp1252"},
    "old Windows terminal": {"PYTHONIOENCODING": "cp437"},
}


def run(arguments: list[object], settings: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run Python with these settings of the locale, and no others."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(NAMES)}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=inherited | settings, capture_output=True, check=False)


@pytest.mark.parametrize("settings", LOCALES.values(), ids=LOCALES)
def test_a_site_is_the_same_in_any_locale(project: Project, settings: dict[str, str]) -> None:
    project.conf |= {
        "modelterms_data": ["words/*.yml"],
        "modelterms_pages": "gen",
        "modelterms_report": "report.json",
    }
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n   :glob:\n\n   gen/index\n\n:term:`нейрон` :term:`x`\n",
            "words/все.yml": "- {name: Нейрон, category: Ä, definition: Ещё одно «слово» →}\n",
        }
    )
    project.build("dummy")  # writes conf.py
    expected, out = project.source.parent / "expected", project.source.parent / "out"
    build = ["-m", "sphinx", "-q", "-b", "html", project.source]
    usual = run([*build, expected], {"PYTHONUTF8": "1"})
    done = run([*build, out], settings)
    assert usual.returncode == done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"WARNING") == usual.stderr.count(b"WARNING") > 0
    for name in ("index.html", "gen/index.html", "modelterms.json", "report.json"):
        assert (out / name).read_bytes() == (expected / name).read_bytes()


@pytest.mark.parametrize("settings", [LOCALES["no locale"], {}], ids=["no locale", "default"])
def test_a_pipe_gets_the_changes_in_utf_8(tmp_path: Path, settings: dict[str, str]) -> None:
    """``patch`` applies them to a file that is in UTF-8."""
    page = tmp_path / "page.rst"
    page.write_text(
        "T\n=\n\n.. glossary::\n\n   нейрон\n      → 文字\n", encoding="utf-8", newline="\n"
    )
    done = run(["-m", "sphinx_modelterms", "import-glossary", page], settings)
    assert done.returncode == 0, done.stderr
    assert "+.. term:: нейрон\n" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_a_pipe_gets_the_encoding_that_was_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.rst"
    page.write_text("T\n=\n\n.. glossary::\n\n   ä → ж\n      x\n", encoding="utf-8")
    command = ["-m", "sphinx_modelterms", "import-glossary", page]
    done = run(command, {"PYTHONIOENCODING": "latin-1"})
    assert "+.. term:: ä \\u2192 \\u0436\n".encode("latin-1") in done.stdout
