"""Collector of the records of a finished document: terms, glossary entries, mentions.

It runs on ``doctree-read``, after translation and all other transforms.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.any_references import reference_context
from sphinx_modelterms.doctree.blocks import BLOCKS, PART, PARTS, QUIZ_PART, SCOPES
from sphinx_modelterms.doctree.node_text import text_of, title_of
from sphinx_modelterms.doctree.walking import UNSEEN, blocks_by_document
from sphinx_modelterms.glossary.autolink.page_references import included_texts
from sphinx_modelterms.glossary.model import (
    NOWHERE,
    Comparison,
    Entry,
    Listing,
    Mention,
    Page,
    Section,
    Term,
)
from sphinx_modelterms.glossary.scopes import ScopedPart, scopes_of_classes
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.reading.answers import ANSWERS, keep_answers
from sphinx_modelterms.reading.block_labels import label_block
from sphinx_modelterms.reading.conditions import condition_of
from sphinx_modelterms.reading.content_digest import content_digest
from sphinx_modelterms.reading.first_use import is_contents
from sphinx_modelterms.reading.glossary_entries import glossary_entries
from sphinx_modelterms.reading.inline_definitions import defined_word, note_defined_words
from sphinx_modelterms.reading.lookalikes import warn_or_defer
from sphinx_modelterms.reading.misspelt_directives import is_markdown_page, lookalikes
from sphinx_modelterms.reading.nested_blocks import (
    is_misplaced,
    mend_misplaced,
    remove_hidden_parts,
    warn_of_nested_term,
    warn_of_repeated_questions,
)
from sphinx_modelterms.reading.outside_references import outside_reference
from sphinx_modelterms.reading.page_boxes import complete_boxes
from sphinx_modelterms.reading.page_options import (
    check_fields,
    page_switches,
    text_collector,
    warn_of_class,
    warn_of_field_below_title,
)
from sphinx_modelterms.reading.page_text import TEXT_KINDS
from sphinx_modelterms.reading.place import START
from sphinx_modelterms.reading.raw_html import is_html
from sphinx_modelterms.reading.term_record import drafted_record, mention_role, term_record
from sphinx_modelterms.reading.terms_in_glossaries import warn_of_terms_in
from sphinx_modelterms.settings import reads_text, versus

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.outside_references import OutsideReference
    from sphinx_modelterms.reading.lookalikes import Lookalike
    from sphinx_modelterms.reading.page_text import TextCollector
    from sphinx_modelterms.reading.place import NodePlace


def collect_page(app: Sphinx, document: nodes.document) -> None:
    """On ``doctree-read``: collect the records of *document* and store them for this page."""
    env = app.env
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    docname = env.docname
    shown = app.config.modelterms_card_parts
    domain.contents[docname] = content_digest(app, docname, document)
    texts = text_collector(app, document) if reads_text(app) else None
    hidden = frozenset(PARTS) - frozenset(shown)
    markdown = is_markdown_page(app, docname)
    collector = Collector(docname, hidden, texts, markdown, document.get("source", ""))
    collector.outside = {} if app.config.modelterms_other else None
    collector.walk(document, START)
    collector.listings = complete_boxes(app, document, collector.listings)
    domain.note_page(docname, collector.page())
    check_fields(env, docname)
    if texts is not None:
        switches = page_switches(env, docname)
        text = texts.page(collector.sections, *switches)
        if included := included_texts(text):
            domain.included[docname] = included
        TEXTS.store(env, docname, text)
    else:
        TEXTS.remove(env, docname)
    if any(term.questions for term in collector.terms):
        keep_answers(env, docname, document)
    else:
        ANSWERS.remove(env, docname)
    if collector.terms:
        for _, card in blocks_by_document(document, docname, "card"):
            label_block(env, docname, card, title_of(card[0]))  # type: ignore[arg-type]
            remove_hidden_parts(card, shown)
    for comparison, node in collector.comparisons:
        label_block(env, docname, node, comparison.title or versus().join(comparison.terms))
    for part in collector.misplaced:
        mend_misplaced(part)
    note_defined_words(env, collector.words)
    warn_or_defer(env, docname, collector.lookalikes)
    warn_of_terms_in(collector.glossaries, markdown)


LISTS = frozenset(BLOCKS) - {"card", "comparison"}


class Collector:
    """Collector that gathers the records of one document in a single walk.

    :param hidden: parts of cards that aren't shown; their content only goes into the term's record
    :param texts: collector of the document's text, if it is needed
    :param markdown: True if the document is in Markdown, for messages
    :param file: the document's own file
    """

    def __init__(
        self,
        docname: str,
        hidden: Collection[str],
        texts: TextCollector | None = None,
        markdown: bool = False,
        file: str = "",
    ) -> None:
        self.docname = docname
        self._file = file
        self._markdown = markdown
        self.hidden = hidden
        self.skipped = {*hidden, QUIZ_PART}
        self._texts = texts
        self.terms: list[Term] = []
        self.entries: list[Entry] = []
        self.comparisons: list[tuple[Comparison, nodes.Element]] = []
        self.listings: list[Listing] = []
        self.misplaced: list[nodes.Element] = []
        self.lookalikes: list[Lookalike] = []
        self.glossaries: list[addnodes.glossary] = []
        self.words: list[nodes.Element] = []
        self.sections: list[Section] = [Section("", "")]
        self.scoped: list[ScopedPart] = []
        self._mentions: dict[Mention, None] = {}
        self.outside: dict[OutsideReference, None] | None = None
        """References that can lead to other projects; ``None`` if nothing needs them."""

    def page(self) -> Page:
        """Return the record of the page, with everything that was gathered."""
        sections = tuple(self.sections) if self._mentions else ()
        return Page(
            tuple(self.terms),
            tuple(self.entries),
            sections,
            tuple(self._mentions),
            tuple(comparison for comparison, _ in self.comparisons),
            tuple(self.listings),
            tuple(self.scoped),
            tuple(self.outside or ()),
        )

    def walk(self, node: nodes.Element, around: NodePlace) -> None:
        """Gather records from the content of *node*.

        :param around: the place of the content
        """
        in_card = node.get(PART) == "card"
        in_section = not around.card and isinstance(node, nodes.section)
        for child in node.children:
            # Substitution definitions of rst_epilog are on every page, and aren't mentions.
            if isinstance(child, UNSEEN):
                if isinstance(child, nodes.comment):
                    self.lookalikes += lookalikes(child, self._markdown)
                continue
            assert isinstance(child, nodes.Element)
            if in_card and child.get(PART) in self.skipped:
                continue
            if is_contents(child):
                for reference in child.findall(addnodes.pending_xref):
                    self._mention(reference, around._replace(section=NOWHERE))
                continue
            if in_section:
                warn_of_field_below_title(child, self._markdown, self.docname, self._file)
            place = self._in_scopes(child, around) if child["classes"] else around
            inner = place
            if self._texts is not None:
                self._note_text(child, place)
            if isinstance(child, addnodes.pending_xref):
                self._mention(child, place)
            elif isinstance(child, nodes.reference):
                self._note_outside(child, place)
            elif isinstance(child, nodes.section):
                inner = place._replace(section=self._section(child, place.section))
            elif isinstance(child, nodes.definition_list_item):
                if entries := list(glossary_entries(child, self.docname, place)):
                    self.entries += entries
                    inner = place._replace(card=entries[0].anchor)
            elif isinstance(child, nodes.paragraph | nodes.literal_block):
                self.lookalikes += lookalikes(child, self._markdown)
            elif isinstance(child, addnodes.glossary):
                self.glossaries.append(child)
            elif condition := condition_of(child):
                inner = place._replace(conditions=(*place.conditions, condition))
            if PART in child.attributes:
                if child[PART] == "card":
                    inner = inner._replace(card=child["ids"][0])
                    if not isinstance(child, nodes.section):
                        section = self._note_section(inner.card, text_of(child[0]))
                        inner = inner._replace(section=section)
                self._note_part(child, place)
            if child.children:
                self.walk(child, inner)

    def _in_scopes(self, node: nodes.Element, around: NodePlace) -> NodePlace:
        """Return the place of a node in the scopes that its classes name, and note these."""
        scopes = scopes_of_classes(node["classes"])
        if not scopes:
            return around
        if node.get(PART) != "card":  # its scope is in the record of its term
            source = node.source or ""
            file = "" if source == self._file else source
            self.scoped += (ScopedPart(key, file, node.line or 0) for key in scopes)
        return around._replace(scopes=(*scopes, *around.scopes))

    def _note_part(self, node: nodes.Element, place: NodePlace) -> None:
        """Note the record of a marked block, and report one that is in the wrong place."""
        if node[PART] == "card":
            term = self._term_with(place.card)
            if term and not self._markdown:  # in Markdown, the unclosed fence was reported
                warn_of_nested_term(title_of(node[0]), term, node)  # type: ignore[arg-type]
            self.terms.append(term_record(self.docname, node, place))
        elif node[PART] == "comparison":
            record = drafted_record(Comparison, self.docname, node, place)
            self.comparisons.append((record, node))
        elif node[PART] == "dfn":
            # Sphinx knows no conditions: those that are met are added when pages are written.
            self.words += [] if place.conditions else [node]
            self.entries.append(defined_word(self.docname, node, place))
        elif node[PART] in LISTS:
            self.listings += [drafted_record(Listing, self.docname, node, place)]
            if (term := self._term_with(place.card)) and "faq" not in self.hidden:
                warn_of_repeated_questions(self.listings[-1], term, node)
        elif is_misplaced(node):
            self.misplaced.append(node)

    def _term_with(self, card: str) -> Term | None:
        """Return the term of this page with the anchor *card*, or ``None``."""
        return next((term for term in reversed(self.terms) if card and term.anchor == card), None)

    def _note_text(self, node: nodes.Element, place: NodePlace) -> None:
        assert self._texts is not None
        warn_of_class(node)
        if node.__class__ in TEXT_KINDS:
            self._texts.add(node, place)
        elif (
            isinstance(node, nodes.raw)
            and is_html(node)
            and not isinstance(node.parent, nodes.TextElement)
        ):
            self._texts.raw(text_of(node))

    def _section(self, node: nodes.section, parent: int) -> int:
        """Return the index of the section *node*; 0 for the page's top section, as links to that
        go to the page."""
        if isinstance(node.parent, nodes.document) and node.parent.first_child_matching_class(
            nodes.section
        ) == node.parent.index(node):
            return 0
        title = node[0] if len(node) else None
        if not isinstance(title, nodes.title) or not node["ids"]:
            return parent
        return self._note_section(node["ids"][0], title_of(title))

    def _note_section(self, anchor: str, title: str) -> int:
        self.sections.append(Section(anchor, title))
        return len(self.sections) - 1

    def _note_outside(self, node: nodes.Element, place: NodePlace, role: str = "") -> None:
        if self.outside is not None and (found := outside_reference(node, place, role)):
            self.outside[found] = None

    def _mention(self, node: addnodes.pending_xref, place: NodePlace) -> None:
        role = mention_role(node)
        if role:
            # Interned, so that the pickled environment stores each target once.
            target = sys.intern(node["reftarget"])
            context = reference_context(node) if role == "any" else ()
            self._mentions[Mention(target, role, *place, context)] = None
            if place.scopes:
                node[SCOPES] = place.scopes
        self._note_outside(node, place, role)
