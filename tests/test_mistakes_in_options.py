"""Mistakes around the options and the blank lines of a directive lose neither text nor options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.diagnostics import Subtype
from tests.test_mistakes import TOKEN, YAML, Mistake, assert_told, data, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project

EMBEDDING = (".. term:: Embedding", "", "   A vector.", "")


def fence(*lines: str, name: str = "{term} Token") -> tuple[str, ...]:
    return (f"```{name}", *lines, "```", "")


LOST = [
    (
        Mistake(
            "a line of hyphens below the options",
            md(*fence(":level: beginner", "", "---", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:6",
            "'---' above the text doesn't begin a block of options",
            "Remove it",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "a block of options below a blank line",
            md(*fence("", "---", "level: beginner", "abbr: TK", "---", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:5",
            "right below the directive's own line",
            "without a blank line above it",
        ),
        ["beginner", "TK", "Some text."],
    ),
    (
        Mistake(
            "a block of options that is not closed",
            md(*fence("---", "level: beginner", "abbr: TK", "", "Some text.", "", "More: it.")),
            Subtype.MISPLACED_OPTION,
            "index.md:4",
            "the block of options that begins with '---' isn't closed",
            "Write '---' below the last option",
        ),
        ["beginner", "TK", "Some text.", "More: it."],
    ),
    (
        Mistake(
            "a block without options",
            md(*fence("---", "Some text.", "", "More.")),
            Subtype.MISPLACED_OPTION,
            "index.md:4",
            "the block of options that begins with '---' isn't closed",
            "Write '---' below your options",
        ),
        ["Some text.", "More."],
    ),
    (
        Mistake(
            "no blank line between a question and its answer",
            rst(
                *TOKEN, "   .. term-question:: Why", "      so?", "      Some answer.", "      So."
            ),
            Subtype.NAME_LINES,
            "index.rst:8",
            "the question 'Why so?' is followed directly by 'Some answer.'",
            "Add a blank line between the question and its answer",
        ),
        ["Why so?", "Some answer. So."],
    ),
    (
        Mistake(
            "no blank line between the terms and the advice",
            rst(*TOKEN, *EMBEDDING, ".. term-compare:: Token, Embedding", "   Take the first."),
            Subtype.NAME_LINES,
            "index.rst:12",
            "'Token, Embedding' is followed directly by 'Take the first.'",
            "Add a blank line between the names and the advice",
        ),
        ["Token vs Embedding", "Take the first."],
    ),
    (
        Mistake(
            "an option of a list without colons",
            rst(*TOKEN, ".. term-list:: Token", "   display: table"),
            Subtype.MISPLACED_OPTION,
            "index.rst:9",
            "'display: table' lacks the first colon",
            "Write ':display:",
        ),
        ["| Token"],
    ),
    (
        Mistake(
            "an option of a list without colons in Markdown",
            md(*fence("Some text."), *fence("display: table", name="{term-list}")),
            Subtype.MISPLACED_OPTION,
            "index.md:8",
            "'display: table' lacks the first colon",
            "Write ':display:",
        ),
        ["| Token"],
    ),
    (
        Mistake(
            "an option without its second colon",
            md(*fence(":level beginner", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:4",
            "':level beginner' lacks the second colon",
            "Write ':level:",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option without the space",
            rst(".. term:: Token", "   :level:beginner", "", "   Some text."),
            Subtype.MISPLACED_OPTION,
            "index.rst:5",
            "':level:beginner' lacks the space after the second colon",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with an equals sign",
            md(*fence("level = beginner", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:4",
            "'level = beginner' isn't an option",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with a space before the second colon",
            md(*fence(":tags: a", ":level : beginner", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:5",
            "':level : beginner' has a space before the second colon",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with a space before the second colon in reST",
            rst(".. term:: Token", "   :level : beginner", "", "   Some text."),
            Subtype.MISPLACED_OPTION,
            "index.rst:5",
            "':level : beginner' has a space before the second colon",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option of another name with a space before the second colon",
            rst(".. term:: Token", "   :alias : piece", "", "   Some text."),
            Subtype.UNKNOWN_OPTION,
            "index.rst:5",
            "'term' has no option 'alias'",
            "Did you mean 'aliases'",
        ),
        ["Some text."],
    ),
    (
        Mistake(
            "an option with spaces and one colon",
            rst(".. term:: Token", "   :tags: a", "   level : beginner", "", "   Some text."),
            Subtype.MISPLACED_OPTION,
            "index.rst:6",
            "'level : beginner' isn't an option",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with colons of another keyboard",
            rst(".. term:: Token", "   \uff1alevel\uff1a beginner", "", "   Some text."),
            Subtype.MISPLACED_OPTION,
            "index.rst:5",
            "'\uff1alevel\uff1a beginner' isn't an option",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with a space behind the first colon",
            md(*fence(": level: beginner", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:4",
            "': level: beginner' isn't an option",
            "Write ':level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with its colons within lines of hyphens",
            md(*fence("---", "abbr: TK", ":level: beginner", "---", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:6",
            "':level: beginner' isn't an option inside '---'",
            "Write 'level: beginner'",
        ),
        ["TK", "beginner", "Some text."],
    ),
    (
        Mistake(
            "an option with an equals sign within lines of hyphens",
            md(*fence("---", "level = beginner", "---", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:5",
            "'level = beginner' isn't an option inside '---'",
            "Write 'level: beginner'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "an unknown option with its colons within lines of hyphens",
            md(*fence("---", "level: beginner", "alias: piece", "---", "Some text.")),
            Subtype.UNKNOWN_OPTION,
            "index.md:6",
            "'term' has no option 'alias'",
            "Did you mean 'aliases'",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "lines of hyphens around options in reST",
            rst(".. term:: Token", "   ---", "   level: beginner", "   ---", "", "   Some text."),
            Subtype.MISPLACED_OPTION,
            "index.rst:5",
            "lines of '---' around options are Markdown",
            "write a colon before and after the name of each option",
        ),
        ["beginner", "Some text."],
    ),
    (
        Mistake(
            "lines of hyphens around options below a blank line in reST",
            rst(
                *(".. term:: Token", "", "   ---", "   :level: beginner", "   abbr: TK", "   ---"),
                *("", "   Some text."),
            ),
            Subtype.MISPLACED_OPTION,
            "index.rst:6",
            "lines of '---' around options are Markdown",
            "write a colon before and after the name of each option",
        ),
        ["beginner", "TK", "Some text."],
    ),
    (
        Mistake(
            "an option right below the text",
            rst(".. term:: Token", "", "   Some text", "   in two lines.", "   :level: beginner"),
            Subtype.MISPLACED_OPTION,
            "index.rst:8",
            "'level' below the text looks like an option, but is shown as text",
            "right below the directive's own",
        ),
        ["Some text in two lines.", "beginner"],
    ),
    (
        Mistake(
            "an option right below the text in Markdown",
            md(*fence("Some text.", ":level: beginner", ":tags: a")),
            Subtype.MISPLACED_OPTION,
            "index.md:5",
            "'level' below the text looks like an option, but is shown as text",
            "right below the directive's own",
        ),
        ["Some text.", "beginner"],
    ),
    (
        Mistake(
            "an option right below the explanation",
            rst(*TOKEN, "   More of it.", "   :tags: a, b"),
            Subtype.MISPLACED_OPTION,
            "index.rst:9",
            "'tags' below the text looks like an option, but is shown as text",
            "right below the directive's own",
        ),
        ["A piece of text.", "More of it."],
    ),
    (
        Mistake(
            "an option right below the note of a source",
            rst(
                *(*TOKEN, "   .. term-source:: A book", "", "      A note."),
                "      :url: https://example.org",
            ),
            Subtype.MISPLACED_OPTION,
            "index.rst:11",
            "'url' below the text looks like an option, but is shown as text",
            "right below the directive's own",
        ),
        ["A book", "A note."],
    ),
    (
        Mistake(
            "an option of a comparison below its advice",
            rst(
                *(*TOKEN, *EMBEDDING, ".. term-compare:: Token, Embedding", "", "   Either.", ""),
                "   :rows: level",
            ),
            Subtype.MISPLACED_OPTION,
            "index.rst:16",
            "'rows' below the text looks like an option, but is shown as text",
            "right below the directive's own",
        ),
        ["Either."],
    ),
    (
        Mistake(
            "options below the text",
            rst(*TOKEN, "   :level: beginner", "   :abbr: TK"),
            Subtype.MISPLACED_OPTION,
            "index.rst:8",
            "'level' below the text looks like an option",
            "right below the directive's own",
        ),
        ["A piece of text.", "beginner"],
    ),
    (
        Mistake(
            "options below the text in Markdown",
            md(*fence("Some text.", "", "More.", "", ":level: beginner", ":abbr: TK")),
            Subtype.MISPLACED_OPTION,
            "index.md:8",
            "'level' below the text looks like an option",
            "right below the directive's own",
        ),
        ["Some text.", "More.", "beginner"],
    ),
    (
        Mistake(
            "an option without its first colon below a blank line",
            md(*fence("", "level: beginner", "", "Some text.")),
            Subtype.MISPLACED_OPTION,
            "index.md:5",
            "the body begins with 'level'",
            "Write it with a colon in front, ':level:'",
        ),
        ["level: beginner", "Some text."],
    ),
    (
        Mistake(
            "a line of hyphens above a text of a data file",
            data(
                "terms.yml",
                "markup: md",
                "terms:",
                "- name: Token",
                "  definition: |",
                "    ---",
                "    Some text.",
                "",
                "    More: text.",
            )
            | {"index.rst": "Page\n====\n\n.. toctree::\n\n   page\n"}
            | {"page.md": "# More\n\n```{term} Token\n```\n"},
            Subtype.UNSAFE_TEXT,
            "terms.yml:5",
            "the line '---' above the text is left out",
            "Remove it",
            YAML,
        ),
        ["Some text.", "More: text."],
    ),
]


@pytest.mark.parametrize(("mistake", "kept"), LOST, ids=lambda value: getattr(value, "what", ""))
def test_a_mistake_warns_and_loses_no_content(
    project: Project, mistake: Mistake, kept: list[str]
) -> None:
    project.write(mistake.files)
    built = project.build("text", **mistake.conf)
    assert_told(built.warnings, mistake)
    shown = "".join(path.read_text("utf-8") for path in built.outdir.glob("*.txt"))
    assert [text for text in kept if text not in shown] == []


@pytest.mark.parametrize(
    ("lines", "where", "cure"),
    [
        ((".. term:: Token", "", "      Some.", "   More."), 7, "indented less than the first"),
        (
            (".. term:: Token", "", "     Some.", "     So.", "", "    More."),
            9,
            "Indent both lines equally",
        ),
        ((".. term:: Token", ":level: beginner", "", "   Some."), 4, "Indent ':level: beginner'"),
        ((".. term:: Token", "", "     - One."), 4, "begins with a list"),
    ],
)
def test_a_wrong_indent_is_reported(
    project: Project, lines: tuple[str, ...], where: int, cure: str
) -> None:
    project.write(rst(*lines, ""))
    (warning,) = (w for w in project.build("dummy").warnings if "empty-definition" in w)
    assert warning.startswith(f"index.rst:{where}: WARNING: the term 'Token' has no definition")
    assert cure in warning


@pytest.mark.parametrize(
    "page",
    [
        md(*fence("Text.", "", "---", "", "More.")),
        md("````{term} Token", "Text.", "", *fence("- ***", "", "X.", name="{note}"), "````"),
        rst(".. term:: Token", "", "   Text.", "", "   -----", "", "   More."),
    ],
)
def test_a_line_across_the_page_within_a_term_is_left_out(
    project: Project, page: dict[str, str]
) -> None:
    project.write(page)
    (warning,) = project.build("text").warnings
    assert "can't be inside a term, so it is left out" in warning
    assert warning.endswith("[modelterms.heading]")


def test_text_between_lines_of_hyphens_stays(project: Project) -> None:
    texts = ("---", "", "Some text.", "", "---", "", "More: text.")
    parts = ("Text.", "", *fence(*texts, name="{term-example}"))
    project.write(md(*fence(*texts), "````{term} Part", *parts, "````"))
    built = project.build("text")
    shown = (built.outdir / "index.txt").read_text("utf-8")
    assert shown.count("Some text.") == 3
    assert shown.count("More: text.") == 2


@pytest.mark.parametrize(
    "page",
    [
        md(
            *fence(
                "---", "level: beginner", "", "abbr: TK", "# a remark", "tags:", "- a", "---", "T."
            )
        ),
        md(*fence("A token = a piece.", "", "level: see below.", "", "x = 1")),
        md(*fence("class : a group of things.", "", "More:", "level: one")),
        md(*fence("{abbr}`x` or", ":no such option: it")),
        rst(*TOKEN, "   Write", "   :class:`Token` or", "   :name: how it is called."),
        rst(*TOKEN, "   :level: how hard it is, in one word.", "   :abbr: TK"),
        rst(*TOKEN, "   :words: one", "   :level: beginner"),
        rst(*TOKEN, "   :class: a name", "   :name: another"),
        rst(
            *TOKEN, "   .. term-question:: Why is a long question", "      right?", "", "      So."
        ),
        rst(*TOKEN, "   .. term-facts::", "", "      level: high", "      class: B"),
        rst(*TOKEN, *EMBEDDING, ".. term-compare:: Token,", "   Embedding"),
        rst(*TOKEN, *EMBEDDING, ".. term-compare::", "   Token", "   Embedding"),
    ],
)
def test_valid_options_do_not_warn(project: Project, page: dict[str, str]) -> None:
    project.write(page)
    assert project.build("dummy").warnings == []
