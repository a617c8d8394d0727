"""Tests of the README and the tutorials as a reader uses them: every file is typed in from the page,
and every step is built.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import sphinx_modelterms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

REPOSITORY = Path(__file__).parent.parent
MANUAL = REPOSITORY / "example_docs"
TUTORIALS = sorted(path.stem for path in (MANUAL / "tutorials").glob("*.md"))
PROJECTS = MANUAL / "snippets" / "projects"

MARKUPS = {"rst": ".rst", "markdown": ".md"}
FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>\w+)\n(?P<text>(?:.*\n)*?)(?P=mark)$", re.M)
COMMENT = re.compile(r"<!-- (?P<kind>file|snippet|result): (?P<name>[\w/.-]+) -->\n")
STEP = re.compile(rf"(?:{COMMENT.pattern})?(?:{FENCE.pattern})?", re.M)
GLOSSARY = "glossary"
"""The page into which the tutorials' snippets go."""


class Step(NamedTuple):
    """A fence of a tutorial, or the place of a result."""

    kind: str
    name: str
    language: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """Yield the steps of a tutorial; the second fence below a comment of a snippet is its, too."""
    text = (MANUAL / "tutorials" / f"{page}.md").read_text(encoding="utf-8")
    kind = name = ""
    for match in STEP.finditer(text):
        if not match[0]:
            continue
        if match["kind"] or kind != "snippet" or match["language"] != "markdown":
            kind, name = match["kind"] or "", match["name"] or ""
        yield Step(kind, name, match["language"] or "", match["text"] or "")


def write_conf(path: Path, text: str) -> None:
    """Follow a step about ``conf.py``: its first version, a changed line, or a further one."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if text.startswith("extensions ="):
        text = re.sub(r"(?m)^extensions = .*\n", lambda _: text, before)
    else:
        text = before + text
    path.write_text(text, encoding="utf-8", newline="\n")


def own_files(folder: Path, ending: str) -> dict[str, str]:
    """The pages of a project."""
    paths = folder.rglob(f"*{ending}")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("page", TUTORIALS)
def test_a_tutorial_can_be_followed_from_an_empty_directory(
    tmp_path: Path, page: str, markup: str
) -> None:
    """At each result, the reader has exactly the files of its project, and no warning."""
    ending, twin = MARKUPS[markup], "" if markup == "rst" else "-md"
    source, built = tmp_path / "source", 0
    source.mkdir()
    for step in steps(page):
        if step.language == "python":
            write_conf(source / "conf.py", step.text)
        elif step.kind == "snippet" and step.language == markup:
            (source / (GLOSSARY + ending)).write_text(step.text, encoding="utf-8")
        elif step.kind == "file" and step.name.endswith(ending):
            (source / step.name.partition("/")[2]).write_text(step.text, encoding="utf-8")
        elif step.kind == "result":
            project = step.name.partition("/")[0] + twin
            assert own_files(source, ending) == own_files(PROJECTS / project, ending), project
            build(source, tmp_path / "out")
            built += 1
    assert built > 2


def build(source: Path, out: Path) -> None:
    """Build a project as readers do; a warning fails the test."""
    options = ["-q", "--fail-on-warning", "-D", "html_theme=basic"]
    command = [sys.executable, "-m", "sphinx", *options, str(source), str(out)]
    package = str(Path(sphinx_modelterms.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_samples_of_the_readme_can_be_pasted(project: Project) -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    fences = {match["language"]: match["text"] for match in FENCE.finditer(text)}
    for language, ending in MARKUPS.items():
        page = {"rst": "Home\n====\n\n", "markdown": "# Home\n\n"}[language] + fences[language]
        (project.source / f"index{ending}").write_text(page, encoding="utf-8")
        built = project.build(nitpicky=True)
        assert built.warnings == []
        assert [term.abbr for term in built.domain.build.glossary.terms] == ["RAG"]
        (project.source / f"index{ending}").unlink()


GENERATED = re.compile(
    r"(?m)^(`{3,})\{(?:reference-table|command-help|build-events)\} (\S+)\n(?P<text>(?:.*\n)*?)\1$"
)


def test_generated_tables_say_where_to_read_them_without_a_build() -> None:
    """A code host shows the text of the fence, which the built manual replaces by the table."""
    found = 0
    for page in MANUAL.rglob("*.md"):
        for match in GENERATED.finditer(page.read_text(encoding="utf-8")):
            found += 1
            place = f"{page}: {match[2]}"
            assert "is generated. Build the manual to see it, or " in match["text"], place
            file = re.search(r"sphinx_modelterms/(\S+\.py)", match["text"])
            assert file or "python -m sphinx_modelterms" in match["text"], place
            if file:
                assert (Path(sphinx_modelterms.__file__).parent / file[1]).exists(), place
    assert found > 20


def test_the_manual_can_be_read_on_a_code_host() -> None:
    """Tabs are made from plain pairs of fences, and texts don't promise what only HTML shows."""
    for page in MANUAL.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for directive in ("tab-set", "tab-item"):
            assert f"{{{directive}}}" not in text, page
        for claim in ("tab below", "tabs below", "is live", "try it here"):
            assert claim not in text, f"{page}: {claim!r}"
