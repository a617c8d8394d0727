"""The store: what each document says about terms, and the glossary that follows from all of it."""

from __future__ import annotations

from functools import cache
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
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.movedlines import moved_lines
from sphinx_modelterms.glossary.names import fold
from sphinx_modelterms.glossary.pagetree import navigation
from sphinx_modelterms.glossary.quality import chosen_rules, quality_problems
from sphinx_modelterms.glossary.shown import Presentation
from sphinx_modelterms.glossary.views import Views
from sphinx_modelterms.meanings import is_label, is_taken, warn_of_meanings
from sphinx_modelterms.nodetext import title_of
from sphinx_modelterms.presentation import presentation, shows_hovers
from sphinx_modelterms.wording import _, warn_if_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
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
    from sphinx_modelterms.glossary.shown import HoverCard, PageView

    Conditional = TypeVar("Conditional", Term, Entry, Mention, Comparison, Listing)


NO_TITLE = "<no title>"
"""What Sphinx calls pages without a heading."""


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
    any_forms: dict[tuple[str, str], bool]
    """Of references by ``any`` that name no term exactly, by page and target: whether they name a
    form; known for this run only."""
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
        self.any_forms = {}
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
        self.any_forms, self._moved = {}, {}
        self.glossary = Glossary(
            [term for page in pages.values() for term in page.terms],
            [entry for page in pages.values() for entry in page.entries],
            [comparison for page in pages.values() for comparison in page.comparisons],
            Collation(self.env.config.language),
        )

        @cache
        def title(docname: str) -> str:
            found = self.env.titles.get(docname)
            text = title_of(found) if found is not None else ""
            return text if text != NO_TITLE else ""

        places = {}
        if self.page_tree and not self.pages_in_toctree:
            places = navigation(self.page_tree, title)
        inventory = getattr(self.env, "intersphinx_inventory", {})
        foreign = {name.lower() for name in inventory.get("std:term", ())}
        pages = {
            docname: page._replace(
                mentions=tuple(m for m in page.mentions if self._leads_to_term(docname, m))
            )
            for docname, page in pages.items()
        }
        shown = presentation(self.env.config, builder)
        silent = {d for d, said in self.env.metadata.items() if is_switched_on(said, "no-hover")}
        self.views = Views(
            self.glossary, pages, title, shown, places, foreign, silent, self.env.found_docs
        )

    def _leads_to_term(self, docname: str, mention: Mention) -> bool:
        """Return False if *mention* is one by ``any`` of which it is certain to lead elsewhere."""
        if mention.role != "any" or self.glossary.find(mention.target):
            return True
        return self.is_form(docname, mention.target)

    def is_form(self, docname: str, target: str) -> bool:
        """Return True if what a reference by ``any`` names is a form of a term's name, such as a
        plural, and nothing else.

        :param docname: the page of the reference: names of pages are relative to it
        """
        key = (docname, target)
        if key not in self.any_forms:
            self.any_forms[key] = (
                not is_label(self.env, docname, target)
                and bool(self.glossary.find_form(target))
                and not is_taken(self.env, self.builder, docname, target)
            )
        return self.any_forms[key]

    def check_consistency(self) -> None:
        quality = quality_problems(self.glossary, chosen_rules(self.env.config.modelterms_quality))
        found = problems(self.glossary, self.views.listings(), self.limits)
        for problem in chain(found, quality):
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
            targets = decision.meaning.targets
            names = " or ".join(repr(target.name) for target in targets[:3])
            names += f" or {len(targets) - 3} others" if len(targets) > 3 else ""
            message = f"{decision.text!r} is a word to avoid: write {names}"
            source = str(decision.block.source or self.env.doc2path(docname))
            line = self.moved(docname).now(source, decision.block.line)
            warn(Subtype.AVOIDED_WORD, message, f"{source}:{line}")

    def _check_placed(self) -> None:
        """Say once that records are on no page."""
        terms = (term for page in self.pages.values() for term in page.terms)
        placed = {fold(term.source_name) for term in terms}
        unplaced = [record for name, record in self.records.items() if name not in placed]
        if unplaced:
            names = ", ".join(record.name for record in unplaced[:3])
            more = f" and {len(unplaced) - 3} more" if len(unplaced) > 3 else ""
            count = f"{len(unplaced)} of {len(self.records)} terms of the data files"
            cure = self._cure_for_unplaced(unplaced)
            where = f"{unplaced[0].file}:{unplaced[0].line}"
            warn(Subtype.UNPLACED, f"{count} are on no page: {names}{more}; {cure}", where)

    def _cure_for_unplaced(self, unplaced: Sequence[DataTerm]) -> str:
        folder = self.env.config.modelterms_pages
        if not folder:
            return "place each with 'term' and no body, or set modelterms_pages"
        unread = (d for d in self.page_records if d not in self.env.found_docs)
        if {fold(self.page_records[d].name) for d in unread} & {fold(r.name) for r in unplaced}:
            return (
                f"Sphinx does not read their pages in {folder!r} (modelterms_pages): take them "
                "out of exclude_patterns, or add them to include_patterns"
            )
        return "place each with 'term' and no body"

    def _location(self, record: Term | Comparison | Listing, option: str) -> str:
        source = str(record.place.source or self.env.doc2path(record.docname))
        line = dict(record.place.options).get(option, record.place.line)
        return f"{source}:{self.moved(record.docname).now(source, line)}"

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
        if ("term", target.lower()) in env.domains["std"].objects:
            return []
        if self.glossary.find(target) is None and not self.is_form(fromdocname, target):
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
