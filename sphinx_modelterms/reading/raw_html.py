"""Elements that raw HTML leaves open around the text that follows."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_LINK_FREE = frozenset(
    {
        *("a", "button", "summary", "label", "code", "pre", "kbd", "samp"),
        *("title", "th", "script", "style", *_HEADINGS),
    }
)
"""Elements in which nothing is linked."""

_ENDED_BY_START = {"a": ("a",), **dict.fromkeys(("td", "th", "tr", "tbody"), ("th",))}
_ENDED_BY_END = {
    **dict.fromkeys(("tr", "thead", "tbody", "table"), ("th",)),
    "details": ("summary",),
    **dict.fromkeys(_HEADINGS, _HEADINGS),
}
"""Elements that the end tag of another element closes, as browsers do."""


def is_html(node: nodes.raw) -> bool:
    """Return True if *node* is shown in HTML."""
    return "html" in node.get("format", "").split()


class OpenElements:
    """Open elements of raw HTML in which links are not allowed."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return self._counts.total() > 0

    def read(self, html: str) -> None:
        """Read the next piece of raw HTML; tags in comments and attributes don't count."""
        if "<" in html:
            _HtmlReader(self._counts).feed(html)


class _HtmlReader(HTMLParser):
    """Parser that counts the open elements of one piece of raw HTML.

    :param counts: number of open elements by tag; changed in place
    """

    def __init__(self, counts: Counter[str]) -> None:
        super().__init__()
        self._counts = counts

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._end(_ENDED_BY_START.get(tag, ()))
        if tag in _LINK_FREE:
            self._counts[tag] += 1

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Ignore ``<a id="x"/>``: HTML would leave the element open, but authors mean it as
        complete."""

    def handle_endtag(self, tag: str) -> None:
        if self._counts[tag]:
            self._counts[tag] -= 1
        self._end(_ENDED_BY_END.get(tag, ()))

    def _end(self, tags: Iterable[str]) -> None:
        for tag in tags:
            self._counts[tag] = 0
