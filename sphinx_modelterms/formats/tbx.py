"""TBX version 2 (MARTIF), as Weblate and the Translate Toolkit read it.

https://docs.weblate.org/en/latest/formats/tbx.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import FreeNames, anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary

DOCTYPE = (
    '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'
)

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

UNKNOWN = "und"
"""The language tag for a language that isn't known."""

_LETTERS = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff"
)

XML_ID = lazy_pattern(rf"[{_LETTERS}][{_LETTERS}\-.0-9:\u00b7\u0300-\u036f\u203f\u2040]*")
"""A name that XML allows as an id: https://www.w3.org/TR/xml/#NT-Name."""

FORBIDDEN, OBSOLETE = "forbidden", "obsolete"
"""Administrative statuses of words not to use."""


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return the vocabulary with an entry for each term, and one for each word not to use.

    Programs that know only one word for each entry mark the whole entry as forbidden, so these
    words have entries of their own.
    """
    language = vocabulary.language or UNKNOWN
    martif = Element("martif", {"type": "TBX", LANG: language})
    header = SubElement(martif, "martifHeader")
    description = SubElement(header, "fileDesc")
    title = SubElement(SubElement(description, "titleStmt"), "title")
    title.text = vocabulary.title
    source = SubElement(SubElement(description, "sourceDesc"), "p")
    source.text = vocabulary.base or vocabulary.title
    body = SubElement(SubElement(martif, "text"), "body")
    for entry in _entries(vocabulary, language):
        body.append(entry)
    indent(martif)
    text = tostring(martif, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{text}\n'.encode()


def _entries(vocabulary: Vocabulary, language: str) -> Iterator[Element]:
    terms = vocabulary.by_url()
    ids = FreeNames()  # those of cards are unique on their page only
    for term in vocabulary.terms:
        is_obsolete = term.status == "deprecated"
        status = OBSOLETE if is_obsolete else ""
        better = terms.get(term.replaced_by)
        names = [better.full_name] if better else [x.name for x in term.outside("replaced_by")]
        note = f"Use “{names[0]}”." if names else ""
        explanation = " ".join(filter(None, (note, term.summary)))
        words = [(term.name, ""), (term.abbr, "abbreviation"), *((n, "") for n in term.aliases)]
        key = term.id if XML_ID.fullmatch(term.id) else anchor(term.id)
        yield _entry(ids.take(key), language, words, status, explanation)
        for number, (word, kind) in enumerate(words_not_to_use(term), start=1):
            use = f"Use “{term.full_name}”."
            yield _entry(ids.take(f"{key}-not-{number}"), language, [(word, "")], kind, use)


def words_not_to_use(term: PublishedTerm) -> Iterator[tuple[str, str]]:
    """Yield the words that shouldn't be used for a term, with their administrative status."""
    valid = {term.name, *term.other_names}
    for words, status in ((term.avoid, FORBIDDEN), (term.former_names, OBSOLETE)):
        for word in words:
            if word not in valid:
                valid.add(word)
                yield word, status


def _entry(
    key: str, language: str, names: Iterable[tuple[str, str]], status: str, explanation: str
) -> Element:
    """Return an entry.

    :param names: each with its type, such as ``abbreviation``; the preferred one first
    :param status: administrative status, or ``""``
    """
    entry = Element("termEntry", {"id": key})
    if explanation:
        SubElement(entry, "descrip", {"type": "definition"}).text = explanation
    words = SubElement(entry, "langSet", {LANG: language})
    for name, kind in names:
        if name:
            group = SubElement(words, "tig")
            SubElement(group, "term").text = name
            if kind:
                SubElement(group, "termNote", {"type": "termType"}).text = kind
            if status:
                SubElement(group, "termNote", {"type": "administrativeStatus"}).text = status
    return entry
