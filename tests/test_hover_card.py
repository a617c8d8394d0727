"""Hover cards in the output: which pages have which, what they say, when pages are written again.

What readers see of them is tested in a browser.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.writers.html5 import HTML5Translator

from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.glossary.text.inline import Run, text_run
from sphinx_modelterms.glossary.text.sentences import LONGEST, shorten
from sphinx_modelterms.glossary.views.hover_card import MOST_NAMES

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Retrieval-Augmented Generation
       :abbr: RAG
       :category: Agents & Tools
       :level: advanced

       *Fetches* documents with the query <q> first.

    .. term:: Embedding
       :requires: Token

       A vector, quokka.

    .. term:: Token

       A piece of text.
    """

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   gloss\n   page\n   other\n",
    "terms": TERMS,
    "gloss": """
        Glossary
        ========

        .. glossary::

           Cat
           Kitty : classifier
              A small animal that likes a :term:`Dog`.

              It sleeps.

           Dog
              Barks.
        """,
    "page": "Page\n====\n\n:term:`rag`, :term:`RAG`, :term:`RAGs`, :term:`Kitty`.\n",
    "other": "Other\n=====\n\nNothing.\n",
}


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    return project


def cards(html: str) -> dict[str, str]:
    """The hover cards of a page: id to inner HTML."""
    pattern = r'<div class="mt-tip" id="([^"]+)" role="tooltip" popover="manual">(.*?)</div>'
    return dict(re.findall(pattern, html))


def described(html: str) -> list[str]:
    return re.findall(r'<a [^>]*aria-describedby="([^"]+)"', html)


def test_a_page_has_one_for_each_term_that_it_links(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    assert cards(built.body("page")) == {
        "mt-tip-retrieval-augmented-generation": "<b>Retrieval-Augmented Generation (RAG)</b> "
        "<i>Agents &amp; Tools · advanced</i> "
        "Fetches documents with the query &lt;q&gt; first.",
        "mt-tip-Kitty": "<b>Kitty</b> A small animal that likes a Dog.",
    }
    assert described(built.body("page")) == [*cards(built.body("page"))]


def test_links_are_the_same_where_a_theme_shows_links_in_its_own_way(site: Project) -> None:
    """Other themes don't override the translator's general method, so that tags are written
    without it."""
    built = site.build(modelterms_autolink="page")
    pages = {name: built.text(f"{name}.html") for name in PAGES}
    assert sum(text.count('<a class="mt-ref') for text in pages.values()) > 5

    def set_translator(app: Sphinx) -> None:
        class Translator(HTML5Translator):
            def visit_reference(self, node: Element) -> None:
                shown.append(node)
                super().visit_reference(node)

        app.set_translator("html", Translator)

    shown: list[Element] = []
    other = site.build(
        before=set_translator, builddir=site.source.parent / "other", modelterms_autolink="page"
    )
    assert any(isinstance(node, term_link) for node in shown)
    assert {name: other.text(f"{name}.html") for name in PAGES} == pages


def test_terms_of_the_same_page_have_no_hover_cards(site: Project) -> None:
    built = site.build()
    assert 'href="#term-token"' in built.body("terms")
    assert cards(built.body("terms")) == cards(built.body("gloss")) == {}


@pytest.mark.parametrize("option", [":no-hover:", ":no-hover: yes"])
def test_a_page_can_switch_hover_cards_off(site: Project, option: str) -> None:
    site.write({"page": f"{option}\n\n{PAGES['page']}"})
    page = site.build().text("page.html")
    assert "mt-tip" not in page
    assert "modelterms" not in page
    site.write({"page": f":no-hover: no\n\n{PAGES['page']}"})
    assert cards(site.build().body("page"))


def test_a_markdown_page_can_switch_hover_cards_off(site: Project) -> None:
    page = "# Page\n\n{term}`RAG`\n"
    site.write({"other.md": page})
    (site.source / "other.rst").unlink()
    assert len(cards(site.build().body("other"))) == 1
    site.write({"other.md": f"---\nno-hover: true\n---\n\n{page}"})
    assert cards(site.build().body("other")) == {}


def test_links_that_sphinx_resolves_have_hover_cards_too(site: Project) -> None:
    """A name in small letters is found by ``:any:`` without us."""
    site.write({"gloss": "G\n=\n\n.. glossary::\n\n   small\n      Not big.\n"})
    site.write({"page": "Page\n====\n\n:any:`small` :any:`Token`\n"})
    built = site.build()
    assert built.warnings == []
    assert described(built.body("page")) == ["mt-tip-small", "mt-tip-token"]


def test_hover_cards_can_be_switched_off(site: Project) -> None:
    built = site.build(modelterms_hover=False)
    for name in ("page", "index", "terms"):
        assert "mt-tip" not in built.text(f"{name}.html")
        assert "modelterms-hover.js" not in built.text(f"{name}.html")
    assert 'class="mt-ref' in built.body("page")


def test_switching_writes_all_pages_again(site: Project) -> None:
    with_ = site.build().body("page")
    without = site.build(modelterms_hover=False).body("page")
    assert site.build().body("page") == with_ != without
    all_ = site.build(modelterms_hover_describe="all").body("page")
    assert len(described(all_)) == 4
    assert described(site.build(modelterms_hover_describe="none").body("page")) == []


def test_files_are_linked_only_where_there_are_hover_cards(site: Project) -> None:
    built = site.build()
    linking = {
        path.stem
        for path in built.outdir.glob("*.html")
        if "modelterms-hover.js" in path.read_text(encoding="utf-8")
    }
    assert linking == {"page"}
    assert "modelterms.css" in built.text("page.html")
    assert "modelterms" not in built.text("other.html")
    assert "modelterms-reader.js" not in built.text("page.html")
    assert (built.outdir / "_static" / "modelterms-hover.js").stat().st_size < 4000


def test_one_page_of_all_documents_has_each_once(site: Project) -> None:
    site.write({"other": "Other\n=====\n\n:term:`RAG` and :term:`Token`.\n"})
    html = next(site.build("singlehtml").outdir.glob("index.html")).read_text(encoding="utf-8")
    assert len(re.findall('id="mt-tip-', html)) == len(cards(html)) == 3
    assert sorted(described(html)) == sorted(cards(html))


def test_automatic_links_have_hover_cards(site: Project) -> None:
    site.conf |= {"modelterms_autolink": "page", "modelterms_reader_controls": True}
    site.write({"page": "Page\n====\n\nSome embeddings here.\n\n.. term:: Own\n\n   Def.\n"})
    site.write({"other": "Other\n=====\n\n.. term:: Alone\n\n   Def.\n\n   Alone alone.\n"})
    built = site.build()
    assert built.warnings == []
    assert described(built.body("page")) == ["mt-tip-embedding"]
    assert "mt-auto" in built.body("page")
    assert "modelterms-reader.js" in built.text("page.html")
    epub = site.build("epub", epub_copyright="x", version="1")
    assert "mt-auto" in epub.text("page.xhtml")
    assert "mt-reader" not in epub.text("page.xhtml")
    assert "modelterms-reader.js" not in epub.text("page.xhtml")


def test_one_page_without_terms_has_nothing_of_ours(project: Project) -> None:
    project.write({"index": "Home\n====\n\nNothing.\n"})
    page = project.build("singlehtml").text("index.html")
    assert "modelterms" not in page


@pytest.mark.parametrize("builder", ["epub", "json", "latex", "text", "xml"])
def test_other_builders_have_no_hover_cards(site: Project, builder: str) -> None:
    conf = {"epub_copyright": "x", "version": "1"} if builder == "epub" else {}
    built = site.build(builder, **conf)
    assert built.warnings == []
    for path in built.outdir.rglob("page.*"):
        assert "mt-tip" not in path.read_text(encoding="utf-8")
        assert "modelterms_target" not in path.read_text(encoding="utf-8")
    assert built.domain.build.views.page("page").hovers == ()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (".. term-list::\n   :display: names\n", 5),
        (".. term-list::\n", 0),
        (".. term-list::\n   :display: table\n", 0),
        (".. term-compare:: RAG, Token\n", 0),
        (".. term-compare:: RAG, Token\n   :rows: level\n", 2),
        (".. term-compare:: RAG, Token\n\n   See :term:`Embedding`.\n", 1),
        (".. term-faq:: RAG\n", 1),
        (":term-def:`Token` :term-abbr:`RAG` :any:`Embedding`\n", 3),
        (".. term:: New\n   :requires: Token\n   :related: RAG, Dog\n\n   Def.\n", 2),
        (".. term:: New\n   :status: deprecated\n   :replaced-by: Token\n\n   Def.\n", 1),
        (".. only:: latex\n\n   :term:`Token`\n", 0),
        (":term-compare:`RAG; Token`\n\n.. term-compare:: RAG, Token\n", 0),
    ],
)
def test_links_beside_the_definition_have_no_hover_cards(
    site: Project, page: str, expected: int
) -> None:
    site.write({"other": f"Other\n=====\n\n{page}"})
    built = site.build()
    assert built.warnings == []
    assert len(cards(built.body("other"))) == expected
    assert len(built.domain.build.views.page("other").hovers) == expected


def test_a_long_list_of_names_has_no_hover_cards(site: Project) -> None:
    many = "\n".join(f".. term:: N{number}\n\n   Def.\n" for number in range(MOST_NAMES))
    site.write({"other": "Other\n=====\n\n.. term-list::\n   :display: names\n"})
    site.write({"gloss": f"Glossary\n========\n\n{many}\n.. glossary::\n\n   Kitty\n      A.\n"})
    assert cards(site.build().body("other")) == {}


def test_links_in_hidden_parts_have_no_hover_cards(site: Project) -> None:
    term = (
        ".. term:: New\n   :requires: Token\n\n   Def.\n\n   See :term:`RAG`.\n\n"
        "   .. term-example::\n\n      See :term:`Kitty`.\n"
    )
    site.write({"other": f"Other\n=====\n\n{term}"})
    built = site.build()
    assert len(cards(built.body("other"))) == 3
    assert "other.html" in built.body("terms")
    built = site.build(modelterms_card_parts=["definition", "explanation", "used-in"])
    assert built.warnings == []
    assert list(cards(built.body("other"))) == ["mt-tip-retrieval-augmented-generation"]
    assert [card.name for card in built.domain.build.views.page("other").hovers] == [
        "Retrieval-Augmented Generation (RAG)"
    ]


def test_terms_whose_ids_would_be_alike_get_different_ids(site: Project) -> None:
    site.write(
        {
            "terms": "Terms\n=====\n\n.. term:: One\n   :id: x\n\n   First.\n\n"
            ".. term:: Two\n   :id: term-x\n\n   Second.\n",
            "gloss": "G\n=\n\n.. term:: Three\n   :id: x\n\n   Third.\n\n:term:`One` :term:`Kitty`\n\n"
            ".. glossary::\n\n   Kitty\n      A.\n",
            "page": "Page\n====\n\n:term:`One` :term:`Two` :term:`Two` :term:`Three` :term:`One`\n",
            "other": "Other\n=====\n\n.. term:: Four\n   :id: x\n\n   Fourth.\n\n:term:`One` :term:`Four`\n",
        }
    )
    built = site.build()
    body = built.body("page")
    assert {anchor: text[-7:] for anchor, text in cards(body).items()} == {
        "mt-tip-x": " First.",
        "mt-tip-x-2": "Second.",
        "mt-tip-x-3": " Third.",
    }
    links = re.findall(r'href="(\w+.html#[\w-]+)"(?: ([a-z-]+="[^"]*"))?', body)
    assert links == [
        ("terms.html#x", 'aria-describedby="mt-tip-x"'),
        ("terms.html#term-x", 'aria-describedby="mt-tip-x-2"'),
        ("terms.html#term-x", 'data-mt-tip="mt-tip-x-2"'),
        ("gloss.html#x", 'aria-describedby="mt-tip-x-3"'),
        ("terms.html#x", ""),
    ]
    # A link within the page has none, and says so where its address looks like another's.
    assert 'href="#x" data-mt-tip=""' in built.body("other")


def test_a_definition_rewrites_the_pages_that_link_it(site: Project) -> None:
    site.build()
    site.write({"terms": TERMS.replace("A vector", "Numbers")})
    assert set(site.build().resolved) - {"index"} == {"terms"}
    site.write({"terms": TERMS.replace("documents", "pages")})
    built = site.build()
    assert set(built.resolved) - {"index"} == {"terms", "page"}
    assert "Fetches pages" in built.body("page")
    # What is beyond the cut of a hover card is nobody else's concern.
    site.write({"gloss": PAGES["gloss"].replace("It sleeps", "It eats")})
    assert set(site.build().resolved) - {"index"} == {"gloss"}


def test_no_search_finds_the_words_of_hover_cards(site: Project) -> None:
    site.write({"page": "Page\n====\n\n:term:`Embedding`\n"})
    built = site.build()
    assert "quokka" in built.body("page")
    text = built.text("searchindex.js")
    index = json.loads(text[text.index("{") : text.rindex("}") + 1])
    found = index["terms"]["quokka"]
    pages = [found] if isinstance(found, int) else found
    assert [index["docnames"][number] for number in pages] == ["terms"]


def test_glossaries_in_markdown(project: Project) -> None:
    project.conf["myst_enable_extensions"] = ["deflist", "attrs_block"]
    project.write(
        {
            "index": "Home\n====\n\n:term:`Cat` :term:`Dog` :term:`Piece`\n\n"
            ".. toctree::\n\n   gloss\n   list\n",
            "gloss.md": "# G\n\n```{glossary}\nCat\nKitty\n  Purrs *a lot*.\n\n  Sleeps.\n```\n",
            "list.md": "# L\n\n{.glossary}\nDog\n: Barks.\n\nPiece\n: A part.\n: Another part.\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    assert list(cards(built.body("index")).values()) == [
        "<b>Cat</b> Purrs a lot.",
        "<b>Dog</b> Barks.",
        "<b>Piece</b> A part.",
    ]


def test_a_translated_site_says_it_in_the_reader_s_language(project: Project) -> None:
    locale = project.source / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    pairs = {"Token": "Spielmarke", "A piece of text.": "Ein Stück Text."}
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + "\n".join(
        f'msgid "{old}"\nmsgstr "{new}"\n' for old, new in pairs.items()
    )
    (locale / "terms.po").write_text(po, encoding="utf-8")
    project.write(PAGES | {"page": "Page\n====\n\n:term:`Token`\n"})
    built = project.build(language="de", locale_dirs=["locale"])
    assert list(cards(built.body("page")).values()) == ["<b>Spielmarke</b> Ein Stück Text."]


LONG = "The first sentence goes on and on for a while, until it ends. "


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Short. Two.", "Short. Two."),
        (LONG * 5, (LONG * 3).strip()),
        (LONG + "Word " * 50, LONG.strip()),
        ("Short. " + "Word " * 50, "Short." + " Word" * 38 + "…"),
        ("A model, e.g. a big one, " + "word " * 50, None),
        ("A model approx. as big " * 20, None),
        (f"See {'x' * 70} no. 5 " + "word " * 50, None),
        ("一个模型。" * 60, "一个模型。" * 40),
        ("模型" * 150, "模型" * 99 + "模…"),
        ("x" * 150 + " " + "y" * 150, "x" * 150 + "…"),
        ("e\u0301" * 150, None),
    ],
)
def test_long_definitions_are_cut_at_a_border(text: str, start: str | None) -> None:
    short = shorten(text_run(text))
    assert len(short) <= LONGEST
    if start is None:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert not text[len(short) - 1 :].startswith("\u0301")
    else:
        assert short == start


def test_markup_is_left_out() -> None:
    runs: Any = (Run("text", "A "), Run("emphasis", "very\n big"), Run("text", " one"))
    assert shorten(runs) == "A very big one"


def built_twice(project: Project) -> tuple[Built, Built]:
    return project.build(), project.build(parallel=2, builddir=project.builddir / "again")


def test_parallel_builds_have_the_same(site: Project) -> None:
    one, two = built_twice(site)
    assert one.body("page") == two.body("page")
