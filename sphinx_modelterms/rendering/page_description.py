"""The description of a term's page, for search engines and for previews of links."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.doctree.node_text import page_title
from sphinx_modelterms.glossary.text.inline import plain

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Term


def add_description(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: make the definition the description of a term's own page::

        <meta name="description" content="A token is a piece of text." />

    sphinxext-opengraph, which comes later, takes it from the page's metadata. A description that
    the author has written wins, also there.
    """
    if document is None or not shows_hovers(app.builder):
        return
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    term = subject(domain, pagename)
    definition = " ".join(plain(term.definition).split()) if term else ""
    if not definition:
        return
    written = written_description(context["metatags"])
    if not written:
        context["metatags"] += f'<meta name="description" content="{escape(definition)}" />\n'
    metadata = context["meta"] or {}
    # The extension writes the text as it is.
    preview = {"og:description": escape(written or definition)}
    # A new dictionary: the present one is that of the environment, which is stored.
    context["meta"] = preview | metadata


def subject(domain: ModelTermsDomain, docname: str) -> Term | None:
    """Return the term that a page is about: the one that the page is called like."""
    page = domain.pages.get(docname)
    if page is None or not page.terms:
        return None
    title = page_title(domain.env, docname)
    shown = (domain.build.glossary.term_at(term.target) for term in page.terms)
    return next((t for t in shown if t and title in (*t.own_names, t.full_name)), None)


def written_description(metatags: str) -> str:
    """Return the description among the tags in the head of a page, or ``""``.

    >>> written_description('<meta content="A page &amp; more" name="description" />')
    'A page & more'
    """
    if "description" not in metatags:
        return ""
    parser = _MetaParser()
    parser.feed(metatags)
    parser.close()
    return parser.description


class _MetaParser(HTMLParser):
    description = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and (values.get("name") or "").lower() == "description":
            self.description = values.get("content") or ""
