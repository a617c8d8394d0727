"""Hover cards in HTML: one short text for each term that a page links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from sphinx_modelterms.cardtree import TARGET
from sphinx_modelterms.glossary.names import first_free
from sphinx_modelterms.linking.links import address, term_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.shown import HoverCard

    Place = tuple[str, str]

_ = get_translation("sphinx_modelterms")


class hover_cards(nodes.General, nodes.Element):
    """The hover cards of a page: pairs of id and :class:`HoverCard` in ``cards``.

    Their words are no text of the document, so no search finds them here.
    """


class reader_controls(nodes.General, nodes.Element):
    """The place where the script puts the reader's switches."""


def visit_term_link(self: HTML5Translator, node: term_link) -> None:
    attributes: dict[str, str] = node.get("html", {})
    added = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if is_plain(self, node):
        href = escape(node.get("refuri") or f"#{node.get('refid', '')}")
        classes = " ".join(node["classes"])
        self.body.append(f'<a class="{classes} reference internal" href="{href}"{added}>')
        return
    start = len(self.body)
    self.visit_reference(node)
    self.body[start] = self.body[start].removesuffix(">") + added + ">"


def is_plain(translator: HTML5Translator, node: term_link) -> bool:
    """Whether a link is as we make them, and no theme shows links in a way of its own.

    Most links are, and a page can have many: the general way takes several times as long.
    """
    return (
        type(translator).visit_reference is HTML5Translator.visit_reference
        and type(translator).starttag is HTML5Translator.starttag
        and node.attributes.keys() <= PLAIN
        and node.get("internal", False)
        and not node["ids"]
        and isinstance(node.parent, nodes.TextElement)
    )


PLAIN = nodes.reference().attributes.keys() | {"internal", "refuri", "refid", "html"}


def depart_term_link(self: HTML5Translator, node: term_link) -> None:
    self.depart_reference(node)


def visit_hover_cards(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<div class="mt-tips" data-pagefind-ignore>\n')
    for anchor, card in node["cards"]:
        kinds = f"<i>{escape(' · '.join(card.kinds), False)}</i> " if card.kinds else ""
        self.body.append(
            f'<div class="mt-tip" id="{escape(anchor)}" role="tooltip" popover="manual">'
            f"<b>{escape(card.name, False)}</b> {kinds}{escape(card.text, False)}</div>\n"
        )
    self.body.append("</div>\n")
    raise nodes.SkipNode


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
    """Register the nodes and the transform that makes them."""
    app.add_node(term_link, html=(visit_term_link, depart_term_link))
    app.add_node(hover_cards, html=(visit_hover_cards, None))
    app.add_node(reader_controls, html=(visit_reader_controls, None))
    app.add_post_transform(HoverTransform)


class HoverTransform(SphinxPostTransform):
    """Add the hover cards at the end of the page, and tell screen readers of them::

        <document>
            <section>
                <term_link classes="mt-ref">      ->  <term_link html="aria-describedby: ...">
            <hover_cards cards="...">
            <reader_controls>

    A hover card's id follows from the address of the links: ``mt-tip-x`` for ``page.html#term-x``,
    so a link without further attributes has one too. Where two terms would share an id, the links
    to the second say which one is theirs.
    """

    default_priority: ClassVar[int] = 220
    """After all links are made, and our blocks have their shape."""
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.current_document.docname
        cards = {card[:2]: card for card in domain.hovers(here)}
        if cards:
            self._add(cards, [*term_links(self.document, domain.builder, here, cards)])
        if domain.is_switched(here):
            self.document += reader_controls()

    def _add(
        self, cards: Mapping[Place, HoverCard], links: Sequence[tuple[Place, nodes.reference]]
    ) -> None:
        ids = tip_ids([place for place, _ in links], cards)
        described = self.config.modelterms_hover_describe
        shown: dict[Place, str] = {}
        for place, link in links:
            attributes = {}
            if place in cards and (described == "all" or (described, place in shown) == FIRST):
                attributes["aria-describedby"] = ids[place]
            elif ids[place] != default_id(place):
                attributes["data-mt-tip"] = ids[place]
            if attributes:
                with_attributes(link, attributes)
            if place in cards:
                shown[place] = ids[place]
        if shown:
            pairs = [(anchor, cards[place]) for place, anchor in shown.items()]
            self.document += hover_cards("", cards=pairs)


def with_attributes(link: nodes.reference, attributes: dict[str, str]) -> None:
    """Give *link* further HTML attributes."""
    if not isinstance(link, term_link):  # one that Sphinx has made
        plain, link = link, term_link("", "", *link.children, **link.attributes)
        plain.replace_self(link)
    link["html"] = attributes


FIRST = ("first", False)
"""The links that are described: the first to a term, not shown before."""


def term_links(
    document: nodes.document, builder: Builder, docname: str, places: Iterable[Place]
) -> Iterator[tuple[Place, nodes.reference]]:
    """The links to terms, each with where it leads; within a page that is no document and an id.

    What Sphinx itself resolved (names in small letters by ``:any:``) is told by its address.

    :param places: where links of the latter kind may lead
    """
    addresses = {address(builder, docname, *place): place for place in places}
    for link in document.findall(nodes.reference):
        if "mt-ref" in link["classes"]:
            yield link.attributes.pop(TARGET, None) or ("", link.get("refid", "")), link
        elif link.get("refuri") in addresses and "std-term" in _inner_classes(link):
            link["classes"].append("mt-ref")
            yield addresses[link["refuri"]], link


def _inner_classes(link: nodes.reference) -> Sequence[str]:
    inner = link.children[0] if link.children else None
    return inner["classes"] if isinstance(inner, nodes.Element) else ()


def default_id(place: Place) -> str:
    """The id of a hover card that follows from where a link leads."""
    return f"mt-tip-{place[1].removeprefix('term-')}"


def tip_ids(places: list[Place], cards: Mapping[Place, HoverCard]) -> dict[Place, str]:
    """The id of the hover card of each place that is linked.

    :return: ``""`` for a place without one whose links would seem to have another's; the default
        for others without one
    """
    owners: dict[str, Place] = {}
    ids: dict[Place, str] = {}
    for place in sorted(dict.fromkeys(places), key=lambda place: place not in cards):
        wanted = default_id(place)
        if wanted not in owners:
            ids[place] = wanted
        else:
            ids[place] = first_free(wanted, owners) if place in cards else ""
        owners.setdefault(ids[place], place)
    return ids
