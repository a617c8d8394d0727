"""Post-transform for automatic links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.matching import patfilter

from sphinx_modelterms.builders import writes_html_at_once
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.linked_text import CLASSES, TextLink, linked_text, pieces
from sphinx_modelterms.doctree.links import address, make_link
from sphinx_modelterms.doctree.node_text import letters_of
from sphinx_modelterms.doctree.walking import documents_in, linkable_nodes
from sphinx_modelterms.glossary.autolink.rules import Settings
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.reading.block_text import BlockText
from sphinx_modelterms.reading.page_options import exclusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.autolink.linker import AutoLink


class AutoLinks(SphinxPostTransform):
    """Insert the automatic links of a page's view into its doctree::

    <paragraph>
        the context <emphasis>window</emphasis> of
    ->
    <paragraph>
        the
        <reference classes="mt-ref mt-auto" internal="True" refuri="...">
            context <emphasis>window</emphasis>
        of

    In HTML, links within one text node become part of it, as a
    :class:`~sphinx_modelterms.doctree.linked_text.linked_text`.
    """

    default_priority: ClassVar[int] = 2
    """Before all other post-transforms, while the document is the same as when its text was
    read."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        # Message catalogues contain the author's text, without generated links.
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
    """Builder of the links of one document."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self._builder = builder
        self._docname = docname
        self._in_text = writes_html_at_once(builder)

    def link(self, link: AutoLink, content: Sequence[nodes.Node]) -> nodes.Node:
        """Build a link around *content*."""
        return make_link(self._builder, self._docname, link.target, content, *CLASSES)

    def parts(self, start: int, letters: str, links: Iterable[AutoLink]) -> list[nodes.Node]:
        """Build the nodes that replace a text node in which there are *links*.

        :param start: position of the text in its block
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
    """Insert *links*, which are in document order, into one block.

    Links whose words have gone are left out: another extension has changed the page.
    """
    block = BlockText(node)
    links = [link for link in links if block.text[link.start : link.end] == link.text]
    starts = [start for start, _ in block.leaves]
    firsts = [bisect_right(starts, link.start) - 1 for link in links]
    lasts = [bisect_left(starts, link.end) - 1 for link in links]
    if firsts != lasts:
        _link_across(block, links, maker)
        return
    by_leaf: dict[int, list[AutoLink]] = defaultdict(list)
    for number, link in zip(firsts, links, strict=True):
        by_leaf[number].append(link)
    for number, some in by_leaf.items():
        start, text = block.leaves[number]
        _replace(text, maker.parts(start, letters_of(text), some))


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
    first, last = (_outermost(inside[n], inside) for n in (0, -1))
    parent = first.parent
    start, end = _index(first), _index(last) + 1
    content = parent.children[start:end]
    reference = maker.link(link, content)
    parent[start:end] = [reference]


def _outermost(node: nodes.Node, inside: Sequence[nodes.Text]) -> nodes.Node:
    """Return *node*, or the outermost emphasis around it that contains no text other than
    *inside*."""
    texts = {id(text) for text in inside}
    while len(inside) > 1 and isinstance(
        node.parent, (nodes.emphasis, nodes.strong, nodes.inline)
    ):
        if not all(id(text) in texts for text in node.parent.findall(nodes.Text)):
            break
        node = node.parent
    return node


def _index(node: nodes.Node) -> int:
    """Return the index of *node* in its parent, by identity, as equal texts compare equal."""
    return next(n for n, child in enumerate(node.parent.children) if child is node)


def link_settings(app: Sphinx) -> Settings:
    """Build the settings of automatic links from the configuration; warn of patterns that match no
    page."""
    config = ModelTermsConfig.from_sphinx(app.config)
    without: set[str] = set()
    for pattern in exclusion(config.autolink_exclude).pages:
        try:
            found = set(patfilter(app.env.found_docs, pattern))
        except re.error:  # such as [z-a]
            found = set()
        if not found:
            cure = "write '<name>' for a node and '.name' for a class"
            page = next(filter(pattern.endswith, app.config.source_suffix), "")
            page = pattern.removesuffix(page)
            if page != pattern and any(patfilter(app.env.found_docs, page)):
                cure = f"pages have no suffix here: write {page!r}"
            message = f"modelterms_autolink_exclude: {pattern!r} matches no page; {cure}"
            warn(Subtype.CONFIG, message, None)
        without |= found
    return Settings(
        config.autolink,
        config.autolink_limit,
        config.autolink_budget,
        tuple(config.levels),
        without,
    )
