"""``report-diff``: which links a change of terms, aliases or settings makes, takes and moves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.export.link_report import VERSION
from sphinx_modelterms.export.report_diff import VERSION as COMPARED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

TERMS = """
Terms
=====

.. term:: Token
   :aliases: piece

   A part of a text.
"""
PAGE = """
Page
====

A piece comes first. A token costs time.

The context windows are large, and a chunk is small.
"""


EXPECTED = [
    "Links: 1 appears, 0 go, 1 moves, 0 lead to another term.",
    "",
    "New terms: Context Window",
    "",
    "Links that appear:",
    "  page.rst:6: context windows → Context Window",
    "    The context windows are large, and a chunk is small.",
    "",
    "Links that move on their page:",
    "  page.rst:4: token → Token",
    "    before: A piece comes first.",
    "    now: A token costs time.",
]
"""The differences if Context Window becomes a term and the alias "piece" goes."""


def write_site(project: Project) -> Project:
    """Write a site with automatic links."""
    project.conf |= {"modelterms_autolink": "page"}
    project.write({"index": "H\n=\n\n.. toctree::\n   :glob:\n\n   *\n"})
    project.write({"terms": TERMS, "page": PAGE})
    return project


@pytest.fixture
def site(project: Project) -> Project:
    return write_site(project)


def report(project: Project, name: str, **conf: Any) -> str:
    folder = project.builddir.with_name(name)
    project.build("modelterms", builddir=folder, **conf)
    return str(folder / "modelterms")


def diff(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["report-diff", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return status, out.splitlines()


def test_the_version_is_that_of_reports() -> None:
    assert VERSION == COMPARED


def test_equal_reports(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    old = report(site, "old")
    site.write({"page": PAGE.replace("A piece comes", "\nA piece\ncomes")})
    new = report(site, "new")
    assert diff(old, new, capsys=capsys) == (0, ["The reports have the same terms and links."])


def test_a_new_term_and_a_removed_alias(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    old = report(site, "old")
    window = "\n.. term:: Context Window\n\n   All that a model sees.\n"
    site.write({"terms": TERMS.replace("   :aliases: piece\n", "") + window})
    new = report(site, "new")
    assert diff(old, new, capsys=capsys) == (1, EXPECTED)
    status, lines = diff(new, old, capsys=capsys)
    assert status == 1 and "Removed terms: Context Window" in lines


def test_a_setting_and_another_meaning(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    old = report(site, "old")
    site.write({"terms": TERMS.replace("   :aliases: piece\n", "   :no-autolink:\n")})
    piece = ".. term:: Piece\n\n   Something.\n"
    site.write({"more": f"More\n====\n\n{piece}"})
    new = report(site, "new")
    assert diff(old, new, capsys=capsys)[1] == [
        "Links: 0 appear, 0 go, 0 move, 1 leads to another term.",
        "",
        "New terms: Piece",
        "",
        "Links that lead to another term:",
        "  page.rst:4: piece → Token, now Piece",
        "    A piece comes first.",
    ]
    off = report(site, "off", modelterms_autolink="off")
    lines = diff(new, off, capsys=capsys)[1]
    assert lines[-3:] == [
        "  page.rst:4: piece → Piece", "    A piece comes first.", "    now: rule off",
    ]  # fmt: skip
    assert diff(off, new, capsys=capsys)[1][-1] == "    before: rule off"


NASTY = "`@team` <b>#1</b> [x](http://e.x)\x1b[31m\u202e | **a** ``` "


def nasty(path: Path, *names: dict[str, Any], terms: tuple[str, ...] = ()) -> str:
    content = {
        "version": 1, "rules": {}, "terms": [{"name": name} for name in terms],
        "pages": [{"page": "a", "names": list(names)}] if names else [],
    }  # fmt: skip
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_names_and_sentences_are_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = {"text": NASTY, "terms": [NASTY], "rule": "linked", "sentence": NASTY, "file": NASTY}
    old = nasty(tmp_path / "old.json")
    new = nasty(tmp_path / "new.json", name, name, terms=(NASTY,))
    _, lines = diff(old, new, capsys=capsys)
    assert all(line.isprintable() for line in lines)
    _, lines = diff(old, new, "--format=markdown", capsys=capsys)
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = []
    for token in parser.parse("\n".join(lines)):
        for child in token.children or ():
            assert child.type in {"text", "code_inline"}, child
            if child.type == "text":
                assert not set("@#<[|*`") & set(child.content), child
            else:
                shown.append(child.content)
    assert shown.count(shown[0]) == 9  # the term, and four of each link
    assert shown[0].endswith("**a** ```") and "@team" in shown[0] and shown[0].isprintable()


def test_long_differences_are_cut_in_markdown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        {"text": f"x{n}", "terms": ["X"], "rule": "linked", "file": "a.rst", "line": n}
        for n in range(120)
    ]
    old, new = nasty(tmp_path / "old.json"), nasty(tmp_path / "new.json", *names)
    _, lines = diff(old, new, "--format", "markdown", capsys=capsys)
    assert lines[-1] == "- and 20 more" and "### Links that appear (120)" in lines
    assert len(diff(old, new, capsys=capsys)[1]) > 120


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't read"),
        ("", "isn't JSON"),
        ("[" * 100_000, "isn't JSON"),
        ("[]", "isn't a report"),
        ('{"version": 1, "language": "en", "terms": []}', "isn't a report"),
        ('{"version": 2, "rules": {}, "terms": [], "pages": []}', "has version 2, but"),
        ('{"version": 1, "rules": {}, "terms": 1, "pages": []}', "is damaged"),
        ('{"version": 1, "rules": {}, "terms": [], "pages": [{"page": 1}]}', "is damaged"),
        ('{"version": 1, "rules": {}, "terms": [], "pages": [[]]}', "is damaged"),
    ],
)
def test_a_file_that_is_no_report(
    tmp_path: Path, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = nasty(tmp_path / "good.json"), tmp_path / "bad\x1b[1m.json"
    if content is not None:
        bad.write_text(content, encoding="utf-8")
    for arguments in ([good, str(bad)], [str(bad), good]):
        assert main(["report-diff", *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == "" and said in err and err.startswith("report-diff: ")
        assert err.removesuffix("\n").isprintable()
