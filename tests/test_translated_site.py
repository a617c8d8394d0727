"""A site in two languages: names, options, facts, questions, lists; anchors stay."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

SITE = {
    "index": """
        Home
        ====

        .. toctree::

           terms
           more

        An :term:`embedding` and a :term:`vector`, by :term:`RAG`.

        And a :term:`Embedding` again.

        .. term-compare:: Embedding, Token
           :title: Number or text?
           :rows: Size, definition

           Choose an :term:`embedding`.

        .. term-list::
           :tags: numbers

        .. term-faq:: Embedding
        """,
    "terms": """
        Terms
        =====

        .. term:: Embedding
           :abbr: EMB
           :aliases: vector, dense vector
           :former-names: Latent code
           :avoid: fingerprint
           :forms: embeddings
           :tags: numbers, search
           :category: basics
           :level: beginner
           :related: Token

           A list of numbers.

           It says what a :term:`token` is like.

           .. term-example::

              A point on a map.

           .. term-question:: Is it secret?

              No, every :term:`token` has one.

           .. term-facts::

              Size: large

        .. term:: Token
           :category: basics
           :requires: Embedding
           :layout: page

           A piece of text.

           .. term-facts::

              Size: small

           .. term-source:: The book
              :url: https://example.org/book

              A note on it.
        """,
    "more": """
        More
        ====

        .. term:: Retrieval-Augmented Generation
           :abbr: RAG
           :category: basics

           Answers with what was found.
        """,
}

GERMAN = {
    "index": {
        "Home": "Anfang",
        "An :term:`embedding` and a :term:`vector`, by :term:`RAG`.": (
            "Ein :term:`Einbettung`, ein :term:`Vektor <vector>`, mit :term:`RAG`."
        ),
        "And a :term:`Embedding` again.": "Und :term:`Vektor`.",
        "Number or text?": "Zahl oder Text?",
        "Choose an :term:`embedding`.": "Nimm :term:`Einbettung`.",
    },
    "terms": {
        "Terms": "Begriffe",
        "Embedding": "Einbettung",
        "EMB": "EB",
        "vector": "Vektor",
        "Latent code": "Latenter Code",
        "fingerprint": "Fingerabdruck",
        "embeddings": "Einbettungen, Einbettungs",
        "numbers": "Zahlen",
        "A list of numbers.": "Eine Liste von Zahlen.",
        "It says what a :term:`token` is like.": "Sie sagt, wie ein :term:`Textstück` ist.",
        "A point on a map.": "Ein Punkt auf einer Karte.",
        "Is it secret?": "Ist sie geheim?",
        "No, every :term:`token` has one.": "Nein, jedes :term:`Textstück` hat eine.",
        "Size": "Größe",
        "large": "groß",
        "small": "klein",
        "Token": "Textstück",
        "A piece of text.": "Ein Stück Text.",
        "The book": "Das Buch",
        "A note on it.": "Eine Anmerkung dazu.",
    },
}


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def translate(project: Project, language: str, catalogues: dict[str, dict[str, str]]) -> None:
    """Write the catalogues of the site."""
    for domain, texts in catalogues.items():
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        entries = (f'msgid "{escaped(a)}"\nmsgstr "{escaped(b)}"\n' for a, b in texts.items())
        name = f"locales/{language}/LC_MESSAGES/{domain}.po"
        project.write({name: "\n".join((header, *entries))})


@pytest.fixture
def site(project: Project) -> Project:
    """The site with its catalogues."""
    project.write(SITE)
    translate(project, "de", GERMAN)
    project.conf |= {
        "nitpicky": True,
        "modelterms_categories": {"basics": "Basics"},
        "gettext_compact": False,
    }
    return project


def german(site: Project, builder: str = "html", parallel: int = 0) -> Built:
    built = site.build(builder, language="de", parallel=parallel)
    assert built.warnings == []
    return built


def anchors(built: Built) -> list[str]:
    return sorted(re.findall(r' id="([^"]+)"', built.body("terms") + built.body("index")))


def test_everything_that_readers_see_is_extracted(site: Project) -> None:
    outdir = site.build("gettext").outdir
    for domain, texts in GERMAN.items():
        extracted = (outdir / f"{domain}.pot").read_text(encoding="utf-8")
        for text in texts:
            assert f'msgid "{escaped(text)}"' in extracted, text
    for ours in ("Related", "Explanation", "Sources", "Read first", "Examples"):
        assert f'msgid "{ours}' not in extracted


def test_extracted_options_say_where_they_stand(site: Project) -> None:
    extracted = (site.build("gettext").outdir / "terms.pot").read_text(encoding="utf-8")
    before, _, _ = extracted.partition('msgid "dense vector"')
    assert before.rstrip().splitlines()[-1].endswith("terms.rst:4")


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_translated_card(site: Project, parallel: int) -> None:
    text = re.sub("<[^>]+>", "", german(site, parallel=parallel).body("terms"))
    for expected in (
        "Einbettung",
        "Auch genannt: Vektor, dense vector",
        "Abkürzung: EB",
        "Früher: Latenter Code",
        "Nicht verwenden: Fingerabdruck",
        "Zahlen · search",
        "„Einbettung“ und „Textstück“ gehören beide in die Kategorie „Basics“. Ein Stück Text.",
        "Ist sie geheim?",
        "Zuerst lesen: Einbettung",
        "Führt zu: Textstück",
        "Größe",
        "Das Buch",
        "Eine Anmerkung dazu.",
        "Quellen",
        "Zahl oder Text?",
    ):
        assert expected in text, expected
    for source in ("Embedding", "Token", "numbers", "Size", "Number or text"):
        assert source not in text, source


def test_lists_comparisons_and_questions_are_translated(site: Project) -> None:
    text = re.sub("<[^>]+>", "", german(site).body("index"))
    for expected in (
        "Zahl oder Text?",
        "Größe",
        "groß",
        "klein",
        "Definition",
        "Nimm Einbettung.",
        "(EB, Vektor, dense vector)",
        "Ist sie geheim?",
        "Nein, jedes Textstück hat eine.",
        "1 Begriff",
    ):
        assert expected in text, expected


def test_names_in_both_languages_lead_to_the_term(site: Project) -> None:
    site.write({"more": SITE["more"] + "\n        :term:`vectors`, :term:`EMB` and :term:`EB`.\n"})
    built = german(site)
    body = built.body("index") + built.body("more")
    assert len(re.findall(r'<a class="mt-ref[^>]*terms.html#term-embedding"', body)) >= 6
    standard = built.app.env.domains.standard_domain
    for name in ("Einbettung", "Embedding", "Vektor", "vector", "EB", "EMB", "Textstück"):
        assert ("term", name) in standard.objects, name


def test_automatic_links_and_hover_cards_are_of_the_language(site: Project) -> None:
    site.write({"prose": ":orphan:\n\nProse\n=====\n\nOf an embedding, embeddings and tokens.\n"})
    texts = {"Of an embedding, embeddings and tokens.": "Von Einbettungen und vom Textstück."}
    translate(site, "de", GERMAN | {"prose": texts})
    site.conf["modelterms_autolink"] = "all"
    built = german(site)
    body = built.body("prose")
    for name, anchor in (("Einbettungen", "term-embedding"), ("Textstück", "term-token")):
        assert re.search(rf'href="terms.html#{anchor}"[^>]*>(<span[^>]*>)?{name}<', body), body
    page = built.text("prose.html")
    assert "Eine Liste von Zahlen." in page
    assert "Ein Stück Text." in page
    assert "A list of numbers." not in page


def test_pages_follow_the_catalogues_of_other_pages(site: Project) -> None:
    german(site)
    changed = GERMAN["terms"] | {"Embedding": "Vektordarstellung", "A piece of text.": "Ein Teil."}
    translate(site, "de", {"terms": changed})
    gettext._translations.clear()  # type: ignore[attr-defined]  # as in a new process
    again = site.build(language="de")
    clean = site.build(language="de", builddir=site.builddir / "clean")
    assert "index" not in again.read
    assert "Vektordarstellung" in again.body("index")
    for page in SITE:
        assert again.body(page) == clean.body(page)


def test_anchors_are_those_of_the_source(site: Project) -> None:
    source = anchors(site.build("html", builddir=site.builddir / "en"))
    letters = re.compile("term-list-1-")
    here = anchors(german(site))
    assert [a for a in here if not letters.match(a)] == [a for a in source if not letters.match(a)]
    assert "question-embedding-related-token" in here


def test_the_general_index_has_the_translated_names(site: Project) -> None:
    index = re.sub("<[^>]+>", "", german(site).text("genindex.html"))
    assert "Einbettung" in index
    assert "Vektor" in index
    assert "vector\n" not in index.replace("dense vector", "")


def test_a_reference_to_another_term_is_still_told(site: Project) -> None:
    wrong = GERMAN | {"index": GERMAN["index"] | {"And a :term:`Embedding` again.": ":term:`RAG`"}}
    translate(site, "de", wrong)
    warnings = site.build("html", language="de").warnings
    assert len(warnings) == (1 if has_strict_targets() else 0)
    assert all("i18n.inconsistent_references" in w and "index.rst:" in w for w in warnings)
    assert site.build("html", language="de").warnings == []


def test_a_lost_reference_is_still_told(site: Project) -> None:
    wrong = GERMAN | {"index": GERMAN["index"] | {"And a :term:`Embedding` again.": "Nichts."}}
    translate(site, "de", wrong)
    (warning,) = site.build("html", language="de", parallel=2).warnings
    assert "i18n.inconsistent_references" in warning


def test_a_build_that_was_cut_off_swallows_nothing_later(site: Project) -> None:
    def stop(app: object, docname: str, source: list[str]) -> None:
        raise RuntimeError("cut off")

    with pytest.raises(Exception, match="cut off"):
        site.build("html", before=lambda app: app.connect("source-read", stop))
    test_a_reference_to_another_term_is_still_told(site)


def has_strict_targets() -> bool:
    """Sphinx compares targets since version 9."""
    import sphinx

    return sphinx.version_info >= (9, 0)


def test_a_part_that_is_not_translated_stays_as_it_is(site: Project) -> None:
    translate(site, "de", {"terms": {"Embedding": "Einbettung"}, "index": {}})
    built = german(site)
    text = re.sub("<[^>]+>", "", built.body("terms"))
    assert "A list of numbers." in text
    assert "Auch genannt: vector, dense vector" in text


def test_titles_of_categories_and_levels_can_be_translated(site: Project) -> None:
    site.conf_head = (
        "from sphinx.locale import get_translation\n"
        "_ = get_translation('mysite')\n"
        "def setup(app):\n"
        "    app.add_message_catalog('mysite', app.confdir / 'words')\n"
        "modelterms_categories = {'basics': {'title': _('The basics'), 'description': _('All')}}\n"
        "modelterms_levels = {'beginner': _('easy')}\n"
    )
    del site.conf["modelterms_categories"]
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    words = 'msgid "The basics"\nmsgstr "Grundlegendes"\n\nmsgid "easy"\nmsgstr "leicht"\n'
    site.write({"words/de/LC_MESSAGES/mysite.po": header + words})
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = site.source / "words/de/LC_MESSAGES/mysite.po"
    with path.open("rb") as po, path.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, read_po(po))
    site.write({"more": SITE["more"] + "\n        .. term-list::\n           :category: basics\n"})
    text = re.sub("<[^>]+>", "", german(site).body("terms"))
    assert "Grundlegendes · leicht" in text
    assert "gehören beide in die Kategorie „Grundlegendes“" in text
    again = german(site)
    assert again.read == []  # a lazy text is the same in the next build
    english = site.build("html", builddir=site.builddir / "en")
    assert english.warnings == []
    assert "The basics" in english.body("terms")


def test_terms_of_data_files_are_translated(site: Project) -> None:
    record = {
        "name": "Model",
        "aliases": ["network"],
        "definition": "Many :term:`embeddings <Embedding>`.",
        "facts": {"Size": "huge"},
        "questions": [{"question": "How big?", "answer": "Very."}],
    }
    import json

    site.write({"index": SITE["index"].replace("more\n", "more\n           gen/index\n", 1)})
    site.write(
        {"data.json": json.dumps({"terms": [record]}), "placed": ":orphan:\n\n.. term:: Model\n"}
    )
    conf = {"modelterms_data": ["data.json"], "modelterms_pages": "gen", "nitpicky": False}
    pot = site.build("gettext", builddir=site.builddir / "pot", **conf)
    extracted = (pot.outdir / "placed.pot").read_text(encoding="utf-8")
    texts = {
        "Model": "Modell",
        "network": "Netz",
        "Many :term:`embeddings <Embedding>`.": "Viele :term:`Einbettungen <Einbettung>`.",
        "Size": "Größe",
        "huge": "riesig",
        "How big?": "Wie groß?",
        "Very.": "Sehr.",
    }
    for text in texts:
        assert f'msgid "{text}"' in extracted, text
    translate(site, "de", GERMAN | {"placed": texts, "gen/model": texts})
    built = site.build("html", language="de", **conf)
    assert [w for w in built.warnings if "duplicate" not in w] == []
    text = re.sub("<[^>]+>", "", built.body("gen/model"))
    for expected in ("Modell", "Auch genannt: Netz", "Viele Einbettungen.", "riesig", "Sehr."):
        assert expected in text, expected
