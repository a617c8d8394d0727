"""The plans of all pages, as the views use them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.views.mentions import sorted_mentions
from sphinx_modelterms.glossary.views.page_plan import PagePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.autolink.text_findings import TextFinding
    from sphinx_modelterms.glossary.model import Target
    from sphinx_modelterms.glossary.views.records import MentionPlace
    from sphinx_modelterms.incremental.plan_files import IndexedPage, PlanFiles, StoredPlan

FEW_TERMS = 20
"""Number of terms whose mentions are searched one by one, before those of all terms are."""


class StoredPlans:
    """The plans of all pages: those of this build, and those of earlier ones.

    :param files: the stored plans
    :param make: makes the plan of a page; used if a stored one is missing
    :param title: returns the sort key of a page's title
    """

    def __init__(
        self,
        files: PlanFiles,
        make: Callable[[str], PagePlan],
        title: Callable[[str], object],
    ) -> None:
        self._files = files
        self._make = make
        self._title = title
        self.pages: Mapping[str, IndexedPage] = {}
        """All pages with a plan."""
        self.new: dict[str, StoredPlan] = {}
        """Plans that are not yet stored."""
        self._mentions: dict[str, list[MentionPlace]] = {}
        """The mentions of those terms that were asked for."""
        self._searched_all = False
        self.plan = lru_cache(maxsize=100)(self.find_plan)

    def find_plan(self, docname: str) -> PagePlan:
        """Return the plan of a page."""
        page = self.pages.get(docname)
        if page is None:
            return NO_PLAN
        stored = self.new.get(docname) or self._files.plan(docname, page)
        return stored.unpickled if stored else self._make(docname)

    def links(self, docname: str) -> tuple[AutoLink, ...]:
        """Return the automatic links of a page."""
        return self.plan(docname).links

    def mentions(self, target: Target) -> list[MentionPlace]:
        """Return the mentions of a term, in the order of
        :func:`~sphinx_modelterms.glossary.views.mentions.sorted_mentions`.
        """
        if not self._searched_all and target.place not in self._mentions:
            many = len(self._mentions) >= FEW_TERMS
            self.search_mentions(None if many else [target])
        found = self._mentions.get(target.place, ())
        return sorted_mentions(target, found, self._title)

    def search_mentions(self, targets: Iterable[Target] | None = None) -> None:
        """Search the mentions of some terms at once, or of all terms, which loads each file only
        once.
        """
        wanted = (
            None
            if targets is None
            else {target.place for target in targets} - self._mentions.keys()
        )
        if self._searched_all or wanted == set():
            return
        found: dict[str, list[MentionPlace]] = defaultdict(list)
        for docname, page in self.pages.items():
            if page.mentioned and (wanted is None or not wanted.isdisjoint(page.mentioned)):
                for target, mention in self.find_plan(docname).mentions:
                    if wanted is None or target.place in wanted:
                        found[target.place].append(mention)
        if wanted is None:
            self._mentions, self._searched_all = found, True
        else:
            self._mentions |= {key: found[key] for key in wanted}

    def mentioned_outside(self) -> Iterator[tuple[str, str]]:
        """Yield the mentioned terms of other projects: docname and place of each."""
        for docname, page in self.pages.items():
            if (mentioned := page.mentioned) and mentioned[0] <= "$":  # they are sorted
                yield from ((docname, place) for place in mentioned if place.startswith("#"))

    @property
    def words(self) -> int:
        """The number of words in the text of all pages; 0 if no text is read."""
        return sum(page.words for page in self.pages.values())

    def digests_of_mentions(self, targets: Iterable[Target], display: object) -> dict[Target, str]:
        """Return a digest of the mentions of each of some terms, which need not be searched.

        :param display: settings on which the display of mentions depends
        """
        parts: dict[str, list[str]] = defaultdict(list)
        for docname, page in self.pages.items():
            for target in page.mentioned:
                parts[target] += (docname, page.title, page.uses)
        return {target: digest_of((parts.get(target.place, ()), display)) for target in targets}

    def findings(self) -> Iterator[tuple[str, TextFinding]]:
        """Yield what there is to warn about in the text of pages, each with its page."""
        for docname, page in self.pages.items():
            for found in self.plan(docname).findings if page.findings else ():
                yield docname, found

    def release(self) -> None:
        """Release what can be loaded again."""
        self.new = {}
        self.plan.cache_clear()
        self._files.release()


NO_PLAN = PagePlan()
