"""Anchors of cards stay, also where another extension gives sections ids of its own."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

RENAMING = '''
from docutils import nodes
from docutils.transforms import Transform


class Rename(Transform):
    """Rename ids as nbsphinx does on the pages of notebooks."""

    default_priority = {priority}

    def apply(self):
        for section in self.document.findall(nodes.section):
            section["ids"] = [section[0].astext().replace(" ", "-")]


def setup(app):
    app.add_transform(Rename)
'''
PAGE = """
    Words
    =====

    .. index:: written

    Part
    ----

    .. term:: Salt Water
       :aliases: brine
       :former-names: Sea water
       :name: my-salt
       :layout: {layout}

       Wet.

       More.

       .. term-question:: Why?

          So.
    """
CASES = [(layout, 200) for layout in ("section", "card", "page")] + [("section", 500)]


def built_with(project: Project, layout: str, priority: int) -> Built:
    project.conf_head = RENAMING.format(priority=priority)
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   words\n\n"
            ":term:`brine`, :ref:`my-salt`, :ref:`x <term-salt-water>`\n",
            "words": PAGE.format(layout=layout),
        }
    )
    built = project.build()
    assert built.warnings == []
    return built


def dead_links(built: Built) -> set[str]:
    """The links to the page of the terms that lead to no id there."""
    ids = set(re.findall(r'id="([^"]*)"', built.text("words.html")))
    pages = ("index.html", "genindex.html", "words.html", "modelterms-index.html")
    links = {
        anchor
        for name in pages
        for page, anchor in re.findall(r'href="([^"#]*)#([^"]+)"', built.text(name))
        if page in {"words.html", ""} and (page or name == "words.html")
    }
    return links - ids


@pytest.mark.parametrize(("layout", "priority"), CASES)
def test_index_entries_labels_and_links_lead_to_the_card(
    project: Project, layout: str, priority: int
) -> None:
    built = built_with(project, layout, priority)
    # After ids have come to sections (260), plain Sphinx loses those of the page's own index entries.
    assert dead_links(built) == ({"index-0"} if priority > 260 else set())
    index = built.text("genindex.html")
    assert {"words.html#term-salt-water"} == set(
        re.findall('href="(words.html#term[^"]*)"', index)
    )
    (term,) = json.loads(built.text("modelterms.json"))["terms"]
    assert term["url"] == "words.html#term-salt-water"
    body = built.body("words")
    for anchor in ("term-salt-water", "term-sea-water", "my-salt"):
        assert body.count(f'id="{anchor}"') == 1 or anchor == "my-salt"


def test_ids_of_other_extensions_stay_too(project: Project) -> None:
    built = built_with(project, "section", 200)
    assert 'id="Salt-Water"' in built.body("words")
    assert "modelterms_own_ids" not in built.doctree("words").pformat()


def test_without_such_an_extension_nothing_changes(project: Project) -> None:
    project.write({"index": PAGE.format(layout="page")})
    body = project.build().body("index")
    for part, anchor in (
        ("card", "term-salt-water"),
        ("explanation", "term-salt-water-explanation"),
    ):
        assert re.search(rf'<section class="[^"]*\bmt-{part}\b[^"]*" id="{anchor}">', body)


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "raw",
            "id": "words",
            "metadata": {"raw_mimetype": "text/restructuredtext"},
            "source": [
                "Words\n=====\n\n.. index:: written\n\n.. term:: Salt Water\n   :aliases: brine\n\n   Wet.\n\n"
                ".. glossary::\n\n   Ice\n      Cold.\n"
            ],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.mark.skipif(importlib.util.find_spec("nbsphinx") is None, reason="nbsphinx is missing")
def test_a_notebook_of_nbsphinx(project: Project) -> None:
    project.conf |= {"nbsphinx_execute": "never"}
    project.conf["extensions"] = ["sphinx_modelterms", "nbsphinx"]
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   words\n\n:term:`brine`\n"})
    (project.source / "words.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    built = project.build()
    assert dead_links(built) == set()
    assert "words.html#term-salt-water" in built.text("genindex.html")
    # Entries that plain Sphinx makes are where it makes them.
    assert "words.html#index-0" in built.text("genindex.html")
    assert "words.html#term-Ice" in built.text("genindex.html")


def test_generated_questions_of_two_terms_have_different_ids(project: Project) -> None:
    """*A* asks about *Level*, and *A related* about its level."""
    terms = """\
        Words
        =====

        .. term:: A
           :related: Level
           :layout: page

           An a.

           .. term-question:: Why?

              So.

        .. term:: A related
           :level: beginner
           :layout: page

           An a.

           .. term-question:: Why?

              So.

        .. term:: Level

           A level.
        """
    project.write({"index": terms})
    built = project.build(modelterms_faq_repeats=True)
    ids = re.findall(r'\bid="(question-.*?)"', built.body("index"))
    assert "question-a-related-level" in ids
    assert "question-a-related-level-2" in ids
    assert sorted(set(ids)) == sorted(ids)
