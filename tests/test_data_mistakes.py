"""Mistakes of newcomers in data files and settings: each gives one message, or none too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.diagnostics import Subtype
from tests.test_mistakes import YAML, Mistake, data, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project

RECORD = ("- name: Token", "  definition: A piece.")


def in_markdown(*lines: str) -> dict[str, str]:
    """A data file, and a Markdown page that shows its term."""
    return {"terms.yml": "\n".join((*lines, "")), **md("```{term} Token", "```")}


MISTAKES = [
    Mistake(
        "a record without the setting",
        data("terms.yml", *RECORD),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "the term 'Token' has no definition",
        "if a data file has it, name the file in modelterms_data",
    ),
    Mistake(
        "a record without the setting, in Markdown",
        in_markdown(*RECORD),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "the term 'Token' has no definition: write it within the fence",
        "if a data file has it, name the file in modelterms_data",
    ),
    Mistake(
        "a pattern without files",
        data("terms.yml", *RECORD),
        Subtype.DATA_PATH,
        "",
        "no file matches 'other.yml'",
        "correct the pattern, or add the file",
        {"modelterms_data": ["other.yml"]},
    ),
    Mistake(
        "a directive for an example in a text",
        data("terms.yml", *RECORD, "  explanation: |", "    .. term-example::", "", "       A."),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "the directive 'term-example' is not for data files",
        "write it in the field 'examples' of the term",
        YAML,
    ),
    Mistake(
        "a directive of the domain in a text",
        in_markdown(*RECORD, "  explanation: |", "    ```{modelterms:source} A book", "    ```"),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "the directive 'modelterms:source' is not for data files",
        "write it in the field 'sources' of the term",
        YAML,
    ),
    Mistake(
        "HTML within a line",
        in_markdown("- name: Token", "  definition: A <b>piece</b> of <i>text</i>."),
        Subtype.UNSAFE_TEXT,
        "terms.yml:2",
        "HTML is shown as it is written",
        "write markup instead of '<b>'",
        YAML,
    ),
    Mistake(
        "a block of HTML",
        in_markdown(*RECORD, "  explanation: |", "    <div>", "    Text.", "    </div>"),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "HTML is shown as it is written",
        "write markup instead of '<div>'",
        YAML,
    ),
    Mistake(
        "a definition that is a list",
        data("terms.yml", "- name: Token", "  definition: |", "    - one", "    - two"),
        Subtype.EMPTY_DEFINITION,
        "terms.yml:3",
        "its 'definition' begins with a list",
        "begin it with a paragraph",
        YAML,
    ),
    Mistake(
        "a definition that is an image",
        data("terms.yml", "- name: Token", "  definition: '.. image:: a.png'") | {"a.png": ""},
        Subtype.EMPTY_DEFINITION,
        "terms.yml:2",
        "its 'definition' begins with an image",
        "begin it with a paragraph",
        YAML,
    ),
    Mistake(
        "texts in another markup than the page, without 'markup'",
        {"terms.yml": "\n".join(RECORD), "other.md": "# Other\n\n```{term} Token\n```\n"}
        | rst(".. toctree::", "", "   other"),
        Subtype.OTHER_MARKUP,
        "terms.yml:1",
        "is reStructuredText, but the page 'other', line 3, is Markdown",
        "write 'markup: md' in the file if that is what its texts are",
        YAML,
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_one_message_with_place_cause_and_cure(project: Project, mistake: Mistake) -> None:
    project.write(mistake.files)
    (warning,) = project.build("dummy", **mistake.conf).warnings
    assert warning.startswith(f"{mistake.where}: WARNING: ".removeprefix(": "))
    assert f"[modelterms.{mistake.subtype.value}]" in warning
    assert mistake.cause in warning
    assert mistake.cure in warning
