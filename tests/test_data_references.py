"""References and roles in text of data files: names are all that Sphinx gets to resolve."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import addnodes
from sphinx.domains.c import DefinitionParser as CParser
from sphinx.domains.cpp import DefinitionParser as CppParser
from sphinx.roles import XRefRole
from sphinx.util.cfamily import BaseParser, DefinitionError

from sphinx_modelterms.sources.allowed_references import (
    LONGEST_PARSED,
    LONGEST_TARGET,
    refused_reference,
)
from sphinx_modelterms.sources.bounded_roles import MAX_CHARACTERS
from sphinx_modelterms.sources.line_numbers import emphasized_lines
from sphinx_modelterms.sources.parsing_cost import problem_of_text
from tests.test_data_attacks import FENCE, placed, with_text
from tests.test_untrusted_markup import PIXEL

if TYPE_CHECKING:
    from tests.conftest import Built, Project

SLOW = [
    "a<" * 18,
    "a(" * 20,
    "a<(" * 10,
    "a[" * 20,
    "a{" * 20,
    "a<decltype(" * 10,
    "(" * 400,
    "operator a::" * 40,
    "a" * 500,
    "a " * 400 + "b",
]
"""Targets that a parser reads for long, or would if there were more of the same."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The targets that the parsers of C and C++ are asked to read; they refuse them all."""
    targets: list[str] = []

    def refuse(self: BaseParser) -> Any:
        targets.append(self.definition)
        raise DefinitionError("refused")

    monkeypatch.setattr(CppParser, "parse_xref_object", refuse)
    monkeypatch.setattr(CParser, "parse_xref_object", refuse)
    return targets


def roles_of_all_domains(built: Built) -> list[str]:
    """All roles that make references, with ``any``."""
    domains = built.app.env.domains.values()
    return ["any"] + [
        f"{domain.name}:{name}"
        for domain in domains
        for name, role in domain.roles.items()
        if isinstance(role, XRefRole) and domain.name != "modelterms"
    ]


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_no_role_of_any_domain_gives_a_parser_more_than_a_name(
    project: Project, asked: list[str], markup: str
) -> None:
    with_text(project, "x")
    roles = roles_of_all_domains(project.build())
    assert {"cpp:func", "c:func", "py:func", "js:func", "rst:dir", "std:numref"} <= {*roles}
    signs = (":", ":") if markup == "rst" else ("{", "}")
    terms = [
        {
            "name": f"T{number}",
            "definition": "Def.",
            "explanation": "\n\n".join(f"{signs[0]}{role}{signs[1]}`{target}`" for target in SLOW),
        }
        for number, role in enumerate(roles)
    ]
    placed(project, terms, markup)
    built = project.build(modelterms_limits={"messages": 10_000})
    assert [t for t in asked if len(t) > LONGEST_PARSED or re.search(r"[<\[{]|[(].*[(]", t)] == []
    refused = [warning for warning in built.warnings if "a reference to" in warning]
    assert len(refused) > 6 * len(roles)


def test_no_link_in_markdown_gives_a_parser_more_than_a_name(
    project: Project, asked: list[str]
) -> None:
    slow = [target for target in SLOW if len(target) < 250]  # which names of files may have
    links = [f"[x]({''.join(f'%{ord(c):02x}' for c in target)})" for target in slow]
    with_text(project, "\n\n".join(links) + "\n\n[B](B) [home](index.md)", "md")
    built = project.build()
    assert [t for t in asked if len(t) > LONGEST_PARSED or re.search(r"[<\[{]|[(].*[(]", t)] == []
    assert 'href="#term-b"' in built.body("index")
    assert len([text for text in built.warnings if "a reference to" in text]) == len(slow)


@pytest.mark.parametrize(
    ("domain", "target", "allowed"),
    [
        ("", "Hit rate", True),
        ("", "C++", True),
        ("", "AT&T (company)", True),
        ("", "Größe – 名前", True),
        ("py", "~module.Class.method()", True),
        ("cpp", "std::vector::at(int, int)", True),
        ("cpp", "std::vector<int>", False),
        ("", "a(b)(c)", False),
        ("", "a(b*c)", False),
        ("theirs", "a" * LONGEST_PARSED, True),
        ("theirs", "a" * (LONGEST_PARSED + 1), False),
        ("std", "f(x) < [y] {z}", True),
        ("std", "a" * LONGEST_TARGET, True),
        ("std", "a" * (LONGEST_TARGET + 1), False),
        ("std", " ", False),
    ],
)
def test_targets_are_names(domain: str, target: str, allowed: bool) -> None:
    node = addnodes.pending_xref(refdomain=domain, reftype="x", reftarget=target)
    assert (refused_reference(node) == "") == allowed


FIGURE = "\n.. _fig1:\n\n.. figure:: x.png\n\n   Cap {number:>9} %s\n"


@pytest.mark.parametrize("builder", ["html", "latex"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{number:>100000000}", ""),
        ("{number:>9999999999999999}", ""),
        ("number {0}", ""),
        ("number }", ""),
        ("number {name[9]}", ""),
        ("number {number:d}", ""),
        ("{number.__class__.__mro__}", ""),
        ("{number!r:*>99}", ""),
        ("{number}{number}", ""),
        ("{{number}}", ""),
        ("number %z", ""),
        ("%100000000s", ""),
        ("%s%s", ""),
        ("number's", ""),
        ("~{number}", ""),
        ("a-{number}", ""),
        ("{number} x¹", ""),
        ("no mark", ""),
        ("Fig. {number}: {name}", "Fig. 1: Cap {number:&gt;9} %s"),
        ("Abb. %s", "Abb. 1"),
        ("{name} größer", "größer"),
    ],
)
def test_text_of_numref_is_no_template_but_for_number_and_name(
    project: Project, builder: str, text: str, shown: str
) -> None:
    with_text(project, f"See :numref:`{text} <fig1>` there.", after=FIGURE)
    (project.source / "x.png").write_bytes(PIXEL)
    built = project.build(
        builder, numfig=True, latex_documents=[("index", "x.tex", "x", "x", "howto")]
    )
    problems = [warning for warning in built.warnings if "numref: the text" in warning]
    assert bool(problems) == (not shown)
    assert len(built.warnings) == len(problems)
    if builder == "html" and shown:
        assert shown in re.sub(r"<[^>]*>", "", built.body("index"))


def test_a_long_text_of_a_role_is_only_shown(project: Project) -> None:
    with_text(
        project,
        f":abbr:`{'( ' * MAX_CHARACTERS}x` :sub:`{'x ' * MAX_CHARACTERS}y` :math:`{'x' * 20}`",
    )
    warnings = project.build().warnings
    assert len([text for text in warnings if "the text of the role" in text]) == 2


def test_emphasized_lines_are_lines_of_the_code(project: Project) -> None:
    ranges = "1-9999, " * 1_000 + "1"
    text = f".. code-block:: python\n   :emphasize-lines: {ranges}\n\n   a\n   b"
    with_text(project, text)
    built = project.build()
    assert built.body("index").count('class="hll"') == 2
    (warning,) = built.warnings
    assert "a.json:1: WARNING: emphasize-lines: '1-9999' is out of range" in warning


def test_many_ranges_make_few_numbers() -> None:
    assert emphasized_lines("1-999," * 5_000 + "7", 1_000) == (list(range(1, 1_000)), "")
    assert emphasized_lines("999999999-999999999,3-2,x,-,", 2)[0] == []
    assert emphasized_lines("-2, 4-", 5) == ([1, 2, 4, 5], "")


def test_ranges_of_an_attribute_in_markdown_are_few(project: Project) -> None:
    fence = f'{{emphasize-lines="{"1-9999," * 900}1"}}\n{FENCE}python\nx\n{FENCE}'
    with_text(project, fence, "md")
    (warning,) = project.build(myst_enable_extensions=["attrs_block"]).warnings
    assert "'emphasize-lines' names more than 100,000 lines" in warning


LIMITS = {"text-lines": 1_000, "text-line": 10_000}


@pytest.mark.parametrize("unit", [":a", "a-", "a/", "/a", "'a", "{a:", "a-ä", "[^"])
def test_words_that_parsers_search_again_and_again_are_found(unit: str) -> None:
    word = unit * (9_000 // len(unit))
    assert "characters. Put spaces into it" in problem_of_text(f"x {word}", LIMITS, False)
    assert not problem_of_text(f"x {word[:400]}", LIMITS, False)
    assert "characters. Put spaces into it" in problem_of_text(f"x {word}", LIMITS, True)


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/" + "a/b-c?d=e&" * 30,
        "漢字とかな" * 1_900,
        "ไม่มีวรรค" * 1_000,
        "0123456789abcdef" * 600,
        "a word - " * 1_100,
        "+-----------------" * 50 + "+",
        "|:-:" * 200 + "|",
    ],
)
def test_ordinary_lines_are_parsed(line: str) -> None:
    assert not problem_of_text(line, LIMITS, False)


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_no_line_of_the_log_begins_with_text_of_data(project: Project, markup: str) -> None:
    text = (
        ".. foo::\n\n   ::error::y ##vso[task.x]z\n\n.. note::\n   :bad: x\n\n   ##[error]x\n\n`a"
    )
    if markup == "md":
        text = f"{FENCE}{{foo}}\n::error::y\n{FENCE}\n\n{FENCE}{{eval-rst}}\n{text}\n{FENCE}"
    with_text(project, text, markup)
    log = project.build().app.warning.getvalue()
    lines = re.sub("\x1b\\[[0-9;]*m", "", log).splitlines()
    assert all(
        ": WARNING: " in line or ": ERROR: " in line or line[:4] == "  | " for line in lines
    )
    assert any(line[:4] == "  | " for line in lines) or markup == "md"
    assert "##vso[" not in log
    assert "##[" not in log
