"""The domain: the records of each document, and the answers to what Sphinx asks of a domain."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, Index, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_modelterms.any_references import warn_of_meanings
from sphinx_modelterms.build_state import BuildState
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.glossary.autolink.plan import avoided_word
from sphinx_modelterms.glossary.consistency import problems
from sphinx_modelterms.glossary.inventory_names import is_read_whole
from sphinx_modelterms.glossary.likely_mistakes import likely_mistakes, unused_filters
from sphinx_modelterms.glossary.moved_lines import moved_lines
from sphinx_modelterms.glossary.quality import chosen_rules, quality_problems
from sphinx_modelterms.term_index import TermIndex, translate_title
from sphinx_modelterms.translations import _, warn_if_missing
from sphinx_modelterms.unplaced_records import warn_of_unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.model import (
        Comparison,
        Listing,
        Page,
        Term,
    )
    from sphinx_modelterms.glossary.moved_lines import MovedLines


class ModelTermsDomain(Domain):
    """Stores the records of all documents, and answers what Sphinx asks of a domain.

    It does not resolve ``:term:``, which is a role of Sphinx's standard domain: a post-transform
    (:mod:`~sphinx_modelterms.linking.references`) resolves the references of all roles before
    Sphinx does, as the text of ``term-abbr`` depends on the place in the page, and a reference in
    singlehtml or LaTeX on more than ``resolve_xref`` is told. References by ``any`` are resolved
    here.
    """

    name = "modelterms"
    label = "Model terms"
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType(_("term"), searchprio=1),
        "comparison": ObjType(_("comparison"), "compare", searchprio=1),
    }
    dangling_warnings: ClassVar[dict[str, str]] = {
        "def": "there is no term %(target)r",
        "abbr": "there is no term %(target)r",
        "compare": "there is no comparison of %(target)r; name its terms with semicolons, or its "
        "id",
    }
    indices: ClassVar[list[type[Index]]] = [TermIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "held": {},
        "contents": {},
        "unwritten": {},
        "lookalikes": {},
    }
    """Records by document; warnings that wait until all documents are read, also by document; a
    digest of the content of each document; files that could not be written beside the doctrees;
    warnings that wait for a project's first term, by document.
    """
    data_version = 6

    build: BuildState
    """State of the current build; created anew by :meth:`begin_build`, never stored."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        translate_title()
        self.begin_build()

    def begin_build(self) -> BuildState:
        """Replace the state of the last build of this process."""
        self.build = BuildState(self.env)
        return self.build

    @property
    def pages(self) -> dict[str, Page]:
        """The records of each document, whatever the builder."""
        pages: dict[str, Page] = self.data["pages"]  # docname -> Page
        return pages

    def note_page(self, docname: str, page: Page) -> None:
        """Store the records of a document."""
        if any(page):
            self.pages[docname] = page

    @property
    def contents(self) -> dict[str, str]:
        """Digest of the content of each document when it was read."""
        contents: dict[str, str] = self.data["contents"]
        return contents

    @property
    def unwritten(self) -> dict[tuple[str, str], bytes]:
        """Content of files beside the doctrees that could not be written, by page and kind."""
        unwritten: dict[tuple[str, str], bytes] = self.data.setdefault("unwritten", {})
        return unwritten

    @property
    def lookalikes(self) -> dict[str, list[tuple[str, str, str]]]:
        """Subtype, message and location of the warnings that wait for the first term,
        by document.
        """
        waiting: dict[str, list[tuple[str, str, str]]] = self.data.setdefault("lookalikes", {})
        return waiting

    def moved(self, docname: str) -> MovedLines:
        """Return the map of data-file lines that have moved since a document was read."""
        moved = self.build.moved
        if docname not in moved:
            page = self.pages.get(docname)
            moved[docname] = moved_lines(page.terms if page else (), self.build.data.records)
        return moved[docname]

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)
        self.data["held"].pop(docname, None)
        self.lookalikes.pop(docname, None)
        self.contents.pop(docname, None)
        for key in [key for key in self.unwritten if key[0] == docname]:
            del self.unwritten[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, page in otherdata["pages"].items():
            if docname in docnames:
                self.pages[docname] = page
        self.data["held"] |= otherdata["held"]
        self.lookalikes.update(
            (docname, waiting)
            for docname, waiting in otherdata.get("lookalikes", {}).items()
            if docname in docnames
        )
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

    def check_consistency(self) -> None:
        glossary, data, generated = self.build.glossary, self.build.data, self.build.generated
        views = self.build.views
        listings, categories = views.listings(), views.presentation.categories
        quality = quality_problems(glossary, chosen_rules(self.env.config.modelterms_quality))
        found = problems(glossary, listings, views.presentation.limits)
        own = [x for x in listings if x.docname not in generated.current and not data.broken]
        filters = unused_filters(glossary, own, categories)
        for problem in chain(
            found, likely_mistakes(glossary, listings, categories), filters, quality
        ):
            message = problem.message
            if problem.other:
                message += f"; the other one is at {self._location(problem.other, '')}"
            location = self._location(problem.term, problem.option)
            warn(Subtype(problem.code), message, location)
        terms = [term for page in self.pages.values() for term in page.terms]
        absent = generated.records.keys() - self.env.found_docs
        unread, unwritten = (
            [generated.records[docname] for docname in docnames]
            for docnames in (absent - generated.unwritten, absent & generated.unwritten)
        )
        folder = self.env.config.modelterms_pages
        warn_of_unplaced(data.records, terms, folder, unread, unwritten)
        self._check_avoided()
        if glossary.terms:  # without terms of ours, the catalogue does not matter
            warn_if_missing(self.env.config)

    def _check_avoided(self) -> None:
        """Warn where the text contains words that a term says to avoid."""
        for docname, decision in self.build.views.plan.avoided:
            source = str(decision.block.source or self.env.doc2path(docname))
            line = self.moved(docname).now(source, decision.block.line)
            warn(Subtype.AVOIDED_WORD, avoided_word(decision), f"{source}:{line}")

    def _location(self, record: Term | Comparison | Listing, option: str) -> str:
        source = str(record.location.source or self.env.doc2path(record.docname))
        line = dict(record.location.options).get(option, record.location.line)
        return f"{source}:{self.moved(record.docname).now(source, line)}"

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for term in self.build.glossary.terms:
            for name in dict.fromkeys((*term.own_names, *term.found_names)):
                key = name if is_read_whole(name) else term.anchor
                yield key, name, "term", term.docname, term.anchor, 1
        for comparison in self.build.glossary.comparisons:
            title = self.build.views.comparison_title(comparison)
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
        # Sphinx finds lower-case names by itself; a second answer would cause "more than one
        # target found".
        if ("term", target.lower()) in env.domains["std"].objects:
            return []
        build = self.build
        if build.glossary.find(target) is None and not build.any_forms.is_form(
            fromdocname, target
        ):
            return []
        found = build.references.find("any", target)
        if found is None:
            return []
        try:
            reference = make_refnode(builder, fromdocname, *found.target, contnode)
        except NoUri:
            return []
        warn_of_meanings(build.references.meanings("any", target), node)
        reference["classes"].append("mt-ref")
        if found.target.docname != fromdocname and builder.format == "html":
            reference[TARGET] = found.target
        return [("modelterms:term", reference)]
