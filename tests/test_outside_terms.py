"""Terms of other projects in relations, lists, comparisons and references of this one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.other_site import inventory, published, write_copy

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

TERMS = {
    "Token": ("g.html#term-token", "A piece of text."),
    "Context Window": ("g.html#term-context-window", "What a model sees."),
    "Unused": ("g.html#term-unused", "Nobody links it."),
}

PAGES = {
    "index": """
        Home
        ====

        .. toctree::

           cards
           lists
           uses
           nothing
        """,
    "cards": """
        Cards
        =====

        .. term:: Ours
           :related: o:Token
           :requires: o:context windows
           :broader: o:Token

           Our own.
        """,
    "lists": """
        Lists
        =====

        .. term-list:: Ours, o:Token

        .. term-compare:: Ours, o:tokens

        .. term-faq:: o:Token
        """,
    "uses": """
        Uses
        ====

        Some :term:`tokens`, :term:`context-windows`, :term:`o:TOKENS` and :term-def:`o:Token`.
        """,
    "nothing": "Nothing\n=======\n\nNothing of others.\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of a copy of the other site's files."""
    folder = tmp_path / "copy"
    folder.mkdir()
    write_copy(folder, TERMS)
    return folder


@pytest.fixture
def site(project: Project, copy: Path) -> Project:
    project.conf = {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms", "myst_parser"],
        "html_theme": "basic",
        "show_warning_types": True,
        "intersphinx_mapping": {"o": ("https://o.example/docs/", str(copy / "objects.inv"))},
        "modelterms_other": ["o"],
    }
    project.write(PAGES)
    return project


def words(html: str) -> str:
    """The text of HTML on one line."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def tips(built: Built, docname: str) -> list[str]:
    found = re.findall(r'<div class="mt-tip mt-tip-other".*?</div>', built.text(f"{docname}.html"))
    return [words(html) for html in found]


TOKEN = 'href="https://o.example/docs/g.html#term-token"'
WINDOW = 'href="https://o.example/docs/g.html#term-context-window"'


def test_cards_show_terms_of_other_projects_and_lead_there(site: Project) -> None:
    built = site.build()
    assert not built.warnings
    body = built.body("cards")
    assert "Read first: Context Window (Other)" in words(body)
    assert "Kind of: Token (Other)" in words(body)
    related = words(body[body.index("Related terms") :])
    assert "Token (Other) A piece of text." in related
    assert body.count(TOKEN) == 2
    assert WINDOW in body
    assert set(re.findall(r'<a class="([^"]*)"[^>]*o.example', body)) == {
        "mt-other mt-ref reference external"
    }
    assert tips(built, "cards") == [
        "Context Window Other What a model sees.",
        "Token Other A piece of text.",
    ]


def test_lists_comparisons_and_questions_show_them(site: Project) -> None:
    built = site.build()
    body = words(built.body("lists"))
    assert "Token (Other)" in body
    assert "Ours vs Token (Other)" in body
    assert "What does Token mean? A piece of text." in body
    assert built.body("lists").count(TOKEN) == 3
    assert 'id="term-faq-1-token-other-definition"' in built.body("lists")


def test_references_find_forms_of_their_names(site: Project) -> None:
    built = site.build()
    body = built.body("uses")
    assert words(body).startswith("Uses ¶ Some tokens , context-windows , TOKENS and")
    assert body.count(TOKEN) == 3  # with the role that writes the definition
    assert body.count(WINDOW) == 1
    assert "TOKENS and A piece of text ." in words(body)
    assert tips(built, "uses") == [
        "Token Other A piece of text.",
        "Context Window Other What a model sees.",
    ]


def shown_pages(built: Built) -> list[str]:
    """The pages that were written, without the one whose toctree contains them."""
    return sorted(built.resolved.keys() - {"index"})


def assert_clean(site: Project, built: Built, tmp_path: Path) -> None:
    clean = site.build(builddir=tmp_path / "clean")
    for page in PAGES:
        assert built.text(f"{page}.html") == clean.text(f"{page}.html"), page


CHANGES = {
    "summary": (TERMS | {"Token": ("g.html#term-token", "Changed.")}, {}),
    "address": (TERMS | {"Token": ("moved.html#term-token", "A piece of text.")}, {}),
    "gone": ({name: term for name, term in TERMS.items() if name != "Token"}, {}),
    "project": (TERMS, {"project": "Renamed"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changes_rewrite_the_pages_that_show_the_term(
    site: Project, copy: Path, tmp_path: Path, change: str
) -> None:
    site.build()
    terms, fields = CHANGES[change]
    write_copy(copy, terms, **fields)
    built = site.build()
    assert shown_pages(built) == ["cards", "lists", "uses"]
    assert_clean(site, built, tmp_path)


def test_a_changed_term_that_nothing_names_rewrites_nothing(site: Project, copy: Path) -> None:
    site.build()
    write_copy(copy, TERMS | {"Unused": ("g.html#term-unused", "Changed.")})
    assert not site.build().resolved


def test_our_terms_and_their_forms_come_first(site: Project) -> None:
    site.write({"nothing": "Nothing\n=======\n\n.. term:: tokens\n\n   Ours, too.\n"})
    built = site.build()
    body = built.body("uses")
    assert 'href="nothing.html#term-tokens"' in body
    assert body.count(TOKEN) == 2


UNKNOWN = {
    "relation": (
        "nothing",
        ".. term:: X\n   :related: o:Tokn\n\n   A thing.\n",
        "related: the project 'o' has no term 'Tokn'. Did you mean 'o:Token'?",
    ),
    "list": (
        "nothing",
        ".. term-list:: o:Contxt Windw, Ours\n",
        "term-list: the project 'o' has no term 'Contxt Windw'. Did you mean 'o:Context Window'?",
    ),
    "comparison": (
        "nothing",
        ".. term-compare:: Ours, o:Token, o:Tokn\n",
        "term-compare: the project 'o' has no term 'Tokn'. Did you mean 'o:Token'?",
    ),
    "reference": (
        "nothing",
        ":term:`o:Tokn`\n",
        "The project 'o' has no term 'Tokn'. Did you mean 'o:Token'?",
    ),
    "project": (
        "nothing",
        ".. term:: X\n   :related: p:Token\n\n   A thing.\n",
        "related: to use terms of the project 'p' here, as in 'p:Token', add 'p' to "
        "modelterms_other",
    ),
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_unknown_names_get_the_nearest_ones(site: Project, copy: Path, kind: str) -> None:
    page, text, message = UNKNOWN[kind]
    site.write({page: f"Nothing\n=======\n\n{text}"})
    site.conf["intersphinx_mapping"]["p"] = ("https://p.example/", str(copy / "objects.inv"))
    (warned,) = site.build().warnings
    assert message in warned
    assert warned.startswith("nothing.rst:")


def test_markdown_names_them_too(site: Project) -> None:
    (site.source / "nothing.rst").unlink()
    text = "# Nothing\n\n```{term} X\n:related: o:tokens\n\nA thing.\n```\n\nA {term}`context windows`.\n"
    site.write({"nothing.md": text + "\n```{term-list} o:Token, X\n```\n"})
    built = site.build()
    assert not built.warnings
    assert built.body("nothing").count(TOKEN) == 2
    assert WINDOW in built.body("nothing")


def test_text_in_another_language_says_so(site: Project, copy: Path) -> None:
    write_copy(copy, TERMS, language="de")
    body = site.build().body("lists")
    assert '<span class="language-de" lang="de">A piece of text.</span>' in body or re.search(
        r'<span[^>]* lang="de"[^>]*>A piece of text\.</span>', body
    )


def test_scopes_of_others_tell_their_terms_apart(site: Project, copy: Path) -> None:
    made = json.loads(published({"Port": ("g.html#term-port", "A door.")}))
    other = made["terms"][0] | {
        "scope": "os",
        "url": "g.html#term-port-os",
        "summary": "A number.",
    }
    made["terms"].append(other)
    (copy / "modelterms-terms.json").write_text(json.dumps(made), encoding="utf-8")
    (copy / "objects.inv").write_bytes(inventory({}))
    site.write(
        {"uses": "Uses\n====\n\n:term:`o:Ports (os)`\n\n.. term-list:: o:Port, o:port (os)\n"}
    )
    for page in ("cards", "lists"):
        site.write({page: f"{page}\n======\n"})
    built = site.build()
    assert not built.warnings
    text = words(built.body("uses"))
    assert "Port (Other) A door." in text
    assert "Port (os, Other) A number." in text
    assert built.body("uses").count("#term-port-os") == 2


@pytest.mark.parametrize(
    "builder", ["text", "latex", "epub", "singlehtml", "man", "dirhtml", "json"]
)
def test_every_builder_shows_them(site: Project, builder: str) -> None:
    built = site.build(
        builder, epub_copyright="x", version="1", man_pages=[("lists", "x", "", [], 1)]
    )
    assert not [line for line in built.warnings if "modelterms" in line]
    texts = [
        path.read_text("utf-8", "replace")
        for path in built.outdir.rglob("*")
        if path.suffix in {".txt", ".tex", ".html", ".xhtml", ".1", ".fjson"}
    ]
    assert any("Token (Other)" in " ".join(words(text).split()) for text in texts)
    assert any("A piece of text." in text for text in texts)


def test_relative_sites_are_linked_from_folders(site: Project, copy: Path) -> None:
    site.conf["intersphinx_mapping"] = {"o": ("../other", str(copy / "objects.inv"))}
    site.write({"sub/deep": "Deep\n====\n\n.. term-list:: o:Token\n\n:term:`tokens`\n"})
    body = site.build().body("sub/deep")
    assert body.count('href="../../other/g.html#term-token"') == 2


def test_names_of_other_projects_need_the_setting(site: Project) -> None:
    built = site.build(modelterms_other=[])
    assert "(Other)" not in built.body("cards")
    warned = [line for line in built.warnings if "add 'o' to modelterms_other" in line]
    assert len(warned) == 6


def test_programs_read_relations_to_other_projects(site: Project) -> None:
    built = site.build(modelterms_autolink="page")
    document = json.loads(built.text("modelterms.json"))
    (ours,) = document["terms"]
    window, token = (f"https://o.example/docs/{TERMS[n][0]}" for n in ("Context Window", "Token"))
    assert ours["foreign"] == [
        {"relation": "related", "name": "Token (Other)", "url": token},
        {"relation": "requires", "name": "Context Window (Other)", "url": window},
        {"relation": "broader", "name": "Token (Other)", "url": token},
    ]
    assert not {"related", "requires", "broader"} & ours.keys()
    assert document["foreign"] == [
        {"project": "Other", "name": "Context Window", "url": window, "pages": 1},
        {"project": "Other", "name": "Token", "url": token, "pages": 1},
    ]
    assert [link["url"] for link in document["comparisons"][0]["terms"]] == [
        "cards.html#term-ours",
        token,
    ]
    assert document["words"] > 10
    small = json.loads(built.text("modelterms-terms.json"))
    assert "foreign" not in small
    assert "foreign" in small["terms"][0]


def test_files_for_programs_follow_changes_elsewhere(
    site: Project, copy: Path, tmp_path: Path
) -> None:
    site.conf["modelterms_exports"] = ["csv"]
    site.build()
    write_copy(copy, TERMS | {"Token": ("moved.html#term-token", "A piece of text.")})
    built = site.build()
    clean = site.build(builddir=tmp_path / "clean")
    for name in ("modelterms.json", "modelterms-terms.json", "modelterms.csv"):
        assert built.text(name) == clean.text(name)
    assert "moved.html" in built.text("modelterms.json")


def test_names_of_a_project_that_cannot_be_read_say_so(site: Project, copy: Path) -> None:
    (copy / "modelterms-terms.json").unlink()
    built = site.build()
    (first,) = [line for line in built.warnings if line.startswith("cards.rst:5")]
    assert "the terms of the project 'o' are missing; another warning says why" in first
    assert not [line for line in built.warnings if "add 'o'" in line]


def test_every_name_of_an_entry_has_its_card(site: Project, copy: Path) -> None:
    """An entry with several names has an anchor for each, and is published at the first."""
    made = json.loads(published({"Wheel Format": ("g.html#term-Wheel-Format", "A package.")}))
    made["terms"][0]["aliases"] = ["Wheel"]
    (copy / "modelterms-terms.json").write_text(json.dumps(made), encoding="utf-8")
    names = {"Wheel Format": "g.html#term-Wheel-Format", "Wheel": "g.html#term-Wheel"}
    (copy / "objects.inv").write_bytes(inventory(names))
    site.write({"uses": "Uses\n====\n\n:term:`wheel` and :term:`o:Wheel`\n"})
    built = site.build()
    assert tips(built, "uses") == ["Wheel Format Other A package."]
    assert built.body("uses").count('href="https://o.example/docs/g.html#term-Wheel"') == 2
    assert built.body("uses").count('data-mt-tip="mt-tip-other-1"') == 2
    made["terms"][0]["summary"] = "Changed."
    (copy / "modelterms-terms.json").write_text(json.dumps(made), encoding="utf-8")
    built = site.build()
    assert tips(built, "uses") == ["Wheel Format Other Changed."]
    used = next(iter(built.outdir.parent.rglob("modelterms-other-used.json")))
    assert "Wheel Format" in used.read_text(encoding="utf-8")


def test_paths_maps_and_replacements_lead_to_other_sites(site: Project) -> None:
    deprecated = (
        ".. term:: Old\n   :status: deprecated\n   :replaced-by: o:Token\n\n   Old thing.\n"
    )
    site.write(
        {
            "nothing": f"Nothing\n=======\n\n{deprecated}",
            "lists": "Lists\n=====\n\n.. term-list::\n   :path-to: Ours\n\n.. term-map:: Ours\n",
        }
    )
    built = site.build(modelterms_quality=True)
    assert not [line for line in built.warnings if "modelterms.quality" not in line]
    assert not [line for line in built.warnings if "one-sided" in line]
    assert "Use instead: Token (Other)" in words(built.body("nothing"))
    lists = built.body("lists")
    assert words(lists).index("What a model sees.") < words(lists).index("Our own.")
    assert lists.count(TOKEN) >= 1  # on the map
    assert lists.count(WINDOW) >= 2  # there, and as a step


def test_term_boxes_have_our_terms_only(site: Project) -> None:
    site.write({"nothing": "Nothing\n=======\n\n:term:`Ours`, :term:`tokens`\n\n.. term-box::\n"})
    body = site.build().body("nothing")
    box = body[body.index("mt-list") :]
    assert "term-ours" in box
    assert TOKEN not in box


def test_data_files_name_them_too(site: Project) -> None:
    record = [{"name": "Datum", "definition": "A thing.", "related": ["o:tokens"]}]
    (site.source / "terms.json").write_text(json.dumps(record), encoding="utf-8")
    site.write({"nothing": "Nothing\n=======\n\n.. term:: Datum\n"})
    built = site.build(modelterms_data=["terms.json"])
    assert not built.warnings
    assert TOKEN in built.body("nothing")


def test_terms_that_no_page_mentions_are_not_even_unpacked(site: Project) -> None:
    for page in ("cards", "lists", "uses"):
        site.write({page: f"{page}\n======\n\n.. term:: {page} item\n\n   A thing.\n"})
    site.write({"nothing": "Nothing\n=======\n\n:term:`uses items`, `x <https://p.example/>`__\n"})
    site.conf["modelterms_autolink"] = "page"
    build = site.build().domain.build
    assert build.other_terms
    assert "_index" not in vars(build.other_terms)
    assert not [p.key for p in build.outside.projects.values() if "terms" in vars(p)]


def test_a_comparison_says_nothing_about_what_the_other_site_states(site: Project) -> None:
    site.write(
        {
            "lists": """
                Lists
                =====

                .. term:: Ours
                   :level: beginner

                   Our own.

                .. term:: Second

                   Another one.

                .. term-compare:: Ours, o:Token, Second
                   :rows: definition, level
                """,
            "cards": "Cards\n=====\n\nNone.\n",
        }
    )
    body = site.build().body("lists")
    table = body[body.index("<table") :]
    assert words(table).count("not stated") == 1  # of our own term
    assert "A piece of text." in words(table)
    text = site.build("text").text("lists.txt")
    assert text.count("not stated") == 1


@pytest.mark.parametrize("start", ["o:Token", "Token", "o:token", "**o:Token**"])
def test_advice_for_them_is_in_boxes(site: Project, start: str) -> None:
    page = f"""
        Lists
        =====

        .. term-compare:: Ours, o:Token

           - Ours: first choice.
           - {start}: second: choice.
        """
    site.write({"lists": page})
    built = site.build()
    body = built.body("lists")
    assert not built.warnings
    assert 'class="mt-choices' in body
    assert "Token (Other) Second: choice." in words(body)
    assert "o:Token" not in words(body)
    assert "Token (Other)" in site.build("text").text("lists.txt").partition("second")[0][-30:]


@pytest.mark.parametrize(
    "made",
    [
        ".. term-list:: o:Token\n   :display: definitions",
        ".. term-list:: o:Token\n   :display: table",
        ".. term-list:: o:Token\n   :display: names",
        ".. term:: Mine\n   :related: o:Token\n\n   My own.",
        ".. term-compare:: Ours, o:Token",
        ".. term-faq:: o:Token",
    ],
)
def test_every_link_to_them_has_a_hover_card(
    site: Project, copy: Path, tmp_path: Path, made: str
) -> None:
    site.write({"nothing": f"Nothing\n=======\n\n{made}\n"})
    built = site.build()
    assert tips(built, "nothing") == ["Token Other A piece of text."]
    links = re.findall(r"<a [^>]*term-token[^>]*>", built.body("nothing"))
    assert links
    assert all("data-mt-tip" in link for link in links)
    write_copy(copy, TERMS | {"Token": ("g.html#term-token", "Changed.")})
    built = site.build()
    assert "Changed." in tips(built, "nothing")[0]
    assert_clean(site, built, tmp_path)


def test_the_project_of_a_name_makes_no_other_name_near(site: Project, copy: Path) -> None:
    terms = {name: (f"g.html#{name}", "A thing.") for name in ("Fine-Tuning", "Draft", "Old")}
    write_copy(copy, terms)
    places = {"terms": ("https://o.example/docs/", str(copy / "objects.inv"))}
    site.conf |= {"intersphinx_mapping": places, "modelterms_other": ["terms"]}
    for page in ("cards", "lists", "uses"):
        site.write({page: "Page\n====\n"})
    site.write({"nothing": "Nothing\n=======\n\n:term:`terms:finetunin`, :term:`terms:Dot`\n"})
    first, second = site.build().warnings
    assert "has no term 'finetunin'. Did you mean 'terms:Fine-Tuning'?" in first
    assert "has no term 'Dot'" in second
    assert "Did you mean" not in second
