"""The index from A to Z, and the general index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
