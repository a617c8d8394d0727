"""Parts of a term without a text on their line keep what they have; addresses may have brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.urls import address_in
from tests.test_mistakes import TOKEN, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project


def fence(*lines: str) -> dict[str, str]:
    """A term in Markdown with a part in line 6."""
    return md("````{term} Token", "A piece of text.", "", *lines, "````")


@pytest.mark.parametrize(
    "page",
    [
        rst(
            *TOKEN,
            "   .. term-question::",
            "",
            "      Is it *a* word?",
            "",
            "      No.",
            "",
            "      So.",
        ),
        fence("```{term-question}", "Is it *a* word?", "", "No.", "", "So.", "```"),
    ],
)
def test_a_question_in_the_body_is_reported_and_kept(
    project: Project, page: dict[str, str]
) -> None:
    project.write(page)
    built = project.build("html")
    (warning,) = built.warnings
    line = "index.rst:8" if "index.rst" in page else "index.md:6"
    assert warning.startswith(
        f"{line}: WARNING: 'term-question' has no question on its own line, so"
    )
    assert "the first paragraph is used instead" in warning
    (term,) = built.domain.build.glossary.terms
    assert [question.anchor for question in term.questions] == ["question-token-1"]
    shown = built.body("index")
    assert "<em>a</em> word?" in shown
    assert "So." in shown


@pytest.mark.parametrize("part", ["question", "source"])
def test_a_part_without_a_paragraph_for_its_line_shows_its_text(
    project: Project, part: str
) -> None:
    project.write(rst(*TOKEN, f"   .. term-{part}::", "", "      - Some item."))
    built = project.build("html")
    (warning,) = built.warnings
    assert f"only its text is shown. Write '.. term-{part}:: …'. [modelterms.no-name]" in warning
    assert "Some item." in built.body("index")


def test_a_part_with_nothing_at_all_is_left_out(project: Project) -> None:
    project.write(rst(*TOKEN, "   .. term-source::", "", "   .. term-question::"))
    warnings = project.build("dummy").warnings
    assert len(warnings) == 2
    assert all(" on its own line, so it is left out. Write '.. " in told for told in warnings)


def test_a_source_in_the_body_is_reported_and_kept(project: Project) -> None:
    link = "[The *paper*](https://example.org)"
    project.write(fence("```{term-source}", ":url: https://example.com", link, "", "So.", "```"))
    built = project.build("html")
    (warning,) = built.warnings
    assert warning.startswith(
        "index.md:6: WARNING: 'term-source' has no title on its own line, so"
    )
    shown = built.body("index")
    assert "<em>paper</em>" in shown
    assert 'href="https://example.org"' in shown
    assert "example.com" not in shown
    assert "So." in shown


@pytest.mark.parametrize(
    "page",
    [
        rst(".. term::", "", "   Token", "      A piece.", "", "   Part", "      Some of it."),
        md("```{term}", "Token", "  A piece.", "", "Part", "  Some of it.", "```"),
    ],
)
def test_entries_of_a_glossary_within_a_term_are_reported(
    project: Project, page: dict[str, str]
) -> None:
    project.write(page)
    (warning,) = project.build("dummy").warnings
    assert (
        "'term' has no name. Write the name on the same line. Each entry of a 'glossary' needs a 'term' directive of its own."
        in warning
    )


@pytest.mark.parametrize(
    "text", ["A piece\nof it.", "- An item\n  that goes on.", ".. note::\n\n   So."]
)
def test_text_without_a_name_is_not_taken_for_entries(project: Project, text: str) -> None:
    project.write(rst(".. term::", "", *(f"   {line}" for line in text.split("\n"))))
    (warning,) = project.build("dummy").warnings
    assert "Write the name on the same line. [modelterms" in warning


def test_an_address_may_have_angle_brackets_around_it() -> None:
    assert address_in(" <https://example.org/a> ") == "https://example.org/a"
    for text, what in [
        ("<https://a.org/<b>>", "contains <"),
        ("https://a.org/ b", "contains a space"),
        ("<javascript:alert(1)>", "isn't a complete http"),
        (
            "https://a.org/\N{NO-BREAK SPACE}b",
            "contains a control character or an unusual space",
        ),
    ]:
        with pytest.raises(ValueError, match=re.escape(what)):
            address_in(text)
