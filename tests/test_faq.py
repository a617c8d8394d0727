"""FAQ sections: questions of several terms, with answers copied whole from other pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_modelterms.reading.answers import ANSWERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from tests.conftest import Built, Project

HOME = "Home\n====\n\n.. toctree::\n\n   deep/terms\n   faq\n   other\n"

TERMS = """
    Terms
    =====

    .. _here:

    Here
    ----

    Something, see Note_.

    .. _Note:

    A note [#n]_.

    .. [#n] The footnote.

    .. term:: Alpha
       :related: Beta
       :level: beginner

       The first.

       .. term-question:: Is it *new*?

          Yes, see :term:`beta`, :term-def:`Beta`, :doc:`../other`, :ref:`here`, Note_ [#n]_ and
          `docs <https://example.org/>`_.

          .. code-block:: python
             :caption: A program
             :name: program

             print("alpha")

          1. one :math:`x^2`
          2. two

          .. math:: y = 3
             :label: three

          .. image:: ../dot.png
             :alt: a dot

          .. _target:

          .. figure:: ../dot.png

             A figure.

          .. admonition:: Mind

             .. index:: single: odd entry

             An `inline target`.

       .. term-question:: And then?
          :id: then

          Later.

    .. term:: Beta

       The second.

       .. term-question:: Why?

          So.
"""

FAQ = "FAQ\n===\n\n.. term-faq:: Beta, alpha\n"

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ff"
    "ff3f0005fe02fea735a1ec0000000049454e44ae426082"
)


@pytest.fixture
def site(project: Project) -> Project:
    project.write({"index": HOME, "deep/terms": TERMS, "faq": FAQ, "other": "Other\n=====\n"})
    (project.source / "dot.png").write_bytes(DOT)
    return project


def questions(built: Built, page: str = "faq") -> list[tuple[str, str]]:
    """Id and text of each question."""
    html = re.sub(r'<a class="headerlink".*?</a>', "", built.body(page))
    found = re.findall(r"<summary>(.*?)</summary>\s*<div class=\"mt-answer\" id=\"(.*?)\"", html)
    return [(anchor, re.sub("<.*?>", "", text)) for text, anchor in found]


def test_questions_are_grouped_by_term_in_the_order_named(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    assert questions(built) == [
        ("term-faq-1-beta-1", "Why?"),
        ("term-faq-1-beta-definition", "What does Beta mean?"),
        ("term-faq-1-alpha-1", "Is it new?"),
        ("term-faq-1-alpha-then", "And then?"),
        ("term-faq-1-alpha-definition", "What does Alpha mean?"),
        ("term-faq-1-alpha-related-beta", "How does Alpha relate to Beta?"),
        ("term-faq-1-alpha-level", "How advanced is Alpha?"),
    ]
    html = built.body("faq")
    assert re.findall(r'<p class="rubric"><a class="mt-ref[^"]*" href="(.*?)"', html) == [
        "deep/terms.html#term-beta",
        "deep/terms.html#term-alpha",
    ]
    assert '<a class="headerlink" href="#term-faq-1-alpha-then"' in html


def test_answers_arrive_whole(site: Project) -> None:
    built = site.build(numfig=True)
    assert built.warnings == []
    html = built.body("faq")
    card = built.body("deep/terms")
    assert '<span class="nb">print</span>' in html
    assert "A program" in html
    assert "<ol" in html
    assert r"\(x^2\)" in html
    assert "y = 3" in html
    assert '<img alt="a dot" src="_images/dot.png"' in html
    assert '<div class="admonition-mind admonition">' in html
    for target in (
        "deep/terms.html#term-beta",
        "other.html",
        "deep/terms.html#here",
        "deep/terms.html#note",
        "https://example.org/",
    ):
        assert f'href="{target}"' in html, target
    assert 'href="../other.html"' in card
    assert re.search(
        r'<sup><a class="reference internal" href="deep/terms.html#n">1</a></sup>', html
    )
    assert "(1)" in card  # the equation has its number there only
    assert "(1)" not in html


def test_ids_are_the_page_s_own(site: Project) -> None:
    site.write({"faq": FAQ + "\n.. term-faq:: Alpha\n   :id: more\n\n" + FAQ.split("===")[1]})
    built = site.build()
    assert built.warnings == []
    ids = re.findall(r' id="([^"]*)"', built.body("faq"))
    assert len(ids) == len(set(ids))
    assert "more-alpha-then" in ids
    assert "term-faq-2-alpha-then" in ids
    assert not {"program", "target", "question-alpha-1", "equation-three"} & set(ids)


def test_a_section_about_one_term_leads_to_its_card_too(site: Project) -> None:
    site.write({"faq": "FAQ\n===\n\n.. term-faq:: Beta\n"})
    html = site.build().body("faq")
    assert html.count("rubric") == 1
    assert "Why?" in html


def test_filters_and_written_questions_only(site: Project) -> None:
    site.write({"faq": "FAQ\n===\n\n.. term-faq::\n   :level: beginner\n   :questions: written\n"})
    built = site.build()
    assert [text for _, text in questions(built)] == ["Is it new?", "And then?"]
    site.write({"faq": "FAQ\n===\n\n.. term-faq::\n   :level: advanced\n"})
    assert "No questions." in site.build().body("faq")


def test_a_hidden_part_of_cards_is_still_asked(site: Project) -> None:
    parts = ["definition", "explanation"]
    built = site.build(modelterms_card_parts=parts)
    assert "mt-question" not in built.body("deep/terms")
    assert [text for _, text in questions(built)] == ["Why?", "Is it new?", "And then?"]
    assert "<p>Later.<a " in built.body("faq")


def test_on_the_same_page_as_the_card(project: Project) -> None:
    project.write({"index": TERMS + "\n    .. term-faq:: Alpha\n", "other": ":orphan:\n"})
    project.write(
        {"index": (project.source / "index.rst").read_text(encoding="utf-8").replace("../", "")}
    )
    (project.source / "dot.png").write_bytes(DOT)
    built = project.build()
    assert built.warnings == []
    ids = re.findall(r' id="([^"]*)"', built.body("index"))
    assert len(ids) == len(set(ids))


def written(site: Project) -> set[str]:
    return set(site.build().resolved) - {"index"}


def test_changed_answers_and_link_targets_rewrite_the_faq(site: Project) -> None:
    site.build()
    assert written(site) == set()
    site.write({"deep/terms": TERMS.replace("Later.", "Sooner.")})
    assert written(site) == {"deep/terms", "faq"}
    site.write({"faq": "FAQ\n===\n\n.. term-faq:: Alpha\n   :questions: written\n"})
    assert written(site) == {"faq"}
    # The answer of Alpha links Beta, which moves to another page.
    head, beta = TERMS.replace("Later.", "Sooner.").split("    .. term:: Beta")
    site.write({"deep/terms": head, "other": f"    Other\n    =====\n\n    .. term:: Beta{beta}"})
    built = site.build()
    assert built.warnings == []
    assert 'href="other.html#term-beta"' in built.body("faq")


def test_an_answer_no_list_shows_rewrites_its_own_page_only(site: Project) -> None:
    site.write({"faq": "FAQ\n===\n\n.. term-faq:: Beta\n"})
    site.build()
    site.write({"deep/terms": TERMS.replace("Later.", "Sooner.")})
    assert written(site) == {"deep/terms"}


@pytest.mark.parametrize("spoil", ["", "cut", "missing"])
def test_lost_copies_are_made_again(site: Project, spoil: str) -> None:
    built = site.build()
    before = built.body("faq")
    copies = ANSWERS.path(built.app.env, "deep/terms")
    if spoil == "missing":
        copies.unlink()
    elif spoil == "cut":
        copies.write_bytes(copies.read_bytes()[:100])
    site.write({"faq": FAQ + "\nMore.\n"})
    built = site.build()
    assert built.warnings == []
    assert set(built.read) == ({"faq", "deep/terms"} if spoil else {"faq"})
    assert built.body("faq").replace("<p>More.</p>\n", "") == before


def test_copies_lost_while_writing_are_reported_and_linked(site: Project) -> None:
    def lose(app: Sphinx, builder: object) -> None:
        ANSWERS.path(app.env, "deep/terms").unlink()

    built = site.build(before=lambda app: app.connect("write-started", lose))
    assert len(built.warnings) == 3
    assert (
        "deep/terms.rst: WARNING: can't read the stored copy of the answer 'question-beta-1'"
        in (built.warnings[0])
    )
    assert "[modelterms.lost-answer]" in built.warnings[0]
    assert 'href="deep/terms.html#question-beta-1"' in built.body("faq")


def test_copies_go_with_their_page(site: Project) -> None:
    built = site.build()
    copies = ANSWERS.path(built.app.env, "deep/terms")
    assert copies.exists()
    assert b"The footnote" not in copies.read_bytes()
    site.write({"deep/terms": TERMS.split("       .. term-question::")[0]})
    site.build()
    assert not copies.exists()


def test_copies_hold_no_document(site: Project) -> None:
    built = site.build(parallel=2)
    from sphinx_modelterms.reading.answers import load_answers

    answers = load_answers(built.app.env, "deep/terms")
    assert sorted(answers) == ["question-alpha-1", "question-alpha-then", "question-beta-1"]
    for content in answers.values():
        for child in content:
            assert child.parent is None
            assert all(node.document is None for node in child.findall(nodes.Node))


def test_every_label_that_latex_links_is_there(site: Project) -> None:
    built = site.build("latex")
    assert built.warnings == []
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", tex))
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex)
    assert links <= set(labels)
    assert len(labels) == len(set(labels))
    assert "faq:term-faq-1-alpha-then" in labels
