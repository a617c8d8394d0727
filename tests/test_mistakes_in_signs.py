"""Roles and directives of other programs, within bold text or below code are told, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_mistakes import TOKEN, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project

FENCE = ("```{term} Token", "A piece of text.", "```", "")


@pytest.mark.parametrize(
    ("page", "right"),
    [
        (md(*FENCE, "A {no-autolink}Token."), "{no-autolink}`Token`"),
        (md(*FENCE, "A :no-autolink:`Token`."), "{no-autolink}`Token`"),
        (md(*FENCE, "A `Token`{term}."), "{term}`Token`"),
        (md(*FENCE, "A `Token`:term-def:."), "{term-def}`Token`"),
        (rst(*TOKEN, "A {no-autolink}`Token`."), ":no-autolink:`Token`"),
        (rst(*TOKEN, "A :no-autolink:``Token``."), ":no-autolink:`Token`"),
        (rst(*TOKEN, "A **:term:`Token`**."), ":term:`Token` without asterisks"),
        (rst(*TOKEN, "A *:term-def:`Token`*."), ":term-def:`Token` without asterisks"),
        (md(*FENCE, "```{eval-rst}", "A {term}`Token`.", "```"), ":term:`Token`"),
        (md(*FENCE, "```{eval-rst}", "A ({term}`Token`).", "```"), ":term:`Token`"),
    ],
)
def test_a_role_in_other_signs_is_reported(
    project: Project, page: dict[str, str], right: str
) -> None:
    project.write(page)
    (warning,) = project.build("dummy").warnings
    (name,) = page
    line = 8 + ("eval-rst" in page[name]) - (name == "index.md")
    assert warning.startswith(f"{name}:{line}: WARNING: ")
    assert f". Write {right}" in warning or f", write {right}" in warning
    assert warning.endswith("[modelterms.no-role]")


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (":::term Token", "{term} Token"),
        (":::term[Token]", "{term} Token"),
        ("::: term-example", "{term-example}"),
        ('!!! term "Token"', "{term} Token"),
    ],
)
def test_a_directive_of_another_program_is_reported(
    project: Project, line: str, right: str
) -> None:
    project.write(md("Text.", "", line, "A piece.", ":::"))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith(
        f"index.md:5: WARNING: {line!r} is plain text. For the directive, write '```{right}'"
    )
    assert warning.endswith("[modelterms.no-directive]")
    (project.source / "index.md").unlink()
    project.write(rst("Text.", "", line, "A piece."))
    (warning,) = project.build("dummy").warnings
    name, _, argument = right.replace("{", "").partition("}")
    assert warning.startswith(
        f"index.rst:6: WARNING: {line!r} is plain text. For the directive, write '.. {name}::{argument}'"
    )


def test_a_fence_on_one_line_is_reported(project: Project) -> None:
    project.write(md("```{term} Token A piece of text.```"))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.md:3: WARNING: this is inline code. Write '```{term}' with")
    assert "on separate lines" in warning


def test_a_name_in_backticks_after_a_fence_of_backticks_is_reported_once(project: Project) -> None:
    project.write(md("```{term} `cut()`", "A command."))
    (warning,) = project.build("dummy").warnings
    assert "Write a fence of tildes" in warning


@pytest.mark.parametrize(
    "page",
    [
        rst("A *term* and **no-autolink**, a `Token` {term}, **a :term: b**, *``:term:`x```*."),
        rst("Write ``:::term x`` or:", "", "::: terms of use"),
        md(*FENCE, "A **{term}`Token`**, `a`{terms}, `{term}`, \\:::term, {no-autolink}`Token`."),
        md(*FENCE, "Write \\{term}\\`Token\\` or `` {term}`Token` `` or `a` {term}."),
        md("`````", ":::term Token", "`````", "", ":::terms of use", "", "!!! terminal"),
    ],
)
def test_intended_text_does_not_warn(project: Project, page: dict[str, str]) -> None:
    project.write(page)
    assert project.build("dummy").warnings == []


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ((".. example::", "", "   A."), "Did you mean 'term-example'?"),
        ((".. sources:: A",), "Did you mean 'term-source'?"),
        ((".. definition::", "", "   A."), "The first paragraph of a 'term' is its definition"),
        ((":term-definition:`Token`",), "Did you mean 'term-def'?"),
        ((":term-abbreviation:`Token`",), "Did you mean 'term-abbr'?"),
    ],
)
def test_names_that_spell_out_ours_are_reported_with_it(
    project: Project, lines: tuple[str, ...], hint: str
) -> None:
    project.write(rst(*lines))
    (warning,) = (w for w in project.build("dummy").warnings if "Unknown " in w)
    assert f". {hint}" in warning


def test_a_role_with_colons_within_braces_is_reported(project: Project) -> None:
    project.write(md(*FENCE, "A {:term:}`Token`."))
    warnings = project.build("dummy").warnings
    assert any(". Did you mean 'term'?" in warning for warning in warnings)


def test_an_unknown_directive_as_definition_gives_one_message(project: Project) -> None:
    project.write(rst(".. term:: Token", "", "   .. definition::", "", "      A piece."))
    warnings = project.build("dummy").warnings
    assert 'Unknown directive type "definition"' in warnings[0]
    assert not any("modelterms" in warning for warning in warnings)
