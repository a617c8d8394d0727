"""Automatic links: how many, where, and what follows from them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from jsonschema import Draft202012Validator

from sphinx_modelterms.doctree.linked_text import linked_text
from sphinx_modelterms.export.link_report import KINDS
from sphinx_modelterms.export.schema import REPORT_SCHEMA_FILE
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.incremental.page_files import TEXTS
from tests.test_autolink_cases import links

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Built, Project
    from sphinx.application import Sphinx

TOKEN = ".. term:: Token\n   :level: beginner\n\n   A piece of text.\n"
MODEL = ".. term:: Model\n   :level: advanced\n\n   Made of weights.\n"


def page(title: str, text: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{text}\n"


@pytest.fixture
def site(project: Project) -> Project:
    """A page of terms, and pages of text."""
    project.conf["modelterms_autolink"] = "page"
    project.write(
        {
            "index": page("Home", ".. toctree::\n   :hidden:\n   :glob:\n\n   *"),
            "terms": page("Terms", f"{TOKEN}\n{MODEL}"),
            "a": page(
                "A",
                "A token and a token.\n\nA token again.\n\nPart\n----\n\nThe token and a model.",
            ),
            "b": page("B", "Nothing here."),
        }
    )
    return project


def rules(built: Built, docname: str) -> list[str]:
    """Return the rules that decided about the names on a page."""
    return [d.rule.value for d in built.domain.build.planner.decisions(docname)]


@pytest.mark.parametrize(
    ("mode", "made"),
    [
        ("off", []),
        ("page", ["token", "model"]),
        ("section", ["token", "token", "model"]),
        ("all", ["token"] * 4 + ["model"]),
    ],
)
def test_each_mode_links_its_terms(site: Project, mode: str, made: list[str]) -> None:
    built = site.build(modelterms_autolink=mode)
    assert built.warnings == []
    assert links(built.body("a")) == made
    assert TEXTS.exists(built.app.env, "a") is (mode != "off")


def test_links_are_those_of_the_records(site: Project) -> None:
    body = site.build().body("a")
    link = (
        '<a class="mt-ref mt-auto reference internal" href="terms.html#term-token" '
        'aria-describedby="mt-tip-token-text">token</a>'
    )
    assert f"<p>A {link} and a token.</p>" in body


def test_signs_of_html_around_and_within_links(site: Project) -> None:
    site.write(
        {
            "terms": page("Terms", ".. term:: R&D model\n\n   Words.\n"),
            "a": page("A", 'Before <b> & an R&D model *within* "it" @ home.'),
        }
    )
    body = site.build(smartquotes=False).body("a")
    link = '<a class="mt-ref mt-auto reference internal" href="terms.html#term-r-d-model'
    before, _, after = body.partition(link)
    assert before.endswith("<p>Before &lt;b&gt; &amp; an ")
    assert '">R&amp;D model</a> <em>within</em> &quot;it&quot; &#64; home.</p>' in after


def test_a_page_links_a_term_so_many_times(site: Project) -> None:
    built = site.build(modelterms_autolink="all", modelterms_autolink_limit=2)
    assert links(built.body("a")) == ["token", "token", "model"]
    assert rules(built, "a") == ["linked", "linked", "limit", "limit", "linked"]
    built = site.build(modelterms_autolink="section", modelterms_autolink_limit=1)
    assert links(built.body("a")) == ["token", "model"]


def test_a_paragraph_has_so_many_links_of_the_most_specific_terms(site: Project) -> None:
    site.write(
        {
            "terms": page("Terms", f"{TOKEN}\n{MODEL}\n.. term:: Big Model\n\n   Large.\n"),
            "b": page("B", "A token, a model, a big model.\n\nA token."),
        }
    )
    built = site.build(modelterms_autolink_budget=1)
    assert links(built.body("b")) == ["big model", "token"]
    assert rules(built, "b") == ["budget", "budget", "linked", "linked"]


def test_a_written_reference_counts_as_the_first(site: Project) -> None:
    site.write({"b": page("B", "See a token and :term:`token`.\n\nA token, a model.")})
    built = site.build()
    assert links(built.body("b")) == ["model"]
    built = site.build(modelterms_autolink="all")
    assert links(built.body("b")) == ["token", "token", "model"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b", ":no-autolink:\n\nB\n=\n\nA token.\n"),
        ("b.md", "---\nno-autolink: true\n---\n\n# B\n\nA token.\n"),
    ],
)
def test_a_page_can_say_no(site: Project, name: str, text: str) -> None:
    (site.source / "b.rst").unlink()
    site.write({name: text})
    built = site.build()
    assert built.warnings == []
    assert rules(built, "b") == ["page"]
    (mention,) = built.domain.build.views.mentions(built.domain.build.glossary.terms[0])
    assert mention.section.docname == "a"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b", ":no-autolink: TOKEN\n\nB\n=\n\nA token, a model.\n"),
        ("b.md", "---\nno-autolink: token\n---\n\n# B\n\nA token, a model.\n"),
        ("b.md", "---\nno-autolink: [token]\n---\n\n# B\n\nA token, a model.\n"),
        ("b.md", "---\nno-autolink:\n  - token\n---\n\n# B\n\nA token, a model.\n"),
    ],
)
def test_a_page_can_exclude_some_terms(site: Project, name: str, text: str) -> None:
    (site.source / "b.rst").unlink()
    site.write({name: text})
    built = site.build()
    assert built.warnings == []
    assert rules(built, "b") == ["page", "linked"]
    assert links(built.body("b")) == ["model"]


def test_a_page_excludes_an_entry_by_any_of_its_names(project: Project) -> None:
    entry = ".. glossary::\n\n   token\n   piece\n      Text.\n"
    text = page("B", "A piece, a token.").replace("B", ":no-autolink: piece\n\nB", 1)
    project.write({"index": page("Home", f"{entry}\n.. toctree::\n\n   b"), "b": text})
    built = project.build(modelterms_autolink="page")
    assert built.warnings == []
    assert links(built.body("b")) == []


def test_a_page_follows_the_name_that_it_excludes(site: Project) -> None:
    """The page is planned again if the name gets another meaning, though it isn't in its text."""
    text = ":no-autolink: piece\n\nB\n=\n\nA token, a model.\n"
    site.write({"b": text, "terms": page("Terms", f"{MODEL}\n{TOKEN}")})
    alias = "\n   :aliases: piece\n   :level:"
    built = site.build()
    assert links(built.body("b")) == ["token", "model"]
    for term, linked in ((TOKEN, ["model"]), (MODEL, ["token"])):
        changed = term.replace("\n   :level:", alias)
        site.write({"terms": page("Terms", f"{MODEL}\n{TOKEN}").replace(term, changed)})
        built = site.build()
        assert links(built.body("b")) == linked
        assert built.warnings == []


def test_wrong_page_fields_are_reported(site: Project) -> None:
    site.write({"b": ":no-autolink: perhaps\n:modelterms-level: expert\n\nB\n=\n\nA token.\n"})
    built = site.build()
    assert links(built.body("b")) == ["token"]
    assert built.warnings[0].startswith("b.rst:2: WARNING: modelterms-level: there is no level 'e")
    assert built.warnings[1] == (
        "b.rst:1: WARNING: no-autolink: there is no term 'perhaps'. For a page without automatic "
        "links, write 'yes'. [modelterms.unknown-term]"
    )
    site.write({"b": ":no-autolink: [token\n\nB\n=\n\nA token.\n"})
    (warning,) = site.build().warnings
    assert warning == (
        "b.rst:1: WARNING: no-autolink: the list '[token' begins with '[' but doesn't end with "
        "']'. Terms are linked as usual. [modelterms.bad-value]"
    )


@pytest.mark.parametrize(
    "page",
    [
        {"b.rst": ":no_autolink: yes\n\nB\n=\n\nA token.\n"},
        {"b.rst": ":No-Autolink:\n\nB\n=\n\nA token.\n"},
        {"b.md": "---\nno_autolink: true\n---\n\n# B\n\nA token.\n"},
        {"b.md": "---\nno-autolink:\n---\n\n# B\n\nA token.\n"},
        {"b.rst": ":modelterms_level: advanced\n\nB\n=\n\nA token.\n"},
    ],
)
def test_fields_of_pages_can_have_underscores_and_capitals(
    site: Project, page: dict[str, str]
) -> None:
    (site.source / "b.rst").unlink(missing_ok=True)
    site.write(page)
    built = site.build()
    assert built.warnings == []
    assert links(built.body("b")) == []


def test_a_page_for_experts_leaves_easy_terms_alone(site: Project) -> None:
    site.write({"b": ":modelterms-level: advanced\n\nB\n=\n\nA token and a model.\n"})
    built = site.build()
    assert built.warnings == []
    assert links(built.body("b")) == ["model"]
    assert rules(built, "b") == ["level", "linked"]


def test_places_are_left_out_by_pages_nodes_and_classes(site: Project) -> None:
    site.write(
        {
            "b": page(
                "B",
                ".. note:: A token.\n\n.. container:: quiet\n\n   A token.\n\nA model.",
            )
        }
    )
    built = site.build(modelterms_autolink_exclude=["a*", "<note>", ".quiet"])
    assert built.warnings == []
    assert links(built.body("a")) == []
    assert links(built.body("b")) == ["model"]
    built = site.build(modelterms_autolink_exclude=["nowhere/*"])
    (warning,) = built.warnings
    assert (
        "modelterms_autolink_exclude: 'nowhere/*' matches no page. To exclude a node, write '<name>'"
        in warning
    )
    assert links(built.body("b")) == ["token", "model"]


def test_excluded_terms_and_entries_are_not_linked(site: Project) -> None:
    entry = ".. glossary::\n\n   Port\n   Haven\n      Where ships land."
    site.write({"b": page("B", "A token, a model and a haven."), "g": page("G", entry)})
    assert links(site.build().body("b")) == ["token", "model", "haven"]
    built = site.build(modelterms_autolink_exclude=[":term:`TOKEN`", ":term:`Port`"])
    assert built.warnings == []
    assert links(built.body("b")) == ["model"]
    assert set(rules(built, "b")) == {"term", "linked"}
    built = site.build(modelterms_autolink_exclude=[":term:`Tokne`"])
    assert built.warnings == [
        "WARNING: modelterms_autolink_exclude: no term has the name 'Tokne'. "
        "Write the name as in its glossary. [modelterms.config]"
    ]


def test_only_excluded_markup_has_pages_read_again(site: Project) -> None:
    site.write({"b": page("B", "A token.\n\n.. note:: A token.")})
    assert links(site.build(modelterms_autolink="all").body("b")) == ["token", "token"]
    everything = {"modelterms_autolink": "all"}
    items = [":term:`Token`", ":term:`Token` in a token", "b"]
    for item in items:
        built = site.build(**everything, modelterms_autolink_exclude=[item])
        assert built.read == [] and links(built.body("b")) == []
    built = site.build(**everything, modelterms_autolink_exclude=["<note>"])
    assert "b" in built.read and links(built.body("b")) == ["token"]
    assert site.build(**everything, modelterms_autolink_exclude=["<note>"]).read == []
    built = site.build(**everything)
    assert "b" in built.read and links(built.body("b")) == ["token", "token"]


def test_an_entry_is_not_linked_in_a_phrase(site: Project) -> None:
    entry = ".. glossary::\n\n   Port\n   Haven\n      Where ships land."
    text = "A haven. A safe haven, safe\nhavens. Tokens of a model."
    site.write({"b": page("B", text), "g": page("G", entry)})
    items = [":term:`Port` in safe haven", ":term:`token` in  tokens of a model"]
    built = site.build(modelterms_autolink_exclude=items)
    assert built.warnings == []
    assert links(built.body("b")) == ["haven", "model"]
    assert rules(built, "b") == ["linked", "not-in", "not-in", "not-in", "linked"]
    built = site.build(modelterms_autolink_exclude=[":term:`Tokne` in x", ":term:`` in y"])
    assert ["no term has the name 'Tokne'" in line for line in built.warnings] == [False, True]


def test_an_excluded_name_with_several_meanings_warns(site: Project) -> None:
    terms = "".join(
        f".. term:: Port\n   :scope: {scope}\n\n   It.\n\n" for scope in ("os", "naval")
    )
    site.write(
        {
            "b": ":modelterms-scope: os\n\n" + page("B", "A port."),
            "c": ":modelterms-scope: naval\n\n" + page("C", "A port."),
            "g": page("G", terms),
        }
    )
    built = site.build(modelterms_autolink_exclude=[":term:`Port (naval)`"])
    assert built.warnings == []
    assert links(built.body("b")) == ["port"] and links(built.body("c")) == []
    (warning,) = site.build(modelterms_autolink_exclude=[":term:`port`"]).warnings
    assert "exclude: 'port' can mean 'Port (os)' or 'Port (naval)'. Write the one" in warning
    (warning,) = site.build(modelterms_autolink_exclude=[":term:`port (air)`"]).warnings
    assert "there is no 'port' in the scope 'air'. Write 'Port (os)' or 'Port (naval)'" in warning


def test_an_excluded_term_that_is_added_later_is_not_linked(site: Project) -> None:
    conf = {"modelterms_autolink_exclude": [":term:`Haven`"]}
    site.write(
        {"b": page("B", "A haven."), "g": page("G", ".. term:: Port\n   :aliases: haven\n\n   x.")}
    )
    assert links(site.build(**conf).body("b")) == []
    site.write(
        {
            "g": page(
                "G", ".. term:: Port\n\n   x.\n\n.. term:: Harbor\n   :aliases: haven\n\n   x."
            )
        }
    )
    assert links(site.build(**conf).body("b")) == []
    site.write(
        {"g": page("G", ".. term:: Port\n   :aliases: haven\n\n   x.\n\n.. term:: Haven\n\n   x.")}
    )
    assert links(site.build(**conf).body("b")) == []


def test_a_term_is_not_linked_on_its_own_card(site: Project) -> None:
    site.write({"terms": page("Terms", f"{TOKEN}   A token is no model.\n\n{MODEL}")})
    built = site.build()
    assert links(built.body("terms")) == ["model"]
    assert rules(built, "terms") == ["own-card", "linked"]


def test_links_count_as_mentions_with_their_sentence(site: Project) -> None:
    built = site.build(modelterms_autolink="section")
    card = built.body("terms").split('id="term-model"')[0]
    used = re.findall(r"<li><p>(.*?)</p></li>", card)
    assert [re.sub("<[^>]*>", "", use) for use in used] == [
        "A: A token and a token.",
        "A: Part: The token and a model.",
    ]
    assert 'href="a.html#part"' in used[1]
    data = json.loads(built.text("modelterms.json"))
    (mention, _) = data["terms"][1]["mentions"]
    assert mention == {
        "page": "a",
        "section": "",
        "kind": "automatic",
        "context": "A token and a token.",
        "url": "a.html",
    }


def test_a_written_reference_has_its_sentence_too(site: Project) -> None:
    site.write({"b": page("B", "First. See ``x`` for the :term:`token` here. Last.")})
    built = site.build()
    assert "See x for the token here.</span>" in built.body("terms")
    data = json.loads(built.text("modelterms.json"))
    assert [m["kind"] for m in data["terms"][1]["mentions"]] == ["explicit", "automatic"]


def test_own_pages_do_not_count(site: Project) -> None:
    site.write({"terms": page("Terms", f"A token.\n\n{TOKEN}")})
    built = site.build()
    assert links(built.body("terms")) == ["token"]
    places = [
        m.section.docname
        for m in built.domain.build.views.mentions(built.domain.build.glossary.terms[0])
    ]
    assert places == ["a"]


def test_a_new_term_rewrites_the_pages_that_have_its_name(site: Project) -> None:
    site.write({"b": page("B", "Much about nothing, and a phrase."), "c": page("C", "No such.")})
    site.build()
    site.write({"terms": page("Terms", f"{TOKEN}\n{MODEL}\n.. term:: Phrase\n\n   Words.\n")})
    built = site.build()
    assert built.read == ["terms"]
    assert {"b", "terms"} <= set(built.resolved) and not {"a", "c"} & set(built.resolved)
    assert links(built.body("b")) == ["phrase"]
    site.write({"terms": page("Terms", f"{TOKEN}\n{MODEL}")})
    built = site.build()
    assert built.read == ["terms"]
    assert {"b", "terms"} <= set(built.resolved) and not {"a", "c"} & set(built.resolved)
    assert links(built.body("b")) == []


def test_another_mode_reads_nothing_again(site: Project) -> None:
    site.build()
    built = site.build(modelterms_autolink="all")
    assert built.read == []
    assert "a" in built.resolved and "b" not in built.resolved
    built = site.build(modelterms_autolink="off")
    assert built.read == [] and links(built.body("a")) == []


def test_switching_it_on_reads_pages_whose_text_was_not_kept(site: Project) -> None:
    site.build(modelterms_autolink="off")
    built = site.build()
    assert sorted(built.read) == ["a", "b", "index", "terms"]
    assert links(built.body("a")) == ["token", "model"]
    assert site.build().read == []


@pytest.mark.parametrize("damage", [b"", b"spoilt", None])
def test_lost_and_spoilt_files(site: Project, damage: bytes | None) -> None:
    built = site.build()
    trees = built.app.doctreedir
    plans = [*trees.glob("modelterms-*.pickle"), *trees.glob(".modelterms/plans-*")]
    assert len(plans) == 5
    for path in (TEXTS.path(built.app.env, "a"), *plans):
        path.unlink() if damage is None else path.write_bytes(damage)
    again = site.build()
    assert again.warnings == []
    assert links(again.body("a")) == ["token", "model"]


def test_only_changed_pages_are_searched(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import sphinx_modelterms.incremental.page_files as module

    site.build()
    loaded: list[str] = []
    load = module.SideFile.load

    def noting(self: Any, env: Any, docname: str) -> Any:
        loaded.append(docname)
        return load(self, env, docname)

    monkeypatch.setattr(module.SideFile, "load", noting)
    site.build()
    assert loaded == []
    site.write({"b": page("B", "Changed.")})
    site.build()
    assert loaded == ["b"]


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "text", "latex", "man", "texinfo", "xml", "epub"]
)
def test_every_builder(site: Project, builder: str) -> None:
    site.conf |= {"version": "1", "copyright": "x"}
    built = site.build(builder)
    assert built.warnings == []
    if builder == "singlehtml":
        assert links(built.text("index.html")) == ["token", "model"]
    if builder == "text":
        assert "A token and a token." in built.text("a.txt")


def test_catalogues_have_the_words_of_the_author(site: Project) -> None:
    def messages(built: Built) -> list[str]:
        return [line for line in built.text("a.pot").splitlines() if line.startswith("msgid")]

    assert 'msgid "A token and a token."' in messages(site.build("gettext"))
    off = site.build("gettext", modelterms_autolink="off", builddir=site.builddir / "off")
    assert messages(site.build("gettext")) == messages(off)


def test_translated_text_is_linked(site: Project) -> None:
    locale = site.source / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{}"\nmsgstr "{}"\n'
    (locale / "a.po").write_text(catalogue.format("A token again.", "Noch ein Jeton."), "utf-8")
    (locale / "terms.po").write_text(catalogue.format("Token", "Jeton"), "utf-8")
    built = site.build(language="de", locale_dirs=["locale"], modelterms_autolink="all")
    assert built.warnings == []
    # The name of the source language is still found, where text is not translated.
    assert links(built.body("a")) == ["token", "token", "Jeton", "token", "model"]


def test_a_text_keeps_its_links_where_another_extension_copies_it(site: Project) -> None:
    """In HTML most links are no nodes, but known to the text that they stand in."""
    plain = site.build()
    seen: list[linked_text] = []

    def copy(app: Sphinx, document: nodes.document, docname: str) -> None:
        for paragraph in list(document.findall(nodes.paragraph)):
            paragraph.replace_self(paragraph.deepcopy())
        seen.extend(document.findall(linked_text))  # type: ignore[type-var]

    copied = site.build(
        builddir=site.builddir / "copied", before=lambda app: app.connect("doctree-resolved", copy)
    )
    assert [text.astext() for text in seen] == ["A token and a token.", "The token and a model."]
    assert copied.body("a") == plain.body("a")
    assert links(copied.body("a")) == ["token", "model"]


def test_links_as_nodes_are_written_as_those_within_a_text(site: Project) -> None:
    site.write({"b": page("B", 'A "token" & a *model*: see token@a.b, token.')})
    plain = site.build(modelterms_autolink="all")

    def expand(app: Sphinx, document: nodes.document, docname: str) -> None:
        for text in list(document.findall(linked_text)):  # type: ignore[type-var]
            text.parent.replace(text, [*text.expanded()])

    expanded = site.build(
        builddir=site.builddir / "expanded",
        modelterms_autolink="all",
        before=lambda app: app.connect("doctree-resolved", expand),
    )
    for docname in ("a", "b"):
        assert len(links(plain.body(docname))) >= 3
        assert expanded.body(docname) == plain.body(docname)


def test_other_visitors_see_linked_text_as_plain_text(site: Project) -> None:
    class Words(nodes.SparseNodeVisitor):
        def visit_Text(self, node: nodes.Text) -> None:
            words.append(node.astext())

    def visit(app: Sphinx, document: nodes.document, docname: str) -> None:
        if docname == "a":
            for paragraph in document.findall(nodes.paragraph):
                paragraph.walk(Words(document))

    words: list[str] = []
    built = site.build(before=lambda app: app.connect("doctree-resolved", visit))
    assert built.warnings == []
    assert words == ["A token and a token.", "A token again.", "The token and a model."]


def test_autodoc_text_and_shown_conditions_are_linked(site: Project) -> None:
    (site.source / "amodule.py").write_text(
        'def f(token):\n    """Take a token.\n\n    :param token: the model\n    """\n', "utf-8"
    )
    site.conf_head = "import sys, pathlib; sys.path.insert(0, str(pathlib.Path(__file__).parent))"
    site.conf["extensions"] = ["sphinx_modelterms", "myst_parser", "sphinx.ext.autodoc"]
    site.write(
        {
            "b": page("B", ".. only:: latex\n\n   A model.\n\n.. only:: html\n\n   A model."),
            "c": page("C", ".. autofunction:: amodule.f"),
        }
    )
    built = site.build()
    assert built.warnings == []
    assert links(built.body("b")) == ["model"]
    assert links(built.body("c")) == ["token", "model"]


def test_design_components(site: Project) -> None:
    site.conf["extensions"] = ["sphinx_modelterms", "myst_parser", "sphinx_design"]
    site.write(
        {
            "b": page(
                "B",
                ".. grid:: 2\n\n   .. grid-item-card:: The token\n      :link: a\n      :link-type: doc\n\n"
                "      A token.\n\n   .. grid-item-card:: Free\n\n      A token.\n\n"
                ".. tab-set::\n\n   .. tab-item:: The model\n\n      A model.\n\n"
                ".. dropdown:: A phrase\n\n   A model again.",
            )
        }
    )
    built = site.build()
    assert built.warnings == []
    assert rules(built, "b") == ["linked", "linked", "later"]
    assert links(built.body("b")) == ["token", "model"]


def test_avoided_words_are_reported(site: Project) -> None:
    site.write(
        {
            "terms": page(
                "Terms",
                f"{TOKEN}\n.. term:: Large Model\n   :avoid: giant, big net\n\n   Big, not giant.\n",
            ),
            "b": page("B", "A giant.\n\nTwo big nets, :no-autolink:`giant` and ``giant``."),
        }
    )
    built = site.build()
    assert built.warnings == [
        "b.rst:4: WARNING: 'giant' is a word to avoid. Write 'Large Model' instead. [modelterms.avoided-word]",
        "b.rst:6: WARNING: 'big nets' is a word to avoid. Write 'Large Model' instead. [modelterms.avoided-word]",
    ]
    assert links(built.body("b")) == []


def report(built: Built, name: str = "modelterms-report.json") -> dict[str, Any]:
    """The report, checked against its schema."""
    data: dict[str, Any] = json.loads(built.text(name))
    schema = json.loads(REPORT_SCHEMA_FILE.read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    return data


def test_the_report_says_why(site: Project) -> None:
    site.write(
        {
            "terms": page(
                "Terms", f"{TOKEN}\n{MODEL}\n.. term:: Lost\n   :avoid: gone\n\n   x.\n"
            ),
            "b": page(
                "The token",
                "The QZX and QZX, ``token``.\n\n.. code-block:: text\n\n   model\n\nIt is gone.",
            ),
        }
    )
    built = site.build("modelterms")
    data = report(built)
    assert data["unused"] == ["Lost"]
    (unexplained,) = data["unexplained"]
    assert len(unexplained.pop("samples")) == 1
    assert unexplained == {
        "text": "QZX",
        "count": 2,
        "pages": 1,
        "page": "b",
        "file": "b.rst",
        "line": 4,
    }
    (avoided,) = data["avoided"]
    assert avoided["instead"] == ["Lost"] and avoided["text"] == "gone"
    (names,) = [p["names"] for p in data["pages"] if p["page"] == "b"]
    assert [(n["text"], n["rule"]) for n in names] == [
        ("gone", "avoided"),
        ("token", "code"),
        ("token", "heading"),
        ("model", "code"),
    ]
    use = {term["name"]: (term["explicit"], term["automatic"]) for term in data["terms"]}
    assert use == {"Lost": (0, 0), "Model": (0, 1), "Token": (0, 1)}


def test_the_report_beside_html(site: Project) -> None:
    built = site.build(modelterms_report="why.json", modelterms_autolink="off")
    assert report(built, "why.json")["rules"]["off"] == 5
    assert links(built.body("a")) == []


@pytest.mark.parametrize("builder", ["html", "modelterms"])
def test_a_report_that_cannot_be_written_is_reported(site: Project, builder: str) -> None:
    folder = site.builddir / builder / "why.json"
    folder.mkdir(parents=True)
    (warning,) = site.build(builder, modelterms_report="why.json").warnings
    assert warning.startswith(f"WARNING: modelterms_report: can't write {folder}: ")
    assert warning.endswith(". Choose another file. [modelterms.config]")


@pytest.mark.parametrize("name", ["index.html", "modelterms.json", "a\0.json", "../a.json"])
def test_a_report_overwrites_nothing(site: Project, name: str) -> None:
    built = site.build(modelterms_report=name)
    (warning,) = built.warnings
    assert "modelterms_report" in warning and "[modelterms.config]" in warning
    assert "<html" in built.text("index.html")


def test_every_rule_and_field_is_in_the_manual(repository: Path) -> None:
    text = (repository / "example_docs" / "guides" / "automatic-links.md").read_text("utf-8")
    assert "{reference-table} link-rules\n" in text
    for kind in KINDS.values():
        assert f"{{reference-table}} report-{kind.name.replace(' ', '-')}\n" in text
        for name, field in kind.fields.items():
            assert re.fullmatch(r"[A-Z`].*\.", field.help), (kind.name, name)
    for rule in LinkRule:
        assert rule.help.endswith("."), rule


def test_two_names_of_one_entry_are_one_meaning(project: Project) -> None:
    words = (
        "Words\n=====\n\n.. glossary::\n\n   HTTP Request\n   HTTP-Request\n      What is asked.\n"
    )
    project.write(
        {"index": "A\n=\n\nTwo HTTP requests.\n\n.. toctree::\n\n   words\n", "words": words}
    )
    built = project.build(modelterms_autolink="page")
    assert built.warnings == []
    assert 'href="words.html#term-HTTP-Request"' in built.body("index")
