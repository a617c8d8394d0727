"""Records of other projects and their terms."""

from __future__ import annotations

import pickle
import posixpath
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class OtherProject(NamedTuple):
    """A project of ``intersphinx_mapping``."""

    key: str
    """Its key there."""
    base: str
    """The address of its site, or the path of a local one."""
    inventories: tuple[str, ...]
    """Addresses or paths of its inventory, which are tried in this order."""


class OtherTerm(NamedTuple):
    """A term of another project; all texts are plain, on one line."""

    name: str
    summary: str
    """The start of its definition."""
    place: str
    """Its address relative to that of the project, without percent-encoding."""
    abbr: str = ""
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    scope: str = ""
    case: str = ""
    """``exact``, ``any``, or ``""``."""
    no_autolink: bool = False


class PublishedTerms:
    """The terms that a project publishes, which few builds need.

    :param title: the name of the project, or ``""``
    :param language: their language, or ``""``
    :param pack: returns the terms, packed; called when they are first needed
    """

    def __init__(self, title: str, language: str, pack: Callable[[], bytes]) -> None:
        self.title = title
        self.language = language
        self._pack = cache(pack)

    @property
    def terms(self) -> Iterator[OtherTerm]:
        """The terms."""
        return map(OtherTerm._make, pickle.loads(self._pack()))

    def with_terms(self, terms: Iterable[OtherTerm]) -> PublishedTerms:
        """Return other terms of the same project."""
        content = packed(terms)
        return PublishedTerms(self.title, self.language, lambda: content)


def packed(terms: Iterable[OtherTerm]) -> bytes:
    """Return *terms* for a file of the extension."""
    # Plain tuples are read in a fraction of the time.
    return pickle.dumps([tuple(term) for term in terms], pickle.HIGHEST_PROTOCOL)


class LoadedProject(NamedTuple):
    """A project with the terms that it publishes."""

    project: OtherProject
    base: str
    """The address of its site, to which links lead: after redirects, unless terms are locked."""
    published: PublishedTerms
    digest: str
    """Digest of the terms."""
    locked: frozenset[str] = frozenset()
    """The places of the terms that the lock file has."""
    inventory: tuple[str, str] = ("", "")
    """Name and release in its inventory."""
    redirected: str = ""
    """The address after redirects, to which links of intersphinx lead; ``""`` if it is *base*."""

    @property
    def bases(self) -> tuple[str, ...]:
        """All addresses of its site."""
        found = self.project.base, self.base, self.redirected
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def title(self) -> str:
        """The name of the project for readers."""
        return self.published.title or self.project.key


class OtherCard(NamedTuple):
    """The content of the hover card of another project's term."""

    name: str
    text: str
    project: str
    """The name of the project, for readers."""
    language: str


class ForeignTerm(NamedTuple):
    """A term of another project that pages link or show."""

    project: str
    """The name of the project, for readers."""
    name: str
    """With its scope."""
    url: str
    pages: int
    """The number of documents that mention it."""


class OutsideLink(NamedTuple):
    """A link that can be made of a reference."""

    address: str
    is_term: bool
    """True if it leads to a term."""
    title: str
    """The title of the link, which names the project."""
    published: str = ""
    """The address that the project publishes for the term, if it is another one: in a glossary, an
    entry with several names is published at the first of them.
    """


def is_remote(place: str) -> bool:
    """Return True if *place* is an address, as intersphinx tells them from paths.

    >>> is_remote("https://example.org/objects.inv"), is_remote("../docs/objects.inv")
    (True, False)
    """
    return "://" in place


def without_password(address: str) -> str:
    """Return *address* without a user name and a password.

    >>> without_password("https://me:secret@example.org/docs/")
    'https://example.org/docs/'
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def place_on_site(base: str, place: str) -> str:
    """Return the address by which a term is known: that of a link to it from the root of this
    site, without percent-encoding.

    >>> place_on_site("https://example.org/docs", "a%20b.html#term-x")
    'https://example.org/docs/a b.html#term-x'
    """
    joined = unquote(posixpath.join(base, place.removeprefix("./")))
    return joined if is_remote(joined) else posixpath.normpath(joined)


def link_on_site(docname: str, address: str) -> str:
    """Return the address of a link on a page, as :func:`place_on_site` has it.

    >>> link_on_site("guide/start", "../../other/g.html#term-x")
    '../other/g.html#term-x'
    """
    return place_on_site("" if is_remote(address) else posixpath.dirname(docname), address)


def terms_beside(inventory: str, name: str = "modelterms-terms.json") -> str:
    """Return the place of the terms beside an inventory.

    A copy of an inventory with a name of its own has a copy of the terms with such a name.

    >>> terms_beside("https://example.org/objects.inv")
    'https://example.org/modelterms-terms.json'
    >>> terms_beside("copies/python.inv")
    'copies/python-terms.json'
    """
    parts = urlsplit(inventory) if is_remote(inventory) else None
    folder, file = posixpath.split(parts.path if parts else inventory.replace("\\", "/"))
    stem = file.removesuffix(".inv")
    path = posixpath.join(folder, name if stem == "objects" else f"{stem}-terms.json")
    return urlunsplit(parts._replace(path=path)) if parts else path
