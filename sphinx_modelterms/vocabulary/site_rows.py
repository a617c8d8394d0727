"""The rows of one site: all rules about names and texts are applied here."""

from __future__ import annotations

import json
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import repeat
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.formats.usable_vocabulary import problems_of_terms
from sphinx_modelterms.formats.vocabulary import (
    RELATIONS,
    NotAGlossary,
    checked_glossary,
    full_url,
    one_text_line,
    vocabulary_of,
)
from sphinx_modelterms.glossary.autolink.ordinary_names import looks_exact
from sphinx_modelterms.glossary.text.names import FreeNames, fold
from sphinx_modelterms.vocabulary.keys import (
    FEWEST_WORDS,
    deleted_keys,
    loose_key,
    meaning_of,
    sketches_of,
    word_number,
    words_of,
)
from sphinx_modelterms.vocabulary.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_modelterms.formats.vocabulary import PublishedTerm

TableRow = tuple[str | int, ...]
TableRows = dict[str, list[TableRow]]
"""The rows of each table."""

MENTIONS = "mentions"
MENTION_KINDS = frozenset({"explicit", "automatic"})

GAPS = {"unexplained": "abbreviation", "candidates": "phrase"}
"""The lists in a link report of words that no term explains, with the kind of their entries."""

UNSURE = "name"
"""The kind of candidates that are left out: single words that are only known by their capital."""

_fold = lru_cache(maxsize=200_000)(fold)


def rows_of_site(
    name: str, base: str, glossary: bytes, report: bytes, snapshot: str
) -> tuple[TableRows, str]:
    """Return the rows of a site in the order of its file, and what is wrong with some of its
    terms, or ``""``.

    :param base: its address, or ``""``
    :param glossary: the content of its ``modelterms.json``
    :param report: the content of its link report, or ``b""``
    :param snapshot: the date
    :raises NotAGlossary: if one of its files can't be used
    """
    document = checked_glossary(glossary, unchecked=MENTIONS)
    vocabulary = vocabulary_of(document, base, "", with_drafts=True)
    rows: TableRows = {table: [] for table in TABLES}
    url_of = cache(partial(full_url, base=vocabulary.base))  # most places occur often
    ids = FreeNames(separator=" ")  # which no URL contains
    nameless, doubled = 0, []
    for term, table in zip(vocabulary.terms, document["terms"], strict=True):
        if term.status == "draft":
            continue
        if not term.name:
            nameless += 1
            continue
        url = full_url(table["url"], "")
        if url in ids:
            doubled.append(url)
        _add_term(rows, (name, ids.take(url)), vocabulary.language, term, table, url_of)
    if report:
        rows["gap"].extend(_gaps(name, report))
    for table in ("near", "band", "word"):
        rows[table] = sorted(set(rows[table]))
    # fmt: off
    rows["project"].append((
        name, vocabulary.project or name, vocabulary.language, vocabulary.base,
        vocabulary.release, one_text_line(document.get("generator", "")),
        sha256(glossary).hexdigest(), snapshot, len(glossary),
        max(0, min(document.get("pages", 0), 2**31)), len(rows["term"]), len(rows["mention"]),
    ))
    # fmt: on
    return rows, "; ".join(problems_of_terms(nameless, doubled))


def _add_term(
    rows: TableRows,
    key_of_term: tuple[str, str],
    language: str,
    term: PublishedTerm,
    table: Mapping[str, Any],
    url_of: Callable[[str], str],
) -> None:
    """Add the rows of a term, which its project and its identity within that tell from others."""
    project, place = key_of_term
    mentions = list(_mentions(project, place, table.get(MENTIONS, []), url_of))
    rows["mention"].extend(mentions)
    explicit = [row[4] for row in mentions].count("explicit")
    meaning = meaning_of(term.summary)
    key = _fold(term.name)
    # fmt: off
    rows["term"].append((
        project, place, term.name, key, loose_key(key), _fold(term.scope), language,
        term.category, term.level, term.status, term.summary, meaning, term.url, explicit,
        len(mentions) - explicit,
    ))
    # fmt: on
    for name, kind in _names(term):
        key = _fold(name)
        exact = term.case == "exact" or (term.case != "any" and looks_exact(name))
        linked = not table.get("no_autolink", False)
        own = (project, place, name, key, loose_key(key), kind, _fold(term.scope), language)
        rows["name"].append((*own, int(exact), int(linked)))
        if kind != "form":
            rows["near"].extend((key, number) for number in deleted_keys(key))
    for kind in (*RELATIONS, "replaced_by"):
        links = table.get(kind, [])
        for link in links if isinstance(links, list) else [links]:
            name = one_text_line(link["name"])
            rows["relation"].append((project, place, kind, name, _fold(name), url_of(link["url"])))
    words = words_of(term.summary)
    if len(words) >= FEWEST_WORDS:
        rows["word"].extend((meaning, word_number(word)) for word in words)
        rows["band"].extend(
            (meaning, band, sketch) for band, sketch in enumerate(sketches_of(words))
        )


def _names(term: PublishedTerm) -> dict[tuple[str, str], None]:
    """Return the names of a term with their kinds, each once."""
    named = [(term.name, "name"), (term.abbr, "abbr")]
    named += [(name, "alias") for name in term.aliases]
    named += [(name, "form") for name in term.forms]
    return dict.fromkeys((name, kind) for name, kind in named if name)


def _mentions(
    project: str, place: str, mentions: Any, url_of: Callable[[str], str]
) -> Iterator[TableRow]:
    """Return the mentions of a term.

    They are most of a file, so they are checked here, all at once.

    :raises NotAGlossary: if one is malformed
    """
    try:
        kinds = [mention["kind"] for mention in mentions]
        pages = [mention["page"] for mention in mentions]
        sections = [mention["section"] for mention in mentions]
        contexts = [mention.get("context", "") for mention in mentions]
        if not MENTION_KINDS.issuperset(kinds):
            raise ValueError
        if not "".join((*pages, *sections, *contexts)).isprintable():
            pages, sections, contexts = (
                [*map(one_text_line, texts)] for texts in (pages, sections, contexts)
            )
        places = [url_of(mention["url"]) for mention in mentions]
    except NotAGlossary:
        raise
    except (AttributeError, KeyError, TypeError, ValueError):
        raise NotAGlossary(
            f"can't be used: the term at {place[:80]!r} has a mention that isn't an object with "
            "page, section, kind and url. A build with html or dirhtml writes modelterms.json"
        ) from None
    return zip(
        repeat(project), repeat(place), pages, sections, kinds, contexts, places, strict=False
    )


def _gaps(project: str, content: bytes) -> Iterator[TableRow]:
    """Yield the words of a link report that no term explains.

    :raises NotAGlossary: if it isn't a report
    """
    try:
        report = json.loads(content)
        for field, kind in GAPS.items():
            for found in report.get(field, []):
                if found.get("kind") == UNSURE:
                    continue
                text = one_text_line(found["text"])
                numbers = (found["count"], found.get("pages", 0), found.get("line", 0))
                if not all(type(number) is int and 0 <= number < 2**31 for number in numbers):
                    raise ValueError
                file = one_text_line(found.get("file", ""))
                yield (project, text, _fold(text), kind, file, *numbers)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise NotAGlossary(
            "has a report beside it that isn't the report of this extension. Write one with: "
            "sphinx-build -b modelterms"
        ) from None
