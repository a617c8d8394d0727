"""Insertion of links into a block of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import writes_html_at_once
from sphinx_modelterms.doctree.link_visitors import writes_links_across_texts
from sphinx_modelterms.doctree.linked_text import CLASSES, TextLink, linked_text, pieces
from sphinx_modelterms.doctree.links import address, make_link
from sphinx_modelterms.doctree.node_text import letters_of
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.reading.block_text import BlockText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.autolink.decisions import AutoLink


class LinkMaker:
    """Builder of the links of one document."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self._builder = builder
        self._docname = docname
        self.in_text = writes_html_at_once(builder)
        """True if links become part of the text."""

    def across_texts(self) -> bool:
        """Return True if that can be done for links that begin and end in different texts."""
        return self.in_text and writes_links_across_texts(self._builder)

    def link(self, link: AutoLink, content: Sequence[nodes.Node]) -> nodes.Node:
        """Build a link around *content*."""
        return make_link(self._builder, self._docname, link.target, content, *CLASSES)

    def parts(self, start: int, letters: str, links: Sequence[AutoLink]) -> list[nodes.Node]:
        """Build the nodes that replace a text node in which there are *links*.

        :param start: position of the text in its block
        """
        if self.in_text and _on_this_site(links):
            inside = [self.text_link(link, start) for link in links]
            return [linked_text(letters).with_links(inside)]
        return [
            self.link(link, [nodes.Text(words)]) if link else nodes.Text(words)
            for words, link in pieces(letters, links, start)
        ]

    def text_link(self, link: AutoLink, start: int) -> TextLink:
        """Build a link within the text that begins at *start*."""
        href = address(self._builder, self._docname, link.target)
        docname, anchor = link.target
        target = link.target if docname != self._docname else Target("", anchor)
        return TextLink(link.start - start, link.end - start, target, href)


def _on_this_site(links: Iterable[AutoLink]) -> bool:
    """Return True if no link leads to another project: such links are nodes, which other
    extensions know as links to other sites.
    """
    return all(link.target.docname for link in links)


def link_block(node: nodes.Element, links: Sequence[AutoLink], maker: LinkMaker) -> None:
    """Insert *links*, which are in document order, into one block.

    Links whose words have gone are left out: another extension has changed the page.
    """
    block = BlockText(node)
    links = [link for link in links if block.text[link.start : link.end] == link.text]
    if len(block.leaves) == 1:  # as most blocks have no markup
        _link_in_text(*block.leaves[0], links, maker)
        return
    starts = [start for start, _ in block.leaves]
    firsts = [bisect_right(starts, link.start) - 1 for link in links]
    lasts = [bisect_left(starts, link.end) - 1 for link in links]
    if firsts != lasts:
        if maker.across_texts() and _on_this_site(links):
            _link_in_texts(block, links, maker)
        else:
            _link_across(block, links, maker)
        return
    by_leaf: dict[int, list[AutoLink]] = defaultdict(list)
    for number, link in zip(firsts, links, strict=True):
        by_leaf[number].append(link)
    for number, some in by_leaf.items():
        _link_in_text(*block.leaves[number], some, maker)


def _link_in_text(
    start: int, text: nodes.Text, links: Sequence[AutoLink], maker: LinkMaker
) -> None:
    """Insert *links* into a text node.

    :param start: position of the text in its block
    """
    if links:
        _replace(text, maker.parts(start, letters_of(text), links))


def _link_in_texts(block: BlockText, links: Sequence[AutoLink], maker: LinkMaker) -> None:
    """Insert *links*, some of which begin in one text node and end in another, without splitting a
    text node::

        <paragraph>
            a context  (where a link begins)
            <emphasis>
                window (where it ends)

    Where a link contains the whole of an emphasis at its start or end, it begins or ends in an
    empty text beside that.
    """
    starts = [start for start, _ in block.leaves]
    new: dict[int, linked_text] = {}

    def text_at(number: int) -> linked_text:
        if number not in new:
            new[number] = linked_text(letters_of(block.leaves[number][1]))
        return new[number]

    for link in links:
        first, last = bisect_right(starts, link.start) - 1, bisect_left(starts, link.end) - 1
        begun = maker.text_link(link, starts[first])
        if first == last:
            text_at(first).links = [*text_at(first).links, begun]
            continue
        inside = [
            text
            for start, text in block.leaves[first : last + 1]
            if link.start <= start and start + len(letters_of(text)) <= link.end
        ]
        begun.open = True
        ended = maker.text_link(link, starts[last])
        ended.start = 0
        for number, piece in ((first, begun), (last, ended)):
            text = block.leaves[number][1]
            outermost = _outermost(text, inside) if any(text is t for t in inside) else text
            if outermost is text:
                at = text_at(number)
                piece.end = min(piece.end, len(at))
            else:
                at, piece.start, piece.end = linked_text(""), 0, 0
                _insert(at, outermost, after=piece is ended)
            if piece is begun:
                at.links = [*at.links, piece]
            else:
                at.rest = piece
    for number, text in new.items():
        _replace(block.leaves[number][1], [text])


def _insert(text: linked_text, beside: nodes.Node, after: bool) -> None:
    parent = beside.parent
    assert beside.document is not None
    text.parent, text.document = parent, beside.document
    parent.children.insert(_index(beside) + after, text)


def _replace(text: nodes.Text, parts: Sequence[nodes.Node]) -> None:
    """Replace *text* with *parts*.

    ``Element.__setitem__`` searches for the document of each new child, which took as long as
    building the link. So this sets the attributes itself.
    """
    parent, document = text.parent, text.document
    assert document is not None
    for part in parts:
        part.parent = parent
        part.document = document
    index = _index(text)
    parent.children[index : index + 1] = parts


def _link_across(block: BlockText, links: Sequence[AutoLink], maker: LinkMaker) -> None:
    """Insert *links*, some of which begin or end inside emphasis."""
    borders = sorted({border for link in links for border in (link.start, link.end)})
    pieces = list(_cut(block, borders))
    starts = [start for start, _ in pieces]
    for link in reversed(links):
        first, end = bisect_left(starts, link.start), bisect_left(starts, link.end)
        inside = [text for _, text in pieces[first:end]]
        if inside:
            _wrap(inside, link, maker)


def _cut(block: BlockText, borders: Sequence[int]) -> Iterator[tuple[int, nodes.Text]]:
    """Yield the text nodes of a block with their positions, after splitting them at *borders*."""
    for start, text in block.leaves:
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
    """Put a link around some text nodes, including emphasis that lies wholly inside."""
    whole = inside if len(inside) > 1 else ()
    first, last = (_outermost(inside[n], whole) for n in (0, -1))
    parent = first.parent
    start, end = _index(first), _index(last) + 1
    content = parent.children[start:end]
    reference = maker.link(link, content)
    parent[start:end] = [reference]


def _outermost(node: nodes.Node, inside: Sequence[nodes.Text]) -> nodes.Node:
    """Return *node*, or the outermost emphasis around it that contains no text other than
    *inside*."""
    texts = {id(text) for text in inside}
    while isinstance(node.parent, (nodes.emphasis, nodes.strong, nodes.inline)):
        if not all(id(text) in texts for text in node.parent.findall(nodes.Text)):
            break
        node = node.parent
    return node


def _index(node: nodes.Node) -> int:
    """Return the index of *node* in its parent, by identity, as equal texts compare equal."""
    return next(n for n, child in enumerate(node.parent.children) if child is node)
