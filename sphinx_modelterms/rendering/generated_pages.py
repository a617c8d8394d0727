"""Navigation, edit links and redirects of generated pages in HTML."""

from __future__ import annotations

from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.node_text import title_of
from sphinx_modelterms.glossary.datafiles.generated_pages import page_of
from sphinx_modelterms.glossary.limits import raised
from sphinx_modelterms.relative_paths import relative_path
from sphinx_modelterms.rendering.formulas import shielded_html
from sphinx_modelterms.rendering.output_paths import is_extra, output_file
from sphinx_modelterms.translations import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import Link

MOVED = sentence("“{former}” is now called {name}.")


def place_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: set breadcrumb, previous and next of pages in no toctree, and the
    edit link of generated pages.

    The edit link leads to the data file: themes append the suffix of a page to its name, so the
    suffix is set to the relative path from there.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    record = domain.build.generated.records.get(pagename)
    if record:
        way = relative_path(record.file, Path(app.srcdir, pagename))
        if not Path(way).is_absolute():  # on another drive
            context["page_source_suffix"] = "/" + quote(way, errors="replace")

    def shown(link: Link | None) -> dict[str, str] | None:
        if link is None:
            return None
        address = app.builder.get_relative_uri(pagename, link.target.docname)
        return {"link": address, "title": shielded_html(link.text)}

    place = domain.build.views.navigation.get(pagename)
    if place:
        context["parents"] = [shown(link) for link in place.parents]
        context["prev"] = shown(place.previous)
        context["next"] = shown(place.next)


MovedPage = tuple[str, dict[str, Any], str]
"""Name, context and template of a page at a former address, for ``html-collect-pages``."""


def moved_pages(app: Sphinx) -> Iterator[MovedPage]:
    """Yield a page for each former address, with a link to the current one."""
    most = ModelTermsConfig.from_sphinx(app.config).all_limits["redirects"]
    for number, (old, docname, former, name) in enumerate(_former_addresses(app)):
        if number == most:
            domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
            record = domain.build.generated.records[docname]
            message = (
                f"former-names: at most {most:,} former names can have redirect pages, so "
                f"{former!r} and those after it have none. Remove some, {raised('redirects')}"
            )
            where = f"{record.file}:{record.lines.get('former-names', record.line)}"
            warn(Subtype.LIMIT, message, where)
            return
        yield old, _moved(app, old, docname, former, name), "page.html"


def moved_addresses(app: Sphinx) -> Iterator[str]:
    """Yield the former addresses that have pages, up to the limit."""
    most = ModelTermsConfig.from_sphinx(app.config).all_limits["redirects"]
    return (old for old, *_ in islice(_former_addresses(app), most))


def _former_addresses(app: Sphinx) -> Iterator[tuple[str, str, str, str]]:
    """Yield former address, current docname, former name and current name of each former name."""
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    if app.builder.format != "html" or is_book(app.builder):
        return  # an e-book has no external links to its pages
    folder = ModelTermsConfig.from_sphinx(app.config).pages.strip("/")
    # Windows and macOS cannot tell files apart by letter case.
    taken = set(map(str.casefold, app.env.found_docs))
    present = (d for d in domain.build.generated.records if d in app.env.found_docs)
    for docname, record in ((d, domain.build.generated.records[d]) for d in present):
        for former in record.options.get("former-names", ()):
            old = page_of(folder, former)
            if old not in taken and not is_extra(app, output_file(app.builder, old)):
                taken.add(old)
                title = app.env.titles.get(docname)
                name = title_of(title) if title is not None else record.name
                yield old, docname, former, name


def _moved(app: Sphinx, old: str, new: str, former: str, name: str) -> dict[str, Any]:
    address = app.builder.get_relative_uri(old, new)
    text = escape(MOVED.text)
    old_name = shielded_html(former)
    link = f'<a class="reference internal" href="{escape(address)}">{shielded_html(name)}</a>'
    body = text.replace("{former}", old_name).replace("{name}", link)
    context = {"title": old_name, "body": f"<h1>{old_name}</h1>\n<p>{body}</p>"}
    base = app.config.html_baseurl
    if base:  # the theme writes the canonical link
        return context | {"pageurl": urljoin(base, app.builder.get_target_uri(new))}
    return context | {"metatags": f'<link rel="canonical" href="{escape(address)}" />'}


def hide_moved_pages(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: exclude pages at former addresses from the sitemap of
    sphinx-sitemap.
    """
    excluded = getattr(app.config, "sitemap_excludes", None)
    if isinstance(excluded, list | tuple):
        suffix = getattr(builder, "out_suffix", ".html")
        hidden = [
            address
            for old in moved_addresses(app)
            for address in (builder.get_target_uri(old), f"{old}{suffix}")
        ]
        app.config.sitemap_excludes = [*excluded, *hidden]
