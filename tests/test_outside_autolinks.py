"""Automatic links to terms of other projects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.other_site import write_copy
from tests.test_outside_terms import TERMS, copy, tips, words  # noqa: F401 -- fixtures

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

PAGES = {
    "index": """
        Home
        ====

        .. toctree::

           text
           cards
           nothing
        """,
    "text": """
        Text
        ====

        Two tokens in one *context window* of Ours. No token again, and a TOKEN.

        .. class:: no-autolink

        The token here.
        """,
    "cards": """
        Cards
        =====

        .. term:: Ours
           :aliases: window

           Our own.
        """,
    "nothing": "Nothing\n=======\n\nNothing of others.\n",
}


@pytest.fixture
def site(project: Project, copy: Path) -> Project:  # noqa: F811
    project.conf = {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms"],
        "html_theme": "basic",
        "show_warning_types": True,
        "intersphinx_mapping": {"o": ("https://o.example/docs/", str(copy / "objects.inv"))},
        "modelterms_other": ["o"],
        "modelterms_autolink": "page",
        "modelterms_autolink_projects": ["o"],
    }
    project.write(PAGES)
    return project


def links(built: Built, page: str = "text") -> list[tuple[str, str]]:
    """Text and address of the automatic links on a page."""
    found = re.findall(
        r'<a class="[^"]*mt-auto[^"]*"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', built.body(page)
    )
    return [(words(text), address) for address, text in found]


def test_names_of_other_projects_are_linked_where_ours_are(site: Project) -> None:
    built = site.build()
    assert not built.warnings
    assert links(built) == [
        ("tokens", "https://o.example/docs/g.html#term-token"),
        ("context window", "https://o.example/docs/g.html#term-context-window"),
        ("Ours", "cards.html#term-ours"),
    ]
    assert tips(built, "text") == [
        "Token Other A piece of text.",
        "Context Window Other What a model sees.",
    ]
    classes = re.findall(r'<a class="([^"]*)"[^>]*o\.example', built.body("text"))
    assert {frozenset(each.split()) for each in classes} == {
        frozenset({"mt-auto", "mt-other", "mt-ref", "reference", "external"})
    }


def test_they_are_opt_in(site: Project) -> None:
    built = site.build(modelterms_autolink_projects=[])
    assert links(built) == [("window", "cards.html#term-ours")]
    built = site.build(modelterms_autolink_projects=["o"])
    assert len(links(built)) == 3


@pytest.mark.parametrize(
    "ours",
    [
        ".. term:: Token\n\n   Our token.\n",
        ".. term:: Item\n   :aliases: token\n\n   Our token.\n",
        ".. term:: Item\n   :forms: tokens\n\n   Our token.\n",
        ".. glossary::\n\n   token\n      Our token.\n",
        ".. term:: Item\n   :avoid: tokens\n\n   Our token.\n",
    ],
)
def test_our_terms_come_first(site: Project, ours: str) -> None:
    site.write({"nothing": f"Nothing\n=======\n\n{ours}"})
    found = dict(links(site.build()))
    assert "o.example" not in found.get("tokens", "")
    assert "context window" in found


CHANGES: dict[str, tuple[dict[str, tuple[str, str]], list[str]]] = {
    "summary": (TERMS | {"Token": ("g.html#term-token", "Changed.")}, ["text"]),
    "address": (TERMS | {"Token": ("moved.html#term-token", "A piece of text.")}, ["text"]),
    "gone": ({name: term for name, term in TERMS.items() if name != "Token"}, ["text"]),
    "new": (TERMS | {"Nothing of others": ("g.html#n", "New.")}, ["nothing"]),
    "unused": (TERMS | {"Unused": ("g.html#term-unused", "Changed.")}, []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changes_rewrite_the_pages_that_are_concerned(
    site: Project,
    copy: Path,  # noqa: F811
    tmp_path: Path,
    change: str,
) -> None:
    site.build()
    terms, pages = CHANGES[change]
    write_copy(copy, terms)
    built = site.build()
    assert sorted(built.resolved.keys() - {"index"}) == pages
    clean = site.build(builddir=tmp_path / "clean")
    for page in PAGES:
        assert built.text(f"{page}.html") == clean.text(f"{page}.html"), page


def test_the_first_of_two_projects_wins(site: Project, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    write_copy(second, {"Token": ("h.html#term-token", "A coin."), "Piece": ("h.html#p", "Part.")})
    mapping: dict[str, Any] = site.conf["intersphinx_mapping"] | {
        "p": ("https://p.example/", str(second / "objects.inv"))
    }
    settings: dict[str, Any] = {
        "intersphinx_mapping": mapping,
        "modelterms_autolink_projects": ["p", "o"],
    }
    built = site.build(modelterms_other=["o", "p"], **settings)
    assert ("tokens", "https://o.example/docs/g.html#term-token") in links(built)
    built = site.build(modelterms_other=["p", "o"], **settings)
    assert ("tokens", "https://p.example/h.html#term-token") in links(built)


def test_projects_have_to_be_named_in_the_other_setting(site: Project) -> None:
    built = site.build(modelterms_autolink_projects=["q"])
    assert built.warnings == [
        "WARNING: modelterms_autolink_projects: the project 'q' isn't in modelterms_other. Add it "
        "there. [modelterms.config]"
    ]


def test_terms_of_others_can_be_excluded(site: Project) -> None:
    built = site.build(modelterms_autolink_exclude=[":term:`o:Token`"])
    assert not built.warnings
    assert [text for text, _ in links(built)] == ["context window", "Ours"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "modelterms"])
def test_every_builder_has_them(site: Project, builder: str) -> None:
    built = site.build(builder, epub_copyright="x", version="1", modelterms_report="")
    assert not [line for line in built.warnings if "modelterms" in line]


def test_a_page_can_exclude_them(site: Project) -> None:
    site.write({"text": ":no-autolink: o:Token\n" + PAGES["text"].replace("        ", "")})
    built = site.build()
    assert not built.warnings
    assert [text for text, _ in links(built)] == ["context window", "Ours"]


def test_a_reference_of_the_author_is_the_only_link(site: Project) -> None:
    site.write({"text": "Text\n====\n\nA :term:`Token`, and two tokens in a context window.\n"})
    assert [text for text, _ in links(site.build())] == ["context window"]
