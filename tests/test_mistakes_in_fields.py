"""Fields of pages in the wrong place, classes and options by names of other programs are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.diagnostics import Subtype
from tests.test_mistakes import PART, TOKEN, YAML, Mistake, assert_told, data, md, rst

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

AUTOLINK = {"modelterms_autolink": "page"}


def mistake(
    page: dict[str, str], subtype: Subtype, line: int, cause: str, cure: str, **conf: Any
) -> Mistake:
    (name, *_) = page
    where = f"{name}:{line}" if line else ""
    return Mistake(cause, page, subtype, where, cause, cure, conf)


def option(text: str, name: str = "Chunk") -> tuple[str, ...]:
    return (f".. term:: {name}", f"   {text}", "", "   Some text.", "")


MISTAKES = [
    mistake(
        rst(":no-autolink:", "", "Text."),
        Subtype.MISPLACED_OPTION,
        4,
        "'no-autolink' is a field of the page, and does nothing here",
        "Write ':no-autolink:' above the title",
    ),
    mistake(
        rst("Text.", "", ":modelterms-level: beginner"),
        Subtype.MISPLACED_OPTION,
        6,
        "'modelterms-level' is a field of the page",
        "above the title",
    ),
    mistake(
        md(":no-hover:", "", "Text."),
        Subtype.MISPLACED_OPTION,
        3,
        "'no-hover' is a field of the page",
        "between two lines of '---' at the very start of the file",
    ),
    mistake(
        md("Text.", "", "no-autolink: true", "---", "", "Text."),
        Subtype.MISPLACED_OPTION,
        5,
        "'no-autolink' is a field of the page",
        "at the very start of the file",
    ),
    mistake(
        {"index.md": "---\nautolink: false\n---\n\n# Page\n\nText.\n"},
        Subtype.UNKNOWN_OPTION,
        2,
        "pages have no field 'autolink'",
        "Did you mean 'no-autolink'?",
        **AUTOLINK,
    ),
    mistake(
        rst(".. rst-class:: no-autolinks", "", "Text."),
        Subtype.UNKNOWN_OPTION,
        6,
        "the class 'no-autolinks' does nothing",
        "Did you mean 'no-autolink'?",
        **AUTOLINK,
    ),
    mistake(
        rst(*option(":abbreviation: CK")),
        Subtype.UNKNOWN_OPTION,
        5,
        "'term' has no option 'abbreviation'",
        "Did you mean 'abbr'?",
    ),
    mistake(
        rst(*option(":Synonyms: piece")),
        Subtype.UNKNOWN_OPTION,
        5,
        "'term' has no option 'Synonyms'",
        "Did you mean 'aliases'?",
    ),
    mistake(
        rst(*option(":sorted:")),
        Subtype.UNKNOWN_OPTION,
        5,
        "'term' has no option 'sorted'",
        "Lists of terms are always sorted",
    ),
    mistake(
        data("terms.yml", "- name: Token", "  definition: Some.", "  see_also: Token"),
        Subtype.DATA,
        3,
        "there is no field 'see_also'",
        "Did you mean 'related'?",
        **YAML,
    ),
    mistake(
        data("terms.yml", "- name:Token", "  definition: Some.", page=("Text.",)),
        Subtype.DATA,
        1,
        "there is no space after the colon of 'name'",
        "Write 'name: '",
        **YAML,
    ),
    mistake(
        data("terms.yml", "// words", "- name: Token", "  definition: Some.", page=("Text.",)),
        Subtype.DATA,
        1,
        "comments in YAML begin with '#'",
        "Write '# ' instead of '//'",
        **YAML,
    ),
    mistake(
        rst(*TOKEN, *(f"   {line}".rstrip() for line in PART)),
        Subtype.MISPLACED_PART,
        8,
        "the term 'Part' is inside the text of 'Token'",
        "indent both equally",
    ),
    mistake(
        rst("Text."),
        Subtype.CONFIG,
        0,
        "modelterms_autolink_exclude: 'index.rst' matches no page",
        "Page names have no suffix here. Write 'index'",
        modelterms_autolink_exclude=["index.rst"],
        **AUTOLINK,
    ),
    mistake(
        rst("Text."),
        Subtype.CONFIG,
        0,
        "modelterms_quality: 'all' can't be in the list",
        "Write True for all or False for none; on the command line, write 1 or 0",
        modelterms_quality=["all"],
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_markup_without_effect_warns_with_the_cure(project: Project, mistake: Mistake) -> None:
    project.write(mistake.files)
    assert_told(project.build("dummy", **mistake.conf).warnings, mistake)


@pytest.mark.parametrize(
    "page",
    [
        rst(":hover: yes", "", "no-hover: a field of pages that hides cards"),
        rst(
            "The field is ``no-autolink``:",
            "",
            ":author: me",
            "",
            ".. rst-class:: autolink no-x",
            "",
            "Text.",
        ),
        md("`no-autolink: true`", "", "```", "no-autolink: true", "```"),
        {"index.md": "---\nautolink: true\nhover: false\n---\n\n# Page\n\nText.\n"},
    ],
)
def test_text_about_fields_is_not_told(project: Project, page: dict[str, str]) -> None:
    project.write(page)
    assert project.build("dummy", **AUTOLINK).warnings == []


def test_a_field_of_other_programs_is_left_alone_without_automatic_links(project: Project) -> None:
    project.write({"index.md": "---\nautolink: false\n---\n\n# Page\n\nText.\n"})
    assert project.build("dummy").warnings == []


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_spreadsheet_is_to_be_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], start: bytes
) -> None:
    table = tmp_path / "words.xlsx"
    table.write_bytes(start + b"\xff\x00\n\x00")
    assert main(["import-glossary", str(table)]) != 0
    assert (
        "words.xlsx isn't a text file. Export the table as CSV in UTF-8" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A <b>piece</b>.", "<b>"),
        ("One.<br>Two.", "<br>"),
        ("See <a href='x'>it</a>.", "<a href='x'>"),
        ("An array[<i>] of <name>, ``<b>x</b>``.", ""),
    ],
)
def test_html_in_a_text_of_rest_is_reported(project: Project, text: str, tag: str) -> None:
    project.write(data("terms.yml", "- name: Token", f'  definition: "{text}"'))
    warnings = project.build("dummy", **YAML).warnings
    assert [w.partition(": WARNING: ")[2] for w in warnings] == (
        [f"HTML is shown as plain text. Write markup instead of {tag!r}. [modelterms.unsafe-text]"]
        if tag
        else []
    )


def test_advice_on_the_line_of_a_comparison_is_reported(project: Project) -> None:
    project.write(
        md("```{term} Token", "A.", "```", "", "```{term-compare} X, Token Take it.", "```")
    )
    warnings = project.build("dummy").warnings
    assert (
        "'Token' is followed by 'Take it.'. Write advice below the line of the names"
        in warnings[1]
    )


def test_a_comparison_with_nothing_to_show_leaves_no_empty_block(project: Project) -> None:
    project.write(rst(*TOKEN, ".. term-compare:: Token, X", "   :id: both"))
    body = project.build("html").body("index")
    assert "mt-comparison" not in body
    assert 'id="both"' in body
