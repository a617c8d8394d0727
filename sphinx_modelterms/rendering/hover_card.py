"""Hover cards in HTML: a short text for each term that a page links to."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.doctree.linked_text import linked_text
from sphinx_modelterms.doctree.links import address, is_plain_term_link, term_link
from sphinx_modelterms.doctree.walking import documents_in
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.names import FreeNames
from sphinx_modelterms.rendering.assets import has_reader_controls, hover_cards_in
from sphinx_modelterms.rendering.formulas import IGNORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_modelterms.doctree.linked_text import TextLink
    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import HoverCard

    HtmlLink = nodes.reference | TextLink

_ = get_translation("sphinx_modelterms")


class hover_cards(OwnNode, nodes.General, nodes.Element):
    """The hover cards of a page; ``cards`` has pairs of id and :class:`HoverCard`.

    Their words are not text nodes, so that the search does not find them on this page.
    """

    def standard(self) -> list[nodes.Node]:
        return []


class reader_controls(OwnNode, nodes.General, nodes.Element):
    """The element in which the script creates the reader's switches."""

    def standard(self) -> list[nodes.Node]:
        return []


def visit_hover_cards(self: HTML5Translator, node: nodes.Element) -> None:
    classes = " ".join(("mt-tips", *IGNORED))
    self.body.append(f'<div class="{classes}" data-pagefind-ignore>\n')
    self.body += (tip(anchor, card) for anchor, card in node["cards"])
    self.body.append("</div>\n")
    raise nodes.SkipNode


@lru_cache(maxsize=10_000)  # many pages have the same hover cards
def tip(anchor: str, card: HoverCard) -> str:
    """Return the HTML of a hover card."""
    kinds = f"<i>{escape(' · '.join(card.kinds), False)}</i> " if card.kinds else ""
    return (
        f'<div class="mt-tip" id="{escape(anchor)}" role="tooltip" popover="manual">'
        f"<b>{escape(card.name, False)}</b> {kinds}{escape(card.text, False)}</div>\n"
    )


def visit_reader_controls(self: HTML5Translator, node: nodes.Element) -> None:
    words = {
        "data-mt-label": _("Links to terms"),
        "data-mt-hover": _("Show hover cards"),
        "data-mt-auto": _("Underline automatic links"),
    }
    attributes = "".join(f' {name}="{self.attval(str(text))}"' for name, text in words.items())
    self.body.append(f'<div class="mt-reader"{attributes}></div>\n')
    raise nodes.SkipNode


def setup_hover(app: Sphinx) -> None:
    """Register the nodes and the post-transform that creates them."""
    app.add_node(hover_cards, html=(visit_hover_cards, None))
    app.add_node(reader_controls, html=(visit_reader_controls, None))
    app.add_post_transform(HoverTransform)


class HoverTransform(SphinxPostTransform):
    """Add the hover cards at the end of the page, and name them as descriptions of links::

        <document>
            <section>
                <term_link classes="mt-ref">      ->  <term_link html="aria-describedby: ...">
            <hover_cards cards="...">
            <reader_controls>

    The id of a hover card is derived from the URI of links: ``mt-tip-x`` for ``page.html#term-x``,
    so that links without further attributes have hover cards, too. If two terms would have the
    same id, links to the second term have the id of its card in an attribute.
    """

    default_priority: ClassVar[int] = 220
    """After all links are created, and our blocks are converted to HTML elements."""
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.docname
        documents = documents_in(self.document, here)
        cards = {card.target: card for card in hover_cards_in(domain, documents)}
        if cards:
            self._add(cards, [*term_links(self.document, domain.build.builder, here, cards)])
        if has_reader_controls(domain, documents):
            self.document += reader_controls()

    def _add(
        self, cards: Mapping[Target, HoverCard], links: Sequence[tuple[Target, HtmlLink]]
    ) -> None:
        ids = tip_ids([target for target, _ in links], cards)
        described = self.config.modelterms_hover_describe
        shown: dict[Target, str] = {}
        for target, link in links:
            attributes = {}
            if target in cards and (described == "all" or (described, target in shown) == FIRST):
                attributes["aria-describedby"] = ids[target]
            # Also with aria-describedby: other scripts may change that.
            if ids[target] != default_id(target):
                attributes["data-mt-tip"] = ids[target]
            if attributes:
                with_attributes(link, attributes)
            if target in cards:
                shown[target] = ids[target]
        if shown:
            pairs = [(anchor, cards[target]) for target, anchor in shown.items()]
            self.document += hover_cards("", cards=pairs)


def with_attributes(link: HtmlLink, attributes: dict[str, str]) -> None:
    """Give *link* further HTML attributes."""
    if not isinstance(link, nodes.Node):
        link.html = attributes
        return
    if not isinstance(link, term_link):  # one that Sphinx has created
        plain, link = link, term_link("", "", *link.children, **link.attributes)
        plain.replace_self(link)
    link["html"] = attributes


FIRST = ("first", False)
"""Setting and state of a link that gets a description: the first link to a term."""


def term_links(
    document: nodes.document, builder: Builder, docname: str, targets: Iterable[Target]
) -> Iterator[tuple[Target, HtmlLink]]:
    """Yield the links to terms, each with its target; the docname is ``""`` within a page.

    Links that Sphinx has resolved (lower-case names by ``:any:``) are recognized by their URI.

    :param targets: possible targets of links that Sphinx has resolved
    """
    addresses = {address(builder, docname, target): target for target in targets}
    for link in document.findall(nodes.Referential):  # type: ignore[type-var]
        if isinstance(link, linked_text):
            yield from ((inner.target, inner) for inner in link.links)
        elif not isinstance(link, nodes.reference):
            continue
        elif "mt-ref" in link["classes"]:
            yield link.get(TARGET) or Target("", link.get("refid", "")), link
        elif link.get("refuri") in addresses and is_plain_term_link(link):
            link["classes"].append("mt-ref")
            yield addresses[link["refuri"]], link


def default_id(target: Target) -> str:
    """Return the id of a hover card that the script derives from the URI of a link."""
    return f"mt-tip-{target.anchor.removeprefix('term-')}"


def tip_ids(targets: list[Target], cards: Mapping[Target, HoverCard]) -> dict[Target, str]:
    """Return the id of the hover card of each target.

    :return: for a target without a hover card, the default id, or ``""`` if another card has it
    """
    free = FreeNames()
    ids: dict[Target, str] = {}
    for target in sorted(dict.fromkeys(targets), key=lambda target: target not in cards):
        wanted = default_id(target)
        ids[target] = free.take(wanted) if target in cards or wanted not in free else ""
    return ids
