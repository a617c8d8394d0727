"""Update of the stored plans and views: only pages that something has changed for are made anew.

==========================  =====================================================================
a page was read             its plan and view are made
facts about a name change   the plans of the pages whose text has the name
a name or form is new       the plans of the pages whose text has it
a reference leads to        the plans of the pages with the reference
something else
text is shared by most      the plans of the pages that include it
pages, or no longer
the mentions of a term      the view of the page with its card or entry
change
a definition changes        the views of the pages that link the term
any record changes          the views of the pages with cards, comparisons or lists
another day                 the views of the pages with the term of the day
settings, conditions        all
==========================  =====================================================================
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.name_facts import changed_names, name_facts
from sphinx_modelterms.glossary.text.digests import changed_keys
from sphinx_modelterms.glossary.text.spelling import has_words, words_needed
from sphinx_modelterms.glossary.views.page_titles import PageTitles
from sphinx_modelterms.incremental.plan_files import (
    Facts,
    Index,
    IndexedPage,
    StoredPlan,
)
from sphinx_modelterms.incremental.view_digests import digest_of_view

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

    from sphinx_modelterms.glossary.text.spelling import Spelling
    from sphinx_modelterms.glossary.views.page import Views
    from sphinx_modelterms.incremental.page_planning import Planning
    from sphinx_modelterms.incremental.plan_files import PlanFiles
    from sphinx_modelterms.incremental.stored_plans import StoredPlans

MANY_FORMS = 200
"""Maximum number of new forms that are looked for page by page, before all pages are searched."""


class PlanUpdate:
    """The update of all plans in one build.

    :param old: the state in which the last build left the plans
    :param now: the state of this build, with empty :attr:`Index.pages`
    :param planning: makes the plans of pages
    :param included: digests of the texts that pages include
    """

    def __init__(
        self,
        old: Index,
        now: Index,
        files: PlanFiles,
        plans: StoredPlans,
        planning: Planning,
        views: Views,
        included: Mapping[str, Collection[str]],
    ) -> None:
        self._old, self._now = old, now
        self._files, self._plans = files, plans
        self._planning, self._views = planning, views
        self._read, self._included = planning.read, included
        self._facts: Facts | None = None
        """The facts about the glossary, if that has changed."""
        self.planned: set[str] = set()
        """The pages whose plans were made."""
        self.shown: set[str] = set()
        """The pages whose views were made."""

    def run(self) -> Index:
        """Bring plans and digests of views up to date, store them, and return the new state."""
        old = self._old
        planned = self._outdated()
        reshown = self._with_other_settings()
        if self._now.glossary != old.glossary:
            by_names, by_hovers = self._affected_by_glossary(planned)
            planned |= by_names
            reshown |= by_hovers | self._pages_of_glossary()
        gone = [docname for docname in old.pages if docname not in self._read]
        if (
            not planned
            and not gone
            and not reshown
            and self._now == old._replace(pages={}, firsts=())
        ):
            self._plans.pages = old.pages
            return old
        pages: dict[str, IndexedPage] = {
            docname: page for docname, page in old.pages.items() if docname in self._read
        }
        changed = self._mentioned_on(gone)
        new: dict[str, StoredPlan] = {}
        for docname, indexed, stored, others in self._planning.plan(sorted(planned)):
            pages[docname], new[docname] = indexed, stored
            changed |= others
        pages = {docname: pages[docname] for docname in self._read}
        changed |= self._mentioned_under_other_titles(pages)
        self._plans.pages, self._plans.new = pages, new
        reshown |= self._pages_that_show(changed)
        # The other planned pages have the digests of their views already.
        with_uses = set(filter(self._views.shows_uses, planned))
        self._digest_views(pages, (reshown - planned) | with_uses)
        self.planned, self.shown = planned, reshown | planned
        now = self._now._replace(pages=pages)
        self._files.store(now, new, self._facts)
        return now

    def _outdated(self) -> set[str]:
        """Return the pages that were read, those whose stored plan is gone, and those for which
        another answer about their own text or references has changed.
        """
        old, now = self._old, self._now
        outdated = {
            docname
            for docname, read in self._read.items()
            if (page := old.pages.get(docname)) is None or page[:2] != read
        }
        outdated |= self._files.pages_without_file(old.pages)
        outdated |= {docname for docname, *_ in changed_keys(old.any_answers, now.any_answers)}
        if other := old.shared ^ now.shared:
            outdated |= {d for d, texts in self._included.items() if not other.isdisjoint(texts)}
        return outdated & self._read.keys()

    def _with_other_settings(self) -> set[str]:
        """Return the pages whose navigation or term of the day has changed."""
        old, now = self._old, self._now
        pages = changed_keys(old.navigation, now.navigation)
        if old.today != now.today:
            pages |= self._views.pages_of_the_day()
        return pages & self._read.keys()

    def _pages_of_glossary(self) -> set[str]:
        """Return the pages with cards, comparisons or lists."""
        return {
            docname
            for docname, page in self._views.records.items()
            if page.terms or page.comparisons or page.listings
        }

    def _affected_by_glossary(self, outdated: Set[str]) -> tuple[set[str], set[str]]:
        """Return the pages that a changed glossary gives another plan, and those of which it
        changes only hover cards.

        :param outdated: pages that are planned anyway
        """
        linker, views = self._planning.planner.widest_linker, self._views
        names = name_facts(linker, views.glossary) if linker else {}
        rules = views.glossary.form_rules.key if linker else ()
        self._facts = Facts(names, views.digests_of_hovers(), rules)
        if not self._old.pages or outdated >= self._read.keys():
            return set(), set()
        old = self._files.load_facts(self._old)
        if old is None:  # nobody knows what has changed
            return set(self._read), set()
        changed, added = changed_names(old.names, names)
        spelling = views.glossary.spelling
        needed = None if added is None else {words_needed(text, spelling) for text in added}
        if needed is not None and len(needed) > MANY_FORMS:
            needed = None
        hovers = changed_keys(old.hovers, self._facts.hovers)
        by_names, maybe, by_hovers = set(), set(), set()
        for docname in self._read:
            if docname in outdated:
                continue
            stored = self._files.plan(docname, self._old.pages[docname])
            if (
                stored is None
                or not changed.isdisjoint(stored.names)
                or any(
                    self._planning.digest_of_reference(docname, role, written, scopes) != digest
                    for role, written, scopes, digest in stored.references
                )
            ):
                by_names.add(docname)
                continue
            if _can_have(stored.words, needed, spelling):
                maybe.add(docname)
            if not hovers.isdisjoint(stored.hovers):
                by_hovers.add(docname)
        by_names |= self._planning.planner.pages_with(sorted(maybe), changed)
        return by_names, by_hovers - by_names

    def _mentioned_on(self, docnames: Iterable[str]) -> set[str]:
        """Return the terms that were mentioned on some pages after the last build."""
        return {target for d in docnames for target in self._old.pages[d].mentioned}

    def _mentioned_under_other_titles(self, pages: Mapping[str, IndexedPage]) -> set[str]:
        """Return the terms that are mentioned on pages whose title is displayed differently now,
        because it has changed, or because another page has the same title now or no longer.
        """
        old_pages = self._old.pages
        old, new = ({d: page.title for d, page in some.items()} for some in (old_pages, pages))
        if old == new:
            return set()
        before, after = (PageTitles(some.__getitem__, some.keys()) for some in (old, new))
        differ = {
            docname
            for docname in new.keys() & old.keys()
            if new[docname] != old[docname] or before.where(docname) != after.where(docname)
        }
        return {target for docname in differ for target in pages[docname].mentioned}

    def _pages_that_show(self, changed: Set[str]) -> set[str]:
        """Return the pages that show where some terms are used."""
        shows = self._views.shows_uses
        docnames = {target.rpartition("#")[0] for target in changed}
        return {docname for docname in docnames & self._read.keys() if shows(docname)}

    def _digest_views(self, pages: dict[str, IndexedPage], docnames: Set[str]) -> None:
        """Fill in the digests of the views of some pages."""
        views = self._views
        with_uses = sorted(filter(views.shows_uses, docnames))
        if with_uses:
            self._plans.search_mentions(chain.from_iterable(map(views.targets_on, with_uses)))
        for docname in sorted(docnames):
            digest = digest_of_view(views.make(docname), pages[docname].content)
            pages[docname] = pages[docname]._replace(view=digest)


def _can_have(words: str, needed: Collection[Collection[str]] | None, spelling: Spelling) -> bool:
    """Return True if a text of *words* can contain one of several names.

    :param needed: the words of each name; ``None`` if the text must be searched in any case
    """
    if needed is None:
        return bool(words)
    return any(has_words(words, some, spelling) for some in needed)
