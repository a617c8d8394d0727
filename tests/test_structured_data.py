"""What search engines, previews of links and language models read on pages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from tests.test_formats import SIGNS, needed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

BASE = "https://example.org/docs/"

TOKEN = """
    Token
    =====

    .. term:: Token
       :abbr: TK
       :level: beginner

       A *piece* of text & more, see :term:`Model`.

       More about it.
    """

PAGES = {
    "index": """
        Home
        ====

        Welcome to "words".

        .. toctree::
           :glob:

           *
           deep/*
        """,
    "token": '.. term:: Token\n   :abbr: TK\n   :level: beginner\n\n   A *piece* of text & "more".\n\n   Much more.\n',
    "own": ".. meta::\n   :description: Words of my own\n\n.. term:: Own\n\n   A definition.\n",
    "preview.md": "---\nog:description: A preview\n---\n\n```{term} Preview\n\nA definition.\n```\n",
    "described.md": (
        "---\nmyst:\n  html_meta:\n    description: Words by the author\n---\n\n"
        "```{term} Described\n\nA definition.\n```\n"
    ),
    "several": """
        Several words
        =============

        .. term:: Model

           A thing </script><!-- that reads.

        .. term:: Raw
           :status: draft

           Unfinished.

        .. glossary::

           Plain
              An entry.
        """,
    "deep/faq": """
        Questions
        =========

        .. term:: Asked

           A word.

           .. term-question:: Is it "so"?

              Yes, see :term:`Token`.

              * Always.

        .. term-faq:: Asked, Token

        .. term-faq:: Asked
        """,
}


class Head(HTMLParser):
    """The descriptions of a page, and its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._is_data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self._is_data = tag == "script" and values.get("type") == "application/ld+json"
        name = values.get("name") or values.get("property")
        if tag == "meta" and name:
            self.tags.append((name, values["content"]))

    def handle_endtag(self, tag: str) -> None:
        self._is_data = False

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.scripts.append(data)

    def all(self, name: str) -> list[str]:
        return [content for key, content in self.tags if key == name]


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    project.conf["project"] = "Words"
    return project


def head(built: Built, page: str) -> Head:
    return Head(built.text(f"{page}.html"))


def test_the_description_of_a_term_s_page_is_its_definition(site: Project) -> None:
    built = site.build()
    assert head(built, "token").all("description") == ["A piece of text & “more”."]
    for page in ("index", "several", "deep/faq"):
        assert head(built, page).all("description") == []


def test_an_author_s_own_description_wins(site: Project) -> None:
    built = site.build()
    assert head(built, "own").all("description") == ["Words of my own"]
    assert head(built, "described").all("description") == ["Words by the author"]


def test_opengraph_takes_the_definition(site: Project) -> None:
    needed("sphinxext.opengraph")
    extensions = [*site.conf["extensions"], "sphinxext.opengraph"]
    built = site.build(
        extensions=extensions, ogp_site_url=BASE, ogp_social_cards={"enable": False}
    )
    found = {page: head(built, page) for page in ("token", "own", "described", "preview", "index")}
    assert found["token"].all("og:description") == ["A piece of text & “more”."]
    assert found["token"].all("description") == ["A piece of text & “more”."]
    assert found["own"].all("og:description") == ["Words of my own"]
    assert found["described"].all("og:description") == ["Words by the author"]
    assert found["preview"].all("og:description") == ["A preview"]
    assert found["index"].all("og:description")[0].startswith("Welcome")
    assert len(found["index"].all("description")) == 1  # that of opengraph
    assert "og:description" not in built.app.env.metadata["token"]


def test_a_description_follows_an_edit(site: Project) -> None:
    site.build()
    site.write({"token": PAGES["token"].replace("A *piece*", "A bit")})
    assert head(site.build(), "token").all("description") == ["A bit of text & “more”."]


# --- JSON-LD ------------------------------------------------------------------------------------


def data(built: Built, page: str) -> list[dict[str, Any]]:
    scripts = head(built, page).scripts
    assert len(scripts) <= 1
    if not scripts:
        return []
    document = json.loads(scripts[0])
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def test_pages_have_no_json_ld_unless_asked_for(site: Project) -> None:
    built = site.build()
    for docname in built.app.env.found_docs:
        assert "ld+json" not in built.text(f"{docname}.html")


def test_a_page_describes_its_own_terms(site: Project) -> None:
    built = site.build(modelterms_jsonld=True, html_baseurl=BASE)
    whole, token = data(built, "token")
    assert token == {
        "@type": "DefinedTerm",
        "@id": f"{BASE}token.html#term-token",
        "name": "Token",
        "alternateName": ["TK"],
        "description": "A piece of text & “more”.",
        "termCode": "term-token",
        "url": f"{BASE}token.html#term-token",
        "inDefinedTermSet": {"@id": BASE},
    }
    assert whole == {
        "@type": "DefinedTermSet",
        "@id": BASE,
        "name": "Words",
        "inLanguage": "en",
        "hasDefinedTerm": [{"@id": token["@id"]}],
    }
    assert [node.get("name") for node in data(built, "several")] == ["Words", "Model", "Plain"]
    assert data(built, "index") == []
    assert "ld+json" not in built.text("genindex.html")


def test_no_text_ends_the_script(site: Project) -> None:
    built = site.build(modelterms_jsonld=True, smartquotes=False)
    _, model, _ = data(built, "several")
    assert model["description"] == "A thing </script><!-- that reads."
    script = head(built, "several").scripts[0]
    assert not set("<>&\u2028\u2029") & set(script)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_relative_addresses_lead_to_the_card(site: Project, builder: str) -> None:
    built = site.build(builder, modelterms_jsonld=True)
    _, asked, *_ = data(built, "deep/faq/index" if builder == "dirhtml" else "deep/faq")
    page = BASE + built.app.builder.get_target_uri("deep/faq")
    assert urljoin(page, asked["url"]) == f"{page}#term-asked"
    assert urljoin(page, asked["inDefinedTermSet"]["@id"]) == BASE


def test_only_faq_sections_are_an_faq_page(site: Project) -> None:
    built = site.build(modelterms_jsonld=True, html_baseurl=BASE)
    pages = [
        node
        for docname in built.app.env.found_docs
        for node in data(built, docname)
        if node["@type"] == "FAQPage"
    ]
    (page,) = pages
    assert page["@id"] == f"{BASE}deep/faq.html"
    asked = {q["name"]: q["acceptedAnswer"]["text"] for q in page["mainEntity"]}
    assert len(asked) == len(page["mainEntity"])
    answer = asked["Is it “so”?"]
    assert " ".join(answer.split()) == "Yes, see Token. Always."
    assert asked["What does Token mean?"] == "A piece of text & “more”."


def test_an_answer_from_elsewhere_is_up_to_date(site: Project) -> None:
    site.build(modelterms_jsonld=True)
    site.write({"token": PAGES["token"].replace("A *piece*", "A bit")})
    built = site.build(modelterms_jsonld=True)
    page = next(node for node in data(built, "deep/faq") if node["@type"] == "FAQPage")
    answers = [question["acceptedAnswer"]["text"] for question in page["mainEntity"]]
    assert "A bit of text & “more”." in answers


@pytest.mark.filterwarnings("ignore")
def test_the_json_ld_of_pages_is_in_the_vocabulary_of_schema_org(site: Project) -> None:
    rdflib, pyshacl = needed("rdflib"), needed("pyshacl")
    built = site.build(modelterms_jsonld=True, html_baseurl=BASE)
    graph = rdflib.Graph()
    for docname in built.app.env.found_docs:
        text = json.dumps({"@context": SIGNS, "@graph": data(built, docname)})
        graph.parse(data=text, format="json-ld")
    prefix = "https://schema.org/"
    for _, verb, value in graph:
        for word in (verb, value):
            if str(word).startswith(prefix):
                assert str(word)[len(prefix) :] in rdflib.SDO, word
    shapes = f"""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <{prefix}> .
        [] a sh:NodeShape ; sh:targetClass s:DefinedTerm ;
           sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
           sh:property [ sh:path s:inDefinedTermSet ; sh:class s:DefinedTermSet ; sh:minCount 1 ] ;
           sh:property [ sh:path s:description ; sh:minCount 1 ] .
        [] a sh:NodeShape ; sh:targetClass s:Question ;
           sh:property [ sh:path ( s:acceptedAnswer s:text ) ; sh:minCount 1 ] .
    """
    found, _, text = pyshacl.validate(graph, shacl_graph=shapes, shacl_graph_format="turtle")
    assert found, text


# --- Markdown for language models ---------------------------------------------------------------

CARDS = {
    "index": """
        Home
        ====

        A :term:`token` and :term-compare:`Token; Model`.

        .. toctree::

           token
           several
        """,
    "token": """
        .. term:: Token
           :related: Model

           A *piece* of text.

           .. term-question:: Why?

              Because.
        """,
    "several": """
        Several
        =======

        .. term:: Model
           :layout: card

           What reads each :term:`Token`.

        .. term-compare:: Token, Model

        .. term-faq:: Token
        """,
}

ANCHOR = re.compile('<a id="([^"]+)"></a>')


def lost_links(pages: dict[str, str]) -> list[str]:
    """The links in Markdown that lead to one of our ids, which isn't there."""
    return [
        f"{name}: {file}#{anchor}"
        for name, text in pages.items()
        for file, anchor in re.findall(r"\]\(([^)#\s]*)#((?:term|compare|question)-[^)]+)\)", text)
        if anchor not in ANCHOR.findall(pages[file.rpartition("/")[2] or name])
    ]


def test_cards_are_clean_markdown_with_their_anchors(project: Project) -> None:
    needed("sphinx_markdown_builder")
    project.write(CARDS)
    extensions = [*project.conf["extensions"], "sphinx_markdown_builder"]
    built = project.build("markdown", extensions=extensions)
    pages = {path.name: path.read_text(encoding="utf-8") for path in built.outdir.glob("*.md")}
    assert "](token.md#term-token)" in pages["index.md"]
    assert lost_links(pages) == []
    assert {"term-token", "question-token-1"} <= set(ANCHOR.findall(pages["token.md"]))
    assert {"term-model", "compare-token-vs-model"} <= set(ANCHOR.findall(pages["several.md"]))
    card = pages["token.md"]
    assert re.search(r"# Token\n\nA \*piece\* of text\.\n", card)
    assert not re.search(r"<(?!/?a\b)|mt-", card)


def test_the_line_of_a_page_for_language_models_is_its_definition(
    project: Project, tmp_path: Path
) -> None:
    needed("sphinx_llm.txt")
    project.write(CARDS)
    conf = "project = 'Words'\nextensions = ['sphinx_modelterms', 'sphinx_llm.txt']\n"
    conf += "html_theme = 'basic'\nllms_txt_build_parallel = False\n"
    (project.source / "conf.py").write_text(conf, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", project.source, tmp_path / "out"]
    subprocess.run(command, capture_output=True, check=True)
    lines = (tmp_path / "out" / "llms.txt").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith("- [Token]"))
    assert unescape(line).endswith(": A *piece* of text.")
