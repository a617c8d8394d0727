"""Detection of Markdown in reStructuredText of data files, and vice versa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKDOWN_LINK = lazy_pattern(r"\[[^\[\]\n]{1,200}\]\((?:https?://|\.{0,2}/)[^()\s]{1,200}\)")
_MARKDOWN_LINES = lazy_pattern(r"(?m)^(?:#{2,6} \S|```[\w{]).*$")
_TAG = lazy_pattern(
    r"<(b|i|u|em|strong|p|sub|sup|span|div|ul|ol|li|code|pre|h[1-6])>(?=[^<>]{0,500}</\1>)"
    r"|<br ?/?>|<(?:a|img|span|div|p) +[a-z-]{1,20}=[^<>\n]{1,200}>"
)
"""HTML tags with an end tag or attributes; ``<i>`` alone can be a placeholder."""
_REST_LINK = lazy_pattern(r"`[^`<\n]{1,200} ?<https?://[^<>`\s]{1,200}>`__?")
_REST_LINES = lazy_pattern(r"(?m)^\.\. [\w:-]+::(?: .*)?$")


def other_markup(text: str, root: nodes.Element, *, markdown: bool) -> str:
    """Return the first part of *text* that is markup only in the other language, or ``""``.

    :param root: the nodes parsed from *text*; code is ignored
    :param markdown: True if *text* is Markdown, False if it is reStructuredText
    """
    link, lines = (_REST_LINK, _REST_LINES) if markdown else (_MARKDOWN_LINK, _MARKDOWN_LINES)
    shown = "\n".join(map("".join, map(_words, root.findall(nodes.paragraph))))
    # Code may show the other markup.
    if (found := link.search(text)) and (markdown or link.search(shown)):
        return found[0]
    code = {node.astext() for node in root.findall(nodes.literal_block)}
    found = lines.search(text)
    return found[0] if found and not any(found[0] in block for block in code) else ""


def html_tag(root: nodes.Element) -> str:
    """Return the first HTML tag in a text that was parsed as reStructuredText, or ``""``.

    :param root: the nodes parsed from the text; code is ignored
    """
    words = ("".join(_words(paragraph)) for paragraph in root.findall(nodes.paragraph))
    return next((found[0] for text in words if (found := _TAG.search(text))), "")


def _words(paragraph: nodes.Element) -> Iterator[str]:
    for text in paragraph.findall(nodes.Text):
        if not isinstance(text.parent, nodes.literal):
            yield text.astext()
