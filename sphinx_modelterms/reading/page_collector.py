"""Collector of the records of a finished document: terms, glossary entries, mentions.

It runs on ``doctree-read``, after translation and all other transforms.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.doctree.blocks import PART, PARTS, part_of
from sphinx_modelterms.doctree.node_text import text_of, title_of
from sphinx_modelterms.doctree.walking import UNSEEN, blocks_by_document
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
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.reading.answers import ANSWERS, keep_answers
from sphinx_modelterms.reading.conditions import condition_of
from sphinx_modelterms.reading.content_digest import content_digest
from sphinx_modelterms.reading.first_use import is_contents
from sphinx_modelterms.reading.glossary_entries import glossary_entries
from sphinx_modelterms.reading.lookalikes import warn_or_defer
from sphinx_modelterms.reading.misspelt_directives import is_markdown_page, lookalikes
from sphinx_modelterms.reading.nested_blocks import (
    is_misplaced,
    mend_misplaced,
    warn_of_nested_term,
    warn_of_repeated_questions,
)
from sphinx_modelterms.reading.page_options import (
    check_fields,
    page_switches,
    text_collector,
    warn_of_class,
    warn_of_field_below_title,
)
from sphinx_modelterms.reading.page_text import TEXT_KINDS
from sphinx_modelterms.reading.raw_html import is_html
from sphinx_modelterms.reading.term_record import drafted_record, mention_role, term_record
from sphinx_modelterms.reading.terms_in_glossaries import warn_of_terms_in
from sphinx_modelterms.settings import reads_text, versus

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.reading.lookalikes import Lookalike
    from sphinx_modelterms.reading.page_text import TextCollector


def collect_page(app: Sphinx, document: nodes.document) -> None:
    """On ``doctree-read``: collect the records of *document* and store them for this page."""
    env = app.env
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    docname = env.docname
    shown = app.config.modelterms_card_parts
    domain.contents[docname] = content_digest(app, docname, document)
    texts = text_collector(app, document) if reads_text(app) else None
    hidden = frozenset(PARTS) - frozenset(shown)
    collector = Collector(docname, hidden, texts, is_markdown_page(app, docname))
    collector.walk(document, 0, "", ())
    domain.note_page(docname, collector.page())
    check_fields(env, docname)
    if texts is not None:
        switches = page_switches(env, docname, ModelTermsConfig.from_sphinx(app.config))
        TEXTS.store(env, docname, texts.page(collector.sections, *switches))
    else:
        TEXTS.remove(env, docname)
    if any(term.questions for term in collector.terms):
        keep_answers(env, docname, document)
    else:
        ANSWERS.remove(env, docname)
    if collector.terms:
        for _, card in blocks_by_document(document, docname, "card"):
            _label(env, docname, card, title_of(card[0]))  # type: ignore[arg-type]
            _remove_hidden_parts(card, shown)
    for comparison, node in collector.comparisons:
        _label(env, docname, node, comparison.title or versus().join(comparison.terms))
    for part in collector.misplaced:
        mend_misplaced(part)
    warn_or_defer(env, docname, collector.lookalikes)
    warn_of_terms_in(collector.glossaries, is_markdown_page(app, docname))


LISTS = frozenset({"list", "categories", "faq-section", "day"})


class Collector:
    """Collector that gathers the records of one document in a single walk.

    :param hidden: parts of cards that aren't shown; their content only goes into the term's record
    :param texts: collector of the document's text, if it is needed
    :param markdown: True if the document is in Markdown, for messages
    """

    def __init__(
        self,
        docname: str,
        hidden: Container[str],
        texts: TextCollector | None = None,
        markdown: bool = False,
    ) -> None:
        self.docname = docname
        self._markdown = markdown
        self.hidden = hidden
        self._texts = texts
        self.terms: list[Term] = []
        self.entries: list[Entry] = []
        self.comparisons: list[tuple[Comparison, nodes.Element]] = []
        self.listings: list[Listing] = []
        self.misplaced: list[nodes.Element] = []
        self.lookalikes: list[Lookalike] = []
        self.glossaries: list[addnodes.glossary] = []
        self.sections: list[Section] = [Section("", "")]
        self._mentions: dict[Mention, None] = {}

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
        )

    def walk(
        self, node: nodes.Element, section: int, card: str, conditions: tuple[Condition, ...]
    ) -> None:
        """Gather records from the content of *node*.

        :param section: index of the section that contains it
        :param card: anchor of the card that contains it
        """
        for child in node.children:
            # Substitution definitions of rst_epilog are on every page, and aren't mentions.
            if isinstance(child, UNSEEN):
                if isinstance(child, nodes.comment):
                    self.lookalikes += lookalikes(child, self._markdown)
                continue
            assert isinstance(child, nodes.Element)
            if child.get(PART) in self.hidden and part_of(node) == "card":
                continue
            if is_contents(child):
                for reference in child.findall(addnodes.pending_xref):
                    self._mention(reference, NOWHERE, card, conditions)
                continue
            if not card and isinstance(node, nodes.section):
                warn_of_field_below_title(child, self._markdown)
            inner_section, inner_card, inner_conditions = section, card, conditions
            if self._texts is not None:
                self._note_text(child, section, card, conditions)
            if isinstance(child, addnodes.pending_xref):
                self._mention(child, section, card, conditions)
            elif isinstance(child, nodes.section):
                inner_section = self._section(child, section)
            elif isinstance(child, nodes.definition_list_item):
                entries = list(glossary_entries(child, self.docname, conditions))
                self.entries += entries
                inner_card = entries[0].anchor if entries else card
            elif isinstance(child, nodes.paragraph | nodes.literal_block):
                self.lookalikes += lookalikes(child, self._markdown)
            elif isinstance(child, addnodes.glossary):
                self.glossaries.append(child)
            elif condition := condition_of(child):
                inner_conditions = (*conditions, condition)
            if PART in child.attributes:
                if child[PART] == "card":
                    inner_card = child["ids"][0]
                    if not isinstance(child, nodes.section):
                        inner_section = self._note_section(inner_card, text_of(child[0]))
                self._note_part(child, card, conditions)
            if child.children:
                self.walk(child, inner_section, inner_card, inner_conditions)

    def _note_part(
        self, node: nodes.Element, card: str, conditions: tuple[Condition, ...]
    ) -> None:
        """Note the record of a marked block, and report one that is in the wrong place.

        :param card: anchor of the card that contains it
        """
        if node[PART] == "card":
            term = self._term_with(card)
            if term and not self._markdown:  # in Markdown, the unclosed fence was reported
                warn_of_nested_term(title_of(node[0]), term, node)  # type: ignore[arg-type]
            self.terms.append(term_record(self.docname, node, conditions))
        elif node[PART] == "comparison":
            record = drafted_record(Comparison, self.docname, node, conditions)
            self.comparisons.append((record, node))
        elif node[PART] in LISTS:
            self.listings += [drafted_record(Listing, self.docname, node, conditions)]
            if (term := self._term_with(card)) and "faq" not in self.hidden:
                warn_of_repeated_questions(self.listings[-1], term, node)
        elif is_misplaced(node):
            self.misplaced.append(node)

    def _term_with(self, card: str) -> Term | None:
        """Return the term of this page with the anchor *card*, or ``None``."""
        return next((term for term in reversed(self.terms) if card and term.anchor == card), None)

    def _note_text(
        self, node: nodes.Element, section: int, card: str, conditions: tuple[Condition, ...]
    ) -> None:
        assert self._texts is not None
        warn_of_class(node)
        if node.__class__ in TEXT_KINDS:
            self._texts.add(node, section, card, conditions)
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

    def _mention(
        self,
        node: addnodes.pending_xref,
        section: int,
        card: str,
        conditions: tuple[Condition, ...],
    ) -> None:
        role = mention_role(node)
        if role:
            # Interned, so that the pickled environment stores each target once.
            target = sys.intern(node["reftarget"])
            self._mentions[Mention(target, role, section, card, conditions)] = None


def _label(env: BuildEnvironment, docname: str, node: nodes.Element, title: str) -> None:
    """Register the title of a block's label. Sphinx does so for sections only."""
    if not isinstance(node, nodes.section):
        for name in node["names"]:
            standard = env.domains["std"]
            _, anchor = standard.anonlabels.setdefault(name, (docname, node["ids"][0]))
            standard.labels[name] = (docname, anchor, title)


def _remove_hidden_parts(card: nodes.Element, shown: Sequence[str]) -> None:
    for child in list(card.children):
        if part_of(child) not in {"", "title", *shown}:
            card.remove(child)
