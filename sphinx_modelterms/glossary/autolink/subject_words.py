"""Ordinary words of the subject: those in which a glossary explains its other entries.

"Device" means many things. But a glossary that explains every eighth entry with this word is about
devices, and so are the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.ordinary_names import is_ordinary
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.word_forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target

FEWEST = 3
"""Minimum number of other entries whose definitions contain a word of the subject."""

SHARE = 8
"""One of how many entries of a glossary has such a definition."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words_of_subject(glossary: Glossary, among: Container[Target]) -> frozenset[Target]:
    """Return those of the entries of Sphinx's own glossaries whose names are ordinary words and
    explain other entries.

    :param among: the entries that are asked for
    """
    entries = [entry for entry in glossary.entries if not entry.head and entry.definition]
    asked = [e for e in entries if e.target in among and is_ordinary(e.name, alias=False)]
    if not asked:
        return frozenset()
    texts = [
        (entry.target, frozenset(_WORD.findall(plain(entry.definition).lower())))
        for entry in entries
    ]
    found = set()
    for entry in asked:
        forms = {form.lower() for form in forms_of(entry.name)}
        users = sum(
            target != entry.target and not forms.isdisjoint(words) for target, words in texts
        )
        if users >= FEWEST and users * SHARE >= len(texts):
            found.add(entry.target)
    return frozenset(found)
