"""Mistakes that newcomers make: each gives one message with the place, the cause and the cure."""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.diagnostics import Subtype

if TYPE_CHECKING:
    from tests.conftest import Project


@dc.dataclass
class Mistake:
    """A small project with a mistake in it."""

    what: str
    files: dict[str, str]
    subtype: Subtype
    where: str
    """``file:line``, or ``""`` for ``conf.py``, whose lines nobody knows."""
    cause: str
    cure: str
    conf: dict[str, Any] = dc.field(default_factory=dict)


def rst(*lines: str) -> dict[str, str]:
    """A reST page whose *lines* begin in line 4."""
    return {"index.rst": "\n".join(("Page", "====", "", *lines, ""))}


def md(*lines: str) -> dict[str, str]:
    """A Markdown page whose *lines* begin in line 3."""
    return {"index.md": "\n".join(("# Page", "", *lines, ""))}


def data(name: str, *lines: str, page: tuple[str, ...] = (".. term:: Token",)) -> dict[str, str]:
    """A data file, and a page that shows a term of it."""
    return {name: "\n".join((*lines, "")), **rst(*page)}


def assert_told(warnings: list[str], mistake: Mistake) -> None:
    """Assert that the one warning says where the mistake is, its cause and its cure."""
    (warning,) = warnings
    assert warning.startswith(f"{mistake.where}: WARNING: ".removeprefix(": "))
    assert f"[modelterms.{mistake.subtype.value}]" in warning
    assert mistake.cause in warning
    assert mistake.cure in warning
    assert re.search(r"[.?] \[modelterms\.[\w-]+\]$", warning), "a message ends as a sentence"


TOKEN = (".. term:: Token", "", "   A piece of text.", "")
PART = (".. term:: Part", "", "   Some of it.", "")
YAML = {"modelterms_data": ["terms.yml"]}

MISTAKES = [
    Mistake(
        "the body is not indented",
        rst(".. term:: Token", "", "A piece of text."),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "the term 'Token' has no definition",
        "after a blank line, and indented",
    ),
    Mistake(
        "no blank line before the body",
        rst(".. term:: Token", "   A piece of text."),
        Subtype.NAME_LINES,
        "index.rst:4",
        "the name 'Token' is followed directly by 'A piece of text.'",
        "Add a blank line between the name and the text",
    ),
    Mistake(
        "an option without its first colon",
        rst(".. term:: Token", "   abbr: T", "", "   A piece of text."),
        Subtype.MISPLACED_OPTION,
        "index.rst:5",
        "'abbr: T' lacks the first colon",
        "Write ':abbr:",
    ),
    Mistake(
        "a blank line before the options",
        rst(".. term:: Token", "", "   :abbr: T", "", "   A piece of text."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "the body begins with 'abbr'",
        "right below the directive's own line, without a blank line",
    ),
    Mistake(
        "one colon after the directive",
        rst(".. term: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is a comment",
        "write two colons after 'term'",
    ),
    Mistake(
        "no name on the line",
        md("```{term}", "Token", "", "A piece of text.", "```"),
        Subtype.NO_NAME,
        "index.md:3",
        "'term' has no name",
        "Write the name on the same line",
    ),
    Mistake(
        "a fence within one of the same length",
        md("```{term} Token", "A piece.", "", "```{term-example}", "A word.", "```", "```"),
        Subtype.FENCE,
        "index.md:3",
        "the fence of 'term-example' inside 'term' is as long",
        "Make the outer fence longer (````",
    ),
    Mistake(
        "a colon fence within one of the same length",
        md(":::{term} Token", "A piece.", "", ":::{term-example}", "A word.", ":::", ":::"),
        Subtype.FENCE,
        "index.md:3",
        "the fence of 'term-example' inside 'term' is as long",
        "Make the outer fence longer (::::",
        {"myst_enable_extensions": ["colon_fence"]},
    ),
    Mistake(
        "a colon fence where none are read",
        md(":::{term} Token", "A piece of text.", ":::"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "is plain text",
        "add 'colon_fence' to myst_enable_extensions",
    ),
    Mistake(
        "an example beside its term",
        rst(*TOKEN, ".. term-example::", "", "   A word."),
        Subtype.MISPLACED_PART,
        "index.rst:8",
        "'term-example' isn't directly inside a term",
        "Indent it like the text of the term",
    ),
    Mistake(
        "a heading within a term",
        rst(*TOKEN, "   More", "   ----", "", "   Text."),
        Subtype.HEADING,
        "index.rst:8",
        "the heading 'More' is inside a term",
        "End the term before it, or write a rubric",
    ),
    Mistake(
        "a definition that is a list",
        rst(".. term:: Token", "", "   * a piece", "   * of text"),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "has no definition",
        "Its body begins with a list. Begin it with a paragraph",
    ),
    Mistake(
        "an option misspelt",
        rst(".. term:: Token", "   :realted: Part", "", "   A piece of text."),
        Subtype.UNKNOWN_OPTION,
        "index.rst:5",
        "'term' has no option 'realted'",
        "Did you mean 'related'?",
    ),
    Mistake(
        "a level in other letters",
        rst(".. term:: Token", "   :level: Beginner", "", "   A piece of text."),
        Subtype.UNKNOWN_LEVEL,
        "index.rst:5",
        "there is no level 'Beginner'",
        "Did you mean 'beginner'?",
    ),
    Mistake(
        "a category that conf.py lacks",
        rst(".. term:: Token", "   :category: Safety", "", "   A piece of text."),
        Subtype.UNKNOWN_CATEGORY,
        "index.rst:5",
        "there is no category 'Safety' in modelterms_categories",
        "The keys are 'Training'",
        {"modelterms_categories": {"Training": "Training"}},
    ),
    Mistake(
        "two categories",
        rst(".. term:: Token", "   :category: Training, Use", "", "   A piece of text."),
        Subtype.UNKNOWN_CATEGORY,
        "index.rst:5",
        "there is no category 'Training, Use'",
        "Write one key only",
        {"modelterms_categories": {"Training": "Training", "Use": "Use"}},
    ),
    Mistake(
        "a date in words",
        rst(".. term:: Token", "   :reviewed: 3 March 2026", "", "   A piece of text."),
        Subtype.BAD_VALUE,
        "index.rst:5",
        "reviewed: '3 March 2026' isn't a date",
        "such as 2026-03-31",
    ),
    Mistake(
        "a comma in a name",
        rst(
            ".. term:: Retrieve, then read",
            "",
            "   An idea.",
            "",
            ".. term:: Token",
            "   :related: Retrieve, then read",
            "",
            "   A piece of text.",
        ),
        Subtype.UNKNOWN_TERM,
        "index.rst:9",
        "related: the name 'Retrieve, then read' contains a comma",
        "Put it in double quotes",
    ),
    Mistake(
        "a related term misspelt",
        rst(*TOKEN, ".. term:: Part", "   :related: Tokem", "", "   Some of it."),
        Subtype.UNKNOWN_TERM,
        "index.rst:9",
        "related: there is no term 'Tokem'",
        "Did you mean 'Token'?",
    ),
    Mistake(
        "the same term twice",
        rst(*TOKEN, *PART, ".. term:: token", "", "   Again."),
        Subtype.DUPLICATE_NAME,
        "index.rst:12",
        "the term 'token' is defined twice",
        "Rename one, merge them, or give one a 'scope'. The other one is at index.rst:4",
    ),
    Mistake(
        "an alias that is the name of another term",
        rst(".. term:: Token", "   :aliases: part", "", "   A piece of text.", "", *PART),
        Subtype.DUPLICATE_ALIAS,
        "index.rst:5",
        "'part' is also a name of the term 'Part'",
        "Remove it from one of them. The other one is at index.rst:9",
    ),
    Mistake(
        "a reference by an alias that two terms share",
        rst(
            ".. term:: Token",
            "   :aliases: piece",
            "",
            "   A piece of text.",
            "",
            ".. term:: Part",
            "   :aliases: piece",
            "",
            "   Some of it.",
            "",
            "See :term:`piece`.",
        ),
        Subtype.AMBIGUOUS,
        "index.rst:14",
        "'piece' can mean 'Token' or 'Part'",
        "Write the name",
        # That they share it has a message too, at the terms.
        {"suppress_warnings": ["modelterms.duplicate-alias"]},
    ),
    Mistake(
        "the same id twice",
        rst(
            *(".. term:: Token", "   :id: piece", "", "   A piece of text.", ""),
            *(".. term:: Part", "   :id: piece", "", "   Some of it."),
        ),
        Subtype.DUPLICATE_ID,
        "index.rst:10",
        "the id 'piece' is already used on this page",
        "Choose another id",
    ),
    Mistake(
        "terms that require each other",
        rst(
            *(".. term:: Token", "   :requires: Part", "", "   A piece of text.", ""),
            *(".. term:: Part", "   :requires: Token", "", "   Some of it."),
        ),
        Subtype.CYCLE,
        "index.rst:5",
        "these terms require each other in a cycle",
        "Token → Part → Token",
    ),
    Mistake(
        "an address without https",
        rst(*TOKEN, "   .. term-source:: Book", "      :url: www.example.org/book"),
        Subtype.BAD_ADDRESS,
        "index.rst:9",
        "the address 'www.example.org/book' isn't a complete",
        "http, https, mailto, doi, arxiv or rfc",
    ),
    Mistake(
        "a fact without a colon",
        rst(*TOKEN, "   .. term-facts::", "", "      Size big"),
        Subtype.BAD_FACT,
        "index.rst:10",
        "'Size big'",
        "isn't 'key: value'",
    ),
    Mistake(
        "a comparison with vs",
        rst(*TOKEN, *PART, ".. term-compare:: Token vs Part"),
        Subtype.BAD_COMPARISON,
        "index.rst:12",
        "'Token vs Part' is the only term to compare",
        "separated by commas",
    ),
    Mistake(
        "a display that there is not",
        rst(*TOKEN, ".. term-list::", "   :display: grid"),
        Subtype.BAD_VALUE,
        "index.rst:9",
        "display: 'grid'",
        "isn't one of 'cards', 'table', 'definitions', 'names'",
    ),
    Mistake(
        "a data file that is not there",
        rst(*TOKEN),
        Subtype.DATA_PATH,
        "",
        "no file matches 'terms.yml' in ",
        "Correct the pattern, or add the file",
        YAML,
    ),
    Mistake(
        "a pattern that nothing matches",
        rst(*TOKEN),
        Subtype.DATA_PATH,
        "",
        "no file matches 'data/*.yml' in ",
        "Correct the pattern, or add the file",
        {"modelterms_data": ["data/*.yml"]},
    ),
    Mistake(
        "a text where conf.py needs a list",
        data("terms.yml", "- name: Token", "  definition: A piece.", page=TOKEN),
        Subtype.CONFIG,
        "",
        "modelterms_data: must be a list of strings",
        "such as ['terms.yml']",
        {"modelterms_data": "terms.yml"},
    ),
    Mistake(
        "an option of conf.py misspelt",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option modelterms_categorys",
        "Did you mean modelterms_categories",
        {"modelterms_categorys": {"Training": "Training"}},
    ),
    Mistake(
        "a wrong key in a data file",
        data("terms.yml", "- name: Token", "  defintion: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "there is no field 'defintion'",
        "Did you mean 'definition'",
        YAML,
    ),
    Mistake(
        "a tab in YAML",
        data("terms.yml", "- name: Token", "\tdefinition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "a tab is used for indentation",
        "Indent with spaces",
        YAML,
    ),
    Mistake(
        "a colon in a text of YAML",
        data("terms.yml", "- name: Token", "  definition: A piece: of text."),
        Subtype.DATA,
        "terms.yml:2",
        "the text contains ': '",
        "Put the whole text in double quotes",
        YAML,
    ),
    Mistake(
        "a term of YAML without its hyphen",
        data("terms.yml", "terms:", "  name: Token", "  definition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "terms must be a list",
        "Begin each term with '- name: '",
        YAML,
    ),
    Mistake(
        "a comma after the last item of JSON",
        data("terms.json", '[{"name": "Token", "definition": "A piece."},]'),
        Subtype.DATA,
        "terms.json:1",
        "can't read this as JSON",
        "there is a comma before a closing bracket. Remove it",
        {"modelterms_data": ["terms.json"]},
    ),
    Mistake(
        "CSV whose first row has other words",
        data("terms.csv", "Term,Meaning", "Token,A piece."),
        Subtype.DATA,
        "terms.csv:1",
        "it has ['Term', 'Meaning']",
        "the first row must name the fields, including 'name'",
        {"modelterms_data": ["terms.csv"]},
    ),
    Mistake(
        "a term that the data files lack",
        data(
            "terms.yml",
            "- name: Token",
            "  definition: A piece.",
            page=(".. term:: Token", "", ".. term:: Tokens"),
        ),
        Subtype.UNKNOWN_RECORD,
        "index.rst:6",
        "no data file has a term 'Tokens'",
        "Did you mean 'Token'?",
        YAML,
    ),
    Mistake(
        "a term of the data files that no page shows",
        data("terms.yml", "- name: Token", "  definition: A piece.", page=("Text.",)),
        Subtype.UNPLACED,
        "terms.yml:1",
        "1 of 1 terms of the data files are on no page: Token",
        "Show each with a 'term' directive without a body, or set modelterms_pages",
        YAML,
    ),
    Mistake(
        "data in Markdown on a page in reST",
        data("terms.yml", "markup: md", "terms:", "- name: Token", "  definition: A *piece*."),
        Subtype.OTHER_MARKUP,
        "terms.yml:3",
        "the text of 'Token' is in Markdown, but the page that shows it ('index', line 4) is in reStructuredText",
        "write the texts of the file in reStructuredText and set 'markup: rst'",
        YAML,
    ),
    Mistake(
        "a backtick in a name after a fence of backticks",
        md("```{term} The `foo` call", "A piece.", "```", "", "```{term} Part", "Some.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "the first line of a backtick fence can't contain a backtick",
        "Write a fence of tildes, '~~~{term}'",
    ),
    Mistake(
        "a list with a backtick after a fence of backticks",
        md("```{term-list} `foo`, `bar`", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "can't contain a backtick",
        "~~~{term-list}",
    ),
    Mistake(
        "reST on a page in Markdown",
        md("Text.", "", ".. term:: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.md:5",
        "this is reStructuredText on a Markdown page",
        "Write '```{term}'",
    ),
    Mistake(
        "a comparison in reST on a page in Markdown",
        md("Text.", ".. term-compare:: A, B"),
        Subtype.NO_DIRECTIVE,
        "index.md:4",
        "this is reStructuredText on a Markdown page",
        "Write '```{term-compare}'",
    ),
    Mistake(
        "Markdown on a page in reST",
        rst("```{term} Token", "A piece of text.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is Markdown on a reStructuredText page",
        "Write '.. term:: Token'",
    ),
    Mistake(
        "a role in reST on a page in Markdown",
        md("```{term} Token", "A piece.", "```", "", "Some words and a", ":term:`Token`."),
        Subtype.NO_ROLE,
        "index.md:8",
        "is plain text",
        "For the role, write {term}`Token`",
    ),
    Mistake(
        "a role in Markdown on a page in reST",
        rst(*TOKEN, "Some words and a", "{term-def}`Token`."),
        Subtype.NO_ROLE,
        "index.rst:9",
        "is plain text",
        "For the role, write :term-def:`Token`",
    ),
    Mistake(
        "a role with quotes",
        rst(*TOKEN, "See :term:'Token'."),
        Subtype.NO_ROLE,
        "index.rst:8",
        "is plain text",
        "For the role, write :term:`Token`",
    ),
    Mistake(
        "a role of Markdown with a space",
        md("```{term} Token", "A piece.", "```", "", "See {term} `Token`."),
        Subtype.NO_ROLE,
        "index.md:7",
        "is plain text",
        "For the role, write {term}`Token`",
    ),
    Mistake(
        "two dots without a space",
        rst("..term:: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "is plain text",
        "Write '.. term:: Token', with two dots, a space and two colons",
    ),
    Mistake(
        "three dots",
        rst("... term-list:: Token", "", "Text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "is plain text",
        "Write '.. term-list:: Token'",
    ),
    Mistake(
        "two colons without a space",
        rst(".. term::Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is a comment",
        "write a space after the colons of 'term'",
    ),
    Mistake(
        "a directive right below a paragraph",
        rst("Some text.", "And more.", ".. term:: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:6",
        "this belongs to the paragraph above",
        "Put a blank line above '.. term:: Token'",
    ),
    Mistake(
        "a fence without braces",
        md("```term Token", "A piece of text.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "a code block in a language 'term'",
        "write '```{term}' with braces",
    ),
    Mistake(
        "an option that is indented further",
        rst(".. term:: Token", "   :abbr: T", "     :level: beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "':level:' is indented further than ':abbr:'",
        "Indent all options equally",
    ),
    Mistake(
        "an option after a tab",
        rst(".. term:: Token", "   :tags: T", "\t:level: beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "':level:' is indented further than ':tags:'",
        "with spaces",
    ),
    Mistake(
        "a list that goes on in a line that is not indented",
        rst(".. term:: Token", "   :aliases: foo,", "   bar", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "this line continues ':aliases:'",
        "Indent 'bar' further than ':aliases:'",
    ),
    Mistake(
        "a list in Markdown that goes on with hyphens",
        md("```{term} Token", ":tags:", "- foo", "", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:5",
        "this line continues ':tags:'",
        "Indent '- foo' further than ':tags:'",
    ),
    Mistake(
        "no blank line between options and text",
        rst(".. term:: Token", "   :abbr: T", "   A piece of text."),
        Subtype.NAME_LINES,
        "index.rst:6",
        "the options are followed directly by 'A piece of text.'",
        "Add a blank line between the options and the text",
    ),
    Mistake(
        "no blank line between options and advice",
        rst(*TOKEN, *PART, ".. term-compare:: Token, Part", "   :rows: level", "   Choose one."),
        Subtype.NAME_LINES,
        "index.rst:14",
        "the options are followed directly by 'Choose one.'",
        "Add a blank line between the options and the text",
    ),
    Mistake(
        "the same option twice",
        rst(".. term:: Token", "   :abbr: T", "   :abbr: U", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "':abbr:' is already given above",
        "Remove one of them",
    ),
    Mistake(
        "the same option twice in Markdown",
        md("```{term} Token", "---", "abbr: T", "abbr: U", "---", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:6",
        "'abbr' is already given above",
        "Remove one of them",
    ),
    Mistake(
        "an option without its second colon",
        rst(".. term:: Token", "   :abbr: T", "   :level beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "':level beginner' lacks the second colon",
        "Write ':level:",
    ),
    Mistake(
        "a tab in an option block of Markdown",
        md("```{term} Token", "---", "abbr: T", "\tlevel: beginner", "---", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:6",
        "can't read the options as YAML at 'level: beginner'",
        "Indent with spaces",
    ),
    Mistake(
        "a fence that is never closed",
        md("Text.", "", "```{term} Token", "A piece of text.", "", "More text."),
        Subtype.FENCE,
        "index.md:5",
        "the fence of 'term Token' is never closed",
        "Write ``` below its text",
    ),
    Mistake(
        "a fence that is not closed above the next term",
        md("```{term} Token", "A piece.", "", "```{term} Part", "Some.", "```"),
        Subtype.FENCE,
        "index.md:6",
        "a 'term' begins inside the fence of 'term'",
        "Close that fence above the term, with ```",
    ),
    *(
        Mistake(
            f"a space that counts for none in markup: {line!r}",
            rst(line, "", "   A piece of text."),
            Subtype.NO_DIRECTIVE,
            "index.rst:4",
            cause,
            cure,
        )
        for line, cause, cure in [
            (
                "..\u00a0term:: Token",
                "plain text. Write '.. term:: Token'",
                "U+00A0 isn't a plain",
            ),
            (
                "..\u200b term:: Token",
                "plain text. Write '.. term:: Token'",
                "U+200B isn't a plain",
            ),
            (".. term::\u00a0Token", "this is a comment", "plain spaces around"),
            (".. term::\u3000Token", "this is a comment", "plain spaces around"),
            (".. term\u00a0:: Token", "this is a comment", "plain spaces around"),
        ]
    ),
    *(
        Mistake(
            f"names on separate lines: {what}",
            rst(*lines, "", "See :term:`token`."),
            Subtype.NAME_LINES,
            "index.rst:4",
            cause,
            cure,
        )
        for what, lines, cause, cure in [
            (
                "entry",
                (".. term::", "   Token", "   Piece", "   Bit", "      A piece", "      of text."),
                "the name 'Token' is followed directly by 'Piece'. If that is another name",
                "write ':aliases: Piece, Bit' or a directive of its own",
            ),
            (
                "names",
                (".. term:: Token", "   Piece", "   Chunk", "", "   A piece of text."),
                "the name 'Token' is followed directly by 'Piece'. If that is another name",
                "write ':aliases: Piece, Chunk' or a directive of its own. If it is text, put a",
            ),
            (
                "entry with one name",
                (".. term::", "   Token", "      A piece of text."),
                "the name 'Token' is followed directly by 'A piece of text.'",
                "Add a blank line between the name and the text",
            ),
        ]
    ),
    *(
        Mistake(
            f"a fence that is closed behind text: {what}",
            md("```{term} Token", "A piece of text.```", "", "More text.", "", *below),
            Subtype.FENCE,
            "index.md:4",
            "``` after text doesn't close the fence",
            "Write it on a line of its own",
        )
        for what, below in [
            ("end of page", ("A ```b``` c.",)),
            ("term", ("```{term} Part", "Some.", "```")),
            ("box", ("```{note}", "Some.", "```")),
            ("code", ("```python", "x", "```")),
            ("code in no language", ("```", "x", "```")),
        ]
    ),
    Mistake(
        "a fence within a term that is closed behind text",
        md("````{term} Token", "A piece.", "", "```{note}", "Some. ```", "````"),
        Subtype.FENCE,
        "index.md:7",
        "``` after text doesn't close the fence",
        "Write it on a line of its own",
    ),
    *(
        Mistake(
            f"text that is indented like code in Markdown: {indentation!r}",
            md("```{term} Token", ":abbr: TK", "", f"{indentation}A piece of text.", "```"),
            Subtype.EMPTY_DEFINITION,
            "index.md:6",
            "by four or more spaces, which makes it code",
            "Indent it less",
        )
        for indentation in ("    ", "\t")
    ),
    Mistake(
        "an image before the definition",
        rst(".. term:: Token", "", "   .. image:: a.png", "", "   A piece of text."),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "Its body begins with an image",
        "Begin it with a paragraph",
        {"suppress_warnings": ["image.not_readable"]},
    ),
    Mistake(
        "an image before the definition in Markdown",
        md("```{term} Token", "![A](a.png)", "", "A piece of text.", "```"),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "Its body begins with an image",
        "Begin it with a paragraph",
        {"suppress_warnings": ["image.not_readable"]},
    ),
    Mistake(
        "code before the definition",
        md("````{term} Token", "```python", "x", "```", "A piece.", "````"),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "Its body begins with a code block",
        "Begin it with a paragraph",
    ),
    *(
        Mistake(
            f"a body that begins with {directive!r}",
            rst(*PART, ".. term:: Token", "", f"   .. {directive}:: {names}".rstrip()),
            Subtype.EMPTY_DEFINITION,
            "index.rst:8",
            f"Its body begins with {directive!r}",
            "Begin it with a paragraph",
        )
        for directive, names in [
            ("term-list", ""),
            ("term-faq", "Part"),
            ("term-compare", "Part, Token"),
            ("term-categories", ""),
            ("term-of-the-day", ""),
            ("term-map", "Part"),
        ]
    ),
    *(
        Mistake(
            f"term-faq within a term: {names}",
            rst(*PART, *TOKEN, "   .. note::", "", f"      .. term-faq:: {names}".rstrip()),
            Subtype.MISPLACED_PART,
            "index.rst:14",
            f"'term-faq' inside the term 'Token' {what}",
            "Remove 'term-faq', or put it below the term",
        )
        for names, what in [
            ("", "lists the questions of all terms"),
            ("Part, token", "repeats its questions"),
        ]
    ),
    Mistake(
        "term-faq within a term in Markdown",
        md("````{term} Token", "A piece.", "", "```{term-faq}", "```", "````"),
        Subtype.MISPLACED_PART,
        "index.md:6",
        "'term-faq' inside the term 'Token' lists the questions of all terms",
        "the card already shows its own",
    ),
    *(
        Mistake(
            f"the field {key!r} of a page",
            {"index.md": f"---\ntitle: P\n{key}: true\n---\n\n# Page\n"},
            Subtype.UNKNOWN_OPTION,
            "index.md:3",
            f"pages have no field {key!r}",
            f"Did you mean {meant!r}?",
        )
        for key, meant in {
            "nohover": "no-hover",
            "No-Hovers": "no-hover",
            "no-auto-link": "no-autolink",
            "modelterms_hover": "no-hover",
            "modelterms-no-autolink": "no-autolink",
            "modelterm-level": "modelterms-level",
        }.items()
    ),
    Mistake(
        "a switch of a page that is none",
        {"index.rst": ":orphan:\n:no_hover: maybe\n\nPage\n====\n"},
        Subtype.BAD_VALUE,
        "index.rst:2",
        "no-hover: 'maybe' is neither 'yes' nor 'no'",
        "The page has no hover cards",
    ),
    Mistake(
        "semicolons between names",
        rst(*TOKEN, *PART, ".. term:: Whole", "   :related: Token; Part", "", "   All of it."),
        Subtype.UNKNOWN_TERM,
        "index.rst:13",
        "'Token; Part' is read as a single name",
        "Separate names with commas, not ';'",
    ),
    Mistake(
        "an option of conf.py in the singular",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option modelterm_hover",
        "Did you mean modelterms_hover",
        {"modelterm_hover": False},
    ),
    Mistake(
        "an option of conf.py with the name of the package",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option sphinx_modelterms_hover",
        "Did you mean modelterms_hover",
        {"sphinx_modelterms_hover": False},
    ),
    Mistake(
        "a backtick first in YAML",
        data("terms.yml", "- name: Token", "  definition: `A` piece."),
        Subtype.DATA,
        "terms.yml:2",
        "a text that begins with '`' needs quotes",
        "Put it in double quotes",
        YAML,
    ),
    Mistake(
        "a hyphen without a space in YAML",
        data("terms.yml", "-name: Token", " definition: A piece."),
        Subtype.DATA,
        "terms.yml:1",
        "there is no space after a hyphen",
        "Write '- ' before each item",
        YAML,
    ),
    Mistake(
        "another indentation in YAML",
        data("terms.yml", "- name: Token", "   definition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "'definition: A piece.' doesn't fit the lines above it",
        "indent all of its keys equally",
        YAML,
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_one_message_with_place_cause_and_cure(project: Project, mistake: Mistake) -> None:
    project.write(mistake.files)
    assert_told(project.build("dummy", **mistake.conf).warnings, mistake)


@pytest.mark.parametrize(
    ("role", "written"),
    [
        ("term", "Tokne"),
        ("term-def", "Tokne"),
        ("term-abbr", "tokn"),
        ("term-compare", "Token; Prt"),
    ],
)
def test_references_to_a_misspelt_name_suggest_the_nearest(
    project: Project, role: str, written: str
) -> None:
    compared = (".. term-compare:: Token, Part", "", "   Choose one.", "")
    project.write(rst(*TOKEN, *PART, *compared, f"See :{role}:`{written}`."))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.rst:16: WARNING: ")
    assert warning.endswith(f"[ref.{role.removeprefix('term-')}]")
    assert "Did you mean 'Token" in warning


@pytest.mark.parametrize(
    "options",
    [
        (":aliases: T", "   :level: beginner", "     :abbr: U"),
        (":aliases: T", "   :aliases: V", "   :abbr: U"),
        (":aliases: T,", "   :abbr: U"),
        ("  :aliases: T", "   :abbr: U"),
        (":aliases: T", "   :abbr U"),
        (":aliases: T", "   abbr: U"),
        (":aliases: T", "   :abbr: U", "   Not an option."),
    ],
)
def test_a_wrong_line_loses_no_other_option(project: Project, options: tuple[str, ...]) -> None:
    first, *others = options
    project.write(rst(".. term:: Token", f"   {first}", *others, "", "   A piece of text."))
    (term,) = project.build("dummy").domain.build.glossary.terms
    assert (term.aliases, term.abbr) == (("T",), "U")


@pytest.mark.parametrize(
    "options",
    [
        (':aliases: "T, or so", V', ":abbr: 'U'"),
        ("---", 'aliases: ["T, or so", V]', 'abbr: "U"', "---"),
        ("---", "aliases:", '  - "T, or so"', "  - V", "abbr: U", "---"),
        (":aliases:", '  - "T, or so"', "  - V", ":abbr: U # short"),
    ],
)
def test_lists_in_markdown_keep_their_quotes(project: Project, options: tuple[str, ...]) -> None:
    project.write(md("```{term} Token", *options, "", "A piece of text.", "```"))
    built = project.build("dummy")
    (term,) = built.domain.build.glossary.terms
    assert (term.aliases, term.abbr) == (("T, or so", "V"), "U")
    assert built.warnings == []


def test_questions_of_a_term_can_stand_in_it_where_cards_have_none(project: Project) -> None:
    project.write(rst(*TOKEN, "   .. term-faq:: Token"))
    parts = ["meta", "definition", "explanation"]
    assert project.build("dummy", modelterms_card_parts=parts).warnings == []


def test_there_are_thirty_at_least() -> None:
    assert len({mistake.what for mistake in MISTAKES}) >= 30


@pytest.mark.parametrize(
    "page",
    [
        md("````{term} Token", "A piece.", "", "```{term-example}", "A word.", "```", "````"),
        md("````{term} Token", "A piece.", "", "~~~python", "```{x}", "~~~", "````"),
        md("````{term} Token", "A piece.", "", "```python", ":::{x}", "```", "````"),
        md("See:", "", "    :::{term} Token", "", "and `:::{term}`."),
        rst(".. term: see below", "", ".. terms: of use", "", "Text."),
        rst("Write ``:term:`x```, ``{term}`x``` or ``..term::``, and *:term:* too."),
        md("Write ``:term:`x` ``, `` {term}`x` ``, `.. term::` or ```` ```{term} x ````."),
        md("````markdown", "```{term} Token", "A piece.", "```", "````"),
        rst("::", "", "    .. term:: Token", "", "    ```{term} Token"),
        rst(*PART, *TOKEN, "   .. term-faq:: Part", "", "   .. term-list::", "", ".. term-faq::"),
        {
            "index.md": "---\nhover: false\nlevel: 1\nterms: [a]\nautolink: no\nno_hover: on\n---\n\n# Page\n"
        },
        rst(*PART, *TOKEN, "   .. term-compare:: Part, Token", "", "   .. term-categories::"),
        rst(*TOKEN, ".. term:: Part", "   :related: \"Token\", 'Token'", "", "   Some."),
    ],
)
def test_valid_pages_do_not_warn(project: Project, page: dict[str, str]) -> None:
    project.write(page)
    assert project.build("dummy").warnings == []


def test_further_names_of_an_entry_as_in_a_glossary_are_aliases(project: Project) -> None:
    lines = ("   Token", "   Piece", "      A piece of text.", "", "   More.", "")
    project.write(rst(".. term::", *lines, "See :term:`Piece`."))
    built = project.build("dummy")
    assert len(built.warnings) == 1
    (term,) = built.domain.build.glossary.terms
    assert (term.name, term.aliases) == ("Token", ("Piece",))
