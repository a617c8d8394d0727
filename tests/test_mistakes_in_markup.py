"""Directives and roles with one sign too few or another one are told, and prose is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils.parsers.rst.directives.misc import Class

from tests.test_mistakes import TOKEN, YAML, data, md, rst

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from tests.conftest import Project

FENCE = ("```{term} Token", "A piece of text.", "```", "")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((".. term: Part", "", "   Some of it.", "", "", "More."), "term"),
        ((".. term-example: cat", "", "More."), "term-example"),
        ((".. term-list: Token", "", "More."), "term-list"),
        ((".. term-list:", "   :display: table", "", "More."), "term-list"),
        ((".. term-faq: Token",), "term-faq"),
        ((".. term-of-the-day:", "", "More."), "term-of-the-day"),
        (
            (".. note::", "", "   .. term-compare: Token, Part", "", "      The first."),
            "term-compare",
        ),
    ],
)
def test_a_directive_with_one_colon_is_reported_with_its_line(
    project: Project, lines: tuple[str, ...], name: str
) -> None:
    project.write(rst(*TOKEN, *lines, ""))
    (warning,) = project.build("dummy").warnings
    number = next(n for n, line in enumerate(lines, 8) if line.lstrip().startswith(f".. {name}:"))
    assert warning.startswith(
        f"index.rst:{number}: WARNING: this is a comment. For the directive, write two colons"
    )
    assert f"{name!r}" in warning


@pytest.mark.parametrize("part", ["term-example:", "term-facts:", "term-question: Why?"])
def test_a_part_of_a_term_with_one_colon_is_reported(project: Project, part: str) -> None:
    project.write(rst(*TOKEN, f"   .. {part}", "", "      It: is.", "", "   More.", ""))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(
        "index.rst:8: WARNING: this is a comment. For the directive, write two colons"
    )


def test_a_record_placed_with_one_colon_is_reported(project: Project) -> None:
    page = (".. term: Token", "", ".. term: see below", "", "Text.")
    project.write(data("terms.yml", "terms:", "- name: Token", "  definition: A.", page=page))
    told, unplaced = project.build("dummy", **YAML).warnings
    assert told.startswith(
        "index.rst:4: WARNING: this is a comment. For the directive, write two colons"
    )
    assert "[modelterms.unplaced]" in unplaced


def written_part(sentence: str) -> str:
    """The slip in one of the sentences below, quoted as in the message."""
    slip = sentence.removeprefix("a ").partition(",")[0]
    return repr(slip)


@pytest.mark.parametrize(
    "written",
    [
        "a `:term:Token`",
        "a term:`Token`",
        "a :term: `Token`",
        "a :term:``Token``",
        "a :term:Token, or",
        "a [term]`Token`",
        "(term)`Token`",
    ],
)
def test_a_role_of_rest_with_other_signs_is_reported(project: Project, written: str) -> None:
    project.write(rst(*TOKEN, "First", f"{written} so."))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.rst:9: WARNING: ")
    assert f"{written_part(written)} is plain text. For the role, write :term:`Token`" in warning
    assert warning.endswith("[modelterms.no-role]")


@pytest.mark.parametrize(
    "written",
    [
        "a (term)`Token`",
        "a [term]`Token`",
        "a {term} `Token`",
        "a {term}Token",
        "a {term}[Token]",
        "a {term}`Token, and",
        "a {term-def}`Token",
    ],
)
def test_a_role_of_markdown_with_other_signs_is_reported(project: Project, written: str) -> None:
    project.write(md(*FENCE, "First", f"{written}"))
    (warning,) = project.build("dummy").warnings
    role = "term-def" if "term-def" in written else "term"
    assert warning.startswith("index.md:8: WARNING: ")
    assert f"{written_part(written)} is plain text. For the role, write " in warning
    assert f"write {{{role}}}`Token" in warning
    assert warning.endswith("[modelterms.no-role]")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("A line.", "A :term:Token here.", "A :term:'Token' there."),
            [(9, ":term:`Token`"), (10, ":term:`Token`")],
        ),
        (
            ("A :term:Token, a :term:Part", "and :term-def:'Part' of it's :term:Token."),
            [(8, ":term:`Token`"), (8, ":term:`Part`"), (9, ":term-def:`Part`"), (9, "`Token`")],
        ),
        (("*A*", ":term:``Token`` or", '*b* :term:"Part".'), [(9, "`Token`"), (10, "`Part`")]),
    ],
)
def test_each_role_of_a_paragraph_is_reported_with_its_line(
    project: Project, lines: tuple[str, ...], told: list[tuple[int, str]]
) -> None:
    project.write(rst(*TOKEN, *lines))
    # Those of roles that are ours alone are told while a page is read.
    warnings = sorted(project.build("dummy").warnings, key=lambda w: int(w.split(":")[1]))
    assert len(warnings) == len(told)
    for warning, (line, right) in zip(warnings, told, strict=True):
        assert warning.startswith(f"index.rst:{line}: WARNING: ") and "' is plain text" in warning
        assert right in warning


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("A line.", "A {term}Token.", "A {term}'Part'."), [(8, "`Token`"), (9, "`Part`")]),
        (("{term-def}Token and {term-abbr}'Part'.",), [(7, "`Token`"), (7, "`Part`")]),
        (("A 'line'", "*and* more", 'of {term}"Token" so.'), [(9, "{term}`Token`")]),
    ],
)
def test_each_role_of_a_paragraph_in_markdown_is_reported_with_its_line(
    project: Project, lines: tuple[str, ...], told: list[tuple[int, str]]
) -> None:
    project.write(md(*FENCE, *lines))
    warnings = project.build("dummy", myst_enable_extensions=["smartquotes"]).warnings
    assert len(warnings) == len(told)
    for warning, (line, right) in zip(warnings, told, strict=True):
        assert warning.startswith(f"index.md:{line}: WARNING: ") and "' is plain text" in warning
        assert right in warning


@pytest.mark.parametrize(
    "line",
    [
        "```{ term } Token",
        "```{term}Token",
        "```(term) Token",
        "~~~[term] Token",
        "```{term Token",
        "```{term-example }",
        "``{term} Token",
    ],
)
@pytest.mark.parametrize("outer", [False, True])
def test_a_fence_with_other_signs_is_reported(project: Project, line: str, outer: bool) -> None:
    signs = line[: 2 if line.startswith("``{") else 3]
    lines = [line, "A piece.", signs]
    project.write(md(*(("````{term} Part", "A.", "", *lines, "````") if outer else lines)))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(
        f"index.md:{6 if outer else 3}: WARNING: this isn't a directive. Write"
    )
    assert "'```{term" in warning
    assert warning.endswith("[modelterms.no-directive]")


@pytest.mark.parametrize(
    "line",
    [
        "```{term Token}",
        "```{ term Token }",
        "```{term: Token}",
        "```[term Token]",
        "```{term}{Token}",
        "```{term}[Token]",
        "```{term Token",
        "```{term}Token",
    ],
)
def test_a_fence_with_the_name_in_braces_is_reported_without_a_stray_one(
    project: Project, line: str
) -> None:
    project.write(md(line, "A piece.", "```"))
    (warning,) = (w for w in project.build("dummy").warnings if "[modelterms." in w)
    assert warning.startswith(
        "index.md:3: WARNING: this isn't a directive. Write '```{term} Token', with at least three"
    )


INDENTED = ("    ```{term} Token", "    A piece.", "    ```")


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (("Text.", "", *INDENTED), 5),
        (("Text.", "", "\t```{term} Token", "\tA piece.", "\t```"), 5),
        (("- Text.", "", *(f"  {line}" for line in INDENTED)), 5),
        (("> Text.", ">", *(f"> {line}" for line in INDENTED)), 5),
        (("Text.", "", "    ~~~{term-list}", "    ~~~"), 5),
        (("````{note}", "Text.", "", *INDENTED, "````"), 6),
        (
            ("````{term} Part", "Some.", "", "    ```{term-example}", "    A.", "    ```", "````"),
            6,
        ),
        (("Text.", *INDENTED), 4),
        (("- Text.", "", "  More.", *(f"  {line}" for line in INDENTED)), 6),
    ],
)
def test_a_fence_that_is_indented_like_code_is_reported(
    project: Project, lines: tuple[str, ...], line: int
) -> None:
    project.write(md(*lines))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(f"index.md:{line}: WARNING: this ")
    assert "is indented by four or more spaces. Indent the directive 'term" in warning
    assert warning.endswith("[modelterms.no-directive]")


def test_a_fence_below_text_that_cannot_be_one_is_reported(project: Project) -> None:
    lines = ("Text.", ":::{term} Token", "A piece.", ":::", "", "More.", "```{term} `x` y", "```")
    project.write(md(*lines))
    colons, backtick = project.build("dummy").warnings[:2]
    assert "' is plain text. Write a fence of backticks" in colons
    assert "' is plain text, because the first line" in backtick
    (project.source / "index.md").unlink()
    project.write(rst("Text.", "```{term} Token", "A piece.", "```"))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.rst:5: WARNING: this is Markdown on a reStructured")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("terms", "Did you mean 'term'?"),
        ("Trem", "Did you mean 'term'?"),
        ("term-compair", "Did you mean 'term-compare'?"),
        ("termlist", "Did you mean 'term-list'?"),
        ("term_of_the_day", "Did you mean 'term-of-the-day'?"),
        ("modelterms:lists", "Did you mean 'modelterms:list'?"),
        ("modelterms:term-list", "Did you mean 'modelterms:list'?"),
        ("modelterm:term", "Did you mean 'modelterms:term'?"),
        ("term-def", "'term-def' is a role. Write it as one."),
        ("item", ""),
        ("terminal", ""),
        ("glosary", ""),
        ("other:terms", ""),
        ("term" * 10_000, ""),
    ],
)
@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_an_unknown_directive_is_reported_with_the_nearest_of_ours(
    project: Project, name: str, hint: str, suffix: str
) -> None:
    lines = (f".. {name}:: X",) if suffix == "rst" else (f"```{{{name}}} X", "```")
    project.write(rst(*lines) if suffix == "rst" else md(*lines))
    (warning,) = (w for w in project.build("dummy").warnings if "Unknown" in w)
    # MyST-Parser 4 names the file "index.md.rst".
    assert warning.startswith((f"index.{suffix}:", f"index.{suffix}.rst:"))
    mark = '"' if suffix == "rst" else "'"
    said = warning.partition(f"{mark}{name}{mark}")[2]
    assert said.startswith(f". {hint}" if hint else "." if suffix == "rst" else " [myst")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("terms", ". Did you mean 'term'?"),
        ("term-defs", ". Did you mean 'term-def'?"),
        ("no_autolink", ". Did you mean 'no-autolink'?"),
        ("modelterms:defs", ". Did you mean 'modelterms:def'?"),
        ("term-list", ". 'term-list' is a directive. Write it as one."),
        ("modelterms:list", ". 'modelterms:list' is a directive. Write it as one."),
        ("item", "."),
    ],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_an_unknown_role_is_reported_with_the_nearest_of_ours(
    project: Project, name: str, hint: str, parallel: int
) -> None:
    more = {f"p{n}.rst": ":orphan:\n\nText.\n" for n in range(6)}
    project.write(
        rst(f"A :{name}:`X`.") | {"other.md": f"---\norphan: true\n---\n\nA {{{name}}}`X`."} | more
    )
    told = [w for w in project.build("dummy", parallel=parallel).warnings if "Unknown" in w]
    assert len(told) == 2
    assert all(f'Unknown interpreted text role "{name}"{hint}' in warning for warning in told)


def test_directives_of_others_and_suppressed_warnings_are_left_alone(project: Project) -> None:
    def add(app: Sphinx) -> None:
        app.add_directive("terms", Class)

    project.write(
        rst(".. terms:: X", "", "   Text.")
        | {"other.md": "---\norphan: true\n---\n\n```{termz} X\n```"}
    )
    suppressed = ["myst.directive_unknown"]
    assert project.build("dummy", before=add, suppress_warnings=suppressed).warnings == []


def test_a_second_term_within_a_fence_is_reported(project: Project) -> None:
    project.write(md("```{term} Token", "A piece.", "", "{term} Part", "Some of it.", "```"))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(
        "index.md:6: WARNING: this isn't a directive. Write '```{term} Part'"
    )


@pytest.mark.parametrize(
    ("lines", "line", "cure", "enabled"),
    [
        (("{.no-autolink}", "Text."), 7, "Add 'attrs_block' to myst_enable_extensions in", ""),
        (("A {term}`Token`:", "{#a .no-autolink}", "B."), 8, "conf.py and put a blank line", ""),
        (
            ("A", "{.no-autolink}", "Text."),
            8,
            "text here. Put a blank line above it",
            "attrs_block",
        ),
        (("A [Token]{.no-autolink}.",), 7, "Write the role '{no-autolink}`words`', or add", ""),
        (("A *b*{.no-autolink} or", "c.", "So"), 7, "or add 'attrs_inline' to myst_enable", ""),
        (("{.no-autolink} Text.",), 7, "or add 'attrs_inline' to myst_enable_ext", "attrs_block"),
        (
            ("A", "Token {.no-autolink}."),
            8,
            "'[words]{.no-autolink}' without a space, or",
            "attrs_inline",
        ),
    ],
)
def test_a_class_in_braces_that_is_plain_text_is_reported(
    project: Project, lines: tuple[str, ...], line: int, cure: str, enabled: str
) -> None:
    project.write(md(*FENCE, *lines))
    extensions = [enabled] if enabled else []
    (warning,) = project.build("dummy", myst_enable_extensions=extensions).warnings
    assert warning.startswith(f"index.md:{line}: WARNING: '{{")
    assert "no-autolink}' is plain text here. " in warning
    assert cure in warning
    assert warning.endswith("[modelterms.no-role]")


def test_a_class_in_braces_in_rest_is_reported(project: Project) -> None:
    project.write(rst(*TOKEN, "Text.", "{.no-autolink}", "More."))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(
        "index.rst:9: WARNING: '{.no-autolink}' is plain text here. Write ':no-au"
    )


OTHER_ENTRY = ("   Vector", "      Some numbers.", "")


@pytest.mark.parametrize(
    ("page", "line", "cause"),
    [
        (
            rst(".. glossary::", "", "   .. term:: Token", "", "      A piece."),
            6,
            "'term' inside a 'glossary' is left out, because a glossary ignores lines that begin "
            "with '..'",
        ),
        (
            rst(
                ".. glossary::", "   :sorted:", "", *OTHER_ENTRY, "   .. term-list::", "", "Text."
            ),
            10,
            "'term-list' inside a 'glossary' is left out",
        ),
        (
            rst("* An item", "", "  .. glossary::", "", "\t.. modelterms:term:: Token", "\t   A."),
            8,
            "'modelterms:term' inside a 'glossary' is left out",
        ),
        (
            md("````{glossary}", *FENCE[:3], "````"),
            4,
            "'term' inside a 'glossary' is shown as text, because a glossary reads each line as "
            "a name",
        ),
        (
            md("```{glossary}", "Vector", "    Some.", "", "~~~{term-list} Token", "~~~", "```"),
            7,
            "'term-list' inside a 'glossary' is shown as text",
        ),
        (
            md("```{glossary}", "Vector", "    Some.", "", ".. term:: Token", "   A.", "```"),
            7,
            "'term' inside a 'glossary' is left out",
        ),
    ],
)
def test_a_directive_as_an_entry_of_a_glossary_is_reported(
    project: Project, page: dict[str, str], line: int, cause: str
) -> None:
    project.write(page)
    warnings = project.build("dummy").warnings
    told = [warning for warning in warnings if "[modelterms." in warning]
    assert len(told) == 1, warnings
    (file,) = page
    assert told[0].startswith(f"{file}:{line}: WARNING: {cause}")
    assert told[0].endswith(
        "Move the directive above or below the glossary. [modelterms.no-directive]"
    )


def test_a_directive_as_an_entry_of_an_included_glossary_is_reported(project: Project) -> None:
    words = "Words\n\n.. glossary::\n\n   .. term:: Token\n\n      A piece.\n"
    project.write(rst(".. include:: words.txt") | {"words.txt": words})
    (warning,) = project.build("dummy").warnings
    # The path of an included file is relative to the working directory with some docutils.
    assert "words.txt:5: WARNING: 'term' inside a 'glossary'" in warning


def test_a_directive_within_an_entry_of_a_glossary_is_read(project: Project) -> None:
    within = ("      .. term:: Part", "", "         Some.", "")
    example = (".. code-block:: rst", "", "   .. glossary::", "", "      .. term:: Token", "")
    project.write(rst(".. glossary::", "", *OTHER_ENTRY, *within, *example))
    built = project.build("dummy")
    assert built.warnings == []
    assert [term.name for term in built.domain.build.glossary.terms] == ["Part"]


@pytest.mark.parametrize(
    ("facts", "line", "cause"),
    [
        (("", ":Cost: low", "Size: small"), 10, "'Cost' begins with a colon. Write 'Cost: …'"),
        ((":Cost: low", "", "Size: small"), 9, "'Cost' begins with a colon. Write 'Cost: …'"),
        (
            ("", "Cost: low", "cost: high"),
            11,
            "'cost' and 'Cost' become the same row of a comparison",
        ),
    ],
)
def test_a_fact_with_a_mistake_is_kept(
    project: Project, facts: tuple[str, ...], line: int, cause: str
) -> None:
    project.write(rst(*TOKEN, "   .. term-facts::", *(f"      {fact}".rstrip() for fact in facts)))
    built = project.build("dummy")
    (warning,) = built.warnings
    assert warning.startswith(f"index.rst:{line}: WARNING: {cause}")
    (term,) = built.domain.build.glossary.terms
    assert len(term.facts) == 2


@pytest.mark.parametrize(
    "page",
    [
        rst(".. term:", "", "Text.", "", ".. term: of use", "", ".. terms-list: x", "", "Text."),
        rst("The term: `x`, the term: ``x``, a long-term:``x`` and :term:x:y and a:term:b."),
        rst("Write ``term:`x```, ``[term]`x``` or ``:term:x``; *:term:* ``x``."),
        rst("::", "", "    .. term-list: Token", "", "    [term]`x`"),
        md("A (term) `x`, /{term}ab/{term}, {term} is, {terms}x, \\{term}Token, `{term}x`."),
        md("A (term): `x` and [term] `x` and {term} itself, f{term}x."),
        md("    ```(term) Token", "", "```text", "``{term} x", "{term} y", "```", "", "[term]: x"),
        md("````markdown", "```{term}Token", "```", "````", "", "`` {term}`x` `` {term}"),
        md("Write this:", "", "    ```{term} Token", "    A piece.", "    ```"),
        md(
            "````",
            "```{term} Token",
            "A piece.",
            "```",
            "````",
            "",
            "Text of",
            "```{term} x``` it",
        ),
        md("1.  Text.", "", "    ```{term} Token", "    A piece.", "    ```"),
        md(
            "> ```{term} Token",
            "> A piece.",
            "> ```",
            "",
            "   ```{term} Part",
            "   Some.",
            "   ```",
        ),
        rst(
            *TOKEN,
            "::",
            "",
            "    ```{term} Part",
            "",
            "Text.",
            "",
            "   .. term:: Part",
            "",
            "      So.",
        ),
        md("```{note}", "{term} is a word.", "```", "", "``{term} x`` is code."),
        md("`{.no-autolink}` is code, {.no-autolinks} a class.", "", "    {.no-autolink}"),
        md("```{term} Token", "A piece, `{term} x`.", "", "The {term} of it.", "```"),
        rst(*TOKEN, "   .. term-facts::", "", "      Cost: 1:2", "      - Costs: low"),
    ],
)
def test_valid_markup_does_not_warn(project: Project, page: dict[str, str]) -> None:
    project.write(page)
    assert project.build("dummy").warnings == []
