"""The card: its tree before and after the late phase, its layouts, its HTML."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes

    from tests.conftest import Project

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
    assert toc == ["Pages", "Alpha", "Explanation", "Examples", "Frequently asked", "Sources"]
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
    assert re.findall(r'class="(mt-[a-z-]+?)"', first)[:4] == [
        "mt-title",
        "mt-sources",
        "mt-definition",
        "mt-faq",
    ]
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
    body = project.build().body("index")
    assert "What does X mean?" not in body
    assert body.count('id="question-x-definition"') == 1
    assert "How advanced is X?" in body


@pytest.mark.parametrize("conf", [{"modelterms_faq": []}, {"modelterms_faq_related": 0}])
def test_generated_questions_can_be_chosen(project: Project, conf: dict[str, object]) -> None:
    project.write({"index": FULL})
    body = project.build(**conf).body("index")
    assert ("What does Retrieval" in body) is ("modelterms_faq_related" in conf)
    assert "relate to" not in body
    assert "Does it" in body


def test_questions_in_other_words(project: Project) -> None:
    project.write({"index": FULL})
    templates = {"definition": ("Was ist {name}?", "Kurz: {definition}")}
    body = project.build(modelterms_faq_templates=templates).body("index")
    assert "Was ist Retrieval-Augmented Generation?" in body
    assert "<p>Kurz: Retrieval-augmented generation <em>fetches</em>" in body


def test_no_generated_questions_where_the_term_says_so(project: Project) -> None:
    text = FULL.replace(":class: special", ":faq: no")
    project.write({"index": text})
    body = project.build().body("index")
    assert "What does Retrieval" not in body
    assert "Does it" in body


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
    assert "modelterms.css" not in built.text("search.html")
    assert (built.outdir / "_static" / "modelterms.css").stat().st_size < 6000


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
