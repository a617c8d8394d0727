"""The store: what each document says about terms, and the glossary that follows from all of it."""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, Index, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_modelterms.azindex import TermIndex, translate_title
from sphinx_modelterms.cardtree import TARGET
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.checks import problems
from sphinx_modelterms.glossary.collation import Collation
from sphinx_modelterms.glossary.extracts import extract
from sphinx_modelterms.glossary.fields import is_switched_on
from sphinx_modelterms.glossary.inventorynames import is_read_whole
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.linkplan import avoided_word
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.movedlines import moved_lines
from sphinx_modelterms.glossary.pagetree import navigation
from sphinx_modelterms.glossary.quality import chosen_rules, quality_problems
from sphinx_modelterms.glossary.shown import Presentation
from sphinx_modelterms.glossary.slips import slips, unused_filters
from sphinx_modelterms.glossary.views import Views
from sphinx_modelterms.meanings import AnyForms, warn_of_meanings
from sphinx_modelterms.nodetext import page_title
from sphinx_modelterms.presentation import presentation
from sphinx_modelterms.unplaced import warn_of_unplaced
from sphinx_modelterms.wording import _, warn_if_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set
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
    from sphinx_modelterms.glossary.movedlines import MovedLines
    from sphinx_modelterms.glossary.pagetree import PageTree

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
        "compare": "no comparison of %(target)s; name its terms with semicolons, or its id",
    }
    indices: ClassVar[list[type[Index]]] = [TermIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "held": {},
        "contents": {},
        "unwritten": {},
    }
    """Records by document; warnings that wait until all documents are read, also by document;
    a digest of the content of each document; what could not be written beside the doctrees."""
    data_version = 4

    builder: Builder
    """The builder of this run; set by :meth:`open`, never stored."""
    glossary: Glossary
    views: Views
    any_forms: AnyForms
    """What references by ``any`` lead to that name no term exactly."""
    limits: Mapping[str, int]
    """How much data files may bring about."""
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
    written_pages: set[str]
    """Those whose sources are as we write them."""
    removed_pages: list[str]
    """Those whose sources this run has removed."""
    project_markup: str
    """``rst`` or ``md``, the markup of the root document."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        translate_title()
        self.records, self.data_files = {}, []
        self.broken_data, self.flawed_records = False, set()
        self.plan_pages(None)
        self.pages_in_toctree, self.project_markup = True, "rst"
        self.written_pages, self.removed_pages = set(), []
        self.glossary = Glossary(())
        self.any_forms = AnyForms(env, self.glossary)
        self._moved: dict[str, MovedLines] = {}
        self.views = Views(self.glossary, {}, str, Presentation())
        self.limits = DEFAULTS

    @property
    def pages(self) -> dict[str, Page]:
        """The records of each document, whatever the builder."""
        pages: dict[str, Page] = self.data["pages"]  # docname -> Page
        return pages

    def note_page(self, docname: str, page: Page) -> None:
        """Keep the records of a document."""
        if any(page):
            self.pages[docname] = page

    @property
    def contents(self) -> dict[str, str]:
        """A digest of each document as it was read."""
        contents: dict[str, str] = self.data["contents"]
        return contents

    @property
    def unwritten(self) -> dict[tuple[str, str], bytes]:
        """Contents of files beside the doctrees that could not be written, by page and kind."""
        unwritten: dict[tuple[str, str], bytes] = self.data.setdefault("unwritten", {})
        return unwritten

    def moved(self, docname: str) -> MovedLines:
        """The lines of data files that have moved since a document was read."""
        if docname not in self._moved:
            page = self.pages.get(docname)
            self._moved[docname] = moved_lines(page.terms if page else (), self.records)
        return self._moved[docname]

    def plan_pages(self, tree: PageTree | None) -> None:
        """Fix which pages are made of data in this run."""
        self.page_tree = tree
        pages = tree.term_pages() if tree else ()
        self.page_records = {page.docname: page.record for page in pages}

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)
        self.data["held"].pop(docname, None)
        self.contents.pop(docname, None)
        for key in [key for key in self.unwritten if key[0] == docname]:
            del self.unwritten[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, page in otherdata["pages"].items():
            if docname in docnames:
                self.pages[docname] = page
        self.data["held"] |= otherdata["held"]
        self.contents.update(
            (docname, digest)
            for docname, digest in otherdata["contents"].items()
            if docname in docnames
        )
        self.unwritten.update(
            (key, content)
            for key, content in otherdata.get("unwritten", {}).items()
            if key[0] in docnames
        )

    def open(self, builder: Builder, holds: Callable[[Condition], bool]) -> None:
        """Fix what this run shows, after all documents are read.

        :param holds: whether a condition is met with *builder*
        """

        def kept(records: Iterable[Conditional]) -> tuple[Conditional, ...]:
            return tuple(r for r in records if all(holds(c) for c in r.conditions))

        ours = ModelTermsConfig.from_sphinx(self.env.config)
        self.limits = ours.all_limits
        pages = {
            docname: page._replace(
                terms=tuple(extract(t, self.limits["shown"]) for t in kept(page.terms)),
                entries=kept(page.entries),
                mentions=kept(page.mentions),
                comparisons=kept(page.comparisons),
                listings=kept(page.listings),
            )
            for docname, page in sorted(self.pages.items())
        }
        self.builder = builder
        self._moved = {}
        self.glossary = Glossary(
            [term for page in pages.values() for term in page.terms],
            [entry for page in pages.values() for entry in page.entries],
            [comparison for page in pages.values() for comparison in page.comparisons],
            Collation(self.env.config.language),
        )
        self.any_forms = AnyForms(self.env, self.glossary, builder)

        title = cache(partial(page_title, self.env))
        places = {}
        if self.page_tree and not self.pages_in_toctree:
            places = navigation(self.page_tree, title)
        inventory = getattr(self.env, "intersphinx_inventory", {})
        foreign = {name.lower() for name in inventory.get("std:term", ())}
        pages = {
            docname: page._replace(mentions=self.any_forms.without_others(docname, page.mentions))
            for docname, page in pages.items()
        }
        shown = presentation(self.env.config, builder)
        silent = {d for d, said in self.env.metadata.items() if is_switched_on(said, "no-hover")}
        found = self.env.found_docs
        self.views = Views(self.glossary, pages, title, shown, places, foreign, silent, found)

    def check_consistency(self) -> None:
        quality = quality_problems(self.glossary, chosen_rules(self.env.config.modelterms_quality))
        listings, categories = self.views.listings(), self.views.presentation.categories
        found = problems(self.glossary, listings, self.limits)
        own = [x for x in listings if x.docname not in self.written_pages and not self.broken_data]
        filters = unused_filters(self.glossary, own, categories)
        for problem in chain(found, slips(self.glossary, listings), filters, quality):
            message = problem.message
            if problem.other:
                message += f"; the other one is at {self._location(problem.other, '')}"
            location = self._location(problem.term, problem.option)
            warn(Subtype(problem.code), message, location)
        terms = [term for page in self.pages.values() for term in page.terms]
        unread = [self.page_records[d] for d in self.page_records.keys() - self.env.found_docs]
        warn_of_unplaced(self.records, terms, self.env.config.modelterms_pages, unread)
        self._check_avoided()
        if self.glossary.terms:  # else there is nothing that our words stand beside
            warn_if_missing(self.env.config)

    def _check_avoided(self) -> None:
        """Say where the text has words that a term says to avoid."""
        for docname, decision in self.views.plan.avoided:
            source = str(decision.block.source or self.env.doc2path(docname))
            line = self.moved(docname).now(source, decision.block.line)
            warn(Subtype.AVOIDED_WORD, avoided_word(decision), f"{source}:{line}")

    def _location(self, record: Term | Comparison | Listing, option: str) -> str:
        source = str(record.place.source or self.env.doc2path(record.docname))
        line = dict(record.place.options).get(option, record.place.line)
        return f"{source}:{self.moved(record.docname).now(source, line)}"

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for term in self.glossary.terms:
            for name in dict.fromkeys((*term.own_names, *term.found_names)):
                key = name if is_read_whole(name) else term.anchor
                yield key, name, "term", term.docname, term.anchor, 1
        for comparison in self.glossary.comparisons:
            title = self.views.comparison_title(comparison)
            key = title if is_read_whole(title) else comparison.anchor
            yield key, title, "comparison", comparison.docname, comparison.anchor, 1

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
        if ("term", target.lower()) in env.domains["std"].objects:
            return []
        if self.glossary.find(target) is None and not self.any_forms.is_form(fromdocname, target):
            return []
        found = self.views.reference("any", target)
        if found is None:
            return []
        try:
            reference = make_refnode(builder, fromdocname, found.docname, found.anchor, contnode)
        except NoUri:
            return []
        warn_of_meanings(self.views.meanings("any", target), node)
        reference["classes"].append("mt-ref")
        if found.docname != fromdocname and builder.format == "html":
            reference[TARGET] = found[:2]
        return [("modelterms:term", reference)]
