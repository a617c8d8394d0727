"""The store: what each document says about terms, and the glossary that follows from all of it."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, Index, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import clean_astext, make_refnode

from sphinx_modelterms.azindex import TermIndex, translate_title
from sphinx_modelterms.cardtree import TARGET
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.checks import problems
from sphinx_modelterms.glossary.collation import Collation
from sphinx_modelterms.glossary.fields import is_switched_on
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.names import fold
from sphinx_modelterms.glossary.pagetree import navigation
from sphinx_modelterms.glossary.quality import chosen_rules, quality_problems
from sphinx_modelterms.glossary.shown import Presentation
from sphinx_modelterms.glossary.views import Views
from sphinx_modelterms.presentation import presentation, shows_hovers
from sphinx_modelterms.wording import _, warn_if_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set
    from typing import TypeVar

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm
    from sphinx_modelterms.glossary.model import (
        Comparison,
        Condition,
        Entry,
        Listing,
        Mention,
        Page,
        Term,
    )
    from sphinx_modelterms.glossary.pagetree import PageTree
    from sphinx_modelterms.glossary.shown import HoverCard, PageView

    Conditional = TypeVar("Conditional", Term, Entry, Mention, Comparison, Listing)


class ModelTermsDomain(Domain):
    """Terms, and where they are mentioned."""

    name = "modelterms"
    label = "Model terms"
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType(_("term"), searchprio=1),
        "comparison": ObjType(_("comparison"), "compare", searchprio=1),
    }
    dangling_warnings: ClassVar[dict[str, str]] = {
        "def": "there is no term %(target)s",
        "abbr": "there is no term %(target)s",
        "compare": "no comparison of %(target)s; name its terms as in term-compare, or its id",
    }
    indices: ClassVar[list[type[Index]]] = [TermIndex]
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "held": {}}
    """Records by document; warnings that wait until all documents are read, also by document."""
    data_version = 3

    builder: Builder
    """The builder of this run; set by :meth:`open`, never stored."""
    glossary: Glossary
    views: Views
    records: dict[str, DataTerm]
    """The terms of the data files, by folded name; read anew in each run, never stored."""
    data_files: list[DataFile]
    broken_data: bool
    """Whether a data file could not be read."""
    flawed_records: set[str]
    """Folded names of records in whose lines something cannot be used."""
    page_tree: PageTree | None
    """The pages that are made of data in this run; set by :meth:`plan_pages`."""
    page_records: dict[str, DataTerm]
    """The record of each page that is made of data."""
    pages_in_toctree: bool
    removed_pages: list[str]
    """Those of the last run that are gone."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        translate_title()
        self.records, self.data_files = {}, []
        self.broken_data, self.flawed_records = False, set()
        self.plan_pages(None)
        self.pages_in_toctree, self.removed_pages = True, []
        self.glossary = Glossary(())
        self.views = Views(self.glossary, {}, str, Presentation())

    @property
    def pages(self) -> dict[str, Page]:
        """The records of each document, whatever the builder."""
        pages: dict[str, Page] = self.data["pages"]  # docname -> Page
        return pages

    def note_page(self, docname: str, page: Page) -> None:
        """Keep the records of a document."""
        if any(page):
            self.pages[docname] = page

    def plan_pages(self, tree: PageTree | None) -> None:
        """Fix which pages are made of data in this run."""
        self.page_tree = tree
        pages = tree.term_pages() if tree else ()
        self.page_records = {page.docname: page.record for page in pages}

    def hovers(self, docnames: Sequence[str]) -> Sequence[HoverCard]:
        """The hover cards of a tree that is being written.

        :param docnames: the documents in it, as :func:`~sphinx_modelterms.cardtree.documents_in`
            finds them
        """
        return [card for view in self._written(docnames) for card in view.hovers]

    def has_backlinks(self, docnames: Sequence[str]) -> bool:
        """Whether entries of Sphinx's own glossaries say where they are used in such a tree."""
        return any(view.backlinks for view in self._written(docnames))

    def is_switched(self, docnames: Sequence[str]) -> bool:
        """Whether a tree that is being written lets its reader switch things off."""
        if not (self.env.config.modelterms_reader_controls and shows_hovers(self.builder)):
            return False
        return any(view.hovers or view.autolinks for view in self._written(docnames))

    def _written(self, docnames: Sequence[str]) -> Iterator[PageView]:
        # Sphinx also writes pages that are no documents, such as its indices.
        return (self.views.page(name) for name in docnames if name in self.env.found_docs)

    def has_parts(self, docnames: Sequence[str], *kinds: str) -> bool:
        """Whether a tree that is being written can hold our blocks.

        :param kinds: some of ``card``, ``comparison`` and those of lists; none for any of them
        """

        def holds(page: Page) -> bool:
            held = {"card": page.terms, "comparison": page.comparisons}
            return any(held.get(kind, page.listings) for kind in kinds or (*held, ""))

        return any(name in self.pages and holds(self.pages[name]) for name in docnames)

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)
        self.data["held"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, page in otherdata["pages"].items():
            if docname in docnames:
                self.pages[docname] = page
        self.data["held"] |= otherdata["held"]

    def open(self, builder: Builder, holds: Callable[[Condition], bool]) -> None:
        """Fix what this run shows, after all documents are read.

        :param holds: whether a condition is met with *builder*
        """

        def kept(records: Iterable[Conditional]) -> tuple[Conditional, ...]:
            return tuple(r for r in records if all(holds(c) for c in r.conditions))

        pages = {
            docname: page._replace(
                terms=kept(page.terms),
                entries=kept(page.entries),
                mentions=kept(page.mentions),
                comparisons=kept(page.comparisons),
                listings=kept(page.listings),
            )
            for docname, page in sorted(self.pages.items())
        }
        self.builder = builder
        self.glossary = Glossary(
            [term for page in pages.values() for term in page.terms],
            [entry for page in pages.values() for entry in page.entries],
            [comparison for page in pages.values() for comparison in page.comparisons],
            Collation(self.env.config.language),
        )

        @cache
        def title(docname: str) -> str:
            found = self.env.titles.get(docname)
            return clean_astext(found) if found is not None else ""

        places = {}
        if self.page_tree and not self.pages_in_toctree:
            places = navigation(self.page_tree, title)
        inventory = getattr(self.env, "intersphinx_inventory", {})
        foreign = {name.lower() for name in inventory.get("std:term", ())}
        shown = presentation(self.env.config, builder)
        silent = {d for d, said in self.env.metadata.items() if is_switched_on(said, "no-hover")}
        self.views = Views(self.glossary, pages, title, shown, places, foreign, silent)

    def check_consistency(self) -> None:
        quality = quality_problems(self.glossary, chosen_rules(self.env.config.modelterms_quality))
        for problem in chain(problems(self.glossary, self.views.listings()), quality):
            message = problem.message
            if problem.other:
                message += f"; the other one is at {self._location(problem.other, '')}"
            location = self._location(problem.term, problem.option)
            warn(Subtype(problem.code), message, location)
        self._check_placed()
        self._check_avoided()
        if self.glossary.terms:  # else there is nothing that our words stand beside
            warn_if_missing(self.env.config)

    def _check_avoided(self) -> None:
        """Say where the text has words that a term says to avoid."""
        for docname, decision in self.views.plan.avoided:
            names = " or ".join(repr(target.name) for target in decision.meaning.targets)
            message = f"{decision.text!r} is a word to avoid: write {names}"
            source = decision.block.source or self.env.doc2path(docname)
            warn(Subtype.AVOIDED_WORD, message, f"{source}:{decision.block.line}")

    def _check_placed(self) -> None:
        """Say once that records are on no page."""
        terms = (term for page in self.pages.values() for term in page.terms)
        placed = {fold(term.source_name) for term in terms}
        unplaced = [record for name, record in self.records.items() if name not in placed]
        if unplaced:
            names = ", ".join(record.name for record in unplaced[:3])
            more = f" and {len(unplaced) - 3} more" if len(unplaced) > 3 else ""
            count = f"{len(unplaced)} of {len(self.records)} terms of the data files"
            cure = "place each with 'term' and no body, or set modelterms_pages"
            where = f"{unplaced[0].file}:{unplaced[0].line}"
            warn(Subtype.UNPLACED, f"{count} are on no page: {names}{more}; {cure}", where)

    def _location(self, record: Term | Comparison | Listing, option: str) -> str:
        source = record.place.source or str(self.env.doc2path(record.docname))
        return f"{source}:{dict(record.place.options).get(option, record.place.line)}"

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for term in self.glossary.terms:
            for name in dict.fromkeys((*term.own_names, *term.found_names)):
                yield name, name, "term", term.docname, term.anchor, 1
        for comparison in self.glossary.comparisons:
            title = self.views.comparison_title(comparison)
            yield title, title, "comparison", comparison.docname, comparison.anchor, 1

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        # Sphinx finds names that are written in lower case by itself; a second answer would be
        # "more than one target found".
        found = self.glossary.find(target)
        standard = env.domains["std"]
        if found is None or ("term", target.lower()) in standard.objects:
            return []
        try:
            reference = make_refnode(builder, fromdocname, found.docname, found.anchor, contnode)
        except NoUri:
            return []
        reference["classes"].append("mt-ref")
        if found.docname != fromdocname and builder.format == "html":
            reference[TARGET] = found[:2]
        return [("modelterms:term", reference)]
