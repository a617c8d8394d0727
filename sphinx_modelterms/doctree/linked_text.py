"""A text that knows the links within it, for the writers of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.doctree.node_text import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from sphinx_modelterms.glossary.model import Target

CLASSES = ("mt-ref", "mt-auto")


class Spanning(Protocol):
    """Something from ``start`` to ``end``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


AnySpan = TypeVar("AnySpan", bound=Spanning)


def pieces(
    text: str, spans: Iterable[AnySpan], start: int = 0
) -> Iterator[tuple[str, AnySpan | None]]:
    """*text* in pieces: the words of each span with it, and what is between them with none.

    :param spans: in order of the text
    :param start: the place of the text in what spans count from
    """
    done = 0
    for span in spans:
        begin, end = span.start - start, span.end - start
        if begin > done:
            yield text[done:begin], None
        yield text[begin:end], span
        done = end
    if done < len(text):
        yield text[done:], None


class TextLink:
    """A link to a term within a text.

    :param start: of its words, from the beginning of the text
    :param target: the place that it leads to; within a page, the page is empty
    :param href: the same as an address
    """

    __slots__ = ("end", "href", "html", "start", "target")

    def __init__(self, start: int, end: int, target: Target, href: str) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.href = href
        self.html: dict[str, str] = {}
        """Further attributes of its tag."""

    def copy(self) -> TextLink:
        """Another one like it."""
        twin = TextLink(self.start, self.end, self.target, self.href)
        twin.html = self.html
        return twin


class linked_text(OwnNode, nodes.Referential, nodes.Text):
    """A text some words of which are links to terms.

    As a node for each link, with nodes for their words and for what is between them, links took
    half as long again: every transform looks at every node, and so does the collector of garbage.
    To all who do not know better this is the text that it was.
    """

    links: Sequence[TextLink] = ()
    """In order of the text."""

    def with_links(self, links: Sequence[TextLink]) -> Self:
        """This text, which has *links* now."""
        self.links = links
        return self

    def copy(self) -> Self:
        return type(self)(letters_of(self)).with_links([link.copy() for link in self.links])

    def standard(self) -> Iterator[nodes.Node]:
        for node in self.expanded():
            yield from node.standard() if isinstance(node, term_link) else [node]

    def standard_for(self, visitor: nodes.NodeVisitor) -> Iterable[nodes.Node]:
        """Visitors that do not care for links have the text in one piece."""
        visit = getattr(type(visitor), "visit_reference", _PASSES_OVER)
        return [nodes.Text(letters_of(self))] if visit is _PASSES_OVER else self.standard()

    def expanded(self) -> Iterator[nodes.Node]:
        """The same as nodes: texts, and between them such links::

        <term_link classes="mt-ref mt-auto" internal="True" refuri="...">
            text
        """
        for words, link in pieces(self, self.links):
            yield _as_node(words, link) if link else nodes.Text(words)


_PASSES_OVER = nodes.SparseNodeVisitor.visit_reference


def _as_node(words: str, link: TextLink) -> term_link:
    within = link.href.startswith("#")
    leads = {"refid": link.href[1:]} if within else {"refuri": link.href}
    html = {"html": link.html} if link.html else {}
    text = nodes.Text(words)
    return term_link("", "", text, classes=[*CLASSES], internal=True, **leads, **html)
