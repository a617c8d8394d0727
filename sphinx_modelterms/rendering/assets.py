"""Stylesheet and scripts, which only pages link that need them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.doctree.other_cards import other_hover_cards
from sphinx_modelterms.doctree.walking import documents_in
from sphinx_modelterms.glossary.views.selection import MAP, QUIZ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import HoverCard, PageView

STATIC = Path(__file__).parents[1] / "static"
STYLESHEET = "modelterms.css"
MAP_STYLESHEET = "modelterms-map.css"
QUIZ_STYLESHEET = "modelterms-quiz.css"
QUIZ_SCRIPT = "modelterms-quiz.js"
SCRIPT = "modelterms.js"
HOVER_SCRIPT = "modelterms-hover.js"
READER_SCRIPT = "modelterms-reader.js"
SEARCH_SCRIPT = "modelterms-search.js"

PRIORITY = 500
"""Sphinx's default priority for the files of extensions."""


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

    The methods of *app* with the same names also keep a list of all calls, which would grow with
    each page.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    pages: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    everywhere = app.registry.html_assets_policy == "always"
    written = documents_in(document, pagename) if document is not None else (pagename,)
    others = document is not None and _has_other_cards(document)
    hovers = everywhere or others or bool(hover_cards_in(domain, written))
    switched = has_reader_controls(domain, written)
    if hovers or switched or has_parts(domain, written) or _has_backlinks(domain, written):
        pages.add_css_file(STYLESHEET, priority=PRIORITY)
    if everywhere or _has_maps(domain, written):
        pages.add_css_file(MAP_STYLESHEET, priority=PRIORITY)
    if everywhere or _has_quizzes(domain, written):
        pages.add_css_file(QUIZ_STYLESHEET, priority=PRIORITY)
        pages.add_js_file(QUIZ_SCRIPT, priority=PRIORITY, defer="defer")
    if everywhere or has_parts(domain, written, "comparison") or _has_lists(domain, written):
        pages.add_js_file(SCRIPT, priority=PRIORITY, defer="defer")
    if hovers:
        # It listens to the document only, so the page does not wait for it, nor it for the page.
        pages.add_js_file(HOVER_SCRIPT, priority=PRIORITY, **{"async": "async"})
    if switched:
        pages.add_js_file(READER_SCRIPT, priority=PRIORITY)


def hover_cards_in(domain: ModelTermsDomain, docnames: Sequence[str]) -> Sequence[HoverCard]:
    """Return the hover cards of a doctree that is being written.

    :param docnames: the documents in it (see :func:`~.doctree.walking.documents_in`)
    """
    return [card for view in _views(domain, docnames) for card in view.hovers]


def _has_other_cards(document: nodes.document) -> bool:
    """Return True if a finished doctree has hover cards of other projects' terms."""
    return any(isinstance(child, other_hover_cards) for child in document.children)


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

    pages = domain.pages
    for name in docnames:
        page = pages.get(name)
        if page is not None and (page.terms or page.comparisons or page.listings):
            held = {"card": page.terms, "comparison": page.comparisons}
            if any(held.get(kind, page.listings) for kind in kinds or (*held, "")):
                return True
    return False


def _has_lists(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if a doctree that is being written can contain lists that our script serves."""
    return bool(_displays(domain, docnames) - {MAP, QUIZ})


def _displays(domain: ModelTermsDomain, docnames: Sequence[str]) -> set[str]:
    """Return the displays of the lists in a doctree that is being written."""
    pages = (domain.pages[name] for name in docnames if name in domain.pages)
    return {listing.display for page in pages for listing in page.listings}


def _has_maps(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if a doctree that is being written has maps."""
    return MAP in _displays(domain, docnames) or _on_cards(domain, docnames, "map")


def _has_quizzes(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if a doctree that is being written has quizzes."""
    return QUIZ in _displays(domain, docnames) or _on_cards(domain, docnames, "quiz")


def _on_cards(domain: ModelTermsDomain, docnames: Sequence[str], part: str) -> bool:
    """Return True if cards in a doctree that is being written have a part that is off by
    default.
    """
    return part in domain.env.config.modelterms_card_parts and any(
        getattr(card, part) for view in _views(domain, docnames) for _, card in view.cards
    )


def _has_backlinks(domain: ModelTermsDomain, docnames: Sequence[str]) -> bool:
    """Return True if entries of Sphinx's glossaries in such a doctree list where they are used."""
    return any(view.backlinks for view in _views(domain, docnames))


def _views(domain: ModelTermsDomain, docnames: Sequence[str]) -> Iterator[PageView]:
    # Sphinx also writes pages without a document, such as its indices.
    return (domain.build.views.page(name) for name in docnames if name in domain.env.found_docs)
