"""Tests of the manual's snippets: each makes the same document in both markups.

The snippets are in ``example_docs/snippets``. Pages of the manual repeat them in plain fences, which
can be read wherever Markdown is shown; ``MODELTERMS_UPDATE_FIXTURES=1`` copies the files to the pages.
A project of several files has its twin in Markdown beside it, with ``-md`` added to its name.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_modelterms.doctree.walking import blocks_by_document
from tests.test_term_card import check_fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

SNIPPETS = Path(__file__).parent.parent / "example_docs" / "snippets"
MARKUPS = {"rst": "index.rst", "myst": "index.md"}
NAMES = sorted(path.stem for path in (SNIPPETS / "rst").glob("*.txt"))

MD = "-md"
"""Ends the names of projects that are the twins of others in Markdown."""

PARSER_S_OWN = {"source", "rawsource", "translated", "myst-content"}


def tree(document: nodes.document) -> str:
    """A document as text, without what the parsers note for themselves."""
    document = document.deepcopy()
    for node in document.findall(nodes.Element):
        for name in PARSER_S_OWN & node.attributes.keys():
            del node.attributes[name]
    return document.pformat()


def test_both_markups_have_the_same_snippets() -> None:
    assert NAMES
    assert sorted(path.stem for path in (SNIPPETS / "myst").glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_markups_make_the_same_document(
    new_project: Callable[[str], Project], name: str
) -> None:
    built: list[Built] = []
    for markup, page in MARKUPS.items():
        project = new_project(markup)
        text = (SNIPPETS / markup / f"{name}.txt").read_text(encoding="utf-8")
        (project.source / page).write_text(text, encoding="utf-8")
        built.append(project.build(nitpicky=True))
    rest, md = built
    assert rest.warnings == md.warnings == []
    assert rest.domain.build.glossary.terms
    assert tree(rest.doctree("index")) == tree(md.doctree("index"))
    assert tree(rest.doctree("index", late=True)) == tree(md.doctree("index", late=True))
    assert rest.body("index") == md.body("index")


TWINS = sorted(path.name.removesuffix(MD) for path in (SNIPPETS / "projects").glob(f"*{MD}/"))


@pytest.mark.parametrize("name", TWINS)
def test_both_markups_of_a_project_make_the_same_pages(
    new_project: Callable[[str], Project], name: str
) -> None:
    bodies: list[dict[str, list[str]]] = []
    for markup, folder in (("rst", name), ("myst", name + MD)):
        project = new_project(markup)
        shutil.copytree(SNIPPETS / "projects" / folder, project.source, dirs_exist_ok=True)
        own = project.source / "conf.py"
        settings = runpy.run_path(str(own)) if own.exists() else {}
        project.conf |= {k: v for k, v in settings.items() if not k.startswith("_")}
        built = project.build(nitpicky=True)
        assert built.warnings == []
        bodies.append({page: built.body(page).split() for page in built.app.env.found_docs})
    assert bodies[0] == bodies[1]


BLOCKS = (
    "card",
    "comparison",
    "list",
    "categories",
    "faq-section",
    "day",
    "box",
    "term-map",
    "term-quiz",
)


def blocks(document: nodes.document) -> str:
    """Our blocks as text, without what differs between versions of the parser."""
    text = "\n".join(block.pformat() for _, block in blocks_by_document(document, "", *BLOCKS))
    noise = (
        "xml:space|force|linenos|highlight_args|internal|"
        "refdoc|refwarn|refexplicit|translation_progress|[a-z]+:[a-z]+"
    )
    return re.sub(rf' (?:{noise})="[^"]*"', "", text)


@pytest.mark.parametrize("late", [False, True], ids=["read", "late"])
@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_the_one_that_was_looked_at(
    project: Project, repository: Path, name: str, late: bool
) -> None:
    """Before and after the late phase."""
    text = (SNIPPETS / "rst" / f"{name}.txt").read_text(encoding="utf-8")
    project.write({"index": text})
    tree = project.build().doctree("index", late)
    folder = repository / "tests" / "fixtures" / "snippets"
    check_fixture(folder / f"{name}-{'late' if late else 'read'}.txt", blocks(tree))


FENCE = r"(?P<{0}>`{{3,}}){0}\n(?P<{0}_text>(?:.*\n)*?)(?P={0})\n"
PAIR = re.compile(
    r"<!-- snippet: (?P<name>[\w-]+) -->\n"
    + FENCE.format("rst")
    + r"\n"
    + FENCE.format("markdown")
)
FILE = re.compile(
    r"<!-- file: (?P<name>[\w/.-]+) -->\n(?P<mark>`{3,})\w+\n(?P<text>(?:.*\n)*?)(?P=mark)\n"
)
ORPHAN = re.compile(r"\A(:orphan:|---\norphan: true\n---)\n\n")
"""Head of a page without a toctree, which the manual leaves out."""
TEXT = re.compile(r"<!-- text: (?P<name>\S+) -->\n```text\n(?P<text>(?:.*\n)*?)```\n")
COMMENT = re.compile(r"<!-- (snippet|file|result): (\S+) -->")


def test_the_manual_shows_every_snippet_as_its_files_have_it(repository: Path) -> None:
    shown: dict[str, set[str]] = {"snippet": set(), "file": set(), "result": set()}
    for page in sorted((repository / "example_docs").glob("**/*.md")):
        text = page.read_text(encoding="utf-8")
        for kind, name in COMMENT.findall(text):
            shown[kind].add(name)
        updated = FILE.sub(with_file, PAIR.sub(with_snippet, text))
        if os.environ.get("MODELTERMS_UPDATE_FIXTURES"):
            page.write_text(updated, encoding="utf-8", newline="\n")
        else:
            assert text == updated, page
        assert len(COMMENT.findall(text)) == len(
            [*PAIR.findall(text), *FILE.findall(text), *re.findall("<!-- result:", text)]
        ), f"{page}: a comment is not directly above its fences"
    projects = {path.name for path in (SNIPPETS / "projects").glob("*/")}
    results = {name.partition("/")[0] for name in shown["result"]}
    assert shown["snippet"] == set(NAMES)
    shown_once = {name for name in projects if not name.endswith(MD)}
    assert results - set(NAMES) == shown_once  # snippets are shown again in the gallery
    assert {name.partition("/")[0] for name in shown["file"]} <= projects


def test_plain_text_in_the_manual_is_what_the_builder_writes(
    project: Project, repository: Path
) -> None:
    shown = set()
    for page in sorted((repository / "example_docs").glob("**/*.md")):
        text = updated = page.read_text(encoding="utf-8")
        for match in TEXT.finditer(text):
            shown.add(match["name"])
            source = (SNIPPETS / "rst" / f"{match['name']}.txt").read_text(encoding="utf-8")
            project.write({"index": source})
            built = project.build("text").text("index.txt")
            fence = f"<!-- text: {match['name']} -->\n```text\n{built}```\n"
            updated = updated.replace(match[0], fence)
        if os.environ.get("MODELTERMS_UPDATE_FIXTURES"):
            page.write_text(updated, encoding="utf-8", newline="\n")
        else:
            assert text == updated, page
    assert shown


def with_snippet(match: re.Match[str]) -> str:
    """The fences of a snippet, with the texts of its files."""
    name = match["name"]
    texts = [
        (SNIPPETS / folder / f"{name}.txt").read_text(encoding="utf-8")
        for folder in ("rst", "myst")
    ]
    fences = (fenced("rst", texts[0]), fenced("markdown", texts[1]))
    return f"<!-- snippet: {name} -->\n" + "\n".join(fences)


def with_file(match: re.Match[str]) -> str:
    """The fence of a file of a project, with its text."""
    text = (SNIPPETS / "projects" / match["name"]).read_text(encoding="utf-8")
    text = ORPHAN.sub("", text)
    language = re.search("`+(\\w+)", match[0])
    assert language
    return f"<!-- file: {match['name']} -->\n" + fenced(language[1], text)


def fenced(language: str, text: str) -> str:
    """A fence that is longer than those in its text."""
    mark = "`" * max(
        3, 1 + max((len(found) for found in re.findall("(?m)^ *(`+)", text)), default=0)
    )
    return f"{mark}{language}\n{text}{mark}\n"
