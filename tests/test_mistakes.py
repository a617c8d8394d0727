"""Mistakes that newcomers make: each gives one message with the place, the cause and the cure."""

from __future__ import annotations

import dataclasses as dc
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
        "the name 'Token' goes on with 'A piece of text.'",
        "put a blank line before the body",
    ),
    Mistake(
        "an option without its first colon",
        rst(".. term:: Token", "   abbr: T", "", "   A piece of text."),
        Subtype.MISPLACED_OPTION,
        "index.rst:5",
        "'abbr: T' lacks the first colon",
        "write :abbr:",
    ),
    Mistake(
        "a blank line before the options",
        rst(".. term:: Token", "", "   :abbr: T", "", "   A piece of text."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "the body begins with 'abbr'",
        "right after the directive's own, without a blank line",
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
        "write it on the same line",
    ),
    Mistake(
        "a fence within one of the same length",
        md("```{term} Token", "A piece.", "", "```{term-example}", "A word.", "```", "```"),
        Subtype.FENCE,
        "index.md:3",
        "the fence of 'term-example' within 'term' is as long",
        "make the outer one longer, ````",
    ),
    Mistake(
        "a colon fence within one of the same length",
        md(":::{term} Token", "A piece.", "", ":::{term-example}", "A word.", ":::", ":::"),
        Subtype.FENCE,
        "index.md:3",
        "the fence of 'term-example' within 'term' is as long",
        "make the outer one longer, ::::",
        {"myst_enable_extensions": ["colon_fence"]},
    ),
    Mistake(
        "a colon fence where none are read",
        md(":::{term} Token", "A piece of text.", ":::"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "this is plain text",
        "add 'colon_fence' to myst_enable_extensions",
    ),
    Mistake(
        "an example beside its term",
        rst(*TOKEN, ".. term-example::", "", "   A word."),
        Subtype.MISPLACED_PART,
        "index.rst:8",
        "'term-example' does not stand directly in the body of a term",
        "indent it like the term's text",
    ),
    Mistake(
        "a heading within a term",
        rst(*TOKEN, "   More", "   ----", "", "   Text."),
        Subtype.HEADING,
        "index.rst:8",
        "the heading 'More' stands inside a term",
        "end the term before it, or write a rubric",
    ),
    Mistake(
        "a definition that is a list",
        rst(".. term:: Token", "", "   * a piece", "   * of text"),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "has no definition",
        "its body begins with a list; begin it with a paragraph",
    ),
    Mistake(
        "an option misspelt",
        rst(".. term:: Token", "   :realted: Part", "", "   A piece of text."),
        Subtype.UNKNOWN_OPTION,
        "index.rst:5",
        "'term' has no option 'realted'",
        "did you mean related?",
    ),
    Mistake(
        "a level in other letters",
        rst(".. term:: Token", "   :level: Beginner", "", "   A piece of text."),
        Subtype.UNKNOWN_LEVEL,
        "index.rst:5",
        "there is no level 'Beginner'",
        "did you mean beginner?",
    ),
    Mistake(
        "a category that conf.py lacks",
        rst(".. term:: Token", "   :category: Safety", "", "   A piece of text."),
        Subtype.UNKNOWN_CATEGORY,
        "index.rst:5",
        "there is no category 'Safety' in modelterms_categories",
        "did you mean Training?",
        {"modelterms_categories": {"Training": "Training"}},
    ),
    Mistake(
        "two categories",
        rst(".. term:: Token", "   :category: Training, Use", "", "   A piece of text."),
        Subtype.UNKNOWN_CATEGORY,
        "index.rst:5",
        "there is no category 'Training, Use'",
        "It is one key, not a list",
        {"modelterms_categories": {"Training": "Training", "Use": "Use"}},
    ),
    Mistake(
        "a date in words",
        rst(".. term:: Token", "   :reviewed: 3 March 2026", "", "   A piece of text."),
        Subtype.BAD_VALUE,
        "index.rst:5",
        "reviewed: '3 March 2026' is not a date",
        "of the form YYYY-MM-DD",
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
        "related: the name 'Retrieve, then read' has a comma in it",
        "put it in double quotes",
    ),
    Mistake(
        "a related term misspelt",
        rst(*TOKEN, ".. term:: Part", "   :related: Tokem", "", "   Some of it."),
        Subtype.UNKNOWN_TERM,
        "index.rst:9",
        "related: there is no term 'Tokem'",
        "did you mean 'Token'?",
    ),
    Mistake(
        "the same term twice",
        rst(*TOKEN, *PART, ".. term:: token", "", "   Again."),
        Subtype.DUPLICATE_NAME,
        "index.rst:12",
        "the term 'token' is described twice",
        "rename one or merge them; the other one is at index.rst:4",
    ),
    Mistake(
        "an alias that is the name of another term",
        rst(".. term:: Token", "   :aliases: part", "", "   A piece of text.", "", *PART),
        Subtype.DUPLICATE_ALIAS,
        "index.rst:5",
        "'part' is also a name of the term 'Part'",
        "remove it from one of them; the other one is at index.rst:9",
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
        "write the name",
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
        "write another one",
    ),
    Mistake(
        "terms that require each other",
        rst(
            *(".. term:: Token", "   :requires: Part", "", "   A piece of text.", ""),
            *(".. term:: Part", "   :requires: Token", "", "   Some of it."),
        ),
        Subtype.CYCLE,
        "index.rst:5",
        "a term cannot be read before itself",
        "Token → Part → Token",
    ),
    Mistake(
        "an address without https",
        rst(*TOKEN, "   .. term-source:: Book", "      :url: www.example.org/book"),
        Subtype.BAD_ADDRESS,
        "index.rst:9",
        "the address 'www.example.org/book' is not a complete",
        "http, https, mailto, doi, arxiv or rfc",
    ),
    Mistake(
        "a fact without a colon",
        rst(*TOKEN, "   .. term-facts::", "", "      Size big"),
        Subtype.BAD_FACT,
        "index.rst:10",
        "'Size big'",
        "is not of the form key: value",
    ),
    Mistake(
        "a comparison with vs",
        rst(*TOKEN, *PART, ".. term-compare:: Token vs Part"),
        Subtype.BAD_COMPARISON,
        "index.rst:12",
        "'Token vs Part' is not enough to compare",
        "with commas between them",
    ),
    Mistake(
        "a display that there is not",
        rst(*TOKEN, ".. term-list::", "   :display: grid"),
        Subtype.BAD_VALUE,
        "index.rst:9",
        "display: 'grid'",
        "is not one of cards, table, definitions, names",
    ),
    Mistake(
        "a data file that is not there",
        rst(*TOKEN),
        Subtype.DATA_PATH,
        "",
        "no file matches 'terms.yml' in ",
        "correct the pattern, or add the file",
        YAML,
    ),
    Mistake(
        "a pattern that nothing matches",
        rst(*TOKEN),
        Subtype.DATA_PATH,
        "",
        "no file matches 'data/*.yml' in ",
        "correct the pattern, or add the file",
        {"modelterms_data": ["data/*.yml"]},
    ),
    Mistake(
        "a text where conf.py needs a list",
        data("terms.yml", "- name: Token", "  definition: A piece.", page=TOKEN),
        Subtype.CONFIG,
        "",
        "modelterms_data: must be a list of texts",
        "such as ['terms.yml']",
        {"modelterms_data": "terms.yml"},
    ),
    Mistake(
        "an option of conf.py misspelt",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option modelterms_categorys",
        "did you mean modelterms_categories",
        {"modelterms_categorys": {"Training": "Training"}},
    ),
    Mistake(
        "a wrong key in a data file",
        data("terms.yml", "- name: Token", "  defintion: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "a term has no field 'defintion'",
        "did you mean definition",
        YAML,
    ),
    Mistake(
        "a tab in YAML",
        data("terms.yml", "- name: Token", "\tdefinition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "a tab is used for indentation",
        "indent with spaces",
        YAML,
    ),
    Mistake(
        "a colon in a text of YAML",
        data("terms.yml", "- name: Token", "  definition: A piece: of text."),
        Subtype.DATA,
        "terms.yml:2",
        "the text has ': ' in it",
        "put the whole text in double quotes",
        YAML,
    ),
    Mistake(
        "a term of YAML without its hyphen",
        data("terms.yml", "terms:", "  name: Token", "  definition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "terms has to be a list",
        "each term begins with '- name: '",
        YAML,
    ),
    Mistake(
        "a comma after the last item of JSON",
        data("terms.json", '[{"name": "Token", "definition": "A piece."},]'),
        Subtype.DATA,
        "terms.json:1",
        "this is no JSON",
        "remove the comma",
        {"modelterms_data": ["terms.json"]},
    ),
    Mistake(
        "CSV whose first row has other words",
        data("terms.csv", "Term,Meaning", "Token,A piece."),
        Subtype.DATA,
        "terms.csv:1",
        "it has ['Term', 'Meaning']",
        "the first row has to name the fields, 'name' among them",
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
        "did you mean 'Token'?",
        YAML,
    ),
    Mistake(
        "a term of the data files that no page shows",
        data("terms.yml", "- name: Token", "  definition: A piece.", page=("Text.",)),
        Subtype.UNPLACED,
        "terms.yml:1",
        "1 of 1 terms of the data files are on no page: Token",
        "place each with 'term' and no body, or set modelterms_pages",
        YAML,
    ),
    Mistake(
        "data in Markdown on a page in reST",
        data("terms.yml", "markup: md", "terms:", "- name: Token", "  definition: A *piece*."),
        Subtype.OTHER_MARKUP,
        "terms.yml:3",
        "the text of 'Token' is Markdown, but the page 'index', line 4, is reStructuredText",
        "write the texts of the file in reStructuredText and 'markup: rst'",
        YAML,
    ),
    Mistake(
        "a backtick in a name after a fence of backticks",
        md("```{term} The `foo` call", "A piece.", "```", "", "```{term} Part", "Some.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "the line after a fence of backticks cannot have a backtick",
        "write a fence of tildes, ~~~{term}",
    ),
    Mistake(
        "a list with a backtick after a fence of backticks",
        md("```{term-list} `foo`, `bar`", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "cannot have a backtick",
        "~~~{term-list}",
    ),
    Mistake(
        "reST on a page in Markdown",
        md("Text.", "", ".. term:: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.md:5",
        "this is reStructuredText on a page in Markdown",
        "write ```{term}",
    ),
    Mistake(
        "a comparison in reST on a page in Markdown",
        md("Text.", ".. term-compare:: A, B"),
        Subtype.NO_DIRECTIVE,
        "index.md:4",
        "this is reStructuredText on a page in Markdown",
        "write ```{term-compare}",
    ),
    Mistake(
        "Markdown on a page in reST",
        rst("```{term} Token", "A piece of text.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is Markdown on a page in reStructuredText",
        "write '.. term:: Token'",
    ),
    Mistake(
        "a role in reST on a page in Markdown",
        md("```{term} Token", "A piece.", "```", "", "Some words and a", ":term:`Token`."),
        Subtype.NO_ROLE,
        "index.md:8",
        "this is plain text",
        "write {term}`Token` for the role",
    ),
    Mistake(
        "a role in Markdown on a page in reST",
        rst(*TOKEN, "Some words and a", "{term-def}`Token`."),
        Subtype.NO_ROLE,
        "index.rst:9",
        "this is plain text",
        "write :term-def:`Token` for the role",
    ),
    Mistake(
        "a role with quotes",
        rst(*TOKEN, "See :term:'Token'."),
        Subtype.NO_ROLE,
        "index.rst:8",
        "this is plain text",
        "write :term:`Token` for the role",
    ),
    Mistake(
        "a role of Markdown with a space",
        md("```{term} Token", "A piece.", "```", "", "See {term} `Token`."),
        Subtype.NO_ROLE,
        "index.md:7",
        "this is plain text",
        "write {term}`Token` for the role",
    ),
    Mistake(
        "two dots without a space",
        rst("..term:: Token", "", "   A piece of text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is plain text",
        "write '.. term:: Token', with two dots, a space and two colons",
    ),
    Mistake(
        "three dots",
        rst("... term-list:: Token", "", "Text."),
        Subtype.NO_DIRECTIVE,
        "index.rst:4",
        "this is plain text",
        "write '.. term-list:: Token'",
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
        "this is text of the paragraph above",
        "put an empty line above '.. term:: Token'",
    ),
    Mistake(
        "a fence without braces",
        md("```term Token", "A piece of text.", "```"),
        Subtype.NO_DIRECTIVE,
        "index.md:3",
        "a block of code in a language 'term'",
        "write ```{term}, with braces",
    ),
    Mistake(
        "an option that is indented further",
        rst(".. term:: Token", "   :abbr: T", "     :level: beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        ":level: is indented further than :abbr:",
        "indent all options alike",
    ),
    Mistake(
        "an option after a tab",
        rst(".. term:: Token", "   :tags: T", "\t:level: beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        ":level: is indented further than :tags:",
        "with spaces",
    ),
    Mistake(
        "a list that goes on in a line that is not indented",
        rst(".. term:: Token", "   :aliases: foo,", "   bar", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        ":aliases: goes on in this line",
        "indent 'bar' further than :aliases:",
    ),
    Mistake(
        "a list in Markdown that goes on with hyphens",
        md("```{term} Token", ":tags:", "- foo", "", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:5",
        ":tags: goes on in this line",
        "indent '- foo' further than :tags:",
    ),
    Mistake(
        "no blank line between options and text",
        rst(".. term:: Token", "   :abbr: T", "   A piece of text."),
        Subtype.NAME_LINES,
        "index.rst:6",
        "'A piece of text.' follows the options directly",
        "put a blank line between the options and the text",
    ),
    Mistake(
        "no blank line between options and advice",
        rst(*TOKEN, *PART, ".. term-compare:: Token, Part", "   :rows: level", "   Choose one."),
        Subtype.NAME_LINES,
        "index.rst:14",
        "'Choose one.' follows the options directly",
        "put a blank line",
    ),
    Mistake(
        "the same option twice",
        rst(".. term:: Token", "   :abbr: T", "   :abbr: U", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        ":abbr: is already given above",
        "remove one of them",
    ),
    Mistake(
        "the same option twice in Markdown",
        md("```{term} Token", "---", "abbr: T", "abbr: U", "---", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:6",
        "'abbr' is already given above",
        "remove one of them",
    ),
    Mistake(
        "an option without its second colon",
        rst(".. term:: Token", "   :abbr: T", "   :level beginner", "", "   A piece."),
        Subtype.MISPLACED_OPTION,
        "index.rst:6",
        "':level beginner' lacks the second colon",
        "write :level:",
    ),
    Mistake(
        "a tab in an option block of Markdown",
        md("```{term} Token", "---", "abbr: T", "\tlevel: beginner", "---", "A piece.", "```"),
        Subtype.MISPLACED_OPTION,
        "index.md:6",
        "the options are not valid YAML at 'level: beginner'",
        "indent with spaces",
    ),
    Mistake(
        "a fence that is never closed",
        md("Text.", "", "```{term} Token", "A piece of text.", "", "More text."),
        Subtype.FENCE,
        "index.md:5",
        "the fence of 'term Token' is never closed",
        "write ``` below its text",
    ),
    Mistake(
        "a fence that is not closed above the next term",
        md("```{term} Token", "A piece.", "", "```{term} Part", "Some.", "```"),
        Subtype.FENCE,
        "index.md:6",
        "a 'term' begins within the fence of 'term'",
        "close that one above it, with ```",
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
            ("..\u00a0term:: Token", "plain text: write '.. term:: Token'", "U+00A0 is no plain"),
            ("..\u200b term:: Token", "plain text: write '.. term:: Token'", "U+200B is no plain"),
            (".. term::\u00a0Token", "this is a comment", "plain spaces, no others, around"),
            (".. term::\u3000Token", "this is a comment", "plain spaces, no others, around"),
            (".. term\u00a0:: Token", "this is a comment", "plain spaces, no others, around"),
        ]
    ),
    *(
        Mistake(
            f"names on lines of their own: {what}",
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
                "the name 'Token' goes on with 'Piece': if this is another name",
                "write ':aliases: Piece, Bit' or a directive of its own",
            ),
            (
                "names",
                (".. term:: Token", "   Piece", "   Chunk", "", "   A piece of text."),
                "the name 'Token' goes on with 'Piece': if this is another name",
                "write ':aliases: Piece, Chunk' or a directive of its own; if it is text, put a",
            ),
            (
                "entry with one name",
                (".. term::", "   Token", "      A piece of text."),
                "the name 'Token' goes on with 'A piece of text.'",
                "put a blank line before the body",
            ),
        ]
    ),
    *(
        Mistake(
            f"a fence that is closed behind text: {what}",
            md("```{term} Token", "A piece of text.```", "", "More text.", "", *below),
            Subtype.FENCE,
            "index.md:4",
            "``` behind text closes no fence",
            "write it on a line of its own, below",
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
        "``` behind text closes no fence",
        "write it on a line of its own, below",
    ),
    *(
        Mistake(
            f"text that is indented like code in Markdown: {indentation!r}",
            md("```{term} Token", ":abbr: TK", "", f"{indentation}A piece of text.", "```"),
            Subtype.EMPTY_DEFINITION,
            "index.md:6",
            "four spaces or more make code of this line",
            "indent the text less",
        )
        for indentation in ("    ", "\t")
    ),
    Mistake(
        "an image before the definition",
        rst(".. term:: Token", "", "   .. image:: a.png", "", "   A piece of text."),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "its body begins with an image",
        "begin it with a paragraph",
        {"suppress_warnings": ["image.not_readable"]},
    ),
    Mistake(
        "an image before the definition in Markdown",
        md("```{term} Token", "![A](a.png)", "", "A piece of text.", "```"),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "its body begins with an image",
        "begin it with a paragraph",
        {"suppress_warnings": ["image.not_readable"]},
    ),
    Mistake(
        "code before the definition",
        md("````{term} Token", "```python", "x", "```", "A piece.", "````"),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "its body begins with a block of code",
        "begin it with a paragraph",
    ),
    *(
        Mistake(
            f"a body that begins with {directive!r}",
            rst(*PART, ".. term:: Token", "", f"   .. {directive}:: {names}".rstrip()),
            Subtype.EMPTY_DEFINITION,
            "index.rst:8",
            f"its body begins with {directive!r}",
            "begin it with a paragraph",
        )
        for directive, names in [
            ("term-list", ""),
            ("term-faq", "Part"),
            ("term-compare", "Part, Token"),
            ("term-categories", ""),
            ("term-of-the-day", ""),
        ]
    ),
    *(
        Mistake(
            f"term-faq within a term: {names}",
            rst(*PART, *TOKEN, "   .. note::", "", f"      .. term-faq:: {names}".rstrip()),
            Subtype.MISPLACED_PART,
            "index.rst:14",
            f"'term-faq' within the term 'Token' {what}",
            "remove it, or put it below the term",
        )
        for names, what in [
            ("", "lists the questions of all terms"),
            ("Part, token", "repeats the questions of 'Token'"),
        ]
    ),
    Mistake(
        "term-faq within a term in Markdown",
        md("````{term} Token", "A piece.", "", "```{term-faq}", "```", "````"),
        Subtype.MISPLACED_PART,
        "index.md:6",
        "'term-faq' within the term 'Token' lists the questions of all terms",
        "its card shows its own by itself",
    ),
    *(
        Mistake(
            f"the field {key!r} of a page",
            {"index.md": f"---\ntitle: P\n{key}: true\n---\n\n# Page\n"},
            Subtype.UNKNOWN_OPTION,
            "index.md:3",
            f"pages have no field {key!r}",
            f"did you mean {meant!r}?",
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
        "no-hover: 'maybe' is neither on/yes/true nor off/no/false",
        "the page has no hover cards",
    ),
    Mistake(
        "semicolons between names",
        rst(*TOKEN, *PART, ".. term:: Whole", "   :related: Token; Part", "", "   All of it."),
        Subtype.UNKNOWN_TERM,
        "index.rst:13",
        "'Token; Part' is read as one name",
        "separate names with commas, not ';'",
    ),
    Mistake(
        "an option of conf.py in the singular",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option modelterm_hover",
        "did you mean modelterms_hover",
        {"modelterm_hover": False},
    ),
    Mistake(
        "an option of conf.py with the name of the package",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        "there is no option sphinx_modelterms_hover",
        "did you mean modelterms_hover",
        {"sphinx_modelterms_hover": False},
    ),
    Mistake(
        "a backtick first in YAML",
        data("terms.yml", "- name: Token", "  definition: `A` piece."),
        Subtype.DATA,
        "terms.yml:2",
        "a text that begins with '`' needs quotes",
        "put it in double quotes",
        YAML,
    ),
    Mistake(
        "a hyphen without a space in YAML",
        data("terms.yml", "-name: Token", " definition: A piece."),
        Subtype.DATA,
        "terms.yml:1",
        "a hyphen has no space after it",
        "write '- ' before each item",
        YAML,
    ),
    Mistake(
        "another indentation in YAML",
        data("terms.yml", "- name: Token", "   definition: A piece."),
        Subtype.DATA,
        "terms.yml:2",
        "'definition: A piece.' does not fit the lines above it",
        "indent all of its keys alike",
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
    assert "did you mean 'Token" in warning


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
