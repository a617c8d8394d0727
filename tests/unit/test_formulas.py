"""The grammar of formulas of data files."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.formulas.allowed import problem_of_formula
from sphinx_modelterms.glossary.formulas.commands import COMMANDS, ENVIRONMENTS, SYMBOLS, WHOLE
from tests import formulas


def problem(text: str, display: bool = False, whole: bool = False, **more: int) -> str:
    return problem_of_formula(text, 1000, more, display, whole)


@pytest.mark.parametrize("text", formulas.ORDINARY)
def test_ordinary_formulas_are_formulas(text: str) -> None:
    assert problem(text) == ""
    assert problem(f"\n{text}\n", display=True) == ""


@pytest.mark.parametrize("text", formulas.ROWS)
def test_only_display_formulas_can_have_rows(text: str) -> None:
    assert problem(text, display=True) == ""
    assert problem(text)


@pytest.mark.parametrize("text", formulas.WHOLE)
def test_environments_for_whole_formulas_stand_alone(text: str) -> None:
    assert problem(text, display=True, whole=True) == ""
    assert "the environment" in problem(text, display=True)
    assert "after the end of its environment" in problem(
        text + r"\alpha", display=True, whole=True
    )


@pytest.mark.parametrize("text", formulas.ATTACKS)
def test_attacks_are_no_formulas(text: str) -> None:
    assert problem(text)
    assert problem(text, display=True)
    assert problem(text, display=True, whole=True) or text.startswith(r"\begin{equation}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"\href{x}{y}", r"the command \href"),
        (r"\begin{input}", "can't use the environment 'input'"),
        ("x^2^3", "two ^"),
        (r"\left(x", r"\right is missing"),
        ("{x", "} is missing"),
        (r"\hspace{99em}", "'99em' isn't a short length"),
        (r"\acute{\bar{x^2}}^2", "inside two accents"),
        (r"{\hat{x}_i}_j", "two _ follow"),
        (r"\xrightarrow[\bigl]]{x}", "brackets"),
        ("a & b", "only in the rows of an environment"),
        ("x" * 1001, "1,001 characters, but at most 1,000 are allowed"),
        (r"\begin{cases}1&2&3\end{cases}", "more than 2 columns"),
    ],
)
def test_the_reason_names_what_was_found(text: str, said: str) -> None:
    assert said in problem(text)


def test_projects_add_commands_of_their_own() -> None:
    assert r"\norm" in problem(r"\norm{x}_\R")
    assert problem(r"\norm{x}_{\R}", norm=1, R=0) == ""
    assert problem(r"\norm x", norm=1)


def test_no_command_of_the_table_makes_links_or_reads_files() -> None:
    dangerous = {"href", "url", "style", "class", "cssId", "mmlToken", "bbox", "unicode", "data"}
    dangerous |= {"input", "include", "read", "write", "openin", "openout", "special", "rule"}
    dangerous |= {"def", "let", "newcommand", "csname", "catcode", "require", "label", "ref"}
    dangerous |= {"document", "verbatim", "filecontents"}
    assert not dangerous & {*SYMBOLS, *COMMANDS, *ENVIRONMENTS, *WHOLE}


@pytest.mark.parametrize("start", ["{", r"\left(", r"\begin{matrix}", "x^{", r"\text{", r"\frac{"])
def test_deep_formulas_are_refused_at_once(start: str) -> None:
    assert problem_of_formula(start * 100_000, 10_000_000, {})


@pytest.mark.parametrize(
    ("nested", "times"),
    [
        ("widehat", 8),
        ("widetilde", 8),
        ("hat", 8),
        ("pmb", 2),
        ("boldsymbol", 4),
        ("underbrace", 4),
    ],
)
def test_formulas_that_take_tex_too_long_are_refused(nested: str, times: int) -> None:
    formula = rf"\{nested}{{" * times + "x" + "}" * times
    assert problem(formula) == "it is nested in a way that takes TeX too long"
    assert problem(rf"\{nested}{{x}} + \{nested}{{y}}") == ""
