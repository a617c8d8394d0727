"""Word forms of references: plurals, hyphens, possessives; other projects' words stay theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

TERMS = """
    .. term:: Large Language Model
       :abbr: LLM

       A model.

    .. term:: Analysis

       A look.

    .. term:: Data Set
       :forms: corpora

       Some data.

    .. term:: Fine-tuning

       More training.

    .. term:: Mixture of Experts

       A network.

    .. term:: Index

       A table.

    .. term:: Straße

       A street.

    .. term:: API

       An interface.
"""


@pytest.mark.parametrize(
    ("written", "anchor"),
    [
        ("large language models", "term-large-language-model"),
        ("LLMs", "term-large-language-model"),
        ("LLM's", "term-large-language-model"),
        ("LLM’s", "term-large-language-model"),
        ("analyses", "term-analysis"),
        ("data sets", "term-data-set"),
        ("data-sets", "term-data-set"),
        ("data\u00a0set", "term-data-set"),
        ("corpora", "term-data-set"),
        ("fine tuning", "term-fine-tuning"),
        ("fine\u2011tuning", "term-fine-tuning"),
        ("mixtures of experts", "term-mixture-of-experts"),
        ("indices", "term-index"),
        ("indexes", "term-index"),
        ("STRASSE", "term-stra-e-"),
        ("APIs", "term-api"),
        ("ＡＰＩ", "term-api"),
    ],
)
@pytest.mark.parametrize("markdown", [False, True])
def test_forms_are_found(project: Project, written: str, anchor: str, markdown: bool) -> None:
    page = f"# P\n\n{{term}}`{written}`\n" if markdown else f"P\n=\n\n:term:`{written}`\n"
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   terms\n   page\n",
            "terms": f"    Terms\n    =====\n{TERMS}",
            "page.md" if markdown else "page": page,
        }
    )
    built = project.build(nitpicky=True)
    assert built.warnings == []
    assert f'href="terms.html#{anchor}' in built.body("page")
    if anchor.endswith("-"):
        return
    card = built.body("terms").split(f'id="{anchor}"')[1].split("</section>")[0]
    assert re.search('Used in.*page.html">P<', card, re.DOTALL)


def test_an_unknown_form_warns_once(project: Project) -> None:
    project.write({"index": f"    Home\n    ====\n\n    :term:`analyser`\n{TERMS}"})
    (warning,) = project.build().warnings
    assert "term not in glossary: 'analyser'" in warning


def test_a_shared_alias_warns_and_names_both(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                :term:`RA` and :term-def:`RAs`

                .. term:: Retrieval Augmentation
                   :abbr: RA

                   One.

                .. term:: Research Assistant
                   :aliases: RA

                   Two.
                """
        }
    )
    built = project.build(suppress_warnings=["modelterms.duplicate-alias"])
    assert len(built.warnings) == 2
    for warning in built.warnings:
        assert warning.startswith("index.rst:4: WARNING: ")
        assert "can mean 'Retrieval Augmentation' or 'Research Assistant'" in warning
        assert warning.endswith("[modelterms.ambiguous]")
    assert 'href="#term-retrieval-augmentation"' in built.body("index")


def test_words_of_other_projects_stay_theirs(project: Project, tmp_path: Path) -> None:
    from sphinx.util.inventory import InventoryFile  # noqa: F401  (the format is Sphinx's own)

    other = type(project)(tmp_path / "other")
    other.conf = {"extensions": [], "html_theme": "basic"}
    other.write({"index": "Other\n=====\n\n.. glossary::\n\n   models\n      Theirs.\n"})
    inventory = other.build().outdir / "objects.inv"
    project.conf["extensions"] = ["sphinx_modelterms", "sphinx.ext.intersphinx"]
    project.write(
        {
            "index": """
                Home
                ====

                :term:`models` and :term:`model`

                .. term:: Model

                   Ours.
                """
        }
    )
    mapping = {"other": ("https://example.org", str(inventory))}
    built = project.build(intersphinx_mapping=mapping)
    assert built.warnings == []
    html = built.body("index")
    assert 'href="https://example.org/index.html#term-models"' in html
    assert html.count('href="#term-model"') == 2  # one of them is the permalink


def test_entries_of_plain_glossaries_have_forms_too(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n:term:`token counts`\n\n.. glossary::\n\n   Token Count\n      Def.\n"
        }
    )
    built = project.build()
    assert built.warnings == []
    assert 'href="#term-Token-Count"' in built.body("index")


def test_a_new_term_takes_over_a_form(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   a\n   b\n",
            "a": "A\n=\n\n:term:`models`\n",
            "b": "B\n=\n\n.. term:: Model\n\n   Def.\n",
        }
    )
    assert 'href="b.html#term-model"' in project.build().body("a")
    project.write({"b": "B\n=\n\n.. term:: Model\n\n   Def.\n\n.. term:: Models\n\n   All.\n"})
    built = project.build()
    assert 'href="b.html#term-models"' in built.body("a")
    assert "a" in built.resolved
