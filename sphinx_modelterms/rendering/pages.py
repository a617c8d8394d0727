"""What generated pages need in HTML beside their content: where they stand, where to edit them,
and what leads to them from their former addresses."""

from __future__ import annotations

import os.path
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.nodes import clean_astext

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.pagetree import page_of
from sphinx_modelterms.rendering.formulas import shielded_html
from sphinx_modelterms.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.shown import Link

MOVED = sentence("“{former}” is now called {name}.")


def place_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: breadcrumb, previous and next where no toctree gives them.

    The link to edit the page leads to the data file: themes put the name of the page and its
    suffix together, so the suffix has the way from there.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    record = domain.page_records.get(pagename)
    if record:
        way = os.path.relpath(record.file, Path(app.srcdir, pagename)).replace(os.sep, "/")
        context["page_source_suffix"] = "/" + quote(way, errors="replace")

    def shown(link: Link | None) -> dict[str, str] | None:
        if link is None:
            return None
        address = app.builder.get_relative_uri(pagename, link.docname)
        return {"link": address, "title": shielded_html(link.text)}

    place = domain.views.navigation.get(pagename)
    if place:
        context["parents"] = [shown(link) for link in place.parents]
        context["prev"] = shown(place.previous)
        context["next"] = shown(place.next)


def moved_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """On ``html-collect-pages``: a page at each former address, which says where the term is."""
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    if app.builder.name == "epub":  # nobody has an old address within an e-book
        return
    folder = ModelTermsConfig.from_sphinx(app.config).pages.strip("/")
    taken = set(app.env.found_docs)
    for docname, record in domain.page_records.items():
        for former in record.options.get("former-names", ()):
            old = page_of(folder, former)
            if old not in taken:
                taken.add(old)
                title = app.env.titles.get(docname)
                name = clean_astext(title) if title is not None else record.name
                yield old, _moved(app, old, docname, former, name), "page.html"


def _moved(app: Sphinx, old: str, new: str, former: str, name: str) -> dict[str, Any]:
    address = app.builder.get_relative_uri(old, new)
    text = escape(MOVED.text)
    old_name = shielded_html(former)
    link = f'<a class="reference internal" href="{escape(address)}">{shielded_html(name)}</a>'
    body = text.replace("{former}", old_name).replace("{name}", link)
    context = {"title": old_name, "body": f"<h1>{old_name}</h1>\n<p>{body}</p>"}
    base = app.config.html_baseurl
    if base:  # the theme makes the canonical link
        return context | {"pageurl": urljoin(base, app.builder.get_target_uri(new))}
    return context | {"metatags": f'<link rel="canonical" href="{escape(address)}" />'}


def remove_old_output(app: Sphinx, exception: Exception | None) -> None:
    """On ``build-finished``: generated pages that are gone leave no HTML behind."""
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        kept = {page for page, _, _ in moved_pages(app)}
        for docname in domain.removed_pages:
            if docname not in kept:
                Path(app.builder.get_output_path(docname)).unlink(missing_ok=True)
