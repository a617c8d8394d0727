"""Plans of pages: after an edit, only the pages that it concerns are planned again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.incremental.plan_files import PlanFiles

if TYPE_CHECKING:
    from tests.conftest import Built, Project

    Sets = tuple[set[str], set[str]]

TERMS = """
Terms
=====

.. term:: token

   A piece of text.

.. term:: context window

   All that a model sees at once.

.. glossary::

   corpus
      Many texts.
"""

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n",
    "terms": TERMS,
    "tokens": "Tokens\n======\n\nA token is counted.\n",
    "windows": "Windows\n=======\n\nThe context windows of a model.\n",
    "models": "Models\n======\n\nA model has a window and a token limit.\n",
    "texts": "Texts\n=====\n\nA corpus, see :term:`token`.\n",
    "other": "Other\n=====\n\nNothing here.\n",
    "list": "List\n====\n\n.. term-list::\n",
}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"modelterms_autolink": "page"}
    project.write(PAGES)
    assert project.build().warnings == []
    return project


def made(built: Built) -> Sets:
    """Return the pages that were planned, and those of which only the view was made."""
    build = built.domain.build
    return build.planned, build.shown - build.planned


def edited(site: Project, name: str, old: str, new: str) -> Sets:
    """Replace a text on a page, and return what the build made."""
    text = PAGES[name]
    assert old in text
    site.write({name: text.replace(old, new)})
    return made(site.build())


def test_nothing_is_planned_without_an_edit(site: Project) -> None:
    assert made(site.build()) == (set(), set())


@pytest.mark.parametrize("new", ["A token is counted.\n\n", "A token, is counted."])
def test_a_page_is_planned_alone(site: Project, new: str) -> None:
    planned, shown = edited(site, "tokens", "A token is counted.", new)
    assert planned == {"tokens"}
    # The card shows the sentence.
    assert shown == ({"terms"} if "," in new else set())


def test_a_new_name_concerns_the_pages_that_can_have_it(site: Project) -> None:
    planned, shown = edited(
        site, "terms", ".. glossary::", ".. term:: model\n\n   M.\n\n.. glossary::"
    )
    assert planned == {"terms", "windows", "models"}
    assert shown == {"list"}


def test_a_longer_name_and_its_end_concern_the_pages_that_have_it(site: Project) -> None:
    new = ".. term:: token limit\n\n   L.\n\n.. glossary::"
    planned, _ = edited(site, "terms", ".. glossary::", new)
    assert planned == {"terms", "models"}
    site.write({"terms": PAGES["terms"]})
    planned, _ = made(site.build())
    assert planned == {"terms", "models"}


def test_a_removed_name_concerns_the_pages_that_had_it(site: Project) -> None:
    old = ".. term:: context window\n\n   All that a model sees at once.\n"
    planned, shown = edited(site, "terms", old, "")
    assert planned == {"terms", "windows"}
    assert shown == {"list"}


def test_an_alias_concerns_the_pages_that_can_have_it(site: Project) -> None:
    planned, _ = edited(site, "terms", "context window\n", "context window\n   :aliases: limit\n")
    # The alias makes no difference to the name itself.
    assert planned == {"terms", "models"}


@pytest.mark.parametrize("option", ["no-autolink:", "not-in: token limit", "level: beginner"])
def test_an_option_that_decides_about_links_concerns_the_pages_with_the_name(
    site: Project, option: str
) -> None:
    planned, shown = edited(site, "terms", "token\n", f"token\n   :{option}\n")
    assert planned == {"terms", "tokens", "models"}
    assert shown >= {"list"}


def test_a_definition_concerns_the_views_of_the_pages_that_link_it(site: Project) -> None:
    planned, shown = edited(site, "terms", "piece of text", "bit of text")
    assert planned == {"terms"}
    assert shown == {"tokens", "models", "texts", "list"}


def test_text_beside_a_card_concerns_no_other_page(site: Project) -> None:
    new = "Each of them is explained below.\n\n.. glossary::"
    assert edited(site, "terms", ".. glossary::", new) == ({"terms"}, set())


def test_the_title_of_a_page_concerns_the_cards_of_its_terms(site: Project) -> None:
    assert edited(site, "models", "Models\n======", "The models\n==========") == (
        {"models"},
        {"terms"},
    )


def test_a_page_with_the_same_title_concerns_the_cards_of_its_terms(site: Project) -> None:
    site.write({"another": "Tokens\n======\n\nNothing.\n"})
    planned, shown = made(site.build())
    assert planned == {"another", "index"}
    assert shown == {"terms"}


def test_a_page_that_is_gone_concerns_the_cards_of_its_terms(site: Project) -> None:
    (site.source / "models.rst").unlink()
    planned, shown = made(site.build())
    assert planned == {"index"}
    assert shown == {"terms"}


def test_a_setting_concerns_all_pages(site: Project) -> None:
    built = site.build(modelterms_autolink_limit=3)
    assert made(built) == (set(PAGES), set())


def test_text_that_most_pages_include_concerns_those_that_include_it(site: Project) -> None:
    site.write({"part.txt": "A token of thanks.\n"})
    including = {f"with{n}": f"With {n}\n======\n\n.. include:: part.txt\n" for n in range(6)}
    site.write(including)
    site.conf["exclude_patterns"] = ["part.txt"]
    before = site.build()
    assert "mt-auto" in before.body("with1")
    site.write({f"with{n}": f"With {n}\n======\n\n.. include:: part.txt\n" for n in range(6, 9)})
    built = site.build()
    assert made(built)[0] == {"index", *(f"with{n}" for n in range(9))}
    assert "mt-auto" not in built.body("with1")


def test_files_of_unchanged_pages_are_not_opened(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_modelterms.incremental import page_files

    loaded: list[str] = []
    load, exists = page_files.load_kept, page_files.is_kept
    monkeypatch.setattr(page_files, "load_kept", lambda p, k: loaded.append(k[0]) or load(p, k))
    monkeypatch.setattr(page_files, "is_kept", lambda p, k: loaded.append(k[0]) or exists(p, k))
    site.build()
    assert loaded == []
    edited(site, "terms", "piece of text", "bit of text")
    assert loaded == ["terms"]


def test_names_that_go_while_the_facts_are_lost_leave_no_links(site: Project) -> None:
    (path,) = (site.builddir / "doctrees").glob("modelterms-names-*")
    path.unlink()
    site.write({"terms": TERMS.replace(".. term:: token\n\n   A piece of text.\n", "")})
    built = site.build()
    assert "term-token" not in built.body("tokens")


def test_a_short_name_concerns_only_the_pages_that_have_it_as_a_word(site: Project) -> None:
    planned, _ = edited(site, "terms", "term:: token\n", "term:: token\n   :aliases: imi\n")
    assert planned == {"terms"}
    planned, _ = edited(site, "terms", ".. glossary::", ".. term:: ode\n\n   O.\n\n.. glossary::")
    assert planned == {"terms"}


def test_a_name_found_by_its_stem_concerns_only_the_pages_that_have_a_form(
    project: Project,
) -> None:
    project.conf |= {
        "modelterms_autolink": "page",
        "language": "de",
        "modelterms_word_forms": ["de"],
    }
    terms = "Begriffe\n========\n\n.. term:: Fenster\n\n   Glas.\n"
    project.write(
        {
            "index": "Start\n=====\n\n.. toctree::\n   :glob:\n\n   *\n",
            "terms": terms,
            "models": "A\n=\n\nDie Fenster eines guten Modells.\n",
            "other": "B\n=\n\nEin anderes Fenster.\n",
        }
    )
    project.build()
    project.write({"terms": f"{terms}\n.. term:: Modell\n\n   M.\n"})
    built = project.build()
    assert made(built)[0] == {"terms", "models"}
    assert 'href="terms.html#term-modell"' in built.body("models")


def test_a_text_that_cannot_be_read_once_gets_its_links_later(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_modelterms.incremental import page_files

    with monkeypatch.context() as patch:
        patch.setattr(page_files, "load_kept", lambda path, key: None)
        edited(site, "tokens", "counted", "weighed")
    assert "mt-auto" in site.build().body("tokens")


def test_a_fact_called_mentions_is_no_list_of_mentions(site: Project) -> None:
    facts = "   A piece of text.\n\n   .. term-facts::\n\n      size: 1\n      mentions: 2\n"
    site.write({"terms": TERMS.replace("   A piece of text.\n", facts)})
    site.build()
    site.write({"windows": PAGES["windows"].replace("The context", "All context")})
    (term,) = (
        t
        for t in json.loads(site.build().text("modelterms.json"))["terms"]
        if t["name"] == "token"
    )
    assert term["facts"] == {"size": "1", "mentions": "2"}
    assert [mention["page"] for mention in term["mentions"]] == ["texts", "models", "tokens"]


def test_a_term_that_nobody_mentions_comes_and_goes_with_a_tag(site: Project) -> None:
    site.write({"more": "More\n====\n\n.. only:: draft\n\n   .. term:: gem\n\n      Hidden.\n"})
    for tags in ((), ("draft",), ()):
        text = site.build(tags=tags).text("modelterms.json")
        assert ('"gem"' in text) is bool(tags)


def test_mentions_are_sorted_by_the_rules_of_a_new_language(site: Project) -> None:
    site.write({"o": "Ölig\n====\n\nA token.\n", "z": "Zebra\n=====\n\nA token.\n"})
    site.build(language="en")
    changed = site.build(language="sv").text("modelterms.json")
    shutil.rmtree(site.builddir)
    assert changed == site.build(language="sv").text("modelterms.json")


@pytest.mark.parametrize("damage", ["index", "facts", "plans"])
def test_lost_files_are_made_again(site: Project, damage: str) -> None:
    trees = site.builddir / "doctrees"
    pattern = {
        "index": "modelterms-plans-*",
        "facts": "modelterms-names-*",
        "plans": ".modelterms/plans-*",
    }
    (path,) = trees.glob(pattern[damage])
    path.unlink()
    site.write({"terms": TERMS.replace("piece of text", "bit of text")})
    built = site.build()
    assert built.warnings == []
    assert "mt-auto" in built.body("models")
    assert "bit of text" in built.body("models")
    files = PlanFiles(str(built.app.doctreedir), "html")
    index = files.load_index()
    assert set(index.pages) == set(PAGES)
    assert all(files.plan(docname, page) for docname, page in index.pages.items())


@pytest.mark.parametrize("damage", ["deleted", "damaged"])
def test_lost_plans_are_stored_again(site: Project, damage: str) -> None:
    (path,) = (site.builddir / "doctrees" / ".modelterms").glob("plans-*")
    if damage == "deleted":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
        # Stored plans are needed only if the glossary changes.
        site.write({"terms": TERMS.replace("piece of text", "bit of text")})
    planned, _ = made(site.build())
    assert planned == set(PAGES)
    assert made(site.build()) == (set(), set())
