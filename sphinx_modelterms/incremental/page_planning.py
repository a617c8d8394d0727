"""Planning of pages, in one process or in several."""

from __future__ import annotations

import pickle
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx.util.parallel import ParallelTasks, make_chunks, parallel_available

from sphinx_modelterms.glossary.text.digests import changed_keys, digest_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.views.page_plan import TEXTS_IN_MEMORY
from sphinx_modelterms.incremental.plan_files import IndexedPage, StoredPlan, stamped
from sphinx_modelterms.incremental.view_digests import digest_of_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.glossary.scopes import Origin
    from sphinx_modelterms.glossary.views.page import Views
    from sphinx_modelterms.glossary.views.page_plan import Matchers, PagePlan, PagePlanner
    from sphinx_modelterms.glossary.views.records import MentionPlace
    from sphinx_modelterms.incremental.plan_files import Index, PlanFiles

FEW_PAGES = TEXTS_IN_MEMORY
"""Maximum number of pages for which a matcher is made of the names that they can contain."""

PARALLEL_PAGES = 100
"""Minimum number of pages that are planned in several processes."""


class PlannedPage(NamedTuple):
    """A page that was planned in this build."""

    docname: str
    indexed: IndexedPage
    stored: StoredPlan
    changed: frozenset[str]
    """The terms of which other mentions are on the page than before."""


class Planning:
    """The planning of pages in one build.

    :param old: the state in which the last build left the plans
    :param files: the plans of the last build
    :param views: the views of pages
    :param answers: answers to conditions, to which planning adds those of all processes
    :param read: time and digest of each page as it was read, sorted by docname
    :param title: returns the title of a document, or ``""``
    :param workers: number of processes
    """

    def __init__(
        self,
        old: Index,
        files: PlanFiles,
        planner: PagePlanner,
        views: Views,
        answers: dict[Condition, bool],
        read: Mapping[str, tuple[int, str]],
        title: Callable[[str], str],
        workers: int,
    ) -> None:
        self.planner = planner
        self.read = read
        self._old, self._files = old, files
        self._views = views
        self._references = views.references
        self._answers = answers
        self._title = title
        self._workers = workers
        self._digests: dict[tuple[str, str, Origin], str] = {}
        """Digest of what each reference leads to."""

    def plan(self, docnames: list[str]) -> Iterable[PlannedPage]:
        """Plan pages, if they are many in several processes."""
        if self._workers < 2 or len(docnames) < PARALLEL_PAGES or not parallel_available:
            return self._plan_here(docnames)
        self._matchers(docnames)  # made once, for all processes
        found: list[PlannedPage] = []

        def plan(chunk: list[str]) -> tuple[list[PlannedPage], dict[Condition, bool]]:
            return self._plan_here(chunk), self._answers

        def add(_: object, result: tuple[list[PlannedPage], dict[Condition, bool]]) -> None:
            found.extend(result[0])
            self._answers.update(result[1])

        tasks = ParallelTasks(self._workers)
        for chunk in make_chunks(docnames, self._workers):
            tasks.add_task(plan, chunk, add)
        tasks.join()
        return found

    def _plan_here(self, docnames: list[str]) -> list[PlannedPage]:
        matchers = self._matchers(docnames)
        return [self._plan_page(docname, matchers) for docname in docnames]

    def _matchers(self, docnames: list[str]) -> Matchers | None:
        if not docnames or self.planner.linker is None:
            return None
        if len(docnames) > FEW_PAGES:
            return self.planner.matchers()
        return self.planner.matchers(" ".join(map(self.planner.words, docnames)))

    def _plan_page(self, docname: str, matchers: Matchers | None) -> PlannedPage:
        plan, inputs = self.planner.plan(docname, matchers)
        references = tuple(
            (*key, self.digest_of_reference(docname, *key)) for key in sorted(inputs.references)
        )
        hovers = {link.target.place for link in plan.links}
        for role, written, scopes in inputs.references:
            origin = self._references.glossary.origin(docname, scopes)
            found = self._references.find(role, written, origin)
            if found is not None:
                hovers.add(found.target.place)
        pickled = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
        stored = stamped(
            StoredPlan(inputs.names, references, tuple(sorted(hovers)), inputs.words, pickled)
        )
        read_at, content = self.read[docname]
        if inputs.unreadable:  # the next build tries again
            read_at = -1
        # Where terms are used is known when all pages are planned.
        shows_uses = self._views.shows_uses(docname)
        view = None if shows_uses else self._views.make(docname, plan.links)
        indexed = IndexedPage(
            read_at,
            content,
            self._title(docname),
            stored.stamp,
            view=digest_of_view(view, content) if view is not None else "",
            uses=digest_of(plan.mentions) if plan.mentions else "",
            mentioned=tuple(sorted({target.place for target, _ in plan.mentions})),
            findings=bool(plan.findings),
            words=inputs.length,
        )
        changed = self._changed_mentions(docname, plan, indexed)
        return PlannedPage(docname, indexed, stored, changed)

    def _changed_mentions(
        self, docname: str, plan: PagePlan, indexed: IndexedPage
    ) -> frozenset[str]:
        """Return the terms of which a page has other mentions than after the last build."""
        old = self._old.pages.get(docname)
        if old is None:
            return frozenset(indexed.mentioned)
        if old.uses == indexed.uses:
            return frozenset()
        stored = self._files.plan(docname, old)
        if stored is None:
            return frozenset((*old.mentioned, *indexed.mentioned))
        return frozenset(changed_keys(_by_term(stored.unpickled), _by_term(plan)))

    def digest_of_reference(
        self, docname: str, role: str, written: str, scopes: tuple[str, ...]
    ) -> str:
        """Return a digest of what a reference on a page leads to."""
        references = self._references
        key = (role, written, references.glossary.origin(docname, scopes))
        if key not in self._digests:
            target = references.target(*key)
            head = target and references.glossary.head(target)
            deprecation = target and self.planner.deprecation_of(target)
            # Unlike ours, terms of other projects have no digests of their hover cards.
            is_outside = target is not None and not target.docname
            outside = references.glossary.term_at(target) if target and is_outside else None
            found = references.find(*key), head, deprecation
            self._digests[key] = digest_of((*found, outside) if outside else found)
        return self._digests[key]


def _by_term(plan: PagePlan) -> dict[str, tuple[MentionPlace, ...]]:
    found: dict[str, tuple[MentionPlace, ...]] = defaultdict(tuple)
    for target, mention in plan.mentions:
        found[target.place] += (mention,)
    return found
