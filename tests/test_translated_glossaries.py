"""Glossaries of Sphinx's own in another language: both names of an entry lead to it."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest

from tests.test_translated_site import has_strict_targets, translate

if TYPE_CHECKING:
    from tests.conftest import Built, Project

SITE = {
    "index": """
        Home
        ====

        .. toctree::

           words
           page

        A :term:`library`, :term:`Module`, :term:`modules`, and :any:`namespace`.

        Say :term:`lib` and :term:`package`.
        """,
    "words": """
        Words
        =====

        .. glossary::

           library
           lib
              A *library* of things.

           module
              Part of a :term:`library`.

           package
           bundle : b
              Many a :term:`module`.

           namespace
              A set of names.
        """,
    "page": """
        Page
        ====

        .. term:: Card
           :related: library, module, bundle
           :requires: package
           :status: deprecated
           :replaced-by: Namespace

           A card.

        .. term-list:: lib, module
           :display: definitions
        """,
}
SPANISH = {
    "index": {
        "Say :term:`lib` and :term:`package`.": "Di :term:`biblioteca` y :term:`paquete`.",
    },
    "words": {
        "library": "biblioteca",
        "lib": "biblio",
        "module": "módulo",
        "package": "paquete",
        "bundle : b": "fardo",
        "namespace": "espacio de nombres",
        "A *library* of things.": "Una *biblioteca* de cosas.",
        "A set of names.": "Un conjunto de nombres.",
    },
}


@pytest.fixture
def site(project: Project) -> Project:
    project.write(SITE)
    translate(project, "es", SPANISH)
    project.conf |= {"nitpicky": True, "gettext_compact": False, "language": "es"}
    return project


def spanish(site: Project, builder: str = "html", parallel: int = 0) -> Built:
    built = site.build(builder, parallel=parallel)
    assert built.warnings == []
    return built


def cards(body: str) -> dict[str, str]:
    """The hover cards of a page: name and text by id."""
    tips = re.findall(
        r'<div class="mt-tip" id="mt-tip-([^"]+)".*?><b>(.*?)</b>(?:<span[^>]*>)? *(.*?)(?:</span>)?</div>',
        body,
    )
    return {anchor: f"{name}: {text}" for anchor, name, text in tips}


@pytest.mark.parametrize("parallel", [0, 2])
def test_links_by_the_original_name_have_hover_cards(site: Project, parallel: int) -> None:
    body = spanish(site, parallel=parallel).body("index")
    assert cards(body) == {
        "library": "biblioteca: Una <em>biblioteca</em> de cosas.",
        "module": "módulo: Part of a library.",
        "namespace": "espacio de nombres: Un conjunto de nombres.",
        "package": "paquete: Many a module.",
    }
    assert len(re.findall('<a class="mt-ref ', body)) == 6


def test_another_name_of_the_same_entry_is_the_same_reference(site: Project) -> None:
    texts = {
        "Say :term:`lib` and :term:`package`.": "Di :term:`paquete` y :term:`biblioteca`.",
        "A :term:`library`, :term:`Module`, :term:`modules`, and :any:`namespace`.": (
            "Una :term:`biblio`, :term:`Módulo`, :term:`module`, y :any:`namespace`."
        ),
    }
    translate(site, "es", {"index": texts})
    spanish(site)


def test_another_entry_is_another_reference(site: Project) -> None:
    wrong = {"Say :term:`lib` and :term:`package`.": "Di :term:`módulo` y :term:`paquete`."}
    translate(site, "es", {"index": wrong})
    warnings = site.build().warnings
    assert len(warnings) == (1 if has_strict_targets() else 0)
    assert all("i18n.inconsistent_references" in w and "index.rst:" in w for w in warnings)


def test_options_name_entries_as_written(site: Project) -> None:
    card = spanish(site).body("page")
    assert ">biblioteca</a></dt>" in card
    assert ">módulo</a></dt>" in card
    assert ">fardo</a></dt>" in card
    assert re.search(r"mt-prerequisites.*?>paquete</a>", card, re.DOTALL)
    assert re.search(r"mt-status.*?>espacio de nombres</a>", card, re.DOTALL)


def test_lists_name_entries_as_written(site: Project) -> None:
    listed = spanish(site).body("page").split('id="term-list-1"')[1]
    assert re.findall(r'<dt class="mt-item.*?">([^<]+)</a>', listed) == ["biblioteca", "módulo"]
    assert '<span class="mt-name">(biblio)</span>' in listed


def test_translated_names_still_lead_to_entries(site: Project) -> None:
    site.write({"page": SITE["page"].replace("library, module, bundle", "biblio, módulo")})
    card = spanish(site).body("page")
    assert ">biblio</a></dt>" in card
    assert ">módulo</a></dt>" in card


def test_an_entry_whose_name_is_the_translation_of_another_keeps_it(site: Project) -> None:
    site.write({"words": SITE["words"] + "\n           biblio\n              Of books.\n"})
    translate(site, "es", {"words": SPANISH["words"] | {"biblio": "libros", "lib": "lib"}})
    built = spanish(site)
    glossary = built.domain.build.glossary
    assert glossary.find("libros") == glossary.find("biblio") != glossary.find("lib")


def test_no_mark_is_left_in_the_tree(site: Project) -> None:
    assert "modelterms_source_name" not in spanish(site).doctree("words").pformat()


def test_an_edited_catalogue_changes_the_hover_cards_of_other_pages(site: Project) -> None:
    spanish(site)
    words = SPANISH["words"] | {"module": "pieza", "namespace": "namespace"}
    translate(site, "es", {"words": words})
    gettext._translations.clear()  # type: ignore[attr-defined]  # as in a new process
    edited = spanish(site)
    assert cards(edited.body("index"))["module"] == "pieza: Part of a library."
    bodies = {name: edited.body(name) for name in SITE}
    clean = site.build(builddir=site.builddir.with_name("clean"))
    assert bodies == {name: clean.body(name) for name in SITE}


def test_inventory_and_links_are_those_of_plain_sphinx(site: Project) -> None:
    site.write({"page": "Page\n====\n"})
    ours, plain = (
        site.build(extensions=extensions, builddir=site.builddir.with_name(f"b{len(extensions)}"))
        for extensions in (["sphinx_modelterms"], [])
    )
    found = [dict(built.app.env.domains.standard_domain.objects) for built in (ours, plain)]
    assert found[0] == found[1]
    hrefs = [
        re.findall('href="(words.html#[^"]+)"', built.body("index")) for built in (ours, plain)
    ]
    assert set(hrefs[1]) <= set(hrefs[0])
