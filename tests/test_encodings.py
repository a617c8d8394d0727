"""Pages that are not in UTF-8 get one clear warning each, and are shown as far as they can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

REST = "Tést\n====\n\n.. glossary::\n\n   café\n      A drïnk of Zürich.\n\nSee :term:`tea`.\n"

MARKDOWN = "# Tést\n\n```{term} tea\nA drïnk,\ntoo.\n```\n"

HOME = "Home\n====\n\n.. toctree::\n\n   rest\n   marked\n"


def write(project: Project, name: str, text: str, encoding: str) -> None:
    (project.source / name).write_bytes(text.encode(encoding))


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_page_in_another_encoding_gets_one_warning(
    project: Project, encoding: str, parallel: int
) -> None:
    project.write({"index": HOME})
    write(project, "rest.rst", "\n\n" + REST, encoding)
    write(project, "marked.md", MARKDOWN, encoding)
    built = project.build(parallel=parallel)
    marked, rest = sorted(built.warnings)
    assert rest == (
        "rest.rst:3: WARNING: this file isn't UTF-8: the byte b'\\xe9' can't be read. Save the "
        "file as UTF-8. Until then, '\ufffd' replaces what can't be read. [modelterms.encoding]"
    )
    assert marked.startswith("marked.md:1: WARNING: this file isn't UTF-8")
    assert "A dr\ufffdnk of Z\ufffdrich." in built.body("rest")
    assert 'href="marked.html#term-tea"' in built.body("rest")


def test_the_warning_is_gone_when_the_page_is_mended(project: Project) -> None:
    project.write({"index": HOME, "marked.md": MARKDOWN})
    write(project, "rest.rst", REST, "latin-1")
    assert len(project.build().warnings) == 1
    project.write({"rest": REST})
    built = project.build()
    assert built.warnings == []
    assert "A drïnk of Zürich." in built.body("rest")


def test_other_binary_files_are_no_traceback(project: Project) -> None:
    project.write({"index": HOME, "marked.md": MARKDOWN})
    (project.source / "rest.rst").write_bytes(REST.encode("utf-16"))
    (warning,) = [line for line in project.build().warnings if "modelterms" in line]
    assert warning.startswith("rest.rst:1: WARNING: this file isn't UTF-8: the byte b'\\xff'")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_pages_in_utf_8_are_read_as_ever(project: Project, encoding: str) -> None:
    project.write({"index": HOME})
    write(project, "rest.rst", REST, encoding)
    write(project, "marked.md", MARKDOWN, encoding)
    assert project.build().warnings == []
