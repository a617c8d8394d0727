"""``modelterms_word_forms``: inflected words of other languages, in whole projects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.unit.test_stems import FORMS
from tests.word_forms import check_links, check_references, found_in, plain, terms

if TYPE_CHECKING:
    from tests.conftest import Project

QUIET = {"suppress_warnings": ["modelterms.translation"]}


@pytest.mark.parametrize("make", [terms, plain])
def test_inflected_words_become_links(project: Project, make: type) -> None:
    texts = {f"Das {form} da.": [form] for forms in FORMS["de"].values() for form in forms}
    conf = {"language": "de", "modelterms_word_forms": True}
    check_links(project, make(FORMS["de"]), texts, **conf | QUIET)


def test_references_find_inflected_words(project: Project) -> None:
    from sphinx_modelterms.glossary.text.names import anchor

    wanted = {form: anchor(name) for name, forms in FORMS["es"].items() for form in forms}
    check_references(project, terms(FORMS["es"]), wanted, modelterms_word_forms=["es"])


def test_without_the_setting_they_are_not_found(project: Project) -> None:
    texts = {"unos modelados, redes neuronales": [], "языковой модели": []}
    check_links(project, terms(["Red neuronal", "Языковая модель"]), texts)


def test_the_report_tells_stems_that_names_share(project: Project) -> None:
    names = ["Neues Modell", "Neue Modelle", "Klasse"]
    built, found = found_in(
        project,
        plain(names),
        ["Die neuen Modellen und Klassen."],
        modelterms_word_forms=["de"],
        modelterms_report="report.json",
    )
    assert found["rst"] == [["Klassen"]]
    report = json.loads((built.outdir / "report.json").read_text(encoding="utf-8"))
    (shared,) = (
        name
        for page in report["pages"]
        for name in page["names"]
        if page["page"] == "rst" and name["rule"] == "ambiguous"
    )
    assert shared["text"] == "neuen Modellen"
    assert sorted(shared["terms"]) == ["Neue Modelle", "Neues Modell"]


def test_a_change_of_the_setting_rewrites_the_pages_that_change(project: Project) -> None:
    pages = {
        "index": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   terms\n   a\n   b\n   c\n",
        "terms": terms(["Klasse", "Netz"]),
        "a": "A\n=\n\nViele Klassen hier.\n",
        "b": "B\n=\n\nNichts davon.\n",
        "c": "C\n=\n\n:term:`Netzen`\n",
    }
    project.write(pages)
    project.build(modelterms_autolink="all")
    for value, count in ((["de"], 1), ([], 0), (["de", "es"], 1), (["es"], 0)):
        built = project.build(modelterms_autolink="all", modelterms_word_forms=value)
        assert built.body("a").count("mt-auto") == count
        assert built.body("c").count('class="mt-ref') == count
        assert "b" not in built.resolved
        clean = project.build(
            modelterms_autolink="all",
            modelterms_word_forms=value,
            builddir=project.builddir.with_name("clean"),
            force_all=True,
        )
        for docname in pages:
            assert built.body(docname) == clean.body(docname)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["xx"], "'xx' isn't one of"),
        ("de", "must be a list, True or False"),
        (["de", "klingon"], "'klingon' isn't one of"),
    ],
)
def test_wrong_languages_are_told(project: Project, value: object, message: str) -> None:
    project.write({"index": "Home\n====\n"})
    (warning,) = project.build(modelterms_word_forms=value).warnings
    assert "modelterms_word_forms" in warning
    assert message in warning
