"""The domain: stores the records of each document, and implements Sphinx's domain interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, Index, ObjType

from sphinx_modelterms.any_references import warn_of_meanings
from sphinx_modelterms.build_state import BuildState
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import SCOPES
from sphinx_modelterms.doctree.links import reference_link
from sphinx_modelterms.findings import (
    PlacedFinding,
    Places,
    findings_of,
    warn_of_findings,
    warn_of_undecided,
)
from sphinx_modelterms.glossary.autolink.text_findings import AVOIDED
from sphinx_modelterms.glossary.entry_places import place_of_entry
from sphinx_modelterms.glossary.inventory_names import is_read_whole
from sphinx_modelterms.glossary.model import Entry
from sphinx_modelterms.glossary.moved_lines import moved_lines
from sphinx_modelterms.glossary.quality import chosen_rules
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.record_problems import problems_of_records
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
        Page,
    )
    from sphinx_modelterms.glossary.moved_lines import MovedLines
    from sphinx_modelterms.glossary.problem import Record
    from sphinx_modelterms.glossary.scopes import Origin


class ModelTermsDomain(Domain):
    """Domain that stores the records of all documents.

    It resolves references by ``any``. References by ``:term:``, which is a role of Sphinx's
    standard domain, and by the extension's own roles are resolved by a post-transform
    (:mod:`~sphinx_modelterms.linking.references`), because they need more than Sphinx passes to
    ``resolve_xref``: the text of ``term-abbr`` depends on the place in the page, and links in
    singlehtml and LaTeX depend on the document that the place was written in.
    """

    name = "modelterms"
    label = "Model terms"
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType(_("term"), searchprio=1),
        "comparison": ObjType(_("comparison"), "compare", searchprio=1),
    }
    dangling_warnings: ClassVar[dict[str, str]] = {
        "def": "there is no term %(target)r.",
        "abbr": "there is no term %(target)r.",
        "compare": "there is no comparison of %(target)r. List its terms, separated by "
        "semicolons, or its id.",
    }
    indices: ClassVar[list[type[Index]]] = [TermIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "held": {},
        "duplicates": {},
        "contents": {},
        "unwritten": {},
        "lookalikes": {},
        "included": {},
        "stamps": {},
    }
    """Records by document; warnings of Sphinx about translations and about equal names that wait
    until all documents are read, also by document; a digest of the content of each document; files
    that could not be written beside the doctrees; warnings that wait for a project's first term,
    by document; digests of the texts that each document includes; size and time of the files
    beside the doctrees.
    """
    data_version = 10

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
    def included(self) -> dict[str, frozenset[str]]:
        """Digests of the texts that each document includes from other files."""
        included: dict[str, frozenset[str]] = self.data["included"]
        return included

    @property
    def stamps(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Size and modification time of the files beside the doctrees, by page and kind."""
        stamps: dict[tuple[str, str], tuple[int, int]] = self.data["stamps"]
        return stamps

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
        self.data["duplicates"].pop(docname, None)
        self.lookalikes.pop(docname, None)
        self.contents.pop(docname, None)
        self.included.pop(docname, None)
        for kept in (self.unwritten, self.stamps):
            for key in [key for key in kept if key[0] == docname]:
                del kept[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname, page in otherdata["pages"].items():
            if docname in docnames:
                self.pages[docname] = page
        self.data["held"] |= otherdata["held"]
        self.data["duplicates"] |= otherdata["duplicates"]
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
        self.included.update(
            (docname, texts)
            for docname, texts in otherdata["included"].items()
            if docname in docnames
        )
        for own, others in (
            (self.unwritten, otherdata.get("unwritten", {})),
            (self.stamps, otherdata["stamps"]),
        ):
            own.update((key, found) for key, found in others.items() if key[0] in docnames)

    def check_consistency(self) -> None:
        self.build.is_checked = True
        data, generated = self.build.data, self.build.generated
        for problem in problems_of_records(self.build, str(self.env.doctreedir)):
            warn(Subtype(problem.code), *self.places.of(problem))
        terms = [term for page in self.pages.values() for term in page.terms]
        absent = generated.records.keys() - self.env.found_docs
        unread, unwritten = (
            [generated.records[docname] for docname in docnames]
            for docnames in (absent - generated.unwritten, absent & generated.unwritten)
        )
        folder = self.env.config.modelterms_pages
        warn_of_unplaced(data.records, terms, folder, unread, unwritten)
        rules = {*chosen_rules(self.env.config.modelterms_quality)}
        if self.build.planner.reads_text:
            rules.add(AVOIDED)
        warn_of_undecided(self.build, self.places)
        warn_of_findings(list(self.findings()), self.build.load_baseline(), rules, self._hides)
        if self.build.glossary.terms:  # without terms of ours, the catalogue does not matter
            warn_if_missing(self.env.config)

    def findings(self) -> Iterator[PlacedFinding]:
        """Yield the findings of quality rules, and the words to avoid."""
        return findings_of(self.build, self.env.config, self.places)

    def _hides(self, docname: str) -> bool:
        """Return True if the builder leaves out parts of a page, because of conditions."""
        page, shown = self.pages.get(docname), self.build.views.records.get(docname)
        terms = (len(some.terms) for some in (page, shown) if some)
        return len({*terms}) > 1 or self.build.planner.hides(docname)

    @property
    def places(self) -> Places:
        """The places of records and of text in the sources."""
        return Places(self._location, self._location_in_text)

    def _location_in_text(self, docname: str, source: str, line: int) -> str:
        source = str(source or self.env.doc2path(docname))
        now = self.moved(docname).now(source, line)
        return f"{source}:{now}" if now else docname

    def _location(self, record: Record, option: str) -> str:
        if isinstance(record, Entry):
            return place_of_entry(str(self.env.doc2path(record.docname)), record)
        source = str(record.location.source or self.env.doc2path(record.docname))
        line = dict(record.location.options).get(option, record.location.line)
        return f"{source}:{self.moved(record.docname).now(source, line)}"

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for term in self.build.glossary.terms:
            scope = term.shown_scope or term.scope
            for written in dict.fromkeys((*term.own_names, *term.found_names)):
                name = with_scope(written, scope)
                key = name if is_read_whole(name) else term.anchor
                yield key, name, "term", term.docname, term.anchor, 1
        for comparison in self.build.glossary.comparisons:
            title = self.build.views.comparison_title(comparison)
            key = title if is_read_whole(title) else comparison.anchor
            yield key, title, "comparison", comparison.docname, comparison.anchor, 1

    def origin(self, node: pending_xref, docname: str) -> Origin:
        """Return the place of a reference, as far as it decides about the meaning.

        :param docname: the page, if the reference doesn't know its own
        """
        return self.build.glossary.origin(node.get("refdoc", docname), node.get(SCOPES, ()))

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
        build, origin = self.build, self.origin(node, fromdocname)
        # All other forms of names that Sphinx looks up are left to resolve_form.
        is_certain = node["reftype"] != "any" or build.any_forms.is_exact(target, origin)
        if not (is_certain and build.any_forms.is_term(node, fromdocname)):
            return []
        found = build.references.find("any", target, origin)
        if found is None:
            return []
        warn_of_meanings(build.references.meanings("any", target, origin), node)
        is_entry = build.glossary.entry_at(found.target) is not None
        place = builder, node, fromdocname, found.target
        link = reference_link(*place, [contnode], "mt-ref", is_entry=is_entry)
        return [("modelterms:term", link)]  # type: ignore[list-item]  # only text in a heading
