"""Versions of terms: the options ``since`` and ``changed``, on cards, in lists and in files."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.formats.changes import compare_vocabularies
from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary
from sphinx_modelterms.glossary.datafiles.reader import read_file

if TYPE_CHECKING:
    from tests.conftest import Project

PAGE = """
    Terms
    =====

    .. term:: Token
       :since: 1.2
       :changed: 2.0: Also for <b>images</b>, and sounds
          2.1

       A piece of text.

    .. term:: Model
       :since: 2.0

       A thing.

    .. term:: Unit

       A whole.
    """


def listed(project: Project, options: str) -> list[str]:
    """The names in a list with *options*."""
    text = dedent(PAGE) + f"\n.. term-list::\n   :display: names\n   {options}\n"
    project.write({"index": text})
    text = project.build("text").text("index.txt")
    return [line[2:] for line in text.splitlines() if line.startswith("* ")]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (":since: 2.0", ["Model"]),
        (":since: 1.2, 2.0", ["Model", "Token"]),
        (":changed: 2.1", ["Token"]),
        (":changed: 2", []),
        (":changed: 2.0\n   :since: 2.0", []),
    ],
)
def test_lists_select_terms_by_version(project: Project, options: str, names: list[str]) -> None:
    assert listed(project, options) == names


@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "texinfo", "xml", "epub"])
def test_the_card_says_the_versions_as_sphinx_does(project: Project, builder: str) -> None:
    project.conf |= {"version": "1", "copyright": "us"}
    project.write({"index": PAGE})
    built = project.build(builder)
    assert built.warnings == []
    suffixes = {"html": "html", "epub": "xhtml", "text": "txt", "latex": "tex", "man": "1"}
    files = built.outdir.rglob(f"*.{suffixes.get(builder, builder.replace('texinfo', 'texi'))}")
    text = " ".join("".join(path.read_text(encoding="utf-8") for path in files).split())
    assert "Added in version 1.2." in text
    assert "Changed in version 2.0:" in text
    assert "Changed in version 2.1." in text
    escaped = {"html": "&lt;b&gt;", "epub": "&lt;b&gt;", "xml": "&lt;b&gt;"}
    marked = {"latex": r"\textless{}b\textgreater{}", **escaped}.get(builder, "<b>")
    assert f"{marked}images" in text


def test_themes_style_them_as_sphinx_s_own(project: Project) -> None:
    project.write({"index": PAGE})
    body = project.build().body("index")
    assert '<div class="versionadded">\n<p><span class="versionmodified added">Added' in body


def test_a_change_without_a_version_is_reported(project: Project) -> None:
    text = ".. term:: Token\n   :since: 1\n   :changed: also for images\n\n   A piece.\n"
    project.write({"index": f"T\n=\n\n{text}"})
    built = project.build()
    (warning,) = built.warnings
    assert (
        "index.rst:6: WARNING: changed: 'also for images' doesn't begin with a version" in warning
    )
    assert warning.endswith("The option is ignored. [modelterms.bad-value]")
    assert built.domain.build.glossary.terms[0].since == "1"


FORMS = {
    "table": 'changed:\n  2.0: Also for images\n  "2.1":',
    "list of pairs": "changed:\n- 2.0: Also for images\n- 2.1",
    "list of texts": 'changed: ["2.0: Also for images", "2.1"]',
    "lines": "changed: |\n  2.0: Also for images\n  2.1",
}


@pytest.mark.parametrize("form", FORMS)
def test_data_files_have_changes_in_each_form(form: str) -> None:
    read = read_file("t.yml", f"name: Token\nsince: 1.2\n{FORMS[form]}\n".encode())
    (term,) = read.content.terms
    assert read.problems == ()
    assert term.options == {"since": "1.2", "changed": ("2.0: Also for images", "2.1")}


def test_a_wrong_change_in_a_data_file_does_not_cost_the_others() -> None:
    read = read_file("t.yml", b"name: Token\nchanged:\n- 2.0: Wider\n- only some text\n- [[x]]\n")
    (term,) = read.content.terms
    assert term.options["changed"] == ("2.0: Wider", "x")
    ((line, message),) = read.problems
    assert line == 4
    assert "'only some text' doesn't begin with a version and a colon" in message


def test_csv_files_have_a_change_on_each_line_of_a_cell() -> None:
    read = read_file("t.csv", b'name,definition,changed\nToken,A.,"2.0: Wider, too\n2.1"\n')
    assert read.problems == ()
    assert read.content.terms[0].options["changed"] == ("2.0: Wider, too", "2.1")


def test_programs_get_the_versions(project: Project) -> None:
    project.write({"index": PAGE})
    built = project.build()
    content = (built.outdir / "modelterms.json").read_bytes()
    token = next(term for term in json.loads(content)["terms"] if term["name"] == "Token")
    assert token["since"] == "1.2"
    assert token["changed"] == [
        {"version": "2.0", "text": "Also for <b>images</b>, and sounds"},
        {"version": "2.1"},
    ]
    old = content.replace(b'"since": "1.2"', b'"since": "1.1"')
    changes = compare_vocabularies(read_vocabulary(old), read_vocabulary(content))
    ((field, removed, added),) = changes.changed[0].fields
    assert (field, removed, added) == ("new in version", ("1.1",), ("1.2",))


def test_a_list_on_another_page_is_rewritten(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n   list\n   other\n",
            "terms": PAGE,
            "list": "L\n=\n\n.. term-list::\n   :changed: 2.1\n   :display: names\n",
            "other": "O\n=\n\n.. term-list::\n   :since: 2.0\n   :display: names\n",
        }
    )
    assert "Token" in project.build().body("list")
    project.write({"terms": PAGE.replace("          2.1\n", "")})
    built = project.build()
    assert "Token" not in built.body("list")
    assert built.read == ["terms"]
    assert "list" in built.resolved
    assert "other" not in built.resolved
