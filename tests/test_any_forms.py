"""``:any:`` and Markdown links find terms by word forms, where nothing else has that name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Window
       :aliases: fine-tuning

       An opening.

    .. term:: Large Language Model
       :abbr: LLM
       :forms: Sprachmodelle

       A model.

    .. term:: Pole A
       :forms: pole, poles

       One end.

    .. term:: Pole B
       :forms: pole, poles

       The other end.

    .. glossary::

       door
          A hole in the wall.
    """
HOME = "Home\n====\n\n.. toctree::\n\n   terms\n   page\n"
FORMS = {
    "windows": "term-window",
    "Windows": "term-window",
    "LLMs": "term-large-language-model",
    "LLM's": "term-large-language-model",
    "Large-Language-Models": "term-large-language-model",
    "Sprachmodelle": "term-large-language-model",
    "fine tuning": "term-window",
    "doors": "term-door",
}
WRITTEN = {
    "rst": ":any:`{}` and :any:`it <{}>`.",
    "md": "[it](<#{}>) and [](<#{}>).",
    "md-project": "[it](<project:#{}>) and {{any}}`{}`.",
}


def build(project: Project, page: str, name: str = "page", **conf: object) -> Built:
    project.write({"index": HOME, "terms": TERMS, name: page})
    return project.build(**conf)


@pytest.mark.parametrize("markup", WRITTEN)
def test_forms_are_found(project: Project, markup: str) -> None:
    name, title = ("page", "Page\n====") if markup == "rst" else ("page.md", "# Page")
    lines = (WRITTEN[markup].format(form, form) for form in FORMS)
    built = build(project, "\n\n".join((title, *lines)), name)
    assert built.warnings == []
    body = built.body("page")
    found = re.findall(r'<a class="mt-ref[^"]*" href="terms.html#([^"]+)"', body)
    assert found == [anchor for anchor in FORMS.values() for _ in range(2)]
    assert body.count('role="tooltip"') == 3
    assert built.body("terms").count("mt-used-in") == 2


def test_a_link_without_a_sign_finds_them_in_markdown(project: Project) -> None:
    built = build(project, "# Page\n\n[x](windows) and <project:#windows>.\n", "page.md")
    assert built.warnings == []
    assert built.body("page").count('href="terms.html#term-window"') == 2


TAKEN = {
    "label": "Page\n====\n\n.. _windows:\n\nPanes\n-----\n\n:any:`windows`\n",
    "page": "Page\n====\n\n:any:`windows`\n",
    "python": "Page\n====\n\n.. py:function:: windows()\n\n:any:`windows`\n",
    "option": "Page\n====\n\n.. option:: windows\n\n:any:`windows`\n",
    "glossary": "Page\n====\n\n.. glossary::\n\n   windows\n      Panes.\n\n:any:`windows`\n",
}


@pytest.mark.parametrize("kind", TAKEN)
def test_any_prefers_an_exact_name_to_a_plural(project: Project, kind: str) -> None:
    if kind == "page":
        project.write({"windows": ":orphan:\n\nPanes\n=====\n"})
    built = build(project, TAKEN[kind])
    assert built.warnings == []
    assert 'term-window"' not in built.body("page")
    assert "mt-used-in" not in built.body("terms")


def test_words_of_other_projects_stay_theirs(
    project: Project, new_project: Callable[[str], Project]
) -> None:
    other = new_project("other")
    other.write({"index": "Other\n=====\n\n.. py:function:: windows()\n"})
    project.conf["extensions"] = [*project.conf["extensions"], "sphinx.ext.intersphinx"]
    place = ("https://example.org/", str(other.build().outdir / "objects.inv"))
    built = build(project, "Page\n====\n\n:any:`windows`\n", intersphinx_mapping={"other": place})
    assert built.warnings == []
    assert "https://example.org/" in built.body("page")
    assert "mt-used-in" not in built.body("terms")


@pytest.mark.parametrize("name", ["pole", "poles"])
def test_a_plural_with_several_meanings_warns(project: Project, name: str) -> None:
    (warning,) = build(project, f"Page\n====\n\n:any:`{name}`\n").warnings
    assert f"{name!r} can mean 'Pole A' or 'Pole B'" in warning


def test_an_unknown_any_reference_still_warns(project: Project) -> None:
    (warning,) = build(project, "Page\n====\n\n:any:`chimneys`\n").warnings
    assert "chimneys" in warning


@pytest.mark.parametrize("page", [":any:`windows`", ":any:`it <windows>`"])
def test_a_label_that_comes_and_goes_rewrites_the_page(project: Project, page: str) -> None:
    build(project, f"Page\n====\n\n{page}\n")
    for terms, is_term in (
        (f"{TERMS}\n    .. _windows:\n\n    Panes\n    -----\n", False),
        (TERMS, True),
        (TERMS.replace(":: Window", ":: Panel"), False),
        (TERMS, True),
    ):
        project.write({"terms": terms})
        built = project.build()
        clean = project.build(builddir=project.builddir.with_name("clean"), force_all=True)
        for docname in ("page", "terms"):
            assert built.body(docname) == clean.body(docname)
        assert ('term-window"' in built.body("page")) == is_term


OTHERS = {
    "label": "Others\n======\n\n.. _hatch:\n\nPanes\n-----\n",
    "function": "Others\n======\n\n.. py:function:: hatch()\n",
    "page": "Others\n======\n",
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("markup", ["rst", "md"])
def test_a_thing_with_the_name_of_an_entry_comes_and_goes(
    project: Project, markup: str, kind: str
) -> None:
    glossary = "G\n=\n\n.. glossary::\n\n   Hatch\n      A door.\n\nBy :any:`hatch`.\n"
    home = "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    page = "# Page\n\n[x](#hatch)\n" if markup == "md" else "Page\n====\n\n:any:`x <hatch>`\n"
    project.write({"index": home, "gloss": glossary, f"page.{markup}": page})
    other = project.source / ("hatch.rst" if kind == "page" else "others.rst")
    for is_there in (False, True, False, True):
        other.unlink(missing_ok=True)
        if is_there:
            project.write({other.name: OTHERS[kind]})
        built = project.build()
        clean = project.build(builddir=project.builddir.with_name("clean"), force_all=True)
        assert clean.warnings == []
        for docname in ("page", "gloss"):
            assert built.body(docname) == clean.body(docname)
            assert ('class="mt-ref' not in built.body(docname)) == is_there


@pytest.mark.parametrize("builder", ["latex", "singlehtml", "text"])
def test_other_builders_find_them(project: Project, builder: str) -> None:
    project.write({"index": HOME, "terms": TERMS, "page": "Page\n====\n\n:any:`windows`\n"})
    assert project.build(builder).warnings == []


def test_copies_of_answers_find_them(project: Project) -> None:
    terms = (
        f"{TERMS}\n    .. term:: Wall\n\n       It stands.\n\n       .. term-question:: Why?\n\n"
    )
    project.write({"index": HOME, "terms": f"{terms}          See :any:`doors`.\n"})
    project.write({"page": "Page\n====\n\n.. term-faq:: Wall\n"})
    built = project.build()
    assert built.warnings == []
    assert 'href="terms.html#term-door"' in built.body("page")
