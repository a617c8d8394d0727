"""Hover cards of other projects' terms, in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.links import OTHER
from sphinx_modelterms.doctree.other_cards import other_hover_cards
from sphinx_modelterms.doctree.walking import documents_in
from sphinx_modelterms.glossary.other_projects.records import (
    OtherCard,
    link_on_site,
    place_on_site,
)
from sphinx_modelterms.glossary.text.inline import LANGUAGE, plain
from sphinx_modelterms.glossary.text.names import FreeNames
from sphinx_modelterms.rendering.hover_card import (
    begin_hover_cards,
    described_by,
    dir_attribute,
    hover_cards,
    with_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import HoverCard

CLASSES = ("mt-ref", OTHER)
"""Classes of links to terms of other projects."""


def visit_other_hover_cards(self: HTML5Translator, node: nodes.Element) -> None:
    direction = begin_hover_cards(self)
    language = self.config.language.replace("_", "-")
    self.body += (other_tip(anchor, card, direction, language) for anchor, card in node["cards"])
    self.body.append("</aside>\n")
    raise nodes.SkipNode


def setup_other_hover(app: Sphinx) -> None:
    """Register the node and the post-transform that creates it."""
    app.add_node(other_hover_cards, html=(visit_other_hover_cards, None))
    app.add_post_transform(OtherHoverCards)


class OtherHoverCards(SphinxPostTransform):
    """Add the hover cards of other projects' terms, by the addresses of links, whoever has
    resolved them::

        <reference refuri="https://...">  ->  <term_link classes="mt-ref mt-other" html="...">
        <other_hover_cards cards="...">
    """

    default_priority: ClassVar[int] = 221
    """After the hover cards of our terms."""
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        pages = domain.build.other_pages
        if pages is None:
            return
        cards: dict[str, OtherCard] = {}
        for docname in documents_in(self.document, self.env.docname):
            cards |= pages.cards(docname)
            if pages.shows_cards(docname):
                cards |= _shown_on(domain.build.views.page(docname).hovers)
        if not cards:
            return
        links = [*self._links(cards)]
        if not links:
            return
        ours = [node for node in self.document.children if isinstance(node, hover_cards)]
        free = FreeNames(anchor for node in ours for anchor, _ in node["cards"])
        shown: dict[str, str] = {}
        described = self.config.modelterms_hover_describe
        for place, link in links:
            is_first = place not in shown
            if is_first:
                shown[place] = free.take(f"mt-tip-other-{len(shown) + 1}")
            attributes = {"data-mt-tip": shown[place]}
            if described == "all" or (described == "first" and is_first):
                ids = project_of(shown[place]), described_by(shown[place])
                attributes["aria-describedby"] = " ".join(ids)
            link["classes"] += [name for name in CLASSES if name not in link["classes"]]
            with_attributes(link, attributes)
        pairs = [(anchor, cards[place]) for place, anchor in shown.items()]
        self.document += other_hover_cards("", cards=pairs)

    def _links(self, cards: Mapping[str, OtherCard]) -> Iterator[tuple[str, nodes.reference]]:
        """Yield the links to terms that have a card, each with the place of the term."""
        for link in list(self.document.findall(nodes.reference)):
            uri = link.get("refuri", "")
            if uri and not link.get("internal"):
                place = link_on_site(self.env.docname, uri)
                if place in cards:
                    yield place, link


def _shown_on(hovers: Iterable[HoverCard]) -> dict[str, OtherCard]:
    """Return those hover cards of a page that are of other projects' terms, by their place."""
    return {
        place_on_site("", hover.target.anchor): OtherCard(
            hover.name,
            plain(hover.text),
            hover.scope,
            hover.text[0].kind.partition(LANGUAGE)[2],
        )
        for hover in hovers
        if not hover.target.docname
    }


def project_of(tip_id: str) -> str:
    """Return the id of the name of the project in the hover card *tip_id*."""
    return f"{tip_id}-project"


def other_tip(anchor: str, card: OtherCard, direction: str, language: str) -> str:
    """Return the HTML of a hover card of another project's term.

    The name of its project describes the link, too: it leads to another site.

    :param direction: the direction of the page's language
    :param language: the language of the page, as in HTML
    """
    own = "" if card.language in ("", language) else f' lang="{escape(card.language)}"'
    name, project, text = (
        f"{own}{dir_attribute(part, direction)}" for part in (card.name, card.project, card.text)
    )
    return (
        f'<div class="mt-tip mt-tip-other" id="{escape(anchor)}" role="tooltip" popover="manual">'
        f"<b{name}>{escape(card.name, False)}</b>"
        f'<i id="{project_of(anchor)}"{project}> {escape(card.project, False)}</i>'
        f'<span id="{described_by(anchor)}"{text}> {escape(card.text, False)}</span></div>\n'
    )
