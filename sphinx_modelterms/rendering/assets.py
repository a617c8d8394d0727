"""Stylesheet and scripts, which only pages link that need them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.doctree.walking import documents_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Page
    from sphinx_modelterms.glossary.views.records import HoverCard, PageView

STATIC = Path(__file__).parents[1] / "static"
STYLESHEET = "modelterms.css"
SCRIPT = "modelterms.js"
HOVER_SCRIPT = "modelterms-hover.js"
READER_SCRIPT = "modelterms-reader.js"


def add_static_folder(app: Sphinx) -> None:
    """On ``builder-inited``: add our static files to those that HTML builders copy.

    They come first, so that files of the project with the same names replace them.
    """
    if app.builder.format == "html":
        app.config.html_static_path.insert(0, str(STATIC))


def add_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: link our files on a page if it needs them, or if all pages link
    all files.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    everywhere = app.registry.html_assets_policy == "always"
    written = documents_in(document, pagename) if document is not None else (pagename,)
    hovers = everywhere or bool(hover_cards_in(domain, written))
    switched = has_reader_controls(domain, written)
    if hovers or switched or has_parts(domain, written) or _has_backlinks(domain, written):
        app.add_css_file(STYLESHEET)
    if everywhere or has_parts(domain, written, "comparison", "list"):
        app.add_js_file(SCRIPT, loading_method="defer")
    if hovers:
        app.add_js_file(HOVER_SCRIPT, loading_method="defer")
    if switched:
        app.add_js_file(READER_SCRIPT)


def hover_cards_in(domain: ModelTermsDomain, docnames: Sequence[str]) -> Sequence[HoverCard]:
    """Return the hover cards of a doctree that is being written.

    :param docnames: the documents in it (see :func:`~.doctree.walking.documents_in`)
    """
    return [card for view in _views(domain, docnames) for card in view.hovers]


def has_reader_controls(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if a doctree that is being written has switches for its readers."""
    wanted = domain.env.config.modelterms_reader_controls
    if not (wanted and shows_hovers(domain.build.builder)):
        return False
    return any(view.hovers or view.autolinks for view in _views(domain, docnames))


def has_parts(domain: ModelTermsDomain, docnames: Sequence[str], *kinds: str) -> bool:
    """Return True if a doctree that is being written can contain our blocks.

    :param kinds: some of :data:`~sphinx_modelterms.doctree.blocks.BLOCKS`; without any, all
    """

    def holds(page: Page) -> bool:
        held = {"card": page.terms, "comparison": page.comparisons}
        return any(held.get(kind, page.listings) for kind in kinds or (*held, ""))

    return any(name in domain.pages and holds(domain.pages[name]) for name in docnames)


def _has_backlinks(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if entries of Sphinx's glossaries in such a doctree list where they are used."""
    return any(view.backlinks for view in _views(domain, docnames))


def _views(domain: ModelTermsDomain, docnames: Sequence[str]) -> Iterator[PageView]:
    # Sphinx also writes pages without a document, such as its indices.
    return (domain.build.views.page(name) for name in docnames if name in domain.env.found_docs)
