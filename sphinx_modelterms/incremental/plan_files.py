"""Files with the plans of all pages, kept with the doctrees for each builder.

There is one index of all pages, which each build loads, and files with the plans of a range of
pages each, of which a build loads those that it needs. The index has a stamp of each plan: a plan
without the right stamp counts as missing. So the files can be deleted at any time, and a build
can be killed between two of them.
"""

from __future__ import annotations

import hashlib
import pickle
from bisect import bisect_right
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.incremental.page_files import FOLDER
from sphinx_modelterms.kept_files import keep, load_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_modelterms.glossary.autolink.name_facts import NameFact
    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.glossary.views.page_plan import PagePlan

PAGES_A_FILE = 100
"""Number of pages whose plans are in one file."""

FILES_IN_MEMORY = 2
"""Maximum number of such files that are held in memory, apart from unwritten ones."""


class StoredPlan(NamedTuple):
    """The plan of a page as it is stored, with what it was made from."""

    names: tuple[str, ...]
    """The folded names found in its text, sorted."""
    references: tuple[tuple[str, str, tuple[str, ...], str], ...]
    """Role, target and scopes of each reference on it, with a digest of what it leads to."""
    hovers: tuple[str, ...]
    """The terms that it links, each as ``docname#anchor``, sorted."""
    words: str
    """The words of its text."""
    plan: bytes
    """The pickled :class:`PagePlan`."""
    stamp: bytes = b""
    """Digest of all that."""

    @property
    def unpickled(self) -> PagePlan:
        """The plan itself."""
        plan: PagePlan = pickle.loads(self.plan)
        return plan


class IndexedPage(NamedTuple):
    """The state of a page in the index."""

    read_at: int
    """Time at which Sphinx read the page."""
    content: str
    """Digest of the page as it was read."""
    title: str
    stamp: bytes
    """Stamp of its stored plan."""
    view: str = ""
    """Digest of its view; ``""`` if it shows nothing of other pages."""
    uses: str = ""
    """Digest of the mentions that it makes; ``""`` for none."""
    mentioned: tuple[str, ...] = ()
    """The terms that it mentions, each as ``docname#anchor``."""
    findings: bool = False
    """True if there is something to warn about in its text."""
    words: int = 0
    """The number of words in its text; 0 if no text is read."""


class Index(NamedTuple):
    """The state in which a build leaves the plans."""

    settings: str = ""
    """Digest of the settings that plans and views depend on."""
    glossary: str = ""
    """Digest of the pages with terms, entries, comparisons and lists."""
    answers: Mapping[Condition, bool] = MappingProxyType({})
    """Answers to conditions."""
    any_answers: Mapping[tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...]], bool] = (
        MappingProxyType({})
    )
    """By page, target, scopes and context of a reference by ``any``: True if it names a term."""
    shared: frozenset[str] = frozenset()
    """Digests of the texts that are on most pages."""
    today: str = ""
    navigation: Mapping[str, str] = MappingProxyType({})
    """Digest of the breadcrumb and neighbours of each page that has them."""
    pages: Mapping[str, IndexedPage] = MappingProxyType({})
    firsts: tuple[str, ...] = ()
    """The first page in each file of plans."""


class Facts(NamedTuple):
    """The facts about a glossary on which plans and hover cards depend."""

    names: Mapping[str, NameFact] = MappingProxyType({})
    """By group of names."""
    hovers: Mapping[str, str] = MappingProxyType({})
    """Digest of each hover card, by ``docname#anchor``."""
    rules: tuple[object, ...] = ()
    """All that the forms of names depend on."""


class PlanFiles:
    """The files of one builder.

    :param doctreedir: the doctree directory
    :param builder: name of the builder
    """

    def __init__(self, doctreedir: str, builder: str) -> None:
        self._index = Path(doctreedir, f"modelterms-plans-{builder}.pickle")
        self._names = Path(doctreedir, f"modelterms-names-{builder}.pickle")
        self._folder = Path(doctreedir, FOLDER)
        self._builder = builder
        self._firsts: tuple[str, ...] = ()
        self._loaded: OrderedDict[int, dict[str, StoredPlan]] = OrderedDict()
        self._unwritten: dict[int, dict[str, StoredPlan]] = {}

    def load_index(self) -> Index:
        """Load the state of the last build; return an empty one if there is none."""
        index: Index = load_kept(self._index, "plans") or Index()
        self._firsts = index.firsts
        return index

    def load_facts(self, index: Index) -> Facts | None:
        """Load the facts about the glossary of *index*; return ``None`` if they are missing or of
        another state.
        """
        facts: Facts | None = load_kept(self._names, ("names", index.glossary))
        return facts

    def plan(self, docname: str, page: IndexedPage) -> StoredPlan | None:
        """Return the stored plan of a page; ``None`` if it is not the one in the index."""
        plan = self._plans(self._number(docname)).get(docname)
        return plan if plan is not None and plan.stamp == page.stamp else None

    def pages_without_file(self, docnames: Iterable[str]) -> set[str]:
        """Return those of some pages whose file of plans is gone."""
        gone = {n for n in range(len(self._firsts)) if not self._path(n).exists()}
        return (
            {docname for docname in docnames if self._number(docname) in gone} if gone else set()
        )

    def _number(self, docname: str) -> int:
        """Return the number of the file with the plan of a page."""
        return max(bisect_right(self._firsts, docname) - 1, 0)

    def _plans(self, number: int) -> dict[str, StoredPlan]:
        if number in self._unwritten:
            return self._unwritten[number]
        if number in self._loaded:
            self._loaded.move_to_end(number)
            return self._loaded[number]
        plans: dict[str, StoredPlan] | None = load_kept(self._path(number), number)
        if plans is None:
            # The next build sees that it is gone, and makes its plans again.
            with suppress(OSError):
                self._path(number).unlink()
            plans = {}
        self._loaded[number] = plans
        if len(self._loaded) > FILES_IN_MEMORY:
            self._loaded.popitem(last=False)
        return plans

    def _path(self, number: int) -> Path:
        return self._folder / f"plans-{self._builder}-{number}.pickle"

    def store(
        self, index: Index, plans: Mapping[str, StoredPlan], facts: Facts | None = None
    ) -> None:
        """Store new plans, and after them the index.

        :param index: its :attr:`Index.firsts` are filled in here
        :param plans: the plans that are new
        :param facts: the facts about the glossary, if these are new
        """
        files = len(self._firsts)
        wanted = -(-len(index.pages) // PAGES_A_FILE)
        if not files or wanted > 2 * files or 2 * wanted < files:
            self._divide(index, plans)
        else:
            self._replace(index, plans)
        key = ("names", index.glossary)
        if not self._unwritten and (facts is None or keep(self._names, key, facts)):
            keep(self._index, "plans", index._replace(firsts=self._firsts))

    def _divide(self, index: Index, plans: Mapping[str, StoredPlan]) -> None:
        """Store all plans anew, divided into files of about the same size."""
        docnames = sorted(index.pages)
        kept = {
            docname: plan
            for docname in docnames
            if docname not in plans and (plan := self.plan(docname, index.pages[docname]))
        }
        old = len(self._firsts)
        self._firsts = tuple(docnames[::PAGES_A_FILE])
        self._loaded.clear()
        for number in range(len(self._firsts)):
            some = docnames[number * PAGES_A_FILE : (number + 1) * PAGES_A_FILE]
            found = {d: plan for d in some if (plan := plans.get(d) or kept.get(d))}
            self._keep(number, found)
        for number in range(len(self._firsts), old):
            with suppress(OSError):  # a file that is left over has no use, and is never loaded
                self._path(number).unlink()

    def _replace(self, index: Index, plans: Mapping[str, StoredPlan]) -> None:
        """Store the files that contain new plans."""
        changed: dict[int, dict[str, StoredPlan]] = {}
        for docname, plan in plans.items():
            changed.setdefault(self._number(docname), {})[docname] = plan
        for number, new in changed.items():
            old = self._plans(number)
            self._keep(number, {d: p for d, p in (old | new).items() if d in index.pages})

    def _keep(self, number: int, plans: dict[str, StoredPlan]) -> None:
        self._loaded.pop(number, None)
        # One warning is enough if nothing can be written.
        if self._unwritten or not keep(self._path(number), number, plans):
            self._unwritten[number] = plans

    def release(self) -> None:
        """Release the plans that are in memory and can be loaded again."""
        self._loaded.clear()


def stamped(plan: StoredPlan) -> StoredPlan:
    """Return *plan* with its stamp."""
    *parts, pickled, _ = plan
    text = repr(parts).encode("utf-8", "surrogatepass")
    stamp = hashlib.sha256(text + pickled).digest()[:8]
    return plan._replace(stamp=stamp)
