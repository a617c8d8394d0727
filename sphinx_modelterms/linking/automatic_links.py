"""Making the links that were decided on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.builders import writes_html_at_once
from sphinx_modelterms.doctree.linked_text import CLASSES, TextLink, linked_text, pieces
from sphinx_modelterms.doctree.links import address, make_link
from sphinx_modelterms.doctree.node_text import letters_of
from sphinx_modelterms.doctree.walking import documents_in, linkable_nodes
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.reading.block_text import BlockText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, ClassVar

    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.autolink.linker import AutoLink


class AutoLinks(SphinxPostTransform):
    """Make the automatic links of a page from its view::

    <paragraph>
        the context <emphasis>window</emphasis> of
    ->
    <paragraph>
        the
        <reference classes="mt-ref mt-auto" internal="True" refuri="...">
            context <emphasis>window</emphasis>
        of

    In HTML, links within one text stay in it, as a
    :class:`~sphinx_modelterms.doctree.linked_text.linked_text`.
    """

    default_priority: ClassVar[int] = 2
    """First of all, while the document is as it was when its text was read."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        # Catalogues hold the words of the author.
        if domain.build.builder.name == "gettext":
            return
        here = self.env.docname

        @cache
        def links_on(docname: str) -> dict[int, list[AutoLink]]:
            by_block = defaultdict(list)
            for link in domain.build.views.page(docname).autolinks:
                by_block[link.block].append(link)
            return by_block

        if not any(map(links_on, documents_in(self.document, here))):
            return
        counts: dict[str, int] = defaultdict(int)
        for docname, node in linkable_nodes(self.document, here):
            links = links_on(docname).get(counts[docname])
            counts[docname] += 1
            if links:
                link_block(node, links, LinkMaker(domain.build.builder, docname))


class LinkMaker:
    """Makes the links of one document."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self._builder = builder
        self._docname = docname
        self._in_text = writes_html_at_once(builder)

    def link(self, link: AutoLink, content: Sequence[nodes.Node]) -> nodes.Node:
        """A link around *content*."""
        return make_link(self._builder, self._docname, link.target, content, *CLASSES)

    def parts(self, start: int, letters: str, links: Iterable[AutoLink]) -> list[nodes.Node]:
        """What takes the place of a text that has *links*.

        :param start: the place in the block where the text begins
        """
        if self._in_text:
            inside = [self._text_link(link, start) for link in links]
            return [linked_text(letters).with_links(inside)]
        return [
            self.link(link, [nodes.Text(words)]) if link else nodes.Text(words)
            for words, link in pieces(letters, links, start)
        ]

    def _text_link(self, link: AutoLink, start: int) -> TextLink:
        href = address(self._builder, self._docname, link.target)
        docname, anchor = link.target
        target = link.target if docname != self._docname else Target("", anchor)
        return TextLink(link.start - start, link.end - start, target, href)


def link_block(node: nodes.Element, links: Sequence[AutoLink], maker: LinkMaker) -> None:
    """Make *links*, which are in order of the text, in one block.

    Those whose words stand there no more are left out: another extension has changed the page.
    """
    flat = BlockText(node)
    links = [link for link in links if flat.text[link.start : link.end] == link.text]
    starts = [start for start, _ in flat.leaves]
    firsts = [bisect_right(starts, link.start) - 1 for link in links]
    lasts = [bisect_left(starts, link.end) - 1 for link in links]
    if firsts != lasts:
        _link_across(flat, links, maker)
        return
    by_leaf: dict[int, list[AutoLink]] = defaultdict(list)
    for number, link in zip(firsts, links, strict=True):
        by_leaf[number].append(link)
    for number, some in by_leaf.items():
        start, text = flat.leaves[number]
        _replace(text, maker.parts(start, letters_of(text), some))


def _replace(text: nodes.Text, parts: Sequence[nodes.Node]) -> None:
    """Put *parts* in the place of *text*.

    Elements look for their document anew for each child that they are given, which took as long
    as making a link.
    """
    parent, document = text.parent, text.document
    assert document is not None
    for part in parts:
        part.parent = parent
        part.document = document
    index = _index(text)
    parent.children[index : index + 1] = parts


def _link_across(flat: BlockText, links: Sequence[AutoLink], maker: LinkMaker) -> None:
    """Make *links*, some of which go across the borders of emphasis."""
    borders = sorted({border for link in links for border in (link.start, link.end)})
    pieces = list(_cut(flat, borders))
    starts = [start for start, _ in pieces]
    for link in reversed(links):
        first, end = bisect_left(starts, link.start), bisect_left(starts, link.end)
        inside = [text for _, text in pieces[first:end]]
        if inside:
            _wrap(inside, link, maker)


def _cut(flat: BlockText, borders: Sequence[int]) -> Iterator[tuple[int, nodes.Text]]:
    """The text nodes of a block, those cut in pieces that a border goes through."""
    for start, text in flat.leaves:
        letters = letters_of(text)
        first, end = bisect_right(borders, start), bisect_left(borders, start + len(letters))
        cuts = [border - start for border in borders[first:end]]
        if not cuts:
            yield start, text
            continue
        ends = [*cuts, len(letters)]
        pieces = [nodes.Text(letters[a:b]) for a, b in zip([0, *cuts], ends, strict=True)]
        _replace(text, pieces)
        for offset, piece in zip([0, *cuts], pieces, strict=True):
            yield start + offset, piece


def _wrap(inside: Sequence[nodes.Text], link: AutoLink, maker: LinkMaker) -> None:
    """Put a link around some text nodes, with the emphasis that is wholly among them."""
    first, last = (_outermost(inside[n], inside) for n in (0, -1))
    parent = first.parent
    start, end = _index(first), _index(last) + 1
    content = parent.children[start:end]
    reference = maker.link(link, content)
    parent[start:end] = [reference]


def _outermost(node: nodes.Node, inside: Sequence[nodes.Text]) -> nodes.Node:
    """*node*, or the emphasis around it that holds nothing else than some of *inside*."""
    texts = {id(text) for text in inside}
    while len(inside) > 1 and isinstance(
        node.parent, (nodes.emphasis, nodes.strong, nodes.inline)
    ):
        if not all(id(text) in texts for text in node.parent.findall(nodes.Text)):
            break
        node = node.parent
    return node


def _index(node: nodes.Node) -> int:
    """The place of *node* in its parent: by identity, as texts are compared by their letters."""
    return next(n for n, child in enumerate(node.parent.children) if child is node)
