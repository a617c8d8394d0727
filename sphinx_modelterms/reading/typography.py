"""Typographic quotes, dashes and ellipses in options of terms, as in running text."""

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
    """Return *translations*, completed with the texts that get typographic characters.

    Titles of cards and names in Sphinx's glossaries are nodes, which Sphinx handles itself.

    :param document: document of the texts, with the settings of this build
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
