"""The terms that a page mentions: by references of authors, and by automatic links."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.model import NOWHERE
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.views.page_titles import numbers_of
from sphinx_modelterms.glossary.views.records import MentionPlace, SectionPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.glossary.autolink.candidates import PageCandidates
    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.model import Page, Section, Target
    from sphinx_modelterms.glossary.views.references import References

    Place = tuple[int, str, str]
    """Number, anchor and title of a section."""

    Written = tuple[int, str, str, tuple[str, ...]]
    """Section, role, target and scopes of a reference."""


class MentioningPage(NamedTuple):
    """A page with everything that can mention terms on it."""

    docname: str
    records: Page
    candidates: PageCandidates
    """The names in its text; none if no text is read."""
    decisions: Sequence[Decision]
    """The decision about each of them."""


def mentions_on(
    page: MentioningPage, references: References, linker: Linker | None
) -> Iterator[tuple[Target, MentionPlace]]:
    """Yield the mentions on a page without duplicates, in order of sections: of those in one
    section, references of authors come first.

    :param linker: knows which blocks of text the builder shows; ``None`` if no text is read
    """
    docname, candidates = page.docname, page.candidates
    found = _written(page, references, linker)
    head = references.glossary.head
    for decision in page.decisions:
        if decision.rule is LinkRule.LINKED:
            target = decision.meaning.targets[0].target
            if target.docname != docname:
                number = decision.block.section
                place = (number, *candidates.sections[number])
                found.setdefault((place, head(target)), (True, decision.passage))
    if not found:
        return
    sections: Sequence[Section] = page.records.sections or candidates.sections
    numbers = numbers_of([title for _, title in sections])
    for (place, target), (automatic, passage) in sorted(found.items(), key=itemgetter(0)):
        number, anchor, title = place
        section = SectionPlace(docname, anchor, title, numbers[number])
        context = passage.sentence() if passage else ""
        yield target, MentionPlace(section, automatic, context)


def _written(
    page: MentioningPage, references: References, linker: Linker | None
) -> dict[tuple[Place, Target], tuple[bool, Passage | None]]:
    """Return the terms that authors refer to on a page, each with its first place in a section:
    False, as it is not automatic, and the words around it.
    """
    found: dict[tuple[Place, Target], tuple[bool, Passage | None]] = {}
    records, glossary = page.records, references.glossary
    if not records.mentions:
        return found
    passages = _passages(page.candidates, linker)
    for mention in records.mentions:
        origin = glossary.origin(page.docname, mention.scopes)
        target = references.target(mention.role, mention.target, origin)
        target = target and glossary.head(target)
        if target and (page.docname, mention.card) != target and mention.section != NOWHERE:
            place = (mention.section, *records.sections[mention.section])
            written = (mention.section, mention.role, mention.target, mention.scopes)
            found.setdefault((place, target), (False, passages.get(written)))
    return found


def _passages(candidates: PageCandidates, linker: Linker | None) -> dict[Written, Passage]:
    """Return the text around the first of equal references in each section."""
    passages: dict[Written, Passage] = {}
    for block, _ in linker.kept(candidates) if linker else ():
        for position, role, target in block.written:
            passage = Passage(block.text, position, position + 1, block.opaque)
            passages.setdefault((block.section, role, target, block.scopes), passage)
    return passages
