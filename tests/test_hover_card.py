"""Hover cards in the output: which pages have which, what they say, when pages are written again.

What readers see of them is tested in a browser.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from docutils.utils.math import latex2mathml
from sphinx.writers.html5 import HTML5Translator

from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.inline import Run, plain, text_run
from sphinx_modelterms.glossary.views.hover_card import MOST_NAMES
from sphinx_modelterms.glossary.views.hover_text import LONGEST, excerpt
from sphinx_modelterms.glossary.views.records import HoverCard
from sphinx_modelterms.rendering.hover_card import tip
from sphinx_modelterms.rendering.mathml import ATTRIBUTES, ELEMENTS, VALUE, formula_html
from tests.formulas import ATTACKS, ORDINARY

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


def texts(html: str) -> list[str]:
    """The hover cards of a page, without markup."""
    return [re.sub("<[^>]*>", "", card) for card in cards(html).values()]


def described(html: str) -> list[str]:
    return re.findall(r'<a [^>]*aria-describedby="([^"]+)"', html)


def test_a_page_has_one_for_each_term_that_it_links(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    assert cards(built.body("page")) == {
        "mt-tip-retrieval-augmented-generation": "<b>Retrieval-Augmented Generation (RAG)</b>"
        "<i> Agents &amp; Tools · advanced</i>"
        '<span id="mt-tip-retrieval-augmented-generation-text">'
        " <em>Fetches</em> documents with the query &lt;q&gt; first.</span>",
        "mt-tip-Kitty": "<b>Kitty</b>"
        '<span id="mt-tip-Kitty-text"> A small animal that likes a Dog.</span>',
    }
    assert described(built.body("page")) == [f"{tip}-text" for tip in cards(built.body("page"))]


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
    assert described(built.body("page")) == ["mt-tip-small-text", "mt-tip-token-text"]


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
    # Sphinx keeps what is added to all pages, which would grow with each page.
    added = [*built.app.registry.css_files, *built.app.registry.js_files]
    assert not any("modelterms" in name for name, _ in added)
    assert (built.outdir / "_static" / "modelterms-hover.js").stat().st_size < 5000


def test_one_page_of_all_documents_has_each_once(site: Project) -> None:
    site.write({"other": "Other\n=====\n\n:term:`RAG` and :term:`Token`.\n"})
    html = next(site.build("singlehtml").outdir.glob("index.html")).read_text(encoding="utf-8")
    assert len(set(re.findall('id="mt-tip-[^"]*"', html))) == 2 * len(cards(html)) == 6
    assert sorted(described(html)) == sorted(f"{tip}-text" for tip in cards(html))


def test_automatic_links_have_hover_cards(site: Project) -> None:
    site.conf |= {"modelterms_autolink": "page", "modelterms_reader_controls": True}
    site.write({"page": "Page\n====\n\nSome embeddings here.\n\n.. term:: Own\n\n   Def.\n"})
    site.write({"other": "Other\n=====\n\n.. term:: Alone\n\n   Def.\n\n   Alone alone.\n"})
    built = site.build()
    assert built.warnings == []
    assert described(built.body("page")) == ["mt-tip-embedding-text"]
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
    assert {anchor: text[-14:-7] for anchor, text in cards(body).items()} == {
        "mt-tip-x": " First.",
        "mt-tip-x-2": "Second.",
        "mt-tip-x-3": " Third.",
    }
    links = re.findall(r'href="(\w+.html#[\w-]+)"(?: ([a-z-]+="[^"]*"))?', body)
    assert links == [
        ("terms.html#x", 'aria-describedby="mt-tip-x-text"'),
        ("terms.html#term-x", 'aria-describedby="mt-tip-x-2-text"'),
        ("terms.html#term-x", 'data-mt-tip="mt-tip-x-2"'),
        ("gloss.html#x", 'aria-describedby="mt-tip-x-3-text"'),
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
    assert "<em>Fetches</em> pages" in built.body("page")
    # What is beyond the cut of a hover card is nobody else's concern.
    site.write({"gloss": PAGES["gloss"].replace("It sleeps", "It eats")})
    assert set(site.build().resolved) - {"index"} == {"gloss"}


def test_the_colour_of_the_edge_is_before_the_category(site: Project) -> None:
    site.conf["modelterms_categories"] = {"Agents & Tools": {"colour": "green"}}
    body = site.build().body("page")
    assert '<div class="mt-tip mt-colour-green" id="mt-tip-retrieval-augmented' in body
    assert '<i class="mt-category"> Agents &amp; Tools · advanced</i>' in body
    site.write({"terms": PAGES["terms"].replace(":abbr:", ":scope: search\n       :abbr:", 1)})
    assert "<i> search · Agents &amp; Tools · advanced</i>" in site.build().body("page")


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
    assert texts(built.body("index")) == ["Cat Purrs a lot.", "Dog Barks.", "Piece A part."]


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
    assert texts(built.body("page")) == ["Spielmarke Ein Stück Text."]
    assert (
        '<aside class="mt-tips mathjax_ignore tex2jax_ignore" role="none" lang="de" data'
        in built.body("page")
    )


def test_a_card_states_its_direction(project: Project) -> None:
    """That of the page's language, and of each text that is written in the other one."""
    project.write(
        {
            "terms": "T\n=\n\n.. term:: Token\n\n   A piece.\n\n.. term:: אסימון\n\n   חלק של טקסט, token.\n",
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n\n:term:`Token` :term:`אסימון`\n",
        }
    )
    hebrew = project.build(language="he", builddir=project.builddir / "he").body("index")
    assert (
        '<aside class="mt-tips mathjax_ignore tex2jax_ignore" role="none" dir="rtl" lang="he" '
        in hebrew
    )
    english = project.build().body("index")
    assert '<aside class="mt-tips mathjax_ignore tex2jax_ignore" role="none" lang="en" ' in english
    for page, other in ((hebrew, "ltr"), (english, "rtl")):
        directions = [re.findall(' dir="(...)"', card) for card in cards(page).values()]
        assert sorted(directions) == [[], [other, other]]


LONG = "The first sentence goes on and on for a while, until it ends. "


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Short. Two.", "Short. Two."),
        (LONG * 5, LONG * 3 + "…"),
        (LONG + "Word " * 50, LONG + "…"),
        ("Short. " + "Word " * 50, "Short." + " Word" * 38 + "…"),
        ("A model, e.g. a big one, " + "word " * 50, None),
        ("A model approx. as big " * 20, None),
        (f"See {'x' * 70} no. 5 " + "word " * 50, None),
        ("一个模型。" * 60, "一个模型。" * 39 + "…"),
        ("模型" * 150, "模型" * 99 + "模…"),
        ("x" * 150 + " " + "y" * 150, "x" * 150 + "…"),
        ("e\u0301" * 150, None),
    ],
)
def test_long_definitions_are_cut_at_a_border(text: str, start: str | None) -> None:
    short = plain(excerpt(text_run(text)))
    assert len(short) <= LONGEST
    if start is None:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert not text[len(short) - 1 :].startswith("\u0301")
    else:
        assert short == start


def test_a_cut_text_keeps_its_markup() -> None:
    runs = (
        Run("text", "A "),
        Run("emphasis", "very\n big"),
        Run("text", "  one: "),
        Run("literal", "x = 1"),
    )
    assert excerpt(runs) == (
        Run("text", "A "),
        Run("emphasis", "very big"),
        Run("text", " one: "),
        Run("literal", "x = 1"),
    )
    assert excerpt(runs, 16) == (*runs[:1], Run("emphasis", "very big"), Run("text", " one…"))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It is one of:", "It is one of…"),
        (f"{LONG}It is one of：", f"{LONG}…"),
        (f"{LONG}As is said in sec. Two. " + "Word " * 50, f"{LONG}As is said in sec. Two. …"),
        ("Word " * 36 + "in the U.S. " + "x" * 140, "Word " * 36 + "in the…"),
        (f"{LONG}Cats, dogs etc. " + "X" * 140, f"{LONG}…"),
        (f"{LONG}Siehe Abb. Zwei. " + "Wort " * 50, f"{LONG}Siehe Abb. Zwei. …"),
        (f"{LONG}Voir chap. Deux, cf. " + "x" * 140, f"{LONG}…"),
    ],
)
def test_a_text_ends_with_a_sentence_or_says_that_it_is_cut(text: str, start: str) -> None:
    assert plain(excerpt(text_run(text))) == start


def card_of(project: Project, definition: str, more: str = "") -> str:
    """The hover card of a term with this definition."""
    project.write(
        {
            "terms": f"T\n=\n\n.. term:: One\n\n   {definition}\n\n{more}",
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n\n:term:`One`\n",
        }
    )
    return cards(project.build().body("index"))["mt-tip-one"]


def test_markup_of_the_definition_is_shown(project: Project) -> None:
    card = card_of(project, "A *b* **c** ``d<`` :sub:`e` :sup:`f` :abbr:`g (h)` :term:`One`.")
    assert card.endswith(
        "> A <em>b</em> <strong>c</strong> <code>d&lt;</code> <sub>e</sub> <sup>f</sup>"
        " g One.</span>"
    )


class Markup(HTMLParser):
    """Elements and attributes of a hover card."""

    def __init__(self, card: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(card)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(f"{name}={value}" for name, value in attrs)}


def test_a_formula_is_shown_as_such_and_read_as_words(project: Project) -> None:
    card = card_of(project, r"It is :math:`\frac{x}{\sqrt{d_k}}`, always.")
    assert (
        '<span class="mt-unseen" id="mt-tip-one-text"> It is x/(√(d_k)), always.</span>'
        '<span aria-hidden="true"> It is <span inert><math><mfrac><mi>x</mi><msqrt><msub><mi>d</mi>'
        "<mi>k</mi></msub></msqrt></mfrac></math></span>, always.</span>"
    ) in card


FORMULAS_AS_WORDS = (r"\unknown{x}", r"\begin{matrix} a & b \\ c \end{matrix}", "x" * 201)


def is_harmless(html: str) -> bool:
    """Return True if there are no active elements and attributes."""
    seen = Markup(html).seen
    active = {"a", "script", "img", "iframe", "maction", "style", "semantics", "annotation-xml"}
    return not active & seen and not any(
        re.match("on|href|style|src|xlink|action", one) for one in seen
    )


@pytest.mark.parametrize("formula", [*ATTACKS, *FORMULAS_AS_WORDS])
def test_no_formula_of_an_attacker_is_markup(formula: str) -> None:
    runs = excerpt((Run("math", formula), Run("text", " of it.")))
    card = HoverCard(Target("a", "b"), "<b>", ("&",), runs)
    assert is_harmless(tip("mt-tip-b", card, "ltr"))
    assert is_harmless(formula_html(formula))


def test_attacks_in_definitions_and_names_are_words(project: Project) -> None:
    texts = [" ".join(text.split()) for text in ATTACKS if "`" not in text and text.isprintable()]
    names = [*(f"Term {number}" for number in range(len(texts))), "<img src=x onerror=hit()>"]
    terms = [
        {"name": name, "definition": f"<b onclick=hit()> &lt;a&gt; :math:`{text}` of it."}
        for name, text in zip(names, [*texts, "x"], strict=True)
    ]
    project.conf |= {"modelterms_data": ["a.json"], "modelterms_pages": "gen"}
    links = " ".join(f":term:`{name.replace('<', chr(92) + '<')}`" for name in names)
    project.write(
        {
            "a.json": json.dumps({"markup": "rst", "terms": terms}),
            "index": f"Home\n====\n\n.. toctree::\n\n   gen/index\n\n{links}\n",
        }
    )
    found = cards(project.build().body("index"))
    assert len(found) == len(names)
    assert all(map(is_harmless, found.values()))
    unlike = [c for c in found.values() if "&lt;b onclick=hit()&gt; &amp;lt;a&amp;gt" not in c]
    assert unlike == []


def test_all_markup_of_formulas_is_in_the_lists() -> None:
    allowed = {"div", "b", "span", "math", "inert=None", "aria-hidden=true", "role=tooltip"}
    allowed |= {"popover=manual", "id=t", "id=t-text", "class=mt-tip", "class=mt-unseen"}
    for formula in ORDINARY:
        card = HoverCard(Target("a", "t"), "T", (), excerpt((Run("math", formula),)))
        for one in Markup(tip("t", card, "ltr")).seen - allowed:
            name, _, value = one.partition("=")
            assert name in ELEMENTS if not value else name in ATTRIBUTES and VALUE.fullmatch(value)


@pytest.mark.parametrize(
    "written",
    ["<mi>x</mi>", "<mi href='javascript:x'>y</mi>", "<script>", "&lt;script&gt;", "<a>"],
)
def test_what_the_converter_should_not_write_is_dropped(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setattr(latex2mathml, "tex2mathml", lambda formula: f"<math>{written}</math>")
    assert set(re.findall("<([^ >]*)", formula_html("x"))) <= {
        "span", "math", "mi", "/mi", "/math", "/span",
    }  # fmt: skip
    assert "href" not in formula_html("x")


def test_a_converter_that_fails_leaves_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(latex2mathml, "tex2mathml")
    assert formula_html(r"x \le \alpha") == "x ≤ α"


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        ("See Global Lock.", "See Global Lock. A lock of *all*."),
        ("Short for :term:`Global Lock`", "Short for Global Lock: A lock of *all*."),
        (
            "Abbreviation for global lock (GL).",
            "Abbreviation for global lock (GL). A lock of *all*.",
        ),
        ("Siehe „Global Lock“.", "Siehe „Global Lock“. A lock of *all*."),
        ("参见 Global Lock。", "参见 Global Lock。 A lock of *all*."),
        ("See Two.", "See Two. A lock of *all*."),
        ("See One.", "See One."),
        ("See Three.", "See Three."),
        ("See Nothing.", "See Nothing."),
        ("See Global Lock when it rains.", "See Global Lock when it rains."),
    ],
)
def test_a_term_that_points_to_another_shows_that_definition(
    project: Project, definition: str, text: str
) -> None:
    more = (
        ".. term:: Global Lock\n\n   A lock of *all*.\n\n.. term:: Two\n\n   See Global Lock.\n\n"
        ".. term:: Three\n\n   See Four.\n\n.. term:: Four\n\n   See Three.\n"
    )
    card = card_of(project, definition, more).replace("<em>", "*").replace("</em>", "*")
    assert re.sub("<[^>]*>", "", card) == f"One {text}"


def test_a_pointer_follows_the_definition_of_its_term(project: Project) -> None:
    more = ".. glossary::\n\n   Lock\n      A lock.\n"
    assert "See Lock. A lock." in card_of(project, "See Lock.", more)
    assert "See Lock. A key." in card_of(project, "See Lock.", more.replace("A lock", "A key"))


def built_twice(project: Project) -> tuple[Built, Built]:
    return project.build(), project.build(parallel=2, builddir=project.builddir / "again")


def test_parallel_builds_have_the_same(site: Project) -> None:
    one, two = built_twice(site)
    assert one.body("page") == two.body("page")
