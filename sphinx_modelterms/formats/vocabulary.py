"""The terms of a ``modelterms.json``, which may come from anywhere: read by its schema."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from sphinx_modelterms.formats.schema_check import mistakes
from sphinx_modelterms.formats.site_addresses import site_address, web_address
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.glossary.text.characters import harmless, is_blank
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.language_codes import language_tag
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.urls import checked_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RELATIONS = ("related", "requires", "broader")
"""The relations to any number of terms of the same site."""

VERSION = 1
"""The version of ``modelterms.json`` that is read."""

WRITE_IT = "A build with html or dirhtml writes modelterms.json"

UNNAMED = "Glossary"
"""The name of the vocabulary of a project without a name."""

SAFE = "!#$%&'()*+,/:;=?@~"
"""Characters of URLs that are not percent-encoded, in addition to letters, digits and ``_.-``."""


class NotAGlossary(ValueError):
    """The error for an unusable ``modelterms.json``; its message follows the name of the file."""


class PublishedRelation(NamedTuple):
    """A relation to a term of another project."""

    field: str
    """The field of :class:`PublishedTerm` for terms of the same project."""
    name: str
    """With its project in parentheses."""
    url: str
    """A complete address, or ``""``."""


class PublishedTerm(NamedTuple):
    """A term, with its URLs in full if the address of the site is known."""

    id: str
    name: str
    url: str
    summary: str
    """The definition as plain text."""
    abbr: str = ""
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    scope: str = ""
    category: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """The URLs of terms, as in the fields below."""
    requires: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    """Title and URL of each source; the URL can be empty."""
    status: str = ""
    replaced_by: str = ""
    case: str = ""
    since: str = ""
    changed: tuple[tuple[str, str], ...] = ()
    """Version and text of each change; the text can be empty."""
    foreign: tuple[PublishedRelation, ...] = ()

    def outside(self, field: str) -> tuple[PublishedRelation, ...]:
        """Return the relations of a kind to terms of other projects."""
        return tuple(relation for relation in self.foreign if relation.field == field)

    @property
    def full_name(self) -> str:
        """The name with the scope."""
        return with_scope(self.name, self.scope)

    @property
    def other_names(self) -> tuple[str, ...]:
        """The abbreviation and the aliases."""
        return ((self.abbr,) if self.abbr else ()) + self.aliases


class Vocabulary(NamedTuple):
    """The terms of a site."""

    terms: tuple[PublishedTerm, ...]
    language: str
    """A language tag of BCP 47, or ``""``."""
    project: str
    release: str
    base: str
    """The address of the site, which ends with a slash, or ``""``."""
    drafts: int
    """Number of drafts that were left out."""
    problems: tuple[str, ...] = ()
    """Messages about terms that programs can't use as they are; they follow the file's name."""

    @property
    def title(self) -> str:
        """The name of the vocabulary."""
        return self.project or UNNAMED

    def by_url(self) -> dict[str, PublishedTerm]:
        """Return the terms by their URLs, which relations have."""
        return {term.url: term for term in self.terms}


@cache
def _schema(unchecked: str) -> Mapping[str, Any]:
    file = files("sphinx_modelterms.export").joinpath("modelterms.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    schema["$defs"]["term"]["properties"].pop(unchecked, None)
    return schema


def vocabulary_of(
    glossary: Mapping[str, Any], base: str, project: str, with_drafts: bool
) -> Vocabulary:
    """Return all terms of an object that :func:`checked_glossary` has returned.

    :raises NotAGlossary: if the address of the site or of a term can't be used
    """
    base = _base(base) or _written_base(glossary.get("base", ""))
    terms = tuple(_terms(glossary["terms"], base))
    kept = terms if with_drafts else tuple(term for term in terms if term.status != "draft")
    return Vocabulary(
        kept,
        language_tag(glossary["language"]),
        _shown(project or glossary.get("project", "")),
        one_text_line(glossary.get("release", "")),
        base,
        len(terms) - len(kept),
    )


def checked_glossary(content: bytes, unchecked: str = "") -> dict[str, Any]:
    """Return the object in the file, checked against the schema.

    :param unchecked: a field of terms that the caller checks, since it takes long
    :raises NotAGlossary: if it isn't one
    """
    try:
        glossary = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAGlossary(f"isn't JSON, so it isn't a modelterms.json. {WRITE_IT}") from None
    if not isinstance(glossary, dict) or not {"version", "terms"} <= glossary.keys():
        raise NotAGlossary(f"is JSON, but isn't a modelterms.json. {WRITE_IT}")
    version = glossary["version"]
    if version != VERSION or isinstance(version, bool):
        newer = type(version) is int and version > VERSION
        cure = "Update sphinx_modelterms" if newer else WRITE_IT
        raise NotAGlossary(
            f"has version {repr(version)[:20]} of the format, but this command reads version "
            f"{VERSION}. {cure}"
        )
    schema = _schema(unchecked)
    if wrong := list(islice(mistakes(glossary, schema, schema["$defs"]), 3)):
        raise NotAGlossary(f"can't be used: {'; '.join(wrong)}. {WRITE_IT}")
    return glossary


def _base(address: str) -> str:
    """Return the address of a site, with a slash at the end.

    :raises NotAGlossary: if it isn't an address
    """
    try:
        return site_address(address)
    except ValueError as error:
        reason = with_full_stop(str(error))
        raise NotAGlossary(f"can't be used: {reason} Give the address of the site") from None


def _written_base(address: str) -> str:
    """Return the address of a site as its own file has it; ``""`` if that can't be used."""
    try:
        return _base(one_text_line(address))
    except NotAGlossary:
        return ""


def _terms(tables: Iterable[Mapping[str, Any]], base: str) -> Iterator[PublishedTerm]:
    for table in tables:
        try:
            yield _term(table, base)
        except NotAGlossary as error:
            raise NotAGlossary(f"{error} (in the term {table['name'][:80]!r})") from None


def _term(table: Mapping[str, Any], base: str) -> PublishedTerm:
    """Return a term; texts lose what no output may contain."""

    def names(key: str) -> tuple[str, ...]:
        return tuple(filter(None, map(_shown, table.get(key, ()))))

    def targets(key: str) -> tuple[str, ...]:
        return tuple(full_url(link["url"], base) for link in table.get(key, ()))

    return PublishedTerm(
        id=one_text_line(table["id"]),
        name=_shown(table["name"]),
        url=full_url(table["url"], base),
        summary=one_text_line(table["summary"]),
        abbr=_shown(table.get("abbr", "")),
        aliases=names("aliases"),
        forms=names("forms"),
        former_names=names("former_names"),
        avoid=names("avoid"),
        scope=_shown(table.get("scope", "")),
        category=_shown(table.get("category", "")),
        level=_shown(table.get("level", "")),
        tags=names("tags"),
        related=targets("related"),
        requires=targets("requires"),
        broader=targets("broader"),
        examples=names("examples"),
        sources=tuple(s for s in map(_source, table.get("sources", ())) if any(s)),
        status=table.get("status", ""),
        replaced_by=full_url(table["replaced_by"]["url"], base) if "replaced_by" in table else "",
        case=table.get("case", ""),
        since=_shown(table.get("since", "")),
        changed=tuple(
            (version, one_text_line(change.get("text", "")))
            for change in table.get("changed", ())
            if (version := _shown(change["version"]))
        ),
        foreign=tuple(
            PublishedRelation(relation["relation"], name, web_address(relation["url"]))
            for relation in table.get("foreign", ())
            if (name := _shown(relation["name"]))
        ),
    )


def _source(table: Mapping[str, str]) -> tuple[str, str]:
    title = _shown(table["title"])
    try:
        address = checked_address(table.get("url", ""))
    except ValueError:
        return title, ""
    return title or address, address


def _shown(text: str) -> str:
    """Return a name on one line; ``""`` if it shows nothing."""
    name = one_text_line(text)
    return "" if is_blank(name) else name


def one_text_line(text: str) -> str:
    """Return *text* on one line, without what no output may contain."""
    return " ".join(harmless(text).split())


@lru_cache(maxsize=20_000)
def full_url(url: str, base: str) -> str:
    """Return the URL of a place on the site.

    :raises NotAGlossary: if it leads elsewhere
    """
    encoded = quote(harmless(url), safe=SAFE)
    try:
        parts = urlsplit(encoded)
    except ValueError:
        parts = None
    if parts is None or parts.scheme or parts.netloc or encoded.startswith("/"):
        raise NotAGlossary(f"can't be used: the URL {url[:80]!r} isn't relative to the file")
    return urljoin(base, encoded) if base else encoded
