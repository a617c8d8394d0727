"""Flashcards for Anki, by the library genanki.

Notes and deck have the same ids each time, so that a second import updates what the first has
made, and learners keep their progress.
"""

from __future__ import annotations

import hashlib
import html
import os
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import genanki

from sphinx_modelterms.formats.zip_file import zipped
from sphinx_modelterms.glossary.text.names import FreeNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary

MODEL_ID = 1_734_081_926
"""Id of the note type. A change of the fields needs another one, as learners have the old."""

FIELDS = ("Name", "Also called", "Definition", "Example", "Link")

FRONT = '<div class="name">{{Name}}</div>'

BACK = """\
{{FrontSide}}<hr id="answer">
{{#Also called}}<p class="also">{{Also called}}</p>{{/Also called}}
<p>{{Definition}}</p>
{{#Example}}<p class="example">{{Example}}</p>{{/Example}}
{{#Link}}<p>{{Link}}</p>{{/Link}}
"""

STYLE = """\
.card { font: 1.2rem sans-serif; text-align: center; }
.name { font-size: 1.6rem; }
.also, .example { font-style: italic; }
"""


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return a deck with a card for each term that has a definition."""
    owner = vocabulary.base or vocabulary.project
    model = genanki.Model(
        MODEL_ID,
        "Term (sphinx_modelterms)",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Definition", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    deck = genanki.Deck(_stable_id("deck", owner), vocabulary.title)
    for guid, term in _identified(vocabulary, owner):
        tags = [_tag(word) for word in (term.category, term.level, *term.tags) if word]
        deck.add_note(genanki.Note(model, _fields(term), tags=tags, guid=guid))
    return _packed(deck)


def _packed(deck: genanki.Deck) -> bytes:
    # Anki updates a note only if the new one has a later time.
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = float(epoch) if epoch.isdecimal() else time.time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "terms.apkg")
        genanki.Package(deck).write_to_file(path, timestamp=moment)
        with zipfile.ZipFile(path) as package:  # its files have the time of today
            return zipped({file: package.read(file) for file in package.namelist()})


def _identified(vocabulary: Vocabulary, owner: str) -> Iterator[tuple[str, PublishedTerm]]:
    """Yield each term that has a definition, with an id that stays when it moves to another page.

    Ids are unique on their page only; for a second term with the same id, the URL is used instead.
    """
    keys = FreeNames()
    for term in vocabulary.terms:
        key = keys.take(term.id if term.id not in keys else term.url)
        if term.summary:
            yield genanki.guid_for(owner, key), term


def _fields(term: PublishedTerm) -> list[str]:
    link = ""
    if term.url.startswith("http"):
        address = html.escape(term.url)
        link = f'<a href="{address}">{address}</a>'
    texts = (
        term.full_name,
        ", ".join(term.other_names),
        term.summary,
        term.examples[0] if term.examples else "",
    )
    return [*map(html.escape, texts), link]


def _tag(word: str) -> str:
    return "-".join(word.split())


def _stable_id(kind: str, owner: str) -> int:
    """Return an id in the range that Anki uses."""
    digest = hashlib.sha256(f"sphinx_modelterms {kind} {owner}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)
