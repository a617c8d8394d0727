"""The part of each page's view that comes from other projects: hover cards, and addresses of
terms.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.other_projects.records import (
    OtherCard,
    link_on_site,
    place_on_site,
    without_password,
)
from sphinx_modelterms.glossary.outside_references import OutsideReference
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.views.selection import FAQ

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.model import Page, Target
    from sphinx_modelterms.glossary.other_projects.records import (
        LoadedProject,
        OtherTerm,
        OutsideLink,
    )


class OtherTerms:
    """The terms of other projects, by the address of links to them."""

    def __init__(self, loaded: Sequence[LoadedProject] = ()) -> None:
        self._loaded = loaded
        self._sites = tuple(place_on_site(base, "") for each in loaded for base in each.bases)

    @cached_property
    def _index(self) -> dict[str, tuple[LoadedProject, OtherTerm]]:
        """The terms with their projects; made if an address is within one of the projects."""
        index: dict[str, tuple[LoadedProject, OtherTerm]] = {}
        for each in self._loaded:
            for term in each.published.terms:
                for base in each.bases:
                    index.setdefault(place_on_site(base, term.place), (each, term))
        return index

    def __bool__(self) -> bool:
        return bool(self._loaded)

    def card(self, place: str) -> OtherCard | None:
        """Return the card of the term at a place on or seen from this site."""
        found = self.find(place)
        if found is None or not found[1].summary:
            return None
        project, (name, summary, *_) = found
        return OtherCard(name, summary, project.title, project.published.language)

    def lacks(self, address: str) -> bool:
        """Return True if an address is within one of the projects, but of none of its terms."""
        place = place_on_site("", without_password(address))
        return place.startswith(self._sites) and place not in self._index

    def find(self, place: str) -> tuple[LoadedProject, OtherTerm] | None:
        """Return the term at a place, with its project."""
        return self._index.get(place) if place.startswith(self._sites) else None


class OtherPages:
    """The cards of other projects' terms on each page.

    :param pages: the records of each document
    :param find: returns the links that can be made of a reference
    :param is_ours: returns True for a reference that a document of this project resolves
    :param asked: returns the terms whose written questions a page shows in FAQ sections
    :param without_cards: docnames of the pages without such cards
    """

    def __init__(
        self,
        terms: OtherTerms,
        pages: Mapping[str, Page],
        find: Callable[[OutsideReference], Sequence[OutsideLink]],
        is_ours: Callable[[OutsideReference], bool],
        asked: Callable[[str], Iterable[Target]],
        without_cards: Container[str],
    ) -> None:
        self._terms = terms
        self._pages = pages
        self._find = cache(find)
        self._is_ours = cache(is_ours)
        self._without_cards = without_cards
        self._asked = asked
        # Few names for many mentions, so that pages that mention only our terms cost nothing.
        mentions = (mention for page in pages.values() for mention in page.mentions)
        named = {mention.target for mention in mentions if mention.role == "term"}
        self._foreign = {name for name in named if not is_ours(OutsideReference("term", name))}
        self._answers = any(one.answer_of for page in pages.values() for one in page.outside)
        self.cards = cache(self._make_cards)
        self._links = cache(lambda docname: frozenset(self._find_links(docname)))

    def shows_cards(self, docname: str) -> bool:
        """Return True if a page can have such cards."""
        return docname not in self._without_cards

    def _make_cards(self, docname: str) -> dict[str, OtherCard]:
        """Return the cards of a page by the place to which links lead."""
        if docname in self._without_cards:
            return {}
        links = sorted(self._links(docname))
        found = ((place, self._terms.card(published)) for place, _, published in links)
        return {place: card for place, card in found if card}

    def digests(self, views: Mapping[str, str]) -> dict[str, str]:
        """Return the digest of each page's view, together with what it shows of other sites:
        cards, and addresses of terms.

        Sphinx itself doesn't write a page again if only an address or the release in an inventory
        has changed.
        """
        found = dict(views)
        for docname in self._pages:
            if links := sorted(self._links(docname)):
                shown = links, sorted(self.cards(docname).items())
                found[docname] = digest_of((found.get(docname, ""), shown))
        return found

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Yield the places of the terms to which references can lead, each with the docname of the
        page.
        """
        for docname in self._pages:
            yield from ((published, docname) for _, _, published in self._links(docname))

    def _find_links(self, docname: str) -> Iterator[tuple[str, str, str]]:
        """Yield the links to other projects that can be made of the references on a page: place,
        title, and the place that is published for the term. The title is ``""`` where the author
        has written the address.
        """
        page = self._pages.get(docname)
        if page is None:
            return
        for docname_of, reference in self._references(docname, page):
            if not reference.kind:
                place = link_on_site(docname_of, reference.target)
                if self._terms.card(place):
                    yield place, "", place
            elif not self._is_ours(reference):
                for address, is_term, title, published in self._find(reference):
                    place = place_on_site("", without_password(address))
                    if is_term or self._terms.card(place):
                        yield place, title, place_on_site("", published) if published else place

    def _references(self, docname: str, page: Page) -> Iterator[tuple[str, OutsideReference]]:
        """Yield the references on a page, each with the document in which it is written."""
        for reference in page.outside:
            yield docname, reference
        for mention in page.mentions if self._foreign else ():
            if mention.role == "term" and mention.target in self._foreign:
                yield docname, OutsideReference("term", mention.target)
        if self._answers and any(one.display == FAQ for one in page.listings):
            for target in self._asked(docname):
                for reference in self._pages[target.docname].outside:
                    if reference.answer_of == target.anchor:
                        yield target.docname, reference
