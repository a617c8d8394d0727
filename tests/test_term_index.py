"""The index from A to Z, and the general index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

TERMS = """
    Terms
    =====

    .. term:: beta
       :abbr: B2
       :aliases: other; name, Élan vital

       The *second*.

    .. term:: Alpha

       The first.

    .. term:: 3D Model

       With depth.

    See :ref:`modelterms-index`.
    """


def test_names_stand_under_their_letters_with_definitions(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build(
        suppress_warnings=["modelterms.odd-name"],
    )
    assert built.warnings == []
    content, collapse = built.domain.indices[0](built.domain).generate()
    assert collapse is False
    assert [(letter, [e.name for e in entries]) for letter, entries in content] == [
        ("#", ["3D Model"]),
        ("A", ["Alpha"]),
        ("B", ["B2", "beta"]),
        ("E", ["Élan vital"]),
        ("O", ["other; name"]),
    ]
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", built.text("modelterms-index.html")))
    assert "beta The second." in page
    assert "B2 (see beta)" in page
    assert '<a class="reference internal" href="modelterms-index.html">' in built.body("index")


def test_without_terms_there_is_no_index(project: Project) -> None:
    project.write({"index": "Home\n====\n"})
    assert not (project.build().outdir / "modelterms-index.html").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_a_page_with_the_name_of_the_index_is_not_replaced(project: Project, builder: str) -> None:
    mine = ":orphan:\n\nMine\n====\n\nMy own index."
    project.write({"index": TERMS.replace(":ref:", ""), "modelterms-index": mine})
    built = project.build(
        builder, suppress_warnings=["modelterms.odd-name"], copyright="me", version="1"
    )
    (warning,) = built.warnings
    assert "modelterms-index.rst: WARNING: the page 'modelterms-index' stands where" in warning
    name = "modelterms-index/index.html" if builder == "dirhtml" else "modelterms-index"
    (path,) = (path for path in built.outdir.rglob("*html") if name in str(path))
    assert "My own index." in path.read_text(encoding="utf-8")
    if builder == "epub":
        return
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "Terms from A to Z" in tex


def test_a_page_may_have_the_name_of_the_index_where_there_is_none(project: Project) -> None:
    project.write({"index": "Home\n====\n", "modelterms-index": ":orphan:\n\nMine\n====\n"})
    assert project.build().warnings == []
    project.write({"index": TERMS.replace(":ref:", "")})
    quiet = ["modelterms.odd-name"]
    assert project.build(html_domain_indices=False, suppress_warnings=quiet).warnings == []


def test_every_name_stands_in_the_general_index(project: Project) -> None:
    project.write({"index": TERMS})
    page = project.build().text("genindex.html")
    for name in ("beta", "B2", "Élan vital", "other, name", "Alpha", "3D Model"):
        assert f">{name}</a>" in page.replace("<strong>", "").replace("</strong>", ""), name


def test_the_pdf_has_both_indices(project: Project) -> None:
    project.write({"index": TERMS})
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\index{beta@" in tex
    assert "Terms from A to Z" in tex
