"""JSON-LD on pages: the terms that a page defines, and the questions of an FAQ section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.export.json_file import BUILDERS
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.json_in_html import json_in_html
from sphinx_modelterms.glossary.text.language_codes import language_tag
from sphinx_modelterms.rendering.assets import PRIORITY
from sphinx_modelterms.settings import project_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Term

QUESTIONS = "modelterms_questions"
"""Attribute of a document: questions and answers of its FAQ sections, as texts."""


def note_questions(document: nodes.document, items: nodes.definition_list) -> None:
    """Record the questions of an FAQ section, before they become HTML elements."""
    found: dict[str, str] = dict(document.get(QUESTIONS, ()))
    for item in items.children:
        question, answer = item.children[0], item.children[-1]
        found.setdefault(text_of(question), text_of(answer))
    document[QUESTIONS] = list(found.items())


def add_structured_data(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: describe the terms and questions of a page for programs::

        <script type="application/ld+json">{"@context": "https://schema.org", ...}</script>

    Only what the page itself shows is described, so that it changes with the page.
    """
    if document is None or app.builder.name not in BUILDERS:
        return
    if not ModelTermsConfig.from_sphinx(app.config).jsonld:
        return
    from sphinx_modelterms.formats import json_ld
    from sphinx_modelterms.formats.vocabulary import UNNAMED

    address = context.get("pageurl") or ""
    pages: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    base = app.config.html_baseurl
    to_root = "../" * pages.get_target_uri(pagename).count("/") or "./"
    whole = (base if base.endswith("/") else f"{base}/") if base else to_root
    terms = [
        json_ld.defined_term(
            f"{address}#{term.anchor}",
            term.name,
            term.other_names,
            plain(term.definition),
            term.anchor,
            whole,
        )
        for term in _own_terms(app.env.domains["modelterms"], pagename)  # type: ignore[arg-type]
    ]
    parts = []
    if terms:
        name = project_name(app.config) or UNNAMED
        parts = [json_ld.term_set(whole, name, language_tag(app.config.language), terms), *terms]
    if questions := document.get(QUESTIONS):
        parts.append(json_ld.questions_page(address or "#", questions))
    if parts:
        pages.add_js_file(
            None,  # type: ignore[arg-type]  # a type that only the application's method has
            priority=PRIORITY,
            body=json_in_html(json_ld.graph(parts)),
            type="application/ld+json",
        )


def _own_terms(domain: ModelTermsDomain, docname: str) -> Iterator[Term]:
    """Yield the terms and entries that a page defines, without drafts."""
    glossary, page = domain.build.glossary, domain.pages.get(docname)
    for term in page.terms if page else ():
        shown = glossary.term_at(term.target)
        if shown and shown.status != "draft":
            yield shown
    written = page.entries if page else ()
    entries = [found for entry in written if (found := glossary.entry_at(entry.target))]
    # All that the page shows: whether references find an entry depends on other pages.
    for entry in dict.fromkeys(entries):
        if not entry.head:
            yield entry.as_term(other for other in entries if other.head == entry.anchor)
