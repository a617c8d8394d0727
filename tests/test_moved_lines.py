"""Messages and the report name today's lines of data files, also where no page is read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

YAML = """
- name: First
  definition: Nothing of note.
- name: Second
  related: Nowhere
  definition: |
    A thing.
    See :term:`nothing` for it.
  explanation: |
    One.

    Not a blob but :term:`gone`. It has an XQZ.
  examples:
    - See :any:`lost`.
  questions:
    - question: Why?
      answer: As :doc:`missing` says.
"""
JSON = """{"terms": [
 {"name": "First", "definition": "Nothing of note."},
 {"name": "Second",
  "related": ["Nowhere"],
  "definition": "A thing. See :term:`nothing` for it.",
  "explanation": "Not a blob but :term:`gone`. It has an XQZ."
 }
]}
"""
CSV = """name,related,definition
First,,Nothing of note.
Second,Nowhere,A thing. See :term:`nothing`. Not a blob. It has an XQZ.
"""
FILES = {"t.yml": YAML.lstrip(), "t.json": JSON, "t.csv": CSV}
EDITS = {
    "t.yml": {
        "lines before": lambda text: f"# One.\n\n# Two.\n{text}",
        "longer record before": lambda text: text.replace("note.", "note,\n    as\n    said."),
        "blank lines within": lambda text: text.replace("  explanation", "\n\n  explanation"),
        "other order": lambda text: text.replace("  related: Nowhere\n", "").replace(
            "  questions:", "  related: Nowhere\n  questions:"
        ),
        "record removed before": lambda text: text[text.index("- name: Second") :],
    },
    "t.json": {"lines before": lambda text: text.replace("{", "{\n\n", 1)},
    "t.csv": {
        "record before": lambda text: text.replace("First", 'Zero,,"Two\nlines."\nFirst'),
    },
}
OTHER = "B\n=\n\n.. term:: Other\n   :avoid: blob\n\n   A text.\n"
CASES = [(name, edit) for name, edits in EDITS.items() for edit in edits]


def site(project: Project, name: str) -> None:
    project.write({name: FILES[name]})
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   a\n   b\n",
            "a": "A\n=\n\n.. term:: Second\n",
            "b": OTHER,
        }
    )
    project.conf |= {
        "modelterms_data": [name],
        "nitpicky": True,
        "modelterms_autolink": "page",
        "modelterms_report": "report.json",
    }


def said(built: Built) -> list[str]:
    """Return the messages that name a line of the data file."""
    return sorted(line for line in built.warnings if line.startswith("t."))


@pytest.mark.parametrize(("name", "edit"), CASES)
def test_messages_and_the_report_name_the_lines_of_today(
    project: Project, name: str, edit: str
) -> None:
    site(project, name)
    before = said(project.build())
    assert any("unknown" in line for line in before)
    assert any("'blob' is a word to avoid" in line for line in before)
    project.write({name: EDITS[name][edit](FILES[name])})
    # A page that links the term anew has it written again, though it is not read again.
    project.write({"b": f"{OTHER}\n   See :term:`Second`.\n"})
    built = project.build()
    assert "a" not in built.read
    assert "a" in built.resolved
    clean = project.build(builddir=project.builddir.with_name("clean"))
    assert said(built) == said(clean)
    assert said(built) != before or edit == "other order"
    reports = [json.loads(some.text("report.json")) for some in (built, clean)]
    assert reports[0] == reports[1]
    assert any(entry["file"] == name for entry in reports[0]["avoided"])


@pytest.mark.parametrize("builder", ["latex", "singlehtml", "gettext"])
def test_builders_of_one_tree_name_the_lines_of_today(project: Project, builder: str) -> None:
    site(project, "t.yml")
    project.build(builder)
    project.write({"t.yml": f"# One.\n\n{FILES['t.yml']}"})
    built = project.build(builder)
    assert "a" not in built.read or builder == "gettext"
    clean = project.build(builder, builddir=project.builddir.with_name("clean"))
    # Sphinx checks relations only after it has read something.
    assert said(built)
    assert set(said(built)) <= set(said(clean))


def test_moved_lines_rewrite_markdown_pages_too(project: Project) -> None:
    site(project, "t.yml")
    text = FILES["t.yml"].replace(":term:", "{term}").replace("\n\n", "\n")
    project.write({"t.yml": text, "a.md": "# A\n\n```{term} Second\n```\n"})
    (project.source / "a.rst").unlink()
    project.write({"index.md": "# Home\n\n```{toctree}\na\nb\n```\n"})
    (project.source / "index.rst").unlink()
    project.build()
    project.write({"t.yml": f"# One.\n\n{text}", "b": "B\n=\n\n:term:`Second`\n"})
    built = project.build()
    assert "a" not in built.read
    assert "a" in built.resolved
    clean = project.build(builddir=project.builddir.with_name("clean"))
    assert said(built) == said(clean)
    assert any("nothing" in line for line in said(built))
