"""The card: its tree before and after the late phase, its layouts, its HTML."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes

    from tests.conftest import Built, Project

FULL = """
    Terms
    =====

    .. term:: Retrieval-Augmented Generation
       :abbr: RAG
       :aliases: grounded generation
       :former-names: look-up generation
       :avoid: smart search
       :category: agents
       :level: intermediate
       :tags: search, text
       :reviewed: 2026-11-22
       :related: Embedding, Token
       :requires: Embedding
       :broader: Token
       :status: deprecated
       :replaced-by: Token
       :forms: RAGs
       :case: exact
       :no-autolink: yes
       :class: special
       :name: the-rag

       Retrieval-augmented generation *fetches* ``documents`` first.

       The explanation, on :term:`Embedding`.

       .. term-example::

          A support bot.

       .. term-question:: Does it **replace** training?
          :id: training

          No.

       .. term-facts::

          Needs training: no
          Fresh facts: yes

       .. term-source:: The paper
          :url: arxiv:2005.11401

          Lewis and others, 2020.

    .. term:: Embedding
       :related: RAG

       A vector.

    .. term:: Token

       A piece of text; see :term:`RAG`.
    """

CATEGORIES = {"agents": {"title": "Agents & Tools", "colour": "green"}}


def card(document: nodes.document) -> str:
    """The first card as text, without what differs between machines and versions."""
    from sphinx_modelterms.doctree.walking import blocks_by_document

    text = blocks_by_document(document, "", "card")[0][1].pformat()
    noise = "xml:space|internal|refdoc|refwarn|refexplicit|translation_progress|[a-z]+:[a-z]+"
    return re.sub(rf' (?:{noise})="[^"]*"', "", text)


def check_fixture(path: Path, text: str) -> None:
    """Compare with a committed file; ``MODELTERMS_UPDATE_FIXTURES=1`` writes it anew."""
    if os.environ.get("MODELTERMS_UPDATE_FIXTURES"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("builder", "late"),
    [("html", False), ("html", True), ("text", True)],
    ids=["read", "html", "text"],
)
def test_a_full_card(project: Project, repository: Path, builder: str, late: bool) -> None:
    project.write({"index": FULL})
    built = project.build(builder, modelterms_categories=CATEGORIES)
    assert built.warnings == []
    name = f"full-card-{builder if late else 'read'}.txt"
    check_fixture(repository / "tests" / "fixtures" / name, card(built.doctree("index", late)))


def test_the_record_has_all_options_and_texts(project: Project) -> None:
    project.write({"index": FULL})
    term = project.build("dummy").domain.build.glossary.terms[0]
    assert term.abbr == "RAG"
    assert term.aliases == ("grounded generation",)
    assert term.former_names == ("look-up generation",)
    assert term.avoid == ("smart search",)
    assert (term.category, term.level, term.tags) == ("agents", "intermediate", ("search", "text"))
    assert (term.reviewed, term.status, term.replaced_by) == ("2026-11-22", "deprecated", "Token")
    assert (term.forms, term.case, term.no_autolink) == (("RAGs",), "exact", True)
    assert [run.kind for run in term.definition] == ["text", "emphasis", "text", "literal", "text"]
    assert [fact.key for fact in term.facts] == ["Needs training", "Fresh facts"]
    assert [q.anchor for q in term.questions] == [
        "question-retrieval-augmented-generation-training"
    ]
    assert [s.address for s in term.sources] == ["https://arxiv.org/abs/2005.11401"]


PAGE_LAYOUT = """
    Pages
    =====

    .. term:: Alpha
       :layout: page
       :level: advanced

       Definition.

       Explanation.

       .. term-example::

          E.

       .. term-facts::

          A: b

       .. term-source:: S
    """


def test_layouts(project: Project) -> None:
    from docutils import nodes

    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   pages\n   blocks\n   md\n",
            "pages": PAGE_LAYOUT,
            "blocks": """
                Blocks
                ======

                .. term:: Forced
                   :layout: card
                   :name: my-label

                   Def.

                .. note::

                   .. term:: In a note

                      Def.

                * .. term:: In a list

                     Def.

                See :ref:`my-label`.
                """,
            "md.md": "# Md\n\n```{term} Plain\nDef.\n```\n\n- item\n\n  ```{term} Listed\n  Def.\n  ```\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    toc = built.app.env.tocs["pages"].astext().split("\n\n")
    parts = ["Facts", "Explanation", "Examples", "Frequently asked", "Sources"]
    assert toc == ["Pages", "Alpha", *parts]
    blocks = built.doctree("blocks")
    assert [
        n["classes"] for n in blocks.findall(nodes.container) if n.get("modelterms") == "card"
    ] == [["mt-card"]] * 3
    assert 'href="#term-forced"><span class="std std-ref">Forced</span>' in built.body("blocks")
    assert built.app.env.tocs["md"].astext().split("\n\n") == ["Md", "Plain"]
    assert '<div class="mt-card mathjax_ignore tex2jax_ignore" id="term-listed">' in built.body(
        "md"
    )


def test_a_page_can_be_a_single_term(project: Project) -> None:
    project.write({"index": ".. term:: Alone\n\n   The whole page.\n"})
    built = project.build()
    assert built.warnings == []
    assert '<h1 class="mt-title">Alone' in built.body("index")


def test_parts_are_ordered_and_hidden(project: Project) -> None:
    project.write({"index": FULL})
    built = project.build(modelterms_card_parts=["sources", "definition", "faq"])
    body = built.body("index")
    first = body[: body.index('id="term-embedding"')]
    classes = re.findall(r'class="(mt-[a-z-]+?)"', first)
    shown = [name for name in classes if name != "mt-heading"]
    assert shown[:4] == ["mt-title", "mt-sources", "mt-definition", "mt-faq"]
    for hidden in (
        "mt-meta",
        "mt-examples",
        "mt-facts",
        "mt-related",
        "mt-used-in",
        "mt-explanation",
    ):
        assert hidden not in first
    term = built.domain.build.glossary.terms[0]
    assert term.examples
    assert term.facts


def test_the_definition_follows_the_name(project: Project) -> None:
    project.write({"index": FULL})
    body = project.build().body("index")
    assert re.search(r'class="mt-title">Retrieval[^\n]*</h2>\n<p class="mt-definition"', body)
    text = project.build("text").text("index.txt")
    assert "\nRetrieval-Augmented Generation\n" in text
    after = text.split("\nRetrieval-Augmented Generation\n")[1].split("\n\n")
    assert after[1].startswith("Retrieval-augmented generation *fetches*")


def headings(body: str) -> list[tuple[int, str]]:
    """The headings of a page, each with its level."""
    found = re.findall(r"<h(\d)[^>]*>(.*?)(?:<a class=\"headerlink.*?)?</h", body)
    return [(int(level), text) for level, text in found]


def test_parts_are_headings_below_the_name(project: Project) -> None:
    project.write(
        {
            "index": FULL
            + """
    Elsewhere
    =========

    * .. term:: Listed
         :related: Token

         Def.

         Explanation.
    """,
            "page": ""
            + PAGE_LAYOUT.replace(":layout: page", ":layout: page\n       :related: Listed"),
        }
    )
    built = project.build()
    shown = headings(built.body("index"))
    assert shown[:3] == [(1, "Terms"), (2, "Retrieval-Augmented Generation"), (3, "Facts")]
    assert {level for level, text in shown if text in {"Explanation", "Examples"}} == {3}
    assert (3, "Related terms") in shown
    listed = shown.index((2, "Listed"))
    assert shown[listed + 1 :] == [
        (3, "Explanation"),
        (3, "Frequently asked"),
        (3, "Related terms"),
    ]
    assert headings(built.body("page")) == [
        (1, "Pages"),
        (2, "Alpha"),
        *((3, part) for part in ("Facts", "Explanation", "Examples", "Frequently asked")),
        (3, "Related terms"),
        (3, "Sources"),
    ]
    assert built.body("page").count('class="mt-heading"') == 6


@pytest.mark.parametrize("layout", ["section", "card", "page"])
def test_facts_stand_beside_the_text_that_follows_them(project: Project, layout: str) -> None:
    project.write({"index": FULL.replace(":name: the-rag", f":layout: {layout}")})
    body = project.build().body("index")
    beside = body[body.index('<div class="mt-beside">') : body.index("Frequently asked")]
    assert beside.index('<div class="mt-facts') < beside.index("mt-explanation")
    assert beside.index("mt-explanation") < beside.index("mt-examples")
    parts = ["definition", "explanation", "facts", "faq"]
    assert "mt-beside" not in project.build(modelterms_card_parts=parts).body("index")


def test_related_terms_are_cards_with_one_link_each(project: Project) -> None:
    text = FULL.replace("Embedding\n       :related: RAG", "Embedding\n       :category: agents")
    project.write({"index": text})
    built = project.build(modelterms_categories=CATEGORIES)
    related = built.body("index").split('class="mt-related')[1]
    cards = related.split("</dl>")[0].split('<div class="mt-item')[1:]
    assert [card.count("<a ") for card in cards] == [1, 1]
    assert cards[0].startswith(' mt-colour-green">')
    assert re.search(r'<a class="mt-ref reference internal" [^>]*>Embedding</a>', cards[0])


RELATED = f"""
    Home
    ====

    .. term:: A
       :related: B, C

       Def.

    .. term:: B

       It is {"very " * 30}long.

    .. term:: C

       It is *short*.

    .. term:: D
       :related: B

       Def.
    """


def related_of(built: Built, name: str) -> str:
    """Return the HTML of the part "Related terms" on the card of a term."""
    card = built.body("index").split(f'id="term-{name}"')[1]
    return card.split('class="mt-related')[1].split("</section>")[0]


def test_related_terms_show_the_start_of_their_definitions(project: Project) -> None:
    project.write({"index": RELATED})
    shown = re.findall(r"<p[^>]*>(.*?)</p>", related_of(project.build(), "a"))
    assert len(shown) == 2
    assert re.fullmatch("It is (very )+very…", shown[0])
    assert 80 < len(shown[0]) <= 100
    assert shown[1] == "It is <em>short</em>."


def test_a_term_that_names_no_related_ones_links_those_that_name_it(project: Project) -> None:
    project.write({"index": RELATED})
    related = related_of(project.build(), "b")
    assert re.findall(r">([^<>]+)</a>", related) == ["A", "D"]
    assert "Also related" not in related
    project.write({"index": RELATED.replace(".. term:: B\n", ".. term:: B\n       :related: C\n")})
    assert "Also related:" in related_of(project.build(), "b")


def test_levels_are_shown_as_steps(project: Project) -> None:
    from sphinx_modelterms.glossary.views.presentation import Badge, with_steps

    project.write({"index": FULL})
    assert '<span class="mt-level mt-step-2"' in project.build().body("index")
    steps = {
        n: [b.step for b in with_steps({str(i): Badge("", "") for i in range(n)}).values()]
        for n in range(6)
    }
    assert steps == {0: [], 1: [0], 2: [1, 3], 3: [1, 2, 3], 4: [1, 2, 2, 3], 5: [1, 1, 2, 3, 3]}


def test_used_in_is_cut_and_folded(project: Project) -> None:
    pages = {f"p{n}": f"Page {n}\n======\n\n:term:`X`\n" for n in range(5)}
    names = "\n".join(f"   {name}" for name in pages)
    project.write(
        {
            "index": f"Home\n====\n\n.. term:: X\n\n   Def.\n\n.. toctree::\n   :hidden:\n\n{names}\n",
            **pages,
        }
    )
    body = project.build(modelterms_used_in=3).body("index")
    assert body.count("<li><p><a") == 5
    assert "<summary>2 more</summary>" in body
    assert "<summary>" not in project.build(modelterms_used_in=5).body("index")
    assert "Used in" not in project.build(modelterms_used_in=0).body("index")


def test_an_own_question_replaces_the_generated_one(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                .. term:: X
                   :level: advanced

                   Def.

                   .. term-question:: Really, what?
                      :id: definition

                      This.
                """
        }
    )
    body = project.build(modelterms_faq_repeats=True).body("index")
    assert "What does X mean?" not in body
    assert body.count('id="question-x-definition"') == 1
    assert "How advanced is X?" in body
    assert body.index("Really, what?") < body.index("How advanced is X?")


def test_questions_that_repeat_the_card_are_left_out_and_their_anchors_stay(
    project: Project,
) -> None:
    project.write({"index": FULL})
    body = project.build().body("index")
    own, generated = body.index("Does it <strong>"), body.index("look like in practice?")
    assert own < generated
    assert "Generation mean?" not in body
    assert "How advanced is" not in body
    start = "question-retrieval-augmented-generation"
    assert re.search(rf'<p class="mt-definition" id="{start}-definition">Retrieval', body)
    assert re.search(rf'<span class="mt-level [^"]*" id="{start}-level">intermediate', body)


def test_a_question_repeats_nothing_if_the_part_that_answers_it_is_hidden(
    project: Project,
) -> None:
    project.write({"index": FULL})
    body = project.build(modelterms_card_parts=["definition", "faq"]).body("index")
    assert "How advanced is" in body
    assert "Generation mean?" not in body


def test_an_own_question_keeps_its_anchor_from_the_part_that_answers_it(project: Project) -> None:
    project.write({"index": FULL.replace(":id: training", ":id: level")})
    body = project.build().body("index")
    assert body.count('id="question-retrieval-augmented-generation-level"') == 1
    assert 'mt-answer" id="question-retrieval-augmented-generation-level"' in body


@pytest.mark.parametrize("conf", [{"modelterms_faq": []}, {"modelterms_faq_related": 0}])
def test_generated_questions_can_be_chosen(project: Project, conf: dict[str, object]) -> None:
    project.write({"index": FULL})
    body = project.build(**conf, modelterms_faq_repeats=True).body("index")
    assert ("What does Retrieval" in body) is ("modelterms_faq_related" in conf)
    assert "relate to" not in body
    assert "Does it" in body


def test_questions_in_other_words(project: Project) -> None:
    project.write({"index": FULL})
    templates = {"definition": ("Was ist {name}?", "Kurz: {definition}")}
    conf = {"modelterms_faq_templates": templates, "modelterms_faq_repeats": True}
    body = project.build(**conf).body("index")
    assert "Was ist Retrieval-Augmented Generation?" in body
    assert "<p>Kurz: Retrieval-augmented generation <em>fetches</em>" in body


def test_no_generated_questions_where_the_term_says_so(project: Project) -> None:
    text = FULL.replace(":class: special", ":faq: no")
    project.write({"index": text})
    body = project.build(modelterms_faq_repeats=True).body("index")
    assert "What does Retrieval" not in body
    assert "Does it" in body
    assert 'id="question-retrieval-augmented-generation-level"' not in body


def test_sphinx_design_dresses_cards_only_where_it_is_listed(project: Project) -> None:
    project.write({"index": FULL})
    assert "sd-" not in project.build().body("index")
    dressed = project.build(extensions=["sphinx_modelterms", "sphinx_design"]).body("index")
    assert "sd-badge" in dressed
    assert "sd-dropdown" in dressed


def test_the_stylesheet_is_linked_on_pages_with_cards_only(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n", "terms": FULL})
    built = project.build()
    assert "modelterms.css" in built.text("terms.html")
    assert "modelterms.css" not in built.text("index.html")
    assert "modelterms.css" not in built.text("genindex.html")
    assert (built.outdir / "_static" / "modelterms.css").stat().st_size < 18000


def test_labels_before_and_at_the_start_of_a_term(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                .. note::

                   .. _before:

                   .. term:: Foo

                      .. _here:

                      Foo is.

                      More.

                .. _table:

                .. term-compare:: Foo, Bar

                .. term:: Bar

                   Bar is.

                :ref:`a <here>` :ref:`before` :ref:`table`
                """
        }
    )
    built = project.build()
    assert built.warnings == []
    body = built.body("index")
    for anchor in ("here", "before", "table"):
        assert f'href="#{anchor}"' in body
        assert f'id="{anchor}"' in body
    assert re.search(r'<p class="mt-definition" id="here">Foo is.', body)


def test_ids_of_parts_and_questions_are_free_of_clashes(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                .. term:: X Explanation

                   Def.

                .. term:: A B

                   Def.

                   .. term-question:: Q?

                      Yes.

                .. term:: A

                   Def.

                   .. term-question:: Q?
                      :id: b-1

                      Yes.

                .. term:: X
                   :layout: page

                   Def.

                   Expl.
                """
        }
    )
    body = project.build().body("index")
    ids = re.findall(r' id="([^"]*)"', body)
    assert len(ids) == len(set(ids))


def test_a_term_is_not_replaced_by_itself(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. term:: X\n   :status: deprecated\n   :replaced-by: x\n\n   Def.\n"
        }
    )
    assert "Use instead" not in project.build().body("index")
