"""Typographic quotes, dashes and dots in the options of a term, as Sphinx makes them in texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from sphinx.transforms import SphinxSmartQuotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[\"'`]|--|\.\.\.")


def typographic(
    texts: Iterable[str], translations: Mapping[str, str], document: nodes.document
) -> dict[str, str]:
    """Return *translations*, with those of *texts* that look otherwise on the page.

    The title of a card and the names in a plain glossary are nodes, on which Sphinx works itself.

    :param document: the one that the texts are from, with the settings of this build
    """
    shown = {text: translations.get(text, text) for text in texts}
    found = [text for text, words in shown.items() if _PLAIN.search(words)]
    if not found:
        return {**translations}
    holder = new_document("", document.settings)
    holder += [nodes.paragraph(shown[text], shown[text]) for text in found]
    SphinxSmartQuotes(holder, None).apply()
    changed = zip(found, (node.astext() for node in holder.children), strict=True)
    return {**translations} | {text: words for text, words in changed if words != text}
