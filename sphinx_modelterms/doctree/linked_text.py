"""Text node that stores its automatic links as data instead of child nodes, for HTML."""

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
    """A range of characters, from ``start`` up to but not including ``end``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


AnySpan = TypeVar("AnySpan", bound=Spanning)


def pieces(
    text: str, spans: Iterable[AnySpan], start: int = 0
) -> Iterator[tuple[str, AnySpan | None]]:
    """Split *text* at *spans*: yield the words of each span with it, and the text between spans
    with ``None``.

    :param spans: non-overlapping, in the order of the text
    :param start: the offset of *text* in the text that spans refer to
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
    """A link to a term within a :class:`linked_text`.

    :param start: the offset of its first character in the text
    :param end: the offset after its last character
    :param target: the target of the link; its docname is ``""`` within a page
    :param href: the URI of the target
    :param open: True if the link continues in a later text of the block
    """

    __slots__ = ("end", "href", "html", "open", "start", "target")

    def __init__(
        self, start: int, end: int, target: Target, href: str, *, open: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.href = href
        self.open = open
        self.html: dict[str, str] = {}
        """Further HTML attributes."""

    def copy(self) -> TextLink:
        """Return a copy."""
        twin = TextLink(self.start, self.end, self.target, self.href, open=self.open)
        twin.html = self.html
        return twin


class linked_text(OwnNode, nodes.Referential, nodes.Text):
    """A text node in which some words are links to terms.

    Other code sees an ordinary text node. To get the links as nodes of their own, use
    :meth:`expanded`.

    One node is cheaper than a node for each link and each text between them, because every
    transform and the garbage collector visit every node: with separate nodes, automatic links took
    half as long again.
    """

    links: Sequence[TextLink] = ()
    """The links that begin here, in the order of the text."""

    rest: TextLink | None = None
    """The end of a link that began in an earlier text, if there is one: it starts at 0."""

    def with_links(self, links: Sequence[TextLink], rest: TextLink | None = None) -> Self:
        """Set :attr:`links` and :attr:`rest`, and return this node."""
        self.links = links
        self.rest = rest
        return self

    def copy(self) -> Self:
        copies = [link.copy() for link in self.links]
        return type(self)(letters_of(self)).with_links(copies, self.rest)

    def standard(self) -> Iterator[nodes.Node]:
        for node in self.expanded():
            yield from node.standard() if isinstance(node, term_link) else [node]

    def standard_for(self, visitor: nodes.NodeVisitor) -> Iterable[nodes.Node]:
        """Return one text node for visitors that ignore links; for others, links as nodes."""
        visit = getattr(type(visitor), "visit_reference", _PASSES_OVER)
        return [nodes.Text(letters_of(self))] if visit is _PASSES_OVER else self.standard()

    def expanded(self) -> Iterator[nodes.Node]:
        """Yield the text as nodes: text nodes, and between them links such as:

        .. code-block:: xml

           <term_link classes="mt-ref mt-auto" internal="True" refuri="...">
               text

        A link over several texts becomes a link in each.
        """
        links = [self.rest, *self.links] if self.rest else self.links
        for words, link in pieces(self, links):
            if words:
                yield _as_node(words, link) if link else nodes.Text(words)


_PASSES_OVER = nodes.SparseNodeVisitor.visit_reference


def _as_node(words: str, link: TextLink) -> term_link:
    within = link.href.startswith("#")
    leads = {"refid": link.href[1:]} if within else {"refuri": link.href}
    html = {"html": link.html} if link.html else {}
    text = nodes.Text(words)
    return term_link("", "", text, classes=[*CLASSES], internal=True, **leads, **html)
