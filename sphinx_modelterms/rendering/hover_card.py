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
from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.characters import direction_of
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.names import FreeNames
from sphinx_modelterms.rendering.assets import has_reader_controls, hover_cards_in
from sphinx_modelterms.rendering.formulas import IGNORED
from sphinx_modelterms.translations import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_modelterms.doctree.linked_text import TextLink
    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.text.inline import Run
    from sphinx_modelterms.glossary.views.records import HoverCard

    HtmlLink = nodes.reference | TextLink

_ = get_translation("sphinx_modelterms")


ELEMENTS = {
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "subscript": "sub",
    "superscript": "sup",
}
"""HTML elements of runs of inline text."""


class hover_cards(OwnNode, nodes.General, nodes.Element):
    """The hover cards of a page; ``cards`` has pairs of id and :class:`HoverCard`.

    Their words are not text nodes, so that the search does not find them on this page. In HTML,
    they are an ``aside``, which reader modes of browsers leave out; it isn't a landmark.
    """

    def standard(self) -> list[nodes.Node]:
        return []


class reader_controls(OwnNode, nodes.General, nodes.Element):
    """The element in which the script creates the reader's switches."""

    def standard(self) -> list[nodes.Node]:
        return []


def visit_hover_cards(self: HTML5Translator, node: nodes.Element) -> None:
    direction = begin_hover_cards(self)
    self.body += (tip(anchor, card, direction) for anchor, card in node["cards"])
    self.body.append("</aside>\n")
    raise nodes.SkipNode


def begin_hover_cards(self: HTML5Translator) -> str:
    """Write the start of the element around hover cards, and return the direction of texts."""
    classes = " ".join(("mt-tips", *IGNORED))
    language = self.config.language
    direction = "rtl" if is_right_to_left(language) else "ltr"
    # Few themes state that a page is written from right to left.
    own = ' dir="rtl"' if direction == "rtl" else ""
    own += f' lang="{escape(language.replace("_", "-"))}"'
    if self.config.modelterms_hover_touch == "card":
        own += ' data-mt-touch="card"'
    self.body.append(f'<aside class="{classes}" role="none"{own} data-pagefind-ignore>\n')
    return direction


@lru_cache(maxsize=10_000)  # many pages have the same hover cards
def tip(anchor: str, card: HoverCard, direction: str) -> str:
    """Return the HTML of a hover card, with as few nodes as possible: spaces are in elements.

    Only the definition describes the link, as screen readers have just read the name. Of one with
    formulas, they are given a text of its own.

    :param direction: the direction of the page's language
    """
    # With the colour of the edge before the category, unless a scope is first.
    kind = ' class="mt-category"' if card.colour and not card.scope else ""
    line = card.kinds_line
    kinds = f"<i{kind}> {escape(line, False)}</i>" if line else ""
    text_id, text = escape(described_by(anchor)), "".join(map(run_html, card.text))
    own = dir_attribute(plain(card.text), direction)
    if any(run.kind == "math" for run in card.text):
        words = escape(spoken(card.text), False)
        shown = f'<span class="mt-unseen" id="{text_id}"{own}> {words}</span>'
        shown += f'<span aria-hidden="true"{own}> {text}</span>'
    else:
        shown = f'<span id="{text_id}"{own}> {text}</span>'
    classes = f"mt-tip mt-colour-{card.colour}" if card.colour else "mt-tip"
    return (
        f'<div class="{classes}" id="{escape(anchor)}" role="tooltip" popover="manual">'
        f"<b{dir_attribute(card.name, direction)}>{escape(card.name, False)}</b>{kinds}{shown}"
        "</div>\n"
    )


def run_html(run: Run) -> str:
    """Return a run of inline text as HTML, with elements that need no further attributes."""
    kind, text = run
    if kind == "math":
        # Imported here, as few hover cards have formulas.
        from sphinx_modelterms.rendering.mathml import formula_html

        return formula_html(text)
    element = ELEMENTS.get(kind)
    return f"<{element}>{escape(text, False)}</{element}>" if element else escape(text, False)


def dir_attribute(text: str, direction: str) -> str:
    """Return the attribute ``dir`` for *text* if most of its letters have another direction."""
    own = direction_of(text)
    return f' dir="{own}"' if own not in ("", direction) else ""


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
        found = hover_cards_in(domain, documents)
        cards = {card.target: card for card in found if card.target.docname}
        if cards:
            self._add(cards, [*term_links(self.document, domain.build.builder, here, cards)])
        if has_reader_controls(domain, documents):
            self.document += reader_controls()

    def _add(
        self, cards: Mapping[Target, HoverCard], links: Sequence[tuple[Target, HtmlLink]]
    ) -> None:
        ids = tip_ids([target for target, _ in links], cards)
        renamed = {target for target, tip_id in ids.items() if tip_id != default_id(target)}
        described = self.config.modelterms_hover_describe
        shown: dict[Target, str] = {}
        for target, link in links:
            attributes = {}
            if target in cards:
                if described == "all" or (described == "first" and target not in shown):
                    attributes["aria-describedby"] = described_by(ids[target])
                shown[target] = ids[target]
            # Also with aria-describedby: other scripts may change that.
            if target in renamed:
                attributes["data-mt-tip"] = ids[target]
            if attributes:
                with_attributes(link, attributes)
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


def term_links(
    document: nodes.document, builder: Builder, docname: str, targets: Iterable[Target]
) -> Iterator[tuple[Target, HtmlLink]]:
    """Yield the links to terms, each with its target; the docname is ``""`` within a page.

    Links that Sphinx has resolved (lower-case names by ``:any:``) are recognized by their URI.

    :param targets: possible targets of links that Sphinx has resolved
    """
    addresses: dict[str, Target] | None = None
    for link in document.findall(nodes.Referential):  # type: ignore[type-var]
        if isinstance(link, linked_text):
            for inner in link.links:
                yield inner.target, inner
        elif not isinstance(link, nodes.reference):
            continue
        elif "mt-ref" in link["classes"]:
            yield link.get(TARGET) or Target("", link.get("refid", "")), link
        elif is_plain_term_link(link):
            if addresses is None:  # few pages have such links
                addresses = {address(builder, docname, target): target for target in targets}
            if found := addresses.get(link.get("refuri", "")):
                link["classes"].append("mt-ref")
                yield found, link


def default_id(target: Target) -> str:
    """Return the id of a hover card that the script derives from the URI of a link."""
    return f"mt-tip-{target.anchor.removeprefix('term-')}"


def described_by(tip_id: str) -> str:
    """Return the id of the definition in the hover card *tip_id*."""
    return f"{tip_id}-text"


def tip_ids(targets: list[Target], cards: Mapping[Target, HoverCard]) -> dict[Target, str]:
    """Return the id of the hover card of each target; those of its definition are free, too.

    :return: for a target without a hover card, the default id, or ``""`` if another card has it
    """
    ids = {target: default_id(target) for target in dict.fromkeys(targets)}
    texts = [described_by(tip_id) for tip_id in ids.values()]
    if len({*ids.values(), *texts}) == 2 * len(ids):
        return ids
    free = FreeNames(texts)
    for target in sorted(ids, key=lambda target: target not in cards):
        wanted = ids[target]
        ids[target] = free.take(wanted) if target in cards or wanted not in free else ""
    return ids
